"""What of the workbooks is not read is said: by check, by sync, and above the list of `Lỗi dữ liệu`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync.language import translator
from sheets_sync.results import unread
from sheets_sync.views.tabs.cells import TabSource
from sheets_sync.views.tabs.problems import problems_tab
from tests.drawn import school_of
from tests.made_up import made_up_config

SCHOOL = """
== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | HT duyệt lần cuối
TV01  | 20                      | 60               | 85
"""


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Tháng 10 (2023)", "Tháng 10"),
        ("tháng 1 - cũ", "Tháng 1"),
        ("Đăng ký tập thể (2)", "Đăng ký tập thể"),
        ("Danh sách_cũ", "Danh sách"),
        ("Tháng 100", None),
        ("Bản nháp", None),
        ("Tháng", None),
    ],
)
def test_a_title_that_begins_like_a_forms_may_be_meant_for_it(title, form):
    assert unread.looks_like(title, made_up_config()) == form


def test_columns_and_tabs_that_are_not_read_are_reported_in_a_line():
    results = replace(school_of(SCHOOL), unread_tabs=("Tháng 10 (2023)",))
    line = unread.unread_line(results, translator("vi"))
    assert line == (
        "Không đọc: cột “HT duyệt lần cuối” (Tháng 10); tab “Tháng 10 (2023)” (có phải Tháng 10 không?)."
    )
    assert line in str(problems_tab(TabSource(results)).rows[2][0].value)


def test_where_all_is_read_nothing_is_said():
    results = school_of(SCHOOL.replace("HT duyệt lần cuối", "Hiệu trưởng duyệt"))
    assert unread.unread_line(results, translator("vi")) == ""
