"""What the journal keeps of every run: its inputs, rules, results, problems, writes, calls and outcome.

Contents are kept once, however many runs had them. What is kept for how long says `_PRUNE`: everything of the last
60 days and the last 60 runs (clocks go wrong); of older ones those that closed or reopened a month or published a
document, and the last one of each month.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sheets_sync.journal.journal import Journal
from sheets_sync.language import N_

UNFINISHED = "unfinished"
KEPT_DAYS = KEPT_RUNS = 60
KEPT_COMMANDS = ("close", "reopen", "report")
_PRUNE = f"""
    DELETE FROM run WHERE began < datetime('now', '-{KEPT_DAYS} days')
    AND number NOT IN (SELECT number FROM run ORDER BY number DESC LIMIT {KEPT_RUNS})
    AND command NOT IN {KEPT_COMMANDS!r} AND closed = ''
    AND number NOT IN (SELECT max(number) FROM run WHERE outcome = 'done' GROUP BY substr(began, 1, 7))
"""
_FIELDS = "number, id, command, began, ended, day, version, host, account, outcome, code, closed, written, counts, calls, reason"


OUTCOMES = {
    "done": N_("xong"),
    "refused": N_("từ chối"),
    "failed": N_("không xong"),
    "bug": N_("lỗi chương trình"),
    "interrupted": N_("bị ngắt"),
    "unfinished": N_("dở dang"),
}
"""What became of a run, in words."""


class RunNote(NamedTuple):
    """A run: which, when (UTC), for which day, by which version, machine and account, and what became of it.

    `number` orders the runs, whatever the clock said. `written`, `counts`, `calls` are JSON; `closed` names the months
    that it closed or opened again. `reason` says in a line why it did not end well.
    """

    number: int
    id: str
    command: str
    began: str
    ended: str
    day: str
    version: str
    host: str
    account: str
    outcome: str
    code: int
    closed: str = ""
    written: str = "[]"
    counts: str = "{}"
    calls: str = "{}"
    reason: str = ""


def moment(note: RunNote) -> str:
    """When a run began, by this machine's clock."""
    utc = datetime.fromisoformat(note.began).replace(tzinfo=UTC)
    return f"{utc.astimezone():%d/%m/%Y %H:%M}"


class RunPart(NamedTuple):
    """One thing that a run read or made: an `input`, the `config`, a `rubric`, the `law`, a `ranking`, the `problems`, a `tab` …"""

    kind: str
    name: str
    body: str

    @property
    def digest(self) -> str:
        """The fingerprint of its content."""
        return digest(self.body)


def digest(body: str) -> str:
    """The fingerprint by which a content is kept."""
    return hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:32]


class Runs:
    """The runs of a journal; a journal that cannot be used has none."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def known(self) -> bool:
        """Whether the journal can be used."""
        return self._journal.is_open

    # --- writing ----------------------------------------------------------------------------------------------

    def begin(self, note: RunNote) -> None:
        """Note that a run has begun; one that never ends stays `unfinished`."""
        marks = ", ".join("?" * (len(RunNote._fields) - 1))
        query = f"INSERT INTO run ({_FIELDS.removeprefix('number, ')}) VALUES ({marks})"
        self._journal.ask(lambda journal: journal.execute(query, note[1:]) and None)

    def finish(self, note: RunNote, parts: Iterable[RunPart]) -> None:
        """Note what became of a run, with everything that belongs to it, or nothing of it."""
        kept = list(parts)
        self._journal.ask(lambda journal: _finish(journal, note, kept))

    # --- reading ----------------------------------------------------------------------------------------------

    def latest(self, count: int) -> list[RunNote]:
        """The last runs, the newest first."""
        return self._notes("ORDER BY number DESC LIMIT ?", count)

    def find(self, text: str) -> list[RunNote]:
        """The runs whose id begins so; `last` is the last one that ended well."""
        if text == "last":
            return self._notes("WHERE outcome = 'done' ORDER BY number DESC LIMIT 1")
        exact = self._notes("WHERE id = ?", text)
        return exact or self._notes("WHERE substr(id, 1, length(?)) = ? ORDER BY number", text, text)

    def parts(self, run_id: str, kind: str) -> list[RunPart]:
        """All parts of a kind, in their order."""
        query = """SELECT part.kind, part.name, content.body FROM part JOIN content USING (digest)
                   JOIN run ON run.number = part.run WHERE run.id = ? AND part.kind = ? ORDER BY part.position"""
        found = self._journal.ask(
            lambda journal: [
                RunPart(kind, name, zlib.decompress(body).decode())
                for kind, name, body in journal.execute(query, (run_id, kind))
            ]
        )
        return found or []

    def before(self, inputs: Sequence[RunPart]) -> RunNote | None:
        """The last sync that read anything else than this."""
        wanted = _state([(part.name, part.digest) for part in inputs])
        for note in self._notes(
            "WHERE outcome = 'done' AND state NOT IN ('', ?) ORDER BY number DESC LIMIT 1", wanted
        ):
            return note
        return None

    def with_part(self, kind: str, body: str) -> list[tuple[RunNote, str]]:
        """The runs that have a part of this content, the oldest first, and what the part is called."""
        query = "SELECT run, name FROM part WHERE kind = ? AND digest = ? ORDER BY run"
        rows = self._journal.ask(lambda journal: journal.execute(query, (kind, digest(body))).fetchall())
        return [
            (note, name) for number, name in rows or () for note in self._notes("WHERE number = ?", number)
        ]

    def _notes(self, clause: str, *values: object) -> list[RunNote]:
        query = f"SELECT {_FIELDS} FROM run {clause}"
        rows = self._journal.ask(lambda journal: journal.execute(query, values).fetchall())
        return [RunNote._make(row) for row in rows or ()]


def _state(inputs: Iterable[tuple[str, str]]) -> str:
    """The fingerprint of everything that a run has read."""
    return digest(repr(sorted(inputs)))


def _finish(journal: sqlite3.Connection, note: RunNote, parts: Sequence[RunPart]) -> None:
    inputs = [(part.name, part.digest) for part in parts if part.kind == "input"]
    values: Mapping[str, object] = {
        **{name: value for name, value in note._asdict().items() if name not in ("number", "id")},
        "state": _state(inputs) if inputs and note.command in ("sync", "close", "reopen") else "",
    }
    journal.execute("BEGIN IMMEDIATE")
    settings = ", ".join(f"{name} = ?" for name in values)
    journal.execute(f"UPDATE run SET {settings} WHERE id = ?", (*values.values(), note.id))
    found = journal.execute("SELECT number FROM run WHERE id = ?", (note.id,)).fetchone()
    for position, part in enumerate(parts if found else ()):
        body = zlib.compress(part.body.encode("utf-8", "replace"))
        journal.execute("INSERT OR IGNORE INTO content VALUES (?, ?)", (part.digest, body))
        row = (found[0], part.kind, part.name, position, part.digest)
        journal.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", row)
    if journal.execute(_PRUNE).rowcount:
        journal.execute("DELETE FROM part WHERE run NOT IN (SELECT number FROM run)")
        journal.execute("DELETE FROM content WHERE digest NOT IN (SELECT digest FROM part)")
    journal.execute("COMMIT")
