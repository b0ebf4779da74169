"""The calendar file, read back by the library that phones' makers read the standard by too."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from sheets_sync.results.due import agenda
from sheets_sync.results.ics import calendar_bytes, is_ours
from tests.drawn import school_of

REGISTER = """
== Văn bản
Loại         | Kỳ        | Ngày nộp
registration | 2023-2024 | @2023-10-28
"""
TODAY = date(2023, 11, 10)


def contents(today=TODAY, language="vi", **deadlines):
    results = school_of(REGISTER, today=today, deadlines=deadlines, language=language)
    return calendar_bytes(agenda(results), results.config, today)


def events(**options):
    found = Calendar.from_ical(contents(**options)).walk("VEVENT")
    return {str(event["uid"]).split("@")[0].partition(".")[2]: event for event in found}


def test_every_duty_is_a_whole_day():
    event = events()["ceremony"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2023, 11, 20), date(2023, 11, 21))
    assert str(event["summary"]) == "Kỷ niệm Ngày Nhà giáo Việt Nam 20/11, lễ tuyên dương điển hình tiên tiến"
    assert len(events()) == 16


def test_imported_twice_it_makes_no_twins():
    uids = [[str(event["uid"]) for event in events(today=day).values()] for day in (TODAY, date(2024, 2, 1))]
    assert uids[0] == uids[1] and len(set(uids[0])) == len(uids[0])
    assert uids[0][0] == "2023-2024.contest-2023-09@truong-thcs-thu.sheets-sync"


def test_a_moved_date_keeps_its_event():
    moved = events(dates={"ceremony": date(2023, 11, 17)})["ceremony"]
    assert (moved["uid"], moved.decoded("dtstart")) == (events()["ceremony"]["uid"], date(2023, 11, 17))


def test_the_later_file_wins():
    sequences = [events(today=day)["ceremony"]["sequence"] for day in (TODAY, date(2023, 11, 11))]
    assert sequences[1] == sequences[0] + 1


def test_the_same_duties_give_the_same_file():
    assert contents() == contents()


def test_alarms_ring_some_mornings_before():
    event = events(alarms=[7, 1])["ceremony"]
    start = datetime(2023, 11, 20)
    rings = [start + alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert rings == [datetime(2023, 11, 13, 7), datetime(2023, 11, 19, 7)]


def test_on_the_day_itself_too():
    [alarm] = events(alarms=[0])["ceremony"].walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=7)


@pytest.mark.parametrize(("key", "alarms"), [("registrations", []), ("ceremony", [7])])
def test_what_is_done_rings_no_more(key, alarms):
    event = events(alarms=alarms or [7])[key]
    assert len(event.walk("VALARM")) == len(alarms)


def test_what_is_done_says_so():
    event = events()["registrations"]
    assert str(event["summary"]).startswith("✓ Nộp đăng ký")
    assert str(event["description"]).splitlines() == [
        "Nộp cho: UBND quận",
        "Kế hoạch, mục II.2 và mục III, tháng 10",
        "xong 28/10/2023",
    ]


def test_it_is_in_the_schools_language():
    assert str(events(language="en")["staff-conference"]["summary"]) == "The staff conference"


@pytest.mark.parametrize(
    "standing", [b"PK\x03\x04\xff\xfe", b"BEGIN:VCALENDAR\r\nPRODID:-//another//\r\nEND:VCALENDAR\r\n", b"x"]
)
def test_a_file_of_somebodys_own_is_recognised(standing):
    assert is_ours(contents()) and not is_ours(standing)
