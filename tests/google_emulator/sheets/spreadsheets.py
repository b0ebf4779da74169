"""The calls on whole spreadsheets: create, get, getByDataFilter, batchUpdate, and copying a tab elsewhere."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.google_emulator.drive.state import SPREADSHEET
from tests.google_emulator.sheets import a1, batch, creating, filters, ranges
from tests.google_emulator.sheets.access import opened
from tests.google_emulator.sheets.requests_sheets import copied_sheet
from tests.google_emulator.sheets.resource import Viewer, show
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.sheets.wishes import Wishes
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]

_UNTITLED = {"vi_VN": "Bảng tính không có tiêu đề"}


def create(world: World, call: Call) -> Json:
    """A new spreadsheet in the caller's My Drive."""
    given = call.json
    properties = given.get("properties", {})
    locale = properties.get("locale", "en_US")
    title = properties.get("title") or _UNTITLED.get(locale, "Untitled spreadsheet")
    try:
        file = world.create_file(call.account, title, SPREADSHEET, client=call.client)
    except ApiError as error:
        if error.code == 403:  # Sheets does not say why, as Drive does
            raise ApiError(403, "The caller does not have permission") from error
        raise
    spreadsheet = creating.empty_spreadsheet(file.id, title, locale, properties.get("timeZone", "Etc/GMT"))
    try:
        creating.fill(Update(world, spreadsheet, call.account, call.client), given)
    except ApiError:
        del world.files[file.id]
        raise
    world.spreadsheets[file.id] = spreadsheet
    return show(spreadsheet, _viewer(world, call), Wishes.of(call.first("fields"), "", grids=False))


def get(world: World, call: Call) -> Json:
    """A spreadsheet, with grid data if it is asked for, in the ranges that are asked for."""
    spreadsheet = opened(world, call, "reader")
    areas = [a1.parse(spreadsheet, text).box for text in call.query.get("ranges", ())]
    wanted = Wishes.of(call.first("fields"), "", call.flag("includeGridData"))
    return show(spreadsheet, _viewer(world, call), wanted, areas)


def get_by_data_filter(world: World, call: Call) -> Json:
    """A spreadsheet, restricted to what data filters select."""
    spreadsheet = opened(world, call, "reader")
    given = call.json.get("dataFilters", [])
    areas = [area for each in given for area in filters.areas(spreadsheet, each, call.client)]
    wanted = Wishes.of(call.first("fields"), "", bool(call.json.get("includeGridData")))
    if given and not areas:
        shown = show(spreadsheet, _viewer(world, call), Wishes({}, grids=False))
        return {key: value for key, value in shown.items() if key != "sheets"}
    return show(spreadsheet, _viewer(world, call), wanted, areas)


def batch_update(world: World, call: Call) -> Json:
    """All requests or none; on request the spreadsheet as it is right after."""
    spreadsheet = opened(world, call, "writer")
    body = call.json
    update = Update(world, spreadsheet.clone(), call.account, call.client)
    if not body.get("requests"):
        raise ApiError(400, "Must specify at least one request.")
    replies = batch.apply_all(update, body["requests"])
    reply = {"spreadsheetId": spreadsheet.id, "replies": replies}
    _swap_in(world, call, spreadsheet, update)
    if body.get("includeSpreadsheetInResponse"):
        areas = [a1.parse(spreadsheet, text).box for text in body.get("responseRanges", [])]
        wanted = Wishes.of(
            call.first("fields"), "updatedSpreadsheet", bool(body.get("responseIncludeGridData"))
        )
        reply["updatedSpreadsheet"] = show(spreadsheet, _viewer(world, call), wanted, areas)
    return reply


def _swap_in(world: World, call: Call, spreadsheet: Spreadsheet, update: Update) -> None:
    vars(spreadsheet).update(vars(update.spreadsheet))
    world.files[spreadsheet.id].name = spreadsheet.properties["title"]
    world.touch(spreadsheet.id, call.account)


def copy_to(world: World, call: Call) -> Json:
    """A copy of one tab in another spreadsheet, or in the same."""
    source = opened(world, call, "reader")
    target = opened(world, call, "writer", call.json.get("destinationSpreadsheetId", " "))
    sheet = ranges.sheet_of(source, int(call.params["sheetId"]))
    update = Update(world, target.clone(), call.account, call.client)
    made = copied_sheet(update, sheet, title=None, sheet_id=None, index=len(target.sheets))
    _swap_in(world, call, target, update)
    return copy.deepcopy(made.properties)


def _viewer(world: World, call: Call) -> Viewer:
    return Viewer(world, call.account, call.client)


HANDLERS = {
    "sheets.spreadsheets.create": create,
    "sheets.spreadsheets.get": get,
    "sheets.spreadsheets.getByDataFilter": get_by_data_filter,
    "sheets.spreadsheets.batchUpdate": batch_update,
    "sheets.spreadsheets.sheets.copyTo": copy_to,
    "sheets.spreadsheets.developerMetadata.get": filters.get,
    "sheets.spreadsheets.developerMetadata.search": filters.search,
}
