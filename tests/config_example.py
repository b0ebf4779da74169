"""The example of a config, as it is and with every key in force."""

from __future__ import annotations

import re

from tests.places import ROOT

EXAMPLE = ROOT / "config.example.toml"


def uncommented() -> str:
    """The example with every key that is commented out put in force; an explanation has a blank after its #."""
    return re.sub(r"(?m)^#(?=[a-z\[\"])", "", EXAMPLE.read_text(encoding="utf-8"))
