"""A copy of the program in which a test changes lines, as somebody does who follows docs/extending.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.places import ROOT


class ProgramCopy(NamedTuple):
    """A copied tree; `folder` holds `sheets_sync` and `templates`."""

    folder: Path

    def add(self, path: str, text: str) -> None:
        """Add a file."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def insert_after(self, path: str, line: str, added: str) -> None:
        """Add a line below one that the file has once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(f"{line}\n") == 1, f"{path} has {line!r} {text.count(line)} times"
        (self.folder / path).write_text(text.replace(f"{line}\n", f"{line}\n{added}\n"), encoding="utf-8")

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments, which imports the copy."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), **variables}
        return subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )  # fmt: skip


def copy_program(folder: Path) -> ProgramCopy:
    """Copy what a run needs of the program."""
    for name in ("sheets_sync", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return ProgramCopy(folder)
