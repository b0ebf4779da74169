"""Requests on named ranges."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

from tests.google_emulator.sheets import ranges
from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_LIKE_A_CELL = re.compile(r"^([A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*)$")


def _settle(update: Update, named: Json) -> None:
    name = named.get("name", "")
    if not re.fullmatch(r"[^\W\d]\w{0,249}", name) or _LIKE_A_CELL.match(name):
        raise ApiError(400, f'The name "{name}" is not a valid name for a named range.')
    if name.lower() in ("true", "false"):
        raise ApiError(400, f'The name "{name}" is not a valid name for a named range.')
    same = [each for each in update.spreadsheet.named_ranges if each["name"].lower() == name.lower()]
    if any(each["namedRangeId"] != named["namedRangeId"] for each in same):
        raise ApiError(400, f'A named range with the name "{name}" already exists.')
    named["range"] = ranges.kept(update.spreadsheet, named.get("range", {}))


def _add(update: Update, given: Json) -> Json:
    named = copy.deepcopy(given.get("namedRange", {}))
    taken = {each["namedRangeId"] for each in update.spreadsheet.named_ranges}
    if named.get("namedRangeId") in taken:
        raise ApiError(400, f"Named range with id: {named['namedRangeId']} already exists.")
    named["namedRangeId"] = named.get("namedRangeId") or str(random.randrange(10**9, 2 * 10**9))
    _settle(update, named)
    update.spreadsheet.named_ranges.append(named)
    return {"namedRange": copy.deepcopy(named)}


def _found(update: Update, number: str) -> Json:
    for each in update.spreadsheet.named_ranges:
        if each["namedRangeId"] == number:
            return each
    raise ApiError(400, f"No named range with id: {number}")


def _change(update: Update, given: Json) -> Json:
    changes = given.get("namedRange", {})
    named = _found(update, changes.get("namedRangeId", ""))
    fields = [path for path in paths(given.get("fields", ""), "NamedRange") if path[0] != "namedRangeId"]
    overlay(named, changes, fields)
    _settle(update, named)
    return {}


def _delete(update: Update, given: Json) -> Json:
    named = _found(update, given.get("namedRangeId", ""))
    update.spreadsheet.named_ranges.remove(named)
    for sheet in update.spreadsheet.sheets:  # what the name backed stands on as a plain range
        for each in (*sheet.protected, *sheet.filter_views):
            if each.get("namedRangeId") == named["namedRangeId"]:
                del each["namedRangeId"]
                each["range"] = dict(named["range"])
    return {}


KINDS = {"addNamedRange": _add, "updateNamedRange": _change, "deleteNamedRange": _delete}
