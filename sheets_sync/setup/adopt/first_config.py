"""The config of a school that has none yet: where its workbook is, its name, its school year."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from sheets_sync.errors import RefusedError
from sheets_sync.files.atomic_file import replace_file
from sheets_sync.google.drive import file_id
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config, StoreSettings
from sheets_sync.settings.config_file import parse_config
from sheets_sync.settings.config_writing import TomlKey, TomlValue, preview, set_values

_ID = re.compile(r"[A-Za-z0-9_-]{25,}")
_HEAD = "# Do sheets-sync adopt lập. Mọi khoá khác, kèm giải thích và giá trị mặc định, ở config.example.toml (sheets-sync init --example).\n"


def store_at(book: str, folder: Path) -> StoreSettings:
    """The store of a workbook's path or a spreadsheet's address, as the config in this folder names it."""
    path = Path(book)
    if "docs.google.com/" in book or (_ID.fullmatch(book) and not path.exists()):
        return StoreSettings("google", (file_id(book),))
    path, folder = path.resolve(), folder.resolve()
    within = path.is_relative_to(folder)
    return StoreSettings(
        "xlsx", (Path(os.path.relpath(path, folder)).as_posix() if within else path.as_posix(),)
    )


def names_it(store: StoreSettings, other: StoreSettings, folder: Path) -> bool:
    """Whether a store already has the one input of another."""
    if store.kind != other.kind:
        return False
    if store.kind == "google":
        return other.input[0] in map(file_id, store.input)
    return (folder / other.input[0]).resolve() in [(folder / name).resolve() for name in store.input]


def inputs_exist(store: StoreSettings, folder: Path) -> bool:
    """Whether a config's own input may be there: a spreadsheet, or a workbook that exists."""
    return bool(store.input) and (
        store.kind == "google" or any((folder / name).exists() for name in store.input)
    )


def provisional(store: StoreSettings, path: Path) -> Config:
    """A config to read a workbook with, before the school's name and year are known."""
    return of_school("…", "2000-2001", store, path)


def of_school(name: str, year: str, store: StoreSettings, path: Path) -> Config:
    """The least config of a school; raises ConfigError for what is no school year."""
    return parse_config({"school": {"name": name, "year": year}}, path)._replace(store=store)


def store_values(store: StoreSettings) -> dict[TomlKey, TomlValue]:
    """What names a store in the config file."""
    return {("store", "kind"): store.kind, ("store", "input"): store.input[0]}


def write(path: Path, values: Mapping[TomlKey, TomlValue], new: bool) -> bool:
    """Put values into the config file; a new one is made of nothing else. Says whether that changed the file."""
    if not new:
        return set_values(path, values)
    if path.exists():
        raise RefusedError(Message(N_("{path} vừa có ai tạo ra: chạy lại adopt."), {"path": path}))
    replace_file(path, (_HEAD + preview(values) + "\n").encode())
    return True
