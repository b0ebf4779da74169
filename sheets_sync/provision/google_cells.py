"""Cells, ranges and sizes of a staff workbook in the words of the Sheets API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from zlib import crc32

from sheets_sync.provision.content import Entry, Formula
from sheets_sync.provision.looks import FONT, Look
from sheets_sync.stores.styles_gsheets import cell_format

Json = dict[str, Any]

CONTENTS = "userEnteredValue,userEnteredFormat,note"
_DAY_ZERO = date(1899, 12, 30)
_PIXELS_PER_POINT, _CHARACTER, _BESIDE = 96 / 72, 7, 5


def sheet_id(title: str, taken: set[int]) -> int:
    """An id that follows from the title, so that a second try would not make a second tab."""
    new = crc32(f"sheets-sync init {title}".encode()) & 0x7FFFFFFF
    while new in taken:
        new = (new + 1) & 0x7FFFFFFF
    taken.add(new)
    return new


def span(sheet: int, top: int, bottom: int, left: int, right: int) -> Json:
    """A GridRange: from 0, half open."""
    rows = {"startRowIndex": top, "endRowIndex": bottom}
    return {"sheetId": sheet, **rows, "startColumnIndex": left, "endColumnIndex": right}


def look_of(look: Look) -> Json:
    """A look on top of the workbook's font, as a CellFormat."""
    return cell_format({**FONT, **look})


def cell(entry: Entry, look: Look, note: str = "") -> Json:
    """A CellData; a text is a text whatever it begins with."""
    made: Json = {"userEnteredFormat": look_of(look)}
    if (value := _entered(entry)) is not None:
        made["userEnteredValue"] = value
    if note:
        made["note"] = note
    return made


def _entered(entry: Entry) -> Json | None:
    if isinstance(entry, Formula):
        return {"formulaValue": entry.text}
    if isinstance(entry, str):
        return {"stringValue": entry} if entry else None
    if isinstance(entry, date):
        return {"numberValue": (entry - _DAY_ZERO).days}
    return None if entry is None else {"numberValue": float(entry)}


def written(sheet: int, row: int, column: int, rows: Sequence[Sequence[Json]]) -> Json:
    """The request that puts cells there, from 0."""
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": row} for row in rows], "fields": CONTENTS}}


def formatted(where: Json, look: Look) -> Json:
    """The request that gives a range one look."""
    body = {"range": where, "cell": {"userEnteredFormat": look_of(look)}, "fields": "userEnteredFormat"}
    return {"repeatCell": body}


def widths(sheet: int, characters: Sequence[float], first: int = 0) -> Iterator[Json]:
    """Column widths, given in characters."""
    pixels = [round(_CHARACTER * width) + _BESIDE for width in characters]
    yield from _sizes(sheet, "COLUMNS", pixels, first)


def heights(sheet: int, points: Sequence[float], first: int = 0) -> Iterator[Json]:
    """Row heights, given in points."""
    pixels = [round(height * _PIXELS_PER_POINT) for height in points]
    yield from _sizes(sheet, "ROWS", pixels, first)


def _sizes(sheet: int, dimension: str, pixels: Sequence[int], first: int) -> Iterator[Json]:
    """Neighbours of one size in one request."""
    for size, group in groupby(enumerate(pixels, start=first), key=lambda each: each[1]):
        places = [at for at, _ in group]
        where = {"dimension": dimension, "startIndex": places[0], "endIndex": places[-1] + 1}
        yield {
            "updateDimensionProperties": {
                "range": {"sheetId": sheet, **where},
                "properties": {"pixelSize": size},
                "fields": "pixelSize",
            }
        }
