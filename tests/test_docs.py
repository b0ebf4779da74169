"""What the README and its like say is what the program does."""

from __future__ import annotations

import importlib
import re
import shlex
import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path

import click
import pytest

from sheets_sync.cli import cli
from sheets_sync.settings.config_file import parse_config
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def named_in(text: str) -> set[str]:
    """Every command that a text names, in a block or in a sentence, with `sheets-sync` before it or with an option."""
    whole = re.findall(r"(?<![\w./-])sheets-sync +([a-z-][^`#\n|>;\]]*)", text)
    short = re.findall(rf"`((?:{'|'.join(cli.commands)}) [^`]*--[^`\n]*)`", text)
    return {words.strip() for words in (*whole, *short)}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_text_names_exists_with_its_options(path: Path) -> None:
    lines = sorted(named_in(path.read_text(encoding="utf-8")))

    assert {line: wrong for line in lines if (wrong := wrong_with(line))} == {}


def wrong_with(line: str) -> str | None:
    """What click would say against a command; a sentence may leave out what the command is about."""
    words = shlex.split(line)
    if words in (["--help"], ["--version"]):
        return None
    command: click.Command = cli
    while isinstance(command, click.Group) and words:
        if words[0] not in command.commands:
            return f"no such command: {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    try:
        with suppress(click.MissingParameter, click.exceptions.NoArgsIsHelpError):
            command.make_context(line, words)
    except click.UsageError as error:
        return error.format_message()
    return None


@pytest.mark.parametrize(
    "line", ["no-such-command", "ranking --no-such-option", "ranking --by nobody", "fleet no-such"]
)
def test_a_command_that_does_not_exist_would_be_seen(line: str) -> None:
    assert wrong_with(line)


def test_the_readme_shows_the_everyday_commands() -> None:
    named = {line.split()[0] for line in named_in(README)}

    assert {"check", "plan", "sync", "ranking", "explain", "report"} <= named


def test_the_least_config_of_the_readme_works() -> None:
    example = re.search(r"```toml\n(.*?)```", README, re.DOTALL)

    assert example
    config = parse_config(tomllib.loads(example[1]), ROOT / "config.toml")
    assert str(config.year) == "2023-2024"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_text_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_script_of_a_text_exists(path: Path) -> None:
    named = re.findall(r"(?<![\w/])scripts/[a-z_-]+(?:\.[a-z]+)?", path.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


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


# --- files of the program ---------------------------------------------------------------------------------------

NAMED_FILE = re.compile(
    r"(?<![\w./-])(\w[\w/]*\.py)\b(?:: (\w+))?"
)  # google/errors.py, or google/session.py: _Wait


def missing_files(text: str) -> list[str]:
    """The modules, and names within them, that a text names by their paths and that are not there."""
    return [
        " ".join(filter(None, each))
        for each in NAMED_FILE.findall(text)
        if not any(defines(path, each[1]) for path in files_called(each[0]))
    ]


def files_called(path: str) -> list[Path]:
    """The files whose path ends with this one."""
    return [each for each in python_files() if f"/{each.as_posix()}".endswith(f"/{path}")]


@cache
def python_files() -> list[Path]:
    return [
        path.relative_to(ROOT)
        for folder in ("sheets_sync", "tests", "scripts")
        for path in (ROOT / folder).rglob("*.py")
    ]


def defines(path: Path, name: str) -> bool:
    lines = rf"(?m)^ *(?:def |class )?{name}\b(?:\(|:| =)"
    return not name or bool(re.search(lines, (ROOT / path).read_text(encoding="utf-8")))


def test_every_module_that_a_text_or_a_docstring_names_exists() -> None:
    others = (
        ROOT / "CHANGELOG.md",
        ROOT / "docs" / "extending.md",
    )  # modules that were, and that a recipe makes
    texts = [*TEXTS, *(ROOT / path for path in python_files() if path.parts[0] == "sheets_sync")]
    missing = {
        str(path.relative_to(ROOT)): wrong
        for path in texts
        if path not in others and (wrong := missing_files(path.read_text(encoding="utf-8")))
    }
    assert missing == {}


@pytest.mark.parametrize("text", ["see `gone.py`", "(`views/model.py`)", "(`google/session.py: gone`)"])
def test_a_module_that_is_gone_would_be_seen(text: str) -> None:
    assert missing_files(text)


# --- docs/architecture.md ---------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
STORY = PAGE.partition("## The life of one cell")[2].partition("\n## ")[0]
GLOSSARY = re.findall(r"^\| (?!term )([^|]+) \|(.*)\| ([^|]+) \|$", PAGE.partition("## Glossary")[2], re.M)
TYPE = r"[A-Z]\w*[a-z]\w*(?:\.\w+)?"  # Grade, Rubric.facts


def found(name: str) -> bool:
    """Whether `package.module.name` is there, from `sheets_sync` on; also a field of a class."""
    words = ["sheets_sync", *name.split(".")]
    for end in range(len(words), 0, -1):
        with suppress(ModuleNotFoundError):
            return has(importlib.import_module(".".join(words[:end])), words[end:])
    return False


def has(holder: object, names: list[str]) -> bool:
    for number, name in enumerate(names):
        if not hasattr(holder, name):
            return names[number + 1 :] == [] and name in getattr(holder, "__annotations__", {})
        holder = getattr(holder, name)
    return True


@cache
def types() -> dict[str, str]:
    """Where each public class and alias of the program is defined."""
    return {
        name: ".".join(path.relative_to(ROOT / "sheets_sync").with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "sheets_sync").rglob("*.py")
        for name in re.findall(r"(?m)^(?:class )?([A-Z]\w*)(?:\(|:| = )", path.read_text(encoding="utf-8"))
    }


def known(name: str) -> bool:
    """Whether a name in backticks is there: a type (or its field) by itself, anything else with its package."""
    first = name.partition(".")[0]
    return found(f"{types()[first]}.{name}") if first in types() else found(name)


def named_on(text: str) -> list[str]:
    """What a text names of the program: types, and whatever has its package before it."""
    return re.findall(rf"`([a-z_]+(?:\.\w+)+|{TYPE})`", text)


def test_every_name_in_the_life_of_one_cell_exists() -> None:
    names = named_on(STORY)

    assert len(names) > 30
    assert [name for name in names if not known(name)] == []


def test_every_type_of_the_glossary_exists() -> None:
    assert {term: cell for term, _, cell in GLOSSARY if not all(map(known, named_on(cell)))} == {}
    assert [term for term, _, cell in GLOSSARY if not named_on(cell)] == []


def test_the_glossary_stays_short() -> None:
    assert 30 < len(GLOSSARY) <= 40


@pytest.mark.parametrize(
    "name", ["school.gone.Scores", "school.scorebook.Gone", "Gone", "Rubric.gone", "model.Score.gone"]
)
def test_a_name_that_is_gone_would_be_seen(name: str) -> None:
    assert not known(name)


def folder_tree() -> list[str]:
    """The paths of the page's folder tree; an indented one lies in the folder above it."""
    tree = re.search(r"```\n(sheets_sync/ .*?)```", PAGE, re.DOTALL)
    assert tree
    paths: list[str] = []
    folder = ""
    for indent, path in re.findall(r"(?m)^( *)(\S+)", tree[1]):
        folder = folder if indent else path
        paths.append(folder + path if indent else path)
    return paths


def test_the_folder_tree_shows_what_is_there() -> None:
    made = {"build", "demo", "dist"}
    folders = {each.name for each in ROOT.iterdir() if each.is_dir() and each.name[0].isalpha()} - made
    shown = folder_tree()

    assert [path for path in shown if not (ROOT / path).exists()] == []
    assert folders - {path.partition("/")[0] for path in shown} == set()
