"""Month tabs become scores; what is wrong in them is told once, at its cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.model import Month, RawCell, Score, Sheet
from sheets_sync.pipeline import compute
from sheets_sync.results.results import Results
from tests.drawn import ROSTER, assert_as_drawn, school_of, sheets
from tests.made_up import made_up_config
from tests.raw_cells import RAW_CELLS

SEPTEMBER = Month(2023, 9)
HEADER = (
    "Mã CB | Họ và tên | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm | Tổ chấm "
    "| Hiệu trưởng duyệt | Xếp loại | Ghi chú"
)


def scores(results: Results) -> tuple[Score, ...]:
    return results.school.scores[SEPTEMBER]


def test_every_field_of_a_score() -> None:
    results = assert_as_drawn(f"""
    == Tháng 9
    {HEADER}
    TV01  | Nguyễn Thị An | 18 | "62,5" | | 80,5 | 78.25 | 79 | b | đủ
    """)
    (score,) = scores(results)
    assert score.marks == (1800, 6250, None)
    assert (score.own_total, score.team_total, score.approved, score.rating) == (8050, 7825, 7900, "B")


def test_what_is_wrong_in_a_row() -> None:
    results = assert_as_drawn(f"""
    == Tháng 9
    {HEADER}
    TV01  |            | 20,01 | -1    | "1.234" | x   | nt  | 101    | E   | #REF!  <- C out-of-range, D out-of-range, E not-a-number, F not-a-number, G not-a-number, H out-of-range, I not-in-list, J formula-error
    TV02  |            | TRUE  |       |       |     |     |        |     |        <- C not-a-number, D value-missing
    TT01  | Lê Thị Hoa | #N/A  | =     |       |     |     |        |     | nt     <- B name-mismatch, C formula-error, D formula-uncached, J value-missing
    006   | #REF!      |       |       |       | 70  |     |        |     |        <- B formula-error
    """)
    assert [sorted(score.place.bad) for score in scores(results)] == [
        ["approved", "bonus", "discipline", "note", "own_total", "rating", "results", "team_total"],
        ["discipline", "results"],
        ["discipline", "note", "results"],
        [],
    ]


def test_a_blank_criterion_is_missing_only_beside_another_mark() -> None:
    assert_as_drawn(f"""
    == Tháng 9
    {HEADER}
    TV01  | | | 60 |   |    |    |         <- C value-missing
    TV02  | | |    | 5 |    |    |         <- C value-missing, D value-missing
    TT01  | | |    |   |    |    | 60
    006   | | |    |   | 50 | 50 |
    """)


def test_the_owner_of_a_row() -> None:
    results = assert_as_drawn(f"""
    == Tháng 9
    {HEADER}
    6        | phạm  ngọc ánh     | 18 | 60
    "TV01 "  | NGUYỄN THỊ AN      | 18 | 60
    TV99     | Trần Văn Bình      | 18 | 60     <- A staff-unknown
             | Lê Thị Hòa         | 18 | 60     <- A value-missing
    #REF!    | "TrÇn B×nh"        | 18 | 60     <- A formula-error, B legacy-encoding
    """)
    assert [score.staff_id for score in scores(results)] == ["006", "TV01", "", "", ""]
    assert results.school.months[SEPTEMBER].named == {"TV02", "TT01"}


def test_names_instead_of_codes() -> None:
    results = assert_as_drawn(
        ROSTER + "TV03 | Trần Văn Bình | Toán | GV | Đang làm việc",
        """
        == Tháng 9
        Họ và tên     | Tổ   | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ
        NGUYỄN THỊ AN |      | 18                      | 60
        Trần Văn Bình | Toán | 18                      | 60
        Trần Văn Bình |      | 18                      | 60               <- A name-ambiguous
        Vô Danh       |      | 18                      | 60               <- A staff-unknown
                      |      | 18                      | 60               <- A value-missing
        #N/A          |      | 18                      | 60               <- A formula-error
        """,
    )
    assert [score.staff_id for score in scores(results)] == ["TV01", "TV03", "", "", "", ""]


@pytest.mark.parametrize(
    ("raw", "mark"),
    [(1, 100), (1.0, 100), ("1", 100), (True, None), (1.005, 101), ("1,00", 100), (None, None)],
)
def test_equal_cells_of_different_types_are_not_taken_for_one_another(raw: RawCell, mark: int | None) -> None:
    first, *others = sheets(ROSTER)
    rows = [[part.strip() for part in HEADER.split("|")]]
    rows += [["TV01", None, each, 60] for each in (1, True, "1", 1.0, raw)]  # type: ignore[list-item]
    results = compute([first, *others, Sheet("Tháng 9", rows)], made_up_config(), date(2023, 9, 1))
    assert scores(results)[-1].marks[0] == mark


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(RAW_CELLS | st.sampled_from(["TV01", "Trần Văn Bình", 6, 60]), max_size=12), max_size=4)
)
def test_any_cells_give_scores_or_problems(rows: list[list[RawCell]]) -> None:
    tab = Sheet("Tháng 9", [[part.strip() for part in HEADER.split("|")], *rows])
    results = compute([*sheets(ROSTER), tab], made_up_config(), date(2024, 6, 1))
    assert len(scores(results)) <= len(rows)


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_row_order_does_not_matter(order: list[int]) -> None:
    lines = ["TV01 | | 18 | 60", "TV02 | | 18 | x", "TT01 | | 12 | 50,5", "6 | | | | | 70"]
    drawn = "\n".join([f"== Tháng 9\n{HEADER}", *(lines[at] for at in order)])
    results = school_of(drawn)
    assert {(score.staff_id, score.marks, score.own_total) for score in scores(results)} == {
        ("TV01", (1800, 6000, None), None),
        ("TV02", (1800, None, None), None),
        ("TT01", (1200, 5050, None), None),
        ("006", (None, None, None), 7000),
    }


# --- class boards ---------------------------------------------------------------------------------------------


def test_a_class_board() -> None:
    board = {"rubric": "lop-tuan", "names": ["6A", "6B"], "first_week": date(2023, 9, 4), "weeks": 2}
    results = school_of("== Tuần 1\nLớp | Xếp loại\n6a | x\n6C | y", classes=board)
    assert {problem.code for problem in results.problems} >= {"column-missing"}
    (scores_of_week,) = results.school.weeks[SEPTEMBER].values()
    assert [score.staff_id for score in scores_of_week.rows] == ["6A", ""]


def test_the_weeks_after_a_moved_one_follow_it() -> None:
    """Tết takes three weeks out: week 22 begins on 19 February, so weeks 24 and 26 are March's."""
    board = {
        "rubric": "lop-tuan",
        "names": ["6A"],
        "first_week": date(2023, 9, 4),
        "starts": {"Tuần 22": date(2024, 2, 19)},
    }
    drawn = "\n".join(
        f"== Tuần {week}\nLớp | Điểm thưởng | Điểm trừ\n6A | 1 | 0" for week in (21, 22, 23, 24, 26)
    )
    weeks = school_of(drawn, classes=board).school.weeks
    assert {month: list(scores) for month, scores in weeks.items()} == {
        Month(2024, 1): [21],
        Month(2024, 2): [22, 23],
        Month(2024, 3): [24, 26],
    }
