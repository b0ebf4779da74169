"""A school that an earlier version left behind, and what a program says of it: recorded then, compared now."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copytree
from typing import Any

from tests.shell import Shell

HERE = Path(__file__).parent
WORKBOOK, SUMMARY, JOURNAL, PAPERS = "so-thi-dua.xlsx", "tong-hop.xlsx", "nhat-ky.sqlite", "bao-cao"
ON_A_SERVER = Path("/srv/thi-dua/config.toml")

Said = dict[str, Any]


def kept_schools() -> list[Path]:
    """The folders of the schools that were kept, one for each version."""
    return sorted(path for path in HERE.glob("school_*") if path.is_dir())


class KeptSchool(Shell):
    """A copy of a kept school, and what was recorded of it."""

    def __init__(self, kept: Path, folder: Path) -> None:
        super().__init__(Path(copytree(kept / "school", folder)))
        self.kept = kept
        self.recorded: Said = json.loads((kept / "expected.json").read_text(encoding="utf-8"))

    @property
    def days(self) -> list[str]:
        """The day on which it was recorded, and a later one."""
        return list(self.recorded["problems"])

    def bytes_of(self, name: str) -> bytes:
        """What one of its files holds."""
        return (self.folder / name).read_bytes()


# --- what a program says of it ----------------------------------------------------------------------------------------


def problems(shell: Shell, day: str) -> list[list[str]]:
    """Each error and warning: code, tab, and its cell, or whom it is about where it has none."""
    found = shell.json("check", "--today", day)["problems"]
    return sorted(
        [each["code"], each["tab"], each["cell"] or each["staff_id"] or each["value"] or ""]
        for each in found
        if each["level"] != "info"
    )


def rankings(shell: Shell, month: str, day: str) -> Said:
    """A month's rankings of people and of teams, each row by whom it is about."""
    found = {}
    for by, who in (("staff", "staff_id"), ("team", "team")):
        ranking = shell.json("ranking", "--month", month, "--by", by, "--today", day)
        rows = {
            row[who]: {name: row[name] for name in row if name not in (who, "name")}
            for row in ranking["rows"]
        }
        found[by] = {"rows": rows, "not_rated": ranking["not_rated"]}
    return found


def verdict(shell: Shell, claimed: str, day: str) -> Said:
    """What `verify` says of a paper or a fingerprint, with its exit code."""
    done = shell.run("verify", claimed, "--today", day, "--json")
    said = json.loads(done.stdout)
    names = ("fingerprint", "period", "edited", "current", "run_id")
    return {"code": done.returncode, **{name: said[name] for name in names}}


def closed_blocks(folder: Path) -> list[list[str]]:
    """The closed months on their tab, cell by cell, without the heading above them."""
    import openpyxl

    with closing(openpyxl.load_workbook(folder / SUMMARY, read_only=True)) as book:
        rows = [["" if cell is None else str(cell) for cell in row] for row in book["Chốt tháng"].values]
    first = next(at for at, row in enumerate(rows) if "Chốt ngày" in row)
    return [_trimmed(row) for row in rows[first:] if any(row)]


def _trimmed(row: list[str]) -> list[str]:
    return row[: max(at for at, cell in enumerate(row, 1) if cell)]


def shown_tabs(shell: Shell, run_id: str) -> list[str]:
    """The tabs that a recorded run had written, as `show` puts them into a file."""
    import openpyxl

    assert shell.run("show", run_id, "--xlsx", "cu.xlsx").returncode == 0
    with closing(openpyxl.load_workbook(shell.folder / "cu.xlsx", read_only=True)) as book:
        return list(book.sheetnames)


def runs_by(journal: Path) -> list[tuple[str, str]]:
    """The command and version of every run of a journal, the oldest first."""
    with closing(sqlite3.connect(journal)) as database:
        return list(database.execute("SELECT command, version FROM run ORDER BY number"))
