"""The cells of a tab as spreadsheets.get shows them; what the field mask drops is not even worked out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.google_emulator.masks import Kept
from tests.google_emulator.sheets import metadata, rendering
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Cell, Sheet, Spreadsheet
from tests.google_emulator.sheets.wishes import Wishes

Json = dict[str, Any]

_PIXELS = {"ROWS": 21, "COLUMNS": 100}
_HYPERLINK = re.compile(r"""^=\s*HYPERLINK\s*\(\s*"([^"]*)"\s*[,;)]""", re.IGNORECASE)
_AS_KEPT = tuple(
    (Cell._fields.index(attribute), name)
    for attribute, name in (
        ("note", "note"),
        ("validation", "dataValidation"),
        ("runs", "textFormatRuns"),
        ("chips", "chipRuns"),
        ("format", "userEnteredFormat"),
    )
)


def grid_data(spreadsheet: Spreadsheet, area: Box, wishes: Wishes, client: str) -> Json:
    """One GridData, of a box."""
    shown: Json = {}
    if area.top:
        shown["startRow"] = area.top
    if area.left:
        shown["startColumn"] = area.left
    if wishes.has("rowData"):
        cells = wishes.under("rowData").under("values")
        rows = _CellDisplay(spreadsheet, area.sheet, cells).rows(area)
        if rows and wishes.has("rowData.values"):
            shown["rowData"] = Kept(rows)
    if wishes.has("rowMetadata"):
        shown["rowMetadata"] = _lines(area.sheet, "ROWS", area.top, area.bottom, client)
    if wishes.has("columnMetadata"):
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
    """Shows the cells of one tab, of each what is wanted; cells of one format share their effective format."""

    def __init__(self, spreadsheet: Spreadsheet, sheet: Sheet, wishes: Wishes) -> None:
        self._spreadsheet, self._sheet = spreadsheet, sheet
        self._entered, self._effective, self._formatted, self._look, self._hyperlink = (
            _part(wishes, name)
            for name in (
                "userEnteredValue",
                "effectiveValue",
                "formattedValue",
                "effectiveFormat",
                "hyperlink",
            )
        )
        parts = [(at, name, _part(wishes, name)) for at, name in _AS_KEPT]
        self._as_kept = [(at, name, part) for at, name, part in parts if part]
        self._looks: dict[tuple[Any, ...], Json] = {}

    def rows(self, area: Box) -> list[Json]:
        """RowData down to the last row with a cell, each to its last cell."""
        found: dict[int, dict[int, Cell]] = {}
        top, left, bottom, right = area[1:]
        for (row, column), cell in self._sheet.cells.items():
            if top <= row < bottom and left <= column < right:
                found.setdefault(row, {})[column] = cell
        last = max(found, default=top - 1)
        return [self._row(row, found.get(row), left) for row in range(top, last + 1)]

    def _row(self, row: int, cells: dict[int, Cell] | None, left: int) -> Json:
        if not cells:
            return {}
        shown: list[Json] = [{}] * (max(cells) + 1 - left)
        for column, cell in cells.items():
            shown[column - left] = self._cell(row, column, cell)
        return {"values": shown}

    def _cell(self, row: int, column: int, cell: Cell) -> Json:
        shown: Json = {}
        entered = cell.entered
        is_formula = entered is not None and "formulaValue" in entered
        if entered is not None:
            if self._entered:
                shown["userEnteredValue"] = self._entered(entered)
            if self._effective and not is_formula:
                shown["effectiveValue"] = self._effective(entered)
            if is_formula or self._formatted:
                self._result(shown, row, column, is_formula)
        if self._look:
            shown["effectiveFormat"] = self._effective_format(row, column, cell, is_formula)
        for at, name, part in self._as_kept:
            if cell[at] is not None:
                shown[name] = part(cell[at])
        if self._hyperlink and (link := _hyperlink(cell)):
            shown["hyperlink"] = link
        return shown

    def _result(self, shown: Json, row: int, column: int, is_formula: bool) -> None:
        if self._effective and is_formula:
            value = rendering.effective_value(self._spreadsheet, self._sheet, row, column)
            if value is not None:
                shown["effectiveValue"] = self._effective(value)
        if self._formatted:
            text = rendering.formatted_value(self._spreadsheet, self._sheet, row, column)
            if text is not None:
                shown["formattedValue"] = text

    def _effective_format(self, row: int, column: int, cell: Cell, is_formula: bool) -> Json:
        # A format lives as long as its cell, longer than this reply; a formula's look is its own.
        key = id(cell.format), *(cell.entered or ())  # texts and numbers are aligned differently
        look = None if is_formula else self._looks.get(key)
        if look is None:
            look = self._look(rendering.effective_format(self._spreadsheet, self._sheet, row, column))
            if not is_formula:
                self._looks[key] = look
        return look


def _part(wishes: Wishes, name: str) -> Callable[[Any], Any] | None:
    """What cuts a field of CellData to its wanted part, the same value once; nothing if it is not wanted."""
    if not wishes.has(name):
        return None
    inner = wishes.under(name)
    if not inner.tree:
        return lambda value: value
    known: dict[int, tuple[Any, Any]] = {}  # with the value itself, so that its id stays its own

    def cut(value: Any) -> Any:
        if id(value) not in known:
            known[id(value)] = value, inner.keep(value)
        return known[id(value)][1]

    return cut


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
