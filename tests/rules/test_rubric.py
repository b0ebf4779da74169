"""Marks → points → rating, worked by hand; the rubrics are the stock ones and drawn TOML."""

from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.model import Mark
from sheets_sync.points import hundredths
from sheets_sync.rules.rubric import PeriodKind, Rubric
from sheets_sync.rules.rubric_file import STOCK_FOLDER, load_rubric, read_rubric

HA_NOI = load_rubric("ha-noi-3814", Path())
POINTS_25 = load_rubric("25-diem", Path())
CLASSES = load_rubric("lop-tuan", Path())


def rubric(text: str) -> Rubric:
    return read_rubric('name = "thử"\nsource = "quy chế"\n' + dedent(text), "thu", "thu.toml")


def marks(text: str) -> tuple[Mark, ...]:
    """A row as people see it: numbers with a comma, grades with _ for a space, - for a blank."""
    return tuple(_mark(word) for word in text.split())


def _mark(word: str) -> Mark:
    if word == "-":
        return None
    return hundredths(word.replace(",", ".")) if word[0].isdigit() else word.replace("_", " ")


# --- Hà Nội: plain criteria ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "points"),
    [
        ("20 70 10", 10000),
        ("19,5 68,25 2", 8975),  # 19,5 + 68,25 + 2
        ("20 70 -", 9000),  # only the bonus may be blank
        ("0 0 -", 0),  # a typed zero is a zero
        ("- 70 10", None),
        ("20 - -", None),
        ("- - 10", None),
        ("- - -", None),
    ],
)
def test_a_plain_total_is_the_sum_and_a_blank_is_no_zero(row: str, points: int | None) -> None:
    assert HA_NOI.points(marks(row)) == points


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        (10000, "A"), (9000, "A"), (8999, "B"), (7000, "B"), (6999, "C"), (5000, "C"), (4999, "D"), (0, "D"),
    ],
)  # fmt: skip
def test_a_rating_begins_exactly_at_its_threshold(points: int, rating: str) -> None:
    assert HA_NOI.rate(points) == rating


def test_the_stock_rubric_says_what_the_decision_says() -> None:
    assert [item.header for item in HA_NOI.inputs] == [
        "Ý thức kỷ luật, đạo đức",
        "Kết quả nhiệm vụ",
        "Điểm thưởng",
    ]
    assert [(item.low, item.high, item.blank_ok) for item in HA_NOI.inputs] == [
        (0, 2000, False),
        (0, 7000, False),
        (0, 1000, True),
    ]
    assert (HA_NOI.lowest, HA_NOI.highest, HA_NOI.ratings) == (0, 10000, ("A", "B", "C", "D"))
    assert HA_NOI.quota == ("A", 30)


def test_criteria_are_known_one_by_one() -> None:
    assert HA_NOI.criterion_points(marks("19,5 - -")) == {"discipline": 1950, "bonus": 0}


def test_a_term_is_the_mean_of_its_rated_months() -> None:
    # (90 + 91 + 91) / 3 = 90,666…
    assert HA_NOI.term_points([9000, 9100, 9100]) == 9067
    assert HA_NOI.term_points([]) is None


def test_a_year_is_the_mean_of_all_rated_months_not_of_the_terms() -> None:
    # (80 + 80 + 80 + 92) / 4 = 83; the mean of the terms would be 86
    assert HA_NOI.year_points([8000, 8000, 8000], [9200]) == 8300


def test_a_million_plain_rows_are_quick() -> None:
    row = (1950, 6825, None)
    start = perf_counter()
    for _ in range(50_000):
        HA_NOI.points(row)
    assert (perf_counter() - start) / 50_000 < 10e-6  # it takes half a microsecond; slow machines have room


@given(st.integers(-100, 10100), st.integers(0, 3000))
def test_more_points_never_rate_worse(points: int, more: int) -> None:
    for stock in (HA_NOI, POINTS_25, CLASSES):
        assert stock.ratings.index(stock.rate(points + more)) <= stock.ratings.index(stock.rate(points))


# --- the 25-point school: counted columns and grades --------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "points"),
    [
        #  absent excused ill late teaching class dress
        ("- - - - Tốt A -", 2500),  # 5 + 10 + 5 + 5
        ("- 2 1 1 Khá B 1", 1975),  # (5 - 2 * 0,5 - 0,25 - 0,5 = 3,25) + 8 + 4 + (5 - 0,5 = 4,5)
        ("1 - - - Tốt A -", 2200),  # (5 - 3 = 2) + 10 + 5 + 5
        ("2 - - - Tốt A -", 2000),  # 5 - 6 is below the floor: 0 + 10 + 5 + 5
        ("- - 0,5 - Tốt A -", 2488),  # half a day ill: 5 - 0,125 = 4,875, half up 4,88; + 20
        ("- - - - Trung_bình C 11", 1400),  # 5 + 6 + 3 + (5 - 5,5 below the floor: 0)
        ("0 0 0 0 Yếu Thấp_hơn 0", 1000),  # 5 + 0 + 0 + 5
        ("- - - - - A -", None),  # no grade for teaching
        ("- - - - Tốt - -", None),
        ("- - - - - - -", None),
        ("- - - - Giỏi A -", None),  # no grade of this rubric
    ],
)
def test_each_occurrence_costs_its_points_down_to_the_floor(row: str, points: int | None) -> None:
    assert POINTS_25.points(marks(row)) == points


@pytest.mark.parametrize(
    ("points", "rating"),
    [
        (2500, "A"), (2300, "A"),
        (2299, "B"), (2276, "B"),  # the gap 22,75 … 23 of averages goes down, as the file says
        (2275, "B"), (2000, "B"),
        (1999, "C"), (1976, "C"), (1975, "C"), (1700, "C"),
        (1699, "D"), (0, "D"),
    ],
)  # fmt: skip
def test_points_in_a_gap_go_where_the_file_says(points: int, rating: str) -> None:
    assert POINTS_25.rate(points) == rating


def test_the_second_term_counts_twice() -> None:
    # HK1 = 45 / 2 = 22,5; HK2 = 71,75 / 3 = 23,9166… = 23,92; (22,5 + 2 * 23,92) / 3 = 23,4466…
    assert POINTS_25.year_points([2200, 2300], [2400, 2400, 2375]) == 2345


def test_a_year_with_one_rated_term_is_that_term() -> None:
    assert POINTS_25.year_points([], [2400, 2300]) == 2350
    assert POINTS_25.year_points([2200], []) == 2200
    assert POINTS_25.year_points([], []) is None


def test_a_school_may_leave_such_a_year_unrated() -> None:
    strict = rubric(TWO_CRITERIA + '[year]\nterms = ["1/3", "2/3"]\none_term = "not-rated"\n')
    assert strict.year_points([], [8000]) is None
    assert strict.year_points([5000], [8000]) == 7000  # (50 + 160) / 3


# --- classes by the week: conditions, and months that are sums ----------------------------------------------


@pytest.mark.parametrize(
    ("row", "points", "rating"),
    [
        ("10 5", 10500, "Tốt"),  # lost 5 is just 50 % of 10
        ("10 5,01", 10499, "Khá"),  # a hundredth more than half
        ("0 0", 10000, "Tốt"),  # nothing lost is no more than half of nothing
        ("0 1", 9900, "Khá"),
        ("0 10", 9000, "Khá"),
        ("0 10,01", 8999, "Trung bình"),
        ("5 25", 8000, "Trung bình"),
        ("0 21", 7900, "Yếu"),
    ],
)
def test_the_best_rating_also_limits_what_was_lost(row: str, points: int, rating: str) -> None:
    assert CLASSES.points(marks(row)) == points
    assert CLASSES.rate(points, marks(row)) == rating


def test_what_is_not_known_of_a_row_holds_nothing_back() -> None:
    assert CLASSES.rate(10200) == CLASSES.rate(10200, (None, None)) == CLASSES.rate(10200, ()) == "Tốt"


@pytest.mark.parametrize(
    ("weeks", "points", "rating"),
    [
        (["10 5", "0 0", "4 4", "2 0"], 40700, "Khá"),  # 407 ≥ 4 * 100, but lost 9 is more than half of 16
        (["10 5", "0 0", "4 3", "2 0"], 40800, "Tốt"),  # lost 8 is just half of 16
        (["0 10", "0 10", "0 10"], 27000, "Khá"),  # 3 * 90
        (["0 10", "0 10", "0 11"], 26900, "Trung bình"),
        (["0 20", "0 21"], 15900, "Yếu"),  # 2 * 80 = 160
        (["0 20"], 8000, "Trung bình"),  # one week alone
    ],
)
def test_a_month_is_the_sum_of_weeks_against_so_many_thresholds(
    weeks: list[str], points: int, rating: str
) -> None:
    rows = [marks(week) for week in weeks]
    assert CLASSES.month_points([CLASSES.points(row) or 0 for row in rows]) == points
    assert CLASSES.rate_period(points, rows, "month") == rating


def test_a_term_and_a_year_of_weeks_are_sums_too() -> None:
    assert CLASSES.term_points([40000, 39000]) == 79000
    assert CLASSES.year_points([40000, 39000], [10000]) == 89000
    assert CLASSES.month_points([]) is None


def test_classes_rank_by_rating_first() -> None:
    assert CLASSES.ranks_by_rating


# --- other rules met in schools -----------------------------------------------------------------------------

TWO_CRITERIA = """
gaps = "down"
[[criteria]]
key = "conduct"
name = "Nề nếp"
min = 0
max = 30
[[criteria]]
key = "work"
name = "Công việc"
min = 0
max = 70
[[ratings]]
name = "Tốt"
from = 90
floors = { conduct = 25, work = 60 }
[[ratings]]
name = "Khá"
from = 70
floors = { conduct = 20 }
[[ratings]]
name = "Trung bình"
from = 50
[[ratings]]
name = "Yếu"
"""

FLOORS = rubric(TWO_CRITERIA)


@pytest.mark.parametrize(
    ("row", "rating"),
    [
        ("25 65", "Tốt"),
        ("24,99 69", "Khá"),  # 93,99 in all, but a hundredth short in conduct
        ("30 59,5", "Khá"),  # 89,5
        ("19 70", "Trung bình"),  # 89, below both floors of conduct
        ("30 40", "Khá"),
        ("30 10", "Yếu"),
        ("- 70", "Tốt"),  # conduct is not known, so only the total (95, decided above) counts
    ],
)
def test_a_rating_may_need_both_the_total_and_a_floor(row: str, rating: str) -> None:
    points = FLOORS.points(marks(row))
    assert FLOORS.rate(9500 if points is None else points, marks(row)) == rating


def test_a_term_needs_the_floor_on_average() -> None:
    # conduct (24 + 26) / 2 = 25 is enough; (24 + 25,98) / 2 = 24,99 is not
    assert FLOORS.rate_period(9300, [marks("24 68"), marks("26 68")], "term") == "Tốt"
    assert FLOORS.rate_period(9300, [marks("24 68"), marks("25,98 68")], "term") == "Khá"


def test_what_held_a_rating_back_is_reported() -> None:
    reasons = FLOORS.held_back(9399, [marks("24,99 69")], "month")
    assert [str(reason) for reason in reasons] == ["Chưa đạt Tốt: “Nề nếp” phải từ 25 điểm"]
    assert FLOORS.held_back(9500, [marks("30 65")], "month") == ()
    assert FLOORS.held_back(3000, [marks("10 20")], "month") == ()


CAPPED = rubric("""
    [[criteria]]
    key = "work"
    name = "Công việc"
    min = 0
    max = 100
    [[criteria]]
    key = "presence"
    name = "Chuyên cần"
    min = -50
    [[criteria.counts]]
    key = "excused"
    header = "Nghỉ có phép"
    each = -0.5
    blank = 0
    [[criteria.counts]]
    key = "ill"
    header = "Nghỉ ốm"
    each = 0
    blank = 0
    [[facts]]
    key = "violation"
    header = "Vi phạm"
    choices = ["Dạy thêm sai quy định", "Khác"]
    [[facts]]
    key = "complaints"
    header = "Đơn thư"
    [[ratings]]
    name = "Tốt"
    from = 90
    [[ratings]]
    name = "Trung bình"
    from = 50
    [[ratings]]
    name = "C"
    from = 20
    [[ratings]]
    name = "D"
    [[caps]]
    name = "Nghỉ quá 13 ngày trong học kỳ"
    inputs = ["excused", "ill"]
    more_than = 13
    over = "term"
    no_better_than = "Trung bình"
    [[caps]]
    name = "Dạy thêm sai quy định"
    inputs = ["violation"]
    is = ["Dạy thêm sai quy định"]
    over = "term"
    no_better_than = "C"
    [[caps]]
    name = "Có đơn thư"
    inputs = ["complaints"]
    at_least = 1
    over = "month"
    no_better_than = "Trung bình"
    """)


@pytest.mark.parametrize(
    ("points", "rows", "kind", "rating"),
    [
        (9500, ["100 7 6 - -"], "term", "Tốt"),  # 13 days are not more than 13
        (9500, ["100 7 6 - -", "100 - 0,5 - -"], "term", "Trung bình"),  # 13,5 days over two months
        (9500, ["100 7 7 - -"], "month", "Tốt"),  # the cap looks at the term
        (9500, ["100 7 7 - -"], "year", "Tốt"),
        (9500, ["100 - - - -", "100 - - Dạy_thêm_sai_quy_định -"], "term", "C"),
        (9500, ["100 9 9 Dạy_thêm_sai_quy_định -"], "term", "C"),  # the harsher of two caps
        (9500, ["100 - - Khác -"], "term", "Tốt"),
        (1000, ["100 - - Dạy_thêm_sai_quy_định -"], "term", "D"),  # a cap never lifts
        (9500, ["100 - - - 1"], "month", "Trung bình"),
        (9500, ["100 - - - 0"], "month", "Tốt"),
        (9500, [], "term", "Tốt"),
    ],
)
def test_a_fact_caps_the_rating_whatever_the_points(
    points: int, rows: list[str], kind: PeriodKind, rating: str
) -> None:
    assert CAPPED.rate_period(points, [marks(row) for row in rows], kind) == rating


def test_a_cap_of_the_month_holds_for_a_row() -> None:
    assert CAPPED.rate(9500, marks("100 - - - 2")) == "Trung bình"
    assert CAPPED.rate(9500) == "Tốt"


def test_a_cap_says_its_reason() -> None:
    reasons = CAPPED.held_back(9500, [marks("100 7 7 - -")], "term")
    assert [str(reason) for reason in reasons] == ["Nghỉ quá 13 ngày trong học kỳ: không quá Trung bình"]


def test_facts_give_no_points() -> None:
    assert CAPPED.points(marks("80 2 1 Khác 3")) == 7900  # 80 - 2 * 0,5


def test_base_points_with_plus_and_minus() -> None:
    based = rubric("""
        base = 750
        [[criteria]]
        key = "plus"
        name = "Cộng"
        max = 250
        counts = [
            { key = "prizes", header = "Giải", each = 20, blank = 0 },
            { key = "guests", header = "Dự giờ", each = 2.5, blank = 0 },
        ]
        [[criteria]]
        key = "minus"
        name = "Trừ"
        min = -750
        counts = [{ key = "slips", header = "Lỗi", each = -15, blank = 0 }]
        [[ratings]]
        name = "Tốt"
        from = 800
        [[ratings]]
        name = "Chưa tốt"
        """)
    assert (based.lowest, based.highest) == (0, 100000)
    assert based.points(marks("3 2 1")) == 80000  # 750 + 3 * 20 + 2 * 2,5 - 15
    assert based.points(marks("20 - -")) == 100000  # 400 is more than 250 at most
    assert based.points(marks("0 - -")) == 75000
    assert based.points(marks("- - -")) is None  # a row without any mark is not rated


def test_weighted_criteria_round_once() -> None:
    weighed = rubric("""
        total = 10
        [[criteria]]
        key = "a"
        name = "A"
        min = 0
        max = 10
        weight = "1/3"
        [[criteria]]
        key = "b"
        name = "B"
        min = 0
        max = 10
        weight = "2/3"
        [[ratings]]
        name = "Tốt"
        from = 8
        [[ratings]]
        name = "Chưa tốt"
        """)
    assert [part.weight for part in weighed.criteria] == [Fraction(1, 3), Fraction(2, 3)]
    assert weighed.points(marks("7 8,5")) == 800  # (7 + 17) / 3
    assert weighed.points(marks("8 8,5")) == 833  # (8 + 17) / 3 = 8,333…


def test_weeks_may_be_averaged_instead() -> None:
    averaged = rubric("""
        subject = "class"
        every = "week"
        [[criteria]]
        key = "order"
        name = "Nề nếp"
        min = 0
        max = 10
        [[ratings]]
        name = "Tốt"
        from = 9
        [[ratings]]
        name = "Khá"
        [month]
        weeks = "mean"
        """)
    assert averaged.month_points([900, 1000, 800]) == 900
    assert averaged.rate_period(900, [marks("9"), marks("10"), marks("8")], "month") == "Tốt"


def test_a_sum_of_weeks_may_keep_the_thresholds_as_they_are() -> None:
    same = read_rubric(stock_text("lop-tuan").replace('"per-week"', '"same"'), "lop-tuan", "lop-tuan.toml")
    rows = [marks("0 40"), marks("0 40")]  # 60 + 60 = 120
    assert (
        same.rate_period(12000, rows, "month") == "Khá"
    )  # 120 ≥ 100, but points were lost without any bonus
    assert CLASSES.rate_period(12000, rows, "month") == "Yếu"  # 120 < 2 * 80


def stock_text(name: str) -> str:
    return (STOCK_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 7000), st.none() | st.integers(0, 1000))))
def test_a_total_is_the_sum_of_its_criteria(rows: list[tuple[int, int, int | None]]) -> None:
    for row in rows:
        assert HA_NOI.points(row) == sum(HA_NOI.criterion_points(row).values())
