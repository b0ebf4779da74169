"""Play a school with today's program and keep it as test data for all later ones; see README.md.

    .venv/bin/python -m tests.upgrade.record

The school goes to `school_` and the version, for example `school_0_2_0`; one that is there is never made again.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from shutil import copyfile, copytree

import docx
import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync import __version__
from sheets_sync.journal.journal import journal_path
from sheets_sync.settings.config import JournalSettings
from sheets_sync.settings.config_file import load_config
from sheets_sync.text.vietnamese import fold
from tests.drawn import sheets
from tests.shell import Shell
from tests.upgrade import kept

PLAYED = kept.HERE / "played"
EXAMPLE = kept.HERE.parent.parent / "config.example.toml"
CLOSED = ("2023-09", "2023-10")
LATER = "2024-06-20"
EDITED = "Thong-bao-ket-qua-thi-dua-10-2023.docx"

STORY = {
    "2023-10-06": ("sync", "close 9", "report monthly --month 9 --format docx,html"),
    "2023-11-06": ("close 10", "report monthly notice ban-tin --month 10", "report registration"),
    "2024-05-27": ("sync", "report notice --term 1", "report proposal minutes --year"),
}
"""What the office does on each day, once the staff have typed what `played` has for it."""


def main() -> None:
    """Keep the school of today's version."""
    target = kept.HERE / f"school_{re.sub(r'[^0-9a-z]+', '_', __version__)}"
    if target.exists():
        sys.exit(f"{target} is there already: what a version left behind is never made again")
    record(target)


def record(target: Path) -> None:
    """Play the school in a new folder, then write down what the program says of it."""
    shell = Shell(Path(copytree(PLAYED / "school", target / "school")))
    _run(shell, "init")
    _rename(shell)
    for day, commands in STORY.items():
        _type(shell, (PLAYED / f"{day}.txt").read_text(encoding="utf-8"))
        for words in commands:
            _run(shell, f"{words} --today {day}")
    _edit(shell.folder / kept.PAPERS / EDITED)
    _make_nameless(shell.folder / kept.JOURNAL)
    copyfile(EXAMPLE, target / EXAMPLE.name)
    text = json.dumps(_recorded(shell, max(STORY)), ensure_ascii=False, indent=1)
    (target / "expected.json").write_text(_compact(text) + "\n", encoding="utf-8")
    _clean(shell.folder)


def _run(shell: Shell, words: str) -> None:
    done = shell.run(*words.split(), "--lang", "vi")
    print(f"$ sheets-sync {words}\n{done.stdout}{done.stderr}", end="")
    if done.returncode:
        sys.exit(done.returncode)


# --- the staff --------------------------------------------------------------------------------------------------------


def _rename(shell: Shell) -> None:
    """Call tabs and columns as this school does, and its config says."""
    config, path = load_config(shell.folder / "config.toml"), shell.folder / kept.WORKBOOK
    columns = {fold(ours): theirs[0] for ours, theirs in config.columns.items()}
    with closing(openpyxl.load_workbook(path)) as book:
        for ours, theirs in config.tabs.items():
            book[ours].title = theirs[0]
        for sheet in book.worksheets:
            for cell in sheet[1]:
                cell.value = columns.get(fold(str(cell.value or "")), cell.value)
        book.save(path)


def _type(shell: Shell, text: str) -> None:
    """Type drawn tabs into the workbook as Excel would save it."""
    path = shell.folder / kept.WORKBOOK
    with closing(openpyxl.load_workbook(path)) as book:
        for drawn in sheets(text):
            heads, *rows = [row for row in drawn.rows if row]
            for row in rows:
                typed = dict(zip(map(str, heads), row, strict=False))
                _type_row(
                    book[drawn.title], {name: value for name, value in typed.items() if value is not None}
                )
        book.save(path)


def _type_row(tab: Worksheet, typed: dict[str, object]) -> None:
    """A row below the others, or in a month's tab the one that the person has."""
    columns = {str(cell.value): cell.column for cell in tab[1] if cell.value is not None}
    ids = [cell.value for cell in _column(tab, columns.get("Mã CB", 1))]
    who = typed.get("Mã CB")
    stands = tab.title.startswith("Tháng ") and who in ids
    row = ids.index(who) + 1 if stands else _last_row(tab) + 1
    for name, value in typed.items():
        tab.cell(row, columns[name]).value = value  # type: ignore[assignment]


def _column(tab: Worksheet, number: int) -> list[Cell]:
    return [row[number - 1] for row in tab.iter_rows()]  # type: ignore[misc]


def _last_row(tab: Worksheet) -> int:
    return max(row[0].row or 0 for row in tab.iter_rows() if any(cell.value is not None for cell in row))


def _edit(path: Path) -> None:
    """Somebody writes a line into a paper."""
    paper = docx.Document(str(path))
    paper.add_paragraph("Đã đọc trước hội đồng sư phạm.")
    paper.save(str(path))


# --- what is kept -----------------------------------------------------------------------------------------------------


def _make_nameless(journal: Path) -> None:
    """Leave out which machine and account this was played on."""
    with closing(sqlite3.connect(journal)) as database:
        database.execute("UPDATE run SET host = 'van-phong', account = 'thi-dua'")
        database.commit()
        database.execute("PRAGMA page_size = 1024")  # a small file for the repository
        database.execute("VACUUM")


def _recorded(shell: Shell, day: str) -> kept.Said:
    papers = sorted(
        path.relative_to(shell.folder).as_posix() for path in (shell.folder / kept.PAPERS).iterdir()
    )
    config = load_config(shell.folder / "config.toml")
    run_id = next(run["run_id"] for run in shell.json("history")["runs"] if run["command"] == "sync")
    return {
        "version": __version__,
        "run": run_id,
        "runs": [command for command, _ in kept.runs_by(shell.folder / kept.JOURNAL)],
        "tabs": kept.shown_tabs(shell, run_id),
        "journal": journal_path(config._replace(journal=JournalSettings()), kept.ON_A_SERVER).name,
        "problems": {each: kept.problems(shell, each) for each in (day, LATER)},
        "papers": {each: kept.verdict(shell, each, day) for each in papers},
        "closed": {month: kept.rankings(shell, month, day) for month in CLOSED},
        "closed_tab": kept.closed_blocks(shell.folder),
    }


def _compact(text: str) -> str:
    """Innermost lists and objects on a line of their own each."""
    return re.sub(r"[\[{]\n([^\[\]{}]*)[\]}]", lambda found: re.sub(r"\s*\n\s*", " ", found[0]), text)


def _clean(folder: Path) -> None:
    """Leave only what a school would have."""
    for name in ("cu.xlsx", f"{kept.JOURNAL}.lock", f"{kept.JOURNAL}-wal", f"{kept.JOURNAL}-shm"):
        (folder / name).unlink(missing_ok=True)


if __name__ == "__main__":
    os.environ["XDG_STATE_HOME"] = os.devnull
    main()
