"""Requests on rows and columns as such: their properties and sizes, and more of them at the end."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets import rendering
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.ranges import Lines
from tests.google_emulator.sheets.requests_sheets import check_cell_count
from tests.google_emulator.sheets.state import MOST_COLUMNS
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_LETTER_PIXELS, _MARGIN_PIXELS, _LEAST_PIXELS = 7, 10, 21  # a guess: fonts are not measured
_WRITABLE = {"pixelSize", "hiddenByUser"}


def _lines(update: Update, given: Json) -> Lines:
    found = update.lines(given)
    if found.start >= found.limit:
        side = found.dimension.lower()[:-1]
        raise ApiError(
            400, f"range.startIndex[{found.start}] is after last {side} in grid[{found.limit - 1}]"
        )
    return found._replace(end=min(found.end, found.limit))


def _update_properties(update: Update, given: Json) -> Json:
    if "dataSourceSheetRange" in given:
        raise ApiError(400, "The emulator has no data sources.")
    named = [path for path in paths(given.get("fields", ""), "DimensionProperties") if path[0] in _WRITABLE]
    lines, properties = _lines(update, given.get("range", {})), given.get("properties", {})
    update.demand_edit(lines.box())
    if ("pixelSize",) in named and properties.get("pixelSize", 1) < 0:
        raise ApiError(400, "The pixel size must not be negative.")
    kept = lines.sheet.rows if lines.is_rows else lines.sheet.columns
    for at in range(lines.start, lines.end):
        line = dict(kept.get(at, {}))
        overlay(line, properties, named)
        line = {key: value for key, value in line.items() if value is not False}
        if line:
            kept[at] = line
        else:
            kept.pop(at, None)
    return {}


def _auto_resize(update: Update, given: Json) -> Json:
    if "dimensions" not in given:
        raise ApiError(400, "The emulator has no data sources.")
    lines = _lines(update, given["dimensions"])
    update.demand_edit(lines.box())
    kept = lines.sheet.rows if lines.is_rows else lines.sheet.columns
    sizes = {} if lines.is_rows else _widths(update, lines)
    for at in range(lines.start, lines.end):
        rest = {key: value for key, value in kept.get(at, {}).items() if key != "pixelSize"}
        kept[at] = {"pixelSize": sizes[at], **rest} if at in sizes else rest
        if not kept[at]:
            del kept[at]
    return {}


def _widths(update: Update, lines: Lines) -> dict[int, int]:
    longest: dict[int, int] = {}
    for (row, column), cell in lines.sheet.cells.items():
        if lines.start <= column < lines.end and cell.entered is not None:
            text = rendering.formatted_value(update.spreadsheet, lines.sheet, row, column) or ""
            letters = max(map(len, text.split("\n")))
            longest[column] = max(longest.get(column, 0), letters)
    return {
        at: max(letters * _LETTER_PIXELS + _MARGIN_PIXELS, _LEAST_PIXELS) for at, letters in longest.items()
    }


def _append(update: Update, given: Json) -> Json:
    sheet, length = update.sheet(given.get("sheetId", 0)), given.get("length", 0)
    if length < 1:
        raise ApiError(400, "The length of the dimension to append must be positive.")
    dimension = given.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise ApiError(400, "No dimension specified.")
    grid = sheet.properties["gridProperties"]
    grid["rowCount" if dimension == "ROWS" else "columnCount"] += length
    if grid["columnCount"] > MOST_COLUMNS:
        raise ApiError(
            400, f"This action would increase the number of columns above the limit of {MOST_COLUMNS}."
        )
    check_cell_count(update)
    return {}


KINDS = {
    "updateDimensionProperties": _update_properties,
    "autoResizeDimensions": _auto_resize,
    "appendDimension": _append,
}
