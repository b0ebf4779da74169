"""References in formulas that follow cells which were cut or pushed elsewhere, or lines that were moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.google_emulator.sheets import moving
from tests.google_emulator.sheets.formulas_references import End, Reference, rewritten
from tests.google_emulator.sheets.ranges import Box, Lines
from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Change = Callable[[Reference], Reference]


def follow_cells(spreadsheet: Spreadsheet, source: Box, rows: int, columns: int, target: Sheet) -> None:
    """References that lie wholly in the source point to where its cells are now."""

    def change(old: Reference) -> Reference:
        if not (_lies_in(source, old.first) and _lies_in(source, old.last)):
            return old
        title = old.title if target is source.sheet else target.title
        first, last = (
            end._replace(row=end.row + rows, column=end.column + columns) for end in (old.first, old.last)
        )
        return old._replace(title=title, first=first, last=last)

    _rewrite(spreadsheet, source.sheet, change)


def _lies_in(source: Box, end: End) -> bool:
    return end.row is not None and end.column is not None and source.holds(end.row, end.column)


def follow_lines(spreadsheet: Spreadsheet, lines: Lines, places: Mapping[int, int]) -> None:
    """References to moved lines follow; a range that does not stay in one piece keeps its place."""
    axis = "row" if lines.is_rows else "column"

    def change(old: Reference) -> Reference:
        ends = [getattr(old.first, axis), getattr(old.last, axis)]
        if None in ends or max(ends) >= lines.limit:
            return old
        new = sorted(places[at] for at in range(min(ends), max(ends) + 1))
        if new[-1] - new[0] != len(new) - 1:
            return old
        first, last = (new[0], new[-1]) if ends[0] <= ends[1] else (new[-1], new[0])
        return old._replace(first=old.first._replace(**{axis: first}), last=old.last._replace(**{axis: last}))

    _rewrite(spreadsheet, lines.sheet, change)


def _rewrite(spreadsheet: Spreadsheet, sheet: Sheet, change: Change) -> None:
    """Change the references to one tab in every formula."""

    def in_formula(formula: str, own_title: str) -> str:
        def of_tab(old: Reference) -> Reference:
            title = own_title if old.title is None else old.title
            return change(old) if title.lower() == sheet.title.lower() else old

        return rewritten(formula, of_tab)

    moving.rewrite_formulas(spreadsheet, in_formula)
