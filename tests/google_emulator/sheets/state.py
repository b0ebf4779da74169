"""A spreadsheet as it is kept: sparse tabs of immutable cells, so that a copy for an atomic update is cheap.

Rows and columns count from 0 here, ranges are half open, as in the API's GridRange.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Json = dict[str, Any]

MOST_CELLS = 10_000_000
MOST_COLUMNS = 18_278
LONGEST_CELL = 50_000


class Cell(NamedTuple):
    """What somebody put into a cell; never changed in place, always replaced.

    `entered` is an ExtendedValue (one of numberValue, stringValue, boolValue, formulaValue), `format` a CellFormat
    (userEnteredFormat), `runs` the textFormatRuns, `chips` the chipRuns.
    """

    entered: Json | None = None
    format: Json | None = None
    note: str | None = None
    validation: Json | None = None
    runs: list[Json] | None = None
    chips: list[Json] | None = None
    pivot: Json | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all stands in the cell, not even a look."""
        return not any(self)


BLANK = Cell()


class Group(NamedTuple):
    """Rows or columns that can be folded away together; `depth` says in how many such groups they are."""

    dimension: str
    start: int
    end: int
    depth: int
    collapsed: bool = False


@dataclass
class Sheet:
    """A tab. `properties` is a whole SheetProperties with sheetId, title, index, sheetType, gridProperties.

    `rows` and `columns` hold the DimensionProperties that differ from the default, by index; the lists hold the
    API's own resources (ProtectedRange, EmbeddedChart …).
    """

    properties: Json
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: dict[int, Json] = field(default_factory=dict)
    columns: dict[int, Json] = field(default_factory=dict)
    merges: list[Json] = field(default_factory=list)
    protected: list[Json] = field(default_factory=list)
    conditional: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    banding: list[Json] = field(default_factory=list)
    filter_views: list[Json] = field(default_factory=list)
    basic_filter: Json | None = None
    groups: list[Group] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)  # developer metadata of the tab, its rows and columns

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The title on the tab."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return int(self.properties["gridProperties"]["columnCount"])

    def at(self, row: int, column: int) -> Cell:
        """The cell there, blank where nothing is kept."""
        return self.cells.get((row, column), BLANK)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Put a cell there; a blank one is not kept."""
        if cell.is_blank:
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = cell

    def clone(self) -> Sheet:
        """A copy that can be changed without changing this one; the cells are shared, being immutable."""
        small = {
            name: copy.deepcopy(getattr(self, name)) for name in self.__dataclass_fields__ if name != "cells"
        }
        return Sheet(cells=dict(self.cells), **small)


@dataclass
class Spreadsheet:
    """A spreadsheet; `properties` is a whole SpreadsheetProperties with title, locale, timeZone."""

    id: str
    properties: Json
    sheets: list[Sheet] = field(default_factory=list)
    named_ranges: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)  # developer metadata of the spreadsheet itself
    computed: dict[tuple[int, int, int], Json] = field(
        default_factory=dict
    )  # formula results, until a change

    @property
    def locale(self) -> str:
        """Such as `vi_VN`."""
        return str(self.properties.get("locale", "en_US"))

    def sheet(self, sheet_id: int) -> Sheet | None:
        """The tab of this id."""
        return next((sheet for sheet in self.sheets if sheet.id == sheet_id), None)

    def titled(self, title: str) -> Sheet | None:
        """The tab of this title, compared as Google does: without regard to case."""
        return next((sheet for sheet in self.sheets if sheet.title.lower() == title.lower()), None)

    @property
    def cell_count(self) -> int:
        """Cells of all grids, empty ones included."""
        return sum(sheet.row_count * sheet.column_count for sheet in self.sheets)

    def clone(self) -> Spreadsheet:
        """A copy to try an update on."""
        return Spreadsheet(
            self.id,
            copy.deepcopy(self.properties),
            [sheet.clone() for sheet in self.sheets],
            copy.deepcopy(self.named_ranges),
            copy.deepcopy(self.metadata),
        )


def new_sheet(sheet_id: int, title: str, index: int, rows: int = 1000, columns: int = 26) -> Sheet:
    """An empty tab as Google makes it."""
    grid = {"rowCount": rows, "columnCount": columns}
    return Sheet(
        {"sheetId": sheet_id, "title": title, "index": index, "sheetType": "GRID", "gridProperties": grid}
    )
