"""What a function of a formula is: how many arguments it takes, where it is computed, what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.google_emulator.sheets.formulas_values import Block, FormulaError, Value, is_number, number

Arguments = Sequence[Value]
MANY = 1 << 30


@dataclass(frozen=True)
class Place:
    """Where a formula is computed: the locale and the time zone of its spreadsheet."""

    locale: str
    zone: str


class Function(NamedTuple):
    """A function: how many arguments it takes, and what it does with them."""

    least: int
    most: int
    compute: Callable[[Place, Arguments], Value]


def number_at(place: Place, arguments: Arguments, at: int, name: str, default: float = 0) -> float:
    """An argument as a number, or what stands for it where it is left out."""
    return number(arguments[at], name, at + 1, place.locale) if at < len(arguments) else default


def block_of(value: Value) -> Block:
    """An argument as a range, a single value being one of one cell."""
    return value if isinstance(value, Block) else Block({} if value is None else {(0, 0): value}, 1, 1)


def numbers_of(place: Place, arguments: Arguments, name: str) -> Iterator[float]:
    """All numbers of ranges, what else is in them passed over, and of values that stand there themselves."""
    for at, argument in enumerate(arguments):
        if not isinstance(argument, Block):
            yield number_at(place, arguments, at, name)
            continue
        for value in argument.values.values():
            if isinstance(value, FormulaError):
                raise value.again()
            if is_number(value):
                yield value
