"""Small districts for tests: schools drawn as text in workbooks of their own, and a fleet.toml beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from sheets_sync.fleet.fleet_file import Fleet
from sheets_sync.fleet.kept.shelf import StateFolder
from sheets_sync.fleet.members import members
from sheets_sync.fleet.outcome import SchoolOutcome, SchoolTask
from sheets_sync.fleet.running.run import Order
from sheets_sync.fleet.running.school_task import run_here
from sheets_sync.model import Sheet
from tests.drawn import sheets

TODAY = date(2023, 11, 20)
DISTRICT = """
[district]
name = "Phòng GD&ĐT quận Thử"
year = "2023-2024"

[schools]
configs = ["*/config.toml"]
"""

SCHOOL = """
== Danh sách
Mã CB | Họ và tên     | Ngày sinh   | Tổ   | Nhóm | Trạng thái
TV01  | Nguyễn Thị An | @1980-05-01 | Văn  | GV   | Đang làm việc
TV02  | Trần Văn Bình | @1985-02-03 | Văn  | GV   | Đang làm việc
TT01  | Lê Thị Hoà    |             | Toán | GV   | Đang làm việc

== Đăng ký
Ngày đăng ký | Mã CB | Danh hiệu | Đợt
@2023-10-05  | TV01  | CSTĐCS    | Đầu năm
@2023-11-05  | TV02  | LĐTT      | Đầu năm

== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Hiệu trưởng duyệt
TV01  | 20                      | 70               | 5           | 95
TV02  | 18                      | 60               |             | 78
TT01  | 15                      | 40               |             | 55
"""


def district(folder: Path, schools: Mapping[str, str], more: str = "") -> Path:
    """A fleet.toml, and one folder per school with its drawn workbook; the path of the file."""
    for key, drawn in schools.items():
        (folder / key).mkdir(parents=True)
        workbook(folder / key / "so-thi-dua.xlsx", sheets(drawn))
        config = f'[school]\nname = "Trường {key}"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
        (folder / key / "config.toml").write_text(config, encoding="utf-8")
    path = folder / "fleet.toml"
    path.write_text(DISTRICT + more, encoding="utf-8")
    return path


def workbook(path: Path, tabs: tuple[Sheet, ...], texts_in_place: bool = False) -> None:
    """These tabs as an .xlsx file, dates as dates; texts in a list of their own, or where they stand."""
    with xlsxwriter.Workbook(path, {"constant_memory": texts_in_place}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for tab in tabs:
            page = book.add_worksheet(tab.title)
            for row, cells in enumerate(tab.rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date | datetime | time):
                        page.write_datetime(row, column, cell, day)
                    elif cell is not None:
                        page.write(row, column, cell)


def run_each(fleet: Fleet, order: Order) -> list[SchoolOutcome]:
    """Every school's task here and one after the other, its outcome kept as after a run on a cluster."""
    shelf, outcomes = StateFolder(fleet.state_path), []
    for school in members(fleet):
        assert school.config
        outcomes.append(
            run_here(SchoolTask(school.key, str(school.path), school.config, order.today, order.action))
        )
        shelf.keep(outcomes[-1], order.today)
    return outcomes
