"""How many a quota allows, and where the line falls in an order of candidates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sheets_sync.points import half_up
from sheets_sync.rules.law import Rounding

_Candidate = TypeVar("_Candidate")


def allowed(base: int, percent: int, rounding: Rounding, whole: int = 100) -> int:
    """So many per cent of the base as a number of people: 15 % of 50 is 7 rounding down, 8 half up."""
    if rounding == "half-up":
        return half_up(base * percent, whole)
    return base * percent // whole if rounding == "down" else -(-base * percent // whole)


def cut_off(
    candidates: Iterable[_Candidate], most: int, strength: Callable[[_Candidate], tuple[Any, ...]]
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Who is within the number and who is beyond it, the strongest (the smallest key) first.

    Those who are equal across the line are all beyond it: which of them is chosen is not for a program to say.
    """
    ordered = sorted(candidates, key=strength)
    if len(ordered) <= most:
        return ordered, []
    line = most
    while line > 0 and strength(ordered[line - 1]) == strength(ordered[most]):
        line -= 1
    return ordered[:line], ordered[line:]
