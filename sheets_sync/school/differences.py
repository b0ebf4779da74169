"""What changed in the staff's tabs between two readings, cell by cell, by person and column rather than by address.

A row that moved is no change. Rows are known by the id, code or name in them; a tab of which we know no such column is
compared row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from sheets_sync.model import RawCell, Sheet, Where
from sheets_sync.rules import forms
from sheets_sync.rules.forms import Form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.layout import Layout, Titles, find_layout
from sheets_sync.school.school import named_month
from sheets_sync.settings.config import Config
from sheets_sync.text.cells import is_blank, shown
from sheets_sync.text.vietnamese import clean, fold

_KEYS = ("staff_id", "code", "team", "name")
_NUMBERING = frozenset({"stt", "tt"})  # says nothing, and changes whenever a row is inserted

_RawRow = Sequence[RawCell]
RowKey = tuple[Hashable, ...]


class CellChange(NamedTuple):
    """A cell that held something else before, at its current place; blank is None.

    `owner` is the id (else the code or the name) in its row, `column` its header.
    """

    where: Where
    column: str
    before: str | None
    after: str | None
    owner: str = ""


class Tabs:
    """Finds the form of a tab and the keys of its rows."""

    def __init__(self, config: Config, rubric: Rubric) -> None:
        self._titles, self._year = Titles(config), config.year
        self._forms = forms.all_forms(rubric, config.year)

    def form(self, title: str) -> Form | None:
        """The form that a tab of this title is."""
        folded, month = fold(title), named_month(title, self._year)
        for form in self._forms:
            if folded in self._titles.tab(form.title):
                return form
            if month and form.title == forms.month_title(month.number):
                return form
        return None

    def layout(self, sheet: Sheet) -> Layout | None:
        """The places of the sheet's columns."""
        form = self.form(sheet.title)
        return find_layout(sheet, form, self._titles)[0] if form else None


def cell_changes(former: Iterable[Sheet], later: Iterable[Sheet], tabs: Tabs) -> Iterator[CellChange]:
    """Every cell that differs, in the order of the later sheets; then what tabs that are gone had held."""
    before = {(sheet.book, fold(sheet.title)): sheet for sheet in former}
    for sheet in later:
        old = before.pop((sheet.book, fold(sheet.title)), Sheet(sheet.title, (), sheet.book))
        yield from _Pair(old, sheet, tabs).changes()
    for sheet in before.values():
        yield from _Pair(sheet, Sheet(sheet.title, (), sheet.book), tabs).changes()


class _Side:
    """A sheet with its header row, and its rows by what they are known by."""

    def __init__(self, sheet: Sheet, tabs: Tabs) -> None:
        self.sheet, self.layout = sheet, tabs.layout(sheet)

    @property
    def first(self) -> int:
        return self.layout.header_row if self.layout else 0

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Columns (from 0) by header; a second one of the same header by its number, too."""
        heads = self.sheet.rows[self.first - 1] if self.layout else ()
        found: dict[str, int] = {}
        for at, cell in enumerate(heads):
            if not is_blank(cell) and fold(str(cell)) not in _NUMBERING:
                name = clean(str(cell))
                found[name if name not in found else f"{name} ({at + 1})"] = at
        return found

    @property
    def key_columns(self) -> list[int]:
        known = self.layout.columns if self.layout else {}
        key = next((known[key] - 1 for key in _KEYS if key in known), None)
        month = known.get("month")
        return [] if key is None else [key, *([month - 1] if month else [])]

    def rows(self) -> dict[RowKey, int]:
        """The numbers (from 0) of the filled rows by key; twins differ by their order."""
        seen: dict[RowKey, int] = defaultdict(int)
        found: dict[RowKey, int] = {}
        for at in range(self.first, len(self.sheet.rows)):
            row = self.sheet.rows[at]
            key = tuple(fold(shown(_cell(row, column)) or "") for column in self.key_columns)
            if any(not is_blank(cell) for cell in row):
                seen[key] += 1
                found[*key, seen[key]] = at
        return found


def _cell(row: _RawRow, column: int | None) -> RawCell:
    return row[column] if column is not None and column < len(row) else None


class _Pair:
    """One tab, before and after."""

    def __init__(self, old: Sheet, new: Sheet, tabs: Tabs) -> None:
        self.old, self.new = _Side(old, tabs), _Side(new, tabs)

    def changes(self) -> Iterator[CellChange]:
        if self.old.sheet.rows == self.new.sheet.rows:
            return
        sides = [side for side in (self.new, self.old) if side.sheet.rows]
        by_key = all(side.key_columns for side in sides)
        pairs = self._by_key() if by_key else self._in_order()
        columns = list(dict.fromkeys((*self.new.columns, *self.old.columns))) if by_key else None
        for before, after in pairs:
            yield from self._row(before, after, columns)

    def _by_key(self) -> Iterator[tuple[int | None, int | None]]:
        old, new = self.old.rows(), self.new.rows()
        for key, at in new.items():
            yield old.get(key), at
        for key, at in old.items():
            if key not in new:
                yield at, None

    def _in_order(self) -> Iterator[tuple[int | None, int | None]]:
        old = [tuple(map(repr, row)) for row in self.old.sheet.rows]
        new = [tuple(map(repr, row)) for row in self.new.sheet.rows]
        for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                for at in range(max(last - first, end - start)):
                    yield (
                        first + at if first + at < last else None,
                        start + at if start + at < end else None,
                    )

    def _row(self, before: int | None, after: int | None, columns: list[str] | None) -> Iterator[CellChange]:
        old: _RawRow = () if before is None else self.old.sheet.rows[before]
        new: _RawRow = () if after is None else self.new.sheet.rows[after]
        side, at = (self.new, after) if after is not None else (self.old, before)
        assert at is not None
        names = columns if columns is not None else [str(each) for each in range(max(len(old), len(new)))]
        for name in names:
            here = side.columns.get(name) if columns is not None else int(name)
            was = _cell(old, self.old.columns.get(name) if columns is not None else int(name))
            now = _cell(new, self.new.columns.get(name) if columns is not None else int(name))
            if _text(was) != _text(now):
                where = Where(side.sheet.title, at + 1, None if here is None else here + 1, side.sheet.book)
                owner = _text(_cell(new or old, side.key_columns[0])) if side.key_columns else None
                yield CellChange(where, name if columns else "", _text(was), _text(now), owner or "")


def _text(cell: RawCell) -> str | None:
    return None if is_blank(cell) else shown(cell)
