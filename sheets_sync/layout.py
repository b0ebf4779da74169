"""How one tab is laid out: where its header row is, which column is which, which rows are no data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.cells import is_blank
from sheets_sync.config import Config
from sheets_sync.forms import Column, Form
from sheets_sync.model import Problem, RawCell, Sheet, Where
from sheets_sync.nearest import nearest
from sheets_sync.vietnamese import fold

HEADER_WITHIN = 15
_TOTALS = {"cộng", "tổng cộng"}

Row = Sequence[RawCell]


class Layout(NamedTuple):
    """The header's row (from 1) and the known columns (from 1) with their headers as the sheet shows them."""

    header_row: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]


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
        return {
            header: column
            for column in form.columns
            for header in (fold(column.header), *self._columns.get(fold(column.header), ()))
        }


def find_layout(sheet: Sheet, form: Form, titles: Titles) -> tuple[Layout | None, list[Problem]]:
    """The layout of a tab, or nothing where its header row or a column it cannot do without is missing."""
    known = titles.headers(form)
    rows = [
        [fold(cell) if isinstance(cell, str) else "" for cell in row] for row in sheet.rows[:HEADER_WITHIN]
    ]
    counts = [len({header for header in row if header in known}) for row in rows]
    if not counts or max(counts) < min(2, len(form.columns)):
        return None, _headerless(sheet, form)
    index = counts.index(max(counts))
    columns: dict[str, int] = {}
    headers: dict[str, str] = {}
    problems: list[Problem] = []
    for number, header in enumerate(rows[index], 1):
        column = known.get(header)
        if column is None:
            continue
        if column.key in columns:
            where = Where(sheet.title, index + 1, number, sheet.book)
            problems.append(
                Problem("column-duplicate", where, column.header, params={"column": column.header})
            )
            continue
        columns[column.key] = number
        headers[column.key] = str(sheet.rows[index][number - 1])
    missing = [column for column in form.columns if column.required and not _is_there(column, columns)]
    unknown = [header for header in rows[index] if header and header not in known]
    problems += [_column_missing(sheet, column, unknown) for column in missing]
    usable = not any(_cannot_do_without(column) for column in missing)
    return (Layout(index + 1, columns, headers) if usable else None), problems


def _is_there(column: Column, columns: Mapping[str, int]) -> bool:
    return column.key in columns or (column.header == "Mã CB" and "name" in columns)


def _cannot_do_without(column: Column) -> bool:
    """A month without one criterion can still be read: its totals may decide."""
    return column.type != "mark"


def _column_missing(sheet: Sheet, column: Column, unknown: list[str]) -> Problem:
    near = nearest(column.header, unknown, at_least=70) if unknown else None
    params = {"column": column.header, "near": near}
    where = Where(sheet.title, book=sheet.book)
    return Problem("column-missing", where, column.header, params=params, variant="near" if near else "")


def _headerless(sheet: Sheet, form: Form) -> list[Problem]:
    if form.key != "roster" and all(is_blank(cell) for row in sheet.rows for cell in row):
        return []
    names = ", ".join(column.header for column in form.columns if column.required)
    where = Where(sheet.title, book=sheet.book)
    return [Problem("column-missing", where, params={"columns": names}, variant="header")]


class RowFilter:
    """Says which rows below a header are no data; it remembers that a total row has gone by."""

    def __init__(self, form: Form, layout: Layout) -> None:
        columns = layout.columns
        id_column = next((c for c in form.columns if c.header in ("Mã CB", "Lớp")), None)
        self._id = columns.get(id_column.key) if id_column else None
        marks = [c for c in form.columns if form.key in ("scores", "classes") and c.key not in _NO_MARKS]
        self._marks = [columns[c.key] for c in marks if c.key in columns]
        required = [c for c in form.columns if c.required and c not in marks]
        if self._id is None and id_column is not None and id_column in required:
            required = [c if c is not id_column else form.column("name") for c in required]
        self._required = [columns[c.key] for c in required if c.key in columns]
        self._below_total = False

    def passes_over(self, row: Row) -> bool:
        """Whether a row is blank, a separator, a total, a signature or a note."""
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled or (len(filled) == 1 and isinstance(filled[0], str)):
            return True
        without_id = self._blank_at(row, self._id)
        if without_id and isinstance(filled[0], str) and fold(filled[0]) in _TOTALS:
            self._below_total = True
            return True
        without_marks = all(self._blank_at(row, column) for column in self._marks)
        if self._below_total and without_id and without_marks:
            return True
        return without_marks and all(self._blank_at(row, column) for column in self._required)

    @staticmethod
    def _blank_at(row: Row, column: int | None) -> bool:
        return column is None or column > len(row) or is_blank(row[column - 1])


_NO_MARKS = frozenset({"stt", "staff_id", "name", "rating", "note"})
