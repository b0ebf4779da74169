"""The invented staff of the demo school: sixty people in six teams, and what happens to some of them in the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

SCHOOL = "Trường THCS Sông Xanh"
OFFICE, MATHS, LITERATURE, LANGUAGES, SCIENCE, SOCIAL = TEAMS = (
    "Hành chính",
    "Toán - Tin",
    "Ngữ văn - GDCD",
    "Ngoại ngữ",
    "Khoa học tự nhiên",
    "Xã hội - Năng khiếu",
)
RISING_TEAM = LANGUAGES

_TEACHER = "Giáo viên"
_HEAD = "Tổ trưởng"
_STAFF = f"""
{OFFICE}: Nguyễn Thị Minh Nguyệt = Hiệu trưởng, Đặng Quốc Khánh = Phó Hiệu trưởng, Vũ Thị Ánh Tuyết = Phó Hiệu trưởng,
    Lê Thị Bích Ngọc = Kế toán, Phạm Thị Hường = Văn thư, Trần Thị Lụa = Y tế, Hoàng Thị Yến = Thư viện,
    Ngô Văn Ân = Thiết bị, Đỗ Văn Vững = Bảo vệ
{MATHS}: Bùi Đức Thịnh = {_HEAD}, Nguyễn Thị Thu Hà, Trần Văn Đạt, Lê Thị Hồng Ánh, Phạm Quang Huy, Dương Thị Thảo,
    Hồ Sỹ Hùng, Vũ Thị Ân, Nguyễn Hữu Lộc, Đinh Thị Quỳnh, Trịnh Công Lâm, Lý Thị Mỹ
{LITERATURE}: Đào Thị Xuân = {_HEAD}, Nguyễn Thị Thu Hà, Phan Thị Cẩm Vân, Hoàng Thị Út, Mai Thị Nhã, Lương Thị Đào,
    Nguyễn Thị Hòa, Tạ Thị Hằng, Bùi Thị Ngãi, Cao Thị Thùy, Đoàn Thị Mận, Vương Đình Sử
{LANGUAGES}: Lê Thị Phương Thúy = {_HEAD}, Trần Thị Diễm, Đỗ Thị Khánh Linh, Phạm Thị Oanh, Nguyễn Ngọc Ẩn,
    Chu Thị Huệ, Hà Thị Mai Anh, Tô Thị Ý Nhi
{SCIENCE}: Nguyễn Văn Thắng = {_HEAD}, Trần Thị Bưởi, Kiều Thị Sương, Đặng Thị Ngần, Lưu Đình Quý, Phùng Thị Hạnh,
    Nguyễn Thị Kim Đính, La Văn Tĩnh, Quách Thị Ngà, Thái Thị Duyên, Triệu Văn Cường
{SOCIAL}: Vũ Hoàng Nam = {_HEAD}, Nghiêm Thị Tâm, Hoàng Văn Đức, Lê Đình Vỹ, Trần Thị Én, Nguyễn Thị Ái,
    Mạc Thị Dung, Từ Thị Thủy
"""

DISCIPLINED = "CB009"  # Đỗ Văn Vững: reprimanded in December, the one D of the year
ON_MATERNITY = "CB015"  # Dương Thị Thảo, from the middle of November on
FALLING = "CB020"  # Trịnh Công Lâm: more than five points lost in March
TRANSFERRED = "CB031"  # Cao Thị Thùy, at another school since February
BACK_FROM_MATERNITY = "CB036"  # Đỗ Thị Khánh Linh, back in December
JOINED = "CB041"  # Tô Thị Ý Nhi, new in January
ILL = "CB032"  # Đoàn Thị Mận, ten days in February
STUDYING = "CB046"  # Lưu Đình Quý, sent to study in January


@dataclass(frozen=True)
class Absence:
    """A long leave as `Nghỉ dài ngày` has it."""

    staff_id: str
    kind: str
    start: date
    end: date
    note: str = ""


ABSENCES = (
    Absence(BACK_FROM_MATERNITY, "Thai sản", date(2023, 6, 1), date(2023, 11, 30)),
    Absence(ON_MATERNITY, "Thai sản", date(2023, 11, 15), date(2024, 5, 14)),
    Absence(STUDYING, "Cử đi học", date(2024, 1, 15), date(2024, 6, 30), "Lớp quản lý giáo dục"),
    Absence(ILL, "Ốm", date(2024, 2, 20), date(2024, 2, 29)),
)


@dataclass(frozen=True)
class DemoPerson:
    """One of the demo's staff, with the values of the roster."""

    staff_id: str
    name: str
    team: str
    position: str
    born: date
    joined_sector: date
    joined_school: date

    @property
    def group(self) -> str:
        """CBQL, GV or NV."""
        if "Hiệu trưởng" in self.position:
            return "CBQL"
        return "NV" if self.team == OFFICE else "GV"

    @property
    def status(self) -> tuple[str, date | None]:
        """The status and since when it holds."""
        if self.staff_id == TRANSFERRED:
            return "Chuyển đi", date(2024, 2, 1)
        if self.staff_id == ON_MATERNITY:
            return "Nghỉ dài ngày", date(2023, 11, 15)
        return "Đang làm việc", None

    def at_work(self, first: date, last: date) -> bool:
        """Whether this person works on at least one of these days."""
        leaves = [leave for leave in ABSENCES if leave.staff_id == self.staff_id]
        away = any(leave.start <= first and last <= leave.end for leave in leaves)
        gone = self.staff_id == TRANSFERRED and first >= date(2024, 2, 1)
        return not away and not gone and self.joined_school <= last


def staff(rng: Random) -> tuple[DemoPerson, ...]:
    """All sixty, in the order of their ids."""
    return tuple(_member(f"CB{number:03}", rng, *line) for number, line in enumerate(_lines(), start=1))


def _lines() -> Iterator[tuple[str, str, str]]:
    for block in _STAFF.replace("\n    ", " ").strip().splitlines():
        team, _, people = block.partition(": ")
        for person in people.split(", "):
            name, _, position = person.partition(" = ")
            yield team, name, position or _TEACHER


def _member(staff_id: str, rng: Random, team: str, name: str, position: str) -> DemoPerson:
    senior = position in (_HEAD, "Hiệu trưởng", "Phó Hiệu trưởng")
    born = date(
        rng.randint(1968, 1980) if senior else rng.randint(1971, 1997), rng.randint(1, 12), rng.randint(1, 28)
    )
    sector = date(born.year + rng.randint(22, 24), rng.choice((8, 9, 9, 10)), rng.randint(1, 28))
    school = date(min(sector.year + rng.choice((0, 0, 2, 5)), 2022), 9, 1) if sector.year < 2022 else sector
    if staff_id == JOINED:
        school = date(2024, 1, 8)
    return DemoPerson(staff_id, name, team, position, born, sector, max(sector, school))
