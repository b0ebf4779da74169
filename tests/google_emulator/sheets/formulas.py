"""Formulas of cells: their results, and how their text follows when cells move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.google_emulator.sheets import locales, serials
from tests.google_emulator.sheets.formulas_calls import Place
from tests.google_emulator.sheets.formulas_functions import FUNCTIONS
from tests.google_emulator.sheets.formulas_references import Reference, adjusted, moved, renamed
from tests.google_emulator.sheets.formulas_syntax import Apply, Cells, Literal, Name, Node, parsed, references
from tests.google_emulator.sheets.formulas_values import (
    Block,
    FormulaError,
    Scalar,
    Value,
    circular,
    of_json,
    parse_error,
    scalar,
    to_json,
    truth,
)
from tests.google_emulator.sheets.locales import Locale
from tests.google_emulator.sheets.ranges import Box, box
from tests.google_emulator.sheets.state import Sheet, Spreadsheet

Json = dict[str, Any]
Key = tuple[int, int, int]

__all__ = ["adjusted", "evaluate", "inferred_format", "moved", "outdated", "parses", "renamed"]

_FALSE, _EMPTY = Literal(False), Literal("")
_VOLATILE = re.compile(r"\b(?:TODAY|NOW)\s*\(", re.IGNORECASE)
TIME = (-1, -1, -1)  # under which `computed` notes when a result was computed that the clock alone changes

_DATES = {"TODAY": "DATE", "DATE": "DATE", "NOW": "DATE_TIME"}
_KEEP_FORMAT = frozenset(
    [
        "ADD",
        "MINUS",
        "UMINUS",
        "UPLUS",
        "SUM",
        "AVERAGE",
        "MIN",
        "MAX",
        "IF",
        "IFERROR",
        "IFNA",
        "ROUND",
        "ROUNDUP",
        "ROUNDDOWN",
        "ABS",
        "VLOOKUP",
        "SUMIF",
    ]
)


def evaluate(spreadsheet: Spreadsheet, sheet: Sheet, formula: str, row: int, column: int) -> Json:
    """The result of a formula that stands in a cell; what it needs of other formulas is computed first."""
    calculation = _Calculation(spreadsheet)
    own = sheet.at(row, column).entered
    if own and own.get("formulaValue") == formula:
        return calculation.result((sheet.id, row, column))
    return to_json(calculation.of_formula(sheet, formula))


def outdated(spreadsheet: Spreadsheet) -> bool:
    """Whether the clock has moved on since TODAY() or NOW() was computed."""
    computed = spreadsheet.computed.get(TIME)
    return computed is not None and serials.present.clock() - computed["numberValue"] >= 1


def parses(formula: str, rules: Locale) -> bool:
    """Whether a text is a whole formula in a locale, with names of functions that there are."""
    tree = parsed(formula, rules.decimal == ",")
    return tree is not None and not any(isinstance(each, Name) for each in references(tree))


def inferred_format(spreadsheet: Spreadsheet, sheet: Sheet, formula: str) -> Json | None:
    """The number format that a formula's result takes over from what it computes with."""
    # Unverified in its details: sums and the like look as the first of their cells that has a format.
    tree = parsed(formula, locales.of(spreadsheet.locale).decimal == ",")
    return _format_of(spreadsheet, sheet, tree, 5) if tree is not None else None


def _format_of(spreadsheet: Spreadsheet, sheet: Sheet, node: Node, deep: int) -> Json | None:
    if isinstance(node, Cells):
        return _format_of_cells(spreadsheet, sheet, node.reference, deep)
    if not isinstance(node, Apply):
        return None
    if node.function in _DATES:
        return {"type": _DATES[node.function]}
    if node.function not in _KEEP_FORMAT:
        return None
    arguments = node.arguments[1:] if node.function in ("IF", "VLOOKUP") else node.arguments
    found = (_format_of(spreadsheet, sheet, each, deep) for each in arguments)
    return next((each for each in found if each), None)


def _format_of_cells(spreadsheet: Spreadsheet, sheet: Sheet, reference: Reference, deep: int) -> Json | None:
    area = _area(spreadsheet, sheet, reference)
    cell = area.sheet.at(area.top, area.left) if area else None
    if not area or not cell:
        return None
    if cell.format and "numberFormat" in cell.format:
        return cell.format["numberFormat"]
    formula = (cell.entered or {}).get("formulaValue")
    tree = parsed(formula, locales.of(spreadsheet.locale).decimal == ",") if formula and deep else None
    return _format_of(spreadsheet, area.sheet, tree, deep - 1) if tree is not None else None


def _area(spreadsheet: Spreadsheet, sheet: Sheet, reference: Reference) -> Box | None:
    """The cells of a reference that lie in the grid; nothing where there is no such tab."""
    found = sheet if reference.title is None else spreadsheet.titled(reference.title)
    if found is None:
        return None
    first, last = reference.first, reference.last
    rows = sorted(each.row for each in (first, last) if each.row is not None)
    columns = sorted(each.column for each in (first, last) if each.column is not None)
    bottom = rows[1] + 1 if len(rows) == 2 else found.row_count
    right = columns[1] + 1 if len(columns) == 2 else found.column_count
    return Box(found, rows[0] if rows else 0, columns[0] if columns else 0, bottom, right)


class _Calculation:
    """Computes formulas of one spreadsheet; results are kept in `Spreadsheet.computed`."""

    def __init__(self, spreadsheet: Spreadsheet) -> None:
        self._spreadsheet = spreadsheet
        self._rules = locales.of(spreadsheet.locale)
        self._comma = self._rules.decimal == ","
        zone = spreadsheet.properties.get("timeZone", "Etc/GMT")
        self._place = Place(spreadsheet.locale, zone)
        self._sheets = {sheet.id: sheet for sheet in spreadsheet.sheets}
        self._running: set[Key] = set()

    # --- cells ------------------------------------------------------------------------------------------------

    def result(self, start: Key) -> Json:
        """The result of the formula in a cell; long chains are computed from their far end, without recursion."""
        computed, waiting, seen = self._spreadsheet.computed, [start], set[Key]()
        while waiting:
            key = waiting[-1]
            if key in computed:
                waiting.pop()
            elif key in seen:
                self._compute(waiting.pop())
            else:
                seen.add(key)
                waiting += [each for each in self._needed(key) if each not in computed and each not in seen]
        return computed[start]

    def _needed(self, key: Key) -> Iterator[Key]:
        """The other formulas that a formula speaks of."""
        sheet = self._sheets[key[0]]
        tree = parsed(self._formula(key), self._comma)
        for each in references(tree) if tree is not None else ():
            area = self._area_of(sheet, each)
            for at, cell in _filled(area) if area else ():
                if "formulaValue" in cell:
                    yield area.sheet.id, *at

    def _formula(self, key: Key) -> str:
        return self._sheets[key[0]].cells[key[1:]].entered["formulaValue"]

    def _compute(self, key: Key) -> Json:
        if key in self._running:
            return circular().json
        self._running.add(key)
        found = to_json(self.of_formula(self._sheets[key[0]], self._formula(key)))
        self._running.discard(key)
        if _VOLATILE.search(self._formula(key)):
            self._spreadsheet.computed[TIME] = {"numberValue": serials.present.clock()}
        return self._spreadsheet.computed.setdefault(key, found)

    def of_formula(self, sheet: Sheet, formula: str) -> Scalar:
        """The value of a formula, an error being a value too."""
        tree = parsed(formula, self._comma)
        if tree is None:
            return parse_error()
        try:
            value = self._value(sheet, tree)
            # Unverified: a range as the whole result shows its first cell; Google would spread it.
            return value.values.get((0, 0)) if isinstance(value, Block) else value
        except FormulaError as error:
            return error.again()
        except RecursionError:  # only in a very long circle, which is not computed from its end
            return circular()

    # --- values -----------------------------------------------------------------------------------------------

    def _value(self, sheet: Sheet, node: Node) -> Value:
        if isinstance(node, Literal):
            return scalar(node.value)
        if isinstance(node, Cells | Name):
            return self._block(sheet, node)
        special = getattr(self, f"_{node.function.lower()}", None) if node.function in _SPECIAL else None
        if special:
            _check_count(node, *_SPECIAL[node.function])
            return special(sheet, *node.arguments)
        function = FUNCTIONS.get(node.function)
        if function is None:
            raise FormulaError("NAME", f"Unknown function: '{node.function}'.")
        _check_count(node, function.least, function.most)
        return function.compute(self._place, [self._value(sheet, each) for each in node.arguments])

    def _block(self, sheet: Sheet, node: Cells | Name) -> Block:
        area = self._area_of(sheet, node)
        if area is None and isinstance(node, Name):
            raise FormulaError("NAME", f"Unknown range name: '{node.name.upper()}'.")
        if area is None:
            raise FormulaError("REF", f"Unresolved sheet name '{node.reference.title}'.")
        if area.top >= area.sheet.row_count or area.left >= area.sheet.column_count:
            raise FormulaError("REF", "Reference does not exist.")
        found = {
            (row - area.top, column - area.left): of_json(self._shown(area.sheet, row, column, entered))
            for (row, column), entered in _filled(area)
        }
        return Block(found, area.height, area.width)

    def _shown(self, sheet: Sheet, row: int, column: int, entered: Json) -> Json:
        if "formulaValue" not in entered:
            return entered
        key = (sheet.id, row, column)
        computed = self._spreadsheet.computed
        return computed[key] if key in computed else self._compute(key)

    def _area_of(self, sheet: Sheet, node: Cells | Name) -> Box | None:
        if isinstance(node, Cells):
            return _area(self._spreadsheet, sheet, node.reference)
        for each in self._spreadsheet.named_ranges:
            if each["name"].lower() == node.name.lower():
                return box(self._spreadsheet, each["range"])
        return None

    # --- functions that do not want all of their arguments, or want to see errors -------------------------------

    def _if(self, sheet: Sheet, condition: Node, then: Node, otherwise: Node = _FALSE) -> Value:
        is_so = truth(self._value(sheet, condition), "IF", 1)
        return scalar(self._value(sheet, then if is_so else otherwise))

    def _iferror(self, sheet: Sheet, node: Node, otherwise: Node = _EMPTY) -> Value:
        try:
            return scalar(self._value(sheet, node))
        except FormulaError:
            return scalar(self._value(sheet, otherwise))

    def _ifna(self, sheet: Sheet, node: Node, otherwise: Node = _EMPTY) -> Value:
        try:
            return scalar(self._value(sheet, node))
        except FormulaError as error:
            if error.kind != "N_A":
                raise
            return scalar(self._value(sheet, otherwise))

    def _seen(self, sheet: Sheet, node: Node) -> Scalar:
        """A value, or the error in its place."""
        try:
            return scalar(self._value(sheet, node))
        except FormulaError as error:
            return error

    def _isblank(self, sheet: Sheet, node: Node) -> Value:
        return self._seen(sheet, node) is None

    def _isnumber(self, sheet: Sheet, node: Node) -> Value:
        value = self._seen(sheet, node)
        return isinstance(value, int | float) and not isinstance(value, bool)

    def _istext(self, sheet: Sheet, node: Node) -> Value:
        return isinstance(self._seen(sheet, node), str)

    def _iserror(self, sheet: Sheet, node: Node) -> Value:
        return isinstance(self._seen(sheet, node), FormulaError)

    def _isna(self, sheet: Sheet, node: Node) -> Value:
        value = self._seen(sheet, node)
        return isinstance(value, FormulaError) and value.kind == "N_A"

    def _row(self, sheet: Sheet, node: Node) -> Value:
        return self._corner(sheet, node)[0] + 1

    def _column(self, sheet: Sheet, node: Node) -> Value:
        return self._corner(sheet, node)[1] + 1

    def _corner(self, sheet: Sheet, node: Node) -> tuple[int, int]:
        area = self._area_of(sheet, node) if isinstance(node, Cells | Name) else None
        if area is None:
            raise FormulaError("N_A", "Argument must be a range.")
        return area.top, area.left


_SPECIAL = {
    "IF": (2, 3),
    "IFERROR": (1, 2),
    "IFNA": (1, 2),
    "ISBLANK": (1, 1),
    "ISNUMBER": (1, 1),
    "ISTEXT": (1, 1),
    "ISERROR": (1, 1),
    "ISNA": (1, 1),
    "ROW": (1, 1),
    "COLUMN": (1, 1),
}


def _check_count(node: Apply, least: int, most: int) -> None:
    count = len(node.arguments)
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"between {least} and {most}"
        raise FormulaError(
            "N_A",
            f"Wrong number of arguments to {node.function}. "
            f"Expected {wanted} arguments, but got {count} arguments.",
        )


def _filled(area: Box) -> Iterator[tuple[tuple[int, int], Json]]:
    """The filled cells of an area, row by row, with what was entered."""
    cells = area.sheet.cells
    if area.height * area.width <= len(cells):
        places: Any = area.cells()
    else:
        places = sorted(at for at in cells if area.holds(*at))
    for at in places:
        cell = cells.get(at)
        if cell is not None and cell.entered is not None:
            yield at, cell.entered
