"""The guide tab and the tab of lists as the requests that make them in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from sheets_sync.google.json_types import Json
from sheets_sync.language import Translator
from sheets_sync.setup.provision.content import PREPARED_ROWS
from sheets_sync.setup.provision.google_cells import cell, formatted, heights, widths, written
from sheets_sync.setup.provision.google_tabs import Grid, framed
from sheets_sync.setup.provision.guide import STYLES, WIDTHS, Line, cells_of, first_look, line_height
from sheets_sync.setup.provision.looks import TAB_COLOURS, CellLook
from sheets_sync.setup.provision.workbook import (
    LISTS_BODY,
    LISTS_HEAD,
    LISTS_NOTE,
    LISTS_NOTE_LOOK,
    ListColumn,
)
from sheets_sync.stores.gsheets.grid import span
from sheets_sync.stores.gsheets.snapshot import Tab


def guide_requests(
    lines: Sequence[Line], sheet: int, title: str, tabs: Mapping[str, int], current: Tab | None = None
) -> Iterator[Json]:
    """The guide in the first tab; `tabs` are the sheetIds of the tabs that it links to, by title."""
    grid = Grid(len(lines), len(WIDTHS), TAB_COLOURS["guide"], lines=False, place=0)
    yield framed(sheet, title, grid, current)
    yield written(sheet, 0, 1, [_line(line, tabs) for line in lines])
    for row, line in enumerate(lines):
        if line.style == "wide":
            where = span(sheet, row, row + 1, 1, len(WIDTHS))
            yield {"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}}
    yield from widths(sheet, WIDTHS)
    yield from heights(sheet, [line_height(line) for line in lines])


def _line(line: Line, tabs: Mapping[str, int]) -> list[Json]:
    looks = [first_look(line)] + [STYLES[line.style]] * (len(WIDTHS) - 2)
    cells = [cell(text, look) for text, look in zip(cells_of(line), looks, strict=False)]
    if line.tab in tabs:
        cells[0]["userEnteredFormat"]["textFormat"]["link"] = {"uri": f"#gid={tabs[line.tab]}"}
    return cells


def lists_requests(
    columns: Sequence[ListColumn], sheet: int, title: str, t: Translator, current: Tab | None = None
) -> Iterator[Json]:
    """The lists behind the dropdowns, with a note beside them."""
    rows = 1 + max(PREPARED_ROWS, *(len(column.values) for column in columns))
    yield framed(sheet, title, Grid(rows, len(columns) + 2, TAB_COLOURS["lists"], frozen_rows=1), current)
    yield formatted(span(sheet, 1, rows, 0, len(columns)), LISTS_BODY)
    head = [cell(column.header, LISTS_HEAD) for column in columns]
    yield written(sheet, 0, 0, [head])
    yield written(sheet, 0, len(columns) + 1, [[cell(t(LISTS_NOTE), LISTS_NOTE_LOOK)]])
    values = list(zip_longest(*(column.values for column in columns)))
    if values:
        yield written(sheet, 1, 0, [_texts(row) for row in values])
    yield from widths(sheet, [column.width for column in columns])


def _texts(row: Sequence[str | None]) -> list[Json]:
    look: CellLook = LISTS_BODY
    return [cell(text, look) for text in row]
