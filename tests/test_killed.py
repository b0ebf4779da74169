"""Killed at any step, of the file system or of the network: the former or the new state stands, the next run finishes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.closed_month import MARKS as DRAWN
from tests.drawn import ROSTER, sheets
from tests.google_emulator.server import SERVICE
from tests.google_emulator.sheets import hand
from tests.google_school import google_config, google_store, spreadsheet_of
from tests.one_month_school import MARKS, TODAY, write_school
from tests.places import ROOT
from tests.shell import Shell

CONFIG = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
POSIX = pytest.mark.skipif(os.name == "nt", reason="no fork, no SIGKILL")


@pytest.fixture
def shell(tmp_path):
    """A school after its first night, and after somebody has typed again."""
    shell = Shell(tmp_path / "school")
    shell.folder.mkdir()
    (shell.folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    write_school(shell.folder, MARKS)
    assert shell.run("sync", *TODAY).returncode == 0
    assert shell.run("report", "monthly", "--month", "10", *TODAY).returncode == 0
    write_school(shell.folder, {**MARKS, "TV01": 68})
    return shell


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("sync",), ("close", "10"), ("report", "monthly", "--month", "10")], ids=" ".join
)
def test_killed_at_any_step_in_the_file_system(shell, words):
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(shell.folder), *words, *TODAY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["changed"]
    assert len(found["steps"]) > 20


@POSIX
def test_a_file_reaches_the_disk_before_its_name_does(shell):
    """So that a cut of power right after the renaming shows the old file or the new one, never an empty one."""
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.killing import Steps, run\n"
        "steps = Steps(Path.cwd().resolve(), None)\n"
        "steps.install()\n"
        "assert run(sys.argv[1:]) == 0\n"
        "print('\\n'.join(steps.names))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "sync", *TODAY],
        cwd=shell.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    steps = done.stdout.splitlines()
    [renaming] = [at for at, step in enumerate(steps) if step.startswith("os.rename .tong-hop.xlsx")]
    assert "fsync" in steps[:renaming]
    assert steps[renaming + 1 :][:3].count("fsync") == 1  # of the folder


# --- the network ---------------------------------------------------------------------------------------------------


class Night:
    """A school on a Google of its own, and its program in a process that can be killed."""

    def __init__(self, google, folder):
        self.google, self.folder = google, folder
        folder.mkdir()
        self.book = spreadsheet_of(google, sheets(ROSTER + DRAWN))
        drive = google.new_drive("Văn bản", {SERVICE: "fileOrganizer"})
        self.config = google_config(google, folder, self.book)
        text = CONFIG + (
            f'[store]\nkind = "google"\ninput = "{self.book}"\n[reports]\ndrive = "{drive}"\n'
            f'[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n'
        )
        (folder / "config.toml").write_text(text, encoding="utf-8")

    def start(self, *words):
        return subprocess.Popen(
            [sys.executable, "-m", "sheets_sync", *words, *TODAY],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words):
        process = self.start(*words)
        process.communicate(timeout=120)
        return process.returncode

    def run_killed_at(self, call, when, *words):
        """Whether the process was killed at its so-and-so-manieth call, before or after Google has done it."""
        left = [call]
        process = self.start(*words)

        def strike():
            left[0] -= 1
            if left[0] == 0:
                process.send_signal(signal.SIGKILL)
            else:
                hook(".", strike)

        hook = self.google.before_call if when == "before" else self.google.after_call
        hook(".", strike)
        process.communicate(timeout=120)
        self.google.hooks.clear()
        return process.returncode == -signal.SIGKILL

    def tabs(self):
        store = google_store(self.google, self.config)
        return dict(store.current_tabs().tabs)

    def documents(self):
        files = [file for file in self.google.world.files.values() if not file.trashed and file.content]
        assert len({file.name for file in files}) == len(files), "a twin"
        return {file.name for file in files}


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "words", [("sync",), ("close", "10"), ("report", "monthly", "--month", "10")], ids=" ".join
)
def test_killed_at_any_call(google, tmp_path, words, when):
    call, killed = 0, True
    while killed:
        call += 1
        google.reset()
        night = Night(google, tmp_path / f"call-{call}")
        assert night.run("sync") == 0
        hand.type_in(google.spreadsheet(night.book), "Tháng 10!C2", "68")
        former = night.tabs()
        killed = night.run_killed_at(call, when, *words)
        between = night.tabs()
        assert night.run(*words) == 0
        new = night.tabs()
        assert between in (former, new)
        assert len(night.documents()) == (words[0] == "report")
    assert call >= 3
