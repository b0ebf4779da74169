"""How one tab is laid out: where its header row is, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.model import Problem, RawCell, Sheet, Where
from sheets_sync.rules.forms import TEAM, Column, Form
from sheets_sync.settings.config import Config
from sheets_sync.text.cells import is_blank
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import clean, fold

HEADER_WITHIN = 15
SCORED = ("scores", "classes")

RawRow = Sequence[RawCell]


class Layout(NamedTuple):
    """The header's row and the known columns by their keys, all from 1; and the headers that are none of ours."""

    header_row: int
    columns: Mapping[str, int]
    unread: tuple[str, ...] = ()


class Titles:
    """Finds tabs by title and columns by header, with the config's aliases."""

    def __init__(self, config: Config) -> None:
        self._tabs = {fold(title): tuple(map(fold, others)) for title, others in config.tabs.items()}
        self._columns = {fold(header): tuple(map(fold, others)) for header, others in config.columns.items()}

    def tab(self, title: str) -> set[str]:
        """The folded titles that a form's tab may bear."""
        return {fold(title), *self._tabs.get(fold(title), ())}

    def headers(self, form: Form) -> Mapping[str, Column]:
        """The form's columns by every folded header they may bear."""
        columns = (*form.columns, *_beside(form))
        others = {other: column for column in columns for other in self._columns.get(fold(column.header), ())}
        return others | {fold(column.header): column for column in columns}


def _beside(form: Form) -> tuple[Column, ...]:
    """`Tổ` beside a name distinguishes namesakes wherever somebody adds it."""
    keys = {column.key for column in form.columns}
    return (TEAM,) if "name" in keys and "team" not in keys else ()


def find_layout(sheet: Sheet, form: Form, titles: Titles) -> tuple[Layout | None, list[Problem]]:
    """The layout of a tab, or nothing where its header row or a column it cannot do without is missing."""
    known = titles.headers(form)
    index, most = _header_row(sheet, known)
    if most < min(2, len(form.columns)):
        return None, _headerless(sheet, form)
    columns: dict[str, int] = {}
    unknown: dict[str, str] = {}
    problems: list[Problem] = []
    for number, cell in enumerate(sheet.rows[index], 1):
        column = known.get(_folded(cell))
        if column is None:
            unknown |= {_folded(cell): clean(str(cell))} if _folded(cell) else {}
        elif column.key not in columns:
            columns[column.key] = number
        elif column in form.columns:
            where = Where(sheet.title, index + 1, number, sheet.book)
            params = {"column": column.header}
            problems.append(Problem("column-duplicate", where, column.header, params=params))
    missing = _missing(form, columns)
    for column in missing:
        near = nearest(column.header, unknown.values(), at_least=70) if unknown else None
        if near or not _names_do(column, columns):
            problems.append(_column_missing(sheet, column, near))
    usable = all(_names_do(column, columns) or _totals_do(form, column) for column in missing)
    return (Layout(index + 1, columns, tuple(unknown.values())) if usable else None), problems


def _folded(cell: RawCell) -> str:
    return fold(cell) if isinstance(cell, str) else ""


def _header_row(sheet: Sheet, known: Mapping[str, Column]) -> tuple[int, int]:
    """The row (from 0) with the most known headers among the first rows, and how many it has."""
    counts = [len({_folded(cell) for cell in row} & known.keys()) for row in sheet.rows[:HEADER_WITHIN]]
    most = max(counts, default=0)
    return (counts.index(most) if counts else 0), most


def _missing(form: Form, columns: Mapping[str, int]) -> list[Column]:
    """The required columns that are not there; a subject form needs `Mã CB`, `Tổ` or the name."""
    required = [column for column in form.columns if column.required]
    if form.subject and not columns.keys() & {"staff_id", "team", "name"}:
        required = [form.column("staff_id"), *required]
    return [column for column in required if column.key not in columns]


def _names_do(column: Column, columns: Mapping[str, int]) -> bool:
    """A tab without `Mã CB` goes by names."""
    return column.header == "Mã CB" and "name" in columns


def _totals_do(form: Form, column: Column) -> bool:
    """A month without one criterion can still have totals."""
    return form.key in SCORED and column.key != "staff_id"


def _column_missing(sheet: Sheet, column: Column, near: str | None) -> Problem:
    params = {"column": column.header, "near": near}
    where = Where(sheet.title, book=sheet.book)
    return Problem("column-missing", where, column.header, params=params, variant="near" if near else "")


def _headerless(sheet: Sheet, form: Form) -> list[Problem]:
    if form.key != "roster" and all(is_blank(cell) for row in sheet.rows for cell in row):
        return []
    names = ", ".join(column.header for column in form.columns if column.required)
    where = Where(sheet.title, book=sheet.book)
    return [Problem("column-missing", where, params={"columns": names}, variant="header")]
