"""The command: what it shows, when it asks, when it writes, and what stands in the config afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copyfile

import openpyxl
import pytest

from sheets_sync.adopt import look
from sheets_sync.config import load_config
from sheets_sync.config_writing import set_values
from sheets_sync.model import Sheet
from tests import drawn
from tests.adopt_schools import MONTH, ROSTER
from tests.test_samples import CONFIG, SAMPLES, SCHOOLS

TODAY = ("--today", "2023-09-01")
SCHOOL = """\
# Cấu hình của trường
[school]
name = "Trường THCS Ngọc Lâm"   # như trên con dấu
year = "2023-2024"

[store]
input = "so.xlsx"

[columns]
"Mã CB" = "Số hiệu cũ"   # tên năm ngoái
"""


def save(sheets: tuple[Sheet, ...], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        tab = book.create_sheet(sheet.title)
        for row in sheet.rows:
            tab.append(list(row))
    book.save(path)


class Desk:
    """A folder with a school's own workbook in it, and the program to call there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.draw(ROSTER, MONTH.format(title="T9"), "== TKB\nThứ | Tiết\n2 | 1")

    def draw(self, *texts: str) -> None:
        save(drawn.sheets("\n".join(texts)), self.folder / "so.xlsx")

    def run(self, *words: str, stdin: int | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sheets_sync", *words, *TODAY],
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL if stdin is None else stdin,
            env={
                **os.environ,
                "PYTHONUTF8": "1",
                "PYTHONPATH": str(SAMPLES.parent.parent),
                "LANG": "vi_VN.UTF-8",
            },
            timeout=60,
        )

    def json(self, *words: str) -> dict:
        return json.loads(self.run(*words, "--json").stdout)

    def answer(self, text: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Run at a terminal where somebody types this."""
        pty = pytest.importorskip("pty")
        keyboard, terminal = pty.openpty()
        os.write(keyboard, text.encode())
        try:
            return self.run(*words, stdin=terminal)
        finally:
            os.close(keyboard)
            os.close(terminal)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def configured(desk: Desk) -> Desk:
    desk.config.write_text(SCHOOL, encoding="utf-8")
    return desk


# --- showing and asking ---------------------------------------------------------------------------------------


def test_it_shows_tabs_columns_and_lines(configured: Desk) -> None:
    shown = configured.run("adopt").stdout

    assert "T9\tTháng 9\tchắc chắn" in shown
    assert "DS CBGVNV, T9\tMã GV\tMã CB\tchắc chắn\ttên quen dùng của “Mã CB”\tNL01; NL02; NL03" in shown
    assert "TKB\t–\tkhông rõ" in shown
    assert "Không đọc cột “SĐT” ở tab DS CBGVNV" in shown
    assert '"Tháng 9" = ["T9"]' in shown


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--dry-run", "--yes"), ("--json",)])
def test_it_writes_nothing_unasked(configured: Desk, words: tuple[str, ...]) -> None:
    run = configured.run("adopt", *words)

    assert run.returncode == 0
    assert configured.config.read_text(encoding="utf-8") == SCHOOL


def test_without_a_terminal_it_says_how_to_agree(configured: Desk) -> None:
    assert "chạy lại với --yes" in configured.run("adopt").stdout


def test_at_a_terminal_yes_writes(configured: Desk) -> None:
    configured.answer("y\n", "adopt")

    assert '"Tháng 9" = ["T9"]' in configured.config.read_text(encoding="utf-8")


def test_at_a_terminal_no_does_not(configured: Desk) -> None:
    configured.answer("n\n", "adopt")

    assert configured.config.read_text(encoding="utf-8") == SCHOOL


def test_json_tells_everything(configured: Desk) -> None:
    told = configured.json("adopt")

    assert {"tab": "T9", "form": "Tháng 9", "confidence": "sure"}.items() <= told["tabs"][1].items()
    assert {"Mã CB", "Mã GV", "T9"} <= set(told["columns"][8].values())
    assert [each["tab"] for each in told["unknown_tabs"]] == ["TKB"]
    assert [each["header"] for each in told["unknown_columns"]] == ["Giới tính", "SĐT"]
    assert told["written"] is False and tomllib.loads(told["lines"])["tabs"]["Tháng 9"] == ["T9"]


# --- writing --------------------------------------------------------------------------------------------------


def test_it_writes_the_lines_that_it_shows_and_proves_them(configured: Desk) -> None:
    told = configured.json("adopt", "--yes")

    written = tomllib.loads(configured.config.read_text(encoding="utf-8"))
    assert told["written"] is True and told["check"]["error"] == 0
    assert tomllib.loads(told["lines"]).items() <= written.items()
    assert configured.run("check").returncode == 0


def test_comments_and_former_aliases_stay(configured: Desk) -> None:
    configured.run("adopt", "--yes")

    text = configured.config.read_text(encoding="utf-8")
    assert text.startswith(SCHOOL.partition("[columns]")[0])
    assert tomllib.loads(text)["columns"]["Mã CB"] == ["Số hiệu cũ", "Mã GV"]
    assert "# tên năm ngoái" in text


def test_a_second_run_has_nothing_to_write(configured: Desk) -> None:
    configured.run("adopt", "--yes")
    before = configured.config.read_bytes()

    again = configured.run("adopt", "--yes")

    assert "không có gì phải ghi thêm" in again.stdout
    assert configured.config.read_bytes() == before


@pytest.mark.parametrize("sample", SCHOOLS)
def test_a_school_that_uses_our_words_needs_nothing(desk: Desk, sample: str) -> None:
    copyfile(SAMPLES / sample / "so-thi-dua.xlsx", desk.folder / "so.xlsx")
    desk.config.write_text(CONFIG.format(workbook="so.xlsx"), encoding="utf-8")

    told = desk.json("adopt", "--yes")

    assert (told["written"], told["lines"], told["unknown_tabs"], told["conflicts"]) == (False, "", [], [])


# --- a school without a config --------------------------------------------------------------------------------


def test_the_first_config_of_a_school(desk: Desk) -> None:
    told = desk.json("adopt", "so.xlsx", "--school-year", "2023-2024", "--yes")

    written = tomllib.loads(desk.config.read_text(encoding="utf-8"))
    assert written["school"] == {"name": "Trường THCS Ngọc Lâm", "year": "2023-2024"}
    assert written["store"] == {"kind": "xlsx", "input": "so.xlsx"}
    assert told["check"]["error"] == 0


def test_what_the_workbook_does_not_say_is_asked_for(desk: Desk) -> None:
    run = desk.run("adopt", "so.xlsx", "--yes")

    assert run.returncode == 2 and "--school-year" in run.stderr
    assert not desk.config.exists()


def test_at_a_terminal_it_is_asked_for_there(desk: Desk) -> None:
    desk.answer("2023-2024\ny\n", "adopt", "so.xlsx")

    assert tomllib.loads(desk.config.read_text(encoding="utf-8"))["school"]["year"] == "2023-2024"


@pytest.mark.parametrize("year", ["2023", "2023-2025", '"]'])
def test_a_wrong_year_is_refused(desk: Desk, year: str) -> None:
    assert desk.run("adopt", "so.xlsx", "--school-year", year, "--yes").returncode == 2
    assert not desk.config.exists()


def test_a_workbook_that_is_not_there_is_named(desk: Desk) -> None:
    run = desk.run("adopt", "khong-co.xlsx")

    assert run.returncode == 4 and "khong-co.xlsx" in run.stderr


def test_another_workbook_than_the_configs_is_looked_at_and_the_input_kept(configured: Desk) -> None:
    copyfile(configured.folder / "so.xlsx", configured.folder / "khac.xlsx")

    run = configured.run("adopt", "khac.xlsx", "--yes")

    written = tomllib.loads(configured.config.read_text(encoding="utf-8"))
    assert "chưa đọc khac.xlsx" in run.stdout
    assert written["store"]["input"] == "so.xlsx" and written["tabs"]["Tháng 9"] == ["T9"]


def test_a_config_whose_workbook_never_was_gets_this_one(configured: Desk) -> None:
    (configured.folder / "so.xlsx").rename(configured.folder / "khac.xlsx")

    configured.run("adopt", "khac.xlsx", "--yes")

    assert tomllib.loads(configured.config.read_text(encoding="utf-8"))["store"]["input"] == "khac.xlsx"
    assert configured.run("check").returncode == 0


@pytest.mark.parametrize("header", ['có "ngoặc" kép', "Mã\nGV]", "Mã GV # 1", "'''", "\\Mã GV\\"])
def test_headers_of_any_letters_are_written_so_that_they_are_read_again(tmp_path: Path, header: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(SCHOOL, encoding="utf-8")
    sheets = [
        sheet._replace(rows=[[header if cell == "Mã GV" else cell for cell in row] for row in sheet.rows])
        for sheet in drawn.sheets(ROSTER + MONTH.format(title="T9"))
    ]

    assert set_values(path, look(sheets, load_config(path)).values)

    again = look(sheets, load_config(path))
    assert not again.values
    assert {guess.column.header for _, _, match in again.read for guess in match.columns} >= {
        "Mã CB",
        "Họ và tên",
    }
