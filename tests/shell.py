"""The program as people call it: a folder with a config in it, and commands run there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from shutil import copyfile

from tests import forked
from tests.places import SAMPLES
from tests.sample_schools import CONFIG

TODAY = ("--today", "2024-04-10")
ENGLISH, VIETNAMESE = {"LANG": "en_US.UTF-8"}, {"LANG": "vi_VN.UTF-8"}


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
        return forked.run(words, self.folder, {**plain, **(environment or {})})

    def json(self, *words: str) -> dict:
        return json.loads(self.run(*words, "--json").stdout)
