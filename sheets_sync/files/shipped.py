"""The samples that come with the program: beside the package in a clone, within it once it is installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_WITHIN = _PACKAGE / "samples"

EXAMPLES = ("config.example.toml", "fleet.example.toml")


def example(name: str) -> str:
    """One of the examples, a school's config or a district's fleet, with every key explained."""
    return _text(_WITHIN / name, _PACKAGE.parent / name)


def schemas() -> dict[str, str]:
    """What an editor completes and checks TOML files by, by the name of its file."""
    folder = _WITHIN / "schemas"
    folder = folder if folder.exists() else _PACKAGE.parent / "docs" / "schemas"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.json"))}


def unattended(name: str) -> str:
    """One of the files that start the nightly run."""
    return _text(_WITHIN / "unattended" / name, _PACKAGE.parent / "scripts" / "unattended" / name)


def _text(installed: Path, in_clone: Path) -> str:
    return (installed if installed.exists() else in_clone).read_text(encoding="utf-8")
