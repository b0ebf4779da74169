"""The charts of `tables.py` as native charts of Google Sheets."""

from __future__ import annotations

from zlib import crc32

from sheets_sync.google.json_types import Json
from sheets_sync.stores.gsheets.styles import colour
from sheets_sync.stores.styles import FONT, GREY, NAVY, RATING_COLOURS, SERIES_COLOUR
from sheets_sync.tables import Chart, Series

_TYPES = {"stacked-columns": "COLUMN", "columns": "COLUMN", "bars": "BAR", "line": "LINE"}


def chart_id(sheet_id: int, number: int) -> int:
    """The id of a tab's chart of this number: always the same, so that a rewrite changes it in place."""
    return crc32(f"sheets-sync chart {sheet_id} {number}".encode()) & 0x7FFFFFFF


def chart_spec(sheet_id: int, chart: Chart) -> Json:
    """The ChartSpec."""
    values_axis = "BOTTOM_AXIS" if chart.kind == "bars" else "LEFT_AXIS"
    basic: Json = {
        "chartType": _TYPES[chart.kind],
        "legendPosition": "NO_LEGEND" if len(chart.series) == 1 else "BOTTOM_LEGEND",
        "headerCount": _headers(chart),
        "domains": [{"domain": _source(sheet_id, chart, chart.categories)}],
        "series": [_series(sheet_id, chart, series, values_axis) for series in chart.series],
        "axis": [{"position": values_axis, "title": chart.value_axis}] if chart.value_axis else [],
    }
    if chart.kind == "stacked-columns":
        basic["stackedType"] = "STACKED"
    text = {"fontFamily": FONT, "fontSize": 11, "foregroundColorStyle": colour(NAVY)}
    return {"title": chart.title, "titleTextFormat": text, "fontName": FONT, "basicChart": basic}


def chart_position(sheet_id: int, chart: Chart) -> Json:
    """Where the chart lies over the cells."""
    return {
        "overlayPosition": {
            "anchorCell": {"sheetId": sheet_id, "rowIndex": chart.row - 1, "columnIndex": chart.column - 1},
            "offsetXPixels": 4,
            "offsetYPixels": 2,
            "widthPixels": chart.width,
            "heightPixels": chart.height,
        }
    }


def _series(sheet_id: int, chart: Chart, series: Series, axis: str) -> Json:
    """A series in its colour; Sheets takes its name from the heading above its rows."""
    code = RATING_COLOURS.get(series.style or "", SERIES_COLOUR)
    made: Json = {
        "series": _source(sheet_id, chart, series),
        "targetAxis": axis,
        "colorStyle": colour(code),
    }
    if len(chart.series) == 1 and chart.kind != "line":
        text = {"fontFamily": FONT, "fontSize": 9, "foregroundColorStyle": colour(GREY)}
        made["dataLabel"] = {"type": "DATA", "textFormat": text}
    return made


def _headers(chart: Chart) -> int:
    """Rows of headings that belong to the ranges: the one above them, where there is one."""
    return 1 if chart.categories.first_row > 1 else 0


def _source(sheet_id: int, chart: Chart, series: Series) -> Json:
    span = {
        "sheetId": sheet_id,
        "startRowIndex": series.first_row - 1 - _headers(chart),
        "endRowIndex": series.last_row,
        "startColumnIndex": series.column - 1,
        "endColumnIndex": series.column,
    }
    return {"sourceRange": {"sources": [span]}}
