"""The tree of a formula: what is computed with what, by precedence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tests.google_emulator.sheets.formulas_references import Reference, read
from tests.google_emulator.sheets.formulas_tokens import Token, tokens
from tests.google_emulator.sheets.formulas_values import FormulaError, parse_error, written_error

_PRECEDENCE = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_DEEPEST = 60  # brackets within brackets


@dataclass(frozen=True)
class Literal:
    """A value that stands in the formula; nothing is an argument left out."""

    value: bool | int | float | str | FormulaError | None


@dataclass(frozen=True)
class Cells:
    """A reference to cells."""

    reference: Reference


@dataclass(frozen=True)
class Name:
    """A name, of a range."""

    name: str


@dataclass(frozen=True)
class Apply:
    """An operator or a function with what it is applied to; operators have their function's name."""

    function: str
    arguments: tuple[Node, ...]
    is_operator: bool = False


Node = Literal | Cells | Name | Apply

_OPERATORS = {
    "+": "ADD",
    "-": "MINUS",
    "*": "MULTIPLY",
    "/": "DIVIDE",
    "^": "POW",
    "&": "CONCAT",
    "=": "EQ",
    "<>": "NE",
    "<": "LT",
    "<=": "LTE",
    ">": "GT",
    ">=": "GTE",
}


@lru_cache(maxsize=8192)
def parsed(formula: str, decimal_comma: bool) -> Node | None:
    """The tree of a formula, or nothing where it is none."""
    words = tokens(formula, decimal_comma)
    if not words:
        return None
    try:
        return _Parser([word for word in words if word.kind != "space"]).whole()
    except FormulaError:
        return None


def references(node: Node) -> Iterator[Cells | Name]:
    """All cells and names that a tree speaks of."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, Cells | Name):
            yield current
        elif isinstance(current, Apply):
            stack += reversed(current.arguments)


class _Parser:
    """Goes through the words once, from the weakest operators down to single values."""

    def __init__(self, words: list[Token]) -> None:
        self._words, self._at, self._depth = words, 0, 0

    def whole(self) -> Node:
        node = self._binary(0)
        if self._at < len(self._words):
            raise parse_error()
        return node

    def _next(self) -> Token:
        return self._words[self._at] if self._at < len(self._words) else Token("end", "")

    def _take(self, *texts: str) -> str:
        """The next word if it is one of these."""
        word = self._next()
        if word.text not in texts or word.kind not in ("operator", "separator"):
            return ""
        self._at += 1
        return word.text

    def _binary(self, level: int) -> Node:
        if level == len(_PRECEDENCE):
            return self._unary()
        left = self._binary(level + 1)
        while operator := self._take(*_PRECEDENCE[level]):
            left = Apply(_OPERATORS[operator], (left, self._binary(level + 1)), True)
        return left

    def _unary(self) -> Node:
        signs = []
        while sign := self._take("+", "-"):
            signs.append(sign)
        node = self._percent()
        for sign in reversed(signs):
            node = Apply("UMINUS" if sign == "-" else "UPLUS", (node,), True)
        return node

    def _percent(self) -> Node:
        node = self._single()
        while self._take("%"):
            node = Apply("UNARY_PERCENT", (node,), True)
        return node

    def _single(self) -> Node:
        if self._take("("):
            return self._bracketed()
        word = self._next()
        self._at += 1
        if word.kind == "function":
            return self._call(word.text.upper())
        return _of_word(word)

    def _bracketed(self) -> Node:
        self._deeper()
        node = self._binary(0)
        if not self._take(")"):
            raise parse_error()
        self._depth -= 1
        return node

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise parse_error()

    def _call(self, name: str) -> Node:
        self._take("(")
        self._deeper()
        arguments: list[Node] = []
        if not self._take(")"):
            arguments.append(self._argument())
            while self._take(",", ";"):
                arguments.append(self._argument())
            if not self._take(")") and self._next().kind != "end":  # the last bracket may be left out
                raise parse_error()
        self._depth -= 1
        return Apply(name, tuple(arguments))

    def _argument(self) -> Node:
        if self._next().text in (",", ";", ")") and self._next().kind != "text":
            return Literal(None)
        return self._binary(0)


def _of_word(word: Token) -> Node:
    if word.kind == "number":
        number = float(word.text.replace(",", "."))
        return Literal(int(number) if number.is_integer() else number)
    if word.kind == "text":
        return Literal(word.text[1:-1].replace('""', '"'))
    if word.kind == "reference":
        return Cells(read(word.text))
    if word.kind == "error":
        return Literal(written_error(word.text))
    if word.kind == "name":
        upper = word.text.upper()
        return Literal(upper == "TRUE") if upper in ("TRUE", "FALSE") else Name(word.text)
    raise parse_error()
