"""`init` as it is typed: what it says, what it prints as JSON, how it is called wrongly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.errors import UsageError
from tests.google_emulator.server import Emulator
from tests.setup.provision.provisioned_school import School

pytestmark = pytest.mark.slow  # many calls to the emulator, many commands

ROSTER = [
    ["STT", "Mã CB", "Họ và tên", "Tổ", "Chức vụ", "Nhóm", "Trạng thái"],
    [1, "001", "Lê Thị Hoà", "Ban giám hiệu", "Hiệu trưởng", "CBQL", "Đang làm việc"],
]


def ran(config: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, ["--config", str(config), "init", *words], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def as_json(config: Path, *words: str) -> Any:
    return json.loads(ran(config, *words, "--json"))


@pytest.fixture
def standing(school: School, google: Emulator) -> School:
    school.set_up(google.new_spreadsheet("Sổ của trường", tabs={"Danh sách": ROSTER}))
    return school


def test_a_dry_run_lists_tabs_and_columns(standing: School) -> None:
    said = ran(standing.path, "--dry-run")

    assert "Sẽ thêm tab: Hướng dẫn, Nghỉ dài ngày, Tháng 9" in said
    assert "Tab Danh sách: sẽ thêm cột “Ngày sinh”" in said
    assert standing.writes() == []


def test_json_says_what_was_added_and_then_that_nothing_was(standing: School) -> None:
    first, second = as_json(standing.path), as_json(standing.path)

    [done] = first["spreadsheets"]
    assert (first["changed"], done["created"], done["id"]) == (True, False, standing.spreadsheet.id)
    assert "Tháng 9" in done["tabs"] and "Email" in done["columns"]["Danh sách"]
    assert second["changed"] is False
    assert "không phải thêm gì" in ran(standing.path)


def test_protecting_says_what_stays_open_and_to_run_it_again_after_sorting(standing: School) -> None:
    said = ran(standing.path, "--protect")

    assert "không có tab tháng nào" in said
    assert "“Hiệu trưởng duyệt” chưa bảo vệ" in said
    assert "Chưa có Email ở tab Danh sách: 001" in said
    assert "sau khi sắp xếp" in said


def test_a_new_spreadsheet_is_named_with_where_its_id_went(school: School, google: Emulator) -> None:
    school.set_up(key=google.person_key_file)

    said = ran(school.path)

    assert f"https://docs.google.com/spreadsheets/d/{school.spreadsheet.id}/edit" in said
    assert "[store] input" in said
    assert "chưa bảo vệ được tab tháng nào" in ran(school.path, "--protect")


def test_protecting_as_json(standing: School) -> None:
    printed = as_json(standing.path, "--protect", "--rows", "--dry-run")

    assert (printed["changed"], printed["dry_run"], printed["without_email"]) == (False, True, ["001"])


def test_files_are_only_named_in_a_dry_run(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[school]\nname = "Trường"\nyear = "2023-2024"\n', encoding="utf-8")

    assert as_json(config, "--dry-run")["would_create"] == [str(tmp_path / "so-thi-dua.xlsx")]
    assert "Sẽ làm" in ran(config, "--dry-run")
    assert not (tmp_path / "so-thi-dua.xlsx").exists()


@pytest.mark.parametrize("words", [["--protect"], ["--rows"]])
def test_files_know_nobody_and_are_not_protected(tmp_path: Path, words: list[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[school]\nname = "Trường"\nyear = "2023-2024"\n', encoding="utf-8")

    with pytest.raises(UsageError, match="--protect"):
        ran(config, *words)
