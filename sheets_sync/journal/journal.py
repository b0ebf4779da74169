"""What the program remembers between runs, in a small SQLite file; nothing of it is ever needed.

A journal that is lost, locked, damaged or cannot be written answers that it knows nothing, and the run goes on.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

from platformdirs import user_state_path

from sheets_sync.language import N_, spoken
from sheets_sync.settings.config import Config
from sheets_sync.text.vietnamese import slug

Answer = TypeVar("Answer")

# From one version of the file to the next; a journal of a later version is left alone.
STEPS = (
    """
    CREATE TABLE document (
        key TEXT PRIMARY KEY,      -- what the document is about, as its publisher says it
        file TEXT NOT NULL,        -- its id where it was published
        digest TEXT NOT NULL,      -- of its contents as they were published
        written TEXT NOT NULL      -- when, UTC
    ) STRICT
    """,
    """
    CREATE TABLE run (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        command TEXT NOT NULL,
        began TEXT NOT NULL, ended TEXT NOT NULL,   -- UTC
        day TEXT NOT NULL,                          -- what was taken for today
        version TEXT NOT NULL, host TEXT NOT NULL, account TEXT NOT NULL,
        outcome TEXT NOT NULL, code INTEGER NOT NULL,
        closed TEXT NOT NULL,                       -- the months that it closed
        written TEXT NOT NULL, counts TEXT NOT NULL, calls TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT ''              -- of all its inputs together
    ) STRICT
    """,
    """
    CREATE TABLE content (digest TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE part (
        run INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, digest TEXT NOT NULL,
        PRIMARY KEY (run, kind, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX part_digest ON part (digest)",
    "ALTER TABLE run ADD COLUMN reason TEXT NOT NULL DEFAULT ''",  # why it did not end well
    """
    CREATE TABLE reminder (
        staff_id TEXT PRIMARY KEY,
        day TEXT NOT NULL,         -- when they were last sent one
        digest TEXT NOT NULL       -- of that mail
    ) STRICT
    """,
)

_log = logging.getLogger(__name__)


def journal_path(config: Config, config_path: Path) -> Path:
    """Where the journal of a config lies: as configured, else in the system's folder for such things."""
    if config.journal.path:
        return config.folder / config.journal.path
    mark = hashlib.sha256(str(config_path.resolve()).encode()).hexdigest()[:12]
    name = f"{slug(config.school.name)[:40]}-{mark}.sqlite"
    return user_state_path("sheets-sync", appauthor=False) / name


def lock_path(config: Config, config_path: Path) -> Path:
    """Where the lock of a config lies: beside its journal."""
    journal = journal_path(config, config_path)
    return journal.with_name(f"{journal.name}.lock")


def mail_lock_path(config: Config, config_path: Path) -> Path:
    """Where the lock lies that keeps two runs from sending the same mails; it keeps no other run waiting."""
    journal = journal_path(config, config_path)
    return journal.with_name(f"{journal.name}.mail.lock")


class Journal:
    """The journal in one file, open within a `with` block; none of its methods raises.

    Who only wants to know does not `create` it.
    """

    def __init__(self, path: Path, patience: float = 5, create: bool = True) -> None:
        self.path, self.patience, self.create = path, patience, create
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        if not self.create and not self.path.exists():
            return self
        try:
            self._database = self._open()
        except (sqlite3.Error, OSError, _OtherDatabaseError) as error:
            self._give_up(error)
        return self

    def __exit__(self, *_: object) -> None:
        if self._database:
            self._database.close()
            self._database = None

    def document(self, key: str) -> str | None:
        """The file that a document was published as, if that is known."""
        found = self.ask(lambda journal: _row(journal, "SELECT file FROM document WHERE key = ?", key))
        return found[0] if found else None

    def remember(self, key: str, file: str, digest: str) -> None:
        """Note that a document with these contents is in this file."""
        self.ask(lambda journal: _remember(journal, key, file, digest))

    # --- the file -----------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        journal = sqlite3.connect(self.path, timeout=self.patience, isolation_level=None)
        try:
            _bring_up_to_date(journal)
        except BaseException:
            journal.close()
            raise
        return journal

    @property
    def is_open(self) -> bool:
        """Whether the journal can be used."""
        return self._database is not None

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What the journal says; nothing once it has failed."""
        if self._database is None:
            return None
        try:
            return question(self._database)
        except (
            sqlite3.Error,
            zlib.error,
            OverflowError,
            ValueError,
        ) as error:  # contents may be damaged, too
            self._give_up(error)
            return None

    def _give_up(self, error: Exception) -> None:
        self.__exit__()
        text = N_(
            "Không dùng được nhật ký {path} ({error}); lần chạy này vẫn đủ, chỉ không nhớ gì. "
            "Nếu còn gặp lại, xem quyền ghi, hoặc xoá tệp ấy."
        )
        _log.warning(spoken()(text, path=self.path, error=error))


class _OtherDatabaseError(Exception):
    """A journal that a later version of the program has written, or a database that is no journal."""


def _bring_up_to_date(journal: sqlite3.Connection) -> None:
    if _version(journal) == len(STEPS):
        return
    journal.execute("BEGIN IMMEDIATE")  # two runs at once: the second waits, then finds it done
    version = _version(journal)
    if version > len(STEPS):
        raise _OtherDatabaseError(f"version {version}")
    if not version and journal.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise _OtherDatabaseError("a database of another program")
    for step in STEPS[version:]:
        journal.execute(step)
    journal.execute(f"PRAGMA user_version = {len(STEPS)}")
    journal.execute("COMMIT")


def _version(journal: sqlite3.Connection) -> int:
    (version,) = journal.execute("PRAGMA user_version").fetchone()
    return int(version)


def _row(journal: sqlite3.Connection, query: str, *values: str) -> tuple[str, ...] | None:
    found: tuple[str, ...] | None = journal.execute(query, values).fetchone()
    return found


def _remember(journal: sqlite3.Connection, key: str, file: str, digest: str) -> None:
    known = _row(journal, "SELECT file, digest FROM document WHERE key = ?", key)
    if known != (file, digest):
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        journal.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?)", (key, file, digest, moment))
