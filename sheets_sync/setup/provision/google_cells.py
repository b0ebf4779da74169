"""Cells and sizes of a staff workbook in the words of the Sheets API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sheets_sync.google.json_types import Json
from sheets_sync.setup.provision.content import CellContent, Formula
from sheets_sync.setup.provision.looks import FONT, CellLook
from sheets_sync.stores.gsheets.grid import day, fixed_id, pixels_high, pixels_wide, sizes
from sheets_sync.stores.gsheets.styles import cell_format

CONTENTS = "userEnteredValue,userEnteredFormat,note"


def sheet_id(title: str, taken: set[int]) -> int:
    """An id that follows from the title."""
    return fixed_id(f"sheets-sync init {title}", taken)


def look_of(look: CellLook) -> Json:
    """A look on top of the workbook's font, as a CellFormat."""
    return cell_format({**FONT, **look})


def cell(entry: CellContent, look: CellLook, note: str = "") -> Json:
    """A CellData; a text is a text whatever it begins with."""
    made: Json = {"userEnteredFormat": look_of(look)}
    if (value := _entered(entry)) is not None:
        made["userEnteredValue"] = value
    if note:
        made["note"] = note
    return made


def _entered(entry: CellContent) -> Json | None:
    if isinstance(entry, Formula):
        return {"formulaValue": entry.text}
    if isinstance(entry, str):
        return {"stringValue": entry} if entry else None
    if isinstance(entry, date):
        return day(entry)
    return None if entry is None else {"numberValue": float(entry)}


def written(sheet: int, row: int, column: int, rows: Sequence[Sequence[Json]]) -> Json:
    """The request that puts cells there, from 0."""
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": row} for row in rows], "fields": CONTENTS}}


def formatted(where: Json, look: CellLook) -> Json:
    """The request that gives a range one look."""
    body = {"range": where, "cell": {"userEnteredFormat": look_of(look)}, "fields": "userEnteredFormat"}
    return {"repeatCell": body}


def widths(sheet: int, characters: Sequence[float], first: int = 0) -> Iterator[Json]:
    """Column widths, given in characters."""
    yield from sizes(sheet, "COLUMNS", [pixels_wide(width) for width in characters], first)


def heights(sheet: int, points: Sequence[float], first: int = 0) -> Iterator[Json]:
    """Row heights, given in points."""
    yield from sizes(sheet, "ROWS", [pixels_high(height) for height in points], first)
