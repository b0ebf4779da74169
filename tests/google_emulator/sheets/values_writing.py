"""Values written into cells: what fits, what is refused in which words, and what the reply says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.google_emulator.sheets import a1, entering, moving
from tests.google_emulator.sheets.a1 import Area
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import MOST_CELLS, MOST_COLUMNS, Sheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.sheets.values_reading import Form, value_range
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


@dataclass
class Written:
    """What one block of values came to: where it was asked for, where it lies, and the cells it changed."""

    asked: Area
    box: Box
    cells: set[tuple[int, int, int]] = field(default_factory=set)

    def reply(self, spreadsheet_id: str) -> Json:
        """The UpdateValuesResponse; of nothing that was written only the range is told."""
        shown: Json = {"spreadsheetId": spreadsheet_id, "updatedRange": a1.text_of(self.box)}
        if self.cells:
            shown["updatedRows"] = len({row for _, row, _ in self.cells})
            shown["updatedColumns"] = len({column for _, _, column in self.cells})
            shown["updatedCells"] = len(self.cells)
        return shown

    def data(self, update: Update, wanted: Form) -> Json:
        """The values of the range that was asked for, as they stand now."""
        area = self.box if self.asked.is_cell else self.asked.box
        sheet = update.sheet(area.sheet.id)
        return value_range(update.spreadsheet, area._replace(sheet=sheet), wanted)


def write(update: Update, area: Area, values: Sequence[Any], major: str, option: str) -> Written:
    """Put values into an area, from its upper left corner on; `null`s leave their cell as it was."""
    rows = _by_rows(_checked(values), major)
    _check_fits(area, rows)
    height, width = len(rows), max((len(row) for row in rows), default=0)
    box = Box(area.sheet, area.top, area.left, area.top + max(height, 1), area.left + max(width, 1))
    if width:
        update.demand_edit(box)
    written = Written(area, box)
    sheet, sheet_id, locale = area.sheet, area.sheet.id, update.spreadsheet.locale
    for row, line in enumerate(rows, area.top):
        for column, value in enumerate(line, area.left):
            if value is not None:
                sheet.put(row, column, entering.into(sheet.at(row, column), value, option, locale))
                written.cells.add((sheet_id, row, column))
    update.spreadsheet.computed.clear()
    return written


def _checked(values: Sequence[Any]) -> Sequence[Sequence[Any]]:
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            if isinstance(value, list | dict):
                kind = "list_value" if isinstance(value, list) else "struct_value"
                raise ApiError(400, f"Invalid values[{row}][{column}]: {kind} {{\n}}\n")
    return values


def _by_rows(lines: Sequence[Sequence[Any]], major: str) -> Sequence[Sequence[Any]]:
    if major != "COLUMNS":
        return lines
    height = max((len(line) for line in lines), default=0)
    return [[line[row] if row < len(line) else None for line in lines] for row in range(height)]


def _check_fits(area: Area, rows: Sequence[Sequence[Any]]) -> None:
    """Refuse values beyond the range; those at one named cell may spread as far as the grid goes."""
    bottom = area.sheet.row_count if area.is_cell else area.bottom
    right = area.sheet.column_count if area.is_cell else area.right
    text = f"Requested writing within range [{area.text or a1.text_of(area)}], but tried writing to"
    if area.top + len(rows) > bottom:
        raise ApiError(400, f"{text} row [{bottom + 1}]")
    if any(area.left + len(row) > right for row in rows):
        raise ApiError(400, f"{text} column [{a1.letters(right)}]")


def clear(update: Update, area: Area | Box) -> str:
    """Take the values out of an area, not the looks; the range as the reply tells it."""
    sheet, top, left, bottom, right = area[:5]
    update.demand_edit(Box(*area[:5]))
    for at, cell in list(sheet.cells.items()):
        if top <= at[0] < bottom and left <= at[1] < right:
            sheet.put(*at, cell._replace(entered=None, runs=None, chips=None))
    update.spreadsheet.computed.clear()
    return a1.text_of(area)


# --- appending ----------------------------------------------------------------------------------------------


def append(
    update: Update, area: Area, values: Sequence[Any], major: str, option: str, insert: bool
) -> tuple[Box | None, Written]:
    """Put rows after the table that is found in an area; the table, where there is one, and what was written."""
    table = _table(area)
    top, left = (table.bottom, table.left) if table else (area.top, area.left)
    rows = _by_rows(_checked(values), major)
    if insert and table and rows:
        update.demand_edit(Box(area.sheet, top, left, top + 1, area.sheet.column_count))
        moving.insert(update.spreadsheet, area.sheet, "ROWS", top, len(rows), inherit_before=True)
    width = max((len(row) for row in rows), default=0)
    _grow(update, area.sheet, top + max(len(rows), 1), left + width)
    target = Area(area.sheet, top, left, top + 1, left + 1, is_cell=True)
    return table, write(update, target, rows, "ROWS", option)


def _table(area: Area) -> Box | None:
    """The last table in an area: the filled cells around its last filled one, with no gap between them."""
    filled = {at for at, cell in area.sheet.cells.items() if cell.entered is not None}
    inside = [at for at in filled if area.top <= at[0] < area.bottom and area.left <= at[1] < area.right]
    if not inside:
        return None
    row, column = max(inside, key=lambda at: (at[0], -at[1]))
    table = Box(area.sheet, row, column, row + 1, column + 1)
    while (larger := _extended(table, filled)) != table:
        table = larger
    return table


def _extended(table: Box, filled: set[tuple[int, int]]) -> Box:
    """A table larger by each side at which, corners included, a filled cell touches it."""
    _, top, left, bottom, right = table
    rows, columns = range(top - 1, bottom + 1), range(left - 1, right + 1)
    above, below = (any((at, column) in filled for column in columns) for at in (top - 1, bottom))
    before, after = (any((row, at) in filled for row in rows) for at in (left - 1, right))
    return Box(table.sheet, top - above, left - before, bottom + below, right + after)


def _grow(update: Update, sheet: Sheet, rows: int, columns: int) -> None:
    grid = sheet.properties["gridProperties"]
    grid["rowCount"] = max(grid["rowCount"], rows)
    grid["columnCount"] = max(grid["columnCount"], columns)
    if grid["columnCount"] > MOST_COLUMNS:
        raise ApiError(
            400, f"This action would increase the number of columns above the limit of {MOST_COLUMNS}."
        )
    if update.spreadsheet.cell_count > MOST_CELLS:
        raise ApiError(
            400,
            "This action would increase the number of cells in the workbook above the limit of "
            f"{MOST_CELLS} cells.",
        )
