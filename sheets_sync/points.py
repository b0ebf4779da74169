"""Exact arithmetic on points: hundredths as integers, every rounding a named function, no binary floats."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from fractions import Fraction
from math import lcm

_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # wide enough for the largest number a cell can hold
_HUNDREDTH = Decimal("0.01")


def half_up(numerator: int, denominator: int) -> int:
    """The quotient as a whole number, a half away from zero, as ROUND does in a sheet; denominator > 0."""
    if numerator < 0:
        return -half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def mean(values: Sequence[int]) -> int:
    """The mean of these hundredths, half up to a hundredth; there must be at least one."""
    if not values:
        raise ValueError("the mean of nothing")
    return half_up(sum(values), len(values))


def weighted(values: Sequence[int], weights: Sequence[Fraction]) -> int:
    """The sum of values (hundredths) times weights, rounded once, half up to a hundredth."""
    shared = lcm(*(weight.denominator for weight in weights))
    parts = (
        value * weight.numerator * (shared // weight.denominator)
        for value, weight in zip(values, weights, strict=True)
    )
    return half_up(sum(parts), shared)


def hundredths(number: int | float | Decimal | str) -> int:
    """A number of points in hundredths, half up; a float counts as its shortest decimal text, 2.675 is 268.

    Text has a decimal point; what is no finite number is a ValueError.
    """
    if isinstance(number, int):
        return number * 100
    if isinstance(number, float) and number.is_integer():
        return int(number) * 100
    try:
        exact = number if isinstance(number, Decimal) else Decimal(str(number))
        return int(exact.quantize(_HUNDREDTH, context=_EXACT).scaleb(2, _EXACT))
    except InvalidOperation as error:
        raise ValueError(f"not a number of points: {number}") from error


def points_text(points: int, comma: bool = True) -> str:
    """Hundredths with both decimals: 9250 is `92,50`, or `92.50` without the comma."""
    whole, rest = divmod(abs(points), 100)
    return f"{'-' if points < 0 else ''}{whole}{',' if comma else '.'}{rest:02}"


def points_short(points: int) -> str:
    """Hundredths as people write them: 9250 is `92,5`, 9000 is `90`."""
    return points_text(points).rstrip("0").rstrip(",")


def over_share(part: int, whole: int, percent: int) -> bool:
    """Whether the part is more than so many per cent of the whole, exactly."""
    return 100 * part > percent * whole
