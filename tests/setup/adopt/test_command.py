"""The command: what it shows, when it asks, when it writes, and what stands in the config afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import openpyxl
import pytest
from click.testing import CliRunner

from sheets_sync.cli import cli
from sheets_sync.errors import SheetsSyncError
from sheets_sync.model import Sheet
from sheets_sync.settings.config_file import load_config
from sheets_sync.settings.config_writing import set_values
from sheets_sync.setup.adopt import look
from tests import drawn
from tests.adopt_schools import MONTH, ROSTER
from tests.places import SAMPLES
from tests.sample_schools import CONFIG, SCHOOLS

pytestmark = pytest.mark.slow  # many calls to the emulator, many commands

SHARED = ("--today", "2023-09-01", "--lang", "vi")
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


class Done(NamedTuple):
    """How a command ended: its exit code, what it said, and the error that ended it."""

    code: int
    said: str
    error: str = ""


class Desk:
    """A folder with a school's own workbook in it, and the program to call there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        save(
            drawn.sheets(ROSTER + MONTH.format(title="T9") + "== TKB\nThứ | Tiết\n2 | 1"), folder / "so.xlsx"
        )

    def run(self, *words: str) -> Done:
        done = CliRunner().invoke(cli, [*words, *SHARED], standalone_mode=False)
        if isinstance(done.exception, SheetsSyncError):
            return Done(done.exception.exit_code, done.output, str(done.exception))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Done(done.return_value or 0, done.output)

    def json(self, *words: str) -> dict:
        return json.loads(self.run(*words, "--json").said)

    def answer(self, typed: str, *words: str) -> None:
        """Run at a terminal where somebody types this."""
        pty = pytest.importorskip("pty")
        keyboard, terminal = pty.openpty()
        os.write(keyboard, typed.encode())
        command = [sys.executable, "-m", "sheets_sync", *words, *SHARED]
        here = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(SAMPLES.parent.parent)}
        try:
            subprocess.run(
                command, cwd=self.folder, stdin=terminal, capture_output=True, env=here, timeout=60
            )
        finally:
            os.close(keyboard)
            os.close(terminal)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


@pytest.fixture
def configured(desk: Desk) -> Desk:
    desk.config.write_text(SCHOOL, encoding="utf-8")
    return desk


# --- showing and asking ---------------------------------------------------------------------------------------


def test_it_shows_tabs_columns_and_lines(configured: Desk) -> None:
    shown = configured.run("adopt").said

    assert "T9\tTháng 9\tchắc chắn" in shown
    assert "DS CBGVNV, T9\tMã GV\tMã CB\tchắc chắn\ttên quen dùng của “Mã CB”\tNL01; NL02; NL03" in shown
    assert "TKB\t–\tkhông rõ" in shown
    assert "Không đọc cột “SĐT” ở tab DS CBGVNV" in shown
    assert '"Tháng 9" = ["T9"]' in shown


@pytest.mark.parametrize("words", [(), ("--dry-run",), ("--dry-run", "--yes"), ("--json",)])
def test_it_writes_nothing_unasked(configured: Desk, words: tuple[str, ...]) -> None:
    run = configured.run("adopt", *words)

    assert run.code == 0
    assert configured.config.read_text(encoding="utf-8") == SCHOOL


def test_without_a_terminal_it_says_how_to_agree(configured: Desk) -> None:
    assert "chạy lại với --yes" in configured.run("adopt").said


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
    assert configured.run("check").code == 0


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

    assert "không có gì phải ghi thêm" in again.said
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

    assert run.code == 2 and "--school-year" in run.error
    assert not desk.config.exists()


def test_at_a_terminal_it_is_asked_for_there(desk: Desk) -> None:
    desk.answer("2023-2024\ny\n", "adopt", "so.xlsx")

    assert tomllib.loads(desk.config.read_text(encoding="utf-8"))["school"]["year"] == "2023-2024"


@pytest.mark.parametrize("year", ["2023", "2023-2025", '"]'])
def test_a_wrong_year_is_refused(desk: Desk, year: str) -> None:
    assert desk.run("adopt", "so.xlsx", "--school-year", year, "--yes").code == 2
    assert not desk.config.exists()


def test_a_workbook_that_is_not_there_is_named(desk: Desk) -> None:
    run = desk.run("adopt", "khong-co.xlsx")

    assert run.code == 4 and "khong-co.xlsx" in run.error


def test_another_workbook_than_the_configs_is_looked_at_and_the_input_kept(configured: Desk) -> None:
    copyfile(configured.folder / "so.xlsx", configured.folder / "khac.xlsx")

    run = configured.run("adopt", "khac.xlsx", "--yes")

    written = tomllib.loads(configured.config.read_text(encoding="utf-8"))
    assert "chưa đọc khac.xlsx" in run.said
    assert written["store"]["input"] == "so.xlsx" and written["tabs"]["Tháng 9"] == ["T9"]


def test_a_config_whose_workbook_never_was_gets_this_one(configured: Desk) -> None:
    (configured.folder / "so.xlsx").rename(configured.folder / "khac.xlsx")

    configured.run("adopt", "khac.xlsx", "--yes")

    assert tomllib.loads(configured.config.read_text(encoding="utf-8"))["store"]["input"] == "khac.xlsx"
    assert configured.run("check").code == 0


@pytest.mark.parametrize("header", ['có "ngoặc" kép', "Mã\nGV]", "Mã GV # 1", "'''", "\\Mã GV\\"])
def test_headers_of_any_letters_are_written_so_that_they_are_read_again(tmp_path: Path, header: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(SCHOOL, encoding="utf-8")
    roster, month = drawn.sheets(ROSTER + MONTH.format(title="T9"))
    month = month._replace(rows=[[header if cell == "Mã GV" else cell for cell in row] for row in month.rows])

    assert set_values(path, look((roster, month), load_config(path)).values)

    again = look((roster, month), load_config(path))
    _, (_, _, read) = again.read
    assert not again.values
    assert "Mã CB" in [guess.column.header for guess in read.columns]
