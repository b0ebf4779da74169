"""What may go to a terminal: no text that somebody typed into a cell can move the cursor, paint, or turn lines around."""

from __future__ import annotations

import re

# Control characters but tab and line break, and those that turn the direction of what follows.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without any character that a terminal would obey."""
    return _COMMANDS.sub("�", text)


def escaped(json: str) -> str:
    """JSON with such characters written as JSON writes them, so that a program still reads what was typed."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
