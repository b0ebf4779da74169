"""Requests on data validation and conditional formats."""

from __future__ import annotations

import copy
from typing import Any

from tests.google_emulator.sheets import looks, ranges, rules
from tests.google_emulator.sheets.state import Sheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _set_validation(update: Update, given: Json) -> Json:
    area = update.box_to_change(given.get("range", {}))
    rule = rules.validation(given["rule"]) if "rule" in given else None
    places = area.cells() if rule else [at for at in list(area.sheet.cells) if area.holds(*at)]
    for row, column in places:
        area.sheet.put(row, column, area.sheet.at(row, column)._replace(validation=rule))
    return {}


# --- conditional formats --------------------------------------------------------------------------------------


def _settled(update: Update, rule: Json) -> tuple[Sheet, Json]:
    rules.conditional(rule)
    sheets = {update.sheet(each.get("sheetId", 0)).id for each in rule["ranges"]}
    if len(sheets) > 1:
        raise ApiError(400, "All ranges of a conditional format rule must be on the same sheet.")
    for each in rule["ranges"]:
        update.box_to_change(each)
    kept = looks.normal(rule) | {"ranges": [ranges.kept(update.spreadsheet, each) for each in rule["ranges"]]}
    return update.sheet(sheets.pop()), kept


def _add(update: Update, given: Json) -> Json:
    sheet, rule = _settled(update, given.get("rule", {}))
    index = given.get("index", 0)
    if not 0 <= index <= len(sheet.conditional):
        raise ApiError(400, f"The index {index} is not valid: there are {len(sheet.conditional)} rules.")
    sheet.conditional.insert(index, rule)
    return {}


def _existing(update: Update, sheet: Sheet, index: int) -> Json:
    if not 0 <= index < len(sheet.conditional):
        raise ApiError(400, f"No conditional format on sheet: {sheet.id} at index: {index}")
    rule = sheet.conditional[index]
    for each in rule["ranges"]:
        update.box_to_change(each)
    return rule


def _change(update: Update, given: Json) -> Json:
    index = given.get("index", 0)
    if "rule" in given:
        sheet, rule = _settled(update, given["rule"])
        old = _existing(update, sheet, index)
        sheet.conditional[index] = rule
        return {
            "oldRule": old,
            "newRule": copy.deepcopy(rule),
            **({"oldIndex": index, "newIndex": index} if index else {}),
        }
    sheet, new = update.sheet(given.get("sheetId", 0)), given.get("newIndex", 0)
    rule = _existing(update, sheet, index)
    if not 0 <= new < len(sheet.conditional):
        raise ApiError(400, f"No conditional format on sheet: {sheet.id} at index: {new}")
    sheet.conditional.insert(new, sheet.conditional.pop(index))
    reply = {"oldRule": rule, "newRule": rule, "oldIndex": index, "newIndex": new}
    return {key: copy.deepcopy(value) for key, value in reply.items() if value != 0}


def _delete(update: Update, given: Json) -> Json:
    sheet = update.sheet(given.get("sheetId", 0))
    rule = _existing(update, sheet, given.get("index", 0))
    sheet.conditional.remove(rule)
    return {"rule": rule}


KINDS = {
    "setDataValidation": _set_validation,
    "addConditionalFormatRule": _add,
    "updateConditionalFormatRule": _change,
    "deleteConditionalFormatRule": _delete,
}
