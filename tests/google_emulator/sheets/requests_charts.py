"""Requests on charts; the only embedded objects that the emulator knows."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets import looks, ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.resource import chart_shown
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update, new_number
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_SIZE = {"widthPixels": 600, "heightPixels": 371}
_KINDS = ("basicChart", "pieChart", "bubbleChart", "candlestickChart", "orgChart", "histogramChart")
_KINDS += ("waterfallChart", "treemapChart", "scorecardChart")


def _add(update: Update, given: Json) -> Json:
    chart = given.get("chart", {})
    taken = {each["chartId"] for sheet in update.spreadsheet.sheets for each in sheet.charts}
    if chart.get("chartId") in taken:
        raise ApiError(400, f"Chart with id: {chart['chartId']} already exists.")
    kept = {"chartId": chart.get("chartId") or new_number(taken), "spec": _spec(update, chart.get("spec"))}
    sheet, kept["position"] = _position(update, chart.get("position", {}))
    if "border" in chart:
        kept["border"] = looks.normal(chart["border"])
    sheet.charts.append(kept)
    return {"chart": chart_shown(kept)}


def _spec(update: Update, given: Json | None) -> Json:
    kinds = [kind for kind in _KINDS if kind in (given or {})]
    if not given or len(kinds) != 1:
        raise ApiError(400, "Exactly one kind of chart must be set in the chart spec.")
    for sources in _sources(given):
        _check_sources(update, sources)
    spec = looks.normal(_on_sheets(given))
    if "basicChart" in spec:
        _check_basic(spec["basicChart"])
    return {"hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS", **spec}


def _check_basic(chart: Json) -> None:
    if chart.get("chartType", "BASIC_CHART_TYPE_UNSPECIFIED") == "BASIC_CHART_TYPE_UNSPECIFIED":
        raise ApiError(400, "A basic chart must have a chartType.")
    if not chart.get("series"):
        raise ApiError(400, "A basic chart must have at least one series.")
    if len(chart.get("domains", [])) > 1:
        raise ApiError(400, "Only a single domain is supported.")


def _sources(node: Any) -> Iterator[list[Json]]:
    """Every list of source ranges in a chart spec."""
    if isinstance(node, list):
        for each in node:
            yield from _sources(each)
    elif isinstance(node, dict):
        if "sources" in node:
            yield node["sources"]
        for each in node.values():
            yield from _sources(each)


def _check_sources(update: Update, sources: list[Json]) -> None:
    areas = [update.box(each) for each in sources]
    if not areas:
        raise ApiError(400, "A chart source range must have at least one source.")
    if not (all(area.width == 1 for area in areas) or all(area.height == 1 for area in areas)):
        raise ApiError(400, "Exactly one dimension of each chart source range must have a length of 1.")


def _on_sheets(node: Any) -> Any:
    """The spec with its source ranges as Google echoes them."""
    if isinstance(node, list):
        return [_on_sheets(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "sources" in node:
        return {"sources": [ranges.with_sheet(each, each.get("sheetId", 0)) for each in node["sources"]]}
    return {key: _on_sheets(value) for key, value in node.items()}


def _position(update: Update, given: Json) -> tuple[Sheet, Json]:
    if "newSheet" in given or "sheetId" in given:
        raise ApiError(400, "The emulator only has charts laid over a grid (overlayPosition).")
    overlay_position = given.get("overlayPosition")
    if overlay_position is None:
        raise ApiError(400, "The position of the chart must be set.")
    sheet, row, column = ranges.coordinate(update.spreadsheet, overlay_position.get("anchorCell", {}))
    update.demand_edit(Box(sheet, row, column, row + 1, column + 1))
    anchor = {"rowIndex": row, "columnIndex": column}
    rest = {key: value for key, value in overlay_position.items() if key != "anchorCell" and value}
    kept = {"anchorCell": ranges.with_sheet(anchor, sheet.id), **_SIZE, **rest}
    return sheet, {"overlayPosition": kept}


def _found(update: Update, number: int) -> tuple[Sheet, Json]:
    for sheet in update.spreadsheet.sheets:
        for chart in sheet.charts:
            if chart["chartId"] == number:
                update.demand_edit(_anchor(update, chart))
                return sheet, chart
    raise ApiError(400, f"No embedded object with id: {number}")


def _anchor(update: Update, chart: Json) -> Box:
    cell = chart["position"]["overlayPosition"]["anchorCell"]
    row, column = cell.get("rowIndex", 0), cell.get("columnIndex", 0)
    return Box(update.sheet(cell.get("sheetId", 0)), row, column, row + 1, column + 1)


def _update_spec(update: Update, given: Json) -> Json:
    _, chart = _found(update, given.get("chartId", 0))
    chart["spec"] = _spec(update, given.get("spec"))
    return {}


def _update_position(update: Update, given: Json) -> Json:
    sheet, chart = _found(update, given.get("objectId", 0))
    position = copy.deepcopy(chart["position"])
    # A mask of * keeps the size where none is given, hence the fields of the overlay are named one by one.
    named = paths(given.get("fields", ""), "EmbeddedObjectPosition")
    new = given.get("newPosition", {})
    if given.get("fields") == "*":
        named = tuple(("overlayPosition", key) for key in new.get("overlayPosition", {}))
        overlay(position, new, [("newSheet",), ("sheetId",)])
    overlay(position, new, named)
    new_sheet, chart["position"] = _position(update, position)
    sheet.charts.remove(chart)
    new_sheet.charts.append(chart)
    return {"position": chart_shown(chart)["position"]}


def _update_border(update: Update, given: Json) -> Json:
    _, chart = _found(update, given.get("objectId", 0))
    named = paths(given.get("fields", ""), "EmbeddedObjectBorder")
    overlay(chart.setdefault("border", {}), looks.normal(given.get("border", {})), named)
    return {}


def _delete(update: Update, given: Json) -> Json:
    sheet, chart = _found(update, given.get("objectId", 0))
    sheet.charts.remove(chart)
    return {}


KINDS = {
    "addChart": _add,
    "updateChartSpec": _update_spec,
    "updateEmbeddedObjectPosition": _update_position,
    "updateEmbeddedObjectBorder": _update_border,
    "deleteEmbeddedObject": _delete,
}
