"""Where templates are filled in: Jinja's sandbox, strict about names. A template is untrusted input.

It reaches no file and nothing of the program, cannot be made to fill the memory, and what it puts in is literal text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

CONTROLS = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")
_LONGEST_PRODUCT = 100_000


class UnknownField(UndefinedError):  # noqa: N818  (named for what the template did)
    """A tag names a field that there is not; `known` are those that there are at that place."""

    def __init__(self, name: str, known: list[str], message: str | None = None) -> None:
        super().__init__(message)
        self.name, self.known = name, known


class _Strict(StrictUndefined):
    """Like StrictUndefined, and the error remembers the name and what was looked through."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        known = list(obj) if isinstance(obj, Mapping) else []
        unknown: Any = partial(UnknownField, name or "", known)
        super().__init__(hint, obj, name, unknown)


class _Sandbox(SandboxedEnvironment):
    """The sandbox, which also refuses to multiply texts and lists beyond what a paper could hold."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Products of numbers within bounds only."""
        small = all(isinstance(each, int | float) and abs(each) <= _LONGEST_PRODUCT for each in (left, right))
        if not small or (operator == "**" and abs(right) > 8):
            raise OverflowError(f"{operator}")
        return super().call_binop(context, operator, left, right)


def sandbox(word: bool = True) -> SandboxedEnvironment:
    """An environment without loader; for Word files it also keeps braces apart that docxtpl would take for tags."""
    return _Sandbox(undefined=_Strict, finalize=_literal if word else None, autoescape=True)


def _literal(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = str(escape(CONTROLS.sub(" ", value)))
    for brace in "{}%":
        text = text.replace(brace, f"&#{ord(brace)};")
    return Markup(text)
