"""Values that formulas compute with, the errors they end in, and how one kind of value becomes another."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.google_emulator.sheets import entering, locales, number_patterns, typing_in

Json = dict[str, Any]


class FormulaError(Exception):
    """An error as a cell holds it: its type in the API, and what Google says of it."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message

    @property
    def json(self) -> Json:
        """The ExtendedValue of it."""
        return {"errorValue": {"type": self.kind, "message": self.message}}

    def again(self) -> FormulaError:
        """The same error to be raised anew: a kept one must not gather tracebacks."""
        return FormulaError(self.kind, self.message)


Scalar = None | bool | int | float | str | FormulaError

_KINDS = {"#REF!": "REF", "#N/A": "N_A", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#NAME?": "NAME"}
_KINDS |= {"#NUM!": "NUM", "#NULL!": "NULL_VALUE", "#ERROR!": "ERROR"}


def parse_error() -> FormulaError:
    """The text is no formula."""
    return FormulaError("ERROR", "Formula parse error.")


def circular() -> FormulaError:
    """A cell that is computed from itself."""
    return FormulaError(
        "REF", "Circular dependency detected. To resolve with iterative calculation, see File > Settings."
    )


def written_error(text: str) -> FormulaError:
    """The error that stands in a formula as such: `#REF!` where a reference was lost."""
    return FormulaError(_KINDS[text], "Reference does not exist." if text == "#REF!" else "")


class Block(NamedTuple):
    """The values of a range: those of its filled cells by position from its corner, and its size."""

    values: dict[tuple[int, int], Scalar]
    height: int
    width: int

    @property
    def size(self) -> int:
        """How many cells, blank ones included."""
        return self.height * self.width


Value = Scalar | Block


def of_json(value: Json | None) -> Scalar:
    """What a formula makes of a cell's effective value."""
    if not value:
        return None
    if "errorValue" in value:
        return FormulaError(value["errorValue"]["type"], value["errorValue"].get("message", ""))
    return next(iter(value.values()))


def to_json(value: Scalar) -> Json:
    """A result as a cell holds it; what comes from a blank cell is no value."""
    # Unverified: Excel would make it zero.
    if value is None:
        return {}
    if isinstance(value, FormulaError):
        return value.json
    if isinstance(value, str):
        return {"stringValue": value}
    if isinstance(value, bool):
        return {"boolValue": value}
    if value != value or abs(value) == float("inf"):
        return FormulaError("NUM", "The result is too large a number.").json
    return {"numberValue": entering.plain(value)}


def scalar(value: Value) -> Scalar:
    """The one value of what may be a range; errors are raised."""
    if isinstance(value, Block):
        if value.size != 1:
            raise FormulaError("VALUE", "An array value could not be found.")
        value = value.values.get((0, 0))
    if isinstance(value, FormulaError):
        raise value.again()
    return value


def is_number(value: Scalar) -> bool:
    """Whether a value is a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(value: Value, function: str, position: int, locale: str) -> float:
    """A value as a number; a text only if it could be typed as one."""
    value = scalar(value)
    if value is None:
        return 0
    if not isinstance(value, str):
        return int(value) if isinstance(value, bool) else value
    typed, _ = typing_in.typed(value, locale)
    if typed and "numberValue" in typed:
        return typed["numberValue"]
    raise FormulaError(
        "VALUE",
        f"Function {function} parameter {position} expects number values. "
        f"But '{value}' is a text and cannot be coerced to a number.",
    )


def text(value: Value, locale: str) -> str:
    """A value as a text, numbers with all of their fifteen digits."""
    value = scalar(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else number_patterns.general(value, locales.of(locale), 15)


def truth(value: Value, function: str, position: int) -> bool:
    """A value as true or false."""
    value = scalar(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise FormulaError(
            "VALUE",
            f"Function {function} parameter {position} expects boolean values. "
            f"But '{value}' is a text and cannot be coerced to a boolean.",
        )
    return bool(value)


def order(value: Scalar) -> tuple[int, Any]:
    """What a value is compared by: numbers before texts before truth values, texts without regard to case."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value or 0)


def compare(left: Scalar, right: Scalar) -> int:
    """Less, equal or greater; a blank cell is whatever the other side finds empty."""
    left, right = _like(left, right), _like(right, left)
    first, second = order(left), order(right)
    return (first > second) - (first < second)


def _like(value: Scalar, other: Scalar) -> Scalar:
    if value is not None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0
