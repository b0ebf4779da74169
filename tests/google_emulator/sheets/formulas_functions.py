"""The functions that formulas may call, and the operators, which are functions too."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import NamedTuple

from tests.google_emulator.sheets import number_patterns, serials
from tests.google_emulator.sheets.formulas_criteria import criterion
from tests.google_emulator.sheets.formulas_values import (
    Block,
    FormulaError,
    Scalar,
    Value,
    compare,
    is_number,
    number,
    scalar,
    text,
    truth,
)


@dataclass(frozen=True)
class Place:
    """Where a formula is computed: the locale and the time zone of its spreadsheet."""

    locale: str
    zone: str


Arguments = Sequence[Value]


class Function(NamedTuple):
    """A function: how many arguments it takes, and what it does with them."""

    least: int
    most: int
    compute: Callable[[Place, Arguments], Value]


MANY = 1 << 30


def _number(place: Place, arguments: Arguments, at: int, name: str, default: float = 0) -> float:
    return number(arguments[at], name, at + 1, place.locale) if at < len(arguments) else default


def _checked(result: float | complex) -> float:
    if isinstance(result, complex) or result != result or abs(result) == float("inf"):
        raise FormulaError("NUM", "The result of the calculation is not a number.")
    return result


# --- operators ----------------------------------------------------------------------------------------------


def _arithmetic(name: str, operate: Callable[[float, float], float]) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        left, right = (_number(place, arguments, at, name) for at in (0, 1))
        if name in ("DIVIDE", "MOD") and right == 0:
            raise FormulaError("DIVIDE_BY_ZERO", f"Function {name} parameter 2 cannot be zero.")
        try:
            return _checked(operate(left, right))
        except (OverflowError, ZeroDivisionError) as error:
            raise FormulaError("NUM", f"Function {name} evaluates to an out of bounds number.") from error

    return Function(2, 2, compute)


def _comparison(is_so: Callable[[int], bool]) -> Function:
    return Function(2, 2, lambda _, given: is_so(compare(scalar(given[0]), scalar(given[1]))))


def _unary(name: str, operate: Callable[[float], float]) -> Function:
    return Function(1, 1, lambda place, given: _checked(operate(_number(place, given, 0, name))))


# --- numbers ------------------------------------------------------------------------------------------------


def _numbers(place: Place, arguments: Arguments, name: str) -> Iterator[float]:
    """All numbers of ranges, what else is in them passed over, and of values that stand there themselves."""
    for at, argument in enumerate(arguments):
        if not isinstance(argument, Block):
            yield _number(place, arguments, at, name)
            continue
        for value in argument.values.values():
            if isinstance(value, FormulaError):
                raise value.again()
            if is_number(value):
                yield value


def _over_numbers(name: str, compute: Callable[[list[float]], float]) -> Function:
    return Function(1, MANY, lambda place, given: compute(list(_numbers(place, given, name))))


def _average(numbers: list[float]) -> float:
    if not numbers:
        message = "Evaluation of function AVERAGE caused a divide by zero error."
        raise FormulaError("DIVIDE_BY_ZERO", message)
    return math.fsum(numbers) / len(numbers)


def _rounding(name: str, rounding: str) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        value, places = _number(place, arguments, 0, name), int(_number(place, arguments, 1, name))
        step = Decimal(1).scaleb(-places)
        return float((Decimal(repr(value)) / step).quantize(Decimal(1), rounding) * step)

    return Function(1, 2, compute)


def _sqrt(value: float) -> float:
    if value < 0:
        raise FormulaError("NUM", f"Function SQRT parameter 1 value is {value}. It should be at least 0.")
    return math.sqrt(value)


def _rank(place: Place, arguments: Arguments) -> Value:
    value, rising = _number(place, arguments, 0, "RANK"), bool(_number(place, arguments, 2, "RANK"))
    numbers = list(_numbers(place, arguments[1:2], "RANK"))
    if value not in numbers:
        raise FormulaError("N_A", "RANK has no valid input data.")
    return 1 + sum(each < value if rising else each > value for each in numbers)


# --- counting -----------------------------------------------------------------------------------------------


def _count(place: Place, arguments: Arguments) -> Value:
    single = [each for each in arguments if not isinstance(each, Block)]
    blocks = [each for each in arguments if isinstance(each, Block)]
    found = [value for block in blocks for value in block.values.values()] + single
    return sum(is_number(value) for value in found)


def _counta(place: Place, arguments: Arguments) -> Value:
    return sum(len(each.values) if isinstance(each, Block) else 1 for each in arguments)


def _countblank(place: Place, arguments: Arguments) -> Value:
    block = _block(arguments[0])
    return block.size - sum(value not in (None, "") for value in block.values.values())


def _block(value: Value) -> Block:
    return value if isinstance(value, Block) else Block({} if value is None else {(0, 0): value}, 1, 1)


def _countifs(place: Place, arguments: Arguments) -> Value:
    return len(_matching(place, arguments))


def _matching(place: Place, arguments: Arguments) -> list[tuple[int, int]]:
    """The positions at which every range meets its criterion."""
    pairs = [(_block(arguments[at]), arguments[at + 1]) for at in range(0, len(arguments) - 1, 2)]
    first = pairs[0][0]
    if any((block.height, block.width) != (first.height, first.width) for block, _ in pairs):
        raise FormulaError("VALUE", "Array arguments to COUNTIFS are of different size.")
    tests = [(block, criterion(scalar(wanted), place.locale)) for block, wanted in pairs]
    positions = ((row, column) for row in range(first.height) for column in range(first.width))
    return [at for at in positions if all(test(block.values.get(at)) for block, test in tests)]


def _sumif(place: Place, arguments: Arguments) -> Value:
    return sum(_chosen(place, arguments))


def _averageif(place: Place, arguments: Arguments) -> Value:
    return _average(_chosen(place, arguments))


def _chosen(place: Place, arguments: Arguments) -> list[float]:
    summed = _block(arguments[2] if len(arguments) > 2 else arguments[0])
    return list(_numbers_at(summed, _matching(place, arguments[:2])))


def _sumifs(place: Place, arguments: Arguments) -> Value:
    return sum(_numbers_at(_block(arguments[0]), _matching(place, arguments[1:])))


def _numbers_at(block: Block, positions: Sequence[tuple[int, int]]) -> Iterator[float]:
    found = (block.values.get(at) for at in positions)
    return (value for value in found if is_number(value))


# --- logic --------------------------------------------------------------------------------------------------


def _logical(name: str, decide: Callable[[list[bool]], bool]) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        values: list[Value] = []
        for each in arguments:
            values += each.values.values() if isinstance(each, Block) else [each]
        kept = [each for each in values if each is not None]
        return decide([truth(each, name, at) for at, each in enumerate(kept, 1)])

    return Function(1, MANY, compute)


# --- texts --------------------------------------------------------------------------------------------------


def _on_text(compute: Callable[[str], Scalar]) -> Function:
    return Function(1, 1, lambda place, given: compute(text(given[0], place.locale)))


def _joined(place: Place, arguments: Arguments) -> Value:
    parts: list[Value] = []
    for each in arguments:
        parts += each.values.values() if isinstance(each, Block) else [each]
    return "".join(text(part, place.locale) for part in parts)


def _left(place: Place, arguments: Arguments) -> Value:
    return text(arguments[0], place.locale)[: _length(place, arguments, 1, "LEFT")]


def _right(place: Place, arguments: Arguments) -> Value:
    whole, length = text(arguments[0], place.locale), _length(place, arguments, 1, "RIGHT")
    return whole[max(len(whole) - length, 0) :]


def _mid(place: Place, arguments: Arguments) -> Value:
    start, length = _length(place, arguments, 1, "MID"), _length(place, arguments, 2, "MID")
    return text(arguments[0], place.locale)[max(start - 1, 0) :][:length]


def _length(place: Place, arguments: Arguments, at: int, name: str) -> int:
    length = int(_number(place, arguments, at, name, default=1))
    if length < 0:
        message = f"Function {name} parameter {at + 1} value is {length}. It should be at least 0."
        raise FormulaError("NUM", message)
    return length


def _text(place: Place, arguments: Arguments) -> Value:
    value = scalar(arguments[0])
    pattern = text(arguments[1], place.locale)
    if isinstance(value, bool | str):
        return text(value, place.locale)
    return number_patterns.written(value or 0, pattern, place.locale)


def _value(place: Place, arguments: Arguments) -> Value:
    given = scalar(arguments[0])
    if isinstance(given, bool):
        raise FormulaError("VALUE", "Function VALUE parameter 1 expects number values.")
    return number(given, "VALUE", 1, place.locale)


def _hyperlink(place: Place, arguments: Arguments) -> Value:
    return scalar(arguments[-1])


def _substitute(place: Place, arguments: Arguments) -> Value:
    whole, old, new = (text(each, place.locale) for each in arguments[:3])
    return whole.replace(old, new) if old else whole


# --- dates --------------------------------------------------------------------------------------------------


def _today(place: Place, arguments: Arguments) -> Value:
    return serials.serial(serials.now(place.zone).date())


def _now(place: Place, arguments: Arguments) -> Value:
    return serials.serial(serials.now(place.zone).replace(microsecond=0))


def _date(place: Place, arguments: Arguments) -> Value:
    year, month, day = (int(_number(place, arguments, at, "DATE")) for at in range(3))
    years, month0 = divmod(month - 1, 12)
    year += years + (1900 if 0 <= year < 1900 else 0)
    try:
        return serials.serial(date(year, month0 + 1, 1)) + day - 1
    except ValueError as error:
        message = f"Function DATE parameter 1 value is {year}. It is out of range."
        raise FormulaError("NUM", message) from error


def _part_of_date(name: str) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        when = serials.moment(_number(place, arguments, 0, name))
        if when is None:
            raise FormulaError("NUM", f"Function {name} parameter 1 is out of range.")
        return int(getattr(when, name.lower()))

    return Function(1, 1, compute)


# --- looking up ---------------------------------------------------------------------------------------------


def _vlookup(place: Place, arguments: Arguments) -> Value:
    wanted, block = scalar(arguments[0]), _block(arguments[1])
    column = int(_number(place, arguments, 2, "VLOOKUP"))
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


def _never_calls_out(place: Place, arguments: Arguments) -> Value:
    raise FormulaError("N_A", "Could not fetch url: this spreadsheet is not connected to anything.")


FUNCTIONS: dict[str, Function] = {
    "ADD": _arithmetic("ADD", lambda left, right: left + right),
    "MINUS": _arithmetic("MINUS", lambda left, right: left - right),
    "MULTIPLY": _arithmetic("MULTIPLY", lambda left, right: left * right),
    "DIVIDE": _arithmetic("DIVIDE", lambda left, right: left / right),
    "POW": _arithmetic("POW", lambda left, right: left**right),
    "POWER": _arithmetic("POWER", lambda left, right: left**right),
    "MOD": _arithmetic("MOD", lambda left, right: left - right * math.floor(left / right)),
    "UMINUS": _unary("UMINUS", lambda value: -value),
    "UPLUS": Function(1, 1, lambda _, given: scalar(given[0])),
    "UNARY_PERCENT": _unary("UNARY_PERCENT", lambda value: value / 100),
    "CONCAT": Function(2, 2, _joined),
    "EQ": _comparison(lambda found: found == 0),
    "NE": _comparison(lambda found: found != 0),
    "LT": _comparison(lambda found: found < 0),
    "LTE": _comparison(lambda found: found <= 0),
    "GT": _comparison(lambda found: found > 0),
    "GTE": _comparison(lambda found: found >= 0),
    "SUM": _over_numbers("SUM", math.fsum),
    "PRODUCT": _over_numbers("PRODUCT", math.prod),
    "AVERAGE": _over_numbers("AVERAGE", _average),
    "MIN": _over_numbers("MIN", lambda numbers: min(numbers, default=0)),
    "MAX": _over_numbers("MAX", lambda numbers: max(numbers, default=0)),
    "COUNT": Function(1, MANY, _count),
    "COUNTA": Function(1, MANY, _counta),
    "COUNTBLANK": Function(1, 1, _countblank),
    "COUNTIF": Function(2, 2, _countifs),
    "COUNTIFS": Function(2, MANY, _countifs),
    "SUMIF": Function(2, 3, _sumif),
    "SUMIFS": Function(3, MANY, _sumifs),
    "AVERAGEIF": Function(2, 3, _averageif),
    "ROUND": _rounding("ROUND", ROUND_HALF_UP),
    "ROUNDUP": _rounding("ROUNDUP", ROUND_UP),
    "ROUNDDOWN": _rounding("ROUNDDOWN", ROUND_DOWN),
    "INT": Function(1, 1, lambda place, given: math.floor(_number(place, given, 0, "INT"))),
    "ABS": _unary("ABS", abs),
    "SQRT": _unary("SQRT", _sqrt),
    "RANK": Function(2, 3, _rank),
    "AND": _logical("AND", all),
    "OR": _logical("OR", any),
    "NOT": Function(1, 1, lambda _, given: not truth(given[0], "NOT", 1)),
    "TRUE": Function(0, 0, lambda *_: True),
    "FALSE": Function(0, 0, lambda *_: False),
    "NA": Function(0, 0, lambda *_: FormulaError("N_A", "Error")),
    "LEN": _on_text(len),
    "TRIM": _on_text(lambda value: re.sub(" +", " ", value).strip(" ")),
    "UPPER": _on_text(str.upper),
    "LOWER": _on_text(str.lower),
    "PROPER": _on_text(str.title),
    "LEFT": Function(1, 2, _left),
    "RIGHT": Function(1, 2, _right),
    "MID": Function(3, 3, _mid),
    "CONCATENATE": Function(1, MANY, _joined),
    "SUBSTITUTE": Function(3, 3, _substitute),
    "TEXT": Function(2, 2, _text),
    "VALUE": Function(1, 1, _value),
    "HYPERLINK": Function(1, 2, _hyperlink),
    "TODAY": Function(0, 0, _today),
    "NOW": Function(0, 0, _now),
    "DATE": Function(3, 3, _date),
    "YEAR": _part_of_date("YEAR"),
    "MONTH": _part_of_date("MONTH"),
    "DAY": _part_of_date("DAY"),
    "HOUR": _part_of_date("HOUR"),
    "MINUTE": _part_of_date("MINUTE"),
    "VLOOKUP": Function(3, 4, _vlookup),
}
FUNCTIONS |= {
    name: Function(0, MANY, _never_calls_out)
    for name in (
        "IMPORTRANGE",
        "IMPORTXML",
        "IMPORTHTML",
        "IMPORTDATA",
        "IMPORTFEED",
        "GOOGLEFINANCE",
        "IMAGE",
    )
}
