"""Lengths of time as the law counts them: whole months by the calendar, and the days that remain."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sheets_sync.language import N_, Message

_DAYS_OF_A_MONTH = 30  # when the days that remain of several spans add up

DateSpan = tuple[date, date]
"""The first and the last day of something, both included."""


class Duration(NamedTuple):
    """So many whole months and so many days; compares by length."""

    months: int
    days: int = 0

    @property
    def message(self) -> Message:
        """`5 tháng 29 ngày`."""
        if not self.days:
            return Message(N_("{months} tháng"), {"months": self.months})
        if not self.months:
            return Message(N_("{days} ngày"), {"days": self.days})
        return Message(N_("{months} tháng {days} ngày"), self._asdict())


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def duration(first: date, last: date) -> Duration:
    """How long a span lasts, both days included: 1 September to 30 November is three months."""
    if last < first:
        return Duration(0)
    end = last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month
    if months_after(first, months) > end:
        months -= 1
    return Duration(months, (end - months_after(first, months)).days)


def total(spans: Iterable[DateSpan]) -> Duration:
    """Several spans together; thirty days that remain make a month. One alone stays as the calendar has it."""
    parts = [duration(first, last) for first, last in spans]
    if len(parts) == 1:
        return parts[0]
    months, days = divmod(sum(part.days for part in parts), _DAYS_OF_A_MONTH)
    return Duration(sum(part.months for part in parts) + months, days)


def within(spans: Iterable[DateSpan], first: date, last: date) -> list[DateSpan]:
    """The parts of these spans between two days, overlapping ones joined, in order."""
    joined: list[DateSpan] = []
    for start, end in sorted((max(start, first), min(end, last)) for start, end in spans):
        if start > end:
            continue
        if joined and start <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def outside(spans: Iterable[DateSpan], first: date, last: date) -> list[DateSpan]:
    """What is left of the time between two days when these spans are taken out."""
    left, day = [], first
    for start, end in within(spans, first, last):
        if day < start:
            left.append((day, start - timedelta(days=1)))
        day = end + timedelta(days=1)
    return [*left, (day, last)] if day <= last else left
