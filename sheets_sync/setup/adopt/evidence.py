"""The cells below a header: whether it is what a column of ours would hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from sheets_sync.model import RawCell, SchoolYear, Sheet
from sheets_sync.rules.forms import NAME, Column
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.titles import ALL_TITLES, read_titles
from sheets_sync.school.layout import RawRow
from sheets_sync.school.roster import team_key
from sheets_sync.text import cells
from sheets_sync.text.cells import BadCell, is_blank, shown
from sheets_sync.text.vietnamese import clean, fold

MOST_ROWS = 40
_CODE = re.compile(r"(?=\S*\d)\S{1,15}")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class SchoolClues:
    """What is known of a school while its tabs are being guessed; the roster's values, folded, once it is found."""

    year: SchoolYear
    ranges: Mapping[str, tuple[int | None, int | None]] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()

    @cached_property
    def all_ids(self) -> frozenset[str]:
        """The codes, and what a spreadsheet makes of those that begin with zeros."""
        return self.ids | {known.lstrip("0") for known in self.ids}


def ranges_of(rubric: Rubric) -> Mapping[str, tuple[int | None, int | None]]:
    """The lowest and highest mark of every column of the rubric, and of the totals, by the column's key."""
    marks = {item.key: (item.low, item.high) for item in rubric.inputs}
    totals = dict.fromkeys(("own_total", "team_total", "approved"), (rubric.lowest, rubric.highest))
    return {**marks, **totals}


def rows_below(sheet: Sheet, header_row: int, most: int = MOST_ROWS) -> list[RawRow]:
    """The first rows below a header; one that holds only one thing is a title or a note."""
    rows = (row for row in sheet.rows[header_row:] if sum(not is_blank(cell) for cell in row) > 1)
    return list(islice(rows, most))


def values_in(rows: Sequence[RawRow], number: int) -> list[RawCell]:
    """The filled cells of a column, which counts from 1."""
    values = (row[number - 1] for row in rows if len(row) >= number)
    return [value for value in values if not is_blank(value)]


def agreement(column: Column, values: Sequence[RawCell], school: SchoolClues) -> float | None:
    """The share of the values that could stand in this column; nothing where any text could, or none is there."""
    fits = _tests(school).get(_kind(column))
    if not values or fits is None:
        return None
    share = sum(_holds(fits, column, value) for value in values) / len(values)
    if column.key == "staff_id" and column.type == "text":  # the roster's own: every code is there once
        share *= len({fold(shown(value) or "") for value in values}) / len(values)
    return share


def is_distinctive(column: Column, school: SchoolClues) -> bool:
    """Whether values alone can speak for a column: codes and names of the roster, addresses, words of a list."""
    known = {"id": school.ids, "name": school.names, "team": school.teams}
    kind = _kind(column)
    return bool(known.get(kind)) or kind == "email" or (kind == "choice" and len(column.choices) > 1)


def _kind(column: Column) -> str:
    if column.header == NAME.header:
        return "name"
    if column.key in ("email", "team"):
        return column.key
    if column.key == "staff_id" and column.type in ("id", "text"):
        return "id"
    return column.type


def _holds(fits: Callable[[Column, RawCell], bool], column: Column, value: RawCell) -> bool:
    try:
        return fits(column, value)
    except BadCell:
        return False


def _tests(school: SchoolClues) -> Mapping[str, Callable[[Column, RawCell], bool]]:
    """How a value of each kind is recognised; text has no test, for anything may be text."""
    return {
        "id": lambda column, value: _is_id(value, school),
        "ids": lambda column, value: all(
            _is_id(part, school) or _is_name(part, school) for part in _parts(value)
        ),
        "name": lambda column, value: _is_name(value, school),
        "team": lambda column, value: _is_team(value, school),
        "email": lambda column, value: _ADDRESS.fullmatch(_text(value)) is not None,
        "date": lambda column, value: cells.read_date(value) is not None,
        "month": lambda column, value: cells.read_month(value, school.year) is not None,
        "year": lambda column, value: cells.read_school_year(value) is not None,
        "titles": lambda column, value: read_titles(value, ALL_TITLES) is not None,
        "choice": lambda column, value: fold(shown(value) or "") in map(fold, column.choices),
        "count": lambda column, value: (cells.read_count(value) or 0) >= 0,
        "number": lambda column, value: cells.read_number(value) is not None,
        "mark": lambda column, value: _is_mark(column, value, school),
    }


def _text(value: RawCell) -> str:
    return clean(shown(value) or "")


def _parts(value: RawCell) -> Iterator[str]:
    return (part for part in re.split(r"[;,\n]", shown(value) or "") if part.strip())


def _is_id(value: RawCell, school: SchoolClues) -> bool:
    text = fold(_text(value))
    if not school.ids:
        return _CODE.fullmatch(text) is not None and not isinstance(value, float)
    return text in school.all_ids


def _is_name(value: RawCell, school: SchoolClues) -> bool:
    text = fold(_text(value))
    if school.names:
        return text in school.names
    return isinstance(value, str) and 2 <= len(text.split()) <= 6 and not any(map(str.isdigit, text))


def _is_team(value: RawCell, school: SchoolClues) -> bool:
    if school.teams:
        return team_key(_text(value)) in school.teams
    return isinstance(value, str) and len(value) <= 60 and _ADDRESS.fullmatch(value) is None


def _is_mark(column: Column, value: RawCell, school: SchoolClues) -> bool:
    number = cells.read_number(value)
    low, high = school.ranges.get(column.key, (None, None))
    return number is not None and (low is None or number >= low) and (high is None or number <= high)
