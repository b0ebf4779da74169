"""The rules across cells, rows and tabs: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.language import translator
from sheets_sync.model import Month
from sheets_sync.problems import remedy
from tests.drawn import assert_as_drawn, problems, school_of

HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm | Tổ chấm | Hiệu trưởng duyệt | Xếp loại"
OCTOBER_OVER, OCTOBER_LAST = date(2023, 11, 1), date(2023, 10, 31)
FULL = f"""
== Tháng 10
{HEAD}
TV01 | 10 | 60 | | | | 70 |
TV02 | 10 | 60 | | | | 70 |
TT01 | 10 | 60 | | | | 70 |
006  | 10 | 60 | | | | 70 |
"""


def month(*rows: str, heading: str = "Tháng 10") -> str:
    return "\n".join(["", f"== {heading}", HEAD, *rows, ""])


def roster(*rows: str) -> str:
    head = "Mã CB | Họ và tên | Tổ | Nhóm | Trạng thái | Từ ngày | Ngày vào trường"
    return "\n".join(["", "== Danh sách", head, *rows, ""])


def tab(title: str, head: str, *rows: str) -> str:
    return "\n".join(["", f"== {title}", head, *rows, ""])


# --- score-duplicate ------------------------------------------------------------------------------------------


def test_the_same_person_twice_is_listed_at_both_rows():
    assert_as_drawn(
        month("TV01 | 10 | 60 <- A score-duplicate", "TV02 | 10 | 60", "TV01 | 10 | 50 <- A score-duplicate")
    )


def test_the_same_person_in_two_months_is_no_duplicate():
    assert_as_drawn(month("TV01 | 10 | 60"), month("TV01 | 10 | 60", heading="Tháng 11"))


def test_the_same_person_in_two_books_is_a_duplicate():
    assert_as_drawn(
        month("TV01 | 10 | 60 <- A score-duplicate", heading="Tháng 10 @ văn"),
        month("TV01 | 10 | 60 <- A score-duplicate", heading="Tháng 10 @ toán"),
        store={"input": ["văn", "toán"]},
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
    found = school_of(of_ten(best)).problems
    assert [(p.code, str(p.where), p.value) for p in found] == [
        ("quota-exceeded", "Tháng 10", v) for v in over
    ]


def test_the_share_names_those_with_the_fewest_points_in_name_order():
    people = roster(*(f"T{n} | {name} | Văn | GV | Đang làm việc" for n, name in enumerate("ĐBCA")))
    drawn = school_of(people + month("T0 | 20 | 70", "T1 | 20 | 70", "T2 | 20 | 70", "T3 | 20 | 70 | 1"))
    [problem] = drawn.problems
    assert problem.params["who"] == ("B (90)", "C (90)", "Đ (90)")


def test_an_override_in_a_month_whose_tab_cannot_be_read():
    override = tab(
        "Điều chỉnh",
        "Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt",
        "006 | 9 | 95 | Đi thi | An | Bình",
    )
    results = school_of(tab("Tháng 9", "Tuần | Lớp", "1 | 6A"), override)
    assert [(p.code, p.where.tab) for p in results.problems if p.code == "quota-exceeded"] == [
        ("quota-exceeded", "Tháng 9")
    ]


# --- Điều chỉnh -----------------------------------------------------------------------------------------------

OVERRIDES = "Mã CB | Tháng | Điểm | Lý do | Người đề nghị | Người duyệt"


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("006 | 10 | 80 | Bù điểm | An | Bình", True),
        ("006 | 10 | 80 | | An | Bình <- D override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | | Bình <- E override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | An | <- F override-invalid", False),
        ("006 | 10 | 80 | | | <- D override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | An |  AN  <- F override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | TV01 | Nguyễn Thị An <- F override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | Nguyễn Thị An | Cô An <- F override-invalid", False),
        ("006 | 10 | 80 | Bù điểm | Nguyễn Thị An | Cô Hoà", True),
        ("006 | 10 | 101 | Bù điểm | An | Bình <- C out-of-range", False),
        ("006 | 10 | -1 | Bù điểm | An | Bình <- C out-of-range", False),
        ("006 | 10 | | Bù điểm | An | Bình <- C value-missing", False),
        ("006 | x | 80 | Bù điểm | An | Bình <- B not-a-month", False),
        ("009 | 10 | 80 | Bù điểm | An | Bình <- A staff-unknown", False),
        ("006 | 10 | 80 | // | An | Bình <- D value-missing", False),
    ],
)
def test_overrides(row, counts):
    school = month("006 | 10 | 60") + tab("Điều chỉnh", OVERRIDES, row)
    grade = assert_as_drawn(school).grades[Month(2023, 10)]["006"]
    assert (grade.decided_by, grade.points) == (("override", 8000) if counts else ("self", 7000))


@pytest.mark.parametrize(
    "row",
    [
        "006 | 10 | 80 | a | Nguyễn Thị An | Hiệu trưởng <- F override-invalid",
        "006 | 10 | 80 | a | Lê Thị Hoà | Hiệu trưởng",
        "006 | 10 | 80 | a | Lê Thị Hoà | Giáo viên",
    ],
)
def test_a_position_that_one_person_holds_is_that_person(row):
    staff = """
    == Danh sách
    Mã CB | Họ và tên     | Tổ  | Chức vụ     | Nhóm | Trạng thái
    TV01  | Nguyễn Thị An | Văn | Hiệu trưởng | CBQL | Đang làm việc
    TT01  | Lê Thị Hoà    | Văn | Giáo viên   | GV   | Đang làm việc
    006   | Phạm Ngọc Ánh | Văn | Giáo viên   | GV   | Đang làm việc
    """
    assert_as_drawn(staff, month("006 | 10 | 60"), tab("Điều chỉnh", OVERRIDES, row))


def test_a_second_override_of_the_same_month_does_not_count():
    rows = ("006 | 10 | 80 | a | An | Bình", "006 | 10 | 85 | a | An | Bình <- A row-duplicate")
    results = assert_as_drawn(month("006 | 10 | 60") + tab("Điều chỉnh", OVERRIDES, *rows))
    assert results.grades[Month(2023, 10)]["006"].points == 8000


def test_an_override_after_one_that_does_not_count_does():
    rows = ("006 | 10 | 80 | | An | Bình <- D override-invalid", "006 | 10 | 85 | a | An | Bình")
    results = assert_as_drawn(month("006 | 10 | 60") + tab("Điều chỉnh", OVERRIDES, *rows))
    assert results.grades[Month(2023, 10)]["006"].points == 8500


# --- leave ----------------------------------------------------------------------------------------------------

LEAVES = "Mã CB | Loại nghỉ | Từ ngày | Đến ngày"


@pytest.mark.parametrize(
    "rows",
    [
        ["006 | Ốm | @2023-10-02 | @2023-10-01 <- D dates-reversed"],
        ["006 | Ốm | @2023-10-02 | @2023-10-02"],
        ["006 | Ốm | @2023-10-02 |"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "006 | Ốm | @2023-10-05 | @2023-10-09 <- C leave-overlap"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "006 | Ốm | @2023-10-06 | @2023-10-09"],
        ["006 | Ốm | @2023-10-01 | @2023-10-05", "TV01 | Ốm | @2023-10-05 | @2023-10-09"],
        ["006 | Ốm | @2023-10-01 |", "006 | Ốm | @2024-01-05 | @2024-01-09 <- C leave-overlap"],
        ["006 | Ốm | @2023-10-09 | @2023-10-01 <- D dates-reversed", "006 | Ốm | @2023-10-05 | @2023-10-06"],
        ["006 | Ốm | @2023-10-01 | 31/02/2024 <- D not-a-date", "006 | Ốm | @2023-11-05 | @2023-11-06"],
        ["009 | Ốm | @2023-10-01 | <- A staff-unknown", "009 | Ốm | @2023-10-01 | <- A staff-unknown"],
    ],
)
def test_leaves(rows):
    assert_as_drawn(tab("Nghỉ dài ngày", LEAVES, *rows))


def test_terms_of_office_and_movements_end_after_they_begin():
    assert_as_drawn(
        tab(
            "Hội đồng",
            "Mã CB | Vai trò | Từ ngày | Đến ngày",
            "006 | Thư ký | @2023-10-02 | @2023-10-01 <- D dates-reversed",
        ),
        tab(
            "Phong trào",
            "Tên phong trào | Bắt đầu | Kết thúc",
            "Hai tốt | @2023-10-02 | @2023-10-01 <- C dates-reversed",
        ),
    )


# --- registrations --------------------------------------------------------------------------------------------

REGISTRATIONS = "Ngày đăng ký | Mã CB | Danh hiệu | Đợt"
DEADLINE, DAY_AFTER = date(2023, 10, 31), date(2023, 11, 1)


@pytest.mark.parametrize(
    "row",
    [
        "@2023-10-31 | 006 | LĐTT | Đầu năm",
        "@2023-11-01 | 006 | LĐTT | Đầu năm <- A registration-late",
        "@2023-11-01 | 006 | LĐTT | Bổ sung",
        "@2024-09-01 | 006 | LĐTT | Đầu năm <- A date-outside-year",
        "31/02/2024 | 006 | LĐTT | Đầu năm <- A not-a-date",
    ],
)
def test_late_registrations(row):
    assert_as_drawn(tab("Đăng ký", REGISTRATIONS, row))


def test_teams_register_late_too():
    head = "Ngày đăng ký | Tổ | Danh hiệu | Đợt"
    assert_as_drawn(
        tab("Đăng ký tập thể", head, "@2023-11-01 | Văn | TTLĐTT | Đầu năm <- A registration-late")
    )


def test_the_deadline_may_be_moved():
    late = tab("Đăng ký", REGISTRATIONS, "@2023-10-11 | 006 | LĐTT | Đầu năm <- A registration-late")
    assert_as_drawn(late, deadlines={"registration": date(2023, 10, 10)})


def missing_registrations(*texts: str, today: date = DAY_AFTER) -> list[str | None]:
    return [p.staff_id for p in school_of(*texts, today=today).problems if p.code == "registration-missing"]


@pytest.mark.parametrize(("today", "missing"), [(DEADLINE, []), (DAY_AFTER, ["TV02", "TT01", "006"])])
def test_who_has_not_registered_once_the_deadline_has_passed(today, missing):
    registered = tab("Đăng ký", REGISTRATIONS, "@2023-10-01 | TV01 | LĐTT | Đầu năm")
    assert missing_registrations(registered, today=today) == missing


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("@2023-11-05 | 006 | LĐTT | Đầu năm", True),
        ("@2023-11-05 | 006 | LĐTT | Bổ sung", True),
        ("31/02/2023 | 006 | LĐTT | Đầu", True),
        ("@2023-10-05 | 006 | CSTĐ | Đầu năm", False),
        ("@2023-10-05 | 009 | LĐTT | Đầu năm", False),
        ("@2023-10-05 | 006 | | Đầu năm", False),
        ("@2023-10-05 | 006 | LĐTT, GK | Đầu năm", False),
    ],
)
def test_a_registration_counts_when_whose_and_what_can_be_read(row, counts):
    assert ("006" not in missing_registrations(tab("Đăng ký", REGISTRATIONS, row))) == counts


def test_without_the_tab_nobody_is_asked():
    assert missing_registrations("") == []


def test_a_broken_tab_is_one_problem():
    assert (
        missing_registrations(tab("Đăng ký", "Ngày đăng ký | Mã CB | Đợt", "@2023-10-01 | TV01 | Đầu năm"))
        == []
    )


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        ("Đang làm việc | |", True),
        ("Nghỉ hưu | @2023-10-31 |", False),
        ("Nghỉ hưu | @2023-11-01 |", False),
        ("Nghỉ hưu | @2023-11-02 |", True),
        ("Đang làm việc | | @2023-11-01", False),
    ],
)
def test_only_who_is_at_work_on_the_deadline_and_today_is_asked(status, asked):
    people = roster(f"TV01 | An | Văn | GV | {status}")
    assert (missing_registrations(people, tab("Đăng ký", REGISTRATIONS)) == ["TV01"]) == asked


@pytest.mark.parametrize(
    "rows",
    [
        [
            "@2023-10-01 | 006 | LĐTT | Đầu năm",
            "@2023-10-02 | 006 | Lao động tiên tiến | Bổ sung <- C registration-duplicate",
        ],
        ["@2023-10-01 | 006 | LĐTT | Đầu năm", "@2023-10-02 | 006 | CSTĐCS | Đầu năm"],
        ["@2023-10-01 | 006 | LĐTT | Đầu năm", "@2023-10-02 | TV01 | LĐTT | Đầu năm"],
        [
            "@2023-10-01 | 006 | LĐTT | Đầu năm",
            "@2023-10-02 | 006 | CSTĐCS + LĐTT | Đầu năm <- C registration-duplicate",
        ],
        [
            "@2023-10-01 | 009 | LĐTT | Đầu năm <- B staff-unknown",
            "@2023-10-02 | 009 | LĐTT | Đầu năm <- B staff-unknown",
        ],
    ],
)
def test_the_same_title_twice(rows):
    assert_as_drawn(tab("Đăng ký", REGISTRATIONS, *rows))


def test_the_same_title_in_the_same_row_of_two_books():
    row = "@2023-10-01 | 006 | LĐTT | Đầu năm"
    assert_as_drawn(
        tab("Đăng ký @ một", REGISTRATIONS, row),
        tab("Đăng ký @ hai", REGISTRATIONS, row + " <- C registration-duplicate"),
        store={"input": ["một", "hai"]},
    )


# --- initiatives, votes, entries ------------------------------------------------------------------------------

INITIATIVES = "Mã SK | Tên sáng kiến | Tác giả | Kết quả | Số quyết định | Ngày quyết định"


@pytest.mark.parametrize(
    "row",
    [
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | @2024-04-01",
        "SK1 | Dạy học | 006 | Công nhận | | @2024-04-01 <- E decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | <- F decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | | <- E decision-missing",
        "SK1 | Dạy học | 006 | Công nhận | 12/QĐ | 31/02/2024 <- F not-a-date",
        "SK1 | Dạy học | 006 | Chờ xét | |",
        "SK1 | Dạy học | 006 | Không công nhận | |",
    ],
)
def test_a_recognised_initiative_has_its_decision(row):
    assert_as_drawn(tab("Sáng kiến", INITIATIVES, row))


def test_an_initiative_without_the_columns_of_its_decision_is_listed_once():
    head, row = "Mã SK | Tên sáng kiến | Tác giả | Kết quả", "SK1 | Dạy học | 006 | Công nhận"
    assert problems(school_of(tab("Sáng kiến", head, row))) == ["Sáng kiến decision-missing"]


def test_the_same_initiative_twice():
    assert_as_drawn(
        tab(
            "Sáng kiến",
            INITIATIVES,
            "SK1 | Dạy học | 006 | Chờ xét",
            "SK2 | Dạy học | 006 | Chờ xét",
            "sk1 | Dạy học | 006 | Chờ xét <- A row-duplicate",
        )
    )


def test_the_same_initiative_in_the_same_row_of_two_books():
    row = "SK1 | Dạy học | 006 | Chờ xét"
    assert_as_drawn(
        tab("Sáng kiến @ một", INITIATIVES, row),
        tab("Sáng kiến @ hai", INITIATIVES, row + " <- A row-duplicate"),
        store={"input": ["một", "hai"]},
    )


VOTES = "Mã CB | Tổ | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ | Đồng ý"


@pytest.mark.parametrize(
    "rows",
    [
        ["006 | | LĐTT | 9 | 9 | 9 | 9"],
        ["006 | | LĐTT | 9 | 9 | 8 | 9 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | 7 | 8 | 8 <- F votes-inconsistent"],
        ["006 | | LĐTT | 6 | 7 | 7 | 7 <- E votes-inconsistent"],
        ["006 | | LĐTT | 5 | 6 | 7 | 8 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | 9 | 9 | -1 <- G votes-inconsistent"],
        ["006 | | LĐTT | 9 | x | 9 | 9 <- E not-a-number"],
        ["006 | | LĐTT | 9 | 9 | 9 | <- G value-missing"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "006 | | LĐTT | 9 | 9 | 9 | 9 <- C row-duplicate"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "006 | | CSTĐCS | 9 | 9 | 9 | 9"],
        ["006 | | LĐTT | 9 | 9 | 9 | 9", "TV01 | | LĐTT | 9 | 9 | 9 | 9"],
        [" | Văn | TTLĐTT | 9 | 9 | 9 | 9", " | Văn | TTLĐTT | 9 | 9 | 9 | 9 <- C row-duplicate"],
    ],
)
def test_votes(rows):
    assert_as_drawn(tab("Bình xét", VOTES, *rows))


ENTRIES = "Tháng | Tên bài | Tác giả"


@pytest.mark.parametrize(
    ("today", "count", "short"),
    [
        (date(2023, 9, 15), 0, []),
        (date(2023, 9, 16), 0, ["2023-09"]),
        (date(2023, 9, 16), 2, ["2023-09"]),
        (date(2023, 9, 16), 3, []),
        (date(2023, 10, 16), 3, ["2023-10"]),
    ],
)
def test_contest_entries(today, count, short):
    drawn = tab("Người tốt việc tốt", ENTRIES, *(f"9 | Bài {n} | 006" for n in range(count)))
    found = [p for p in school_of(drawn, today=today).problems if p.code == "entries-short"]
    assert [(p.value, str(p.where)) for p in found] == [(value, "Người tốt việc tốt") for value in short]


@pytest.mark.parametrize(
    ("deadlines", "short"),
    [
        ({"dates": {"contest-2023-10": "2023-10-25"}}, ["2023-09"]),
        ({"without": ["contest-2023-09"]}, ["2023-10"]),
        ({"without": ["contest"]}, []),
    ],
)
def test_contest_entries_are_asked_for_as_the_calendar_says(deadlines, short):
    drawn = "== Người tốt việc tốt\nTháng | Tên bài | Tác giả"
    found = school_of(drawn, today=date(2023, 10, 20), deadlines=deadlines).problems
    assert [p.value for p in found if p.code == "entries-short"] == short


def test_without_the_tab_no_entries_are_asked_for():
    assert "entries-short" not in {p.code for p in school_of(today=date(2024, 5, 20)).problems}
