"""An output tab → the requests of a `batchUpdate` that make a tab of the spreadsheet exactly that.

Every request names fixed ids and whole ranges, so that carrying them out twice gives the same tab.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from sheets_sync.google.json_types import Json
from sheets_sync.model import Where
from sheets_sync.stores.gsheets.charts import chart_id, chart_position, chart_spec
from sheets_sync.stores.gsheets.grid import day, pixels_high, pixels_wide, sizes, span
from sheets_sync.stores.gsheets.snapshot import MARK, Tab, TabMark
from sheets_sync.stores.gsheets.styles import FORMATS, PLAIN, STALE_FORMAT, colour
from sheets_sync.stores.styles import row_height
from sheets_sync.tables import Ageing, Cell, CellValue, OutputTab, Style, shown

Address = Callable[[Where], str | None]
"""The address of a cell as a link, where it is known."""

VALUES, LINKS = "userEnteredValue", "userEnteredFormat.textFormat.link"
_TAB_COLOUR = "#1F3A5F"
_LEAST_WIDTH = 100  # pixels of a column without a width


def requests(
    tab: OutputTab, sheet_id: int, current: Tab | None, account: str, link: Address
) -> Iterator[Json]:
    """What makes the tab of this id, which may exist already, the wanted one."""
    page = _Page(tab, sheet_id, current, link)
    yield from page.frame()
    yield from page.looks()
    yield page.contents()
    yield from page.merges()
    yield from page.sizes()
    yield from page.filters()
    yield from page.ageing()
    yield from page.charts()
    yield from page.protection(account)


def marking(mark: TabMark, current: Tab | None) -> Json:
    """The request that leaves our mark on a tab."""
    text = json.dumps(mark._asdict(), ensure_ascii=False, separators=(",", ":"))
    metadata = current.metadata_id(MARK) if current else None
    return remembering(MARK, text, {"sheetId": mark.sheet}, metadata)


def remembering(key: str, text: str, location: Json, metadata: int | None) -> Json:
    """The request that keeps a text as developer metadata, in the place of the metadata of this id."""
    if metadata is None:
        entry = {"metadataKey": key, "metadataValue": text, "location": location, "visibility": "DOCUMENT"}
        return {"createDeveloperMetadata": {"developerMetadata": entry}}
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [{"developerMetadataLookup": {"metadataId": metadata}}],
            "developerMetadata": {"metadataValue": text},
            "fields": "metadataValue",
        }
    }


_Run = tuple[Style | None, int, int]


class _Rectangle(NamedTuple):
    """Cells of one style, or of none, from 0, half open."""

    style: Style | None
    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class _Page:
    """One tab being written."""

    tab: OutputTab
    sheet_id: int
    current: Tab | None
    link: Address

    @cached_property
    def wide(self) -> int:
        return max((sum([cell.span for cell in row]) for row in self.tab.rows), default=1)

    @cached_property
    def columns(self) -> int:
        charts = [chart.column + 3 for chart in self.tab.charts]  # a chart needs cells to lie upon
        return max(self.wide, len(self.tab.widths), *charts, 1)

    @property
    def row_count(self) -> int:
        charts = [chart.row for chart in self.tab.charts]
        # Sheets does not freeze all rows there are
        return max(len(self.tab.rows), self.tab.frozen_rows + 1, *charts, 1)

    @property
    def everything(self) -> Json:
        return self.span(0, self.row_count, 0, self.columns)

    def span(self, top: int, bottom: int, left: int, right: int) -> Json:
        return span(self.sheet_id, top, bottom, left, right)

    # --- the grid ---------------------------------------------------------------------------------------------

    def frame(self) -> Iterator[Json]:
        """The tab itself, as large as its contents: what stood below or beside is gone."""
        properties: Json = {
            "sheetId": self.sheet_id,
            "title": self.tab.title,
            "gridProperties": {
                "rowCount": self.row_count,
                "columnCount": self.columns,
                "frozenRowCount": self.tab.frozen_rows,
                "hideGridlines": True,
            },
            "tabColorStyle": colour(_TAB_COLOUR),
        }
        if self.current is None:
            yield {"addSheet": {"properties": properties}}
            return
        if "basicFilter" in self.current.data:
            yield {"clearBasicFilter": {"sheetId": self.sheet_id}}
        yield {"unmergeCells": {"range": {"sheetId": self.sheet_id}}}
        fields = "title,gridProperties(rowCount,columnCount,frozenRowCount,hideGridlines),tabColorStyle"
        yield {"updateSheetProperties": {"properties": properties, "fields": fields}}

    # --- cells ------------------------------------------------------------------------------------------------

    def looks(self) -> Iterator[Json]:
        """The formats of the whole grid, a rectangle of one style at a time: far smaller than one in every cell.

        What was there before, values, notes, dropdowns, goes in the same step.
        """
        for area in rectangles(self.tab.rows, self.row_count, self.columns):
            span = self.span(area.top, area.bottom, area.left, area.right)
            look = FORMATS[area.style] if area.style else PLAIN
            yield {"repeatCell": {"range": span, "cell": {"userEnteredFormat": look}, "fields": "*"}}

    def contents(self) -> Json:
        rows = [{"values": [each for cell in row for each in self._cell(cell)]} for row in self.tab.rows]
        linked = any("userEnteredFormat" in cell for row in rows for cell in row["values"])
        fields = f"{VALUES},{LINKS}" if linked else VALUES
        return {"updateCells": {"range": self.everything, "rows": rows, "fields": fields}}

    def _cell(self, cell: Cell) -> Iterator[Json]:
        value = _entered(cell.value)
        made: Json = {"userEnteredValue": value} if value else {}
        target = self.link(cell.link) if cell.link and value else None
        if target:
            made["userEnteredFormat"] = {"textFormat": {"link": {"uri": target}}}
        yield made
        yield from ({} for _ in range(cell.span - 1))

    def merges(self) -> Iterator[Json]:
        for at, row in enumerate(self.tab.rows):
            column = 0
            for cell in row:
                if cell.span > 1:
                    span = self.span(at, at + 1, column, column + cell.span)
                    yield {"mergeCells": {"range": span, "mergeType": "MERGE_ALL"}}
                column += cell.span

    def sizes(self) -> Iterator[Json]:
        """Widths of all columns and heights of all rows."""
        widths = [pixels_wide(width) for width in self.tab.widths]
        widths += [_LEAST_WIDTH] * (self.columns - len(widths))
        yield from sizes(self.sheet_id, "COLUMNS", widths)
        heights = [pixels_high(row_height(self.tab, row)) for row in self.tab.rows]
        yield from sizes(self.sheet_id, "ROWS", heights)

    def filters(self) -> Iterator[Json]:
        if self.tab.filtered and self.tab.heading_row is not None:
            bottom = max(len(self.tab.rows), self.tab.heading_row)
            span = self.span(self.tab.heading_row - 1, bottom, 0, self.wide)
            yield {"setBasicFilter": {"filter": {"range": span}}}

    def ageing(self) -> Iterator[Json]:
        """A formula of ours stands out once it is stale; a rule that is there already is changed in place."""
        rules = len(self.current.data.get("conditionalFormats", ())) if self.current else 0
        for at, row in enumerate(self.tab.rows):
            column = 0
            for cell in row:
                if isinstance(cell.value, Ageing):
                    rule = _outstanding(cell.value, self.span(at, at + 1, column, column + cell.span))
                    change = "updateConditionalFormatRule" if rules else "addConditionalFormatRule"
                    yield {change: {"rule": rule, "index": 0}}
                column += cell.span

    # --- charts, protection -----------------------------------------------------------------------------------

    def charts(self) -> Iterator[Json]:
        """Charts keep their ids: those that exist are changed in place, those no longer wanted go."""
        existing = (
            {int(each["chartId"]) for each in self.current.data.get("charts", ())} if self.current else set()
        )
        wanted = {chart_id(self.sheet_id, number): chart for number, chart in enumerate(self.tab.charts, 1)}
        for gone in sorted(existing - wanted.keys()):
            yield {"deleteEmbeddedObject": {"objectId": gone}}
        for number, chart in wanted.items():
            spec, place = chart_spec(self.sheet_id, chart), chart_position(self.sheet_id, chart)
            if number in existing:
                yield {"updateChartSpec": {"chartId": number, "spec": spec}}
                move = {"objectId": number, "newPosition": place, "fields": "*"}
                yield {"updateEmbeddedObjectPosition": move}
            else:
                yield {"addChart": {"chart": {"chartId": number, "spec": spec, "position": place}}}

    def protection(self, account: str) -> Iterator[Json]:
        """Nobody but us and the owner types here; the owner is always let through."""
        existing = self.current.data.get("protectedRanges", ()) if self.current else ()
        if any(each.get("description") == MARK for each in existing):
            return
        protected: Json = {"range": {"sheetId": self.sheet_id}, "description": MARK, "warningOnly": False}
        if account:
            protected["editors"] = {"users": [account]}
        yield {"addProtectedRange": {"protectedRange": protected}}


def _outstanding(ageing: Ageing, span: Json) -> Json:
    formula = {"userEnteredValue": f"={ageing.is_stale}"}
    condition = {"type": "CUSTOM_FORMULA", "values": [formula]}
    return {"ranges": [span], "booleanRule": {"condition": condition, "format": STALE_FORMAT}}


def rectangles(rows: Sequence[Sequence[Cell]], height: int, width: int) -> Iterator[_Rectangle]:
    """The styles of a whole grid as rectangles: runs of one style in a row, joined with equal runs of the next."""
    unfinished: dict[_Run, int] = {}
    blank = [(None, 0, width)]
    for at in range(height + 1):
        runs = [] if at == height else list(_runs(rows[at], width)) if at < len(rows) else blank
        for run in [run for run in unfinished if run not in runs]:
            style, left, right = run
            yield _Rectangle(style, unfinished.pop(run), at, left, right)
        for run in runs:
            unfinished.setdefault(run, at)


def _runs(row: Sequence[Cell], width: int) -> Iterator[_Run]:
    start = column = 0
    style: Style | None = None
    for cell in row:
        if cell.style != style and column:
            yield style, start, column
            start = column
        style = cell.style
        column += cell.span
    if column:
        yield style, start, column
    if column < width:
        yield None, column, width


def _entered(held: CellValue | Ageing) -> Json | None:
    """An ExtendedValue; a text is a text whatever it begins with."""
    if isinstance(held, Ageing):
        return {"formulaValue": held.formula(";")}  # the separator that Sheets takes in every country
    value = shown(held)
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return {"numberValue": float(value)}
    return None if value is None else {"numberValue": value}
