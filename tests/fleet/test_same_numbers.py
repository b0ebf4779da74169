"""What the district reads in its workbook is what each school reads in its own, tab against tab, as people would compare them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.district.publish import publish
from sheets_sync.fleet.fleet_file import load_fleet
from sheets_sync.fleet.members import members
from sheets_sync.fleet.running.run import Order
from sheets_sync.stores.xlsx.outputs import OutputWorkbook
from tests.fleet.fleet_schools import DISTRICT, run_each
from tests.sample_schools import SCHOOLS, Sample

pytestmark = pytest.mark.slow  # three schools' whole results

TODAY = date(2024, 6, 1)  # all months are ranked, some papers are late
Tabs = dict[str, list[list[Any]]]


class Workbooks(NamedTuple):
    """The district's tabs, and those of each school by its name."""

    district: Tabs
    schools: dict[str, Tabs]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory) -> Workbooks:
    """The sample schools, each with its own summary, and the district's roll-up of them."""
    folder = tmp_path_factory.mktemp("district")
    for name in SCHOOLS:
        (folder / name).mkdir()
        config = Sample(name, folder / name).config_path
        config.write_text(config.read_text(encoding="utf-8").replace("Trường THCS Thử", name), "utf-8")
    (folder / "fleet.toml").write_text(DISTRICT, encoding="utf-8")
    fleet = load_fleet(folder / "fleet.toml")
    assert [each.state for each in run_each(fleet, Order("sync", TODAY))] == ["done"] * len(SCHOOLS)
    publish(district_of(fleet, members(fleet), TODAY))
    own = {name: tabs_of(folder / name / "tong-hop.xlsx") for name in SCHOOLS}
    return Workbooks(tabs_of(folder / "tong-hop-don-vi.xlsx"), own)


def tabs_of(path: Path) -> Tabs:
    return {
        title: [list(row) for row in rows] for title, rows in OutputWorkbook(path).current_tabs().tabs.items()
    }


def below(rows: list[list[Any]], *heads: str) -> list[dict[str, Any]]:
    """The rows of the table with these columns, up to the first blank one."""
    at = next(at for at, row in enumerate(rows) if set(heads) <= set(row))
    table = []
    for row in rows[at + 1 :]:
        if not any(cell is not None for cell in row):
            break
        table.append(dict(zip_longest(rows[at], row)))
    return table


def row_of(workbooks: Workbooks, tab: str, school: str) -> dict[str, Any]:
    return next(row for row in below(workbooks.district[tab], "Trường") if row["Trường"] == school)


def numbers(rows: list[list[Any]], pattern: str) -> tuple[int, ...]:
    """The numbers in the line that says what a tab says."""
    text = "\n".join(str(cell) for row in rows for cell in row)
    found = re.search(pattern, text)
    assert found, text[:300]
    return tuple(map(int, found.groups()))


@pytest.mark.parametrize("school", SCHOOLS)
def test_the_shares_of_ratings_are_those_of_the_schools_ranking(workbooks, school):
    row = row_of(workbooks, "Các trường", school)
    own = below(workbooks.schools[school]["Xếp hạng tháng"], "Tháng", "Xếp loại")
    counted = Counter(each["Xếp loại"] for each in own if each["Tháng"] == row["Tháng"] and each["Xếp loại"])

    assert row["Đã xếp loại"] == sum(counted.values()) > 0
    shares = {name.removeprefix("Tỉ lệ "): value for name, value in row.items() if name.startswith("Tỉ lệ")}
    assert {rating: round(share * row["Đã xếp loại"]) for rating, share in shares.items() if share} == counted


@pytest.mark.parametrize("school", SCHOOLS)
def test_registrations_are_those_of_the_schools_register(workbooks, school):
    own = workbooks.schools[school]["Đăng ký tổng hợp"]
    people, teams, missing, late = numbers(
        own, r"(\d+) người và (\d+) tập thể đã đăng ký; (\d+) người chưa đăng ký; (\d+) đăng ký sau hạn"
    )
    row = row_of(workbooks, "Đăng ký của các trường", school)
    side = row_of(workbooks, "Các trường", school)

    assert (side["Đăng ký"], side["Chưa đăng ký"], side["Đăng ký muộn"]) == (people, missing, late)
    assert [row[name] or 0 for name in ("Cá nhân", "Tập thể", "Chưa đăng ký", "Sau hạn")] == [
        people,
        teams,
        missing,
        late,
    ]
    sums = next(each for each in below(own, "Tổ", "LĐTT") if each["Tổ"] == "Cộng")
    assert {name: row[name] or 0 for name in sums if name not in ("Tổ", None)} == {
        name: number or 0 for name, number in sums.items() if name not in ("Tổ", None)
    }


@pytest.mark.parametrize("school", SCHOOLS)
def test_proposals_are_those_of_the_schools_own_list_in_its_order(workbooks, school):
    own = proposed(workbooks.schools[school]["Đề xuất danh hiệu"], "Kết luận", registered=True)
    listed = proposed(workbooks.district["Đề nghị của các trường"], "Kết luận của trường", school)

    assert {title: names for title, names in own.items() if names} == listed
    assert listed


def proposed(
    rows: list[list[Any]], verdict: str, school: str | None = None, registered: bool = False
) -> dict[str, list[Any]]:
    """Under each title, who is proposed or undecided and what the school says of them; `registered`: only those."""
    found: dict[str, list[Any]] = {}
    title, head = "", list[Any]()
    for row in rows:
        if row and isinstance(row[0], str) and " · " in row[0] and not any(row[1:]):
            title = row[0].partition(" · ")[0]
        elif verdict in row:
            head = row
        elif head and len([cell for cell in row if cell is not None]) > 3:
            cells = dict(zip(head, row, strict=False))
            said = str(cells[verdict])
            if registered and cells["Đăng ký"] != "có":
                continue
            if said.startswith(("Đủ điều kiện", "Vượt", "Chờ")) and school in (None, cells.get("Trường")):
                found.setdefault(title, []).append((cells["Họ và tên, tập thể"], said))
        elif not any(row):
            head = []
    return found


@pytest.mark.parametrize("school", SCHOOLS)
def test_late_papers_and_errors_are_those_the_school_reads(workbooks, school):
    row, own = row_of(workbooks, "Các trường", school), workbooks.schools[school]

    assert (row["Còn trễ"],) == numbers(own["Lịch việc"], r"(\d+) việc trễ hạn")
    assert (row["Lỗi dữ liệu"],) == numbers(own["Lỗi dữ liệu"], r"(\d+) lỗi, ")


def test_the_sums_are_those_of_the_rows_above(workbooks):
    rows = below(workbooks.district["Các trường"], "Trường")
    *schools, total = rows

    assert total["Trường"] == "Cộng"
    for name in ("Số CB", "Đã xếp loại", "Đăng ký", "Chưa đăng ký", "Còn trễ", "Lỗi dữ liệu"):
        assert total[name] == sum(row[name] for row in schools), name


def test_the_staff_are_those_rated_and_not_rated_and_not_at_work(workbooks):
    for row in below(workbooks.district["Các trường"], "Trường"):
        parts = ("Đã xếp loại", "Chưa có điểm", "Nghỉ, chuyển, đến sau")
        assert sum(row[part] for part in parts) == row["Số CB"], row["Trường"]


def test_the_staff_are_those_registered_and_missing_and_not_at_work(workbooks):
    for row in below(workbooks.district["Đăng ký của các trường"], "Trường"):
        parts = ("Cá nhân", "Chưa đăng ký", "Nghỉ, chuyển, đến sau")
        assert sum(row[part] or 0 for part in parts) == row["Số CB"], row["Trường"]
