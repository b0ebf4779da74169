"""The rules on points set by hand: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

import pytest

from sheets_sync.model import Month
from tests.checks.drawn_tabs import assert_as_drawn, month, tab
from tests.drawn import school_of

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


@pytest.mark.parametrize(
    ("points", "variants", "counted"),
    [(-1, ["low"], 7000), (0, [], 0), (100, [], 10000), (101, ["high"], 7000)],
)
def test_an_override_is_no_less_and_no_more_than_the_rubric_gives(points, variants, counted):
    results = school_of(
        month("006 | 10 | 60") + tab("Điều chỉnh", OVERRIDES, f"006 | 10 | {points} | a | An | Bình")
    )
    assert [p.variant for p in results.problems if p.code == "out-of-range"] == variants
    assert results.grades[Month(2023, 10)]["006"].points == counted


def test_without_ids_a_second_override_is_listed_at_its_name():
    people = tab("Danh sách", "Họ và tên | Tổ | Nhóm | Trạng thái", "Lê Thị Hoà | Văn | GV | Đang làm việc")
    head = OVERRIDES.replace("Mã CB", "Họ và tên")
    row = "Lê Thị Hoà | 10 | 80 | a | An | Bình"
    assert_as_drawn(people, tab("Điều chỉnh", head, row, row + " <- A row-duplicate"))
