"""The words of a formula: numbers, texts, references, names, operators."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TAB = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]*"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9][0-9]*"
_NAME = r"[^\W\d][\w.]*"
_PLACE = (
    rf"{_CELL}(?::(?:{_CELL}|{_COLUMN}|{_ROW}))?|{_COLUMN}:(?:{_CELL}|{_COLUMN})|{_ROW}:(?:{_CELL}|{_ROW})"
)
_WORDS = r"""
    (?P<space>\s+)
  | (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|ERROR!))
  | (?P<reference>(?:TAB)?(?:PLACE)(?![\w(.!]))
  | (?P<tab>TAB)(?=\#REF!)
  | (?P<number>NUMBER(?:[Ee][+-]?\d+)?)
  | (?P<function>NAME)(?=\s*\()
  | (?P<name>NAME)
  | (?P<operator><=|>=|<>|[-+*/^&=<>%(){}])
  | (?P<separator>[,;\\])
"""


class Token(NamedTuple):
    """One word: its kind and its text as it stands."""

    kind: str
    text: str


@lru_cache(maxsize=2)
def _words(decimal_comma: bool) -> re.Pattern[str]:
    # Unverified: where the comma is the decimal sign, one that follows no digit still parts arguments.
    number = r"(?:\d+(?:,\d+)?)" if decimal_comma else r"(?:\d+\.?\d*|\.\d+)"
    pattern = _WORDS.replace("NUMBER", number).replace("TAB", _TAB)
    return re.compile(pattern.replace("PLACE", _PLACE).replace("NAME", _NAME), re.VERBOSE)


@lru_cache(maxsize=8192)
def tokens(formula: str, decimal_comma: bool = False) -> tuple[Token, ...] | None:
    """The words of a formula after its equals sign, or nothing where one is no word at all."""
    found, at, words = [], 1, _words(decimal_comma)
    while at < len(formula):
        match = words.match(formula, at)
        if match is None:
            return None
        found.append(Token(str(match.lastgroup), match[0]))
        at = match.end()
    return tuple(found)
