"""The calls on values: get, update, append and clear, one range or many, by A1 notation or by data filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.google_emulator.sheets import a1, filters, values_writing
from tests.google_emulator.sheets.a1 import Area
from tests.google_emulator.sheets.access import opened
from tests.google_emulator.sheets.state import Spreadsheet
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.sheets.values_reading import Form, form, value_range
from tests.google_emulator.sheets.values_writing import Written
from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.world import World

Json = dict[str, Any]


@contextmanager
def _prefixed(place: str) -> Iterator[None]:
    """Say in an error which part of a batch it is about."""
    try:
        yield
    except ApiError as error:
        if error.code == 400:
            error.message = f"Invalid {place}: {error.message}"
        raise


# --- reading ------------------------------------------------------------------------------------------------


def get(world: World, call: Call) -> Json:
    """The values of one range."""
    spreadsheet = opened(world, call, "reader")
    return value_range(spreadsheet, a1.parse(spreadsheet, call.params["range"]), _form_of_query(call))


def batch_get(world: World, call: Call) -> Json:
    """The values of several ranges."""
    spreadsheet = opened(world, call, "reader")
    areas = [a1.parse(spreadsheet, text) for text in call.query.get("ranges", ())]
    found = [value_range(spreadsheet, area, _form_of_query(call)) for area in areas]
    return {"spreadsheetId": spreadsheet.id} | ({"valueRanges": found} if found else {})


def _form_of_query(call: Call) -> Form:
    names = ("valueRenderOption", "dateTimeRenderOption", "majorDimension")
    return form(*(call.first(name) for name in names))


def batch_get_by_data_filter(world: World, call: Call) -> Json:
    """The values of the ranges that data filters select."""
    spreadsheet, body = opened(world, call, "reader"), call.json
    names = ("valueRenderOption", "dateTimeRenderOption", "majorDimension")
    wanted = form(*(body.get(name, "") for name in names))
    found = [
        {"valueRange": value_range(spreadsheet, area, wanted), "dataFilters": [each]}
        for each in body.get("dataFilters", [])
        for area in _selected(spreadsheet, each, call)
    ]
    return {"spreadsheetId": spreadsheet.id} | ({"valueRanges": found} if found else {})


def _selected(spreadsheet: Spreadsheet, data_filter: Json, call: Call) -> list[Area]:
    if "a1Range" in data_filter:
        return [a1.parse(spreadsheet, data_filter["a1Range"])]
    boxes = filters.areas(spreadsheet, data_filter, call.client)
    return [Area(*box, is_cell=box.height * box.width == 1) for box in boxes]


# --- changing a copy, which takes the place of the spreadsheet when all went well -----------------------------


def _changed(world: World, call: Call, change: Callable[[Update], Json]) -> Json:
    spreadsheet = opened(world, call, "writer")
    update = Update(world, spreadsheet.clone(), call.account, call.client)
    reply = {"spreadsheetId": spreadsheet.id, **change(update)}
    vars(spreadsheet).update(vars(update.spreadsheet))
    world.touch(spreadsheet.id, call.account)
    return reply


def _input_option(given: str) -> str:
    if given not in ("RAW", "USER_ENTERED"):
        raise ApiError(400, "'valueInputOption' is required but not specified")
    return given


def _block(given: Json) -> tuple[Sequence[Any], str]:
    return given.get("values", []), given.get("majorDimension", "ROWS")


# --- one range ----------------------------------------------------------------------------------------------


def update(world: World, call: Call) -> Json:
    """Write values into one range."""

    def change(update: Update) -> Json:
        option = _input_option(call.first("valueInputOption"))
        area = _asked_area(update.spreadsheet, call)
        written = values_writing.write(update, area, *_block(call.json), option)
        return _reply(update, written, _wanted(call))

    return _changed(world, call, change)


def append(world: World, call: Call) -> Json:
    """Write values after the last row of the table that the range leads to."""

    def change(update: Update) -> Json:
        option = _input_option(call.first("valueInputOption"))
        area = _asked_area(update.spreadsheet, call)
        insert = call.first("insertDataOption") == "INSERT_ROWS"
        table, written = values_writing.append(update, area, *_block(call.json), option, insert)
        found = {"tableRange": a1.text_of(table)} if table else {}
        return {**found, "updates": _reply(update, written, _wanted(call))}

    return _changed(world, call, change)


def _asked_area(spreadsheet: Spreadsheet, call: Call) -> Area:
    asked, given = call.params["range"], call.json.get("range")
    if given is not None and given != asked:
        raise ApiError(400, f"Request range[{asked}] does not match value's range[{given}]")
    return a1.parse(spreadsheet, asked)


def _wanted(call: Call) -> Form | None:
    """The form in which the reply is to give the values, if it is."""
    if not call.flag("includeValuesInResponse"):
        return None
    names = ("responseValueRenderOption", "responseDateTimeRenderOption")
    return form(*(call.first(name) for name in names), call.json.get("majorDimension", ""))


def _reply(update: Update, written: Written, wanted: Form | None) -> Json:
    reply = written.reply(update.spreadsheet.id)
    return reply | ({"updatedData": written.data(update, wanted)} if wanted else {})


def clear(world: World, call: Call) -> Json:
    """Take the values out of one range."""

    def change(update: Update) -> Json:
        area = a1.parse(update.spreadsheet, call.params["range"])
        return {"clearedRange": values_writing.clear(update, area)}

    return _changed(world, call, change)


# --- many ranges --------------------------------------------------------------------------------------------


def batch_update(world: World, call: Call) -> Json:
    """Write values into several ranges, all of them or none."""

    def places(update: Update, given: Json) -> tuple[Json, list[Area]]:
        return {}, [a1.parse(update.spreadsheet, given.get("range", ""))]

    return _changed(world, call, lambda update: _all_written(update, call, places))


def batch_update_by_data_filter(world: World, call: Call) -> Json:
    """Write values into the ranges that data filters select, all of them or none."""

    def places(update: Update, given: Json) -> tuple[Json, list[Area]]:
        chosen = given.get("dataFilter", {})
        return {"dataFilter": chosen}, _selected(update.spreadsheet, chosen, call)

    reply = _changed(world, call, lambda update: _all_written(update, call, places))
    for each in reply.get("responses", []):
        del each["spreadsheetId"]  # here alone it is not told for each range
    return reply


def _all_written(
    update: Update, call: Call, places: Callable[[Update, Json], tuple[Json, list[Area]]]
) -> Json:
    body = call.json
    option = _input_option(body.get("valueInputOption", ""))
    done: list[tuple[Json, Written, Json]] = []
    for index, given in enumerate(body.get("data", [])):
        with _prefixed(f"data[{index}]"):
            said, areas = places(update, given)
            done += [
                (said, values_writing.write(update, area, *_block(given), option), given) for area in areas
            ]
    replies = [said | _reply(update, written, _wanted_of_body(body, given)) for said, written, given in done]
    return _totals([written for _, written, _ in done]) | ({"responses": replies} if replies else {})


def _wanted_of_body(body: Json, given: Json) -> Form | None:
    if not body.get("includeValuesInResponse"):
        return None
    names = ("responseValueRenderOption", "responseDateTimeRenderOption")
    return form(*(body.get(name, "") for name in names), given.get("majorDimension", ""))


def _totals(all_written: Sequence[Written]) -> Json:
    """How much was written in all; cells that were written twice count once."""
    cells = set().union(*(written.cells for written in all_written))
    counts = {
        "totalUpdatedRows": len({(sheet, row) for sheet, row, _ in cells}),
        "totalUpdatedColumns": len({(sheet, column) for sheet, _, column in cells}),
        "totalUpdatedCells": len(cells),
        "totalUpdatedSheets": len({sheet for sheet, _, _ in cells}),
    }
    return {name: count for name, count in counts.items() if count}


def batch_clear(world: World, call: Call) -> Json:
    """Take the values out of several ranges."""

    def change(update: Update) -> Json:
        cleared = []
        for index, text in enumerate(call.json.get("ranges", [])):
            with _prefixed(f"range[{index}]"):
                cleared.append(values_writing.clear(update, a1.parse(update.spreadsheet, text)))
        return {"clearedRanges": cleared} if cleared else {}

    return _changed(world, call, change)


def batch_clear_by_data_filter(world: World, call: Call) -> Json:
    """Take the values out of the ranges that data filters select."""

    def change(update: Update) -> Json:
        areas = [
            area
            for each in call.json.get("dataFilters", [])
            for area in _selected(update.spreadsheet, each, call)
        ]
        cleared = [values_writing.clear(update, area) for area in areas]
        return {"clearedRanges": cleared} if cleared else {}

    return _changed(world, call, change)


_PREFIX = "sheets.spreadsheets.values."
HANDLERS = {
    _PREFIX + "get": get,
    _PREFIX + "batchGet": batch_get,
    _PREFIX + "batchGetByDataFilter": batch_get_by_data_filter,
    _PREFIX + "update": update,
    _PREFIX + "append": append,
    _PREFIX + "clear": clear,
    _PREFIX + "batchUpdate": batch_update,
    _PREFIX + "batchUpdateByDataFilter": batch_update_by_data_filter,
    _PREFIX + "batchClear": batch_clear,
    _PREFIX + "batchClearByDataFilter": batch_clear_by_data_filter,
}
