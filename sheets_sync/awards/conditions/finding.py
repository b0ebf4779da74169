"""What a condition finds out about a candidate, and how it speaks of cells."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sheets_sync.language import Message
from sheets_sync.model import Place, Where


class Finding(NamedTuple):
    """What is required, whether it is met (None: the council has to confirm), the evidence and its cells.

    `holds`: nothing can be decided until this is settled.
    """

    requirement: Message
    met: bool | None
    evidence: Message
    cells: tuple[Where, ...] = ()
    holds: bool = False


def say(template: str, /, **params: object) -> Message:
    """A text still to be put into a language; mark the template with N_."""
    return Message(template, params)


def listed(messages: Iterable[Message]) -> Message:
    """Several texts in one, with semicolons between them."""
    parts = list(messages)
    keys = [f"part{number}" for number in range(len(parts))]
    template = "; ".join(f"{{{key}}}" for key in keys)
    return Message(template, dict(zip(keys, parts, strict=True)))


def in_cell(place: Place, key: str, said: object) -> Message:
    """`Đăng ký!E12: …`."""
    return Message("{cell}: {said}", {"cell": str(place.at(key)), "said": said})


def cells(places: Iterable[tuple[Place, str]]) -> tuple[Where, ...]:
    """The cells of some records' columns."""
    return tuple(place.at(key) for place, key in places)


def day_text(day: date | None) -> str:
    """05/09/2023; a dash for no day."""
    return f"{day:%d/%m/%Y}" if day else "–"
