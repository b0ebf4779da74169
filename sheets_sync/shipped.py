"""The samples that come with the program: beside the package in a clone, within it once it is installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_WITHIN = _PACKAGE / "samples"

EXAMPLE = "config.example.toml"
UNATTENDED = ("crontab", "sheets-sync.service", "sheets-sync.timer", "sheets-sync.xml")


def example_config() -> str:
    """The config with every key explained."""
    return _text(_WITHIN / EXAMPLE, _PACKAGE.parent / EXAMPLE)


def unattended(name: str) -> str:
    """One of the files that start the nightly run."""
    return _text(_WITHIN / "unattended" / name, _PACKAGE.parent / "scripts" / "unattended" / name)


def _text(installed: Path, in_clone: Path) -> str:
    return (installed if installed.exists() else in_clone).read_text(encoding="utf-8")
