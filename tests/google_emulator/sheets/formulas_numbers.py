"""Functions of formulas that compute with numbers; operators are functions too."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

from tests.google_emulator.sheets.formulas_calls import (
    MANY,
    Arguments,
    Function,
    Place,
    number_at,
    numbers_of,
)
from tests.google_emulator.sheets.formulas_values import FormulaError, Value, compare, scalar


def _checked(result: float | complex) -> float:
    if isinstance(result, complex) or result != result or abs(result) == float("inf"):
        raise FormulaError("NUM", "The result of the calculation is not a number.")
    return result


def _arithmetic(name: str, operate: Callable[[float, float], float]) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        left, right = (number_at(place, arguments, at, name) for at in (0, 1))
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
    return Function(1, 1, lambda place, given: _checked(operate(number_at(place, given, 0, name))))


def _over_numbers(name: str, compute: Callable[[list[float]], float]) -> Function:
    return Function(1, MANY, lambda place, given: compute(list(numbers_of(place, given, name))))


def average(numbers: list[float]) -> float:
    """The mean of some numbers; of none there is no mean."""
    if not numbers:
        message = "Evaluation of function AVERAGE caused a divide by zero error."
        raise FormulaError("DIVIDE_BY_ZERO", message)
    return math.fsum(numbers) / len(numbers)


def _rounding(name: str, rounding: str) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        value, places = number_at(place, arguments, 0, name), int(number_at(place, arguments, 1, name))
        step = Decimal(1).scaleb(-places)
        return float((Decimal(repr(value)) / step).quantize(Decimal(1), rounding) * step)

    return Function(1, 2, compute)


def _sqrt(value: float) -> float:
    if value < 0:
        raise FormulaError("NUM", f"Function SQRT parameter 1 value is {value}. It should be at least 0.")
    return math.sqrt(value)


def _rank(place: Place, arguments: Arguments) -> Value:
    value, rising = number_at(place, arguments, 0, "RANK"), bool(number_at(place, arguments, 2, "RANK"))
    numbers = list(numbers_of(place, arguments[1:2], "RANK"))
    if value not in numbers:
        raise FormulaError("N_A", "RANK has no valid input data.")
    return 1 + sum(each < value if rising else each > value for each in numbers)


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
    "EQ": _comparison(lambda found: found == 0),
    "NE": _comparison(lambda found: found != 0),
    "LT": _comparison(lambda found: found < 0),
    "LTE": _comparison(lambda found: found <= 0),
    "GT": _comparison(lambda found: found > 0),
    "GTE": _comparison(lambda found: found >= 0),
    "SUM": _over_numbers("SUM", math.fsum),
    "PRODUCT": _over_numbers("PRODUCT", math.prod),
    "AVERAGE": _over_numbers("AVERAGE", average),
    "MIN": _over_numbers("MIN", lambda numbers: min(numbers, default=0)),
    "MAX": _over_numbers("MAX", lambda numbers: max(numbers, default=0)),
    "ROUND": _rounding("ROUND", ROUND_HALF_UP),
    "ROUNDUP": _rounding("ROUNDUP", ROUND_UP),
    "ROUNDDOWN": _rounding("ROUNDDOWN", ROUND_DOWN),
    "INT": Function(1, 1, lambda place, given: math.floor(number_at(place, given, 0, "INT"))),
    "ABS": _unary("ABS", abs),
    "SQRT": _unary("SQRT", _sqrt),
    "RANK": Function(2, 3, _rank),
}
