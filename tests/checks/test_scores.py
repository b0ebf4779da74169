"""The rules on the rows of a month: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.language import translator
from sheets_sync.rules.problems import remedy
from tests.checks.drawn_tabs import HEAD, IN_OCTOBER, assert_as_drawn, month, roster, tab
from tests.drawn import problems, school_of

OCTOBER_OVER, OCTOBER_LAST = date(2023, 11, 1), date(2023, 10, 31)
FULL = f"""
== Tháng 10
{HEAD}
TV01 | 10 | 60 | | | | 70 |
TV02 | 10 | 60 | | | | 70 |
TT01 | 10 | 60 | | | | 70 |
006  | 10 | 60 | | | | 70 |
"""

# --- score-duplicate ------------------------------------------------------------------------------------------


def test_the_same_person_twice_is_listed_at_both_rows():
    assert_as_drawn(
        month("TV01 | 10 | 60 <- A score-duplicate", "TV02 | 10 | 60", "TV01 | 10 | 50 <- A score-duplicate")
    )


def test_the_same_person_in_two_months_is_no_duplicate():
    results = school_of(month("TV01 | 10 | 60"), month("TV01 | 10 | 60", heading="Tháng 11"))
    assert "score-duplicate" not in {p.code for p in results.problems}


def test_the_same_person_in_two_books_is_a_duplicate():
    assert_as_drawn(
        month("TV01 | 10 | 60 <- A score-duplicate", heading="Tháng 10 @ văn"),
        month("TV01 | 10 | 60 <- A score-duplicate", heading="Tháng 10 @ toán"),
        store={"input": ["văn", "toán"]},
    )


def test_without_ids_the_same_person_twice_is_listed_at_both_names():
    head = HEAD.replace("Mã CB", "Họ và tên")
    people = tab("Danh sách", "Họ và tên | Tổ | Nhóm | Trạng thái", "Lê Thị Hoà | Văn | GV | Đang làm việc")
    row = "Lê Thị Hoà | 10 | 60 <- A score-duplicate"
    assert_as_drawn(people, tab("Tháng 10", head, row, row))


def test_the_same_class_twice_in_one_week_is_a_duplicate():
    board = {"rubric": "lop-tuan", "names": ["6A", "6B"], "first_week": date(2023, 9, 4), "weeks": 2}
    head = "Lớp | Điểm thưởng | Điểm trừ"
    assert_as_drawn(
        tab(
            "Tuần 1",
            head,
            "6A | 10 | 2 <- A score-duplicate",
            "6B | 5 | 0",
            "6A | 4 | 0 <- A score-duplicate",
        ),
        tab("Tuần 2", head, "6A | 10 | 2"),
        today=date(2023, 9, 4),
        classes=board,
    )


NAMED = HEAD.replace("Mã CB |", "Mã CB | Họ và tên |")


def test_of_two_rows_the_one_with_anothers_name_is_to_be_mended():
    rows = ("TV01 | Nguyễn Thị An | 10 | 60", "TV01 | Trần Văn Bình | 10 | 50")
    found = [p for p in school_of(tab("Tháng 10", NAMED, *rows)).problems if p.code == "score-duplicate"]
    said = "Dòng 3 ghi tên Trần Văn Bình (TV02): sửa mã ở A3."
    assert [(p.where.cell, p.staff_id) for p in found] == [("A2", "TV01"), ("A3", "TV01")]
    assert all(remedy(p, translator("vi")).startswith(said) for p in found)


def test_of_two_rows_with_one_name_one_is_too_many():
    rows = ("TV01 | Nguyễn Thị An | 10 | 60", "TV01 | Nguyễn Thị Án | 10 | 50")
    found = [p for p in school_of(tab("Tháng 10", NAMED, *rows)).problems if p.code == "score-duplicate"]
    assert [p.variant for p in found] == ["", ""]


# --- score-missing --------------------------------------------------------------------------------------------


def assert_missing(school: str, *ids: str, today: date = OCTOBER_OVER) -> None:
    found = school_of(school, today=today).problems
    assert [p.staff_id for p in found if p.code == "score-missing"] == list(ids)


def test_who_has_no_row_in_a_month_that_is_over():
    assert_missing(month("TV01 | 10 | 60", "TV02 | 10 | 60", "TT01 | 10 | 60"), "006")


def test_a_missing_score_has_the_tab_and_no_cell():
    found = problems(
        school_of(month("TV01 | 10 | 60", "TV02 | 10 | 60", "TT01 | 10 | 60"), today=OCTOBER_OVER)
    )
    assert "Tháng 10 score-missing 006" in found


def test_a_month_is_not_over_on_its_last_day():
    assert_missing(month("TV01 | 10 | 60"), today=OCTOBER_LAST)


def test_a_month_without_any_mark_misses_nobody():
    assert_missing(month("TV01", "TV02"))


def test_a_row_with_an_own_total_only_is_missing_its_score():
    rows = ("TV01 | | | | 70", "TV02 | 10 | 60", "TT01 | 10 | 60", "006 | 10 | 60")
    assert_missing(month(*rows), "TV01")


@pytest.mark.parametrize(
    "cells", ["| | | | 70", "| | | | | 70", "10 | 60", "x | 60", "| | | | x", "| | | | | x"]
)
def test_a_criterion_or_a_deciding_total_is_enough_readable_or_not(cells):
    rows = (f"TV01 | {cells}", "TV02 | 10 | 60", "TT01 | 10 | 60", "006 | 10 | 60")
    assert_missing(month(*rows))


def test_a_row_with_a_mistyped_id_is_not_missing_too():
    head = HEAD.replace("Mã CB |", "Mã CB | Họ và tên |")
    rows = (
        "TV1 | Nguyễn Thị An | 10 | 60 <- A staff-unknown",
        "TV02 | | 10 | 60",
        "TT01 | | 10 | 60",
        "006 | | 10 | 60",
    )
    found = problems(
        school_of(tab("Tháng 10", head, *(row.split(" <-")[0] for row in rows)), today=OCTOBER_OVER)
    )
    assert [each for each in found if "not-approved" not in each] == ["Tháng 10!A2 staff-unknown"]


def test_who_has_an_override_is_not_missing():
    override = tab(
        "Điều chỉnh",
        "Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt",
        "006 | 10 | 70 | Đi công tác | An | Bình",
    )
    assert_missing(month("TV01 | 10 | 60", "TV02 | 10 | 60", "TT01 | 10 | 60") + override)


MISSING_006 = month("TV01 | 10 | 60", "TV02 | 10 | 60", "TT01 | 10 | 60")


@pytest.mark.parametrize(
    ("leaves", "missing"),
    [
        (["006 | Ốm | @2023-10-01 | @2023-10-31"], []),
        (["006 | Ốm | @2023-10-02 | @2023-10-31"], ["006"]),
        (["006 | Ốm | @2023-10-01 | @2023-10-30"], ["006"]),
        (["006 | Ốm | @2023-09-01 |"], []),
        (["006 | Ốm | @2023-10-01 | @2023-10-15", "006 | Thai sản | @2023-10-16 | @2023-10-31"], []),
        (["006 | Ốm | @2023-10-01 | @2023-10-15", "006 | Thai sản | @2023-10-17 | @2023-10-31"], ["006"]),
        (["006 | Thai sản | @2023-10-16 | @2023-11-30", "006 | Ốm | @2023-09-01 | @2023-10-15"], []),
    ],
)
def test_who_was_away_the_whole_month_is_not_missing(leaves, missing):
    school = MISSING_006 + tab("Nghỉ dài ngày", "Mã CB | Loại nghỉ | Từ ngày | Đến ngày", *leaves)
    assert_missing(school, *missing)


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        ("Nghỉ hưu | @2023-10-01 |", []),
        ("Nghỉ hưu | @2023-10-02 |", ["TV02"]),
        ("Chuyển đi | |", []),
        ("Đang làm việc | @2023-10-31 |", ["TV02"]),
        ("Đang làm việc | | @2023-10-31", ["TV02"]),
        ("Đang làm việc | | @2023-11-01", []),
        ("Đang làm việc | | @2010-08-15", ["TV02"]),
    ],
)
def test_a_status_counts_from_its_day_on(status, missing):
    people = roster("TV01 | An | Văn | GV | Đang làm việc", f"TV02 | Bình | Văn | GV | {status}")
    assert_missing(people + month("TV01 | 10 | 60"), *missing)


# --- total-mismatch, rating-mismatch, not-approved ------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        "TV01 | 10 | 60 | 5 | 74 <- E total-mismatch",
        "TV01 | 10 | 60 | 5 | 75",
        "TV01 | 10 | 60 | | 70",
        "TV01 | 10 | 60 | | 70.01 <- E total-mismatch",
        "TV01 | 10 | 60 | |",
        "TV01 | | | | 70 | 70 | 70",
        "TV01 | 25 | 60 | | 70 <- B out-of-range",
        "TV01 | | 60 | | 70 <- B value-missing",
        "TV01 | 10 | 60 | | 74 | x <- F not-a-number",
        "TV01 | 10 | 60 | | 74 | | 120 <- G out-of-range",
        "TV01 | 10 | 60 | | 74 | | | Giỏi <- E total-mismatch, H not-in-list",
    ],
)
def test_own_totals(row):
    assert_as_drawn(month(row))


@pytest.mark.parametrize(
    "row",
    [
        "TV01 | 10 | 60 | | | | 90 | A",
        "TV01 | 10 | 60 | | | | 89.99 | A <- H rating-mismatch",
        "TV01 | 10 | 60 | | | 69.99 | | B <- H rating-mismatch",
        "TV01 | 10 | 60 | | | | | b",
        "TV01 | 10 | 60 | | | | 75 |",
        "TV01 | | | | | | | A",
        "TV01 | 25 | 60 | | | | | D <- B out-of-range",
        "TV01 | 25 | 60 | | | | 60 | D <- B out-of-range, H rating-mismatch",
        "TV01 | 10 | 60 | | | 70 | x | D <- G not-a-number",
        "TV99 | 10 | 60 | | | | | D <- A staff-unknown",
    ],
)
def test_ratings(row):
    assert_as_drawn(quota_free(month(row)))


def quota_free(school: str) -> str:
    """Others who keep one person's A below the share."""
    return school + "TV02 | 10 | 60\nTT01 | 10 | 60\n006 | 10 | 60\n"


def test_a_row_left_out_for_a_duplicate_gets_no_rating_mismatch():
    assert_as_drawn(
        month(
            "TV01 | 10 | 60 | | | | | D <- A score-duplicate",
            "TV01 | 10 | 60 | | | | | D <- A score-duplicate",
        )
    )


@pytest.mark.parametrize(("today", "found"), [(OCTOBER_OVER, ["TV01"]), (OCTOBER_LAST, [])])
def test_rows_that_the_principal_has_not_approved(today, found):
    school = FULL.replace("TV01 | 10 | 60 | | | | 70 |", "TV01 | 10 | 60")
    results = school_of(school, today=today)
    assert [p.staff_id for p in results.problems if p.code == "not-approved"] == found


@pytest.mark.parametrize("cells", ["| | | | | x", "| | | 70"])
def test_an_unreadable_approval_or_a_row_without_marks_waits_for_nobody(cells):
    school = FULL.replace("TV01 | 10 | 60 | | | | 70 |", f"TV01 | {cells}")
    assert "not-approved" not in {p.code for p in school_of(school, today=OCTOBER_OVER).problems}


# --- quota-exceeded -------------------------------------------------------------------------------------------


def of_ten(best: int) -> str:
    people = roster(*(f"T{n} | Người {n} | Văn | GV | Đang làm việc" for n in range(10)))
    return people + month(*(f"T{n} | 20 | {70 if n < best else 50} | | | | |" for n in range(10)))


@pytest.mark.parametrize(("best", "over"), [(3, []), (4, ["4/10"])])
def test_thirty_per_cent_is_not_over(best, over):
    found = school_of(of_ten(best), today=IN_OCTOBER).problems
    assert [(p.code, str(p.where), p.value) for p in found] == [
        ("quota-exceeded", "Tháng 10", v) for v in over
    ]


def test_the_share_names_those_with_the_fewest_points_in_name_order():
    people = roster(*(f"T{n} | {name} | Văn | GV | Đang làm việc" for n, name in enumerate("ĐBCA")))
    drawn = school_of(
        people + month("T0 | 20 | 70", "T1 | 20 | 70", "T2 | 20 | 70", "T3 | 20 | 70 | 1"), today=IN_OCTOBER
    )
    [problem] = drawn.problems
    assert problem.params["who"] == ("B (90)", "C (90)", "Đ (90)")


def test_an_override_in_a_month_with_an_unreadable_tab():
    override = tab(
        "Điều chỉnh",
        "Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt",
        "006 | 9 | 95 | Đi thi | An | Bình",
    )
    results = school_of(tab("Tháng 9", "Tuần | Lớp", "1 | 6A"), override)
    assert [(p.code, p.where.tab) for p in results.problems if p.code == "quota-exceeded"] == [
        ("quota-exceeded", "Tháng 9")
    ]
