"""Requests that write cells: updateCells, repeatCell, appendCells, and merging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.google_emulator.sheets import formulas, ranges
from tests.google_emulator.sheets.cell_writing import CellWriter
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.requests_sheets import check_cell_count
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _update_cells(update: Update, given: Json) -> Json:
    writer = CellWriter(given.get("fields", ""))
    rows = given.get("rows", [])
    if "range" in given:
        area = update.box_to_change(given["range"])
        _check_fits(area, rows)
        _write(area.sheet, area.top, area.left, rows, writer)
        _clear_the_rest(area, rows, writer)
        return {}
    sheet, row, column = ranges.coordinate(update.spreadsheet, given.get("start", {}))
    _check_fits(Box(sheet, row, column, sheet.row_count, sheet.column_count), rows)
    _demand_rows(update, sheet, row, column, rows)
    _write(sheet, row, column, rows, writer)
    return {}


def _check_fits(area: Box, rows: Sequence[Json]) -> None:
    if len(rows) > area.height:
        raise ApiError(
            400,
            f"Attempting to write row: {area.bottom}, beyond the last requested row of: {area.bottom - 1}",
        )
    if any(len(row.get("values", [])) > area.width for row in rows):
        raise ApiError(
            400,
            f"Attempting to write column: {area.right}, "
            f"beyond the last requested column of: {area.right - 1}",
        )


def _demand_rows(update: Update, sheet: Sheet, top: int, left: int, rows: Sequence[Json]) -> None:
    """Refuse rows of different lengths only where they really meet what is protected."""
    for row, data in enumerate(rows, top):
        width = len(data.get("values", []))
        if width:
            update.demand_edit(Box(sheet, row, left, row + 1, left + width))


def _write(sheet: Sheet, top: int, left: int, rows: Sequence[Json], writer: CellWriter) -> None:
    for row, data in enumerate(rows, top):
        for column, cell in enumerate(data.get("values", []), left):
            sheet.put(row, column, writer.write(sheet.at(row, column), cell))


def _clear_the_rest(area: Box, rows: Sequence[Json], writer: CellWriter) -> None:
    """Clear the named fields where a range is larger than the rows that were given for it."""
    widths = [len(row.get("values", [])) for row in rows]
    for row, column in list(area.sheet.cells):
        if area.holds(row, column):
            at = row - area.top
            if at >= len(widths) or column - area.left >= widths[at]:
                area.sheet.put(row, column, writer.write(area.sheet.cells[row, column], {}))


def _repeat_cell(update: Update, given: Json) -> Json:
    writer = CellWriter(given.get("fields", ""))
    area = update.box_to_change(given.get("range", {}))
    data = given.get("cell", {})
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    places = [at for at in area.sheet.cells if area.holds(*at)] if writer.wipes(data) else area.cells()
    for row, column in places:
        if formula:
            moved = formulas.moved(formula, row - area.top, column - area.left)
            data = data | {"userEnteredValue": {"formulaValue": moved}}
        area.sheet.put(row, column, writer.write(area.sheet.at(row, column), data))
    return {}


def _append_cells(update: Update, given: Json) -> Json:
    if "tableId" in given:
        raise ApiError(400, "The emulator has no tables.")
    writer = CellWriter(given.get("fields", ""))
    sheet, rows = update.sheet(given.get("sheetId", 0)), given.get("rows", [])
    top = 1 + max((row for (row, _), cell in sheet.cells.items() if cell.entered is not None), default=-1)
    width = max((len(row.get("values", [])) for row in rows), default=0)
    grid = sheet.properties["gridProperties"]
    grid["rowCount"] = max(sheet.row_count, top + len(rows))
    grid["columnCount"] = max(sheet.column_count, width)
    check_cell_count(update)
    _demand_rows(update, sheet, top, 0, rows)
    _write(sheet, top, 0, rows, writer)
    return {}


# --- merging ------------------------------------------------------------------------------------------------


def _merge(update: Update, given: Json) -> Json:
    area = update.box_to_change(given.get("range", {}))
    sheet = area.sheet
    _check_mergeable(update, area)
    parts = list(_parts(area, given.get("mergeType", "MERGE_ALL")))
    sheet.merges = [each for each in sheet.merges if not ranges.within(area, each)]
    for part in parts:
        if part.height * part.width > 1:
            sheet.merges.append(ranges.grid_range(part))
            _keep_first_value(part)
    return {}


def _check_mergeable(update: Update, area: Box) -> None:
    sheet, grid = area.sheet, area.sheet.properties["gridProperties"]
    for each in sheet.merges:
        if ranges.within(area, each) and not area.contains(update.box(each)):
            raise ApiError(400, "You must select all cells in a merged range to merge or unmerge them.")
    for frozen, start, end, lines in (
        (grid.get("frozenRowCount", 0), area.top, area.bottom, "rows"),
        (grid.get("frozenColumnCount", 0), area.left, area.right, "columns"),
    ):
        if start < frozen < end:
            raise ApiError(400, f"You can't merge frozen and non-frozen {lines}.")
    if sheet.basic_filter and ranges.within(area, sheet.basic_filter["range"]) and area.height > 1:
        raise ApiError(400, "You can't merge cells vertically inside a filter.")


def _parts(area: Box, kind: str) -> Sequence[Box]:
    if kind == "MERGE_COLUMNS":
        return [area._replace(left=at, right=at + 1) for at in range(area.left, area.right)]
    if kind == "MERGE_ROWS":
        return [area._replace(top=at, bottom=at + 1) for at in range(area.top, area.bottom)]
    return [area]


def _keep_first_value(area: Box) -> None:
    """Only the first value of the merged cells is kept, in the upper left corner, as in the sheet."""
    sheet = area.sheet
    filled = [at for at in area.cells() if at in sheet.cells and sheet.cells[at].entered is not None]
    if not filled:
        return
    first = sheet.cells[filled[0]]
    for at in filled:
        sheet.put(*at, sheet.cells[at]._replace(entered=None, runs=None, chips=None))
    corner = sheet.at(area.top, area.left)
    sheet.put(
        area.top,
        area.left,
        corner._replace(entered=first.entered, runs=first.runs, chips=first.chips),
    )


def _unmerge(update: Update, given: Json) -> Json:
    area = update.box_to_change(given.get("range", {}))
    met = [each for each in area.sheet.merges if ranges.within(area, each)]
    if any(not area.contains(update.box(each)) for each in met):
        raise ApiError(400, "You must select all cells in a merged range to merge or unmerge them.")
    area.sheet.merges = [each for each in area.sheet.merges if each not in met]
    return {}


KINDS = {
    "updateCells": _update_cells,
    "repeatCell": _repeat_cell,
    "appendCells": _append_cells,
    "mergeCells": _merge,
    "unmergeCells": _unmerge,
}
