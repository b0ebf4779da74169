"""A full disk, a folder that may not be written, a file that is open elsewhere, a clock set back: nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from tests.one_month_school import MARKS, TODAY, one_month_shell, write_school
from tests.shell import Shell

pytestmark = pytest.mark.slow  # waits for locks and full disks

LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[:] = ["sheets-sync", *sys.argv[2:]]
from sheets_sync import cli
cli.main()
"""


@pytest.fixture
def shell(tmp_path):
    return one_month_shell(tmp_path)


@pytest.fixture
def school(shell):
    """After its first night, and after somebody has typed again."""
    assert shell.run("sync", *TODAY).returncode == 0
    write_school(shell.folder, {**MARKS, "TV01": 68})
    return shell


def outputs(school):
    return (school.folder / "tong-hop.xlsx").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="no resource limits")
@pytest.mark.parametrize("command", [("sync",), ("close", "10")], ids=" ".join)
def test_a_full_disk(school, command):
    before = outputs(school)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = [sys.executable, "-c", LIMITED, "4096", *command, *TODAY]
    done = subprocess.run(words, cwd=school.folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, outputs(school)) == (4, before), done.stderr
    assert school.run(*command, *TODAY).returncode == 0
    assert outputs(school) != before


def test_a_summary_that_is_open_elsewhere(school):
    before = outputs(school)
    lock = school.folder / ".~lock.tong-hop.xlsx#"
    lock.write_text("somebody")
    done = school.run("sync", *TODAY)
    assert (done.returncode, outputs(school)) == (4, before)
    lock.unlink()
    assert school.run("sync", *TODAY).returncode == 0


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(school):
    before = outputs(school)
    school.folder.chmod(0o500)
    try:
        assert school.run("sync", *TODAY).returncode == 4
    finally:
        school.folder.chmod(0o700)
    assert outputs(school) == before


def test_a_clock_that_was_set_back(school):
    """The journal goes by the order of the runs, not by what the clock said."""
    with closing(sqlite3.connect(school.folder / "nhat-ky.sqlite")) as journal:
        journal.execute("UPDATE run SET began = '2099-01-01 00:00:00', ended = '2099-01-01 00:00:01'")
        journal.commit()
    first = school.json("history")["runs"][0]["run_id"]
    second = school.json("sync", *TODAY)["run_id"]
    assert [run["run_id"] for run in school.json("history")["runs"]] == [second, first]
    assert [cell["cell"] for cell in school.json("diff", first)["cells"]] == ["C2"]
    assert school.json("sync", *TODAY)["changed"] is False


def test_a_day_that_is_earlier_than_the_last_one(school):
    school.run("sync", "--today", "2023-11-25")
    assert school.run("sync", *TODAY).returncode == 0
    assert school.json("sync", *TODAY)["changed"] is False


def test_a_locked_journal_stops_no_night(school):
    with closing(sqlite3.connect(school.folder / "nhat-ky.sqlite")) as journal:
        journal.execute("BEGIN EXCLUSIVE")
        done = Shell(school.folder).run("sync", *TODAY)
    assert done.returncode == 0
    assert "nhat-ky.sqlite" in done.stderr
