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
