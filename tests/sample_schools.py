"""The sample schools: workbooks with planted mistakes, and the truth about them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from sheets_sync import pipeline
from sheets_sync.results.results import Results
from sheets_sync.school.school import is_form
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore
from tests import forked
from tests.places import SAMPLES

SCHOOLS = ("tidy-school", "messy-school", "clean-school")
CONFIG = """
[school]
name = "Trường THCS Thử"
year = "2023-2024"
[store]
input = "{workbook}"
"""


class Sample:
    """A sample school: its workbook, its truth, and a config that reads it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.truth = json.loads((SAMPLES / name / "truth.json").read_text(encoding="utf-8"))
        self.config_path = folder / "config.toml"
        workbook = (SAMPLES / name / "so-thi-dua.xlsx").as_posix()
        self.config_path.write_text(CONFIG.format(workbook=workbook), encoding="utf-8")

    @property
    def config(self) -> Config:
        return load_config(self.config_path)

    def results(self) -> Results:
        sheets = XlsxStore(self.config, is_form(self.config)).read()
        return pipeline.compute(sheets, self.config, date.fromisoformat(self.truth["today"]))

    def command(self, *words: str) -> tuple[int, dict]:
        """The exit code and the JSON of a command, as another program gets them."""
        shared = ("--config", self.config_path, "--today", self.truth["today"], "--json")
        run = forked.run([str(word) for word in (*words, *shared)], Path.cwd(), os.environ)
        return run.returncode, json.loads(run.stdout)
