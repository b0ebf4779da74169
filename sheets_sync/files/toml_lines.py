"""The line of each key of a TOML text: `tomllib` gives no lines, and a mistake needs its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress

TomlPath = tuple[str | int, ...]
"""The way to a value: `("criteria", 0, "max")`."""

_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")


class _LostError(Exception):
    """The scanner does not understand the text; what it has found until here is kept."""


class _Scanner:
    """Walks through a TOML text once and notes the line of every table, key and array element."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[TomlPath, int] = {(): 1}
        self._last: dict[TomlPath, int] = {}  # an array of tables and the index of its last table

    def document(self) -> None:
        """The whole text: table headers and `key = value` lines."""
        table: TomlPath = ()
        while self._skip(_BLANKS) and self.at < len(self.text):
            if self._next("[["):
                table = self._header(array=True)
            elif self._next("["):
                table = self._header(array=False)
            else:
                self._pair(table)

    def _header(self, array: bool) -> TomlPath:
        line = self._line()
        keys = self._keys()
        self._expect("]]" if array else "]")
        table: TomlPath = ()
        for key in keys[:-1]:
            self._note((*table, key), line)
            table = self._entered((*table, key))
        table = (*table, keys[-1])
        if array:
            self._last[table] = self._last.get(table, -1) + 1
        self._note(table, line)
        table = self._entered(table)
        self._note(table, line)
        return table

    def _entered(self, table: TomlPath) -> TomlPath:
        return (*table, self._last[table]) if table in self._last else table

    def _pair(self, table: TomlPath) -> None:
        line = self._line()
        path = (*table, *self._keys())
        for length in range(len(table) + 1, len(path) + 1):
            self._note(path[:length], line)
        self._expect("=")
        self._value(path)

    def _value(self, path: TomlPath) -> None:
        self._skip(_SPACES)
        if self._next("["):
            self._array(path)
        elif self._next("{"):
            self._inline(path)
        elif self._match(_STRING) is None:
            self._match(_BARE_VALUE)

    def _array(self, path: TomlPath) -> None:
        index = 0
        while self._skip(_BLANKS) and not self._next("]"):
            start = self.at
            self._note((*path, index), self._line())
            self._value((*path, index))
            self._skip(_BLANKS)
            self._next(",")
            if self.at == start:
                raise _LostError
            index += 1

    def _inline(self, path: TomlPath) -> None:
        while self._skip(_BLANKS) and not self._next("}"):
            self._pair(path)
            self._skip(_BLANKS)
            self._next(",")

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while self._skip(_SPACES) and self._next("."):
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        self._skip(_SPACES)
        quoted = self._match(_STRING)
        if quoted is not None:
            return str(tomllib.loads(f"key = {quoted}")["key"])
        bare = self._match(_BARE_KEY)
        if bare is None:
            raise _LostError
        return bare

    def _note(self, path: TomlPath, line: int) -> None:
        self.found.setdefault(path, line)

    def _line(self) -> int:
        return self.text.count("\n", 0, self.at) + 1

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        self._match(pattern)
        return True

    def _match(self, pattern: re.Pattern[str]) -> str | None:
        match = pattern.match(self.text, self.at)
        if match is None:
            return None
        self.at = match.end()
        return match.group()

    def _next(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def _expect(self, mark: str) -> None:
        self._skip(_SPACES)
        if not self._next(mark):
            raise _LostError


def find_lines(text: str) -> Mapping[TomlPath, int]:
    """The line, from 1, of every table, key and array element; what is not found is left out."""
    scanner = _Scanner(text)
    with suppress(_LostError, tomllib.TOMLDecodeError, RecursionError):
        scanner.document()
    return scanner.found
