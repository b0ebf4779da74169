"""The cells of a tab as spreadsheets.get shows them; what the field mask drops is not even worked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.google_emulator.sheets import metadata, rendering
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Cell, Sheet, Spreadsheet

Json = dict[str, Any]
Wants = Callable[[str], bool]  # whether the mask wants anything at or under a path

_PIXELS = {"ROWS": 21, "COLUMNS": 100}
_HYPERLINK = re.compile(r"""^=\s*HYPERLINK\s*\(\s*"([^"]*)"\s*[,;)]""", re.IGNORECASE)
_AS_KEPT = (
    ("note", "note"),
    ("validation", "dataValidation"),
    ("runs", "textFormatRuns"),
    ("chips", "chipRuns"),
    ("format", "userEnteredFormat"),
)


def grid_data(spreadsheet: Spreadsheet, area: Box, wants: Wants, client: str) -> Json:
    """One GridData, of a box; `wants` asks for paths below it, such as `rowData.values.note`."""
    shown: Json = {}
    if area.top:
        shown["startRow"] = area.top
    if area.left:
        shown["startColumn"] = area.left
    if wants("rowData"):
        rows = _CellDisplay(spreadsheet, area.sheet, wants).rows(area)
        if rows:
            shown["rowData"] = rows
    if wants("rowMetadata"):
        shown["rowMetadata"] = _lines(area.sheet, "ROWS", area.top, area.bottom, client)
    if wants("columnMetadata"):
        shown["columnMetadata"] = _lines(area.sheet, "COLUMNS", area.left, area.right, client)
    return shown


def _lines(sheet: Sheet, dimension: str, start: int, end: int, client: str) -> list[Json]:
    kept = sheet.rows if dimension == "ROWS" else sheet.columns
    found = [{"pixelSize": _PIXELS[dimension], **kept.get(at, {})} for at in range(start, end)]
    for entry in sheet.metadata:
        place = entry["location"].get("dimensionRange", {})
        at = place.get("startIndex", 0)
        if place.get("dimension") == dimension and start <= at < end and metadata.is_visible(entry, client):
            found[at - start].setdefault("developerMetadata", []).append(metadata.shown(entry))
    return found


class _CellDisplay:
    """Shows the cells of one tab; cells of one format share their effective format."""

    def __init__(self, spreadsheet: Spreadsheet, sheet: Sheet, wants: Wants) -> None:
        self._spreadsheet, self._sheet = spreadsheet, sheet
        self._wants = {
            name: wants(f"rowData.values.{name}")
            for name in (
                "userEnteredValue",
                "effectiveValue",
                "formattedValue",
                "effectiveFormat",
                "hyperlink",
            )
        }
        self._as_kept = [(attribute, name) for attribute, name in _AS_KEPT if wants(f"rowData.values.{name}")]
        self._wants_look = lambda key: wants(f"rowData.values.effectiveFormat.{key}")
        self._looks: dict[int, Json] = {}

    def rows(self, area: Box) -> list[Json]:
        """RowData down to the last row with a cell, each to its last cell."""
        found: dict[int, dict[int, Cell]] = {}
        top, left, bottom, right = area[1:]
        for (row, column), cell in self._sheet.cells.items():
            if top <= row < bottom and left <= column < right:
                found.setdefault(row, {})[column] = cell
        last = max(found, default=top - 1)
        return [self._row(row, found.get(row, {}), left) for row in range(top, last + 1)]

    def _row(self, row: int, cells: dict[int, Cell], left: int) -> Json:
        if not cells:
            return {}
        places = range(left, max(cells) + 1)
        return {
            "values": [self._cell(row, column, cells[column]) if column in cells else {} for column in places]
        }

    def _cell(self, row: int, column: int, cell: Cell) -> Json:
        wants, shown = self._wants, {}
        if cell.entered is not None:
            if wants["userEnteredValue"]:
                shown["userEnteredValue"] = cell.entered
            if wants["effectiveValue"]:
                self._effective_value(shown, row, column, cell)
            if wants["formattedValue"]:
                text = rendering.formatted_value(self._spreadsheet, self._sheet, row, column)
                if text is not None:
                    shown["formattedValue"] = text
        for attribute, name in self._as_kept:
            kept = getattr(cell, attribute)
            if kept is not None:
                shown[name] = kept
        if wants["effectiveFormat"]:
            shown["effectiveFormat"] = self._effective_format(row, column, cell)
        if wants["hyperlink"]:
            link = _hyperlink(cell)
            if link:
                shown["hyperlink"] = link
        return shown

    def _effective_value(self, shown: Json, row: int, column: int, cell: Cell) -> None:
        value = cell.entered
        if "formulaValue" in cell.entered:
            value = rendering.effective_value(self._spreadsheet, self._sheet, row, column)
        if value is not None:
            shown["effectiveValue"] = value

    def _effective_format(self, row: int, column: int, cell: Cell) -> Json:
        is_formula = cell.entered is not None and "formulaValue" in cell.entered
        key = id(cell.format)  # the format lives as long as its cell, longer than this reply
        if is_formula or key not in self._looks:
            look = rendering.effective_format(self._spreadsheet, self._sheet, row, column)
            look = {name: value for name, value in look.items() if self._wants_look(name)}
            if is_formula:
                return look
            self._looks[key] = look
        return self._looks[key]


def _hyperlink(cell: Cell) -> str | None:
    """The one link of a cell: of its format, of its only linked run, or of a HYPERLINK formula."""
    whole = ((cell.format or {}).get("textFormat") or {}).get("link", {}).get("uri")
    if whole:
        return whole
    formula = _HYPERLINK.match((cell.entered or {}).get("formulaValue", ""))
    if formula:
        return formula[1]
    links = {run["format"]["link"]["uri"] for run in cell.runs or [] if "link" in run.get("format", {})}
    return links.pop() if len(links) == 1 else None
