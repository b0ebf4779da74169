"""What `--help` shows: every command in full, examples that work, and one's own options first."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import click
import pytest
from click.testing import CliRunner

from sheets_sync import demo
from sheets_sync.cli import cli
from sheets_sync.commands.examples import EXAMPLES
from sheets_sync.rules.rubric_file import STOCK_FOLDER
from tests import forked
from tests.fleet.fleet_schools import DISTRICT

NEED_MORE = {
    "init": "a school without a workbook",
    "init --split": "a school without a workbook",
    "init --dry-run": "a school without a workbook",
    "close 10": "a month without errors",
    "remind --send": "a mail server",
    "login --client oauth.json": "Google and a browser",
    "adopt so-cua-truong.xlsx": "a person who answers",
}
MAY_FIND_SOMETHING = ("check", "verify", "fleet check", "fleet status")


def leaves(command: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its words."""
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from leaves(inner, f"{path} {name}".strip())
    else:
        yield path, command


LEAVES = dict(leaves(cli))
LINES = [words for path, examples in EXAMPLES.items() if path for words, _ in examples]


def help_of(*words: str) -> str:
    return CliRunner().invoke(cli, [*words, "--help"], terminal_width=80).output


def test_every_command_has_examples():
    assert set(LEAVES) == set(EXAMPLES) - {""}


@pytest.mark.parametrize("line", LINES)
def test_an_example_is_a_command_that_exists(line):
    words = shlex.split(line)
    path = " ".join(words[:2]) if " ".join(words[:2]) in LEAVES else words[0]
    LEAVES[path].make_context(path, words[len(path.split()) :])  # raises what click would tell the user


@pytest.mark.slow
def test_every_example_does_something_in_a_school(tmp_path):
    school = tmp_path / "school"
    demo.make(school)
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    copyfile(school / "so-thi-dua.xlsx", school / "so-cua-truong.xlsx")
    copyfile(STOCK_FOLDER / "25-diem.toml", school / "quy-che.toml")
    (school / "fleet.toml").write_text(
        DISTRICT.replace("*/config.toml", "thcs-*/config.toml"), encoding="utf-8"
    )
    demo.make(school / "thcs-mau")

    def run(line: str) -> tuple[int, str]:
        words = shlex.split(line)
        day = () if {"--today", "demo"} & set(words) or line.startswith("rules show --on") else DAY
        done = forked.run([*words, *day], school, environment)
        return done.returncode, done.stdout + done.stderr

    run("report monthly --month 10")
    copyfile(next((school / "bao-cao").glob("*10*.docx")), school / "bao-cao/thang-10.docx")
    run("sync")
    first = json.loads(run("history --json")[1])["runs"][-1]["run_id"]
    for line in (each.replace("20231120-221503-a1b2", first) for each in LINES if each not in NEED_MORE):
        code, told = run(line)
        allowed = (0, 1) if line.startswith(MAY_FIND_SOMETHING) else (0,)
        assert code in allowed, (line, told[-800:])


DAY = ("--today", str(demo.DEMO_TODAY))


def test_the_programs_help_lists_every_command_with_its_whole_sentence():
    told = help_of()
    assert [name for name in cli.commands if f"\n  {name} " not in told] == []
    assert "…" not in told and "..." not in told.partition("COMMAND [ARGS]...")[2]


def test_own_options_come_before_those_of_every_command():
    told = help_of("ranking")
    assert told.index("--month") < told.index("--what-if") < told.index("--config") < told.index("--verbose")


def test_the_examples_are_in_the_readers_language():
    vietnamese, english = (
        forked.run(["check", "--help", "--lang", lang], Path.cwd(), os.environ).stdout
        for lang in ("vi", "en")
    )
    assert "cho chương trình khác đọc" in vietnamese
    assert "for another program to read" in english
