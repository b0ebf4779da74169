"""A school's own Google spreadsheet, adopted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import drawn
from tests.adopt_schools import MONTH, ROSTER
from tests.google_school import spreadsheet_of
from tests.places import ROOT

CONFIG = """\
[school]
name = "Trường THCS Ngọc Lâm"
year = "2023-2024"

[store]
kind = "google"
input = "{id}"

[google]
credentials = '{key}'
endpoint = "{endpoint}"
"""


@pytest.fixture
def config(google, tmp_path: Path) -> Path:
    spreadsheet = spreadsheet_of(google, drawn.sheets(ROSTER + MONTH.format(title="T9")))
    path = tmp_path / "config.toml"
    text = CONFIG.format(id=spreadsheet, key=google.key_file, endpoint=google.endpoint)
    path.write_text(text, encoding="utf-8")
    return path


def adopt(config: Path, *words: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "sheets_sync", "adopt", "--json", "--today", "2023-09-01", *words],
        cwd=config.parent,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_its_tabs_and_columns_are_told_and_written(config: Path) -> None:
    told = adopt(config, "--yes")

    written = tomllib.loads(config.read_text(encoding="utf-8"))
    assert written["tabs"] == {"Danh sách": ["DS CBGVNV"], "Tháng 9": ["T9"]}
    assert written["columns"]["Mã CB"] == ["Mã GV"]
    assert told["check"]["error"] == 0


def test_looking_takes_one_read_and_no_write(google, config: Path) -> None:
    told = adopt(config)

    assert told["google"]["reads"] == 1
    assert [call.method for call in google.calls if call.api == "sheets"] == ["GET"]


def test_a_spreadsheet_that_is_named_by_its_address_becomes_the_input(config: Path) -> None:
    text = config.read_text(encoding="utf-8")
    spreadsheet = tomllib.loads(text)["store"]["input"]
    config.write_text(text.replace(f'input = "{spreadsheet}"\n', ""), encoding="utf-8")

    told = adopt(config, f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit#gid=0", "--yes")

    assert tomllib.loads(config.read_text(encoding="utf-8"))["store"]["input"] == spreadsheet
    assert told["written"] and told["check"]["error"] == 0
