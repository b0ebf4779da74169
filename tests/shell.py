"""The program as people call it: a folder with a config in it, and commands run there."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from shutil import copyfile

import pytest

from tests.test_samples import CONFIG, SAMPLES


class Shell:
    """A folder with a config in it, and the program to call there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def config(self, name: str = "tidy-school", more: str = "", before: str = "") -> None:
        copyfile(SAMPLES / name / "so-thi-dua.xlsx", self.folder / "sổ thi đua.xlsx")
        text = before + CONFIG.format(workbook="sổ thi đua.xlsx") + more
        (self.folder / "config.toml").write_text(text, encoding="utf-8")

    def run(self, *words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        plain = {
            k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE")
        }
        return subprocess.run(
            [sys.executable, "-m", "sheets_sync", *words],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            env={**plain, "PYTHONPATH": str(SAMPLES.parent.parent), **(environment or {})},
            timeout=60,
        )

    def json(self, *words: str) -> dict:
        return json.loads(self.run(*words, "--json").stdout)


class QuickShell(Shell):
    """The same in this very process, which spares most of the time; what a process of its own would end in is told."""

    def run(self, *words: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        from sheets_sync import cli

        said, told, code = io.StringIO(), io.StringIO(), 0
        with (
            pytest.MonkeyPatch.context() as patch,
            chdir(self.folder),
            redirect_stdout(said),
            redirect_stderr(told),
        ):
            for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
                patch.delenv(name, raising=False)
            for name, value in (environment or {}).items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["sheets-sync", *words])
            try:
                cli.main()
            except SystemExit as ended:
                code = int(ended.code or 0)
            finally:
                gc.enable()
        return subprocess.CompletedProcess(words, code, said.getvalue(), told.getvalue())
