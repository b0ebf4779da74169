"""Which points count: override, else the principal's, else the team's, else the sum; and which rows are left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheets_sync.model import Month
from sheets_sync.rules.rubric_file import STOCK_FOLDER
from tests.drawn import assert_as_drawn, school_of

HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm | Tổ chấm | Hiệu trưởng duyệt | Xếp loại"
OCTOBER = Month(2023, 10)
DAYS_AWAY = """
[[facts]]
key = "days_away"
header = "Số ngày nghỉ"
"""


@pytest.fixture
def days_away(tmp_path) -> Path:
    """The stock rubric with a column of days away."""
    rubric = tmp_path / "thang.toml"
    stock = (STOCK_FOLDER / "ha-noi-3814.toml").read_text(encoding="utf-8")
    rubric.write_text(stock + DAYS_AWAY, encoding="utf-8")
    return rubric


def grade_of(*rows: str, more: str = ""):
    drawn = "\n".join(["", "== Tháng 10", HEAD, *rows, more])
    return school_of(drawn).grades[OCTOBER].get("TV01")


@pytest.mark.parametrize(
    ("row", "points", "rating", "decided_by"),
    [
        ("10 | 60", 7000, "B", "self"),
        ("10 | 60 | 5", 7500, "B", "self"),
        ("10 | 60 | 5 | 70 | 80", 8000, "B", "team"),
        ("10 | 60 | 5 | 70 | 80 | 95", 9500, "A", "approved"),
        ("10 | 60 | 5 | 70 | | 95", 9500, "A", "approved"),
        ("| | | | 80", 8000, "B", "team"),
        ("| | | | | 0", 0, "D", "approved"),
        ("0 | 0", 0, "D", "self"),
        ("8,5 | 61.25", 6975, "C", "self"),
        ("x | 60 | | | 80", 8000, "B", "team"),
        ("10 | 60 | | x | |", 7000, "B", "self"),
        ("10 | 60 | | | x | 80", 8000, "B", "approved"),
        ("10 | 60 | | | | | Giỏi", 7000, "B", "self"),
        ("| 60 | | | 80", 8000, "B", "team"),
    ],
)
def test_what_decides(row, points, rating, decided_by):
    grade = grade_of(f"TV01 | {row}")
    assert (grade.points, grade.rating, grade.decided_by) == (points, rating, decided_by)


@pytest.mark.parametrize(
    "row",
    [
        "",
        "| | | 70",
        "10 |",
        "| 60",
        "| | 5",
        "10 | x",
        "10 | 71",
        "10 | 60 | 11",
        "10 | 60 | | | x",
        "10 | 60 | | | 80 | 120",
        "10 | 60 | | | 80 | #REF!",
        "10 | 60 | | | 80 | =",
    ],
)
def test_what_is_left_out(row):
    assert grade_of(f"TV01 | {row}") is None


def test_twins_are_left_out():
    assert grade_of("TV01 | 10 | 60", "TV01 | 10 | 60") is None


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("TV01 | 10 | 60 | hai ngày", ["TV02"]),  # points do not depend on a fact
        ("TV01 | 10 | 60 | 2", ["TV02"]),
        ("TV01 | | | 2", ["TV01", "TV02"]),
        ("TV01 | | | hai ngày", ["TV01", "TV02"]),
    ],
)
def test_a_fact_neither_takes_a_row_out_nor_makes_one(days_away, row, missing):
    head = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Số ngày nghỉ"
    drawn = "\n".join(["", "== Tháng 10", head, row, "TT01 | 10 | 60", "006 | 10 | 60"])
    results = school_of(drawn, today=date(2023, 11, 1), rules={"rubric": str(days_away)})
    assert [p.staff_id for p in results.problems if p.code == "score-missing"] == missing
    assert list(results.ranking(OCTOBER).not_rated) == missing


def test_a_fact_that_cannot_be_read_hides_no_wrong_total(days_away):
    head = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Số ngày nghỉ | Tự chấm"
    drawn = f"== Tháng 10\n{head}\nTV01 | 10 | 60 | hai ngày | 75 <- D not-a-number, E total-mismatch"
    assert_as_drawn(drawn, today=OCTOBER.first, rules={"rubric": str(days_away)})


def test_an_override_decides_over_twins_and_bad_rows():
    override = "== Điều chỉnh\nMã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt\nTV01 | 10 | 92 | Bù | An | Bình"
    grade = grade_of("TV01 | x | 60", "TV01 | 10 | 60", more=override)
    assert (grade.points, grade.rating, grade.decided_by) == (9200, "A", "override")


def test_an_override_decides_in_a_month_without_a_tab():
    override = "== Điều chỉnh\nMã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt\nTV01 | 12 | 92 | Bù | An | Bình"
    assert school_of(override).grades[Month(2023, 12)]["TV01"].points == 9200


def test_an_override_whose_name_cannot_be_read_still_counts():
    head = "Mã CB | Họ và tên | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt"
    override = f"== Điều chỉnh\n{head}\nTV01 | #REF! | 10 | 92 | Bù | An | Bình"
    assert grade_of("TV01 | 10 | 60", more=override).decided_by == "override"
