"""A spreadsheet as the API shows it, as far as the field mask wants it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.google_emulator.sheets import metadata, ranges
from tests.google_emulator.sheets.grid_data import grid_data
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.sheets.updating import may_edit
from tests.google_emulator.sheets.wishes import Wishes

if TYPE_CHECKING:
    from tests.google_emulator.world import Account, World

Json = dict[str, Any]


@dataclass
class Viewer:
    """Who looks at a spreadsheet."""

    world: World
    account: Account
    client: str


def show(spreadsheet: Spreadsheet, viewer: Viewer, wishes: Wishes, areas: Sequence[Box] = ()) -> Json:
    """The Spreadsheet resource; with areas only their tabs, and of the grids only what lies in them."""
    # The reply goes out after the world's lock is given back: it must not share what somebody may change by then.
    shown: Json = {
        "spreadsheetId": spreadsheet.id,
        "properties": copy.deepcopy(spreadsheet.properties),
        "sheets": [
            _sheet(spreadsheet, sheet, viewer, wishes, [area for area in areas if area.sheet is sheet])
            for sheet in spreadsheet.sheets
            if not areas or any(area.sheet is sheet for area in areas)
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{spreadsheet.id}/edit",
    }
    lists = {
        "namedRanges": spreadsheet.named_ranges,
        "developerMetadata": metadata.of_spreadsheet(spreadsheet, viewer.client),
    }
    return shown | {name: copy.deepcopy(items) for name, items in lists.items() if items}


def _sheet(
    spreadsheet: Spreadsheet, sheet: Sheet, viewer: Viewer, wishes: Wishes, areas: Sequence[Box]
) -> Json:
    shown: Json = {"properties": copy.deepcopy(sheet.properties)}
    if wishes.has("sheets.data"):
        areas = areas or [ranges.whole(sheet)]
        shown["data"] = [
            grid_data(spreadsheet, area, wishes.under("sheets.data"), viewer.client) for area in areas
        ]
    lists = {
        "merges": sheet.merges,
        "conditionalFormats": sheet.conditional,
        "filterViews": sheet.filter_views,
        "protectedRanges": [protected_range(spreadsheet, each, viewer) for each in sheet.protected],
        "basicFilter": sheet.basic_filter,
        "charts": [chart_shown(each) for each in sheet.charts],
        "bandedRanges": sheet.banding,
        "developerMetadata": metadata.of_sheet(sheet, viewer.client),
        "rowGroups": groups_shown(sheet, "ROWS"),
        "columnGroups": groups_shown(sheet, "COLUMNS"),
    }
    wanted = {name: items for name, items in lists.items() if items and wishes.has(f"sheets.{name}")}
    return shown | copy.deepcopy(wanted)


def groups_shown(sheet: Sheet, dimension: str) -> list[Json]:
    """The groups of rows or of columns."""
    return [
        {
            "range": ranges.with_sheet(
                {"dimension": dimension, "startIndex": group.start, "endIndex": group.end}, sheet.id
            ),
            "depth": group.depth,
            **({"collapsed": True} if group.collapsed else {}),
        }
        for group in sheet.groups
        if group.dimension == dimension
    ]


def chart_shown(kept: Json) -> Json:
    """A chart as it is shown: the zeroes of its anchor are left out."""
    shown = copy.deepcopy(kept)
    place = shown["position"]["overlayPosition"]
    place["anchorCell"] = {name: number for name, number in place["anchorCell"].items() if number}
    return shown


def protected_range(spreadsheet: Spreadsheet, kept: Json, viewer: Viewer) -> Json:
    """A protected range as this viewer sees it: the editors only if he is one of them."""
    shown = {key: value for key, value in kept.items() if key != "editors"}
    world = viewer.world
    may = may_edit(world, spreadsheet, kept, viewer.account)
    if may and world.may(viewer.account, spreadsheet.id, "writer"):
        shown["requestingUserCanEdit"] = True
        if not kept.get("warningOnly"):
            shown["editors"] = kept.get("editors", {})
    return shown
