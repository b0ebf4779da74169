"""Rows and columns that come, go or change places, with everything that lies on them or refers to them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.google_emulator.sheets import formulas_references as references
from tests.google_emulator.sheets import rendering
from tests.google_emulator.sheets.formulas_references import span
from tests.google_emulator.sheets.ranges import Box
from tests.google_emulator.sheets.state import Cell, Sheet, Spreadsheet
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]

_LISTS = ("protected", "conditional", "charts", "banding", "filter_views")
_AXES = {
    "ROWS": ("startRowIndex", "endRowIndex", "rowIndex", "rowCount", "frozenRowCount", "row"),
    "COLUMNS": (
        "startColumnIndex",
        "endColumnIndex",
        "columnIndex",
        "columnCount",
        "frozenColumnCount",
        "column",
    ),
}


def insert(
    spreadsheet: Spreadsheet,
    sheet: Sheet,
    dimension: str,
    at: int,
    count: int,
    inherit_before: bool = False,
) -> None:
    """Insert empty rows or columns at an index, with the looks of those before or after."""
    _shift_cells(sheet, dimension, at, count)
    _inherit(sheet, dimension, at, count, inherit_before)
    _shift_everything_else(spreadsheet, sheet, dimension, at, count)


def delete(spreadsheet: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Delete rows or columns from `start` to before `end`."""
    limit = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if start <= 0 and end >= limit:
        raise ApiError(400, f"You can't delete all the {dimension.lower()} on the sheet.")
    end = min(end, limit)
    _shift_cells(sheet, dimension, start, start - end)
    _shift_everything_else(spreadsheet, sheet, dimension, start, start - end)


# --- cells --------------------------------------------------------------------------------------------------


def _shift_cells(sheet: Sheet, dimension: str, at: int, count: int) -> None:
    gone = at - count if count < 0 else at
    by_row = dimension == "ROWS"
    kept: dict[tuple[int, int], Cell] = {}
    for (row, column), cell in sheet.cells.items():
        line = row if by_row else column
        if line < at:
            kept[row, column] = cell
        elif line >= gone:
            kept[(row + count, column) if by_row else (row, column + count)] = cell
    sheet.cells = kept


def _inherit(sheet: Sheet, dimension: str, at: int, count: int, before: bool) -> None:
    """Give new lines the formats and validations of their neighbour."""
    # Unverified: a validation is taken over like a format.
    by_row = dimension == "ROWS"
    source = at - 1 if before else at + count
    looks = {
        (row, column): Cell(format=cell.format, validation=cell.validation)
        for (row, column), cell in sheet.cells.items()
        if (row if by_row else column) == source and (cell.format or cell.validation)
    }
    for (row, column), look in looks.items():
        for line in range(at, at + count):
            sheet.put(line if by_row else row, column if by_row else line, look)


# --- what lies on the lines ---------------------------------------------------------------------------------


def _shift_everything_else(
    spreadsheet: Spreadsheet, sheet: Sheet, dimension: str, at: int, count: int
) -> None:
    _shift_grid(sheet, dimension, at, count)
    _shift_metadata(sheet, dimension, at, count)
    shift = _Shift(sheet.id, dimension, at, count)
    sheet.merges = [merge for merge in shift.kept(sheet.merges) if _is_merge(merge)]
    spreadsheet.named_ranges = shift.kept(spreadsheet.named_ranges)
    for each in spreadsheet.sheets:
        for name in _LISTS:
            setattr(each, name, shift.kept(getattr(each, name)))
        if each.basic_filter:
            each.basic_filter = shift.changed(each.basic_filter)
    rewrite_formulas(
        spreadsheet,
        lambda formula, own: references.adjusted(formula, own, sheet.title, dimension, at, count),
    )


def _shift_grid(sheet: Sheet, dimension: str, at: int, count: int) -> None:
    _, _, _, size, frozen, _ = _AXES[dimension]
    grid = sheet.properties["gridProperties"]
    grid[size] += count
    if at < grid.get(frozen, 0):
        grid[frozen] = max(at, grid[frozen] + count) if count < 0 else grid[frozen] + count
        if not grid[frozen]:
            del grid[frozen]
    _shift_groups(sheet, dimension, at, count)
    lines = sheet.rows if dimension == "ROWS" else sheet.columns
    moved = {span(line, line + 1, at, count): kept for line, kept in lines.items()}
    lines.clear()
    lines.update({place[0]: kept for place, kept in moved.items() if place})


def _shift_groups(sheet: Sheet, dimension: str, at: int, count: int) -> None:
    kept = []
    for group in sheet.groups:
        place = span(group.start, group.end, at, count) if group.dimension == dimension else group[1:3]
        if place:
            kept.append(group._replace(start=place[0], end=place[1]))
    sheet.groups = kept


def _shift_metadata(sheet: Sheet, dimension: str, at: int, count: int) -> None:
    kept = []
    for entry in sheet.metadata:
        place = entry["location"].get("dimensionRange")
        if place and place["dimension"] == dimension:
            start = place.get("startIndex", 0)
            found = span(start, place.get("endIndex", start + 1), at, count)
            if found is None:
                continue
            place["startIndex"], place["endIndex"] = found
        kept.append(entry)
    sheet.metadata = kept


def _is_merge(merge: Json) -> bool:
    height = merge["endRowIndex"] - merge.get("startRowIndex", 0)
    return height * (merge["endColumnIndex"] - merge.get("startColumnIndex", 0)) > 1


class _Shift:
    """Changes every GridRange and coordinate of a tab that it finds in a resource."""

    def __init__(self, sheet_id: int, dimension: str, at: int, count: int) -> None:
        self._sheet_id, self._at, self._count = sheet_id, at, count
        self._start, self._end, self._index, _, _, _ = _AXES[dimension]
        self._is_columns = dimension == "COLUMNS"

    def kept(self, resources: Sequence[Json]) -> list[Json]:
        """The resources of which something is left, changed."""
        found = (self.changed(each) for each in resources)
        return [each for each in found if each is not None]

    def changed(self, given: Json) -> Json | None:
        """A message after the shift, or nothing where its range, or all of its ranges, went."""
        if self._start in given or self._end in given:
            return self._range(given)
        if "rowIndex" in given or ("columnIndex" in given and "sheetId" in given):
            return self._coordinate(given)
        shown: Json = {}
        for key, value in given.items():
            new = self._value(key, value)
            if new is None and key in ("range", "ranges", "sourceRange", "sources"):
                return None
            if new is not None:
                shown[key] = new
        return shown

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return self._by_column(value) if key == "criteria" else self.changed(value)
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return self.kept(value) or (None if key in ("ranges", "sources") else [])
        if self._is_columns and key in ("columnIndex", "dimensionIndex"):
            found = span(value, value + 1, self._at, self._count)
            return found[0] if found else None
        return value

    def _by_column(self, criteria: Json) -> Json:
        """A filter's criteria, whose keys are columns."""
        if not self._is_columns:
            return criteria
        moved = (
            (span(int(key), int(key) + 1, self._at, self._count), kept) for key, kept in criteria.items()
        )
        return {str(place[0]): kept for place, kept in moved if place}

    def _range(self, given: Json) -> Json | None:
        if given.get("sheetId", 0) != self._sheet_id:
            return given
        found = span(given.get(self._start, 0), given.get(self._end), self._at, self._count)
        if found is None:
            return None
        shown = dict(given)
        if self._start in given:
            shown[self._start] = found[0]
        if self._end in given:
            shown[self._end] = found[1]
        return shown

    def _coordinate(self, given: Json) -> Json:
        if given.get("sheetId", 0) != self._sheet_id:
            return given
        found = span(given.get(self._index, 0), given.get(self._index, 0) + 1, self._at, self._count)
        return {**given, self._index: found[0] if found else self._at}


# --- formulas -----------------------------------------------------------------------------------------------


def rewrite_formulas(spreadsheet: Spreadsheet, change: Callable[[str, str], str]) -> None:
    """Change every formula, in cells and in rules, given with the title of the tab that it stands in."""
    for sheet in spreadsheet.sheets:
        seen: dict[int, Json] = {}
        for at, cell in sheet.cells.items():
            if cell.entered and "formulaValue" in cell.entered:
                formula = change(cell.entered["formulaValue"], sheet.title)
                sheet.cells[at] = cell = cell._replace(entered={"formulaValue": formula})
            if cell.validation:
                if id(cell.validation) not in seen:
                    seen[id(cell.validation)] = _in_rule(cell.validation, sheet.title, change)
                if seen[id(cell.validation)] != cell.validation:
                    sheet.cells[at] = cell._replace(validation=seen[id(cell.validation)])
        sheet.conditional = [_in_rule(rule, sheet.title, change) for rule in sheet.conditional]
    spreadsheet.computed.clear()


def _in_rule(rule: Any, title: str, change: Callable[[str, str], str]) -> Any:
    if isinstance(rule, list):
        return [_in_rule(each, title, change) for each in rule]
    if not isinstance(rule, dict):
        return rule
    return {
        key: change(value, title)
        if key == "userEnteredValue" and isinstance(value, str) and value.startswith("=")
        else _in_rule(value, title, change)
        for key, value in rule.items()
    }


def rename(spreadsheet: Spreadsheet, sheet: Sheet, title: str) -> None:
    """Give a tab another title; formulas that name it follow."""
    old = sheet.title
    sheet.properties["title"] = title
    rewrite_formulas(spreadsheet, lambda formula, _: references.renamed(formula, old, title))


def remove(spreadsheet: Spreadsheet, sheet: Sheet) -> None:
    """Delete a tab; formulas that name it lose their references, its named ranges go."""
    spreadsheet.sheets.remove(sheet)
    for index, each in enumerate(spreadsheet.sheets):
        each.properties["index"] = index
    spreadsheet.named_ranges = [
        each for each in spreadsheet.named_ranges if each["range"].get("sheetId", 0) != sheet.id
    ]
    rewrite_formulas(spreadsheet, lambda formula, _: references.renamed(formula, sheet.title, None))


# --- sorting ------------------------------------------------------------------------------------------------


def sort(spreadsheet: Spreadsheet, sheet: Sheet, area: Box | Any, specs: Sequence[Json]) -> None:
    """Sort the rows of an area by SortSpecs, with their formats and notes; what lies beside it stays."""
    top, left, bottom, right = area[1:5]
    if any(_is_upright_merge(merge, area) for merge in sheet.merges):
        raise ApiError(400, "You can't sort a range that contains vertically merged cells.")  # Unverified
    filled = {row for row, column in sheet.cells if top <= row < bottom and left <= column < right}
    order = sorted(filled)
    for spec in reversed(specs):
        column, down = spec.get("dimensionIndex", 0), spec.get("sortOrder") == "DESCENDING"
        keys = {row: _sort_key(rendering.effective_value(spreadsheet, sheet, row, column)) for row in order}
        some = [row for row in order if keys[row] is not None]
        none = [row for row in order if keys[row] is None]
        order = sorted(some, key=lambda row, keys=keys: keys[row], reverse=down) + none
    _put_in_order(sheet, order, top, left, right)
    spreadsheet.computed.clear()


def shuffle(spreadsheet: Spreadsheet, area: Box) -> None:
    """Put the rows of an area into any order."""
    order = list(range(area.top, area.bottom))
    random.shuffle(order)
    _put_in_order(area.sheet, order, area.top, area.left, area.right)
    spreadsheet.computed.clear()


def _sort_key(value: Json | None) -> tuple[int, Any, str] | None:
    """Numbers before texts before truth values before errors; blank cells have no place among them."""
    if not value:
        return None
    if "numberValue" in value:
        return 0, value["numberValue"], ""
    if "stringValue" in value:
        return 1, value["stringValue"].casefold(), value["stringValue"]
    return (2, value["boolValue"], "") if "boolValue" in value else (3, 0, "")


def _is_upright_merge(merge: Json, area: Sequence[Any]) -> bool:
    _, top, left, bottom, right = area[:5]
    first, last = merge.get("startRowIndex", 0), merge["endRowIndex"]
    beside = merge.get("startColumnIndex", 0) >= right or merge["endColumnIndex"] <= left
    return last - first > 1 and first < bottom and last > top and not beside


def _put_in_order(sheet: Sheet, order: Sequence[int], top: int, left: int, right: int) -> None:
    """Put these rows, in this order, from the top on; a formula's relative references go with its row."""
    rows: dict[int, dict[int, Cell]] = {row: {} for row in order}
    for row, column in list(sheet.cells):
        if row in rows and left <= column < right:
            rows[row][column] = sheet.cells.pop((row, column))
    for target, source in enumerate(order, top):
        for column, cell in rows[source].items():
            sheet.cells[target, column] = _carried(cell, target - source)


def _carried(cell: Cell, rows: int) -> Cell:
    if rows and cell.entered and "formulaValue" in cell.entered:
        return cell._replace(
            entered={"formulaValue": references.moved(cell.entered["formulaValue"], rows, 0)}
        )
    return cell
