"""A small school whose one month of marks a test writes and changes, and the program to call there."""

from __future__ import annotations

from contextlib import closing

import openpyxl

from sheets_sync.awards.law_file import STOCK_FOLDER
from tests.shell import Shell

MARKS = {"TV01": 60, "TV02": 65, "TT01": 69}
TODAY = ("--today", "2023-11-20")


def write_school(folder, marks, month="Tháng 10", upside_down=False, only=()):
    book = openpyxl.Workbook()
    roster = book.active
    roster.title = "Danh sách"
    roster.append(["Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái"])
    names = {"TV01": "Nguyễn Thị An", "TV02": "Trần Văn Bình", "TT01": "Lê Thị Hoà", "TT02": "Vũ Minh"}
    for staff_id in marks:
        team = "Văn" if staff_id.startswith("TV") else "Toán"
        roster.append([staff_id, names[staff_id], team, "GV", "Đang làm việc"])
    tab = book.create_sheet(month)
    tab.append(["Mã CB", "Ý thức kỷ luật, đạo đức", "Kết quả nhiệm vụ", "Điểm thưởng"])
    rows = [[staff_id, 20, mark, None] for staff_id, mark in marks.items() if staff_id in (only or marks)]
    for row in reversed(rows) if upside_down else rows:
        tab.append(row)
    with closing(book):
        book.save(folder / "so-thi-dua.xlsx")


def one_month_shell(folder):
    """The school in this folder, with a config and a journal of its own."""
    shell = Shell(folder)
    text = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
    (folder / "config.toml").write_text(text, encoding="utf-8")
    write_school(folder, MARKS)
    return shell


STOCK = (STOCK_FOLDER / "vn-2022.toml").read_text(encoding="utf-8")
ROUNDED, TO_THE_DONG = "round_up_to = 10000", "round_up_to = 1"


def own_law(shell, text):
    """The school names a rule set of its own, with this text."""
    (shell.folder / "luat.toml").write_text(text, encoding="utf-8")
    config = shell.folder / "config.toml"
    plain = config.read_text(encoding="utf-8").partition("[rules]")[0]
    day = '[rules]\nlaw = "luat.toml"\ndecision_date = "2024-08-15"\n'
    without_registering = '[rules.overrides]\n"LDTT.registered" = false\n'
    config.write_text(plain + day + without_registering, encoding="utf-8")
