"""Requests on banded ranges."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import looks, ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update, new_number
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _keep(update: Update, banded: Json) -> Json:
    if not banded.get("rowProperties") and not banded.get("columnProperties"):
        raise ApiError(400, "At least one of rowProperties or columnProperties must be specified.")
    kept = looks.normal(banded) | {"range": ranges.kept(update.spreadsheet, banded.get("range", {}))}
    area = update.box(kept["range"])
    update.demand_edit(area)
    if any(ranges.within(area, each["range"]) for each in area.sheet.banding):
        raise ApiError(
            400,
            "You cannot add alternating background colors to a range that already has alternating "
            "background colors.",
        )
    area.sheet.banding.append(kept)
    return kept


def _add(update: Update, given: Json) -> Json:
    banded = given.get("bandedRange", {})
    taken = {each["bandedRangeId"] for sheet in update.spreadsheet.sheets for each in sheet.banding}
    if banded.get("bandedRangeId") in taken:
        raise ApiError(400, f"Banded range with id: {banded['bandedRangeId']} already exists.")
    number = banded.get("bandedRangeId") or new_number(taken)
    kept = _keep(update, banded | {"bandedRangeId": number})
    return {"bandedRange": copy.deepcopy(kept)}


def _found(update: Update, number: int) -> tuple[Sheet, Json]:
    for sheet in update.spreadsheet.sheets:
        for each in sheet.banding:
            if each["bandedRangeId"] == number:
                update.box_to_change(each["range"])
                return sheet, each
    raise ApiError(400, f"No banding with id: {number}")


def _change(update: Update, given: Json) -> Json:
    changes = given.get("bandedRange", {})
    sheet, banded = _found(update, changes.get("bandedRangeId", 0))
    named = [path for path in paths(given.get("fields", ""), "BandedRange") if path[0] != "bandedRangeId"]
    merged = copy.deepcopy(banded)
    overlay(merged, looks.normal(changes), named)
    sheet.banding.remove(banded)
    _keep(update, {"range": banded["range"], **merged})
    return {}


def _delete(update: Update, given: Json) -> Json:
    sheet, banded = _found(update, given.get("bandedRangeId", 0))
    sheet.banding.remove(banded)
    return {}


KINDS = {"addBanding": _add, "updateBanding": _change, "deleteBanding": _delete}
