"""Data filters: what they select of the grid and of developer metadata, and the calls that search metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.google_emulator.sheets import a1, metadata, ranges
from tests.google_emulator.sheets.access import opened
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]
Entry = tuple[list[Json], Json]  # an entry and the list that it is kept in


def areas(spreadsheet: Spreadsheet, data_filter: Json, client: str) -> list[Box]:
    """The ranges that one data filter selects; metadata selects what it is attached to."""
    _check_filter(data_filter)
    if "a1Range" in data_filter:
        return [a1.parse(spreadsheet, data_filter["a1Range"]).box]
    if "gridRange" in data_filter:
        return [ranges.box(spreadsheet, data_filter["gridRange"])]
    return [
        area
        for _, entry in selected(spreadsheet, [data_filter], client)
        for area in _attached(spreadsheet, entry["location"])
    ]


def _check_filter(data_filter: Json) -> None:
    if len(data_filter) != 1:
        raise ApiError(
            400, "A data filter must have exactly one of developerMetadataLookup, a1Range and gridRange."
        )


def _attached(spreadsheet: Spreadsheet, place: Json) -> list[Box]:
    if place["locationType"] == "SPREADSHEET":
        return [ranges.whole(sheet) for sheet in spreadsheet.sheets]
    if place["locationType"] == "SHEET":
        return [ranges.whole(ranges.sheet_of(spreadsheet, place.get("sheetId", 0)))]
    return [ranges.lines(spreadsheet, place["dimensionRange"]).box()]


# --- developer metadata -----------------------------------------------------------------------------------------


def selected(spreadsheet: Spreadsheet, data_filters: Sequence[Json], client: str) -> list[Entry]:
    """The entries that a project sees and any of the filters selects."""
    for each in data_filters:
        _check_filter(each)
    return [
        (kept, entry)
        for kept, entry in metadata.entries(spreadsheet)
        if metadata.is_visible(entry, client)
        and any(_matches(spreadsheet, entry, each) for each in data_filters)
    ]


def _matches(spreadsheet: Spreadsheet, entry: Json, data_filter: Json) -> bool:
    if "developerMetadataLookup" in data_filter:
        return _found(spreadsheet, entry, data_filter["developerMetadataLookup"])
    place = entry["location"]
    if place["locationType"] == "SPREADSHEET":
        return False
    return any(
        mine.meets(area)
        for area in areas(spreadsheet, data_filter, "")
        for mine in _attached(spreadsheet, place)
    )


def _found(spreadsheet: Spreadsheet, entry: Json, lookup: Json) -> bool:
    for name in ("metadataId", "metadataKey", "metadataValue", "visibility"):
        if name in lookup and lookup[name] != entry.get(name):
            return False
    kind = lookup.get("locationType", entry["location"]["locationType"])
    if kind != entry["location"]["locationType"]:
        return False
    return "metadataLocation" not in lookup or _is_there(spreadsheet, entry["location"], lookup)


def _is_there(spreadsheet: Spreadsheet, place: Json, lookup: Json) -> bool:
    wanted = lookup["metadataLocation"]
    if wanted.get("spreadsheet"):
        return place["locationType"] == "SPREADSHEET"
    if place["locationType"] == "SPREADSHEET":
        return False
    kind = "SHEET" if "dimensionRange" not in wanted else f"{wanted['dimensionRange']['dimension']}"[:-1]
    wanted = {"locationType": kind, **wanted}
    [area], [mine] = _attached(spreadsheet, wanted), _attached(spreadsheet, place)
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return place["locationType"] == kind and area[1:] == mine[1:] and area.sheet is mine.sheet
    return area.meets(mine)


def get(world: World, call: Call) -> Json:
    """One entry of developer metadata, by its id."""
    spreadsheet = opened(world, call, "reader")
    lookup = {"developerMetadataLookup": {"metadataId": int(call.params["metadataId"])}}
    found = selected(spreadsheet, [lookup], call.client)
    if not found:
        raise ApiError(404, f"No developer metadata with id: {call.params['metadataId']}")
    return metadata.shown(found[0][1])


def search(world: World, call: Call) -> Json:
    """All entries that any of the filters selects, each with the filters that selected it."""
    spreadsheet, given = opened(world, call, "reader"), call.json.get("dataFilters", [])
    if not given:
        raise ApiError(400, "Must specify at least one data filter.")
    found = [
        {
            "developerMetadata": metadata.shown(entry),
            "dataFilters": [each for each in given if _matches(spreadsheet, entry, each)],
        }
        for _, entry in selected(spreadsheet, given, call.client)
    ]
    return {"matchedDeveloperMetadata": found} if found else {}
