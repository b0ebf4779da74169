"""Functions of formulas on texts, dates and truth values."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.google_emulator.sheets import number_patterns, serials
from tests.google_emulator.sheets.formulas_calls import (
    MANY,
    Arguments,
    Function,
    Place,
    number_at,
)
from tests.google_emulator.sheets.formulas_values import (
    Block,
    FormulaError,
    Scalar,
    Value,
    number,
    scalar,
    text,
    truth,
)


def _logical(name: str, decide: Callable[[list[bool]], bool]) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        values: list[Value] = []
        for each in arguments:
            values += each.values.values() if isinstance(each, Block) else [each]
        kept = [each for each in values if each is not None]
        return decide([truth(each, name, at) for at, each in enumerate(kept, 1)])

    return Function(1, MANY, compute)


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
    length = int(number_at(place, arguments, at, name, default=1))
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


def _today(place: Place, arguments: Arguments) -> Value:
    return serials.serial(serials.now(place.zone).date())


def _now(place: Place, arguments: Arguments) -> Value:
    return serials.serial(serials.now(place.zone).replace(microsecond=0))


def _date(place: Place, arguments: Arguments) -> Value:
    year, month, day = (int(number_at(place, arguments, at, "DATE")) for at in range(3))
    years, month0 = divmod(month - 1, 12)
    year += years + (1900 if 0 <= year < 1900 else 0)
    try:
        return serials.serial(date(year, month0 + 1, 1)) + day - 1
    except ValueError as error:
        message = f"Function DATE parameter 1 value is {year}. It is out of range."
        raise FormulaError("NUM", message) from error


def _part_of_date(name: str) -> Function:
    def compute(place: Place, arguments: Arguments) -> Value:
        when = serials.moment(number_at(place, arguments, 0, name))
        if when is None:
            raise FormulaError("NUM", f"Function {name} parameter 1 is out of range.")
        return int(getattr(when, name.lower()))

    return Function(1, 1, compute)


FUNCTIONS: dict[str, Function] = {
    "CONCAT": Function(2, 2, _joined),
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
}
