"""What a workbook lacks of today's forms: named by `init` and `doctor`, demanded by nobody."""

from __future__ import annotations

import pytest

from sheets_sync.rules.forms import MOVEMENTS, ROSTER, VOTES, month_form, month_title
from sheets_sync.setup.provision.lacking import lacking
from tests.drawn import sheets
from tests.made_up import RUBRIC, made_up_config

MONTHS = tuple(month_form(RUBRIC)._replace(title=month_title(number)) for number in (9, 10))
WHOLE_ROSTER = """
== Danh sách
Mã CB | Họ và tên | Ngày sinh | Tổ | Chức vụ | Nhóm | Ngày vào ngành | Ngày vào trường | Trạng thái | Từ ngày | Email
"""
WHOLE_MONTH = """
== Tháng 9
Mã CB | Họ và tên | Ý thức | Kết quả | Thưởng | Tự chấm | Tổ chấm | Hiệu trưởng duyệt | Xếp loại | Ghi chú
"""


def named(*texts, forms=(ROSTER,), **sections):
    """What is named of these tabs: the titles of tabs, and the columns by tab."""
    found = lacking(sheets("\n".join(texts)), forms, made_up_config(**sections))
    return found.tabs, dict(found.columns)


def said(*texts, forms=(ROSTER,)):
    return [str(each) for each in lacking(sheets("\n".join(texts)), forms, made_up_config()).messages()]


def test_a_whole_workbook_lacks_nothing():
    assert named(WHOLE_ROSTER, WHOLE_MONTH, forms=(ROSTER, MONTHS[0])) == ((), {})
    assert said(WHOLE_ROSTER) == []


def test_a_tab_that_is_not_there():
    assert named(WHOLE_ROSTER, forms=(ROSTER, MOVEMENTS)) == (("Phong trào",), {})


def test_a_column_that_is_not_there():
    assert named(WHOLE_ROSTER.replace("| Email", "")) == ((), {"Danh sách": ("Email",)})


def test_below_a_title_block_too():
    heading = "== Danh sách\nTRƯỜNG THCS THỬ\n\n"
    roster = WHOLE_ROSTER.replace("== Danh sách\n", heading).replace("| Email", "")
    assert named(roster) == ((), {"Danh sách": ("Email",)})


def test_a_month_still_to_come_is_no_tab_that_is_lacking():
    assert named(WHOLE_ROSTER, WHOLE_MONTH, forms=(ROSTER, *MONTHS)) == ((), {})


def test_tabs_and_columns_of_other_names_are_known_by_their_aliases():
    roster = WHOLE_ROSTER.replace("Danh sách", "DS CBGV").replace("Email", "Thư điện tử")
    aliases = {"tabs": {"Danh sách": ["DS CBGV"]}, "columns": {"Email": ["Thư điện tử"]}}
    assert named(roster, **aliases) == ((), {})


def test_a_school_without_staff_codes_is_not_offered_any():
    votes = "== Bình xét\nHọ và tên | Tổ | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ\n"
    assert named(WHOLE_ROSTER.replace("Mã CB |", ""), votes, forms=(ROSTER, VOTES)) == (
        (),
        {"Bình xét": tuple(column.header for column in VOTES.columns[7:])},
    )


def test_the_tabs_of_every_team_are_looked_at():
    first = WHOLE_MONTH.replace("Tháng 9", "Tháng 9 @ to-toan.xlsx").replace("| Tự chấm", "")
    second = WHOLE_MONTH.replace("Tháng 9", "Tháng 9 @ to-van.xlsx").replace("| Ghi chú", "")
    assert named(first, second, forms=MONTHS[:1]) == ((), {"Tháng 9": ("Tự chấm", "Ghi chú")})


def test_a_tab_without_a_header_is_left_alone():
    assert named("== Danh sách\nđể trống") == ((), {})


@pytest.mark.parametrize(
    ("tabs", "line"),
    [
        ((WHOLE_ROSTER,), "Tab mới mà sổ này chưa có: “Bình xét”, “Phong trào”."),
        ((WHOLE_ROSTER.replace("| Email", ""),), "Cột mới mà tab “Danh sách” chưa có: “Email”."),
    ],
)
def test_it_is_said_that_nobody_needs_it(tabs, line):
    [found] = [each for each in said(*tabs, forms=(ROSTER, VOTES, MOVEMENTS)) if each.startswith(line)]
    assert "Không bắt buộc" in found


def test_tabs_that_lack_the_same_are_named_together():
    month = WHOLE_MONTH.replace("| Ghi chú", "")
    lines = said(WHOLE_ROSTER, month, month.replace("Tháng 9", "Tháng 10"), forms=(ROSTER, *MONTHS))
    assert [line.partition(".")[0] for line in lines] == [
        "Cột mới mà tab “Tháng 9”, “Tháng 10” chưa có: “Ghi chú”"
    ]
