"""A spreadsheet as one `spreadsheets.get` shows it: its tabs as raw cells, and what in it is ours.

One instant for everything: a row that somebody inserts between two reads would put dates into other rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from sheets_sync.google.json_types import Json
from sheets_sync.model import ERROR_TEXTS, CellError, RawCell, Sheet, Uncached

MARK, FACTS = "sheets-sync", "sheets-sync-facts"
_METADATA = "developerMetadata(metadataId,metadataKey,metadataValue)"
_SHEET = (
    "properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount))",
    "data(rowData(values(effectiveValue,effectiveFormat(numberFormat(type)))))",
    "protectedRanges(protectedRangeId,description,range,editors(users))",
    "charts(chartId)",
    "basicFilter(range)",
    "conditionalFormats(ranges)",
    _METADATA,
)
FIELDS = f"spreadsheetId,properties(title,locale),{_METADATA},sheets({','.join(_SHEET)})"
TYPED = "sheets(properties(sheetId,title),data(rowData(values(effectiveValue))))"
"""Enough of a spreadsheet to see whether what people typed is still what `FIELDS` showed."""

_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
}
_DAY_ZERO = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465  # 31/12/9999


class TabMark(NamedTuple):
    """What a tab of ours says of itself: as which tab it was written, under which id, its digest, where links lead.

    A copy that somebody makes of the tab may bear the same mark, but not the id in it.
    """

    tab: str
    sheet: int
    digest: str
    places: str = ""


@dataclass(frozen=True)
class Tab:
    """One tab of the snapshot."""

    data: Json

    @property
    def id(self) -> int:
        """Its sheetId."""
        return int(self.data["properties"].get("sheetId", 0))

    @property
    def title(self) -> str:
        """Its title in the spreadsheet."""
        return str(self.data["properties"]["title"])

    @property
    def is_grid(self) -> bool:
        """Whether it has cells at all; a chart may have a tab of its own."""
        return str(self.data["properties"].get("sheetType", "GRID")) == "GRID"

    @cached_property
    def mark(self) -> TabMark | None:
        """Our mark, where the tab is ours."""
        for entry in self.data.get("developerMetadata", ()):
            mark = _mark(entry) if entry.get("metadataKey") == MARK else None
            if mark and mark.sheet == self.id:
                return mark
        return None

    @cached_property
    def rows(self) -> list[list[RawCell]]:
        """The cells as they are shown, down to the last filled row, no row ending in blanks."""
        rows = [row for grid in self.data.get("data", ()) for row in grid.get("rowData", ())]
        made = [_row(row.get("values", ())) for row in rows]
        while made and not made[-1]:
            made.pop()
        return made

    @property
    def contents(self) -> list[list[Json | None]]:
        """The values as Google gives them, without blank ends."""
        rows = [
            [cell.get("effectiveValue") for cell in row.get("values", ())]
            for grid in self.data.get("data", ())
            for row in grid.get("rowData", ())
        ]
        for row in rows:
            while row and not row[-1]:
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def metadata_id(self, key: str) -> int | None:
        """The id of the tab's developer metadata with this key."""
        return _metadata_id(self.data, key)


def _mark(entry: Json) -> TabMark | None:
    try:
        return TabMark(**json.loads(entry["metadataValue"]))
    except (ValueError, TypeError, KeyError):  # somebody else's idea of our key
        return None


def _metadata_id(holder: Json, key: str) -> int | None:
    ids = [
        int(each["metadataId"])
        for each in holder.get("developerMetadata", ())
        if each.get("metadataKey") == key
    ]
    return ids[0] if ids else None


@dataclass(frozen=True)
class Snapshot:
    """A whole spreadsheet of one instant."""

    data: Json

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["spreadsheetId"])

    @property
    def title(self) -> str:
        """Its name in Drive."""
        return str(self.data.get("properties", {}).get("title", ""))

    @cached_property
    def tabs(self) -> tuple[Tab, ...]:
        """The tabs that have cells, in their order."""
        return tuple(tab for tab in map(Tab, self.data.get("sheets", ())) if tab.is_grid)

    @cached_property
    def ours(self) -> Mapping[str, Tab]:
        """Our output tabs by the name under which they were written, whatever somebody renamed them to."""
        return {tab.mark.tab: tab for tab in self.tabs if tab.mark}

    @property
    def others(self) -> Iterator[Tab]:
        """The tabs that are not ours."""
        return (tab for tab in self.tabs if not tab.mark)

    def look_through(self) -> None:
        """Read everything once, so that an answer with something missing is found before anything is decided by it."""
        _ = self.id, self.title, self.facts, self.facts_id, self.ours, tuple(self.titles)
        for tab in self.tabs:
            _ = tab.rows, tab.contents, tab.id

    @property
    def titles(self) -> Iterator[str]:
        """The titles of all tabs, also those without cells."""
        return (str(sheet["properties"]["title"]) for sheet in self.data.get("sheets", ()))

    @property
    def facts(self) -> Mapping[str, str]:
        """What the last sync left for the next one."""
        for entry in self.data.get("developerMetadata", ()):
            if entry.get("metadataKey") == FACTS:
                try:
                    return {str(key): str(value) for key, value in json.loads(entry["metadataValue"]).items()}
                except (ValueError, AttributeError, KeyError):
                    return {}
        return {}

    @property
    def facts_id(self) -> int | None:
        """The id of the developer metadata that holds the facts."""
        return _metadata_id(self.data, FACTS)

    def unchanged_in(self, later: Json) -> bool:
        """Whether all that people typed is at the same places in a later look by `TYPED`."""
        after = {tab.id: tab for tab in map(Tab, later.get("sheets", ()))}
        return all(
            tab.id in after and after[tab.id].title == tab.title and after[tab.id].contents == tab.contents
            for tab in self.others
        )

    def sheet(self, tab: Tab, book: str | None) -> Sheet:
        """A tab as the pipeline reads it."""
        return Sheet(tab.title, tab.rows, book)


# --- cells ----------------------------------------------------------------------------------------------------


def _row(values: Any) -> list[RawCell]:
    cells = [
        _cell(value["effectiveValue"], value) if value.get("effectiveValue") else None for value in values
    ]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Json, cell: Json) -> RawCell:
    [(kind, held)] = value.items()
    if kind == "stringValue":
        return CellError(held) if held in ERROR_TEXTS else str(held)
    if kind == "numberValue":
        return _number(held, cell)
    if kind == "boolValue":
        return bool(held)
    error = str(held.get("type", "ERROR")) if kind == "errorValue" else ""
    return Uncached("=") if error == "LOADING" else CellError(_ERRORS.get(error, "#ERROR!"))


def _number(number: float, cell: Json) -> RawCell:
    """A number, or the moment that a date format makes of it."""
    shown = cell.get("effectiveFormat")
    kind = shown["numberFormat"].get("type") if shown and "numberFormat" in shown else None
    if kind in ("DATE", "DATE_TIME", "TIME") and 0 <= number < 1:
        return _moment(number).time()
    if kind in ("DATE", "DATE_TIME") and 1 <= number <= _LAST_DAY:
        return _moment(number)
    if number.__class__ is float and number.is_integer() and abs(number) < 1e15:
        return int(number)
    return number


def _moment(serial: float) -> datetime:
    """The moment as Excel counts it, so that one number is one day whatever the store: a day later until 1900-02-28."""
    days = int(serial) + (0 < int(serial) < 60)
    return _DAY_ZERO + timedelta(days=days, seconds=round(serial % 1 * 86_400))
