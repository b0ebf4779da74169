"""New spreadsheets: the properties Google gives them, and the tabs and contents that a caller asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets import batch, looks
from tests.google_emulator.sheets.requests_sheets import add_sheet
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.sheets.updating import Update

Json = dict[str, Any]


def empty_spreadsheet(
    spreadsheet_id: str, title: str, locale: str = "en_US", zone: str = "Etc/GMT"
) -> Spreadsheet:
    """A spreadsheet without any tab yet, with the properties that Google gives it."""
    properties = {
        "title": title,
        "locale": locale,
        "autoRecalc": "ON_CHANGE",
        "timeZone": zone,
        "defaultFormat": looks.default_format(),
        "spreadsheetTheme": looks.theme(),
    }
    return Spreadsheet(spreadsheet_id, properties)


def fill(update: Update, given: Json) -> None:
    """The tabs and other things that a created spreadsheet is given from the start."""
    for sheet in given.get("sheets", []) or [{}]:
        properties = {"sheetId": 0} if not update.spreadsheet.sheets else {}
        made = add_sheet(update, properties | sheet.get("properties", {}))
        batch.apply_all(update, list(_requests_for(made, sheet)))
    for named in given.get("namedRanges", []):
        batch.apply_all(update, [{"addNamedRange": {"namedRange": named}}])
    for entry in given.get("developerMetadata", []):
        batch.apply_all(update, [{"createDeveloperMetadata": {"developerMetadata": entry}}])


def _requests_for(sheet: Sheet, given: Json) -> Iterator[Json]:
    """The requests that give a new tab what the Sheet resource it is created from has."""
    for data in given.get("data", []):
        start = {
            "sheetId": sheet.id,
            "rowIndex": data.get("startRow", 0),
            "columnIndex": data.get("startColumn", 0),
        }
        if data.get("rowData"):
            rows = [_writable(row) for row in data["rowData"]]
            yield {"updateCells": {"start": start, "rows": rows, "fields": "*"}}
    for name, kind, inner in _LISTS:
        for item in given.get(name, []):
            yield {kind: {inner: item}}
    if "basicFilter" in given:
        yield {"setBasicFilter": {"filter": given["basicFilter"]}}


_LISTS = (
    ("merges", "mergeCells", "range"),
    ("conditionalFormats", "addConditionalFormatRule", "rule"),
    ("protectedRanges", "addProtectedRange", "protectedRange"),
    ("bandedRanges", "addBanding", "bandedRange"),
    ("charts", "addChart", "chart"),
    ("filterViews", "addFilterView", "filter"),
    ("developerMetadata", "createDeveloperMetadata", "developerMetadata"),
)
_READ_ONLY = {"effectiveValue", "effectiveFormat", "formattedValue", "hyperlink"}


def _writable(row: Json) -> Json:
    cells = row.get("values", [])
    return {"values": [{key: cell[key] for key in cell if key not in _READ_ONLY} for cell in cells]}
