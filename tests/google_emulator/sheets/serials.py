"""Dates as the serial numbers that a spreadsheet keeps: days since 30 December 1899, and parts of a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from time import time as _real_time
from zoneinfo import ZoneInfo

_FIRST = datetime(1899, 12, 30)
_MICROSECONDS = 86_400_000_000


class _Present:
    """What time it is: the machine's time, until somebody gives a clock of their own."""

    clock: Callable[[], float] = staticmethod(_real_time)


present = _Present()


def now(zone: str = "Etc/GMT") -> datetime:
    """The moment on the clock in a time zone, as a spreadsheet sees it: without the zone."""
    return datetime.fromtimestamp(present.clock(), ZoneInfo(zone)).replace(tzinfo=None)


def serial(value: date | datetime | time) -> int | float:
    """The serial number of a date, a moment or a time of day."""
    if isinstance(value, time):
        whole = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return _days(whole + timedelta(microseconds=value.microsecond))
    if isinstance(value, datetime):
        return _days(value.replace(tzinfo=None) - _FIRST)
    return value.toordinal() - _FIRST.toordinal()


def _days(span: timedelta) -> int | float:
    whole, rest = divmod(span, timedelta(days=1))
    return whole + rest / timedelta(days=1) if rest else whole


def moment(number: float) -> datetime | None:
    """The moment of a serial number, to the millisecond; nothing where the calendar ends."""
    milliseconds = round(number * _MICROSECONDS / 1000)
    try:
        return _FIRST + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
