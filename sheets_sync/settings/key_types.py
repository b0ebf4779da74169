"""The types of the keys of config.toml: each says what it is in Python, how it is read, and what a schema says of it.

To add a type, add an alias. `keys_of` finds the types of a section's fields; a field of any other type is a TypeError.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from sheets_sync.files.toml_reading import Table
from sheets_sync.language import LANGUAGES
from sheets_sync.model import SchoolYear
from sheets_sync.rules.audiences import AUDIENCES, Audience
from sheets_sync.rules.output_tabs import OUTPUTS
from sheets_sync.settings import config_readers
from sheets_sync.settings.store_kinds import STORE_KINDS

KeySchema = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class KeyType:
    """How a key is read, and the part of the JSON Schema that describes its value."""

    read: Callable[[Table, str], object]
    schema: KeySchema


class ConfigKey(NamedTuple):
    """A key of a section: its type, or the section that it is a table of; whether it has a default."""

    type: KeyType | type
    has_default: bool


def _whole(low: int, high: int) -> KeyType:
    schema = {"type": "integer", "minimum": low, "maximum": high}
    return KeyType(lambda table, key: table.whole(key, low, high), schema)


def _one_of(choices: Collection[str]) -> KeyType:
    names = tuple(choices)
    return KeyType(lambda table, key: table.one_of(key, names), {"enum": list(names)})


def _table_of(values: KeyType) -> KeyType:
    schema = {"type": "object", "additionalProperties": values.schema}
    return KeyType(config_readers.each_in(values.read), schema)


def _read_free(table: Table, key: str) -> Mapping[str, object]:
    inner = table.free_table(key)
    return dict(inner.values) if inner else {}


_TEXT = KeyType(Table.text, {"type": "string", "minLength": 1})
_TEXTS = KeyType(
    config_readers.read_texts, {"anyOf": [_TEXT.schema, {"type": "array", "items": _TEXT.schema}]}
)
_DATE = KeyType(config_readers.read_date, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
_COUNTS = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 365}}
_TITLES = {"type": "object", "propertyNames": {"enum": list(OUTPUTS)}, "additionalProperties": _TEXT.schema}
_WEEK = {"type": "string", "pattern": r"\{week"}
_YEAR = {"type": "string", "pattern": r"^20\d\d\s*[-–]\s*20\d\d$"}
_HTTP = {"type": "string", "pattern": "^https?://"}
_SAFE_HTTP = {"type": "string", "pattern": r"^(https://|http://(localhost|127\.|\[::1\]))"}
_LOG_FORMATS = Literal["text", "json"]
_SECURITIES = Literal["starttls", "tls", "none"]

Text = Annotated[str, _TEXT]
Blankable = Annotated[str, KeyType(config_readers.read_blankable, {"type": "string"})]
Texts = Annotated[tuple[str, ...], _TEXTS]
Names = Annotated[Mapping[str, str], _table_of(_TEXT)]
OutputTitles = Annotated[Mapping[str, str], KeyType(config_readers.read_output_titles, _TITLES)]
Audiences = Annotated[Mapping[str, Audience], _table_of(_one_of(AUDIENCES))]
Aliases = Annotated[Mapping[str, tuple[str, ...]], _table_of(_TEXTS)]
Date = Annotated[date, _DATE]
Days = Annotated[Mapping[str, date], _table_of(_DATE)]
Free = Annotated[Mapping[str, object], KeyType(_read_free, {"type": "object"})]
TwoYears = Annotated[SchoolYear, KeyType(config_readers.read_school_year, _YEAR)]
StoreName = Annotated[str, _one_of(STORE_KINDS)]
Language = Annotated[Literal["vi", "en"], _one_of(LANGUAGES)]
LogFormat = Annotated[_LOG_FORMATS, _one_of(get_args(_LOG_FORMATS))]
Security = Annotated[_SECURITIES, _one_of(get_args(_SECURITIES))]
WeekTab = Annotated[str, KeyType(config_readers.read_week_tab, _WEEK)]
Weeks = Annotated[int, _whole(1, 53)]
MonthDay = Annotated[int, _whole(1, 28)]
Percent = Annotated[int, _whole(1, 100)]
Count = Annotated[int, _whole(0, 1000)]
Counts = Annotated[tuple[int, ...], KeyType(config_readers.read_counts, _COUNTS)]
Truth = Annotated[bool, KeyType(Table.truth, {"type": "boolean"})]
Endpoint = Annotated[str, KeyType(config_readers.read_endpoint, _HTTP)]
GoogleAddress = Annotated[str, KeyType(config_readers.read_google_address, _SAFE_HTTP)]

Folder = Annotated[Path, "not in the file"]
"""Where a config lies, which is no key of the file."""


# --- the keys of a section ------------------------------------------------------------------------------------


def keys_by_section(top: type) -> dict[type, dict[str, ConfigKey]]:
    """The keys of a section and of those within it; raises TypeError for a field whose type is none of the above."""
    keys = keys_of(top)
    found = {top: keys}
    for key in keys.values():
        if isinstance(key.type, type):
            found |= keys_by_section(key.type)
    return found


def keys_of(section: type) -> dict[str, ConfigKey]:
    """The keys of one section in their order; raises TypeError for a field whose type is none of the above."""
    defaults: Collection[str] = section._field_defaults  # type: ignore[attr-defined]
    found: dict[str, ConfigKey] = {}
    for name, hint in get_type_hints(section, include_extras=True).items():
        if hint == Folder:
            continue
        key_type = _key_type(hint)
        if key_type is None:
            known = "settings/key_types.py has the types of keys"
            raise TypeError(f"{section.__name__}.{name}: {hint} is not the type of a key; {known}")
        found[name] = ConfigKey(key_type, name in defaults)
    return found


def _key_type(hint: Any) -> KeyType | type | None:
    """The type of a key, or the class of a section; None for anything else."""
    if get_origin(hint) is Annotated:
        return next((each for each in hint.__metadata__ if isinstance(each, KeyType)), None)
    options = [each for each in get_args(hint) if each is not NoneType]
    if len(options) == 1 and NoneType in get_args(hint):
        return _key_type(options[0])
    return hint if isinstance(hint, type) and hasattr(hint, "_fields") else None
