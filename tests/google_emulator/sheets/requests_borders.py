"""The request that draws borders around and inside a range."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets import looks
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.updating import Update

Json = dict[str, Any]

_SIDES = ("top", "bottom", "left", "right")


def _update_borders(update: Update, given: Json) -> Json:
    area = update.box_to_change(given.get("range", {}))
    lines = {
        name: looks.border(given[name])
        for name in (*_SIDES, "innerHorizontal", "innerVertical")
        if name in given
    }
    for row, column in area.cells():
        changed = {side: lines[name] for side, name in _names(area, row, column) if name in lines}
        if changed:
            _draw(area, row, column, changed)
    return {}


def _names(area: Box, row: int, column: int) -> Iterator[tuple[str, str]]:
    """Each side of a cell, and which of the request's lines lies there."""
    yield "top", "top" if row == area.top else "innerHorizontal"
    yield "bottom", "bottom" if row == area.bottom - 1 else "innerHorizontal"
    yield "left", "left" if column == area.left else "innerVertical"
    yield "right", "right" if column == area.right - 1 else "innerVertical"


def _draw(area: Box, row: int, column: int, changed: Json) -> None:
    cell = area.sheet.at(row, column)
    look = copy.deepcopy(cell.format) or {}
    borders = {**look.get("borders", {}), **changed}
    look["borders"] = {side: line for side, line in borders.items() if line}
    if not look["borders"]:
        del look["borders"]
    area.sheet.put(row, column, cell._replace(format=look or None))


KINDS = {"updateBorders": _update_borders}
