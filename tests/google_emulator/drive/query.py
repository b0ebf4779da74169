"""The language of `q` in files.list and drives.list, read into a tree and asked of one item at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.google_emulator.wire import ApiError

Test = Callable[[Any], bool]
Ask = Callable[["Comparison"], Test]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<word>[A-Za-z_][\w.]*)"
    r"|(?P<sign><=|>=|!=|[=<>(){}]))"
)


@dataclass(frozen=True)
class Text:
    """A quoted value."""

    value: str


@dataclass(frozen=True)
class Comparison:
    """One term, operator and value; `value` is a text, a truth value, or for `has` the key and the value."""

    term: str
    operator: str
    value: str | bool | tuple[str, str]


def invalid() -> ApiError:
    """The error for a query that cannot be read."""
    return ApiError(400, "Invalid Value", reason="invalid", location="q")


def parse(text: str, ask: Ask) -> Test:
    """The test that a query means; `ask` makes the test of one comparison."""
    if not text.strip():
        return lambda item: True
    reader = _Reader(list(_tokens(text)), ask)
    test = reader.either()
    if reader.rest:
        raise invalid()
    return test


def _tokens(text: str) -> Iterator[Text | str]:
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if not found:
            raise invalid()
        at = found.end()
        if found["text"] is not None:
            yield Text(re.sub(r"\\(.)", r"\1", found["text"][1:-1]))
        else:
            yield found["word"] or found["sign"]


class _Reader:
    """Reads tokens from the left."""

    def __init__(self, tokens: list[Text | str], ask: Ask) -> None:
        self.rest, self._ask = tokens, ask

    def either(self) -> Test:
        """Tests joined by `or`, which binds less than `and`."""
        tests = [self._both()]
        while self._took("or"):
            tests.append(self._both())
        return lambda item: any(test(item) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._took("and"):
            tests.append(self._one())
        return lambda item: all(test(item) for test in tests)

    def _one(self) -> Test:
        if self._took("not"):
            test = self._one()
            return lambda item: not test(item)
        if self._took("("):
            test = self.either()
            self._demand(")")
            return test
        return self._ask(self._comparison())

    def _comparison(self) -> Comparison:
        first = self._take()
        if isinstance(first, Text):
            self._demand("in")
            return Comparison(self._word(), "in", first.value)
        if not re.match(r"[A-Za-z]", first):
            raise invalid()
        if not self.rest or self.rest[0] in ("and", "or", ")"):
            return Comparison(first, "=", True)  # `sharedWithMe` stands alone
        operator = self._take()
        if operator == "has":
            return Comparison(first, "has", self._pair())
        if operator not in ("=", "!=", "<", "<=", ">", ">=", "contains", "in"):
            raise invalid()
        return Comparison(first, str(operator), self._value())

    def _pair(self) -> tuple[str, str]:
        """`{ key='k' and value='v' }`, in either order."""
        self._demand("{")
        found = {}
        for position in range(2):
            if position:
                self._demand("and")
            name = self._word()
            self._demand("=")
            found[name] = self._value()
        self._demand("}")
        if set(found) != {"key", "value"} or not all(isinstance(each, str) for each in found.values()):
            raise invalid()
        return str(found["key"]), str(found["value"])

    def _value(self) -> str | bool:
        token = self._take()
        if isinstance(token, Text):
            return token.value
        if token in ("true", "false"):
            return token == "true"
        raise invalid()

    def _word(self) -> str:
        token = self._take()
        if isinstance(token, Text) or not token[0].isalpha():
            raise invalid()
        return token

    def _take(self) -> Text | str:
        if not self.rest:
            raise invalid()
        return self.rest.pop(0)

    def _took(self, sign: str) -> bool:
        if self.rest and self.rest[0] == sign:
            self.rest.pop(0)
            return True
        return False

    def _demand(self, sign: str) -> None:
        if not self._took(sign):
            raise invalid()
