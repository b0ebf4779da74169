"""What people and other programs may expect of any command-line tool: colours, consoles, networks, paths of Windows."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from tests.places import ROOT
from tests.shell import Shell

pytestmark = pytest.mark.slow  # each in a terminal of its own

TODAY = ("--today", "2024-04-10")
PAINT = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7])m")


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A school that no test changes."""
    shell = Shell(tmp_path_factory.mktemp("school"))
    shell.config()
    return shell


def on_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """What a terminal is sent."""
    import pty

    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "-m", "sheets_sync", *words, *TODAY]
    env = {**plain, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        written = bytearray()
        try:
            while chunk := os.read(ours, 1 << 16):
                written += chunk
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(ours)
    return written.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
@pytest.mark.parametrize(("environment", "painted"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_is_painted_unless_it_asks_not_to_be(school, environment, painted):
    assert bool(PAINT.search(on_a_terminal(school.folder, "due", **environment))) == painted


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of POSIX")
def test_what_a_paper_lacks_is_read_in_whole_lines_on_a_narrow_terminal(school):
    lacks = [gap for row in school.json("report", "--list", *TODAY)["list"] for gap in row["gaps"]]
    shown = " ".join(on_a_terminal(school.folder, "report", "--list", COLUMNS="80").split())
    assert lacks
    assert [gap for gap in lacks if gap not in shown] == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1258"])
def test_a_console_of_any_encoding_is_sent_utf_8(school, encoding):
    env = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sheets_sync", "ranking", "--month", "10", *TODAY]
    done = subprocess.run(command, cwd=school.folder, env=env, capture_output=True, check=True)
    assert "Tháng 10 năm 2023" in done.stdout.decode("utf-8")


LOCAL = "check, plan, sync, ranking, titles, explain CB001, due, report --list, rules show, history, doctor, handover"


@pytest.mark.slow
def test_no_command_on_local_workbooks_asks_any_network(tmp_path, monkeypatch):
    Shell(tmp_path).config()
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: asked.append(address))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for line in LOCAL.split(", "):
        done = CliRunner().invoke(cli, [*line.split(), *TODAY])
        assert (done.exception, asked) == (None, []), line


# --- paths as Windows writes them -----------------------------------------------------------------------------


def with_input(folder: Path, written: str) -> Path:
    shell = Shell(folder)
    shell.config()
    path = folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^input = .*$", lambda _: f"input = {written}", text), encoding="utf-8")
    return path


@pytest.mark.parametrize("written", [r'"C:\Users\thi-dua\so.xlsx"', r'"C:\so\thi-dua.xlsx"'])
def test_a_backslash_within_quotes_is_told_how_to_be_written(tmp_path, written):
    with_input(tmp_path, written)
    done = Shell(tmp_path).run("check")
    assert done.returncode == 2
    assert "dòng" in done.stderr and "C:/thi-dua/so.xlsx" in done.stderr


def test_what_notepad_saves_is_read_like_anything_else(tmp_path):
    path = with_input(tmp_path, '"sổ thi đua.xlsx"')
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    assert Shell(tmp_path).run("ranking", "--month", "10", *TODAY).returncode == 0
