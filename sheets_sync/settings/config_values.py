"""A config as plain values, so that a run can be computed again by the config it had.

Whom the program signs in as, whom it writes to and where its own files lie are left out: no result depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sheets_sync.model import SchoolYear
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import parse_config

_LEFT_OUT = frozenset({"folder", "google", "journal", "alerts"})


def config_values(config: Config) -> dict[str, Any]:
    """What `parse_config` makes the same config of, as far as results depend on it."""
    named = config._asdict().items()
    return {name: _plain(value) for name, value in named if name not in _LEFT_OUT and value is not None}


def config_of(values: Mapping[str, Any], folder: Path) -> Config:
    """The config of such values; raises ConfigError where a later version of the program cannot use them."""
    return parse_config(values, folder / "config.toml")


def _plain(value: Any) -> Any:
    if isinstance(value, SchoolYear):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {name: _plain(each) for name, each in value._asdict().items() if each is not None}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
