"""Requests on groups of rows and columns, which can be folded away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.google_emulator.sheets.field_updates import overlay, paths
from tests.google_emulator.sheets.ranges import Lines
from tests.google_emulator.sheets.resource import groups_shown
from tests.google_emulator.sheets.state import Group
from tests.google_emulator.sheets.updating import Update
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_DEEPEST = 8


def _add(update: Update, given: Json) -> Json:
    lines = _lines(update, given)
    depths = _depths(lines)
    for at in range(lines.start, lines.end):
        depths[at] = depths.get(at, 0) + 1
    if max(depths.values()) > _DEEPEST:
        raise ApiError(400, f"You can't have more than {_DEEPEST} levels of groups.")
    return _regroup(lines, depths)


def _delete(update: Update, given: Json) -> Json:
    lines = _lines(update, given)
    depths = _depths(lines)
    if not any(depths.get(at) for at in range(lines.start, lines.end)):
        raise ApiError(400, "You can't delete a group that doesn't exist.")
    for at in range(lines.start, lines.end):
        depths[at] = max(depths.get(at, 0) - 1, 0)
    return _regroup(lines, depths)


def _change(update: Update, given: Json) -> Json:
    group = given.get("dimensionGroup", {})
    lines = _lines(update, group)
    named = paths(given.get("fields", ""), "DimensionGroup")
    wanted = (lines.dimension, lines.start, lines.end, group.get("depth", 0))
    found = next((each for each in lines.sheet.groups if each[:4] == wanted), None)
    if found is None:
        raise ApiError(400, "There is no dimension group of that depth over that range.")
    kept = {"collapsed": found.collapsed}
    overlay(kept, group, [path for path in named if path == ("collapsed",)])
    at = lines.sheet.groups.index(found)
    lines.sheet.groups[at] = found._replace(collapsed=kept.get("collapsed", False))
    _hide(lines, kept.get("collapsed", False))
    return {}


def _lines(update: Update, given: Json) -> Lines:
    lines = update.lines(given.get("range", {}))
    update.demand_edit(lines.box())
    return lines._replace(end=min(lines.end, lines.limit))


def _hide(lines: Lines, is_hidden: bool) -> None:
    kept = lines.sheet.rows if lines.is_rows else lines.sheet.columns
    for at in range(lines.start, lines.end):
        rest = {name: value for name, value in kept.pop(at, {}).items() if name != "hiddenByUser"}
        if rest or is_hidden:
            kept[at] = rest | ({"hiddenByUser": True} if is_hidden else {})


# --- a line's depth says in how many groups it is -----------------------------------------------------------


def _depths(lines: Lines) -> dict[int, int]:
    depths: dict[int, int] = {}
    for group in lines.sheet.groups:
        if group.dimension == lines.dimension:
            for at in range(group.start, group.end):
                depths[at] = max(depths.get(at, 0), group.depth)
    return depths


def _regroup(lines: Lines, depths: dict[int, int]) -> Json:
    """Set the groups that these depths mean; the reply lists them."""
    sheet = lines.sheet
    folded = {group[:4] for group in sheet.groups if group.collapsed}
    others = [group for group in sheet.groups if group.dimension != lines.dimension]
    made = [
        Group(lines.dimension, start, end, depth, (lines.dimension, start, end, depth) in folded)
        for depth in range(1, max(depths.values(), default=0) + 1)
        for start, end in _runs(sorted(at for at, deep in depths.items() if deep >= depth))
    ]
    sheet.groups = others + made
    grid = sheet.properties["gridProperties"]
    grid["rowGroupControlAfter" if lines.is_rows else "columnGroupControlAfter"] = True
    return {"dimensionGroups": groups_shown(sheet, lines.dimension)} if made else {}


def _runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """The unbroken runs among ascending numbers, half open."""
    found: list[tuple[int, int]] = []
    for at in lines:
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        else:
            found.append((at, at + 1))
    return found


KINDS = {"addDimensionGroup": _add, "deleteDimensionGroup": _delete, "updateDimensionGroup": _change}
