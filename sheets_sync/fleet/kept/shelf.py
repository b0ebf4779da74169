"""What a fleet remembers between runs: a folder per school with its results as Parquet and what came of its last run.

All of it may be lost: then every school is simply run again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sheets_sync.files.atomic_file import replace_file
from sheets_sync.fleet.kept.school_rows import SCHEMA
from sheets_sync.fleet.outcome import STATES, SUCCEEDED, FleetAction, RunState, SchoolOutcome
from sheets_sync.language import Message
from sheets_sync.text.vietnamese import slug

PARQUET, STATUS = "results.parquet", "status.json"


@dataclass(frozen=True)
class Hint:
    """By what a school may be known to be unchanged: Drive's versions of its spreadsheets before a successful read.

    `modified` is the latest change that Drive knew of then, `read` the moment of the read, both seconds since 1970;
    `made_of` is the hash of the config and of the program, `day` the day that was taken for today.
    """

    versions: Mapping[str, str]
    modified: float
    read: float
    made_of: str
    day: str


@dataclass(frozen=True)
class Status:
    """What came of a school's last run, and when (seconds since 1970) and for which day it last succeeded.

    A failed sync is kept until one succeeds: a check or a report in between has not written what it should have.
    """

    state: RunState
    action: FleetAction
    reasons: tuple[Message, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    calls: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0
    began: float = 0
    good: float | None = None
    day: str | None = None
    schema: int = SCHEMA
    hint: Hint | None = None

    @property
    def unwritten(self) -> bool:
        """Whether a sync failed, and none has succeeded since."""
        return self.action == "sync" and self.state not in SUCCEEDED


class StateFolder:
    """The folder of a fleet's state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, outcome: SchoolOutcome, today: date, hint: Hint | None = None) -> None:
        """Note an outcome; the results of a run that failed leave those of the one before it in place."""
        place, before = self._place(outcome.key), self.status(outcome.key)
        good, day = (before.good, before.day) if before else (None, None)
        if outcome.parquet:
            replace_file(place / PARQUET, outcome.parquet)
            good, day = outcome.began, today.isoformat()
        still_valid = outcome.state == "unchanged" or outcome.action != "sync"  # nothing new was written
        kept = hint or (before.hint if before and still_valid else None)
        state, action, reasons = outcome.state, outcome.action, outcome.reasons
        if outcome.succeeded and action != "sync" and before and before.unwritten:
            state, action, reasons = before.state, before.action, before.reasons
        status = Status(
            state,
            action,
            reasons,
            dict(outcome.counts),
            dict(outcome.calls),
            outcome.seconds,
            outcome.began,
            good,
            day,
            SCHEMA if outcome.parquet else (before.schema if before else SCHEMA),
            kept,
        )
        replace_file(place / STATUS, _json(status).encode())

    def status(self, key: str) -> Status | None:
        """What came of a school's last run, if that is known."""
        try:
            return _status(json.loads((self._place(key) / STATUS).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def results(self, keys: Iterable[str]) -> dict[str, Path]:
        """The Parquet files of these schools, where there are some of the present schema."""
        found = {}
        for key in keys:
            path, status = self._place(key) / PARQUET, self.status(key)
            if status and status.good is not None and status.schema == SCHEMA and path.is_file():
                found[key] = path
        return found

    def _place(self, key: str) -> Path:
        mark = hashlib.sha256(key.encode()).hexdigest()[:8]
        return self.folder / "schools" / f"{slug(key)[:60]}-{mark}"


def _json(status: Status) -> str:
    values = dict(vars(status))
    values["reasons"] = [_plain(reason) for reason in status.reasons]
    values["hint"] = dict(vars(status.hint)) if status.hint else None
    return json.dumps(values, ensure_ascii=False, indent=1)


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"text": value.template, "with": {key: _plain(each) for key, each in value.params.items()}}
    return value if isinstance(value, int | float | None) else str(value)


def _message(value: Any) -> Any:
    if isinstance(value, dict):
        return Message(value["text"], {key: _message(each) for key, each in value["with"].items()})
    return value


def _status(values: dict[str, Any]) -> Status:
    if values["state"] not in STATES:
        raise ValueError(values["state"])
    values["reasons"] = tuple(_message(each) for each in values["reasons"])
    values["hint"] = Hint(**values["hint"]) if values["hint"] else None
    return Status(**values)
