"""What a run writes is nobody else's file: not an input, not another output, not a key, not a person's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.shell import Shell

OCTOBER = ("--today", "2023-11-05")
BOOK = "sổ thi đua.xlsx"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def refused(shell: Shell, more: str, *words: str) -> str:
    """What is said of a config that is refused, with every file of the school as it was."""
    shell.config(more=more)
    before = contents(shell.folder)
    done = shell.run(*(words or ("sync", *OCTOBER)))
    assert done.returncode == 2, done.stdout + done.stderr
    assert contents(shell.folder) == before
    return done.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def log(name: str) -> str:
    return f'\n[alerts]\nlog = "{name}"\n'


# --- the log ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "other"),
    [
        pytest.param(log(BOOK), "[store] input", id="the staff's workbook"),
        pytest.param(log(f"./{BOOK}"), "[store] input", id="by another way"),
        pytest.param(log("tong-hop.xlsx"), "[store] output", id="the summary, not there yet"),
        pytest.param(log("config.toml"), "tệp cấu hình", id="the config"),
        pytest.param(log("key.json") + '[google]\ncredentials = "key.json"\n', "[google] credentials", id="a key"),
        pytest.param(log("bao-cao"), "[reports] output", id="the folder of papers"),
        pytest.param(log("lich.toml") + '[deadlines]\ncalendar = "lich.toml"\n', "[deadlines] calendar", id="a calendar"),
        pytest.param(log("nk.db") + '[journal]\npath = "nk.db"\n', "[journal] path", id="the journal"),
        pytest.param(log("nk.db.lock") + '[journal]\npath = "nk.db"\n', "[journal] path", id="its lock"),
        pytest.param(log("nk.db.lock.by") + '[journal]\npath = "nk.db"\n', "[journal] path", id="the note beside it"),
    ],
)  # fmt: skip
def test_a_log_that_is_another_file_of_the_config_is_refused(shell, more, other):
    said = refused(shell, more)
    assert "[alerts] log ghi vào" in said
    assert f"cũng là {other}" in said


@pytest.mark.parametrize("command", [("check",), ("plan",), ("ranking",), ("history",), ("report", "--list")])
def test_whichever_command_runs(shell, command):
    assert "[alerts] log ghi vào" in refused(shell, log(BOOK), *command)


def test_a_template_is_no_log(shell):
    (shell.folder / "mau").mkdir()
    (shell.folder / "mau" / "monthly.toml").write_text('title = "Báo cáo"\n', encoding="utf-8")
    said = refused(shell, log("mau/monthly.toml") + '[reports]\ntemplates = "mau"\n')
    assert "cũng là [reports] templates" in said


def test_a_log_that_would_be_put_aside_as_the_workbook_is_refused(shell):
    shell.config(more=log("so"))
    (shell.folder / BOOK).rename(shell.folder / "so.1")
    config = (shell.folder / "config.toml").read_text(encoding="utf-8").replace(BOOK, "so.1")
    (shell.folder / "config.toml").write_text(config, encoding="utf-8")
    done = shell.run("sync", *OCTOBER)
    assert (done.returncode, "cũng là [store] input" in done.stderr) == (2, True)


@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symlink", "hard link"])
@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_the_workbook_is_the_workbook(shell, link):
    shell.config()
    link(shell.folder / BOOK, shell.folder / "nhat-trinh.log")
    assert "cũng là [store] input" in refused(shell, log("nhat-trinh.log"))


def test_a_file_of_somebody_is_no_log(shell):
    (shell.folder / "ghi-chu.txt").write_text("Việc phải làm: họp tổ.\n", encoding="utf-8")
    assert "ghi-chu.txt đã có và không do chương trình này ghi" in refused(shell, log("ghi-chu.txt"))


def test_a_file_of_somebody_that_the_log_would_be_put_aside_as_is_refused(shell):
    (shell.folder / "nhat-trinh.log.3").write_text("Việc phải làm: họp tổ.\n", encoding="utf-8")
    assert "nhat-trinh.log.3 đã có" in refused(shell, log("nhat-trinh.log"))


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_the_log_of_an_earlier_run_is_ours(shell, log_format):
    shell.config(more=log("nhat-trinh.log") + f'log_format = "{log_format}"\n')
    codes = [shell.run("sync", *OCTOBER).returncode for _ in range(2)]
    lines = (shell.folder / "nhat-trinh.log").read_text(encoding="utf-8").splitlines()
    assert (codes, len(lines)) == ([0, 0], 2)


def test_a_broken_config_whose_log_is_the_workbook_leaves_no_line_there(shell):
    said = refused(shell, log(BOOK) + 'logg = "x"\n')
    assert "“logg”" in said


def test_other_trouble_with_paths_is_a_line_in_the_log(shell):
    shell.config(more=log("nhat-trinh.log") + f'[store.titles]\n[reports]\noutput = "{BOOK}"\n')
    assert shell.run("sync", *OCTOBER).returncode == 2
    assert "code=2" in (shell.folder / "nhat-trinh.log").read_text(encoding="utf-8")


# --- the others ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (f'\n[reports]\noutput = "{BOOK}"\n', "[reports] output ghi vào"),
        (f'\n[journal]\npath = "{BOOK}"\n', "[journal] path ghi vào"),
        ('\n[journal]\npath = "tong-hop.xlsx"\n', "[journal] path ghi vào"),
        ('\n[reports]\noutput = "mau"\ntemplates = "mau"\n', "[reports] output ghi vào"),
    ],
)
def test_no_output_is_another_file_of_the_config(shell, more, said):
    (shell.folder / "mau").mkdir()
    assert said in refused(shell, more)


def test_a_summary_that_is_the_input_is_refused(shell):
    shell.config()
    config = (shell.folder / "config.toml").read_text(encoding="utf-8")
    (shell.folder / "config.toml").write_text(
        config.replace("[store]", f'[store]\noutput = "{BOOK}"'), encoding="utf-8"
    )
    done = shell.run("sync", *OCTOBER)
    assert (done.returncode, "[store] output ghi vào" in done.stderr) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_where_the_note_of_the_lock_goes_is_refused(shell):
    shell.config()
    (shell.folder / "nk.db.lock.by").symlink_to(shell.folder / BOOK)
    assert "nk.db.lock.by" in refused(shell, '\n[journal]\npath = "nk.db"\n')


def test_a_file_of_somebody_where_the_lock_goes_is_refused(shell):
    (shell.folder / "uv.lock").write_text("version = 1\n")
    assert "uv.lock đã có" in refused(shell, '\n[journal]\npath = "uv"\n')


FILE = "https://docs.google.com/document/d/1abcdefghijklmnop/edit"


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"monthly": FILE, "yearly": "1abcdefghijklmnop"}, 2),
        ({"monthly.docx": FILE, "yearly 2023-2024.docx": FILE}, 2),
        ({"monthly": FILE, "monthly.gdoc": FILE, "monthly 2023-10.docx": FILE}, 0),
    ],
)
def test_a_file_on_drive_is_for_one_kind_of_paper(shell, entries, code):
    files = "".join(f'"{entry}" = "{file}"\n' for entry, file in entries.items())
    shell.config(more=f"\n[reports.files]\n{files}")
    done = shell.run("report", "--list", *OCTOBER)
    assert (done.returncode, "cùng là một tệp" in done.stderr) == (code, code == 2)


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--ics", "tong-hop.xlsx"),
        ("due", "--ics", "nhat-trinh.log"),
        ("show", "last", "--xlsx", "tong-hop.xlsx"),
        ("handover", "--output", "nhat-trinh.log"),
    ],
)
def test_a_file_named_on_the_command_line_is_none_of_the_config(shell, words):
    assert "Chọn tên khác" in refused(shell, log("nhat-trinh.log"), *words)


def test_the_doctor_says_it_in_the_same_words(shell):
    said = refused(shell, log(BOOK))
    done = shell.run("doctor")
    assert done.returncode == 2
    assert f"✗ {said.strip()}" in " ".join(done.stdout.split())
    assert "✓ Nhật trình" not in done.stdout
