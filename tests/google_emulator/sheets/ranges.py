"""GridRanges and DimensionRanges of requests, resolved against the grid, and as Google echoes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.google_emulator.sheets.state import Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_BOUNDS = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")


class Box(NamedTuple):
    """A rectangle of one tab: rows `top` to before `bottom`, columns `left` to before `right`."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every position in it, row by row."""
        return (
            (row, column) for row in range(self.top, self.bottom) for column in range(self.left, self.right)
        )

    def holds(self, row: int, column: int) -> bool:
        """Whether a position lies in it."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def contains(self, other: Box) -> bool:
        """Whether the other lies wholly in it."""
        return (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def meets(self, other: Box) -> bool:
        """Whether both are on one tab and share a cell."""
        return (
            self.sheet.id == other.sheet.id
            and max(self.top, other.top) < min(self.bottom, other.bottom)
            and max(self.left, other.left) < min(self.right, other.right)
        )

    @property
    def height(self) -> int:
        """How many rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """How many columns."""
        return self.right - self.left


def sheet_of(spreadsheet: Spreadsheet, sheet_id: int, what: str = "grid") -> Sheet:
    """The tab of this id, or Google's error; some requests speak of a `sheet`, most of a grid."""
    sheet = spreadsheet.sheet(sheet_id)
    if sheet is None:
        raise ApiError(400, f"No {what} with id: {sheet_id}")
    return sheet


def whole(sheet: Sheet) -> Box:
    """A whole tab."""
    return Box(sheet, 0, 0, sheet.row_count, sheet.column_count)


def box(spreadsheet: Spreadsheet, given: Json) -> Box:
    """A GridRange resolved: missing ends are the grid's; a start beyond it is an error, an end is cut off."""
    sheet = sheet_of(spreadsheet, given.get("sheetId", 0))
    top, left = given.get("startRowIndex", 0), given.get("startColumnIndex", 0)
    bottom, right = given.get("endRowIndex", sheet.row_count), given.get("endColumnIndex", sheet.column_count)
    _check(sheet, top, left, bottom, right)
    return Box(sheet, top, left, min(bottom, sheet.row_count), min(right, sheet.column_count))


def _check(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
    if top < 0 or left < 0:
        raise ApiError(400, "Invalid range: indexes must be zero or positive.")
    if top >= sheet.row_count or left >= sheet.column_count:
        raise ApiError(
            400,
            f"Range ({named(sheet, top, left, bottom, right)}) exceeds grid limits. "
            f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
        )
    if top >= bottom or left >= right:
        raise ApiError(400, "The range is empty: the end index must be greater than the start index.")


def named(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> str:
    """A range in A1 notation for an error text."""
    first, last = f"{_letters(left)}{top + 1}", f"{_letters(right - 1)}{bottom}"
    return f"{sheet.title}!{first}" + (f":{last}" if last != first else "")


def _letters(column: int) -> str:
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)


def coordinate(spreadsheet: Spreadsheet, given: Json) -> tuple[Sheet, int, int]:
    """A GridCoordinate's tab, row and column, which must lie in the grid."""
    sheet = sheet_of(spreadsheet, given.get("sheetId", 0))
    row, column = given.get("rowIndex", 0), given.get("columnIndex", 0)
    for name, at, count, line in (
        ("rowIndex", row, sheet.row_count, "row"),
        ("columnIndex", column, sheet.column_count, "column"),
    ):
        if at >= count:
            raise ApiError(400, f"GridCoordinate.{name}[{at}] is after last {line} in grid[{count - 1}]")
        if at < 0:
            raise ApiError(400, f"GridCoordinate.{name}[{at}] must be zero or positive")
    return sheet, row, column


def kept(spreadsheet: Spreadsheet, given: Json) -> Json:
    """A GridRange as it is stored and echoed: unbounded where it was, cut to the grid, no sheetId of 0."""
    area = box(spreadsheet, given)
    cut = {"endRowIndex": area.bottom, "endColumnIndex": area.right}
    stored = {name: cut.get(name, given[name]) for name in _BOUNDS if name in given}
    return with_sheet(stored, area.sheet.id)


def with_sheet(given: Json, sheet_id: int) -> Json:
    """The same range on this tab; an id of 0 is not spelt out."""
    rest = {key: value for key, value in given.items() if key != "sheetId"}
    return {"sheetId": sheet_id, **rest} if sheet_id else rest


def grid_range(area: Box) -> Json:
    """A fully bounded GridRange."""
    numbers = (area.top, area.bottom, area.left, area.right)
    return with_sheet(dict(zip(_BOUNDS, numbers, strict=True)), area.sheet.id)


def within(area: Box, given: Json) -> bool:
    """Whether a stored GridRange shares a cell with a box."""
    return (
        given.get("sheetId", 0) == area.sheet.id
        and given.get("startRowIndex", 0) < area.bottom
        and given.get("endRowIndex", area.bottom) > area.top
        and given.get("startColumnIndex", 0) < area.right
        and given.get("endColumnIndex", area.right) > area.left
    )


class Lines(NamedTuple):
    """Some rows or columns of a tab."""

    sheet: Sheet
    dimension: str
    start: int
    end: int

    @property
    def is_rows(self) -> bool:
        """Whether they are rows."""
        return self.dimension == "ROWS"

    @property
    def limit(self) -> int:
        """How many such lines the grid has."""
        return self.sheet.row_count if self.is_rows else self.sheet.column_count

    def box(self) -> Box:
        """All their cells."""
        if self.is_rows:
            return Box(self.sheet, self.start, 0, self.end, self.sheet.column_count)
        return Box(self.sheet, 0, self.start, self.sheet.row_count, self.end)


def lines(spreadsheet: Spreadsheet, given: Json) -> Lines:
    """A DimensionRange resolved; ends that are not given are the grid's."""
    sheet = sheet_of(spreadsheet, given.get("sheetId", 0))
    dimension = given.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise ApiError(400, "No dimension specified.")
    limit = sheet.row_count if dimension == "ROWS" else sheet.column_count
    found = Lines(sheet, dimension, given.get("startIndex", 0), given.get("endIndex", limit))
    if found.start < 0 or found.end <= found.start:
        raise ApiError(400, "The end index must be greater than the start index, which must not be negative.")
    return found
