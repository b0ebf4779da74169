"""Which rows below a header are data: not the separators, totals, signatures and notes among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.model import RawCell
from sheets_sync.rules.forms import Column, Form
from sheets_sync.school.layout import SCORED, Layout, RawRow
from sheets_sync.text.cells import is_blank, shown
from sheets_sync.text.vietnamese import clean, fold

_TOTALS = {"cộng", "tổng cộng"}
_NO_MARKS = frozenset({"stt", "staff_id", "name", "rating", "note"})
_ID_KEYS = frozenset({"staff_id", "code"})
_FIGURES = frozenset({"number", "count", "date", "month", "year"})


class RowFilter:
    """Says which rows below a header are no data; it remembers that a total row has gone by."""

    def __init__(self, form: Form, layout: Layout) -> None:
        self._columns = layout.columns
        marks = [c for c in form.columns if form.key in SCORED and c.key not in _NO_MARKS]
        self._marks = self._numbers(marks)
        self._ids = self._numbers(c for c in form.columns if c.type in ("id", "ids") or c.key in _ID_KEYS)
        required = [c for c in form.columns if c.required and c not in marks]
        if form.subject or "staff_id" not in layout.columns:
            required += [
                c for c in form.columns if c.key in ("staff_id", "team", "name") and c not in required
            ]
        self._required = self._numbers(required)
        # Who has no id there (a team; anybody where a tab has no codes) differs from a signature by a figure.
        figures = [c for c in form.columns if c.type in _FIGURES]
        self._figures = self._numbers(figures) if form.subject or not self._ids else []
        self._stt = self._numbers(c for c in form.columns if c.key == "stt")
        self._team = self._numbers(c for c in form.columns if c.key == "team")
        self._below_total = False

    def _numbers(self, columns: Iterable[Column]) -> list[int]:
        return [self._columns[column.key] for column in columns if column.key in self._columns]

    def passes_over(self, row: RawRow) -> bool:
        """Whether a row is blank, a separator, a total, a signature or a note."""
        filled = [cell for cell in row if not is_blank(cell)]
        if not filled:
            return True
        if isinstance(filled[0], str) and fold(filled[0]) in _TOTALS and not self._has_id(row, filled[0]):
            self._below_total = True
            return True
        if (len(filled) == 1 and isinstance(filled[0], str)) or self._is_numbered_team(row, filled):
            return True
        if self._below_total and not self._is_data(row):
            return True
        return not _any_filled(row, self._required) and not _any_filled(row, self._marks)

    def _is_numbered_team(self, row: RawRow, filled: Sequence[RawCell]) -> bool:
        """Whether a separator has a number before its team: `I`, `Tổ Toán`."""
        return (
            len(filled) == 2
            and _any_filled(row, self._stt)
            and not _any_filled(row, self._team)
            and fold(shown(filled[1]) or "").startswith("tổ ")
        )

    def _has_id(self, row: RawRow, total: RawCell) -> bool:
        """Whether there is an id in the row; the word for total itself, in the first column, is none."""
        return any(cell is not total and not is_blank(cell) for cell in _cells_at(row, self._ids))

    def _is_data(self, row: RawRow) -> bool:
        """Whether a row below a total has an id or a mark: words of a signature are neither."""
        ids_and_marks = (*self._ids, *self._marks)
        return any(
            not is_blank(cell) and not _is_prose(cell) for cell in _cells_at(row, ids_and_marks)
        ) or any(_has_digit(cell) for cell in _cells_at(row, self._figures))


def _is_prose(cell: RawCell) -> bool:
    return isinstance(cell, str) and " " in clean(cell) and not _has_digit(cell)


def _has_digit(cell: RawCell) -> bool:
    return any(map(str.isdigit, shown(cell) or ""))


def _any_filled(row: RawRow, numbers: Iterable[int]) -> bool:
    return not all(map(is_blank, _cells_at(row, numbers)))


def _cells_at(row: RawRow, numbers: Iterable[int]) -> Iterator[RawCell]:
    return (row[number - 1] for number in numbers if number <= len(row))
