"""Colours that show a slip while it is typed: conditional formats over the rows of a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sheets_sync.model import column_letters
from sheets_sync.rules.forms import Column
from sheets_sync.setup.provision.allowed import Allowed, Bounds
from sheets_sync.setup.provision.looks import COLOURS, CellLook


class Highlight(NamedTuple):
    """Columns `first..last` (from 0) look so in the rows where the formula, written for the first one, holds."""

    first: int
    last: int
    formula: str
    look: CellLook


def highlights(allowed: Allowed, rows: range) -> Iterator[Highlight]:
    """All colours of a form in these rows (from 1); of two that hold for a cell the earlier wins."""
    columns = allowed.form.columns
    for at, column in enumerate(columns):
        yield from of_cell(allowed, column, at, rows)
        if column.required:
            cell = f"{column_letters(at + 1)}{rows.start}"
            yield _colour(at, f'AND(TRIM({cell})="",{_is_record(columns, rows.start)})', "missing")
    if allowed.form.subject:
        yield from _subject(columns, rows.start)
    whole = f"=COUNTA($A{rows.start}:$B{rows.start})>0"  # signatures stand further to the right
    yield Highlight(0, len(columns) - 1, whole, {"border": 1, "border_color": COLOURS["line"]})


def of_cell(allowed: Allowed, column: Column, at: int, rows: range) -> Iterator[Highlight]:
    """The colours of a column, at this place (from 0), that hang on nothing but the column itself."""
    letter = column_letters(at + 1)
    cell = f"{letter}{rows.start}"
    if bounds := allowed.bounds(column):
        yield _colour(at, _outside(cell, bounds), "wrong")
    if column.type == "id":
        ids = allowed.lists.ids
        yield _colour(at, f'AND({cell}<>"",COUNTA({ids})>0,COUNTIF({ids},{cell})=0)', "wrong")
    if column.key == "staff_id" and allowed.form.key in ("roster", "scores", "classes"):
        yield _colour(at, f"COUNTIF(${letter}${rows.start}:${letter}${rows[-1]},{cell})>1", "twice")


def _colour(at: int, formula: str, colour: str) -> Highlight:
    return Highlight(at, at, f"={formula}", {"bg_color": COLOURS[colour]})


def _subject(columns: tuple[Column, ...], row: int) -> Iterator[Highlight]:
    """Exactly one of Mã CB and Tổ is wanted: both cells show it when there is none, or both."""
    places = [at for at, column in enumerate(columns) if column.key in ("staff_id", "team")]
    one, other = (f'TRIM(${column_letters(at + 1)}{row})=""' for at in places)
    formula = f"=AND({_is_record(columns, row)},({one})=({other}))"
    for at in places:
        yield Highlight(at, at, formula, {"bg_color": COLOURS["missing"]})


def _is_record(columns: tuple[Column, ...], row: int) -> str:
    """On tabs with marks a number among them, elsewhere two filled cells; and no text in STT, as separators have."""
    numbered = columns[0].type == "ignored"
    marks = [at for at, column in enumerate(columns, start=1) if column.type == "mark"]
    if marks:
        filled = f"COUNT(${column_letters(marks[0])}{row}:${column_letters(marks[-1])}{row})>0"
    else:
        filled = f"COUNTA(${'B' if numbered else 'A'}{row}:${column_letters(len(columns))}{row})>1"
    return f"{filled},NOT(ISTEXT($A{row}))" if numbered else filled


def _outside(cell: str, bounds: Bounds) -> str:
    """A number out of range, or text that is no number with either decimal sign."""
    limits = zip("<>", (bounds.low, bounds.high), strict=True)
    tests = [f"{cell}{sign}{hundredths(limit)}" for sign, limit in limits if limit is not None]
    with_point = f'VALUE(SUBSTITUTE({cell},",","."))'
    with_comma = f'VALUE(SUBSTITUTE({cell},".",","))'
    no_number = f'ISERROR({with_point}),ISERROR({with_comma}),TRIM({cell})<>"-",TRIM({cell})<>""'
    out_of_range = f"OR({','.join(tests)})" if tests else "FALSE"
    return f"IF(ISNUMBER({cell}),{out_of_range},AND({no_number}))"


def hundredths(points: int) -> str:
    """Hundredths in a formula, without the decimal sign that each country writes otherwise."""
    return str(points // 100) if points % 100 == 0 else f"{points}/100"
