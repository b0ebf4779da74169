"""Requests on protected ranges."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.resource import Viewer, protected_range
from tests.google_emulator.sheets.updating import PROTECTED, Update, new_number, range_of
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _add(update: Update, given: Json) -> Json:
    protected = copy.deepcopy(given.get("protectedRange", {}))
    taken = {each["protectedRangeId"] for sheet in update.spreadsheet.sheets for each in sheet.protected}
    wanted = protected.get("protectedRangeId")
    if wanted in taken:
        raise ApiError(400, f"Protected range with id: {wanted} already exists.")
    protected["protectedRangeId"] = wanted or new_number(taken)
    _settle(update, protected)
    area = update.box(range_of(update.spreadsheet, protected))
    update.demand_edit(area)
    area.sheet.protected.append(protected)
    return {"protectedRange": _shown(update, protected)}


def _settle(update: Update, protected: Json) -> None:
    """Check a protected range and bring it into the form that is kept."""
    if "tableId" in protected:
        raise ApiError(400, "The emulator has no tables.")
    if ("range" in protected) == ("namedRangeId" in protected):
        raise ApiError(400, "Exactly one of range, namedRangeId or tableId must be set.")
    if "range" in protected:
        protected["range"] = ranges.kept(update.spreadsheet, protected["range"])
    protected.pop("requestingUserCanEdit", None)
    _settle_editors(update, protected)
    _settle_holes(update, protected)


def _settle_editors(update: Update, protected: Json) -> None:
    if protected.get("warningOnly"):
        if protected.get("editors"):
            raise ApiError(400, "ProtectedRange is warningOnly. Editors cannot be set on it.")
        protected.pop("editors", None)
        return
    protected.pop("warningOnly", None)
    editors = protected.setdefault("editors", {})
    if not editors.get("domainUsersCanEdit"):
        editors.pop("domainUsersCanEdit", None)
    always = [each for each in (update.account.email, update.owner) if each]  # nobody locks these out
    editors["users"] = list(dict.fromkeys([*editors.get("users", []), *always]))


def _settle_holes(update: Update, protected: Json) -> None:
    holes = protected.get("unprotectedRanges")
    if not holes:
        protected.pop("unprotectedRanges", None)
        return
    bounds = set(protected.get("range", {"namedRangeId": ""})) - {"sheetId"}
    if bounds:
        raise ApiError(400, "Unprotected ranges are only supported on protected sheets.")
    protected["unprotectedRanges"] = [ranges.kept(update.spreadsheet, each) for each in holes]


def _update(update: Update, given: Json) -> Json:
    changes = given.get("protectedRange", {})
    kept, old = _found(update, changes.get("protectedRangeId", 0))
    named = paths(given.get("fields", ""), "ProtectedRange")
    protected = copy.deepcopy(old)
    if protected.get("warningOnly") and not changes.get("warningOnly") and ("editors",) not in named:
        changes = changes | {"editors": {"users": _everybody(update)}}
        named = (*named, ("editors",)) if ("warningOnly",) in named else named
    overlay(protected, changes, [path for path in named if path[0] != "protectedRangeId"])
    for mine, other in (("range", "namedRangeId"), ("namedRangeId", "range")):
        if (mine,) in named and mine in changes and other not in changes:
            protected.pop(other, None)
    if protected.get("warningOnly") and not changes.get("editors"):
        protected.pop("editors", None)
    if "range" not in protected and "namedRangeId" not in protected:
        protected["range"] = old["range"]
    _settle(update, protected)
    area = update.box(range_of(update.spreadsheet, protected))
    kept.remove(old)
    update.demand_edit(area)
    area.sheet.protected.append(protected)
    return {}


def _everybody(update: Update) -> list[str]:
    file = update.world.files[update.spreadsheet.id]
    return [each["emailAddress"] for each in file.permissions if "emailAddress" in each]


def _found(update: Update, number: int) -> tuple[list[Json], Json]:
    for sheet in update.spreadsheet.sheets:
        for each in sheet.protected:
            if each["protectedRangeId"] == number:
                if not update.may_edit(each):
                    raise ApiError(400, PROTECTED)
                return sheet.protected, each
    raise ApiError(400, f"No protected range with id: {number}")


def _delete(update: Update, given: Json) -> Json:
    kept, protected = _found(update, given.get("protectedRangeId", 0))
    kept.remove(protected)
    return {}


def _shown(update: Update, protected: Json) -> Json:
    viewer = Viewer(update.world, update.account, update.client)
    return protected_range(update.spreadsheet, copy.deepcopy(protected), viewer)


KINDS = {"addProtectedRange": _add, "updateProtectedRange": _update, "deleteProtectedRange": _delete}
