"""One raw cell → text, number, date, month …, or a `BadCell` that says why not.

Blank is never zero: every reader gives None for a blank cell. What contract.md does not name as readable
is a problem on that cell, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from sheets_sync.legacy_fonts import legacy_unicode
from sheets_sync.model import CellError, Month, RawCell, SchoolYear, Uncached
from sheets_sync.nearest import nearest
from sheets_sync.vietnamese import clean, fold


class BadCell(Exception):  # noqa: N818  (a finding, not an error of the program)
    """A cell that cannot be used: the problem's code, a variant of its texts, and what fills them."""

    def __init__(self, code: str, variant: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.variant = variant
        self.params: Mapping[str, object] = params


_DITTO = {"//", "nt", '"', "″", "〃"}
_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]([0-9]+))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+)?")
_MONTH = re.compile(r"(?:tháng )?([0-9]{1,2})(?:\s*[/-]\s*([0-9]{4}))?")
_YEAR_MONTH = re.compile(r"(?:tháng )?([0-9]{4})-([0-9]{1,2})")
_SCHOOL_YEAR = re.compile(r"([0-9]{4}|[0-9]{2})\s*[-–/]\s*([0-9]{4}|[0-9]{2})")
_MOST_DIGITS = 15


def is_blank(raw: RawCell) -> bool:
    """Whether a cell counts as blank: nothing, spaces, or a lone hyphen."""
    return raw is None or (isinstance(raw, str) and len(raw.strip()) < 4 and clean(raw) in ("", "-"))


def is_ditto(raw: RawCell) -> bool:
    """Whether a cell says "the same as above"."""
    return isinstance(raw, str) and len(raw) < 8 and fold(raw) in _DITTO


def shown(raw: RawCell) -> str | None:
    """A raw cell as people see it, for messages and lists; nothing for a blank one."""
    if raw is None:
        return None
    if isinstance(raw, CellError | Uncached):
        return raw.text
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**_MOST_DIGITS:
        return str(int(raw))
    if isinstance(raw, datetime):
        return f"{raw:%d/%m/%Y}" if raw.time() == time() else f"{raw:%d/%m/%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return str(raw)


def refuse_formula(raw: RawCell) -> None:
    """Raise for a formula's error, or for a formula whose result the file does not hold."""
    if isinstance(raw, CellError):
        raise BadCell("formula-error")
    if isinstance(raw, Uncached):
        raise BadCell("formula-uncached")


def read_text(raw: RawCell) -> str | None:
    """Any cell as clean text; numbers and dates as people see them."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    if is_ditto(raw):
        raise BadCell("value-missing", "ditto")
    if not isinstance(raw, str):
        return shown(raw)
    _refuse_legacy(raw)
    return clean(raw)


def _refuse_legacy(raw: str) -> None:
    unicode_text = None if raw.isascii() or len(raw) > 5000 else legacy_unicode(raw)
    if unicode_text is not None:
        raise BadCell("legacy-encoding", unicode=clean(unicode_text))


def read_number(raw: RawCell) -> int | None:
    """A number in hundredths, rounded half up from its shortest decimal text."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    if type(raw) is int:
        return raw * 100
    if isinstance(raw, float):
        return _hundredths_of_float(raw)
    if isinstance(raw, datetime | date):
        raise BadCell("not-a-number", "date", typed=f"{raw.day},{raw.month}")
    match = _NUMBER.fullmatch(clean(raw)) if isinstance(raw, str) else None
    if not match or len(match[1]) > _MOST_DIGITS:
        raise BadCell("not-a-number", "ditto" if is_ditto(raw) else "")
    if match[2] and len(match[2]) == 3:
        raise BadCell(
            "not-a-number", "thousands", whole=match[1] + match[2], decimal=f"{match[1]},{match[2]}"
        )
    return _half_up(Decimal(f"{match[1]}.{match[2] or 0}"))


def _hundredths_of_float(raw: float) -> int:
    text = repr(raw)
    if text in ("nan", "inf", "-inf") or abs(raw) >= 10.0**_MOST_DIGITS:
        raise BadCell("not-a-number")
    return _half_up(Decimal(text))


def _half_up(number: Decimal) -> int:
    return int((number * 100).to_integral_value(ROUND_HALF_UP))


def read_count(raw: RawCell) -> int | None:
    """A whole number of people or votes."""
    hundredths = read_number(raw)
    if hundredths is None:
        return None
    if hundredths % 100:
        raise BadCell("not-a-number", "whole")
    return hundredths // 100


def read_date(raw: RawCell) -> date | None:
    """A real date, ISO text, or Vietnamese day-first text; two-digit years are 1969 to 2068."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = clean(raw) if isinstance(raw, str) else ""
    if match := _DAY_FIRST.fullmatch(text):
        return _date_of(_full_year(match[4]), match[3], match[1])
    if match := _ISO.fullmatch(text):
        return _date_of(int(match[1]), match[2], match[3])
    raise BadCell("not-a-date", "number" if isinstance(raw, int | float) else "")


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year > 68 else 2000)


def _date_of(year: int, month: str, day: str) -> date:
    if not 1900 <= year <= 2100:
        raise BadCell("not-a-date")
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise BadCell("not-a-date", "no-such-day") from None


def read_month(raw: RawCell, year: SchoolYear) -> Month | None:
    """A month: `10`, `Tháng 10`, `10/2023`, `10-2023`, `2023-10` or a real date; a bare number is of this year."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    if isinstance(raw, datetime | date):
        return Month(raw.year, raw.month)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 100:
        raw = int(raw)
    if isinstance(raw, bool | time | float):
        raise BadCell("not-a-month")
    return month_of_text(fold(str(raw)), year)


def month_of_text(text: str, year: SchoolYear) -> Month:
    """The month that a folded text names; raises BadCell `not-a-month`."""
    if match := _YEAR_MONTH.fullmatch(text):
        found = Month(int(match[1]), int(match[2]))
    elif match := _MONTH.fullmatch(text):
        number = int(match[1])
        found = Month(int(match[2]), number) if match[2] else year.month(number)
    else:
        raise BadCell("not-a-month")
    if not (1 <= found.number <= 12 and 1900 <= found.year <= 2100):
        raise BadCell("not-a-month")
    return found


def read_school_year(raw: RawCell) -> SchoolYear | None:
    """A school year, `2022-2023`."""
    text = read_text(raw)
    if text is None:
        return None
    match = _SCHOOL_YEAR.fullmatch(text)
    if not match or int(match[2][-2:]) != (int(match[1][-2:]) + 1) % 100:
        raise BadCell("not-a-date", "school-year")
    return SchoolYear(_full_year(match[1]))


def read_choice(raw: RawCell, choices: Mapping[str, str]) -> str | None:
    """One of the choices (folded → as listed), compared without case."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    text = shown(raw) or ""
    found = choices.get(fold(text))
    if found is None:
        if isinstance(raw, str):
            _refuse_legacy(raw)
        raise not_in_list(text, tuple(choices.values()))
    return found


def not_in_list(text: str, choices: tuple[str, ...]) -> BadCell:
    """The finding for a choice that is none of the list, with the nearest one that is."""
    near = nearest(text, choices)
    return BadCell("not-in-list", "near" if near else "", choices=choices, near=near)
