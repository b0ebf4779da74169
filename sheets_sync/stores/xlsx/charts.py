"""The charts of `tables.py` as native Excel charts."""

from __future__ import annotations

from typing import Any

from sheets_sync.stores.styles import FONT, GREY, LINE, NAVY, RATING_COLOURS, SERIES_COLOUR
from sheets_sync.tables import Chart, Series

_KINDS = {
    "stacked-columns": {"type": "column", "subtype": "stacked"},
    "columns": {"type": "column"},
    "bars": {"type": "bar"},
    "line": {"type": "line"},
}
_TEXT = {"name": FONT, "size": 9, "color": GREY}


def insert(book: Any, sheet: Any, title: str, chart: Chart) -> None:
    """Put a chart on its sheet, which bears this title."""
    drawn = book.add_chart(_KINDS[chart.kind])
    for series in chart.series:
        drawn.add_series(_series(title, chart, series))
    drawn.set_title(
        {"name": chart.title, "overlay": False, "name_font": {**_TEXT, "size": 11, "color": NAVY}}
    )
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _TEXT})
    values, names = _axes(chart)
    drawn.set_x_axis(values if chart.kind == "bars" else names)
    drawn.set_y_axis(names if chart.kind == "bars" else values)
    drawn.set_chartarea({"border": {"color": LINE}})
    drawn.set_size({"width": chart.width, "height": chart.height})
    sheet.insert_chart(
        chart.row - 1, chart.column - 1, drawn, {"object_position": 2, "x_offset": 4, "y_offset": 2}
    )


def _series(title: str, chart: Chart, series: Series) -> dict[str, Any]:
    colour = RATING_COLOURS.get(series.style or "", SERIES_COLOUR)
    options: dict[str, Any] = {
        "name": series.name,
        "categories": _range(title, chart.categories),
        "values": _range(title, series),
        "gap": 60,
    }
    if chart.kind == "line":
        options |= {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "size": 5}}
    else:
        options["fill"] = {"color": colour}
    if len(chart.series) == 1:
        options["data_labels"] = {
            "value": True,
            "position": "inside_end",
            "font": {**_TEXT, "color": "#FFFFFF"},
        }
    return options


def _range(title: str, series: Series) -> list[Any]:
    column = series.column - 1
    return [title, series.first_row - 1, column, series.last_row - 1, column]


def _axes(chart: Chart) -> tuple[dict[str, Any], dict[str, Any]]:
    """The axis of the values and that of the names; bars are listed from the top, as in the table."""
    values: dict[str, Any] = {
        "num_font": _TEXT,
        "major_gridlines": {"visible": True, "line": {"color": "#E6EAEF"}},
        "line": {"none": True},
    }
    if chart.value_axis:
        values |= {"name": chart.value_axis, "name_font": {**_TEXT, "bold": False}}
    names: dict[str, Any] = {"num_font": _TEXT, "line": {"color": LINE}}
    if chart.kind == "bars":
        names["reverse"] = True
        values |= {"visible": False, "min": 0, "major_gridlines": {"visible": False}}
    return values, names
