"""Kills a command at each of its steps in the file system, and tells what stood afterwards.

    python -m tests.killing FOLDER COMMAND…

A step is an opening, renaming or removing of a file of the school or of the journal, a flush to the disk, or a
statement to the journal's database (of statements that are alike the first few). FOLDER holds the school as it stands
before the command. Each kill happens in a fork of its own, on a fresh copy; then the command runs once more.
Prints one JSON document.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ALIKE = 3  # statements of one kind that count as steps of their own
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.listdir", "os.chmod"}


class Steps:
    """Counts the steps of this process, and kills it when the count is full."""

    def __init__(self, folder: Path, last: int | None) -> None:
        self.folder, self.last = str(folder), last
        self.names: list[str] = []
        self._statements: Counter[str] = Counter()

    def step(self, name: str) -> None:
        """The next step begins."""
        self.names.append(name)
        if len(self.names) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """Look on from now on; there is no way back."""
        sys.addaudithook(self._event)
        flush = os.fsync

        def fsync(handle: int) -> None:
            self.step("fsync")
            flush(handle)

        os.fsync = fsync
        connect = sqlite3.connect

        def connected(*args: Any, **more: Any) -> sqlite3.Connection:
            database: sqlite3.Connection = connect(*args, **more)
            database.set_trace_callback(self._statement)
            return database

        sqlite3.connect = connected  # type: ignore[assignment]

    def _event(self, event: str, args: tuple[Any, ...]) -> None:
        if event in EVENTS and str(args[0]).startswith(self.folder):
            self.step(f"{event} {Path(str(args[0])).name}")

    def _statement(self, text: str) -> None:
        kind = " ".join(text.split()[:4])
        self._statements[kind] += 1
        if self._statements[kind] <= ALIKE:
            self.step(kind)


def run(words: list[str]) -> int:
    """The command as `main` runs it, its words swallowed."""
    from sheets_sync import cli

    sys.argv = ["sheets-sync", *words]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            cli.main()
        except SystemExit as ended:
            return int(ended.code or 0)
    return 0


def in_a_fork(act: Callable[[], int]) -> int:
    """The exit code of an act, below zero for the signal that ended it."""
    child = os.fork()
    if child == 0:
        os._exit(act())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def stands(folder: Path) -> dict[str, str]:
    """What people see in a folder: every file but the journal's and half-written ones."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not path.name.startswith((".", "nhat-ky"))
    }


def journal_is_sound(folder: Path) -> bool:
    """Whether the journal is a whole database that the next run can use."""
    path = folder / "nhat-ky.sqlite"
    if not path.exists() or not path.stat().st_size:
        return True
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


class Matrix:
    """One command on one school."""

    def __init__(self, school: Path, words: list[str]) -> None:
        self.school, self.words = school, words
        self.work = Path(tempfile.mkdtemp()).resolve()

    def fresh(self) -> Path:
        """The school as it stands before the command."""
        folder = self.work / "school"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.school, folder)
        os.chdir(folder)
        return folder

    def killed_at(self, folder: Path, last: int | None) -> tuple[int, list[str]]:
        """Run until the step; the exit code and the steps there were."""
        told = self.work / "steps.json"

        def act() -> int:
            steps = Steps(folder, last)
            steps.install()
            code = run(self.words)
            told.write_text(json.dumps(steps.names))
            return code

        code = in_a_fork(act)
        return code, json.loads(told.read_text()) if code >= 0 else []

    def go(self) -> dict[str, Any]:
        """Every step in turn."""
        former = stands(self.fresh())
        code, steps = self.killed_at(self.fresh(), None)
        assert code == 0, code
        new = stands(self.work / "school")
        wrong = [fault for at in range(1, len(steps) + 1) if (fault := self._one(at, former, new))]
        shutil.rmtree(self.work)
        return {"steps": steps, "changed": former != new, "wrong": wrong}

    def _one(self, at: int, former: dict[str, str], new: dict[str, str]) -> str:
        folder = self.fresh()
        code, _ = self.killed_at(folder, at)
        if code != -signal.SIGKILL:
            return f"step {at}: not killed, {code}"
        between = stands(folder)
        if any(
            between.get(name) not in (former.get(name), new.get(name)) for name in {*former, *new, *between}
        ):
            return f"step {at}: half a state"
        if not journal_is_sound(folder):
            return f"step {at}: the journal is damaged"
        again = in_a_fork(lambda: run(self.words))
        left = [path.name for path in folder.rglob("*.tmp")]
        if again or stands(folder) != new or left:
            return f"step {at}: the next run ends with {again}, leaves {left}, {stands(folder) == new}"
        return ""


def main() -> None:
    """Import what commands need once, so that every fork begins at once."""
    import pandas  # noqa: F401
    import xlsxwriter  # noqa: F401

    from sheets_sync.views import tabs  # noqa: F401

    print(json.dumps(Matrix(Path(sys.argv[1]).resolve(), sys.argv[2:]).go()))


if __name__ == "__main__":
    main()
