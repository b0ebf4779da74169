"""A class without points in a week that others have: named once the week is over, at the week's tab."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.drawn_tabs import tab
from tests.drawn import school_of

HEAD = "STT | Lớp | Điểm thưởng | Điểm trừ"
WEEK_OVER, SUNDAY = date(2023, 9, 18), date(2023, 9, 17)
BOARD = {"rubric": "lop-tuan", "names": ["6A", "6B", "6C"], "first_week": date(2023, 9, 4), "weeks": 3}


def second_week(*rows: str) -> str:
    return tab("Tuần 2", HEAD, *rows)


def missing(*tabs: str, today: date = WEEK_OVER, **board: object) -> list[str | None]:
    results = school_of(*tabs, today=today, classes=BOARD | board)
    return [p.value for p in results.problems if p.code == "score-missing"]


@pytest.mark.parametrize(
    ("rows", "classes"),
    [
        (["1 | 6A | 5 | 0", "2 | 6B | 0 | 0", "3 | 6C | 1 | 1"], ""),
        (["1 | 6A | 5 | 0", "2 | 6B | 0 | 0"], "6C"),
        (["1 | 6A | 5 | 0", "2 | 6B | |", "3 | 6C | |"], "6B 6C"),
        (["1 | 6A | 5 | 0", " | 6B", "  | 6C"], "6B 6C"),
        (["1 | 6A | 5 | 0", "2 | 6B | x | 0", "3 | 6C | 5 |"], ""),  # their cells are problems already
        (["1 | 6A | 5 | 0", "2 | 6B | 5 | 0", "3 | 6B | 5 | 0"], "6C"),
        (["1 | 6A | 5 | 0", "2 | 6b | 5 | 0", "3 | 6C. | 5 | 0"], ""),  # the remedy of the slip names 6C
        (["1 | 6A | |", "2 | 6B | |", "3 | 6C | |"], ""),  # only prepared
        (["1 | 6A | x |"], "6B 6C"),
    ],
)
def test_who_has_nothing_in_a_week_that_is_over(rows, classes):
    assert missing(second_week(*rows)) == [f"{name}, Tuần 2" for name in classes.split()]


@pytest.mark.parametrize(("today", "found"), [(SUNDAY, []), (WEEK_OVER, ["6B, Tuần 2", "6C, Tuần 2"])])
def test_a_week_is_not_over_on_its_sunday(today, found):
    assert missing(second_week("1 | 6A | 5 | 0"), today=today) == found


def test_a_week_that_was_moved_is_over_when_it_really_is():
    assert missing(second_week("1 | 6A | 5 | 0"), starts={"Tuần 2": date(2023, 9, 18)}) == []


def test_a_missing_week_is_listed_at_its_tab_and_has_no_cell():
    results = school_of(second_week("1 | 6A | 5 | 0", "2 | 6B | 5 | 0"), today=WEEK_OVER, classes=BOARD)
    (problem,) = (p for p in results.problems if p.code == "score-missing")
    assert (problem.where.tab, problem.where.cell, problem.staff_id) == ("Tuần 2", None, None)


def test_the_tab_may_have_another_name_and_stand_in_another_book():
    drawn = "== TUẦN HỌC 2 @ đội\nLớp | Điểm thưởng | Điểm trừ\n6A | 1 | 0\n6B | 1 | 0"
    results = school_of(
        drawn, today=WEEK_OVER, classes=BOARD | {"tab": "Tuần học {week}"}, store={"input": ["tổ", "đội"]}
    )
    (problem,) = (p for p in results.problems if p.code == "score-missing")
    assert (str(problem.where), problem.value) == ("đội: TUẦN HỌC 2", "6C, Tuần học 2")


def test_a_week_without_a_tab_misses_nobody():
    assert missing("") == []


ALL_MAY_BE_BLANK = """
name = "Lớp"
source = "Trường"
subject = "class"
every = "week"
base = 100

[[criteria]]
key = "lost"
name = "Điểm trừ"
min = -100

[[criteria.counts]]
key = "lost_points"
header = "Điểm trừ"
each = -1
blank = 0

[[ratings]]
name = "Tốt"
from = 95

[[ratings]]
name = "Khá"

[month]
weeks = "sum"
"""


@pytest.mark.parametrize(
    ("rows", "classes"),
    [(["6A | 5", "6B", "6C |"], ""), (["6A | 5", "6B"], "6C"), (["6A", "6B"], "")],
)
def test_where_every_cell_may_be_blank_a_row_is_enough(tmp_path, rows, classes):
    rubric = tmp_path / "lop.toml"
    rubric.write_text(ALL_MAY_BE_BLANK, encoding="utf-8")
    drawn = tab("Tuần 2", "Lớp | Điểm trừ", *rows)
    assert missing(drawn, rubric=str(rubric)) == [f"{name}, Tuần 2" for name in classes.split()]
