"""What the README and its like say is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib
from contextlib import suppress

import click
import pytest

from sheets_sync.cli import cli
from sheets_sync.settings.config_file import parse_config
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def named_in(text: str) -> set[str]:
    """Every command that a text names, in a block or in a sentence, with `sheets-sync` before it or with an option."""
    whole = re.findall(r"(?<![\w./-])sheets-sync +([a-z-][^`#\n|>;\]]*)", text)
    short = re.findall(rf"`((?:{'|'.join(cli.commands)}) [^`]*--[^`\n]*)`", text)
    return {words.strip() for words in (*whole, *short)}


NAMED = [(path.name, line) for path in TEXTS for line in sorted(named_in(path.read_text(encoding="utf-8")))]


@pytest.mark.parametrize(("where", "line"), NAMED)
def test_every_command_that_a_text_names_exists_with_its_options(where: str, line: str) -> None:
    words = shlex.split(line)
    if words in (["--help"], ["--version"]):
        return
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        assert words[0] in command.commands, f"{where}: sheets-sync {line}"
        command, words = command.commands[words[0]], words[1:]
    # A sentence may leave out what the command is about.
    with suppress(click.MissingParameter, click.exceptions.NoArgsIsHelpError):
        command.make_context(line, words)  # raises what click would tell the user


def test_the_readme_shows_the_everyday_commands() -> None:
    named = {line.split()[0] for line in named_in(README)}

    assert {"check", "plan", "sync", "ranking", "explain", "report"} <= named


def test_the_least_config_of_the_readme_works() -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)

    assert example
    config = parse_config(tomllib.loads(example[1]), ROOT / "config.toml")
    assert str(config.year) == "2023-2024"


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https:)([^)#]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("path", sorted(set(re.findall(r"scripts/[a-z_-]+(?:\.py)?", README))))
def test_every_script_of_the_readme_exists(path: str) -> None:
    assert (ROOT / path).exists()


PROMISED = re.findall(r"`(test_[a-z_]+)`", README)
TESTS = {
    name
    for path in (ROOT / "tests").rglob("*.py")
    for name in re.findall(r"def (test_[a-z_]+)\(", path.read_text(encoding="utf-8"))
}


def test_every_promise_of_the_readme_names_a_test_that_exists() -> None:
    assert len(PROMISED) > 20
    assert [name for name in PROMISED if name not in TESTS] == []


def test_the_hazards_name_tests_that_exist() -> None:
    hazards = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*test_[a-z0-9_]+\.py)`", hazards))

    assert len(named) > 10
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
