"""The shell completes commands and options, in each of the shells that people use."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from tests import forked

SHELLS = ("bash", "zsh", "fish", "powershell")


def completions(shell: str, **asked: str) -> list[str]:
    environment = {**os.environ, "_SHEETS_SYNC_COMPLETE": f"{shell}_complete", **asked}
    return forked.run((), Path.cwd(), environment).stdout.splitlines()


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_its_script(shell):
    done = CliRunner().invoke(cli, ["completion", shell])
    assert done.exit_code == 0
    assert "sheets-sync" in done.output
    assert f"{shell}_complete" in done.output or shell == "zsh"


def test_powershell_completes_commands_with_what_they_do():
    found = completions("powershell", COMP_WORDS="sheets-sync\nran", COMP_WORD="ran")
    assert [line.split("\t")[0] for line in found] == ["ranking"]


def test_powershell_completes_the_options_of_a_command():
    found = completions("powershell", COMP_WORDS="sheets-sync\ntitles\n--wh", COMP_WORD="--wh")
    assert [line.split("\t")[0] for line in found] == ["--what-if"]


def test_bash_completes_commands():
    assert "plain,ranking" in completions("bash", COMP_WORDS="sheets-sync ran", COMP_CWORD="1")


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash on this machine")
def test_bash_accepts_its_script():
    script = CliRunner().invoke(cli, ["completion", "bash"]).output
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


# --- files, kinds, titles ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "--config con",
        "check --config con",
        "sync --config con",
        "titles --what-if con",
        "due --ics con",
        "handover --output con",
        "history show --xlsx con",
        "adopt con",
        "rules check con",
        "verify con",
        "login --client con",
        "fleet check --fleet con",
    ],
)
def test_where_a_file_is_asked_for_the_shell_offers_files(words):
    words = words.replace("history show", "show last")
    line = f"sheets-sync {words}"
    found = completions("bash", COMP_WORDS=line, COMP_CWORD=str(len(line.split()) - 1))
    assert found == ["file,con"]


def test_powershell_is_told_the_files(tmp_path):
    for name in ("config.toml", "Con đường.toml", "so.xlsx"):
        (tmp_path / name).touch()
    environment = {**os.environ, "_SHEETS_SYNC_COMPLETE": "powershell_complete"}
    words = {"COMP_WORDS": "sheets-sync\n--config\ncon", "COMP_WORD": "con"}
    found = forked.run((), tmp_path, {**environment, **words}).stdout.splitlines()
    assert found == ["Con đường.toml", "config.toml"]


def test_kinds_and_titles_are_completed():
    kinds = completions("bash", COMP_WORDS="sheets-sync report mon", COMP_CWORD="2")
    assert sorted(kinds) == ["plain,monthly", "plain,monthly-sheet"]
    codes = completions("bash", COMP_WORDS="sheets-sync titles --title cstd", COMP_CWORD="3")
    assert codes == ["plain,CSTDCS", "plain,CSTDTP", "plain,CSTDTQ"]
