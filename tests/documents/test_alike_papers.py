"""Papers whose names come to the same letters: a file for each, the same one every time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.drawn import sheets
from tests.fleet.fleet_schools import workbook
from tests.shell import Shell

pytestmark = pytest.mark.slow  # papers, each in a process of its own

CONFIG = '[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n'
TODAY = ("--today", "2023-11-20")
LONG = (
    "Thi đua dạy tốt, học tốt lập thành tích chào mừng kỷ niệm ngày Nhà giáo Việt Nam và ngày thành lập trường, lớp "
    * 2
)
PEOPLE = """
== Danh sách
Mã CB | Họ và tên       | Tổ   | Nhóm | Trạng thái
TV01  | Nguyễn Thị Hoà  | Văn  | GV   | Đang làm việc
TV02  | Nguyễn Thị Hoá  | Văn  | GV   | Đang làm việc

== Tháng 10
Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Hiệu trưởng duyệt
TV01  | 20                      | 70               | 95
TV02  | 18                      | 60               | 78
"""


class School(Shell):
    """A school with a workbook that is drawn, and the papers that it has."""

    def draw(self, *movements: str) -> None:
        rows = "".join(f"{name} | @2023-10-01 | @2024-05-01\n" for name in movements)
        drawn = f"{PEOPLE}\n== Phong trào\nTên phong trào | Bắt đầu | Kết thúc\n{rows}"
        workbook(self.folder / "so-thi-dua.xlsx", sheets(drawn))
        (self.folder / "config.toml").write_text(CONFIG, encoding="utf-8")

    def report(self, *words: str) -> list[tuple[str, bool]]:
        """The files of the papers in the order of their rows, and whether each was written."""
        made = self.json("report", *words, *TODAY)["documents"]
        return [(each["name"], each["changed"]) for each in made]

    def about(self, name: str) -> str:
        """All that a paper says."""
        content = (self.folder / "bao-cao" / name).read_bytes()
        paper = docx.Document(BytesIO(content))
        cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(each.text for each in paper.paragraphs), *cells])


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


@pytest.mark.parametrize(
    "movements",
    [("Thi đua 20/11", "Thi đua 20-11"), (f"{LONG} đợt 1", f"{LONG} đợt 2"), ("Hội giảng", "Hội giáng")],
    ids=["signs", "cut", "accents"],
)
def test_movements_with_alike_names_have_a_plan_each(school, movements):
    school.draw(*movements)
    made = school.report("movement")

    assert len({name.casefold() for name, _ in made}) == 2
    for (name, _), movement in zip(made, movements, strict=True):
        assert " ".join(movement.split()) in school.about(name)


def test_a_second_report_over_alike_names_writes_nothing(school):
    school.draw("Thi đua 20/11", "Thi đua 20-11")
    names = [name for name, _ in school.report("movement")]

    assert school.report("movement") == [(name, False) for name in names]


def test_an_alike_movement_that_is_added_above_leaves_the_other_its_file(school):
    school.draw("Thi đua 20-11")
    [(name, _)] = school.report("movement")
    school.draw("Thi đua 20/11", "Thi đua 20-11")

    assert school.report("movement")[1] == (name, False)
    assert "Thi đua 20-11" in school.about(name)


def test_people_whose_names_differ_by_accents_have_a_sheet_each(school):
    school.draw()
    made = school.report("monthly-sheet", "--split", "--month", "10")

    assert len({name for name, _ in made}) == 2
    assert sorted("Hoà" in school.about(name) for name, _ in made) == [False, True]


def test_one_name_twice_is_one_plan_and_is_reported(school):
    school.draw("Thi đua 20/11", "thi đua  20/11")

    assert len(school.report("movement")) == 1
    listed = [each for each in school.json("check", *TODAY)["problems"] if each["tab"] == "Phong trào"]
    assert [(each["code"], each["cell"]) for each in listed] == [("row-duplicate", "A3")]
