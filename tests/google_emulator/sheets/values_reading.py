"""Values as `values.get` and its kin give them: trimmed, by rows or columns, in the form that was asked for."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.google_emulator.sheets import a1, rendering
from tests.google_emulator.sheets.a1 import Area
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Spreadsheet

Json = dict[str, Any]


class Form(NamedTuple):
    """How values are to be given; what is left open is Google's default."""

    render: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    major: str = "ROWS"


def form(render: str, dates: str, major: str = "") -> Form:
    """The form of these options, empty or unspecified ones being the default."""
    columns = major == "COLUMNS"
    return Form(render or Form().render, dates or Form().dates, "COLUMNS" if columns else "ROWS")


def value_range(spreadsheet: Spreadsheet, area: Area | Box, wanted: Form) -> Json:
    """The values of an area without empty rows and cells at its end; no `values` at all if it is empty."""
    shown: Json = {"range": a1.text_of(area), "majorDimension": wanted.major}
    lines = _lines(spreadsheet, area, wanted)
    if lines:
        shown["values"] = lines
    return shown


def _lines(spreadsheet: Spreadsheet, area: Area | Box, wanted: Form) -> list[list[Any]]:
    """The filled cells put in their lines, each as long as its last one."""
    # Unverified: a formula whose result is an empty text counts as filled.
    sheet, top, left, bottom, right = area[:5]
    lines: list[list[Any]] = []
    for row, column in _filled(sheet.cells, top, left, bottom, right):
        along, across = (
            (column - left, row - top) if wanted.major == "COLUMNS" else (row - top, column - left)
        )
        value = rendering.value_as(spreadsheet, sheet, row, column, wanted.render, wanted.dates)
        while len(lines) <= along:
            lines.append([])
        line = lines[along]
        if across >= len(line):
            line.extend([""] * (across + 1 - len(line)))
        line[across] = value
    return lines


def _filled(cells: Json, top: int, left: int, bottom: int, right: int) -> list[tuple[int, int]]:
    if (bottom - top) * (right - left) < len(cells):
        places = ((row, column) for row in range(top, bottom) for column in range(left, right))
        return [at for at in places if at in cells and cells[at].entered is not None]
    return [
        (row, column)
        for (row, column), cell in cells.items()
        if top <= row < bottom and left <= column < right and cell.entered is not None
    ]
