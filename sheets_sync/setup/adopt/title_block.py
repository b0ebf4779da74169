"""What a workbook says of its school: the lines above the headers name it, and the school year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sheets_sync.model import SchoolYear, Sheet
from sheets_sync.school.layout import HEADER_WITHIN
from sheets_sync.setup.adopt.likeness import month_named
from sheets_sync.text.vietnamese import clean, slug

_LONGEST_LINE = 200
_SCHOOL = re.compile(
    r"\btrường\s+(?:mầm non|mẫu giáo|mn|tiểu học|th|thcs|trung học|thpt|phổ thông|ptdt\w*|pt|ptcs|liên cấp)\b.*",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s+[-–]?\s*(?:cộng h[oò][aà] |năm học|tổ\b)", re.IGNORECASE)
_CAPITALS = frozenset(("THCS", "THPT", "TH", "MN", "PT", "PTCS", "PTDT", "PTDTBT", "PTDTNT"))
_KIND = re.compile(r"\b(?:Tiểu Học|Mầm Non|Mẫu Giáo|Phổ Thông|Trung Học|Cơ Sở|Liên Cấp)\b")
_YEARS = re.compile(r"(20\d\d) (20\d\d)")
_REGISTERED = re.compile(r"\b(?:dang-ky|dk)\b")
_NAMED_YEAR = re.compile(r"\bnam hoc\b")


def school_name(sheets: Sequence[Sheet]) -> str | None:
    """The school that most title blocks name, as it is written in a sentence."""
    found = (match[0] for line in _lines(sheets) if (match := _SCHOOL.search(line)))
    names = Counter(_in_sentence(_BESIDE.split(name)[0].rstrip(" .,;:-–")) for name in found)
    return max(names, key=lambda name: names[name], default=None)


def school_year(sheets: Sequence[Sheet]) -> SchoolYear | None:
    """The school year that most titles name; without one, that of most dates."""
    named = Counter(year for line in _titles(sheets) for year in _years_in(line))
    if named:
        return max(named, key=lambda year: (named[year], year))
    return _year_of_dates(sheets)


def _lines(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Every line of the texts that stand where title blocks do."""
    for sheet in sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            for cell in row:
                if isinstance(cell, str) and len(cell) <= _LONGEST_LINE:
                    yield from (clean(line) for line in cell.splitlines())


def _titles(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Titles of books and tabs, and lines that speak of a school year."""
    for sheet in sheets:
        yield from (sheet.book or "", sheet.title)
    words = ((line, slug(line).replace("-", " ")) for line in _lines(sheets))
    yield from (line for line, plain in words if _NAMED_YEAR.search(plain))


def _years_in(line: str) -> list[SchoolYear]:
    years = [(int(match[1]), int(match[2])) for match in _YEARS.finditer(slug(line).replace("-", " "))]
    month = month_named(line)
    months = [month] if month and month.year and not years else []
    found = [SchoolYear(first) for first, second in years if second == first + 1]
    return found + [SchoolYear((each.year or 0) - (each.number < 8)) for each in months]


def _year_of_dates(sheets: Sequence[Sheet]) -> SchoolYear | None:
    """The latest year with a fair share of the dates of month tabs and registrations; others lie in many years."""
    of_a_year = (
        sheet for sheet in sheets if month_named(sheet.title) or _REGISTERED.search(slug(sheet.title))
    )
    dates = (cell for sheet in of_a_year for row in sheet.rows for cell in row if isinstance(cell, date))
    years = Counter(SchoolYear(day.year - (day.month < 8)) for day in dates)
    most = max(years.values(), default=0)
    return max((year for year, times in years.items() if times >= 3 and 3 * times >= most), default=None)


def _in_sentence(name: str) -> str:
    """`TRƯỜNG THCS ÁI MỘ` as `Trường THCS Ái Mộ`; a name that is not all capitals stays as typed."""
    if name != name.upper():
        return name[:1].upper() + name[1:]
    words = " ".join(word if word in _CAPITALS else word.capitalize() for word in name.split())
    return _KIND.sub(lambda kind: kind[0].capitalize(), words)
