"""files.export: a Google Doc as .docx, PDF or text, a Google Sheet as .xlsx, CSV or PDF."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import docx
import openpyxl

from tests.google_emulator.drive import access, archives, importing, pdf
from tests.google_emulator.drive.state import CSV, DOCUMENT, DOCX, PDF, SPREADSHEET, TEXT, XLSX, File
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError, Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.world import World

MOST = 10 * 1024 * 1024
TSV, ZIP = "text/tab-separated-values", "application/zip"
ODS = ("application/x-vnd.oasis.opendocument.spreadsheet", archives.ODS)
EXPORTS = {DOCUMENT: [DOCX, PDF, TEXT], SPREADSHEET: [XLSX, PDF, CSV, TSV, ZIP, *ODS]}
_EPOCH = dt.datetime(1899, 12, 30)


def export(world: World, call: Call) -> Reply:
    """A Google document in another format."""
    call.query = {**call.query, "supportsAllDrives": ["true"]}  # the method has no such parameter
    file = access.find(world, call, call.params["fileId"])
    access.demand_content_scope(call)
    wanted = call.first("mimeType")
    if not wanted:
        raise ApiError(400, "Required parameter: mimeType", reason="required", location="mimeType")
    if file.mime not in EXPORTS:
        raise ApiError(
            403, "Export only supports Docs Editors files.", reason="fileNotExportable", location="file"
        )
    if wanted not in EXPORTS[file.mime]:
        raise ApiError(400, "The requested conversion is not supported.", reason="badRequest")
    content = _document(file, wanted) if file.mime == DOCUMENT else _sheet(world, file, wanted)
    if len(content) > MOST:
        raise ApiError(403, "This file is too large to be exported.", reason="exportSizeLimitExceeded")
    return Reply(body=content, headers={"Content-Type": wanted})


def _document(file: File, wanted: str) -> bytes:
    if wanted == DOCX and file.content_type == DOCX:
        return file.content
    lines = importing.text_lines(file.content_type or TEXT, file.content)
    if wanted == PDF:
        return pdf.of_lines(lines)
    return _docx(lines) if wanted == DOCX else b"\xef\xbb\xbf" + "\r\n".join(lines).encode()


def _docx(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- sheets -------------------------------------------------------------------------------------------------------


def _sheet(world: World, file: File, wanted: str) -> bytes:
    spreadsheet = world.spreadsheets[file.id]
    if wanted == XLSX:
        return _workbook(spreadsheet)
    if wanted in (CSV, TSV):
        return _separated(_texts(spreadsheet, spreadsheet.sheets[0]), "," if wanted == CSV else "\t")
    tabs = {tab.title: _texts(spreadsheet, tab) for tab in spreadsheet.sheets}
    if wanted == PDF:
        return pdf.of_lines([" ".join(row) for rows in tabs.values() for row in rows])
    return archives.web_pages(tabs) if wanted == ZIP else archives.open_document(tabs)


def _separated(rows: list[list[str]], separator: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().removesuffix("\r\n").encode()


def _texts(spreadsheet: Spreadsheet, sheet: Sheet) -> list[list[str]]:
    """What is to be read in the cells, as far as anything stands."""
    from tests.google_emulator.sheets import rendering

    filled = [place for place, cell in sheet.cells.items() if cell.entered]
    height = max((row for row, _ in filled), default=-1) + 1
    width = max((column for _, column in filled), default=-1) + 1
    return [
        [rendering.formatted_value(spreadsheet, sheet, row, column) or "" for column in range(width)]
        for row in range(height)
    ]


def _workbook(spreadsheet: Spreadsheet) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in spreadsheet.sheets:
        worksheet = workbook.create_sheet(sheet.title)
        for (row, column), cell in sheet.cells.items():
            if cell.entered:
                _put(worksheet.cell(row + 1, column + 1), cell.entered, cell.format or {})
        for merged in sheet.merges:
            worksheet.merge_cells(
                start_row=merged.get("startRowIndex", 0) + 1,
                end_row=merged["endRowIndex"],
                start_column=merged.get("startColumnIndex", 0) + 1,
                end_column=merged["endColumnIndex"],
            )
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _put(cell: Any, entered: dict[str, Any], format_: dict[str, Any]) -> None:
    number_format = format_.get("numberFormat", {})
    (value,) = entered.values()
    if number_format.get("type") in ("DATE", "DATE_TIME") and "numberValue" in entered:
        value = _EPOCH + dt.timedelta(days=value)
    cell.value = value
    if "stringValue" in entered:
        cell.data_type = "s"
    if number_format.get("pattern"):
        cell.number_format = number_format["pattern"]
