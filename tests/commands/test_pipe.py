"""`sheets-sync sync | head -1`: a reader that leaves early changes nothing of what a run does."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing

import pytest

from tests.mail_server import MailServer
from tests.one_month_school import MARKS, TODAY, write_school
from tests.places import SAMPLES
from tests.scripted_server import ScriptedServer
from tests.shell import Shell

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")

CONFIG = """\
[school]
name = "Trường THCS Thử"
year = "2023-2024"
[journal]
path = "nhat-ky.sqlite"
[alerts]
ping = "{ping}"
smtp = "{smtp}"
smtp_security = "none"
mail_from = "td@truong.example"
mail_to = ["quan-tri@truong.example"]
"""
AT_ONCE = {"PYTHONUNBUFFERED": "1"}  # each line is written when it is said, not all of them at the end


@pytest.fixture
def switch():
    with closing(ScriptedServer()) as server:
        yield server


@pytest.fixture
def mail_server():
    with MailServer() as server:
        yield server


@pytest.fixture
def shell(tmp_path, switch, mail_server):
    write_school(tmp_path, MARKS)
    text = CONFIG.format(ping=f"{switch.endpoint}/night", smtp=mail_server.address)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    return Shell(tmp_path)


def read_by_nobody(folder, words, environment, errors=subprocess.PIPE):
    """Run the program with its output into a pipe that nobody reads; exit code and what is on standard error."""
    unread, pipe = os.pipe()
    os.close(unread)
    command = [sys.executable, "-m", "sheets_sync", *words, *TODAY]
    place = {**os.environ, "PYTHONPATH": str(SAMPLES.parent.parent), **environment}
    try:
        done = subprocess.run(command, cwd=folder, stdout=pipe, stderr=errors, env=place, timeout=60)
    finally:
        os.close(pipe)
    return done.returncode, done.stderr


@pytest.mark.parametrize("environment", [{}, AT_ONCE], ids=["at-the-end", "at-once"])
@pytest.mark.parametrize("words", [("sync",), ("sync", "--json")], ids=["text", "json"])
def test_a_sync_that_nobody_reads_is_a_good_one(shell, switch, mail_server, words, environment):
    assert read_by_nobody(shell.folder, words, environment) == (0, b"")

    assert [run["outcome"] for run in shell.json("history")["runs"]] == ["done"]
    assert (shell.folder / "tong-hop.xlsx").exists()
    assert ([asked.path for asked in switch.asked], mail_server.mails) == (["/night"], [])


def test_a_warning_that_nobody_reads_is_no_fault_either(shell, switch, mail_server):
    (shell.folder / "nhat-ky.sqlite").write_text("no journal")

    code, _ = read_by_nobody(shell.folder, ("sync",), AT_ONCE, errors=subprocess.STDOUT)

    assert (code, len(switch.asked), mail_server.mails) == (0, 1, [])


def test_a_run_that_fails_says_so_by_its_code_though_nobody_reads(shell, mail_server):
    (shell.folder / "so-thi-dua.xlsx").write_bytes(b"no workbook")

    code, _ = read_by_nobody(shell.folder, ("sync",), AT_ONCE, errors=subprocess.STDOUT)

    assert (code, len(mail_server.mails)) == (4, 1)


def test_every_paper_is_written_though_nobody_reads_of_the_first(shell):
    assert read_by_nobody(shell.folder, ("report", "--year"), AT_ONCE)[0] == 0

    written = papers(shell.folder)
    shell.run("report", "--year", *TODAY)
    assert len(written) > 1
    assert papers(shell.folder) == written


def papers(folder):
    return sorted(path.name for path in (folder / "bao-cao").rglob("*.docx"))
