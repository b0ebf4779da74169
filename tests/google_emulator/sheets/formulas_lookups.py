"""Functions of formulas that count, look up and choose by criteria."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tests.google_emulator.sheets.formulas_calls import (
    MANY,
    Arguments,
    Function,
    Place,
    block_of,
    number_at,
)
from tests.google_emulator.sheets.formulas_criteria import criterion
from tests.google_emulator.sheets.formulas_numbers import average
from tests.google_emulator.sheets.formulas_values import (
    Block,
    FormulaError,
    Scalar,
    Value,
    compare,
    is_number,
    scalar,
    text,
    truth,
)


def _count(place: Place, arguments: Arguments) -> Value:
    single = [each for each in arguments if not isinstance(each, Block)]
    blocks = [each for each in arguments if isinstance(each, Block)]
    found = [value for block in blocks for value in block.values.values()] + single
    return sum(is_number(value) for value in found)


def _counta(place: Place, arguments: Arguments) -> Value:
    return sum(len(each.values) if isinstance(each, Block) else 1 for each in arguments)


def _countblank(place: Place, arguments: Arguments) -> Value:
    block = block_of(arguments[0])
    return block.size - sum(value not in (None, "") for value in block.values.values())


def _countifs(place: Place, arguments: Arguments) -> Value:
    return len(_matching(place, arguments))


def _matching(place: Place, arguments: Arguments) -> list[tuple[int, int]]:
    """The positions at which every range meets its criterion."""
    pairs = [(block_of(arguments[at]), arguments[at + 1]) for at in range(0, len(arguments) - 1, 2)]
    first = pairs[0][0]
    if any((block.height, block.width) != (first.height, first.width) for block, _ in pairs):
        raise FormulaError("VALUE", "Array arguments to COUNTIFS are of different size.")
    tests = [(block, criterion(scalar(wanted), place.locale)) for block, wanted in pairs]
    positions = ((row, column) for row in range(first.height) for column in range(first.width))
    return [at for at in positions if all(test(block.values.get(at)) for block, test in tests)]


def _sumif(place: Place, arguments: Arguments) -> Value:
    return sum(_chosen(place, arguments))


def _averageif(place: Place, arguments: Arguments) -> Value:
    return average(_chosen(place, arguments))


def _chosen(place: Place, arguments: Arguments) -> list[float]:
    summed = block_of(arguments[2] if len(arguments) > 2 else arguments[0])
    return list(_numbers_at(summed, _matching(place, arguments[:2])))


def _sumifs(place: Place, arguments: Arguments) -> Value:
    return sum(_numbers_at(block_of(arguments[0]), _matching(place, arguments[1:])))


def _numbers_at(block: Block, positions: Sequence[tuple[int, int]]) -> Iterator[float]:
    found = (block.values.get(at) for at in positions)
    return (value for value in found if is_number(value))


def _vlookup(place: Place, arguments: Arguments) -> Value:
    wanted, block = scalar(arguments[0]), block_of(arguments[1])
    column = int(number_at(place, arguments, 2, "VLOOKUP"))
    if not 1 <= column <= block.width:
        raise FormulaError("REF", "VLOOKUP evaluates to an out of bounds range.")
    is_sorted = truth(arguments[3], "VLOOKUP", 4) if len(arguments) > 3 else True
    row = _row_up_to(wanted, block) if is_sorted else _row_like(wanted, block, place)
    if row is None:
        shown = text(wanted, place.locale)
        raise FormulaError("N_A", f"Did not find value '{shown}' in VLOOKUP evaluation.")
    return block.values.get((row, column - 1))


def _row_like(wanted: Scalar, block: Block, place: Place) -> int | None:
    """The first row whose first cell equals a value; a text may have wildcards."""
    exact = (
        criterion("=" + wanted, place.locale)
        if isinstance(wanted, str) and re.search("[*?]", wanted)
        else None
    )
    for row in range(block.height):
        value = block.values.get((row, 0))
        if value is None or isinstance(value, FormulaError):
            continue
        if exact(value) if exact else compare(value, wanted) == 0:
            return row
    return None


def _row_up_to(wanted: Scalar, block: Block) -> int | None:
    """The last row, of sorted ones, whose first cell is not more than a value."""
    found = None
    for row in range(block.height):
        value = block.values.get((row, 0))
        if (
            value is None
            or isinstance(value, FormulaError)
            or isinstance(value, str) != isinstance(wanted, str)
        ):
            continue
        if compare(value, wanted) > 0:
            break
        found = row
    return found


FUNCTIONS: dict[str, Function] = {
    "COUNT": Function(1, MANY, _count),
    "COUNTA": Function(1, MANY, _counta),
    "COUNTBLANK": Function(1, 1, _countblank),
    "COUNTIF": Function(2, 2, _countifs),
    "COUNTIFS": Function(2, MANY, _countifs),
    "SUMIF": Function(2, 3, _sumif),
    "SUMIFS": Function(3, MANY, _sumifs),
    "AVERAGEIF": Function(2, 3, _averageif),
    "VLOOKUP": Function(3, 4, _vlookup),
}
