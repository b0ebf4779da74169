"""A store that somebody adds by the recipe works with every command and is looked at by `doctor` like the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.recipes import copy_tree, follow, run

CONFIG = """
[school]
name = "Trường THCS Thử"
year = "2023-2024"
[store]
kind = "json"
input = "so.json"
output = "tong-hop.json"
[reports]
output = "bao-cao"
[journal]
path = "nhat-ky.sqlite"
"""
TABS = {
    "Danh sách": [
        ["Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái"],
        ["TV01", "Trần Thị Hoà", "Toán - Tin", "GV", "Đang làm việc"],
    ],
    "Tháng 10": [["Mã CB", "Ý thức kỷ luật, đạo đức", "Kết quả nhiệm vụ"], ["TV01", 20, 60]],
    "Của tôi": [["?"]],
}
CONTRACT = '''
import json
import pytest
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores import open_store
from tests.stores.contract import StoreContract

@pytest.fixture
def store(tmp_path):
    (tmp_path / "config.toml").write_text("""CONFIG""", encoding="utf-8")
    return open_store(load_config(tmp_path / "config.toml"), lambda title: True, lambda: None)

class TestJson(StoreContract):
    pass
'''.replace("CONFIG", CONFIG)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which the recipe has been followed, with a school beside it."""
    copy = copy_tree(tmp_path_factory.mktemp("json") / "copy")
    follow("A store", copy)
    (copy / "config.toml").write_text(CONFIG, encoding="utf-8")
    (copy / "so.json").write_text(json.dumps(TABS), encoding="utf-8")
    return copy


def command(program: Path, *words: str) -> str:
    """What a command prints on 10 April 2024."""
    return run(f".venv/bin/python -m sheets_sync --today 2024-04-10 {' '.join(words)}", program)


@pytest.mark.slow
def test_a_sync_writes_what_the_next_one_finds_unchanged(program: Path) -> None:
    changed = [json.loads(command(program, "--json", "sync"))["changed"] for _ in range(2)]
    assert changed == [True, False]
    assert "Xếp hạng tháng" in json.loads((program / "tong-hop.json").read_text(encoding="utf-8"))["tabs"]


@pytest.mark.slow
def test_doctor_opens_and_reads_it(program: Path) -> None:
    found = json.loads(command(program, "--json", "doctor"))["findings"]
    levels = {each["check"]: each["level"] for each in found if each["check"].startswith("store")}
    assert levels == dict.fromkeys(("store", "store-forms", "store-output", "store-reports"), "ok")


@pytest.mark.slow
def test_doctor_says_what_cannot_be_read(program: Path) -> None:
    (program / "broken.toml").write_text(CONFIG.replace("so.json", "other.json"), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"other\.json"):
        command(program, "--config", "broken.toml", "doctor")


@pytest.mark.slow
def test_it_keeps_the_contract_of_stores(program: Path) -> None:
    (program / "tests" / "stores" / "test_json_file.py").write_text(CONTRACT, encoding="utf-8")
    chosen = "stands or comes or come_back or plan or change or former"
    run(
        f'.venv/bin/python -m pytest -n 0 -q tests/stores/test_json_file.py -k "({chosen}) and not ours and not refused"',
        program,
    )
