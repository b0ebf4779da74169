"""Requests on developer metadata."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import filters, metadata, ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.updating import Update, new_number
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_MOST_LETTERS = 30_000  # keys and values, of the spreadsheet itself and of each tab


def _create(update: Update, given: Json) -> Json:
    entry = copy.deepcopy(given.get("developerMetadata", {}))
    taken = {each["metadataId"] for _, each in metadata.entries(update.spreadsheet)}
    if entry.get("metadataId") in taken:
        raise ApiError(400, f"Developer metadata with id: {entry['metadataId']} already exists.")
    entry["metadataId"] = entry.get("metadataId") or new_number(taken)
    entry["project"] = update.client
    _keep(update, entry)
    return {"developerMetadata": metadata.shown(copy.deepcopy(entry))}


def _keep(update: Update, entry: Json) -> None:
    if not entry.get("metadataKey"):
        raise ApiError(400, "Developer metadata must always have a key specified.")
    if entry.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise ApiError(400, "Developer metadata must always have a visibility specified.")
    place = entry["location"] = location(update, entry.get("location", {}))
    kept = update.spreadsheet.metadata
    if place["locationType"] != "SPREADSHEET":
        kept = update.sheet(place.get("dimensionRange", place).get("sheetId", 0)).metadata
    kept.append(entry)
    if sum(len(each["metadataKey"]) + len(each.get("metadataValue", "")) for each in kept) > _MOST_LETTERS:
        raise ApiError(
            400, f"Developer metadata would exceed the limit of {_MOST_LETTERS} characters for its location."
        )


def location(update: Update, given: Json) -> Json:
    """A location as it is kept, with its type."""
    kinds = [kind for kind in ("spreadsheet", "sheetId", "dimensionRange") if kind in given]
    if len(kinds) != 1:
        raise ApiError(400, "Developer metadata must have exactly one location specified.")
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": update.sheet(given["sheetId"], "sheet").id}
    lines = update.lines(given.get("dimensionRange", {}))
    if lines.end - lines.start != 1:
        raise ApiError(400, "Developer metadata can only be associated with a single row or column.")
    if lines.end > lines.limit:
        raise ApiError(400, f"The {lines.dimension.lower()[:-1]} {lines.start} is not in the grid.")
    place = {"dimension": lines.dimension, "startIndex": lines.start, "endIndex": lines.end}
    return {
        "locationType": "ROW" if lines.is_rows else "COLUMN",
        "dimensionRange": ranges.with_sheet(place, lines.sheet.id),
    }


def _change(update: Update, given: Json) -> Json:
    named = [path for path in paths(given.get("fields", ""), "DeveloperMetadata") if path[0] != "metadataId"]
    reply = []
    for kept, entry in filters.selected(update.spreadsheet, given.get("dataFilters", []), update.client):
        merged = copy.deepcopy(entry)
        overlay(merged, given.get("developerMetadata", {}), named)
        merged["location"] = _as_given(merged.get("location", {}))
        kept.remove(entry)
        _keep(update, merged)
        reply.append(metadata.shown(copy.deepcopy(merged)))
    return {"developerMetadata": reply} if reply else {}


def _as_given(place: Json) -> Json:
    return {key: value for key, value in place.items() if key != "locationType"}


def _delete(update: Update, given: Json) -> Json:
    gone = filters.selected(update.spreadsheet, [given.get("dataFilter", {})], update.client)
    for kept, entry in gone:
        kept.remove(entry)
    return {"deletedDeveloperMetadata": [metadata.shown(entry) for _, entry in gone]} if gone else {}


KINDS = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _change,
    "deleteDeveloperMetadata": _delete,
}
