"""The criteria of COUNTIF and its kin: `>=8`, `<>Đạt`, `Trần*`, or simply a value."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from tests.google_emulator.sheets import typing_in
from tests.google_emulator.sheets.formulas_values import Scalar, is_number

Test = Callable[[Scalar], bool]

_PATTERN = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_ORDERS: dict[str, Callable[[object, object], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def criterion(wanted: Scalar, locale: str) -> Test:
    """Whether a value meets a criterion, which may be a value itself or a text with an operator."""
    if not isinstance(wanted, str):
        return _equal_to(0 if wanted is None else wanted)
    found = _PATTERN.fullmatch(wanted)
    sign, rest = (found[1] or "", found[2]) if found else ("", wanted)
    value = _value(rest, locale)
    if sign in _ORDERS:
        return _ordered(sign, value)
    if rest == "":
        return _blankness(sign)
    equal = _equal_to(value)
    return (lambda each: not equal(each)) if sign == "<>" else equal


def _value(text: str, locale: str) -> Scalar:
    typed, _ = typing_in.typed(text, locale) if text and text[0] not in "='+" else (None, None)
    if typed and "stringValue" not in typed:
        return next(iter(typed.values()))
    return text


def _blankness(sign: str) -> Test:
    if sign == "<>":
        return lambda each: each is not None
    return lambda each: each is None or (each == "" and not sign)


def _ordered(sign: str, value: Scalar) -> Test:
    """Only values of the same kind are more or less than another."""
    compare = _ORDERS[sign]
    if isinstance(value, str):
        return lambda each: isinstance(each, str) and compare(each.casefold(), value.casefold())
    return lambda each: is_number(each) and compare(each, value)


def _equal_to(value: Scalar) -> Test:
    if isinstance(value, bool):
        return lambda each: each is value
    if isinstance(value, str):
        pattern = _wildcards(value)
        return lambda each: isinstance(each, str) and bool(pattern.fullmatch(each))
    return lambda each: is_number(each) and each == value


def _wildcards(text: str) -> re.Pattern[str]:
    """`?` stands for one letter, `*` for any number of them, `~` before them for themselves."""
    parts = re.findall(r"~[*?~]|.", text, re.DOTALL)
    known = {"*": ".*", "?": "."}
    pattern = "".join(known.get(part) or re.escape(part.removeprefix("~") or part) for part in parts)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
