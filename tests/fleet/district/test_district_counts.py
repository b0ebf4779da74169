"""What a district counts of a drawn school: whom it proposes, not who might be, and sums that add up to its staff."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.fleet.district.district_document import document_fields
from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.proposals_tab import proposals_tab
from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.members import members
from sheets_sync.fleet.running.run import Order
from tests.fleet.fleet_schools import TODAY, district, run_each

# An and Bình registered, the council voted on Chi; Giang meets the conditions of KNC and nothing else.
# Dũng left before the deadline, Hạnh has no points; both of them meet the conditions of KNC as well.
SCHOOL = """
== Danh sách
Mã CB | Họ và tên     | Ngày sinh   | Ngày vào ngành | Tổ  | Nhóm | Trạng thái    | Từ ngày
TV01  | Nguyễn Thị An | @1980-05-01 | @2020-09-01    | Văn | GV   | Đang làm việc |
TV02  | Trần Văn Bình | @1970-02-03 | @1990-09-01    | Văn | GV   | Đang làm việc |
TV03  | Phạm Thị Chi  | @1970-02-03 | @1990-09-01    | Văn | GV   | Đang làm việc |
TV04  | Đỗ Văn Dũng   | @1970-02-03 | @1990-09-01    | Văn | GV   | Chuyển đi     | @2023-09-01
TV05  | Lê Thị Giang  | @1970-02-03 | @1990-09-01    | Văn | GV   | Đang làm việc |
TV06  | Vũ Thị Hạnh   | @1970-02-03 | @1990-09-01    | Văn | GV   | Đang làm việc |

== Đăng ký
Ngày đăng ký | Mã CB | Danh hiệu | Đợt
@2023-10-05  | TV01  | LĐTT      | Đầu năm
@2023-10-05  | TV02  | KNC       | Đầu năm

== Bình xét
Mã CB | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ | Đồng ý
TV03  | KNC       | 9               | 9      | 9            | 9

== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | 20                      | 70               | 5           | 95
TV02  | 18                      | 60               |             | 78
TV03  | 18                      | 60               |             | 78
TV05  | 18                      | 60               |             | 78
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """The district of this one school, which has run."""
    path = district(tmp_path_factory.mktemp("district"), {"a": SCHOOL})
    run_each(load_fleet(path), Order("sync", TODAY))
    return path


@pytest.fixture(scope="module")
def draft(path) -> DistrictDraft:
    fleet = load_fleet(path)
    return district_of(fleet, members(fleet), TODAY)


def test_proposed_is_who_registered_or_was_voted_on(draft):
    assert [(each.title, each.subject) for each in draft.figures.proposals] == [
        ("LDTT", "TV01"),
        ("KNC", "TV02"),
        ("KNC", "TV03"),
    ]


def test_who_only_meets_the_conditions_is_counted_apart_and_not_listed(draft):
    lines = [" | ".join(str(cell.value) for cell in row) for row in proposals_tab(draft).rows]

    assert "3 đề nghị của 1 trường" in lines[2]
    assert any("đề nghị 2, đủ điều kiện mà chưa đăng ký, chưa bỏ phiếu 3" in line for line in lines)
    assert not [line for line in lines if "Giang" in line or "Dũng" in line]


def test_the_command_counts_the_same(path):
    words = ["fleet", "titles", "--fleet", str(path), "--json", "--title", "KNC", "--today", str(TODAY)]
    found = json.loads(CliRunner().invoke(cli, words, standalone_mode=False).stdout)

    assert [row["subject"] for row in found["rows"]] == ["TV02", "TV03"]
    assert found["undecided"] == []


def test_rated_and_not_rated_and_not_at_work_are_the_staff(draft):
    [school] = draft.figures.schools

    assert (school.rated, school.not_rated, school.not_at_work, school.staff) == (4, 1, 1, 6)


def test_the_papers_numbers_are_the_staff(draft):
    counts = document_fields(draft)["counts"]

    assert [counts[each] for each in ("people", "missing", "need_not_register", "staff")] == [2, 3, 1, 6]


def test_before_the_first_month_nobody_at_work_is_rated(tmp_path):
    path = district(tmp_path, {"a": SCHOOL.partition("== Tháng 10")[0]})
    fleet = load_fleet(path)
    run_each(fleet, Order("sync", TODAY))
    [school] = district_of(fleet, members(fleet), TODAY).figures.schools

    assert (school.rated, school.not_rated, school.not_at_work, school.staff) == (0, 5, 1, 6)
