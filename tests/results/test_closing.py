"""Closing a month: what is closed with it and who sees a hand in it; by hand, and by date."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync import pipeline
from sheets_sync.errors import UsageError
from sheets_sync.model import Month
from sheets_sync.results import closing
from sheets_sync.results.closed_months import ClosedBook, Reopening, book_rows, read_book
from sheets_sync.results.fingerprints import results_fingerprint
from sheets_sync.tables import shown
from sheets_sync.views.explain import explain
from tests.closed_month import (
    CLOSED,
    CONFIG,
    MARKS,
    OCTOBER,
    OPEN,
    TODAY,
    book_of,
    cells,
    later,
    ranking,
    told,
    typed,
)
from tests.drawn import ROSTER, sheets
from tests.made_up import made_up_config

# --- the block ------------------------------------------------------------------------------------------------


def test_closed_rows_hold_the_marks_they_were_closed_with_grades_too():
    config = made_up_config(rules={"rubric": "25-diem"})
    graded = "== Tháng 10\nMã CB | Xếp loại lớp | Chuyên môn | Đi muộn (lần)\nTV01 | A | {} | 2"
    closed = book_of(ROSTER, graded.format("Tốt"), config=config)
    results = later(ROSTER, graded.format("Khá"), closed=closed, config=config)
    [row] = results.school.months[OCTOBER].rows
    assert row.marks == (None, None, None, 200, "Tốt", "A", None)


def test_a_cell_that_cannot_be_read_any_more_spoils_no_closed_row():
    results = later(ROSTER, MARKS.replace("60.5", "sáu mươi").replace("92.25", "x"))
    assert [row.place.bad for row in results.school.months[OCTOBER].rows] == [frozenset()] * 3
    month = next(each for each in explain(results, "TV02").months if each.month == OCTOBER)
    assert [(figure.value, figure.usable) for figure in month.figures if figure.decided] == [("92,25", True)]


def test_rows_of_strangers_and_rows_without_a_sum_close_a_month_without_harm():
    closed = book_of(ROSTER, MARKS + "XX99 | 20 | 60 | |\n006 | 20 | | |\n")
    listed = Counter(row[0] for row in closed if row and row[0] and len(row) > 6)
    assert {who: listed[who] for who in ("TV01", "TV02", "TT01", "006", "XX99")} == {
        "TV01": 1,
        "TV02": 1,
        "TT01": 1,
        "006": 1,
        "XX99": 0,
    }


# --- the fingerprint and the hand -----------------------------------------------------------------------------


def test_the_fingerprint_follows_results_alone():
    same = cells(ROSTER, MARKS.replace("| 20                      | 60.5 ", "| 19.5                    | 61"))
    other = cells(ROSTER, MARKS.replace("60.5 ", "60.25"))
    mark = results_fingerprint(OPEN, OCTOBER)
    assert (results_fingerprint(same, OCTOBER) == mark, results_fingerprint(other, OCTOBER) == mark) == (
        True,
        False,
    )
    assert (
        read_book(CLOSED).months[OCTOBER].results
        == mark
        == results_fingerprint(later(ROSTER, MARKS), OCTOBER)
    )


@given(st.data())
def test_any_cell_that_a_hand_changes_shows(data):
    row = data.draw(st.integers(4, len(CLOSED)))
    column = data.draw(st.integers(1, len(CLOSED[row - 1])))
    value = data.draw(st.one_of(st.none(), st.integers(0, 99), st.text(min_size=1)))
    old = CLOSED[row - 1][column - 1]
    changed = read_book(typed(CLOSED, row, column, value)).months.get(OCTOBER)
    same = (type(shown(value)), shown(value)) == (type(old), old)
    assert (changed is not None and changed.intact) == same


def test_a_hand_in_the_closed_tab_is_noticed_and_the_cells_say_what_had_been_closed():
    at = next(number for number, row in enumerate(CLOSED, 1) if row and row[0] == "TV02")
    points = CLOSED[4].index("Điểm") + 1
    results = later(ROSTER, MARKS, closed=typed(CLOSED, at, points, 100))
    assert [variant for _, variant, *_ in told(results)] == ["by-hand"]
    assert ranking(results) == ranking(OPEN)
    assert results.damaged == ()


def test_a_hand_in_both_is_refused():
    results = later(ROSTER, MARKS.replace("60.5 ", "70"), closed=typed(CLOSED, 6, 4, 1))
    assert results.damaged == (OCTOBER,)
    assert "by-hand-lost" in {variant for _, variant, *_ in told(results)}


def test_the_book_comes_back_from_its_rows_in_every_month_and_order():
    book = ClosedBook().closing(closing.freeze(cells(ROSTER, MARKS), OCTOBER, TODAY))
    september = closing.freeze(cells(ROSTER, MARKS.replace("Tháng 10", "Tháng 9")), Month(2023, 9), TODAY)
    book = book.closing(september).reopening(Reopening(Month(2023, 9), TODAY, "nhầm\nhai dòng", "an", "X"))
    book = book.closing(september)
    back = read_book(book_rows(book))
    assert book_rows(back) == book_rows(book)
    assert back.reopened == book.reopened
    assert all(month.intact for month in back.months.values())


# --- by hand --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "today", "said"),
    [
        (OCTOBER, date(2023, 10, 31), "Tháng 10/2023 chưa hết"),
        (Month(2023, 9), date(2023, 11, 20), "Tháng 9/2023 chưa có ai được xếp hạng"),
    ],
)
def test_what_cannot_be_closed_yet(month, today, said):
    fresh = pipeline.from_cells(sheets(ROSTER + MARKS), CONFIG, today)
    with pytest.raises(UsageError, match=said):
        closing.closing_of(month)(fresh, ClosedBook())


def test_a_month_closes_by_hand_from_the_next_ones_first_day():
    fresh = pipeline.from_cells(sheets(ROSTER + MARKS), CONFIG, date(2023, 11, 1))
    assert list(closing.closing_of(OCTOBER)(fresh, ClosedBook()).months) == [OCTOBER]


# --- by date --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "today", "closes"),
    [
        (10, date(2023, 11, 9), []),
        (10, date(2023, 11, 10), [OCTOBER]),
        (None, date(2024, 5, 1), []),
    ],
)
def test_a_month_closes_by_date_where_the_config_says_so(day, today, closes):
    config = made_up_config(**({"closing": {"day": day}} if day else {}))
    fresh = pipeline.from_cells(sheets(ROSTER + MARKS), config, today)
    assert list(closing.by_date(fresh, ClosedBook()).months) == closes


def test_december_closes_in_january():
    config = made_up_config(closing={"day": 5})
    december = sheets(ROSTER + MARKS.replace("Tháng 10", "Tháng 12"))
    days = (date(2024, 1, 4), date(2024, 1, 5))
    closed = [
        list(closing.by_date(pipeline.from_cells(december, config, day), ClosedBook()).months) for day in days
    ]
    assert closed == [[], [Month(2023, 12)]]


def test_what_was_opened_again_is_not_closed_by_date():
    config = made_up_config(closing={"day": 10})
    fresh = pipeline.from_cells(sheets(ROSTER + MARKS), config, date(2024, 1, 1))
    book = ClosedBook().reopening(Reopening(OCTOBER, TODAY, "nhầm", "an", ""))
    assert closing.by_date(fresh, book).months == {}
