"""References in the text of a formula, as they follow when it is copied or when rows, columns and tabs change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.google_emulator.sheets import a1
from tests.google_emulator.sheets.formulas_tokens import tokens

_END = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")
LOST = "#REF!"


class End(NamedTuple):
    """One end of a reference: its column and row from 0, where it has them, and whether a dollar fixes them."""

    column: int | None
    row: int | None
    column_fixed: bool = False
    row_fixed: bool = False

    @property
    def text(self) -> str:
        """The end as it stands in a formula."""
        column = "" if self.column is None else ("$" if self.column_fixed else "") + a1.letters(self.column)
        row = "" if self.row is None else ("$" if self.row_fixed else "") + str(self.row + 1)
        return column + row


class Reference(NamedTuple):
    """A reference to cells: the tab's title if it is named, and its two ends, the same one for a single cell."""

    title: str | None
    first: End
    last: End
    is_range: bool

    @property
    def text(self) -> str:
        """The reference as it stands in a formula."""
        tab = "" if self.title is None else a1.quoted_title(self.title) + "!"
        return tab + self.first.text + (f":{self.last.text}" if self.is_range else "")


def read(text: str) -> Reference:
    """The reference that a word of a formula is."""
    tab, mark, place = text.rpartition("!")
    title = None
    if mark:
        title = tab[1:-1].replace("''", "'") if tab.startswith("'") else tab
    first, colon, last = place.partition(":")
    begin = _end(first)
    return Reference(title, begin, _end(last) if colon else begin, bool(colon))


def _end(text: str) -> End:
    found = _END.fullmatch(text)
    assert found, text
    letters, digits = found[2], found[4]
    dollar_row = bool(found[3]) or (not letters and bool(found[1]))
    column = a1.column_of(letters) if letters else None
    return End(column, int(digits) - 1 if digits else None, bool(found[1] and letters), dollar_row)


def rewritten(formula: str, change: Callable[[Reference], Reference | None]) -> str:
    """A formula with each reference changed, or lost where nothing remains of it; the rest stands as it was."""
    words = tokens(formula) or tokens(formula, decimal_comma=True)
    if words is None:
        return formula
    parts = [formula[:1]]
    for word in words:
        if word.kind != "reference":
            parts.append(word.text)
            continue
        old = read(word.text)
        new = change(old)
        parts.append(word.text if new == old else LOST if new is None else new.text)
    return "".join(parts)


# --- copying ------------------------------------------------------------------------------------------------


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it stands in a copy so many rows and columns away: relative references move along."""
    if not rows and not columns:
        return formula
    return rewritten(formula, lambda old: _moved(old, rows, columns))


def _moved(old: Reference, rows: int, columns: int) -> Reference | None:
    first, last = (_moved_end(end, rows, columns) for end in (old.first, old.last))
    return old._replace(first=first, last=last) if first and last else None


def _moved_end(end: End, rows: int, columns: int) -> End | None:
    column = end.column if end.column is None or end.column_fixed else end.column + columns
    row = end.row if end.row is None or end.row_fixed else end.row + rows
    if (column is not None and column < 0) or (row is not None and row < 0):
        return None
    return end._replace(column=column, row=row)


# --- rows and columns come and go ---------------------------------------------------------------------------


def adjusted(formula: str, own_title: str, changed_title: str, dimension: str, at: int, count: int) -> str:
    """A formula after `count` rows or columns came in at `at` of a tab, or, if negative, went from there."""

    def change(old: Reference) -> Reference | None:
        title = own_title if old.title is None else old.title
        return old if title.lower() != changed_title.lower() else _adjusted(old, dimension, at, count)

    return rewritten(formula, change)


def _adjusted(old: Reference, dimension: str, at: int, count: int) -> Reference | None:
    axis = "row" if dimension == "ROWS" else "column"
    first, last = getattr(old.first, axis), getattr(old.last, axis)
    if first is None and last is None:
        return old
    start = min(each for each in (first, last) if each is not None)
    end = None if first is None or last is None else max(first, last) + 1
    found = span(start, end, at, count)
    if found is None:
        return None
    ends = {start: found[0]} | ({} if end is None or found[1] is None else {end - 1: found[1] - 1})
    if end == start + 1:
        ends = {start: found[0]}
    return old._replace(first=_put(old.first, axis, ends), last=_put(old.last, axis, ends))


def _put(end: End, axis: str, places: dict[int, int]) -> End:
    at = getattr(end, axis)
    return end if at is None else end._replace(**{axis: places[at]})


def span(start: int, end: int | None, at: int, count: int) -> tuple[int, int | None] | None:
    """A half-open span after `count` lines came in at `at`, or went from there; nothing if all of it went."""
    if count >= 0:
        return start + (count if start >= at else 0), (
            None if end is None else end + (count if end > at else 0)
        )
    gone = at - count
    new_start = start if start < at else max(at, start + count)
    if end is None:
        return new_start, None
    new_end = end if end <= at else max(at, end + count)
    return None if start >= at and end <= gone else (new_start, new_end)


# --- tabs are renamed or go ---------------------------------------------------------------------------------


def renamed(formula: str, title: str, new_title: str | None) -> str:
    """A formula after a tab got another title, or, without one, was deleted."""

    def change(old: Reference) -> Reference | None:
        if old.title is None or old.title.lower() != title.lower():
            return old
        return None if new_title is None else old._replace(title=new_title)

    return rewritten(formula, change)
