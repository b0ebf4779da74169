"""What the program writes into config.toml: the values, and nothing else moved."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.settings.config_writing import preview, set_values

SCHOOL = """\
# Cấu hình của trường
[school]
name = "Trường THCS Thử"   # như trên con dấu
year = "2023-2024"

[store]
kind = "google"
# input = "…"

# Cột và tab có tên khác
[columns]
"Tổ chấm" = ["Điểm tổ"]
"""


def written(folder: Path, text: str = SCHOOL) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode())
    return path


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def test_a_value_is_added_and_every_line_stays(tmp_path: Path) -> None:
    path = written(tmp_path)

    assert set_values(path, {("store", "input"): "1abc"})

    assert tomllib.loads(text_of(path))["store"] == {"kind": "google", "input": "1abc"}
    lines = text_of(path).splitlines()
    assert [line for line in lines if line != 'input = "1abc"'] == SCHOOL.splitlines()


def test_a_value_that_stands_is_replaced_with_its_comment_kept(tmp_path: Path) -> None:
    path = written(tmp_path)

    set_values(path, {("school", "name"): "Trường Mới"})

    assert 'name = "Trường Mới"   # như trên con dấu' in text_of(path)


def test_tables_that_are_missing_are_made_at_the_end(tmp_path: Path) -> None:
    path = written(tmp_path)

    set_values(path, {("tabs", "Danh sách"): ["DS"], ("columns", "Mã CB"): ("Mã", "Mã số")})

    assert text_of(path).startswith(SCHOOL)
    read = tomllib.loads(text_of(path))
    assert read["tabs"] == {"Danh sách": ["DS"]}
    assert read["columns"] == {"Tổ chấm": ["Điểm tổ"], "Mã CB": ["Mã", "Mã số"]}


def test_the_same_values_again_change_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    set_values(path, {("store", "input"): ["a", "b"]})
    before = text_of(path)

    assert not set_values(path, {("store", "input"): ("a", "b")})
    assert text_of(path) == before


@pytest.mark.parametrize("text", ["\ufeff" + SCHOOL, SCHOOL.replace("\n", "\r\n")], ids=["BOM", "CRLF"])
def test_what_notepad_makes_of_a_file_stays(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)

    set_values(path, {("store", "input"): "1abc"})

    after = text_of(path)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert after.count("\n") == after.count("\r\n") or "\r" not in text


@pytest.mark.parametrize(
    "text", ['store = { kind = "google" }\n', 'store.kind = "google"\n', "[school]\nname = 'A'\n", ""]
)
def test_other_ways_to_write_a_table_are_understood(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)

    set_values(path, {("store", "input"): "1abc"})

    assert tomllib.loads(text_of(path))["store"]["input"] == "1abc"


def test_a_file_that_is_no_toml_is_left_and_the_lines_are_said(tmp_path: Path) -> None:
    path = written(tmp_path, "[store\n")

    with pytest.raises(ConfigError, match='input = "1abc"'):
        set_values(path, {("store", "input"): "1abc"})
    assert text_of(path) == "[store\n"


def test_the_preview_is_toml(tmp_path: Path) -> None:
    values = {("store", "input"): "1abc", ("tabs", "Danh sách"): ["DS"]}

    assert preview(values) == '[store]\ninput = "1abc"\n\n[tabs]\n"Danh sách" = ["DS"]'
