"""Ranges, sizes, ids and values in the words of the Sheets API, for output tabs and for staff workbooks alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from zlib import crc32

from sheets_sync.google.json_types import Json

DAY_ZERO = date(1899, 12, 30)
_PIXELS_PER_POINT, _CHARACTER, _BESIDE = 96 / 72, 7, 5


def fixed_id(seed: str, taken: set[int]) -> int:
    """A sheetId that follows from a text, so that a second try would not make a second tab; it is taken then."""
    new = crc32(seed.encode()) & 0x7FFFFFFF
    while new in taken:
        new = (new + 1) & 0x7FFFFFFF
    taken.add(new)
    return new


def span(sheet: int, top: int, bottom: int, left: int, right: int) -> Json:
    """A GridRange: from 0, half open."""
    rows = {"startRowIndex": top, "endRowIndex": bottom}
    return {"sheetId": sheet, **rows, "startColumnIndex": left, "endColumnIndex": right}


def day(value: date) -> Json:
    """A date as an ExtendedValue; a number format shows it as one."""
    return {"numberValue": (value - DAY_ZERO).days}


def pixels_wide(characters: float) -> int:
    """The width of a column for so many characters."""
    return round(_CHARACTER * characters) + _BESIDE


def pixels_high(points: float) -> int:
    """The height of a row of so many points."""
    return round(points * _PIXELS_PER_POINT)


def sizes(sheet: int, dimension: str, pixels: Sequence[int], first: int = 0) -> Iterator[Json]:
    """The requests that size rows or columns from the first one on, neighbours of one size in one request."""
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
