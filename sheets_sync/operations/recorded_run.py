"""A run that writes: one at a time, and with everything it did on record."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sheets_sync import __version__
from sheets_sync.errors import ConfigError, RefusedError, SheetsSyncError, UnavailableError
from sheets_sync.files.lock import PATIENCE, one_at_a_time
from sheets_sync.journal.journal import Journal, journal_path, lock_path
from sheets_sync.journal.runs import OUTCOMES, UNFINISHED, RunNote, RunPart, Runs
from sheets_sync.language import N_, Message, Translator, spoken, translator
from sheets_sync.operations import alerts
from sheets_sync.operations.alerts import RunReport
from sheets_sync.operations.config_paths import PathConflictError
from sheets_sync.operations.opened_school import OpenedSchool
from sheets_sync.settings.config import Config

BUG, INTERRUPTED = 3, 130


@dataclass
class Record:
    """What a run writes into the journal, filled as it goes on."""

    id: str
    journal: Journal
    parts: list[RunPart] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    """What the administrator is to know of a run that ended well."""
    trouble: str = ""
    reason: str = ""
    outcome: str = "done"
    code: int = 0

    @property
    def runs(self) -> Runs:
        """The runs that the journal knows."""
        return Runs(self.journal)

    def fail(self, error: BaseException, t: Translator) -> None:
        """Note that the run did not end well, and why."""
        self.outcome, self.code = _outcome(error)
        self.trouble = _trouble(error, t)
        self.reason = alerts.reason_of(error, t) if self.outcome != "interrupted" else ""


@contextmanager
def recorded(
    school: OpenedSchool,
    command: str,
    wait: float | None = None,
    lock_of: Callable[[Config, Path], Path] = lock_path,
) -> Iterator[Record]:
    """Run the block alone, and keep what it did; raises UnavailableError when another run does not end in time.

    The ping and the mail come when the lock is free again: they may take their time.
    """
    wait = PATIENCE if wait is None else wait
    with (
        ExitStack() as afterwards,
        _alone(school, command, lock_of(school.config, school.path), wait),
        Journal(journal_path(school.config, school.path)) as journal,
    ):
        began, started = _now(), time.monotonic()
        record = Record(new_id(), journal)
        record.runs.begin(_note(school, command, record, began, UNFINISHED))
        try:
            yield record
        except BaseException as error:
            record.fail(error, translator(school.config.language))
            raise
        finally:
            record.runs.finish(_note(school, command, record, began, record.outcome), record.parts)
            report = _log(school, command, record, time.monotonic() - started)
            afterwards.callback(_alert, school, record, report)


def log_unusable_config(path: Path, command: str, error: ConfigError) -> None:
    """Add a line to the log that a config names which cannot be used, as far as the config can be read."""
    reason = alerts.reason_of(error, spoken())
    report = RunReport(new_id(), command, "failed", error.exit_code, 0.0, reason=reason)
    if not (isinstance(error, PathConflictError) and "[alerts] log" in error.keys):
        alerts.log_without_config(path, report)


@contextmanager
def _alone(school: OpenedSchool, command: str, lock: Path, wait: float) -> Iterator[None]:
    """With no other run of the school under way; one that does not end in time is a line in the log."""
    with ExitStack() as stack:
        try:
            stack.enter_context(one_at_a_time(lock, command, wait, school.notify))
        except UnavailableError as error:
            reason = alerts.reason_of(error, translator(school.config.language))
            report = RunReport(new_id(), command, "failed", error.exit_code, wait, reason=reason)
            alerts.write_log(school.config, report)
            raise
        yield


def _trouble(error: BaseException, t: Translator) -> str:
    """All messages of an error, in the language of the school."""
    if isinstance(error, SheetsSyncError):
        return "\n".join(str(t.say(message)) for message in error.messages)
    return type(error).__name__


def _log(school: OpenedSchool, command: str, record: Record, seconds: float) -> RunReport:
    """Add the run to the log."""
    numbers, calls = record.counts, school.calls()
    report = RunReport(
        record.id,
        command,
        record.outcome,
        record.code,
        seconds,
        len(record.written),
        numbers.get("error", 0),
        numbers.get("warning", 0),
        sum(calls.get(name, 0) for name in ("reads", "writes")),
        record.reason,
    )
    alerts.write_log(school.config, report)
    return report


def _alert(school: OpenedSchool, record: Record, report: RunReport) -> None:
    """Ping when a sync is done; mail when a run is not, or has left a month open."""
    if report.command == "sync" and record.outcome == "done":
        alerts.ping(school.config)
    if record.outcome == "done" and record.notices:
        t = translator(school.config.language)
        subject = t(N_("Sổ thi đua {school}: có tháng chưa chốt"), school=school.config.school.name)
        alerts.mail_admin(
            school.config, subject, "\n".join(str(t.say(each)) for each in record.notices) + "\n"
        )
    elif record.outcome in ("refused", "failed", "bug"):
        t = translator(school.config.language)
        subject = t(
            N_("Sổ thi đua {school}: {command} {outcome}"), **_words(school, report.command, record, t)
        )
        body = f"{record.trouble}\n\n{alerts.log_line(report, datetime.now().astimezone(), as_json=False)}\n"
        alerts.mail_admin(school.config, subject, body)


def _words(school: OpenedSchool, command: str, record: Record, t: Translator) -> dict[str, object]:
    return {"school": school.config.school.name, "command": command, "outcome": t(OUTCOMES[record.outcome])}


def new_id() -> str:
    """A run's name: its moment, and four letters that no other run of that second has."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def _note(school: OpenedSchool, command: str, record: Record, began: str, outcome: str) -> RunNote:
    return RunNote(
        number=0,
        id=record.id,
        command=command,
        began=began,
        ended="" if outcome == UNFINISHED else _now(),
        day=school.day.isoformat(),
        version=__version__,
        host=socket.gethostname(),
        account=account(),
        outcome=outcome,
        code=record.code,
        closed=" ".join(dict.fromkeys(record.closed)),
        written=json.dumps(record.written, ensure_ascii=False),
        counts=json.dumps(record.counts),
        calls=json.dumps(school.calls()),
        reason=record.reason,
    )


def _outcome(error: BaseException) -> tuple[str, int]:
    """The outcome and exit code of a run that an error ended; no word of the error itself, which may hold a name."""
    if isinstance(error, SheetsSyncError):
        return ("refused" if isinstance(error, RefusedError) else "failed"), error.exit_code
    if isinstance(error, KeyboardInterrupt | SystemExit):
        return "interrupted", INTERRUPTED
    return ("failed", 4) if isinstance(error, OSError) else ("bug", BUG)


def account() -> str:
    """Who runs the program, as the system calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without users, Windows without a name
        return str(getattr(os, "getuid", lambda: "")())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
