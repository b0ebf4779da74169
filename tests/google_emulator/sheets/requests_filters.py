"""Requests on the basic filter and on filter views."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import looks, ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update, new_number, range_of
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _set_basic(update: Update, given: Json) -> Json:
    kept = _settled(update, given.get("filter", {}))
    area = update.box(kept["range"])
    update.demand_edit(area)
    _check_merges(area)
    area.sheet.basic_filter = kept
    return {}


def _settled(update: Update, given: Json) -> Json:
    """A filter as it is kept, with criteria both as a map and as a list."""
    if "tableId" in given:
        raise ApiError(400, "The emulator has no tables.")
    kept = looks.normal(given) | {"range": ranges.kept(update.spreadsheet, given.get("range", {}))}
    specs = {
        str(each.get("columnIndex", 0)): each.get("filterCriteria", {})
        for each in kept.get("filterSpecs", [])
    }
    criteria = specs or kept.get("criteria", {})
    if criteria:
        kept["criteria"] = criteria
        kept["filterSpecs"] = [
            {"columnIndex": int(column), "filterCriteria": each} for column, each in criteria.items()
        ]
    return kept


def _check_merges(area: Box) -> None:
    for each in area.sheet.merges:
        if ranges.within(area, each) and each["endRowIndex"] - each["startRowIndex"] > 1:
            raise ApiError(400, "You can't create a filter over a range containing vertical merges.")


def _clear_basic(update: Update, given: Json) -> Json:
    sheet = update.sheet(given.get("sheetId", 0))
    if sheet.basic_filter:
        update.demand_edit(update.box(sheet.basic_filter["range"]))
    sheet.basic_filter = None
    return {}


# --- filter views ---------------------------------------------------------------------------------------------


def _taken(update: Update) -> set[int]:
    return {each["filterViewId"] for sheet in update.spreadsheet.sheets for each in sheet.filter_views}


def _add_view(update: Update, given: Json) -> Json:
    view = given.get("filter", {})
    wanted = view.get("filterViewId")
    if wanted in _taken(update):
        raise ApiError(400, f"Filter view with id: {wanted} already exists.")
    number = wanted or new_number(_taken(update))
    titles = {each.get("title") for sheet in update.spreadsheet.sheets for each in sheet.filter_views}
    title = view.get("title") or next(f"Filter {n}" for n in range(1, 10**6) if f"Filter {n}" not in titles)
    return {"filter": _keep_view(update, view | {"filterViewId": number, "title": title})}


def _keep_view(update: Update, view: Json) -> Json:
    if "namedRangeId" in view:
        view = view | {"range": range_of(update.spreadsheet, view)}
    kept = _settled(update, view)
    update.sheet(kept["range"].get("sheetId", 0)).filter_views.append(kept)
    return copy.deepcopy(kept)


def _view(update: Update, number: int) -> tuple[Sheet, Json]:
    for sheet in update.spreadsheet.sheets:
        for each in sheet.filter_views:
            if each["filterViewId"] == number:
                return sheet, each
    raise ApiError(400, f"No filter view with id: {number}")


def _update_view(update: Update, given: Json) -> Json:
    changes = given.get("filter", {})
    sheet, view = _view(update, changes.get("filterViewId", 0))
    named = [path for path in paths(given.get("fields", ""), "FilterView") if path[0] != "filterViewId"]
    merged = copy.deepcopy(view)
    overlay(merged, changes, named)
    if "range" not in merged:
        merged["range"] = view["range"]
    for mine, other in (("criteria", "filterSpecs"), ("filterSpecs", "criteria")):
        if mine in changes and other not in changes:
            merged.pop(other, None)
    sheet.filter_views.remove(view)
    _keep_view(update, merged)
    return {}


def _duplicate_view(update: Update, given: Json) -> Json:
    _, view = _view(update, given.get("filterId", 0))
    copied = copy.deepcopy(view) | {"filterViewId": new_number(_taken(update))}
    copied["title"] = f"Copy of {view.get('title', '')}"
    return {"filter": _keep_view(update, copied)}


def _delete_view(update: Update, given: Json) -> Json:
    sheet, view = _view(update, given.get("filterId", 0))
    sheet.filter_views.remove(view)
    return {}


KINDS = {
    "setBasicFilter": _set_basic,
    "clearBasicFilter": _clear_basic,
    "addFilterView": _add_view,
    "updateFilterView": _update_view,
    "duplicateFilterView": _duplicate_view,
    "deleteFilterView": _delete_view,
}
