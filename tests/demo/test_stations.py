"""The demo's workbook on the days of its year: what had been typed is there, what had not is not."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest

from sheets_sync import demo
from sheets_sync.demo import ground
from sheets_sync.demo.as_typed import as_typed
from sheets_sync.demo.draft import Drafts
from sheets_sync.demo.people import FALLING, JOINED, ON_MATERNITY, TRANSFERRED
from sheets_sync.demo.stations import STATIONS
from sheets_sync.demo.year_end import COUNCIL_DAY, whole_year
from sheets_sync.errors import RefusedError
from sheets_sync.rules import forms

ROSTER, INITIATIVES, DISCIPLINES = forms.ROSTER.title, forms.INITIATIVES.title, forms.DISCIPLINES.title


@pytest.fixture(scope="module")
def whole() -> Drafts:
    return whole_year()


def on(whole: Drafts, tab: str, row: str, key: str, day: date) -> object:
    draft = as_typed(whole, day)[tab]
    return draft.find(row)[draft.place(key)]


def test_a_month_is_there_from_its_last_day_on_and_may_before_the_council(whole: Drafts) -> None:
    assert "Tháng 10" not in as_typed(whole, date(2023, 10, 30))
    assert "Tháng 10" in as_typed(whole, date(2023, 10, 31))
    assert "Tháng 5" in as_typed(whole, COUNCIL_DAY)


def test_who_joins_in_january_is_not_on_the_roster_before(whole: Drafts) -> None:
    before, after = (as_typed(whole, date(2024, 1, day))[ROSTER] for day in (7, 8))

    assert not any(JOINED in row for row in before.rows)
    assert any(JOINED in row for row in after.rows)


@pytest.mark.parametrize(
    ("staff_id", "day", "status"),
    [
        (TRANSFERRED, date(2024, 1, 31), "Đang làm việc"),
        (TRANSFERRED, date(2024, 2, 1), "Chuyển đi"),
        (ON_MATERNITY, date(2023, 11, 14), "Đang làm việc"),
        (ON_MATERNITY, date(2023, 11, 15), "Nghỉ dài ngày"),
        (ON_MATERNITY, date(2024, 5, 15), "Đang làm việc"),
    ],
)
def test_a_status_is_on_the_roster_from_its_day_on(
    whole: Drafts, staff_id: str, day: date, status: str
) -> None:
    assert on(whole, ROSTER, staff_id, "status", day) == status


def test_an_initiative_is_pending_until_it_is_decided(whole: Drafts) -> None:
    decided = date(2024, 3, 20)

    assert on(whole, INITIATIVES, "SK01", "result", decided - timedelta(days=1)) == "Chờ xét"
    assert on(whole, INITIATIVES, "SK01", "decision", decided - timedelta(days=1)) is None
    assert on(whole, INITIATIVES, "SK01", "result", decided) == "Công nhận"


def test_a_case_is_pending_until_it_is_settled(whole: Drafts) -> None:
    assert on(whole, DISCIPLINES, FALLING, "form", date(2024, 5, 9)) == "Đang xem xét"
    assert on(whole, DISCIPLINES, FALLING, "form", date(2024, 5, 10)) == "Khiển trách"


def test_a_registration_typed_as_text_is_there_from_its_day_on(whole: Drafts) -> None:
    draft = whole["Đăng ký"]
    row = next(row for row in draft.records() if isinstance(row[draft.place("day")], str))
    number, month, year = map(int, str(row[draft.place("day")]).split("/"))
    day, who = date(year, month, number), str(row[draft.place("staff_id")])

    registered = [
        any(who in each for each in as_typed(whole, when)["Đăng ký"].rows)
        for when in (day - timedelta(days=1), day)
    ]

    assert registered == [False, True]


def test_no_row_is_ever_taken_back(whole: Drafts) -> None:
    counts = [
        {title: len(draft.rows) for title, draft in as_typed(whole, station.day).items()}
        for station in STATIONS
    ]

    for before, after in itertools.pairwise(counts):
        assert all(after[title] >= count for title, count in before.items())


def test_a_day_leaves_the_whole_year_as_it_is(whole: Drafts) -> None:
    before = demo.bytes_of(whole)
    as_typed(whole, date(2023, 12, 1))["Danh sách"].rows[0][1] = "changed"

    assert demo.bytes_of(whole) == before == demo.bytes_of(whole_year())


def test_the_demo_as_it_stood_in_april_is_a_part_of_its_year(whole: Drafts) -> None:
    then = {draft.form.title: draft for draft in demo.clean_drafts()}
    now = as_typed(whole, demo.DEMO_TODAY)

    for title in ("Tháng 9", "Tháng 1", "Tháng 3", "Sáng kiến", "Thành tích", "Danh hiệu đã đạt"):
        assert now[title].rows == then[title].rows, title


# --- the folder -----------------------------------------------------------------------------------------------


def test_an_empty_folder_gets_a_config_whose_journal_lies_in_it(tmp_path: Path) -> None:
    from sheets_sync.journal.journal import journal_path, lock_path
    from sheets_sync.settings.config_file import load_config

    ground.prepare(tmp_path / "new")
    path = tmp_path / "new" / demo.CONFIG
    config = load_config(path)

    assert journal_path(config, path).parent == lock_path(config, path).parent == tmp_path / "new"


@pytest.mark.parametrize("name", ["so-thi-dua.xlsx", "config.toml", "thư.txt", "nhat-ky.sqlite"])
def test_a_folder_with_something_of_somebodys_own_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"my own")

    with pytest.raises(RefusedError):
        ground.prepare(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: b"my own"}


def test_what_the_year_has_left_makes_room_for_it_again(tmp_path: Path) -> None:
    ground.prepare(tmp_path)
    (tmp_path / "bao-cao").mkdir()
    for name in ("so-thi-dua.xlsx", "bao-cao/a.docx", "nhat-ky.sqlite"):
        (tmp_path / name).write_bytes(b"left by the year")
    ground.remember(tmp_path)

    ground.prepare(tmp_path)

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [demo.CONFIG]


@pytest.mark.parametrize("name", ["bao-cao/a.docx", "bao-cao/mine.docx"])
def test_what_somebody_has_edited_or_put_there_since_keeps_the_whole_folder(
    tmp_path: Path, name: str
) -> None:
    ground.prepare(tmp_path)
    (tmp_path / "bao-cao").mkdir()
    for each in ("so-thi-dua.xlsx", "bao-cao/a.docx"):
        (tmp_path / each).write_bytes(b"left by the year")
    ground.remember(tmp_path)
    (tmp_path / name).write_bytes(b"edited")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    with pytest.raises(RefusedError):
        ground.prepare(tmp_path)

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
