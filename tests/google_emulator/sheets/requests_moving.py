"""Requests that move whole rows and columns: inserting, deleting, moving, sorting and shuffling them."""

from __future__ import annotations

from typing import Any

from tests.google_emulator.sheets import moving, reordering
from tests.google_emulator.sheets.ranges import Lines
from tests.google_emulator.sheets.requests_sheets import check_cell_count
from tests.google_emulator.sheets.state import MOST_COLUMNS
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]


def _insert(update: Update, given: Json) -> Json:
    lines, inherits = update.lines(given.get("range", {})), given.get("inheritFromBefore", False)
    side = lines.dimension.lower()[:-1]
    if "endIndex" not in given.get("range", {}):
        raise ApiError(400, "Both the start and end indexes of the dimensions to insert must be bounded.")
    if inherits and lines.start == 0:
        raise ApiError(400, "inheritFromBefore cannot be true if the start index is 0.")
    if lines.start > lines.limit or (lines.start == lines.limit and not inherits):
        raise ApiError(
            400, f"range.startIndex[{lines.start}] is after last {side} in grid[{lines.limit - 1}]"
        )
    count = lines.end - lines.start
    if not lines.is_rows and lines.limit + count > MOST_COLUMNS:
        raise ApiError(
            400, f"This action would increase the number of columns above the limit of {MOST_COLUMNS}."
        )
    _demand_seam(update, lines)
    moving.insert(
        update.spreadsheet, lines.sheet, lines.dimension, lines.start, count, inherit_before=inherits
    )
    check_cell_count(update)
    return {}


def _demand_seam(update: Update, lines: Lines) -> None:
    """New lines inside a protected range change it; before or after it they do not."""
    if 0 < lines.start < lines.limit:
        before = lines._replace(start=lines.start - 1, end=lines.start).box()
        after = lines._replace(end=lines.start + 1).box()
        for protected in lines.sheet.protected:
            if not update.may_edit(protected):
                update.demand_not_inside(protected, before, after)
    update.demand_tab(lines.sheet)


def _delete(update: Update, given: Json) -> Json:
    lines = update.lines(given.get("range", {}))
    side = lines.dimension.lower()[:-1]
    if lines.start == 0 and lines.end >= lines.limit:
        raise ApiError(400, f"You can't delete all the {side}s on the sheet.")
    if lines.end > lines.limit:
        first = max(lines.start, lines.limit)
        raise ApiError(
            400,
            f"Cannot delete a {side} that doesn't exist. "
            f"Tried to delete {side} index {first} but there are only {lines.limit} {side}s.",
        )
    grid = lines.sheet.properties["gridProperties"]
    frozen = grid.get("frozenRowCount" if lines.is_rows else "frozenColumnCount", 0)
    if lines.start <= frozen and lines.end >= lines.limit:
        raise ApiError(400, f"Sorry, it is not possible to delete all non-frozen {side}s.")
    update.demand_edit(lines.box())
    moving.delete(update.spreadsheet, lines.sheet, lines.dimension, lines.start, lines.end)
    return {}


def _move(update: Update, given: Json) -> Json:
    lines = update.lines(given.get("source", {}))
    target = given.get("destinationIndex", 0)
    if lines.end > lines.limit or not 0 <= target <= lines.limit:
        raise ApiError(400, f"The {lines.dimension.lower()} to move must lie in the grid.")
    first, last = min(lines.start, target), max(lines.end, target)
    update.demand_edit(lines._replace(start=first, end=last).box())
    if not lines.start <= target <= lines.end:
        reordering.move(update.spreadsheet, lines, target)
    return {}


def _sort(update: Update, given: Json) -> Json:
    area = update.box_to_change(given.get("range", {}))
    specs = given.get("sortSpecs", [])
    if not specs:
        raise ApiError(400, "At least one sort spec must be specified.")
    for spec in specs:
        if not area.left <= spec.get("dimensionIndex", 0) < area.right:
            raise ApiError(400, "The sort dimension must be within the range.")
    moving.sort(update.spreadsheet, area.sheet, area, specs)
    return {}


def _shuffle(update: Update, given: Json) -> Json:
    moving.shuffle(update.spreadsheet, update.box_to_change(given.get("range", {})))
    return {}


KINDS = {
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "sortRange": _sort,
    "randomizeRange": _shuffle,
}
