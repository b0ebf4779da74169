"""A school as a run opens it: what is read, what was called at Google, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sheets_sync import demo
from sheets_sync.errors import ConfigError
from sheets_sync.operations.opened_school import OpenedSchool, read_config
from sheets_sync.settings.config_file import load_config
from tests.drawn import ROSTER, sheets
from tests.google_emulator.server import Emulator
from tests.google_school import google_config, google_session, spreadsheet_of

DAY = date(2023, 11, 20)


def test_google_needs_its_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[school]\nname = "T"\nyear = "2023-2024"\n[store]\nkind = "google"\n', encoding="utf-8")
    school = OpenedSchool(
        load_config(path), str(path), DAY
    )  # `init` makes a spreadsheet, and writes it there

    with pytest.raises(ConfigError, match="thiếu mục “input”"):
        _ = school.store


def test_no_call_is_counted_before_a_session_is_opened(tmp_path: Path) -> None:
    demo.make(tmp_path)
    path = tmp_path / demo.CONFIG
    school = OpenedSchool(read_config(path), str(path), demo.DEMO_TODAY)

    school.read()

    assert school.calls() == {}


def test_the_calls_of_an_open_session_are_counted(google: Emulator, tmp_path: Path) -> None:
    config = google_config(google, tmp_path, spreadsheet_of(google, sheets(ROSTER)))
    school = OpenedSchool(config, str(tmp_path / "config.toml"), DAY, session=google_session(google, config))

    school.read()

    assert school.calls()["reads"] > 0


def test_tabs_that_are_no_form_are_returned_with_the_results(google: Emulator, tmp_path: Path) -> None:
    book = google.new_spreadsheet(
        "Sổ", tabs={"Danh sách": [["Mã CB"]], "Ghi chú": [["x"]], "Hướng dẫn": [["y"]]}
    )
    config = google_config(google, tmp_path, book)
    school = OpenedSchool(config, str(tmp_path / "config.toml"), DAY, session=google_session(google, config))

    assert school.read().unread == ("Ghi chú",)
