"""Follow a recipe of docs/extending.md in a copy of the tree: apply its blocks to the files, run its commands.

The line above a block says what is done with it, at the end of that line:

    New file `path`:            the block is the file
    At the end of `path`:       the block is appended
    In `path`, after `line`:    the block follows the only line with this text (indentation aside)
    In `path`, before `line`:   the block precedes it
    In `path`, instead of `line`:

A block of the language `console` holds commands, one a line; `.venv/bin/` is where the tests' own Python lies.
Blocks are at the margin, not indented; what is in a block goes into the file as it is. Paths may be links.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.places import ROOT

RECIPES = ROOT / "docs" / "extending.md"
COPIED = ("sheets_sync", "scripts", "templates", "docs", "tests")
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "pictures", ".*_cache")
_BLOCK = re.compile(r"^(?P<above>[^\n]*)\n+```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$", re.M | re.S)
_PATH = r"\[?`(?P<path>[^`]+)`(?:\]\([^)]*\))?"
_ABOVE = {
    "new": re.compile(rf"New file {_PATH}:$", re.I),
    "append": re.compile(rf"At the end of {_PATH}:$", re.I),
    "edit": re.compile(rf"In {_PATH}, (?P<where>after|before|instead of) `(?P<line>.+)`:$", re.I),
}


class Block(NamedTuple):
    """A fenced block, and the line above it."""

    above: str
    language: str
    text: str


def blocks(recipe: str) -> list[Block]:
    """The blocks of the section with this title."""
    _, found, rest = f"\n{RECIPES.read_text(encoding='utf-8')}".partition(f"\n## {recipe}\n")
    assert found, f"docs/extending.md has no section “{recipe}”"
    section = re.split(r"^## ", rest, maxsplit=1, flags=re.M)[0]
    return [Block(*match.group("above", "language", "text")) for match in _BLOCK.finditer(section)]


def copy_tree(folder: Path) -> Path:
    """The program, its tests and its scripts in an empty folder."""
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=_NOT_COPIED)
    for file in ROOT.iterdir():
        if file.is_file():
            shutil.copy2(file, folder)
    return folder


def follow(recipe: str, folder: Path) -> None:
    """Do in a copy of the tree, from top to bottom, what a recipe says; fail at the first command that fails."""
    found = blocks(recipe)
    assert any(block.language == "console" for block in found), "the recipe runs nothing"
    for block in found:
        if block.language == "console":
            for command in block.text.splitlines():
                run(command, folder)
        else:
            apply(block, folder)


def apply(block: Block, folder: Path) -> None:
    """Write a block into the file that the line above it names."""
    kind, match = next(_read(block.above), (None, None))
    assert match, f"the line above a block names no file: {block.above!r}"
    path = folder / match["path"]
    if kind == "new":
        assert not path.exists(), f"{match['path']} exists already"
        path.write_text(block.text, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + block.text if kind == "append" else _edited(text, match, block.text), encoding="utf-8"
    )


def _read(above: str) -> Iterator[tuple[str, re.Match[str]]]:
    for kind, pattern in _ABOVE.items():
        if match := pattern.search(above):
            yield kind, match


def _edited(text: str, match: re.Match[str], block: str) -> str:
    lines = text.splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if line.strip() == match["line"].strip()]
    assert len(at) == 1, f"{match['path']} has {len(at)} lines `{match['line']}`"
    first, last = {"after": (1, 1), "before": (0, 0), "instead of": (0, 1)}[match["where"]]
    lines[at[0] + first : at[0] + last] = [block]
    return "".join(lines)


def run(command: str, folder: Path) -> str:
    """A command of a recipe in a copy of the tree, whose modules it imports; fail with its output where it fails."""
    program, *arguments = shlex.split(command)
    if program.startswith(".venv/bin/"):
        program = str(Path(sys.executable).parent / program.removeprefix(".venv/bin/"))
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}"
    return done.stdout
