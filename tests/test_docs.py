"""What the README says is what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.config import parse_config

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^sheets-sync ([a-z]+)((?: [^#\n]+)?)", README)


@pytest.mark.parametrize(("name", "rest"), COMMANDS)
def test_every_command_of_the_readme_exists_with_its_options(name: str, rest: str) -> None:
    shown = CliRunner().invoke(cli, [name, "--help"])

    assert shown.exit_code == 0
    assert [option for option in re.findall(r"--[a-z]+", rest) if option not in shown.output] == []


def test_the_readme_shows_the_everyday_commands() -> None:
    assert {"check", "plan", "sync", "ranking", "explain", "report"} <= {name for name, _ in COMMANDS}


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
    named = set(re.findall(r"`((?:[a-z]+/)?test_[a-z_]+\.py)`", hazards))

    assert len(named) > 10
    assert [name for name in named if not (ROOT / "tests" / name).exists()] == []
