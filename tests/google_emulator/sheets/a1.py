"""A1 notation: the text of a range resolved against the grid, and a resolved range as Google echoes it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from tests.google_emulator.sheets import ranges
from tests.google_emulator.sheets.state import MOST_COLUMNS, Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_END = r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]*)?"
_A1 = re.compile(rf"{_END}(?::{_END})?")
_R1C1 = re.compile(r"R([1-9][0-9]*)C([1-9][0-9]*)(?::R([1-9][0-9]*)C([1-9][0-9]*))?", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))(?:!(.+))?", re.DOTALL)
_PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|R[0-9]*C[0-9]*|R[0-9]*|C[0-9]*", re.IGNORECASE)

Bounds = tuple[int, int, int | None, int | None]  # top, left, bottom, right; an open end is None


class Area(NamedTuple):
    """A rectangle of one tab, half open and cut to the grid, with the text it was asked for by.

    `is_cell` says that one cell was named: values written there may spread over the cells below and beside it.
    """

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int
    text: str = ""
    is_cell: bool = False

    @property
    def box(self) -> ranges.Box:
        """The same rectangle without its text."""
        return ranges.Box(*self[:5])


def parse(spreadsheet: Spreadsheet, text: str) -> Area:
    """The area that a text names: cells, whole columns or rows, open ends, a tab, or a named range."""
    quoted, plain, rest = _parts(text)
    if rest is not None:
        sheet = spreadsheet.titled(quoted or plain)
        if sheet is None:
            raise _unparsable(text)
        return _in_tab(spreadsheet, sheet, rest, text)
    if quoted:
        return _whole_tab(spreadsheet, quoted, text)
    return _bare(spreadsheet, plain, text)


def _parts(text: str) -> tuple[str, str, str | None]:
    found = _QUALIFIED.fullmatch(text)
    if found is None:
        raise _unparsable(text)
    return (found[1] or "").replace("''", "'"), found[2] or "", found[3]


def _unparsable(text: str) -> ApiError:
    return ApiError(400, f"Unable to parse range: {text}")


def _bare(spreadsheet: Spreadsheet, name: str, text: str) -> Area:
    """Without a tab: a named range first, then cells of the first visible tab, then a tab's title."""
    named = _named_range(spreadsheet, name)
    if named:
        return of_grid_range(spreadsheet, named)._replace(text=text)
    bounds = _bounds(name)
    if bounds is None:
        return _whole_tab(spreadsheet, name, text)
    visible = [sheet for sheet in spreadsheet.sheets if not sheet.properties.get("hidden")]
    return _resolved(visible[0], bounds, text)


def _in_tab(spreadsheet: Spreadsheet, sheet: Sheet, rest: str, text: str) -> Area:
    bounds = _bounds(rest)
    if bounds is not None:
        return _resolved(sheet, bounds, text)
    named = _named_range(spreadsheet, rest)
    if not named or named.get("sheetId", 0) != sheet.id:
        raise _unparsable(text)
    return of_grid_range(spreadsheet, named)._replace(text=text)


def _whole_tab(spreadsheet: Spreadsheet, title: str, text: str) -> Area:
    sheet = spreadsheet.titled(title)
    if sheet is None:
        raise _unparsable(text)
    return Area(sheet, 0, 0, sheet.row_count, sheet.column_count, text)


def _named_range(spreadsheet: Spreadsheet, name: str) -> Json | None:
    found = (each["range"] for each in spreadsheet.named_ranges if each["name"].lower() == name.lower())
    return next(found, None)


@lru_cache(maxsize=4096)
def _bounds(text: str) -> Bounds | None:
    """What A1 or R1C1 notation bounds; nothing where the text is neither."""
    found = _R1C1.fullmatch(text)
    if found:
        rows_and_columns = [int(number) for number in found.groups() if number]
        return _ordered(*(([number - 1 for number in rows_and_columns] * 2)[:4]))
    found = _A1.fullmatch(text)
    return _from_ends(found, ":" in text) if found else None


def _ordered(top: int, left: int, bottom: int, right: int) -> Bounds:
    return min(top, bottom), min(left, right), max(top, bottom) + 1, max(left, right) + 1


def _from_ends(found: re.Match[str], is_range: bool) -> Bounds | None:
    letters_, numbers = [found[1], found[3]], [found[2], found[4]]
    if not is_range:
        letters_[1], numbers[1] = letters_[0], numbers[0]
        if not (letters_[0] and numbers[0]):
            return None
    if not ((letters_[0] or numbers[0]) and (letters_[1] or numbers[1])):
        return None
    columns = sorted(column_of(each) for each in letters_ if each)
    rows = sorted(int(each) - 1 for each in numbers if each)
    top, bottom = (rows[0] if rows else 0), (rows[1] + 1 if len(rows) == 2 else None)
    left, right = (columns[0] if columns else 0), (columns[1] + 1 if len(columns) == 2 else None)
    return top, left, bottom, right


def _resolved(sheet: Sheet, bounds: Bounds, text: str) -> Area:
    top, left, bottom, right = bounds
    rows, columns = sheet.row_count, sheet.column_count
    if top >= rows or left >= columns:
        shown = f"{quoted_title(sheet.title)}!{_text_of_bounds(bounds)}"
        raise ApiError(400, f"Range ({shown}) exceeds grid limits. Max rows: {rows}, max columns: {columns}")
    is_cell = (bottom, right) == (top + 1, left + 1) and ":" not in text.rpartition("!")[2]
    return Area(sheet, top, left, min(bottom or rows, rows), min(right or columns, columns), text, is_cell)


def _text_of_bounds(bounds: Bounds) -> str:
    top, left, bottom, right = bounds
    first = f"{letters(left)}{top + 1}"
    last = ("" if right is None else letters(right - 1)) + ("" if bottom is None else str(bottom))
    return first if last in ("", first) else f"{first}:{last}"


def of_grid_range(spreadsheet: Spreadsheet, grid_range: Json) -> Area:
    """The area of a GridRange, cut to the grid."""
    return Area(*ranges.box(spreadsheet, grid_range))


def text_of(area: Area | ranges.Box) -> str:
    """An area in A1 notation, its title quoted only where it must be."""
    return f"{quoted_title(area[0].title)}!{_text_of_bounds((area[1], area[2], area[3], area[4]))}"


def quoted_title(title: str) -> str:
    """A title as it stands before the exclamation mark."""
    # Unverified: titles with letters beyond ASCII are taken to be quoted.
    if _PLAIN_TITLE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


@lru_cache(maxsize=MOST_COLUMNS)
def letters(column: int) -> str:
    """The letters of a column that counts from 0: `A`, `Z`, `AA`."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


@lru_cache(maxsize=MOST_COLUMNS)
def column_of(text: str) -> int:
    """The column, from 0, of its letters."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
