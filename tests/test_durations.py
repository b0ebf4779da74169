"""Lengths of time by the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.durations import Duration, duration, months_after, outside, total, within

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "months", "days"),
    [
        ("2023-09-01", "2023-11-30", 3, 0),
        ("2023-09-01", "2023-11-29", 2, 29),
        ("2023-09-01", "2023-09-01", 0, 1),
        ("2023-11-26", "2024-05-25", 6, 0),
        ("2023-11-27", "2024-05-25", 5, 29),
        ("2024-02-01", "2024-02-29", 1, 0),
        ("2023-08-31", "2024-02-29", 6, 1),
        ("2023-09-02", "2023-09-01", 0, 0),
    ],
)
def test_both_days_count(first, last, months, days):
    assert duration(day(first), day(last)) == Duration(months, days)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2024-01-31", 1, "2024-02-29"), ("2023-11-30", 3, "2024-02-29"), ("2023-05-15", 12, "2024-05-15")],
)
def test_months_later(start, months, end):
    assert months_after(day(start), months) == day(end)


def test_several_spans_add_up_and_thirty_days_make_a_month():
    spans = [(day("2023-09-01"), day("2023-09-20")), (day("2024-01-05"), day("2024-01-16"))]
    assert total(spans) == Duration(1, 2)


def test_one_span_alone_is_what_the_calendar_says():
    assert total([(day("2023-08-27"), day("2024-06-25"))]) == Duration(9, 30)


@pytest.mark.parametrize(
    ("duration", "text"),
    [(Duration(5, 29), "5 tháng 29 ngày"), (Duration(6), "6 tháng"), (Duration(0, 3), "3 ngày")],
)
def test_as_it_is_said(duration, text):
    assert str(duration.message) == text


@given(DAYS, st.integers(0, 400))
def test_a_longer_span_is_never_shorter(first, days):
    last = first + timedelta(days=days)
    assert duration(first, last + timedelta(days=1)) > duration(first, last)


@given(st.lists(st.tuples(DAYS, DAYS), max_size=5))
def test_inside_and_outside_are_the_whole_time(spans):
    first, last = date(2023, 8, 1), date(2024, 7, 31)
    parts = [*within(spans, first, last), *outside(spans, first, last)]
    days = [
        start + timedelta(days=number) for start, end in parts for number in range((end - start).days + 1)
    ]
    assert sorted(days) == [first + timedelta(days=number) for number in range((last - first).days + 1)]
