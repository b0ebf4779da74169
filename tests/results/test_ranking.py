from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import UsageError
from sheets_sync.model import Leave, Place, Score
from sheets_sync.results.ranking import rank
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric import Band, Cap, Input
from sheets_sync.school.roster import Roster
from sheets_sync.school.school import School
from tests.made_up import NOWHERE, RUBRIC, YEAR, grade, made_up_config, made_up_results, people, with_roster

OCTOBER = YEAR.month(10)

SCHOOL = """
01 | Trần Văn Ánh    | Toán | 92,50 | 80
02 | Lê Thị Bình     | Toán | 85    | 90,01
03 | Phạm Văn Chi    | Văn  | 92,50 | -
04 | Đỗ Thị Dung     | Văn  | 60    | 70
05 | Ngô Văn Em      | Văn  | -     | -
"""


def drawn(ranking):
    return [f"{row.rank} {row.team_rank} {row.staff_id}" for row in ranking.rows]


def groups(ranking):
    return [f"{row.rank} {row.name} {row.points} {row.rating} {row.rated}" for row in ranking.rows]


# --- a month ----------------------------------------------------------------------------------------------


def test_ranks_are_shared_and_then_skipped_in_school_and_team():
    assert drawn(rank(made_up_results(SCHOOL, 9, 10), YEAR.month(9))) == [
        "1 1 01",
        "1 1 03",
        "3 2 02",
        "4 2 04",
    ]


def test_a_row_says_who_and_why():
    row = rank(made_up_results(SCHOOL, 9, 10), YEAR.month(9)).rows[0]
    assert row == (1, 1, "01", "Trần Văn Ánh", "Toán", 9250, "A", "approved")


def test_equal_people_stand_in_vietnamese_name_order_then_by_id():
    table = """
    1 | Nguyễn Văn Đạt | Toán | 80
    2 | Lê Văn Ân      | Toán | 80
    4 | Lê Văn Dũng    | Toán | 80
    3 | Lê Văn Dũng    | Toán | 80
    5 | Trần Thị Ánh   | Toán | 80
    """
    assert drawn(rank(made_up_results(table, 10), OCTOBER)) == ["1 1 5", "1 1 2", "1 1 3", "1 1 4", "1 1 1"]


def test_not_rated_are_those_at_work_without_points():
    assert rank(made_up_results(SCHOOL, 9, 10), OCTOBER).not_rated == ("03", "05")


def test_who_is_away_is_not_expected():
    results = made_up_results(SCHOOL, 9, 10)
    leave = Leave(NOWHERE, "05", start=date(2023, 9, 1))
    assert rank(with_roster(results, leaves={"05": (leave,)}), OCTOBER).not_rated == ("03",)


def test_a_month_without_grades_has_no_rows():
    assert rank(made_up_results(SCHOOL, 9, 10), YEAR.month(11)).rows == ()


def test_teams_are_compared_with_or_without_the_word():
    table = "1 | An Văn An | Tổ Toán - Tin | 90 \n 2 | Bế Văn Bình | Toán-Tin | 80"
    assert groups(rank(made_up_results(table, 10), OCTOBER, "team")) == ["1 Tổ Toán - Tin 8500 B 2"]


def test_somebody_without_a_team_is_ranked_and_counts_for_no_team():
    table = "1 | An Văn An | Toán | 90 \n 2 | Bế Văn Bình |  | 80"
    results = made_up_results(table, 10)
    assert drawn(rank(results, OCTOBER)) == ["1 1 1", "2 1 2"]
    assert groups(rank(results, OCTOBER, "team")) == ["1 Toán 9000 A 1"]


def test_a_rubric_may_put_the_rating_before_the_points():
    capped = replace(
        RUBRIC,
        ranks_by_rating=True,
        facts=(Input("late", "Đi muộn", 0, 10000, blank=0),),
        caps=(Cap("Đi muộn", ("late",), 0, "C", "month"),),
    )
    marks = {"01": (2000, 7000, 900, 100), "02": (2000, 5000, 0, 0)}
    given = {OCTOBER: {key: grade(key, sum(each[:3]), capped, each) for key, each in marks.items()}}
    results = made_up_results(SCHOOL, 9, 10, rubric=capped, given=given)
    assert [row.rating for row in rank(results, OCTOBER).rows] == ["B", "C"]


def test_criteria_break_ties_in_the_order_of_the_rubric():
    rubric = replace(RUBRIC, tie_breakers=("work", "discipline"))
    marks = {"01": (2000, 5000, 0), "02": (1000, 6000, 0), "03": (1000, 6000, 0), "04": None}
    given = {OCTOBER: {key: grade(key, 7000, rubric, each) for key, each in marks.items()}}
    results = made_up_results(SCHOOL, 9, 10, rubric=rubric, given=given)
    assert drawn(rank(results, OCTOBER)) == ["1 1 02", "1 1 03", "3 2 01", "4 2 04"]


# --- terms and years --------------------------------------------------------------------------------------


def test_a_term_is_the_mean_of_the_rated_months():
    rows = rank(made_up_results(SCHOOL, 9, 10), YEAR.term(1)).rows
    assert [(row.staff_id, row.points, row.rating) for row in rows] == [
        ("03", 9250, "A"),
        ("02", 8751, "B"),  # 87,505
        ("01", 8625, "B"),
        ("04", 6500, "C"),
    ]


def test_who_has_left_the_roster_is_among_equals_in_name_order_too():
    table = """
    1 | Nguyễn Văn Đạt | Toán | 80
    2 | Lê Văn Ân      | Toán | 80
    3 | Trần Thị Ánh   | Toán | 80
    """
    results = made_up_results(table, 10)
    dat, an, anh = results.school.roster.people
    for gone, still in ((an, (dat, anh)), (anh, (dat, an)), (dat, (an, anh))):
        later = with_roster(results, people=still, former=(gone,))
        assert drawn(rank(later, YEAR.term(1))) == ["1 1 3", "1 1 2", "1 1 1"]


def test_a_term_has_nobody_who_decided():
    assert rank(made_up_results(SCHOOL, 9, 10), YEAR.term(1)).rows[0].decided_by is None


def test_a_year_may_weigh_its_terms():
    weighing = replace(RUBRIC, year_weights=(Fraction(1, 3), Fraction(2, 3)))
    table = "1 | An Văn An | Toán | 90 | 80 | 70"
    assert rank(made_up_results(table, 9, 10, 2, rubric=weighing), YEAR).rows[0].points == 7500


def test_a_year_may_need_both_terms():
    strict = replace(RUBRIC, year_weights=(Fraction(1, 3), Fraction(2, 3)), one_term_is_year=False)
    results = made_up_results("1 | An Văn An | Toán | 90", 9, rubric=strict)
    ranking = rank(results, YEAR)
    assert (ranking.rows, ranking.not_rated) == ((), ("1",))
    assert [row.points for row in rank(results, YEAR.term(1)).rows] == [9000]


def test_a_cap_over_the_term_holds_for_the_sum_of_its_months():
    capped = replace(
        RUBRIC,
        facts=(Input("away", "Ngày nghỉ", 0, 10000, blank=0),),
        caps=(Cap("Nghỉ quá 13 ngày", ("away",), 1300, "C", "term"),),
    )
    marks = (2000, 7000, 500, 700)
    given = {YEAR.month(each): {"01": grade("01", 9500, capped, marks)} for each in (9, 10)}
    results = made_up_results(SCHOOL, 9, 10, rubric=capped, given=given)
    assert [rank(results, period).rows[0].rating for period in (OCTOBER, YEAR.term(1))] == ["A", "C"]


def test_months_to_come_expect_nobody():
    results = replace(made_up_results(SCHOOL, 9, 10), today=date(2023, 11, 20))
    leave = Leave(NOWHERE, "05", start=date(2023, 8, 1), end=date(2023, 12, 31))
    assert rank(with_roster(results, leaves={"05": (leave,)}), YEAR.term(1)).not_rated == ()


NOBODY_YET = "\n".join(line.rpartition("|")[0] + "| -" for line in SCHOOL.strip().splitlines())
ONLY_OCTOBER = (
    Leave(NOWHERE, "05", start=date(2023, 8, 1), end=date(2023, 9, 30)),
    Leave(NOWHERE, "05", start=date(2023, 11, 1), end=date(2024, 5, 31)),
)


@pytest.mark.parametrize(
    ("school", "today", "missing"),
    [
        (NOBODY_YET, date(2023, 10, 31), ()),
        (NOBODY_YET, date(2023, 11, 1), ("05",)),
        (SCHOOL, date(2023, 10, 20), ("05",)),
    ],
    ids=["not over and nobody graded", "over and nobody graded", "not over and somebody graded"],
)
def test_a_term_misses_who_was_at_work_in_a_month_that_counts_by_now(school, today, missing):
    results = with_roster(replace(made_up_results(school, 9, 10), today=today), leaves={"05": ONLY_OCTOBER})
    assert rank(results, YEAR.term(1)).not_rated == missing


def test_a_team_of_a_term_is_the_mean_of_its_members_terms():
    teams = groups(rank(made_up_results(SCHOOL, 9, 10), YEAR.term(1), "team"))
    assert teams == ["1 Toán 8688 B 2", "2 Văn 7875 B 2"]


# --- classes ----------------------------------------------------------------------------------------------

CLASS_RUBRIC = replace(
    RUBRIC,
    subject="class",
    every="week",
    adds_weeks=True,
    bands=(Band("Tốt", 9000), Band("Khá", 0)),
    quota=None,
)


def class_results(scores):
    config = made_up_config(classes={"names": ["6A2", "6A10", "6A1"], "first_week": date(2023, 9, 4)})
    results = made_up_results(SCHOOL, 9, 10, config=config)
    return replace(results, class_rubric=CLASS_RUBRIC, class_scores=scores)


FIRST = [("6A1", (2000, 7000, 100)), ("6A2", (2000, 7000, 0)), ("6A10", (2000, 7000, 0))]


def one_week(rows, bad=frozenset()):
    return {1: tuple(Score(Place("Tuần 1", None, 2, {}, bad), name, marks) for name, marks in rows)}


def test_classes_add_their_weeks_and_ties_keep_the_schools_order():
    week = one_week(FIRST)[1]
    results = class_results({OCTOBER: {1: week, 2: week}})
    assert groups(rank(results, OCTOBER, "class")) == [
        "1 6A1 18200 Tốt 2",
        "2 6A2 18000 Tốt 2",
        "2 6A10 18000 Tốt 2",
    ]


def test_a_class_twice_in_a_week_has_no_points_of_that_week():
    results = class_results({OCTOBER: one_week([*FIRST, FIRST[0]])})
    assert rank(results, OCTOBER, "class").not_rated == ("6A1",)


def test_a_week_with_a_bad_mark_does_not_count():
    results = class_results({OCTOBER: one_week(FIRST, bad=frozenset({"bonus"}))})
    assert rank(results, OCTOBER, "class").rows == ()


def test_a_class_has_terms_too():
    results = class_results({YEAR.month(9): one_week(FIRST), OCTOBER: one_week(FIRST)})
    assert groups(rank(results, YEAR.term(1), "class"))[0] == "1 6A1 18200 Tốt 2"


def test_a_school_without_a_class_board_is_informed():
    with pytest.raises(UsageError):
        rank(made_up_results(SCHOOL, 9, 10), OCTOBER, "class")


# --- always -----------------------------------------------------------------------------------------------

some_points = st.lists(st.sampled_from([0, 5000, 6999, 7000, 9250, 10000]), min_size=1, max_size=12)


def results_of(points, order) -> Results:
    table = "\n".join(f"{at:02} | Nguyễn Văn {'ABC'[at % 3]} | {['Toán', 'Văn'][at % 2]}" for at in order)
    given = {OCTOBER: {f"{at:02}": grade(f"{at:02}", points[at]) for at in order}}
    return Results(made_up_config(), date(2024, 6, 1), RUBRIC, School(Roster(YEAR, people(table))), (), given)


@given(some_points, st.randoms())
def test_the_order_of_rows_never_matters(points, random):
    order = list(range(len(points)))
    shuffled = random.sample(order, len(order))
    periods = (OCTOBER, YEAR.term(1), YEAR)
    one, other = results_of(points, shuffled), results_of(points, order)
    assert [rank(one, period) for period in periods] == [rank(other, period) for period in periods]


@given(some_points)
def test_a_rank_is_one_more_than_the_number_strictly_better(points):
    rows = rank(results_of(points, range(len(points))), OCTOBER).rows
    for row in rows:
        better = [other for other in rows if other.points > row.points]
        in_team = [other for other in better if other.team == row.team]
        assert (row.rank, row.team_rank) == (1 + len(better), 1 + len(in_team))
