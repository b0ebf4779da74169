"""Moving a block of rows or columns elsewhere in the grid, with everything that stands on them."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets import following
from tests.google_emulator.sheets.ranges import Lines
from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def move(spreadsheet: Spreadsheet, lines: Lines, target: int) -> None:
    """Move these lines before the one at `target`, counted as they stood."""
    order = list(range(lines.limit))
    block = order[lines.start : lines.end]
    del order[lines.start : lines.end]
    at = target if target < lines.start else target - len(block)
    order[at:at] = block
    places = {old: new for new, old in enumerate(order)}
    _move_cells(lines, places)
    _move_ranges(lines, places)
    following.follow_lines(spreadsheet, lines, places)


def _move_cells(lines: Lines, places: dict[int, int]) -> None:
    sheet = lines.sheet
    if lines.is_rows:
        sheet.cells = {(places[row], column): cell for (row, column), cell in sheet.cells.items()}
        sheet.rows = {places[at]: line for at, line in sheet.rows.items()}
    else:
        sheet.cells = {(row, places[column]): cell for (row, column), cell in sheet.cells.items()}
        sheet.columns = {places[at]: line for at, line in sheet.columns.items()}
    for entry in sheet.metadata:
        place = entry["location"].get("dimensionRange")
        if place and place["dimension"] == lines.dimension:
            start = places[place.get("startIndex", 0)]
            place |= {"startIndex": start, "endIndex": start + 1}


def _move_ranges(lines: Lines, places: dict[int, int]) -> None:
    """Ranges that stay in one piece move along; a merge must not be torn, others keep their place."""
    sheet, names = lines.sheet, ("startRowIndex", "endRowIndex")
    if not lines.is_rows:
        names = ("startColumnIndex", "endColumnIndex")
    for merge in sheet.merges:
        if not _moved(merge, names, places):
            raise ApiError(400, "You can't move part of a merged range.")
    for given in _ranges(sheet):
        _moved(given, names, places)


def _ranges(sheet: Sheet) -> list[Json]:
    items = [*sheet.protected, *sheet.banding, *sheet.filter_views]
    found = [item["range"] for item in items if "range" in item]
    found += [given for rule in sheet.conditional for given in rule["ranges"]]
    return found + ([sheet.basic_filter["range"]] if sheet.basic_filter else [])


def _moved(given: Json, names: tuple[str, str], places: dict[int, int]) -> bool:
    """Whether a range stays in one piece; if so it has moved."""
    if names[0] not in given or names[1] not in given:
        return True
    new = sorted(places[at] for at in range(given[names[0]], given[names[1]]))
    if new[-1] - new[0] != len(new) - 1:
        return False
    given |= {names[0]: new[0], names[1]: new[-1] + 1}
    return True
