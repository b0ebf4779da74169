"""Values that the program writes into config.toml for the school; its comments, order and line ends stay."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from sheets_sync.errors import ConfigError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.language import N_, Message

TomlKey = tuple[str, ...]
"""The way to a value: `("store", "input")`."""

TomlValue = str | bool | int | list[str] | tuple[str, ...]

_BOM = "\ufeff"


def set_values(path: Path, values: Mapping[TomlKey, TomlValue]) -> bool:
    """Set these values in a config file, all in one step; says whether that changed it.

    Raises ConfigError where the file cannot be read or edited, UnavailableError where it cannot be written.
    """
    before = _read(path)
    after = _with(before, values, path)
    if after == before:
        return False
    replace_file(path, after.encode())
    return True


def preview(values: Mapping[TomlKey, TomlValue]) -> str:
    """These values as lines of TOML, to be shown before they are written, or to be typed by hand."""
    document = tomlkit.document()
    for key, value in values.items():
        _set(document, key, value)
    return tomlkit.dumps(document).strip()


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        text = N_("Không đọc được tệp cấu hình {path}: {error}.")
        raise ConfigError(Message(text, {"path": path, "error": error})) from error


def _with(text: str, values: Mapping[TomlKey, TomlValue], path: Path) -> str:
    """The text with these values; the rest is proved to be the same."""
    body = text.removeprefix(_BOM)
    ends = "\r\n" if "\r\n" in body else "\n"
    plain = body.replace("\r\n", "\n")
    try:
        wanted: dict[str, Any] = tomllib.loads(plain)
        document = tomlkit.parse(plain)
        for key, value in values.items():
            _set(wanted, key, value)
            if _at(document, key) != _plain(value):
                _set(document, key, value)
        edited = tomlkit.dumps(document)
        kept = tomllib.loads(edited) == wanted
    except (TOMLKitError, tomllib.TOMLDecodeError, TypeError, AttributeError):
        kept = False
    if not kept:
        said = N_("Không tự ghi được vào {path}. Hãy tự ghi vào tệp ấy các dòng sau:\n{lines}")
        raise ConfigError(Message(said, {"path": path, "lines": preview(values)}))
    return text[: len(text) - len(body)] + edited.replace("\n", ends)


def _at(table: Any, key: TomlKey) -> object:
    for name in key:
        table = table.get(name) if isinstance(table, Mapping) else None
    return table.unwrap() if hasattr(table, "unwrap") else table


def _set(table: Any, key: TomlKey, value: TomlValue) -> None:
    """Put one value into nested tables, those of tomlkit or plain ones, making what is missing."""
    *tables, last = key
    for name in tables:
        if name not in table:
            table[name] = {} if type(table) is dict else tomlkit.table()
        table = table[name]
    table[last] = _plain(value)


def _plain(value: TomlValue) -> object:
    return list(value) if isinstance(value, tuple) else value
