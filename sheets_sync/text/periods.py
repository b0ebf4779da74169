"""What people write as a paper's `Kỳ` → the month, the term or the school year that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from sheets_sync.model import Month, Period, SchoolYear
from sheets_sync.text.cells import BadCell
from sheets_sync.text.vietnamese import slug

Bare = Literal["month", "term"]
"""What a bare `1` means: January, or the first term."""

_TERM = r"(?:hk|hoc-k[yi])-?(?P<term>[12]|ii?)"
_OF_YEAR = r"(?:nam-hoc-|nh-?)?(?P<start>\d{4})-(?P<end>\d{4})"
_MONTH = r"(?:thang-?|t-?)?(?P<month>\d{1,2})"
# Of a text's slug, in which every separator is a hyphen: `Học kỳ I (2023-2024)` is `hoc-ky-i-2023-2024`.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}(?:-(?:nam-)?(?P<year>\d{{4}}))?",
        rf"{_MONTH}-{_OF_YEAR}",
        r"(?:thang-)?(?P<year>\d{4})-(?P<month>\d{1,2})(?:-\d{1,2})?",
        r"\d{1,2}-(?P<month>\d{1,2})-(?P<year>\d{4})",  # sheets make a date of `10/2023`
        rf"{_TERM}(?:-{_OF_YEAR})?",
        rf"{_OF_YEAR}-(?:hk-?|hoc-k[yi]-?)?(?P<term>[12]|ii?)",
        rf"(?:ca-)?{_OF_YEAR}",
        r"ca-nam(?:-hoc)?(?:-(?P<start>\d{4})-(?P<end>\d{4}))?",
    )
)
_BARE_TERM = re.compile(r"(?P<term>[12]|ii?)")


def read_period(text: str | None, year: SchoolYear, bare: Bare = "month") -> Period | None:
    """The period a text names, nothing for a blank one; what names no year is of this school year.

    `10`, `10/2023`, `Tháng 10`, `2023-10`, a date of the month; `HK1`, `Học kỳ I`; `2023-2024`, `Cả năm`. Raises
    BadCell for anything else: a bare `2024`, which two school years share, is no period.
    """
    if text is None or not text.strip():
        return None
    plain = slug(text)
    if bare == "term" and (match := _BARE_TERM.fullmatch(plain)):
        return _term(match.groupdict(), year)
    if (
        plain == f"{year.start % 100:02}-{(year.start + 1) % 100:02}"
    ):  # `23-24`; of another year it may be anything
        return year
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _period(match.groupdict(), year)
    raise BadCell("not-a-month")


PeriodParts = Mapping[str, str | None]


def _period(parts: PeriodParts, year: SchoolYear) -> Period:
    kind: Callable[[PeriodParts, SchoolYear], Period] = _school_year
    if parts.get("term"):
        kind = _term
    elif parts.get("month"):
        kind = _month
    return kind(parts, year)


def _month(parts: PeriodParts, year: SchoolYear) -> Month:
    number = int(parts["month"] or 0)
    if not 1 <= number <= 12:
        raise BadCell("not-a-month")
    written = parts.get("year")
    return Month(int(written), number) if written else _school_year(parts, year).month(number)


def _term(parts: PeriodParts, year: SchoolYear) -> Period:
    return _school_year(parts, year).term(1 if parts["term"] in ("1", "i") else 2)


def _school_year(parts: PeriodParts, year: SchoolYear) -> SchoolYear:
    start, end = parts.get("start"), parts.get("end")
    if start is None or end is None:
        return year
    if int(end) != int(start) + 1:
        raise BadCell("not-a-month")
    return SchoolYear(int(start))
