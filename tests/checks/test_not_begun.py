"""The rule on marks in a month that has not begun."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.model import Month
from tests.checks.drawn_tabs import HEAD, month, tab
from tests.drawn import assert_as_drawn

LAST_OF_SEPTEMBER, FIRST_OF_OCTOBER = date(2023, 9, 30), date(2023, 10, 1)


def test_the_tab_is_listed_once_at_its_first_mark():
    october = month("TV01 | | | | | |", "TV02 | 10 | 60 <- B month-not-begun", "TT01 | 10 | 60")

    results = assert_as_drawn(october, today=LAST_OF_SEPTEMBER)

    assert len(results.grades[Month(2023, 10)]) == 2, "the month is shown all the same"


def test_a_month_that_begins_today_has_begun():
    assert_as_drawn(month("TV01 | 10 | 60"), today=FIRST_OF_OCTOBER)


@pytest.mark.parametrize(
    "row",
    [
        "TV01 | | | | | 70 | <- F month-not-begun",
        "TV01 | | | | | | 70 <- G month-not-begun",
        "TV01 | 99 | 60 <- B out-of-range, B month-not-begun",
        "TV09 | 10 | 60 <- A staff-unknown, B month-not-begun",
    ],
)
def test_what_a_month_bears(row):
    assert_as_drawn(month(row), today=LAST_OF_SEPTEMBER)


def test_rows_made_ready_bear_nothing():
    assert_as_drawn(month("TV01 | | | | | |", "TV02 | - | | | 0 | |"), today=LAST_OF_SEPTEMBER)


def test_each_book_has_a_tab_of_its_own():
    assert_as_drawn(
        month("TV01 | 10 | 60 <- B month-not-begun", heading="Tháng 10 @ văn"),
        month("TT01 | 10 | 60 <- B month-not-begun", heading="Tháng 10 @ toán"),
        today=LAST_OF_SEPTEMBER,
        store={"input": ["văn", "toán"]},
    )


def test_the_mark_farthest_to_the_left_is_the_first():
    turned = HEAD.replace(
        "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả", "Mã CB | Kết quả nhiệm vụ | Ý thức kỷ luật, đạo đức | x"
    )
    assert_as_drawn(tab("Tháng 10", turned, "TV01 | 60 | 10 <- B month-not-begun"), today=LAST_OF_SEPTEMBER)


def test_a_week_of_such_a_month_is_listed_too():
    board = {"rubric": "lop-tuan", "names": ["6A", "6B"], "first_week": date(2023, 9, 25), "weeks": 2}
    head = "Lớp | Điểm thưởng | Điểm trừ"
    assert_as_drawn(
        tab("Tuần 1", head, "6A | 10 | 2"),
        tab("Tuần 2", head, "6A | 10 | 2 <- B month-not-begun"),
        today=LAST_OF_SEPTEMBER,
        classes=board,
    )
