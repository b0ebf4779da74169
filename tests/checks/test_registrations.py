"""The rules on registrations: each with what it must find, in the margin, and a near miss."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.drawn_tabs import roster, tab
from tests.drawn import assert_as_drawn, school_of

REGISTRATIONS = "Ngày đăng ký | Mã CB | Danh hiệu | Đợt"
DEADLINE, DAY_AFTER = date(2023, 10, 31), date(2023, 11, 1)


@pytest.mark.parametrize(
    "row",
    [
        "@2023-10-31 | 006 | LĐTT | Đầu năm",
        "@2023-11-01 | 006 | LĐTT | Đầu năm <- A registration-late",
        "@2024-07-31 | 006 | LĐTT | Đầu năm <- A registration-late",
        "@2023-11-01 | 006 | LĐTT | Bổ sung",
        "@2024-09-01 | 006 | LĐTT | Đầu năm <- A date-outside-year",
        "31/02/2024 | 006 | LĐTT | Đầu năm <- A not-a-date",
    ],
)
def test_late_registrations(row):
    assert_as_drawn(tab("Đăng ký", REGISTRATIONS, row))


def test_teams_register_late_too():
    head = "Ngày đăng ký | Tổ | Danh hiệu | Đợt"
    assert_as_drawn(
        tab("Đăng ký tập thể", head, "@2023-11-01 | Văn | TTLĐTT | Đầu năm <- A registration-late")
    )


def test_a_late_registration_is_the_persons_who_registered():
    late = tab("Đăng ký", REGISTRATIONS, "@2023-11-01 | 006 | LĐTT | Đầu năm")
    assert [p.staff_id for p in school_of(late).problems] == ["006"]


def test_the_deadline_may_be_moved():
    late = tab("Đăng ký", REGISTRATIONS, "@2023-10-11 | 006 | LĐTT | Đầu năm <- A registration-late")
    assert_as_drawn(late, deadlines={"registration": date(2023, 10, 10)})


def missing_registrations(*texts: str, today: date = DAY_AFTER) -> list[str | None]:
    return [p.staff_id for p in school_of(*texts, today=today).problems if p.code == "registration-missing"]


@pytest.mark.parametrize(("today", "missing"), [(DEADLINE, []), (DAY_AFTER, ["TV02", "TT01", "006"])])
def test_who_has_not_registered_once_the_deadline_has_passed(today, missing):
    registered = tab("Đăng ký", REGISTRATIONS, "@2023-10-01 | TV01 | LĐTT | Đầu năm")
    assert missing_registrations(registered, today=today) == missing


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("@2023-11-05 | 006 | LĐTT | Đầu năm", True),
        ("@2023-11-05 | 006 | LĐTT | Bổ sung", True),
        ("31/02/2023 | 006 | LĐTT | Đầu", True),
        ("@2023-10-05 | 006 | CSTĐ | Đầu năm", False),
        ("@2023-10-05 | 009 | LĐTT | Đầu năm", False),
        ("@2023-10-05 | 006 | | Đầu năm", False),
        ("@2023-10-05 | 006 | LĐTT, GK | Đầu năm", False),
    ],
)
def test_a_registration_counts_when_person_and_title_can_be_read(row, counts):
    assert ("006" not in missing_registrations(tab("Đăng ký", REGISTRATIONS, row))) == counts


def test_without_the_tab_nobody_is_missing():
    assert missing_registrations("") == []


def test_a_broken_tab_is_one_problem():
    assert (
        missing_registrations(tab("Đăng ký", "Ngày đăng ký | Mã CB | Đợt", "@2023-10-01 | TV01 | Đầu năm"))
        == []
    )


@pytest.mark.parametrize(
    ("status", "missing"),
    [
        ("Đang làm việc | |", True),
        ("Nghỉ hưu | @2023-10-31 |", False),
        ("Nghỉ hưu | @2023-11-01 |", False),
        ("Nghỉ hưu | @2023-11-02 |", True),
        ("Đang làm việc | | @2023-11-01", False),
    ],
)
def test_only_who_is_at_work_on_the_deadline_and_today_is_missing(status, missing):
    people = roster(f"TV01 | An | Văn | GV | {status}")
    assert (missing_registrations(people, tab("Đăng ký", REGISTRATIONS)) == ["TV01"]) == missing


@pytest.mark.parametrize(
    "rows",
    [
        [
            "@2023-10-01 | 006 | LĐTT | Đầu năm",
            "@2023-10-02 | 006 | Lao động tiên tiến | Bổ sung <- C registration-duplicate",
        ],
        ["@2023-10-01 | 006 | LĐTT | Đầu năm", "@2023-10-02 | 006 | CSTĐCS | Đầu năm"],
        ["@2023-10-01 | 006 | LĐTT | Đầu năm", "@2023-10-02 | TV01 | LĐTT | Đầu năm"],
        [
            "@2023-10-01 | 006 | LĐTT | Đầu năm",
            "@2023-10-02 | 006 | CSTĐCS + LĐTT | Đầu năm <- C registration-duplicate",
        ],
        [
            "@2023-10-01 | 006 | CSTĐCS + LĐTT | Đầu năm",
            "@2023-10-02 | 006 | CSTĐCS + LĐTT | Đầu năm <- C registration-duplicate",
        ],
        [
            "@2023-10-01 | 009 | LĐTT | Đầu năm <- B staff-unknown",
            "@2023-10-02 | 009 | LĐTT | Đầu năm <- B staff-unknown",
        ],
    ],
)
def test_the_same_title_twice(rows):
    assert_as_drawn(tab("Đăng ký", REGISTRATIONS, *rows))


def test_the_same_title_in_the_same_row_of_two_books():
    row = "@2023-10-01 | 006 | LĐTT | Đầu năm"
    assert_as_drawn(
        tab("Đăng ký @ một", REGISTRATIONS, row),
        tab("Đăng ký @ hai", REGISTRATIONS, row + " <- C registration-duplicate"),
        store={"input": ["một", "hai"]},
    )
