"""One form as the requests that make its tab in a spreadsheet, or that add its missing columns to an existing one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from sheets_sync.google.json_types import Json
from sheets_sync.rules.forms import Column, Form
from sheets_sync.setup.provision.allowed import Allowed
from sheets_sync.setup.provision.content import Content
from sheets_sync.setup.provision.google_cells import cell, formatted, heights, widths, written
from sheets_sync.setup.provision.google_rules import conditional, elsewhere, validation
from sheets_sync.setup.provision.highlights import Highlight, highlights, of_cell
from sheets_sync.setup.provision.looks import (
    body_look,
    entry_looks,
    frozen_columns,
    header_height,
    header_look,
    heading_look,
    tab_colour,
)
from sheets_sync.setup.provision.protection import HEADER, protecting
from sheets_sync.stores.gsheets.grid import span
from sheets_sync.stores.gsheets.snapshot import Tab
from sheets_sync.stores.gsheets.styles import colour


class Grid(NamedTuple):
    """How large a tab is made, what stays in view, and its colour."""

    rows: int
    columns: int
    colour: str
    frozen_rows: int = 0
    frozen_columns: int = 0
    lines: bool = True
    place: int | None = None


def framed(sheet: int, title: str, grid: Grid, current: Tab | None = None) -> Json:
    """The request for the tab itself; a blank one that exists keeps its title and place, and is never made smaller."""
    size = current.data["properties"].get("gridProperties", {}) if current else {}
    properties: Json = {
        "sheetId": sheet,
        "gridProperties": {
            "rowCount": max(grid.rows, size.get("rowCount", 0)),
            "columnCount": max(grid.columns, size.get("columnCount", 0)),
            "frozenRowCount": grid.frozen_rows,
            "frozenColumnCount": grid.frozen_columns,
            "hideGridlines": not grid.lines,
        },
        "tabColorStyle": colour(grid.colour),
    }
    if current:
        fields = "gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount,hideGridlines)"
        return {"updateSheetProperties": {"properties": properties, "fields": f"{fields},tabColorStyle"}}
    place = {} if grid.place is None else {"index": grid.place}
    return {"addSheet": {"properties": {"title": title, **properties, **place}}}


@dataclass(frozen=True)
class FormTab:
    """A form's tab to be made, under this sheetId; `current` is a blank tab of its title."""

    allowed: Allowed
    content: Content
    sheet: int
    current: Tab | None = None

    def requests(self, account: str) -> Iterator[Json]:
        """Everything that makes the tab; its header can be edited by this account and the owner."""
        yield self._frame()
        yield from _bodies(self.sheet, self._form.columns, 0, self._body)
        yield from self._contents()
        yield from widths(self.sheet, [column.width + 2 for column in self._form.columns])
        yield from heights(self.sheet, [header_height(self._form)], self.content.header_row - 1)
        yield from _validations(self.sheet, self.allowed, self._form.columns, 0, self._body)
        yield from _colours(
            self.sheet, highlights(_seen_from_elsewhere(self.allowed), self._body), self._body
        )
        header = span(self.sheet, self.content.header_row - 1, self.content.header_row, 0, self._width)
        yield protecting(header, HEADER, [account])

    @property
    def _form(self) -> Form:
        return self.allowed.form

    @property
    def _width(self) -> int:
        return len(self._form.columns)

    @property
    def _body(self) -> range:
        """The rows to type into, from 1."""
        return range(self.content.header_row + 1, self.content.last_row + 1)

    def _frame(self) -> Json:
        frozen = (self.content.header_row, frozen_columns(self._form))
        grid = Grid(self.content.last_row, self._width, tab_colour(self._form), *frozen)
        return framed(self.sheet, self._form.title, grid, self.current)

    def _contents(self) -> Iterator[Json]:
        lines = [[cell(line, heading_look(row))] for row, line in enumerate(self.content.heading)]
        if lines:
            yield written(self.sheet, 0, 0, lines)
        yield written(self.sheet, self.content.header_row - 1, 0, [_header(self.allowed, self._form.columns)])
        rows = [
            [
                cell(self.content.placed(entry, number), look)
                for entry, look in zip(entries, entry_looks(self._form, entries), strict=False)
            ]
            for number, entries in enumerate(self.content.rows, start=self._body.start)
        ]
        if rows:
            yield written(self.sheet, self.content.header_row, 0, rows)


class AddedColumns(NamedTuple):
    """Where columns are added to a tab: from this column on (from 0), below this header row (from 1)."""

    tab: Tab
    first: int
    header_row: int

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of the current tab."""
        grid = self.tab.data["properties"]["gridProperties"]
        return int(grid["rowCount"]), int(grid["columnCount"])


def added_columns(allowed: Allowed, columns: Sequence[Column], place: AddedColumns) -> Iterator[Json]:
    """What adds columns to the right of everything in a tab."""
    sheet, (rows, wide) = place.tab.id, place.size
    lacking = place.first + len(columns) - wide
    if lacking > 0:
        yield {"appendDimension": {"sheetId": sheet, "dimension": "COLUMNS", "length": lacking}}
    body = range(place.header_row + 1, rows + 1)
    if body:
        yield from _bodies(sheet, columns, place.first, body)
        yield from _validations(sheet, allowed, columns, place.first, body)
        seen = _seen_from_elsewhere(allowed)
        marks = (each for at, one in enumerate(columns, place.first) for each in of_cell(seen, one, at, body))
        yield from _colours(sheet, marks, body)
    yield written(sheet, place.header_row - 1, place.first, [_header(allowed, columns)])
    yield from widths(sheet, [column.width + 2 for column in columns], place.first)


# --- what both have -------------------------------------------------------------------------------------------


def _header(allowed: Allowed, columns: Sequence[Column]) -> list[Json]:
    return [cell(column.header, header_look(column), allowed.note(column)) for column in columns]


def _bodies(sheet: int, columns: Sequence[Column], first: int, rows: range) -> Iterator[Json]:
    """The looks of the cells below the header, alike neighbours in one request."""
    for look, group in groupby(enumerate(columns, first), key=lambda each: body_look(each[1])):
        places = [at for at, _ in group]
        yield formatted(span(sheet, rows.start - 1, rows[-1], places[0], places[-1] + 1), look)


def _validations(
    sheet: int, allowed: Allowed, columns: Sequence[Column], first: int, rows: range
) -> Iterator[Json]:
    for at, column in enumerate(columns, first):
        rule = allowed.rule(column)
        request = rule and validation(span(sheet, rows.start - 1, rows[-1], at, at + 1), rule)
        if request:
            yield request


def _colours(sheet: int, found: Iterator[Highlight], rows: range) -> Iterator[Json]:
    """Of two colours that hold for a cell the earlier wins, so they keep their order."""
    index = 0
    for highlight in found:
        if request := conditional(sheet, highlight, rows, index):
            yield request
            index += 1


def _seen_from_elsewhere(allowed: Allowed) -> Allowed:
    """The same with the lists as the formula of a colour may name them."""
    return replace(allowed, lists=allowed.lists._replace(ids=elsewhere(allowed.lists.ids)))
