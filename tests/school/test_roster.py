"""The roster: finding people by id and by name, and who was at work when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.model import Leave, Month, Person, RawCell, SchoolYear
from sheets_sync.school.roster import Roster, made_up_ids, team_key
from sheets_sync.text.cells import BadCell
from tests.made_up import NOWHERE, people

YEAR = SchoolYear(2023)
ROSTER = Roster(
    YEAR,
    people("""
    TV01 | Nguyễn Thị An | Ngữ văn
    TV02 | Nguyễn Thị An | Toán - Lý
    TT01 | Lê Hoà        | Toán - Lý
    TT02 | Lê Hòa        | Tổ Toán-Lý
    006  | Phạm Ánh      | Văn thư
    07   | Đỗ Bình       | Văn thư
    7    | Đỗ Cúc        | Văn thư
    000  | Đỗ Dung       |
    """),
)


def found(find: object, *cells: RawCell) -> str:
    """The id, or the problem's code and variant."""
    try:
        return str(find(*cells))  # type: ignore[operator]
    except BadCell as bad:
        return f"{bad.code}/{bad.variant}".rstrip("/")


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("TV01", "TV01"),
        (" TV01\u00a0", "TV01"),
        ("006", "006"),
        (6, "006"),
        (6.0, "006"),
        (0, "000"),
        (7, "staff-unknown/several"),
        ("7", "7"),
        ("07", "07"),
        ("6", "staff-unknown/likely"),
        (6.5, "staff-unknown"),
        (-6, "staff-unknown"),
        (True, "staff-unknown"),
        ("tv01", "staff-unknown/likely"),
        ("TV0l", "staff-unknown/likely"),
        ("XYZ", "staff-unknown"),
        ("Phạm Ánh", "staff-unknown/likely"),
        ("//", "staff-unknown"),
        (date(2023, 9, 5), "staff-unknown"),
    ],
)
def test_ids(cell: RawCell, means: str) -> None:
    assert found(ROSTER.find_id, cell) == means


@pytest.mark.parametrize(
    ("cell", "name", "likely"),
    [
        ("6", None, "006"),
        ("TV0l", None, "TV01"),
        ("XYZ", "phạm  ánh", "006"),
        ("TV03", "Nguyễn Thị An", "TV01"),
    ],
)
def test_the_likely_id(cell: RawCell, name: RawCell, likely: str) -> None:
    with pytest.raises(BadCell) as caught:
        ROSTER.find_id(cell, name)
    assert caught.value.params["likely"] == likely


@pytest.mark.parametrize(
    ("name", "team", "means"),
    [
        ("PHẠM  ánh", None, "006"),
        ("Phạm Ánh", "văn thư", "006"),
        ("Nguyễn Thị An", "Tổ Ngữ văn", "TV01"),
        ("Nguyễn Thị An", "Toán-Lý", "TV02"),
        ("Nguyễn Thị An", None, "name-ambiguous"),
        ("Nguyễn Thị An", "Lạ", "name-ambiguous"),
        ("Lê Hòa", "Toán - Lý", "name-ambiguous/one-team"),
        ("Phạm Ánh", "Ngữ văn", "staff-unknown/team"),
        ("Phạm Anh", None, "staff-unknown/name-likely"),
        ("Vô Danh", None, "staff-unknown/name"),
        ("Ph¹m ¸nh", None, "legacy-encoding"),
        (5, None, "staff-unknown/name"),
    ],
)
def test_names(name: RawCell, team: RawCell, means: str) -> None:
    assert found(ROSTER.find_name, name, team) == means


@pytest.mark.parametrize(
    ("team", "means"),
    [
        ("Ngữ văn", "Ngữ văn"),
        ("TỔ NGỮ VĂN", "Ngữ văn"),
        ("Toán-Lý", "Toán - Lý"),
        ("Ngữ văm", "team-unknown/likely"),
        ("Z", "team-unknown"),
        ("Ng÷ v¨n", "legacy-encoding"),
    ],
)
def test_teams(team: RawCell, means: str) -> None:
    assert found(ROSTER.find_team, team) == means


def test_team_keys_heed_neither_the_word_for_team_nor_spaces_at_hyphens() -> None:
    assert team_key("Tổ  Toán - Lý") == team_key("toán-lý")


def test_everybody_in_vietnamese_order() -> None:
    assert [person.staff_id for person in ROSTER.in_name_order()] == [
        "TV01",
        "TV02",
        "006",
        "07",
        "7",
        "000",
        "TT01",
        "TT02",
    ]


# --- schools without codes ------------------------------------------------------------------------------------


def person(name: str, team: str | None = None, born: date | None = None) -> Person:
    return Person(NOWHERE, "", name, born=born, team=team)


def test_ids_made_from_names() -> None:
    assert made_up_ids(
        [
            person("Trần Bình", "Văn"),
            person("Lê Hoà", "Văn"),
            person("Lê Hòa", "Toán"),
            person("Đỗ An", "Toán", date(1980, 1, 2)),
            person("Đỗ An", "Toán", date(1990, 3, 4)),
            person("Vũ Ý"),
            person("Vũ Ý"),
            person("Vũ Ý 2"),
            person("李"),
        ]
    ) == [
        "tran-binh",
        "le-hoa-van",
        "le-hoa-toan",
        "do-an-toan-1980-01-02",
        "do-an-toan-1990-03-04",
        "vu-y",
        "vu-y-2",
        "vu-y-2-2",
        "khong-ten",
    ]


def test_ids_do_not_depend_on_the_order_of_rows_but_for_the_same_names_in_one_team() -> None:
    staff = [person("Lê Hoà", "Văn"), person("Lê Hòa", "Toán"), person("Trần Bình", "Văn")]
    assert made_up_ids(staff[::-1]) == made_up_ids(staff)[::-1]


# --- being at work --------------------------------------------------------------------------------------------


def at_work(staff: Person, *leaves: tuple[date | None, date | None]) -> list[int]:
    """The months of the year, by number, in which a person was at work."""
    rows = tuple(Leave(NOWHERE, staff.staff_id, start=start, end=end) for start, end in leaves)
    roster = Roster(YEAR, (staff,), leaves={staff.staff_id: rows})
    return [month.number for month in YEAR.months if roster.at_work(staff, month)]


def staff(**changes: object) -> Person:
    return Person(NOWHERE, "TV01", "An", **changes)  # type: ignore[arg-type]


ALL = [9, 10, 11, 12, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("changes", "leaves", "months"),
    [
        ({}, [], ALL),
        ({"status": "Đang làm việc", "status_from": date(2023, 12, 1)}, [], ALL),
        ({"status": "Nghỉ hưu", "status_from": date(2023, 12, 1)}, [], [9, 10, 11]),
        ({"status": "Nghỉ hưu", "status_from": date(2023, 12, 2)}, [], [9, 10, 11, 12]),
        ({"status": "Chuyển đi"}, [], []),
        ({"joined_school": date(2023, 11, 30)}, [], ALL[2:]),
        ({"joined_school": date(2010, 9, 1)}, [], ALL),
        ({}, [(date(2023, 10, 1), date(2023, 10, 31))], [9, *ALL[2:]]),
        ({}, [(date(2023, 10, 2), date(2023, 11, 29))], ALL),
        (
            {},
            [(date(2023, 10, 1), date(2023, 10, 15)), (date(2023, 10, 16), date(2023, 11, 30))],
            [9, *ALL[3:]],
        ),
        ({}, [(date(2024, 4, 1), None)], ALL[:-2]),
        ({}, [(date(2023, 11, 1), date(2023, 10, 1)), (None, date(2024, 1, 1))], ALL),
        ({}, [(date(2023, 10, 1), date.max)], [9]),
        ({}, [(date(2023, 12, 1), date(2024, 5, 31)), (date(2024, 3, 1), date(2024, 3, 10))], [9, 10, 11]),
    ],
)
def test_months_at_work(
    changes: dict[str, object], leaves: list[tuple[date | None, date | None]], months: list[int]
) -> None:
    assert at_work(staff(**changes), *leaves) == months


DAYS = st.dates(date(2023, 8, 1), date(2024, 7, 31))


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4), st.none() | DAYS)
def test_a_month_at_work_has_a_day_at_work(
    leaves: list[tuple[date, date | None]], joined: date | None
) -> None:
    person = staff(joined_school=joined)
    rows = tuple(Leave(NOWHERE, person.staff_id, start=start, end=end) for start, end in leaves)
    roster = Roster(YEAR, (person,), leaves={person.staff_id: rows})
    for month in YEAR.months:
        days = [month.first + timedelta(days=n) for n in range((month.last - month.first).days + 1)]
        assert roster.at_work(person, month) == any(roster.at_work_on(person, day) for day in days)


def test_at_work_on_a_day() -> None:
    roster = Roster(YEAR, (staff(status="Nghỉ hưu", status_from=date(2023, 12, 5)),))
    days = (date(2023, 12, 4), date(2023, 12, 5))
    assert [roster.at_work_on(roster.people[0], day) for day in days] == [True, False]
    assert roster.expected(Month(2023, 12)) and not roster.expected(Month(2024, 1))
