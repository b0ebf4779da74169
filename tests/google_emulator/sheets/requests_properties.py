"""Requests that change the properties of a tab or of the spreadsheet."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import looks, moving, trimming
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.requests_sheets import check_cell_count, check_grid, check_title, renumber
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_READ_ONLY = {"sheetId", "sheetType", "dataSourceSheetProperties"}
_ZERO_KEPT = {"sheetId", "index", "rowCount", "columnCount"}


def _update_sheet_properties(update: Update, given: Json) -> Json:
    properties = given.get("properties", {})
    sheet = update.sheet(properties.get("sheetId", 0), "sheet")
    named = [path for path in paths(given.get("fields", ""), "SheetProperties") if path[0] not in _READ_ONLY]
    update.demand_tab(sheet)
    before = copy.deepcopy(sheet.properties)
    if ("title",) in named:
        check_title(update, properties.get("title", ""), sheet)
        moving.rename(update.spreadsheet, sheet, properties["title"])
    overlay(sheet.properties, looks.normal(properties), _deep(named))
    _keep_what_must_be(sheet, before)
    check_grid(sheet)
    _check_hidden(update)
    _demand_lost_cells(update, sheet, before["gridProperties"])
    trimming.cut_to_grid(update.spreadsheet, sheet)
    check_cell_count(update)
    if ("index",) in named:
        _move(update, sheet, properties.get("index", 0))
    return {}


def _deep(named: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """`gridProperties` as a whole changes each of its fields."""
    grid = {("gridProperties", *path) for path in paths("*", "GridProperties")}
    deep = [path for path in named if path != ("gridProperties",)]
    return deep + sorted(grid) if len(deep) < len(named) else deep


def _keep_what_must_be(sheet: Sheet, before: Json) -> None:
    properties, grid = sheet.properties, sheet.properties["gridProperties"]
    properties.setdefault("title", before["title"])
    properties["index"] = before["index"]
    for name in ("rowCount", "columnCount"):
        grid.setdefault(name, before["gridProperties"][name])
    for place in (properties, grid):
        for key in [key for key, value in place.items() if value in (False, 0) and key not in _ZERO_KEPT]:
            del place[key]


def _demand_lost_cells(update: Update, sheet: Sheet, before: Json) -> None:
    rows, columns = before["rowCount"], before["columnCount"]
    if sheet.row_count < rows:
        update.demand_edit(Box(sheet, sheet.row_count, 0, rows, columns))
    if sheet.column_count < columns:
        update.demand_edit(Box(sheet, 0, sheet.column_count, rows, columns))


def _check_hidden(update: Update) -> None:
    if all(sheet.properties.get("hidden") for sheet in update.spreadsheet.sheets):
        raise ApiError(400, "You can't hide all the sheets in a document.")


def _move(update: Update, sheet: Sheet, index: int) -> None:
    """Move a tab; the index counts the tabs as they stood before, as Google's does."""
    sheets = update.spreadsheet.sheets
    if not 0 <= index <= len(sheets):
        raise ApiError(400, f"Invalid sheet index: {index}")
    at = sheets.index(sheet)
    sheets.remove(sheet)
    sheets.insert(index - 1 if index > at else index, sheet)
    renumber(update)


def _update_spreadsheet_properties(update: Update, given: Json) -> Json:
    properties = looks.normal(given.get("properties", {}))
    named = paths(given.get("fields", ""), "SpreadsheetProperties")
    before = update.spreadsheet.properties
    after = copy.deepcopy(before)
    overlay(after, properties, named)
    if not after.get("title"):
        raise ApiError(400, "The spreadsheet title cannot be empty.")
    for name in ("locale", "timeZone", "autoRecalc", "defaultFormat", "spreadsheetTheme"):
        after.setdefault(name, before[name])
    update.spreadsheet.properties = after
    return {}


KINDS = {
    "updateSheetProperties": _update_sheet_properties,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
}
