"""The weeks of a class board: which count, and where a class stands that misses some."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.commands.printing import print_ranking
from sheets_sync.language import translator
from sheets_sync.model import Month, SchoolYear
from sheets_sync.rules.rubric_file import STOCK_FOLDER
from sheets_sync.views.as_json import ranking_json
from sheets_sync.views.tabs.cells import TabSource
from sheets_sync.views.tabs.rankings import classes_tab
from tests.drawn import school_of

YEAR, SEPTEMBER = SchoolYear(2023), Month(2023, 9)
NAMES = ("6A", "6B", "6C")
FIRST_WEEK = date(2023, 9, 4)
STOCK = (STOCK_FOLDER / "lop-tuan.toml").read_text(encoding="utf-8")
MEAN = STOCK.replace('weeks = "sum"', 'weeks = "mean"').replace('thresholds = "per-week"', "")
POINTS_FIRST = STOCK.replace("rating_first = true", "")
NO_BASE = STOCK.replace("base = 100", "base = 0")
ALL_MAY_BE_BLANK = STOCK.replace("max = 100  ", "max = 100\nblank = 0  ").replace(
    "each = -1  ", "each = -1\nblank = 0  "
)
RUBRICS = {
    "rating first": STOCK,
    "points first": POINTS_FIRST,
    "mean": MEAN,
    "no base": NO_BASE,
    "blanks": ALL_MAY_BE_BLANK,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The rubrics as files."""
    made = tmp_path_factory.mktemp("rubrics")
    for name, text in RUBRICS.items():
        (made / f"{name}.toml").write_text(text, encoding="utf-8")
    return made


def board(folder, rubric: str, *weeks: str):
    """The results of `6A 10 2, 6B 5 0` … week by week: a class, what it won and what it lost."""
    drawn = ""
    for number, week in enumerate(weeks, 1):
        rows = [" | ".join(row.split()) for row in week.split(",") if row.strip()]
        drawn += "\n".join(["", f"== Tuần {number}", "Lớp | Điểm thưởng | Điểm trừ", *rows, ""])
    classes = {"rubric": str(folder / f"{rubric}.toml"), "names": list(NAMES), "first_week": FIRST_WEEK}
    return school_of(drawn, today=date(2023, 10, 1), classes=classes)


def ranked(results, period=SEPTEMBER) -> list[str]:
    rows = results.ranking(period, "class").rows
    return [f"{row.rank} {row.name} {row.points / 100:g} {row.rating} {row.rated}" for row in rows]


# --- which weeks count ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        ("6A 10 2, 6B, 6C - -", ["1 6A 108 Tốt 1", "2 6B 100 Tốt 1", "2 6C 100 Tốt 1"]),
        ("6A 10 2, 6B 5, 6C - 5", ["1 6A 108 Tốt 1", "2 6B 105 Tốt 1", "3 6C 95 Khá 1"]),
        ("6A 10 2, 6B x, 6C", ["1 6A 108 Tốt 1", "2 6C 100 Tốt 1"]),
        ("6A 10 2, 6B, 6B", ["1 6A 108 Tốt 1"]),
        ("6A, 6B, 6C - -", []),  # only prepared
    ],
)
def test_where_every_cell_may_be_blank_a_blank_row_has_the_points_to_start_with(folder, week, expected):
    assert ranked(board(folder, "blanks", week)) == expected


@pytest.mark.parametrize("row", ["6B", "6B - -", "6B 5 -"])
def test_where_a_cell_must_be_filled_a_blank_row_is_no_week(folder, row):
    assert board(folder, "rating first", f"6A 10 2, {row}").ranking(SEPTEMBER, "class").not_rated == (
        "6B",
        "6C",
    )


FACTS = """
[[facts]]
key = "fights"
header = "Đánh nhau"

[[caps]]
name = "Đánh nhau"
inputs = ["fights"]
more_than = 1
over = "month"
no_better_than = "Yếu"
"""


@pytest.mark.parametrize(
    ("second", "rating"),
    [
        ("6A 1 0 1\n6B 1 0", "Yếu"),
        ("6A - - 1\n6B 1 0", "Yếu"),  # a fact without points
        ("6A - - 1", "Yếu"),  # nobody has points that week
        ("6A - -\n6B 1 0", "Tốt"),
    ],
)
def test_a_weeks_fact_counts_for_the_month_with_or_without_points(tmp_path, second, rating):
    (tmp_path / "lop.toml").write_text(STOCK + FACTS, encoding="utf-8")
    head = "Lớp | Điểm thưởng | Điểm trừ | Đánh nhau"
    tabs = [
        "\n".join([f"== Tuần {number}", head, *(line.replace(" ", " | ") for line in week.splitlines())])
        for number, week in ((1, "6A 9 0 1\n6B 1 0"), (2, second))
    ]
    classes = {"rubric": str(tmp_path / "lop.toml"), "names": ["6A", "6B"], "first_week": FIRST_WEEK}
    rows = school_of(*tabs, classes=classes).ranking(SEPTEMBER, "class").rows
    assert next(row.rating for row in rows if row.name == "6A") == rating


# --- who misses weeks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rubric", "weeks", "expected"),
    [
        (  # Tốt in its one week, and the others Khá in two
            "rating first",
            ["6A 10 0, 6B 0 5, 6C 0 8", "6B 0 5, 6C 0 8"],
            ["1 6B 190 Khá 2", "2 6C 184 Khá 2", "3 6A 110 Tốt 1"],
        ),
        (
            "mean",
            ["6A 10 0, 6B 0 5, 6C 0 8", "6B 0 5, 6C 0 8"],
            ["1 6B 95 Khá 2", "2 6C 92 Khá 2", "3 6A 110 Tốt 1"],
        ),
        (  # without points to start with every further week may cost some
            "no base",
            ["6A 0 1, 6B 0 1, 6C 0 1", "6B 0 1, 6C 0 2"],
            ["1 6B -2 Yếu 2", "2 6C -3 Yếu 2", "3 6A -1 Yếu 1"],
        ),
        (  # a row that cannot be read is a missing week too
            "points first",
            ["6A 99 0, 6B 0 5, 6C 0 5", "6A x 0, 6B 0 5, 6C 0 5"],
            ["1 6B 190 Khá 2", "1 6C 190 Khá 2", "3 6A 199 Tốt 1"],
        ),
        (  # the more weeks are missing, the further behind
            "mean",
            ["6A 10 0, 6B 0 5, 6C 0 8", "6A 0 9, 6C 0 8", "6C 0 8"],
            ["1 6C 92 Khá 3", "2 6A 100.5 Khá 2", "3 6B 95 Khá 1"],
        ),
        (  # what everybody misses nobody misses
            "mean",
            ["6A 10 0, 6B 0 5, 6C 0 8", ""],
            ["1 6A 110 Tốt 1", "2 6B 95 Khá 1", "3 6C 92 Khá 1"],
        ),
    ],
)
def test_a_class_that_misses_weeks_comes_after_those_that_miss_fewer(folder, rubric, weeks, expected):
    assert ranked(board(folder, rubric, *weeks)) == expected


def test_a_missing_week_counts_in_the_term_and_the_year_too(folder):
    results = board(folder, "mean", "6A 10 0, 6B 0 5, 6C 0 8", "6B 0 5, 6C 0 8")
    for period in (YEAR.term(1), YEAR):
        assert ranked(results, period)[-1] == "3 6A 110 Tốt 1"


def test_a_ranking_names_the_missing_weeks(folder, capsys):
    ranking = board(folder, "mean", "6A 1 0, 6B 1 0, 6C 1 0", "6B 1 0, 6C 1 0", "6B 1 0").ranking(
        SEPTEMBER, "class"
    )
    assert {row.name: [str(week) for week in row.missing] for row in ranking.rows} == {
        "6B": [],
        "6C": ["2023-2024/W03"],
        "6A": ["2023-2024/W02", "2023-2024/W03"],
    }
    rows = {row["class"]: row for row in ranking_json(ranking)["rows"]}
    assert rows["6C"]["missing_weeks"] == ["2023-2024/W03"] and "missing_weeks" not in rows["6B"]
    print_ranking(ranking, translator("vi"))
    assert capsys.readouterr().out.splitlines()[-2:] == ["6C: thiếu tuần 3.", "6A: thiếu tuần 2, 3."]


@pytest.mark.parametrize(
    ("second", "note"),
    [
        ("6A 1 0, 6B 1 0, 6C 1 0", "Từ điểm các tuần của Tổng phụ trách Đội."),
        (
            "6B 1 0, 6C 1 0",
            "Từ điểm các tuần của Tổng phụ trách Đội. Lớp thiếu tuần xếp sau các lớp đủ tuần. 6A: thiếu tuần 2.",
        ),
    ],
)
def test_the_tab_of_the_classes_names_the_missing_weeks(folder, second, note):
    results = board(folder, "mean", "6A 1 0, 6B 1 0, 6C 1 0", second)
    assert classes_tab(TabSource(results)).rows[2][0].value == note


# --- always ---------------------------------------------------------------------------------------------------

marks = st.sampled_from(["0 0", "9 0", "0 9", "40 15", "100 0", "0 100"])
weeks = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, marks)), min_size=1, max_size=4)


def rank_of(folder, rubric: str, drawn: list[dict[str, str]], name: str) -> int:
    lines = [", ".join(f"{each} {won_lost}" for each, won_lost in week.items()) for week in drawn]
    rows = board(folder, rubric, *lines).ranking(SEPTEMBER, "class").rows
    return next((row.rank for row in rows if row.name == name), len(NAMES) + 1)


@given(weeks, st.sampled_from(sorted(RUBRICS)), st.data())
def test_to_take_a_week_away_never_improves_a_rank(folder, drawn, rubric, data):
    at = data.draw(st.integers(0, len(drawn) - 1))
    name = data.draw(st.sampled_from(NAMES))
    without = [
        {each: row for each, row in week.items() if (number, each) != (at, name)}
        for number, week in enumerate(drawn)
    ]
    assert rank_of(folder, rubric, without, name) >= rank_of(folder, rubric, drawn, name)


@given(weeks, st.sampled_from(sorted(RUBRICS)))
def test_whoever_is_first_misses_no_more_weeks_than_anybody(folder, drawn, rubric):
    lines = [", ".join(f"{each} {row}" for each, row in week.items()) for week in drawn]
    rows = board(folder, rubric, *lines).ranking(SEPTEMBER, "class").rows
    assert all(len(rows[0].missing) <= len(row.missing) for row in rows)
