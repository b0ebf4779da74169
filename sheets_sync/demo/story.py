"""The story of a station of the demo's year: lines without a language yet, and their figures for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sheets_sync.demo.happened import happened
from sheets_sync.demo.readers import READERS
from sheets_sync.demo.scene import Scene
from sheets_sync.language import Message, Translator


class StoryDay(NamedTuple):
    """What happened on a day, and what each of the four readers sees of it."""

    key: str
    day: date
    title: Message
    happened: tuple[Message, ...]
    seen: Mapping[str, tuple[Message, ...]]

    def as_json(self, t: Translator) -> dict[str, Any]:
        """The station as data: each line with its text and its figures."""
        return {
            "station": self.key,
            "day": str(self.day),
            "title": t.say(self.title),
            "happened": [_line(line, t) for line in self.happened],
            "seen": {reader: [_line(line, t) for line in lines] for reader, lines in self.seen.items()},
        }


def story_of(scene: Scene) -> StoryDay:
    """The story of one station."""
    station = scene.station
    seen = {reader: tuple(sees(scene)) for reader, (_, sees) in READERS.items()}
    return StoryDay(station.key, station.day, station.title, tuple(happened(scene)), seen)


def _line(line: Message, t: Translator) -> dict[str, Any]:
    facts = {key: _plain(value, t) for key, value in line.params.items()}
    return {"text": t.say(line), "facts": facts}


def _plain(value: object, t: Translator) -> object:
    said = t.say(value)
    return said if isinstance(said, int | str) else str(said)
