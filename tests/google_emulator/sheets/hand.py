"""A person at the sheet: types, inserts, sorts and deletes rows, renames tabs; protection does not hold it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from tests.google_emulator.sheets import a1, entering, moving, number_patterns, serials
from tests.google_emulator.sheets.state import Cell, Sheet, Spreadsheet, new_sheet

Json = dict[str, Any]


def type_in(spreadsheet: Spreadsheet, where: str, value: Any) -> None:
    """Type a value into a cell such as `'Tháng 10'!F12`, as at a keyboard."""
    area = a1.parse(spreadsheet, where)
    old = area.sheet.at(area.top, area.left)
    area.sheet.put(area.top, area.left, entering.into(old, value, "USER_ENTERED", spreadsheet.locale))
    spreadsheet.computed.clear()


def fill(spreadsheet: Spreadsheet, title: str, rows: Iterable[Sequence[Any]]) -> None:
    """Put many values at once, from A1 on, as they are; a missing tab is added, the grid grows as needed."""
    sheet = spreadsheet.titled(title) or add_tab(spreadsheet, title)
    looks = _date_looks(spreadsheet.locale)
    cells, longest, row = sheet.cells, 0, -1
    for row, values in enumerate(rows):
        longest = max(longest, len(values))
        for column, value in enumerate(values):
            cell = _cell(value, looks)
            if cell is None:
                cells.pop((row, column), None)
            else:
                cells[row, column] = cell
    _grow(sheet, row + 1, longest)
    spreadsheet.computed.clear()


def _date_looks(locale: str) -> dict[type, Json]:
    kinds = ((datetime, "DATE_TIME"), (date, "DATE"), (time, "TIME"))
    return {
        kind: {"numberFormat": {"type": name, "pattern": number_patterns.default_pattern(name, locale)}}
        for kind, name in kinds
    }


def _cell(value: Any, looks: dict[type, Json]) -> Cell | None:
    if isinstance(value, date | time):
        return Cell({"numberValue": serials.serial(value)}, looks[type(value)])
    entered = entering.raw(value)
    return Cell(entered) if entered else None


def _grow(sheet: Sheet, rows: int, columns: int) -> None:
    grid = sheet.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], rows)
    grid["columnCount"] = max(grid["columnCount"], columns)


# --- rows ---------------------------------------------------------------------------------------------------


def insert_rows(spreadsheet: Spreadsheet, title: str, at_row: int, count: int = 1) -> None:
    """Insert empty rows above a row, which counts from 1."""
    moving.insert(spreadsheet, _tab(spreadsheet, title), "ROWS", at_row - 1, count)


def delete_rows(spreadsheet: Spreadsheet, title: str, at_row: int, count: int = 1) -> None:
    """Delete rows from a row on, which counts from 1."""
    moving.delete(spreadsheet, _tab(spreadsheet, title), "ROWS", at_row - 1, at_row - 1 + count)


def sort_rows(
    spreadsheet: Spreadsheet, title: str, first_row: int, by_column: str, descending: bool = False
) -> None:
    """Sort all rows from one on, which counts from 1, by the values of a column such as `B`."""
    sheet = _tab(spreadsheet, title)
    area = a1.Area(sheet, first_row - 1, 0, sheet.row_count, sheet.column_count)
    order = "DESCENDING" if descending else "ASCENDING"
    moving.sort(spreadsheet, sheet, area, [{"dimensionIndex": a1.column_of(by_column), "sortOrder": order}])


# --- tabs ---------------------------------------------------------------------------------------------------


def _tab(spreadsheet: Spreadsheet, title: str) -> Sheet:
    sheet = spreadsheet.titled(title)
    if sheet is None:
        raise KeyError(f"no tab {title!r} in {[each.title for each in spreadsheet.sheets]}")
    return sheet


def add_tab(spreadsheet: Spreadsheet, title: str, rows: int = 1000, columns: int = 26) -> Sheet:
    """Add an empty tab at the end."""
    taken = {sheet.id for sheet in spreadsheet.sheets}
    # A number like those that Google draws, but the same in every run.
    sheet_id = next(number for number in range(1_400_000_001, 2**31, 7919) if number not in taken)
    sheet = new_sheet(sheet_id if taken else 0, title, len(spreadsheet.sheets), rows, columns)
    spreadsheet.sheets.append(sheet)
    spreadsheet.computed.clear()
    return sheet


def rename_tab(spreadsheet: Spreadsheet, title: str, new_title: str) -> None:
    """Give a tab another title; formulas that name it follow."""
    moving.rename(spreadsheet, _tab(spreadsheet, title), new_title)


def delete_tab(spreadsheet: Spreadsheet, title: str) -> None:
    """Delete a tab; formulas that name it lose their references."""
    moving.remove(spreadsheet, _tab(spreadsheet, title))
