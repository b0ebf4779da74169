"""Requests that copy, cut and paste cells, and that push cells aside within a range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets import following, formulas, ranges, rendering
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.requests_sheets import check_cell_count
from tests.google_emulator.sheets.state import BLANK, Cell
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]
Block = dict[tuple[int, int], Cell]  # cells by their place from the upper left corner

_VALUE = ("entered", "runs", "chips")
_PASTED = {
    "PASTE_NORMAL": Cell._fields,
    "PASTE_NO_BORDERS": Cell._fields,
    "PASTE_VALUES": _VALUE,
    "PASTE_FORMULA": _VALUE,
    "PASTE_FORMAT": ("format", "validation"),
    "PASTE_DATA_VALIDATION": ("validation",),
}


def _copy_paste(update: Update, given: Json) -> Json:
    source, target = update.box(given.get("source", {})), update.box(given.get("destination", {}))
    is_turned = given.get("pasteOrientation") == "TRANSPOSE"
    block = {
        (row - source.top, column - source.left): source.sheet.at(row, column)
        for row, column in source.cells()
    }
    height, width = source.height, source.width
    if is_turned:
        block = {(column, row): cell for (row, column), cell in block.items()}
        height, width = width, height
    kind = given.get("pasteType", "PASTE_NORMAL")
    if kind == "PASTE_VALUES":
        block = _computed(update, source, block, is_turned)
    for top, left in _repeats(target, height, width):
        area = Box(target.sheet, top, left, top + height, left + width)
        _paste(update, area, block, kind, None if is_turned else source)
        if kind == "PASTE_NORMAL" and not is_turned:
            _copy_merges(source, area)
    return {}


def _repeats(target: Box, height: int, width: int) -> Iterator[tuple[int, int]]:
    """Where the copies start: several if the target is a multiple of the source, else one."""
    fits = target.height % height == 0 and target.width % width == 0
    down, across = (target.height // height, target.width // width) if fits else (1, 1)
    return (
        (target.top + row * height, target.left + column * width)
        for row in range(max(down, 1))
        for column in range(max(across, 1))
    )


def _computed(update: Update, source: Box, block: Block, is_turned: bool) -> Block:
    """The same with the results in place of the formulas."""

    def result(row: int, column: int, cell: Cell) -> Cell:
        if "formulaValue" not in (cell.entered or {}):
            return cell
        if is_turned:
            row, column = column, row
        place = (source.top + row, source.left + column)
        value = rendering.effective_value(update.spreadsheet, source.sheet, *place)
        return cell._replace(entered=None if value and "errorValue" in value else value)

    return {at: result(*at, cell) for at, cell in block.items()}


def _paste(update: Update, area: Box, block: Block, kind: str, source: Box | None) -> None:
    """Lay a block on an area; `source` is where it was copied from, for its formulas to move along."""
    if kind not in _PASTED:
        raise ApiError(400, f"The emulator does not do {kind}.")
    sheet = area.sheet
    if area.bottom > sheet.row_count or area.right > sheet.column_count:
        beyond = ranges.named(sheet, *area[1:])
        raise ApiError(
            400,
            f"Range ({beyond}) exceeds grid limits. "
            f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
        )
    update.demand_edit(area)
    for (row, column), cell in block.items():
        at = area.top + row, area.left + column
        old = sheet.at(*at)
        new = old._replace(**{name: getattr(cell, name) for name in _PASTED[kind]})
        if kind == "PASTE_NO_BORDERS":
            new = new._replace(format=_with_borders_of(old, cell))
        if "formulaValue" in (new.entered or {}) and source:
            steps = area.top - source.top, area.left - source.left
            new = new._replace(entered={"formulaValue": formulas.moved(new.entered["formulaValue"], *steps)})
        sheet.put(*at, new)


def _with_borders_of(old: Cell, cell: Cell) -> Json | None:
    look = {key: value for key, value in (cell.format or {}).items() if key != "borders"}
    borders = (old.format or {}).get("borders")
    return (look | {"borders": borders} if borders else look) or None


def _copy_merges(source: Box, area: Box) -> None:
    inside = [each for each in source.sheet.merges if ranges.within(source, each)]
    if any(ranges.within(area, each) for each in area.sheet.merges if each not in inside):
        raise ApiError(400, "You can't paste over part of a merged range.")
    for each in inside:
        moved = _shifted(each, area.top - source.top, area.left - source.left, area.sheet.id)
        if moved not in area.sheet.merges:
            area.sheet.merges.append(moved)


def _shifted(given: Json, rows: int, columns: int, sheet_id: int) -> Json:
    steps = {
        "startRowIndex": rows,
        "endRowIndex": rows,
        "startColumnIndex": columns,
        "endColumnIndex": columns,
    }
    return ranges.with_sheet({key: given[key] + step for key, step in steps.items()}, sheet_id)


def _cut_paste(update: Update, given: Json) -> Json:
    source = update.box_to_change(given.get("source", {}))
    sheet, top, left = ranges.coordinate(update.spreadsheet, given.get("destination", {}))
    block = {
        (row - source.top, column - source.left): source.sheet.at(row, column)
        for row, column in source.cells()
    }
    merges = [each for each in source.sheet.merges if ranges.within(source, each)]
    for at in source.cells():
        source.sheet.put(*at, BLANK)
    source.sheet.merges = [each for each in source.sheet.merges if each not in merges]
    area = Box(sheet, top, left, top + source.height, left + source.width)
    _paste(update, area, block, given.get("pasteType", "PASTE_NORMAL"), None)
    following.follow_cells(update.spreadsheet, source, top - source.top, left - source.left, sheet)
    sheet.merges += [_shifted(each, top - source.top, left - source.left, sheet.id) for each in merges]
    return {}


# --- pushing cells aside --------------------------------------------------------------------------------------


def _insert_range(update: Update, given: Json) -> Json:
    area, is_down = _pushed(update, given)
    steps = area.height if is_down else area.width
    _make_room(update, area, steps, is_down)
    _shift(update, _track(area, is_down), steps, is_down)
    return {}


def _delete_range(update: Update, given: Json) -> Json:
    area, is_up = _pushed(update, given)
    for at in list(area.cells()):
        area.sheet.put(*at, BLANK)
    track = _track(area, is_up)
    after = track._replace(top=area.bottom) if is_up else track._replace(left=area.right)
    _shift(update, after, -area.height if is_up else -area.width, is_up)
    return {}


def _track(area: Box, is_vertical: bool) -> Box:
    """An area with everything below it, or everything to its right."""
    sheet = area.sheet
    return area._replace(bottom=sheet.row_count) if is_vertical else area._replace(right=sheet.column_count)


def _pushed(update: Update, given: Json) -> tuple[Box, bool]:
    """The range, and whether cells move along the rows' direction, downwards or upwards."""
    area, dimension = update.box(given.get("range", {})), given.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise ApiError(400, "No shift dimension specified.")
    is_vertical = dimension == "ROWS"
    sheet = area.sheet
    track = _track(area, is_vertical)
    update.demand_edit(track)
    if any(ranges.within(track, each) for each in sheet.merges):
        raise ApiError(400, "You can't insert or delete cells next to merged cells.")
    return area, is_vertical


def _make_room(update: Update, area: Box, steps: int, is_down: bool) -> None:
    """Grow the grid if cells would fall off its end."""
    sheet = area.sheet
    track = _track(area, is_down)
    filled = [at[0] if is_down else at[1] for at in sheet.cells if track.holds(*at)]
    name = "rowCount" if is_down else "columnCount"
    grid = sheet.properties["gridProperties"]
    grid[name] = max(grid[name], max(filled, default=-1) + 1 + steps)
    check_cell_count(update)


def _shift(update: Update, moved: Box, steps: int, is_vertical: bool) -> None:
    """Move all cells of a box, and the references to them, by so many rows or columns."""
    sheet = moved.sheet
    rows, columns = (steps, 0) if is_vertical else (0, steps)
    block = {at: sheet.cells.pop(at) for at in list(sheet.cells) if moved.holds(*at)}
    for (row, column), cell in block.items():
        sheet.cells[row + rows, column + columns] = cell
    following.follow_cells(update.spreadsheet, moved, rows, columns, sheet)


KINDS = {
    "copyPaste": _copy_paste,
    "cutPaste": _cut_paste,
    "insertRange": _insert_range,
    "deleteRange": _delete_range,
}
