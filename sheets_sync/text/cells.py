"""One raw cell → text, number, date, month …, or a `BadCell` that says why not.

Blank is never zero: every reader gives None for a blank cell. What is not one of the ways of writing named here
is a problem on that cell, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from string import whitespace

from sheets_sync.language import N_, Message
from sheets_sync.model import CellError, Month, RawCell, SchoolYear, Uncached
from sheets_sync.points import hundredths, points_short
from sheets_sync.text.legacy_fonts import legacy_unicode
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import INVISIBLE, clean, fold


class BadCell(Exception):  # noqa: N818  (a finding, not an error of the program)
    """A cell that cannot be used: the problem's code, a variant of its texts, and what fills them."""

    def __init__(self, code: str, variant: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.variant = variant
        self.params: Mapping[str, object] = params


_DITTO = {"//", "nt", '"', "″", "〃"}
_DITTO_IN_WORDS = "như trên"
_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]([0-9]+))?")
_PLAINLY_A_NUMBER = re.compile(r"([+-]?[0-9]+)(?: ?[.,] ?([0-9]{1,2}))?(?: ?(?:điểm|đ))?[.,]?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+)?")
_MONTH = re.compile(r"(?:tháng )?([0-9]{1,2})(?:\s*[/-]\s*([0-9]{4}))?")
_YEAR_MONTH = re.compile(r"(?:tháng )?([0-9]{4})-([0-9]{1,2})")
_SCHOOL_YEAR = re.compile(r"([0-9]{4}|[0-9]{2})\s*[-–/]\s*([0-9]{4}|[0-9]{2})")
_MOST_DIGITS = 15
_DAY_ZERO = date(1899, 12, 31).toordinal()
_TWO_NUMBERS = date(1900, 2, 28).toordinal() - _DAY_ZERO
_LAST_NUMBER = date(1902, 12, 31).toordinal() - _DAY_ZERO
_SECONDS_OF_A_HUNDREDTH = 864
_NOTHING_SEEN = f"{whitespace}{INVISIBLE}\x85\xa0\u2007\u202f\u3000"


def is_blank(raw: RawCell) -> bool:
    """Whether a cell counts as blank: nothing, spaces, or a lone hyphen."""
    return raw is None or (isinstance(raw, str) and raw.strip(_NOTHING_SEEN) in ("", "-"))


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
    refuse_legacy(raw)
    return clean(raw) or None


def refuse_legacy(raw: RawCell) -> None:
    """Raise for text that was typed with an old font."""
    unicode_text = legacy_unicode(raw) if isinstance(raw, str) and not raw.isascii() else None
    if unicode_text is not None:
        raise BadCell("legacy-encoding", unicode=clean(unicode_text))


def read_number(raw: RawCell) -> int | None:
    """A number in hundredths, rounded half up from its shortest decimal text."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    if type(raw) is int or isinstance(raw, float):
        return _hundredths(raw)
    if isinstance(raw, datetime | date | time):
        raise _date_for_number(raw)
    match = _NUMBER.fullmatch(clean(raw)) if isinstance(raw, str) else None
    if not match:
        raise _no_number(raw)
    whole, decimals = match[1], match[2] or "0"
    if len(decimals) == 3:
        raise BadCell("not-a-number", "thousands", whole=whole + decimals, decimal=f"{whole},{decimals}")
    return _hundredths(Decimal(f"{whole}.{decimals}"))


def _date_for_number(raw: date | time) -> BadCell:
    """A number typed into a cell of dates is held as the day or the time that it counts."""
    serial = _serial(raw)
    if serial is not None:
        return BadCell("not-a-number", "serial", typed=serial)
    if isinstance(raw, time):
        return BadCell("not-a-number")
    return BadCell("not-a-number", "date", typed=f"{raw.day},{raw.month}")


def _serial(raw: date | time) -> str | Message | None:
    """The number behind a day of 1900 to 1902 or behind a time, as people write it, where it has two decimals."""
    moment = raw if isinstance(raw, time) else raw.time() if isinstance(raw, datetime) else time()
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    if moment.microsecond or seconds % _SECONDS_OF_A_HUNDREDTH:
        return None
    days = 0 if isinstance(raw, time) else raw.toordinal() - _DAY_ZERO
    if not 0 <= days <= _LAST_NUMBER:
        return None
    same_day, next_day = (
        points_short(number * 100 + seconds // _SECONDS_OF_A_HUNDREDTH) for number in (days, days + 1)
    )
    # Sheets count a 29 February 1900 that never was; its number is read as the day before.
    if days == _TWO_NUMBERS:
        return Message(N_("{one} hoặc {other}"), {"one": same_day, "other": next_day})
    return same_day if days < _TWO_NUMBERS else next_day


def _no_number(raw: RawCell) -> BadCell:
    """Why a cell is no number, with the one that it plainly means."""
    text = fold(raw) if isinstance(raw, str) and len(raw) <= _MOST_DIGITS else ""
    if is_ditto(raw) or text == _DITTO_IN_WORDS:
        return BadCell("not-a-number", "ditto")
    match = _PLAINLY_A_NUMBER.fullmatch(text)
    if not match:
        return BadCell("not-a-number")
    return BadCell("not-a-number", "meant", meant=f"{match[1]},{match[2]}" if match[2] else match[1])


def _hundredths(number: int | float | Decimal) -> int:
    if not abs(number) < 10**_MOST_DIGITS:  # nan too
        raise BadCell("not-a-number")
    return hundredths(number)


def read_count(raw: RawCell) -> int | None:
    """A whole number of people or votes."""
    count = read_number(raw)
    if count is None:
        return None
    if count % 100:
        raise BadCell("not-a-number", "whole")
    return count // 100


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
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    raise BadCell("not-a-date", "number" if is_number else "")


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year > 68 else 2000)


def _is_near(year: int) -> bool:
    return 1900 <= year <= 2100


def _date_of(year: int, month: str, day: str) -> date:
    if not _is_near(year):
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
    if not (1 <= found.number <= 12 and _is_near(found.year)):
        raise BadCell("not-a-month")
    return found


def read_school_year(raw: RawCell) -> SchoolYear | None:
    """A school year, `2022-2023`."""
    text = read_text(raw)
    if text is None:
        return None
    match = _SCHOOL_YEAR.fullmatch(text)
    start, end = (_full_year(match[1]), _full_year(match[2])) if match else (0, 0)
    if not (end == start + 1 and _is_near(start)):
        raise BadCell("not-a-date", "school-year")
    return SchoolYear(start)


def read_choice(raw: RawCell, choices: Mapping[str, str]) -> str | None:
    """One of the choices (folded → as listed), compared without case."""
    refuse_formula(raw)
    if is_blank(raw):
        return None
    text = shown(raw) or ""
    found = choices.get(fold(text))
    if found is None:
        refuse_legacy(raw)
        raise not_in_list(text, tuple(choices.values()))
    return found


def not_in_list(text: str, choices: tuple[str, ...]) -> BadCell:
    """The finding for a choice that is none of the list, with the nearest one that is."""
    near = nearest(text, choices)
    return BadCell("not-in-list", "near" if near else "", choices=choices, near=near)
