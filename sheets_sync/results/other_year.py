"""The data of one school year under a config of another: a new year gets a new folder, else last year's would be lost.

What the last sync left behind names the year of the data; without it the closed months do, then the earlier runs that
have read the very same marks, then the dates in the tabs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sheets_sync.errors import RefusedError
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, SchoolYear
from sheets_sync.results.closed_months import ClosedBook
from sheets_sync.results.results import Results
from sheets_sync.rules import forms

FEWEST_DATES = 5
"""From how many dates of another year on, and none of the config's, the tabs are taken to be of that year."""

Facts = Mapping[str, str]
YearOfMarks = Callable[[Results], SchoolYear | None]
"""Under which school year an earlier run has read the marks of these results."""


def refuse_other_year(
    results: Results, facts: Facts, book: ClosedBook, year_of_marks: YearOfMarks | None = None
) -> None:
    """Raise RefusedError where the data are those of another year than the config's.

    `facts` are what the last sync left, `book` what `Chốt tháng` holds.
    """
    year = results.config.year
    found = year_of_outputs(facts, book)
    if found is None and has_marks(results):
        found = (year_of_marks(results) if year_of_marks else None) or _year_of_dates(results)
    refuse_year(found, year, results.today)


def refuse_year(found: SchoolYear | None, year: SchoolYear, today: date) -> None:
    """Raise RefusedError where data of a year that has begun meet a config of another; a year to come was a slip."""
    if found is not None and found != year and found.first <= today:
        text = N_(
            "Dữ liệu ở đây là của năm học {old}, mà cấu hình ghi năm học {new}; năm học mới dùng thư mục mới: "
            "để nguyên thư mục và sổ này, lập thư mục khác với cấu hình year = “{new}” và sổ mới (sheets-sync init). "
            "Nếu chỉ ghi nhầm năm thì sửa lại thành “{old}”."
        )
        raise RefusedError(Message(text, {"old": str(found), "new": str(year)}))


def has_marks(results: Results) -> bool:
    """Whether any month or week has a rated row."""
    weeks = (scores for weeks in results.class_scores.values() for scores in weeks.values())
    return bool(results.ranked_months) or any(
        mark is not None for scores in weeks for score in scores for mark in score.marks
    )


# --- where the year shows -------------------------------------------------------------------------------------


def year_of_outputs(facts: Facts, book: ClosedBook) -> SchoolYear | None:
    """The year of the months that the last sync ranked or knew as closed; none where it had none yet."""
    named = facts.get("months") or facts.get("weeks") or facts.get("closed") or ""
    months = [Month.of(text) for text in named.split()] or sorted(book.months)
    return _year_of(months[-1].first) if months else None


def _year_of_dates(results: Results) -> SchoolYear | None:
    """The one year of all dates of a year's work, where there are enough of them."""
    years = Counter(map(_year_of, _dates(results)))
    if len(years) != 1:
        return None
    [(year, count)] = years.items()
    return year if count >= FEWEST_DATES else None


def _dates(results: Results) -> Iterator[date]:
    for form in forms.FORMS:
        keys = [column.key for column in form.columns if column.this_year]
        for record in getattr(results.school, form.key) if keys else ():
            days = (getattr(record, key) for key in keys)
            yield from (day for day in days if day is not None)


def _year_of(day: date) -> SchoolYear:
    year = SchoolYear(day.year)
    return year if day >= year.first else SchoolYear(day.year - 1)
