"""What staff type into is never written, whatever is asked for."""

from __future__ import annotations

import shlex

import pytest

from tests.shell import Shell

TODAY = ("--today", "2024-04-10")
ASKED = (
    "check",
    "plan",
    "sync",
    'close 10 --reason "Đã biết các lỗi"',
    'reopen 10 --reason "Tổ chấm sót điểm"',
    "sync",
    "ranking --year",
    "titles",
    "explain CB001",
    "report monthly --month 10",
    "remind",
    "due",
    "doctor",
    "handover",
    "replay last",
    "init",
    "adopt",
)


@pytest.mark.slow
def test_no_command_changes_a_byte_of_the_staffs_workbook(tmp_path):
    shell = Shell(tmp_path)
    shell.config()
    [workbook] = tmp_path.glob("*.xlsx")
    before, made = workbook.read_bytes(), workbook.stat().st_mtime_ns
    for line in ASKED:
        done = shell.run(*shlex.split(line), *TODAY)
        assert done.returncode in (0, 1, 5), (line, done.stderr)
        assert (workbook.read_bytes(), workbook.stat().st_mtime_ns) == (before, made), line
    assert (tmp_path / "tong-hop.xlsx").exists() and list((tmp_path / "bao-cao").iterdir())
