"""One run at a time on a machine: a lock of the system's own, which falls with the process that holds it.

Who holds it is noted beside it, for the message of a run that has to wait. A note that a killed run has left says
nothing as long as nobody holds the lock. Runs on different machines are not kept apart here: each writes its outputs
whole (`stores`), so that the later one wins whole.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message, spoken

PATIENCE = 10.0
"""Seconds that a run waits for another one."""
_LONGEST_NOTE = 10_000  # bytes

_log = logging.getLogger(__name__)


class Holder(NamedTuple):
    """Which run holds a lock: its machine, its process there, its command and since when."""

    host: str
    process: int
    command: str
    since: str


@contextmanager
def one_at_a_time(
    path: Path, command: str, patience: float = PATIENCE, said: Callable[[Message], None] = lambda _: None
) -> Iterator[None]:
    """Hold the lock for the length of the block; `said` hears that it has to wait.

    Raises UnavailableError when the other run is not done in time. Where no lock can be had at all, on a folder that
    cannot be written, the run goes on without, and the log says so.
    """
    import filelock  # only who writes pays for it

    lock = filelock.FileLock(path)
    try:
        held = _acquire(lock, path, patience, said)
    except filelock.Timeout:
        raise _busy(path, patience) from None
    try:
        if held:
            _note(path, command)
        yield
    finally:
        if held:
            with contextlib.suppress(OSError):
                _remove_note(note_path(path))
            lock.release()


def _acquire(lock: object, path: Path, patience: float, said: Callable[[Message], None]) -> bool:
    import filelock

    assert isinstance(lock, filelock.BaseFileLock)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout:
            if patience <= 0:
                raise
            said(_waiting(path))
            lock.acquire(timeout=patience, poll_interval=0.1)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, filelock.Timeout):  # is an OSError, too
            raise
        text = N_("Không khoá được {path} ({error}); chạy tiếp, đừng chạy hai lần cùng lúc.")
        _log.warning(spoken()(text, path=path, error=error))
        return False
    return True


def holder(path: Path) -> Holder | None:
    """Who has noted that they hold the lock."""
    try:
        return _holder(note_path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _holder(text: str) -> Holder | None:
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError):
        return None


def _note(path: Path, command: str) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    note = Holder(socket.gethostname(), os.getpid(), command, now)
    with contextlib.suppress(OSError):
        _remove_note(note_path(path))
        with note_path(path).open("x", encoding="utf-8") as file:  # never through a link to another file
            file.write(json.dumps(note._asdict()))


def note_path(path: Path) -> Path:
    """Where it is noted who holds the lock."""
    return path.with_name(f"{path.name}.by")


def _remove_note(path: Path) -> None:
    if not _is_foreign_note(path):
        path.unlink(missing_ok=True)


def foreign_file(path: Path) -> Path | None:
    """The lock's file or the note beside it, where a link or somebody's own file is in its place."""
    if _is_foreign_lock(path):
        return path
    return note if _is_foreign_note(note := note_path(path)) else None


def _is_foreign_lock(path: Path) -> bool:
    """A lock's file is empty, or begins with the number of a process where the system has no locks of its own."""
    return path.is_symlink() or re.match(rb"$|\d+\s", _beginning(path)) is None


def _is_foreign_note(path: Path) -> bool:
    """A note that a killed run had only begun is empty."""
    if path.is_symlink():
        return True
    found = _beginning(path)
    return bool(found) and _holder(found.decode(errors="replace")) is None


def _beginning(path: Path) -> bytes:
    """What a plain file begins with; nothing where there is none, or where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_NOTE)
    except OSError:
        return b""


def _waiting(path: Path) -> Message:
    return Message(N_("Đang có lần chạy khác ({who}); chờ lần ấy xong."), {"who": _who(path)})


def _busy(path: Path, patience: float) -> UnavailableError:
    text = N_(
        "Đang có lần chạy khác ({who}), đã chờ {seconds} giây. Chưa làm gì; chờ lần ấy xong rồi chạy lại, "
        "hoặc chờ lâu hơn bằng --wait."
    )
    return UnavailableError(Message(text, {"who": _who(path), "seconds": f"{patience:g}"}))


def _who(path: Path) -> Message | str:
    by = holder(path)
    if by is None:
        return "?"
    text = N_("{command} trên máy {host}, tiến trình {process}, từ {since}")
    return Message(text, {**by._asdict(), "since": _by_the_clock(by.since)})


def _by_the_clock(since: str) -> str:
    """A moment as people read it here; what another hand has written there, unchanged."""
    try:
        return f"{datetime.fromisoformat(since).astimezone():%d/%m/%Y %H:%M}"
    except ValueError:
        return since
