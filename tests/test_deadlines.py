from datetime import date

from sheets_sync.deadlines import calendar, upcoming
from tests.made_up import made_up_config

CALENDAR = """
2023-09-15 entries-2023-09
2023-10-15 entries-2023-10
2023-10-31 registrations
2023-10-31 staff-conference
2023-11-15 entries-2023-11
2023-11-20 ceremony
2023-12-15 entries-2023-12
2023-12-31 movements-closing
2024-01-15 entries-2024-01
2024-02-15 entries-2024-02
2024-02-29 medal-proposal
2024-03-15 entries-2024-03
2024-03-31 medal-dossier
2024-04-15 entries-2024-04
2024-05-15 entries-2024-05
2024-05-31 year-dossier
"""


def drawn(deadlines):
    return [f"{each.due} {each.key}" for each in deadlines]


def test_the_year_is_that_of_the_schools_plan():
    assert drawn(calendar(made_up_config())) == CALENDAR.split("\n")[1:-1]


def test_a_school_may_move_its_dates():
    config = made_up_config(deadlines={"registration": date(2023, 10, 10), "entries_day": 10})
    assert drawn(calendar(config))[:3] == [
        "2023-09-10 entries-2023-09",
        "2023-10-10 entries-2023-10",
        "2023-10-10 registrations",
    ]


def test_what_is_due_today_is_still_to_come():
    assert drawn(upcoming(made_up_config(), date(2024, 5, 15))) == [
        "2024-05-15 entries-2024-05",
        "2024-05-31 year-dossier",
    ]


def test_after_the_year_nothing_is_due():
    assert upcoming(made_up_config(), date(2024, 6, 1)) == ()


def test_days_left_count_from_today():
    assert upcoming(made_up_config(), date(2024, 5, 10))[0].days_left(date(2024, 5, 10)) == 5


def test_the_entries_say_how_many_and_for_which_month():
    config = made_up_config(deadlines={"entries": 3})
    assert str(calendar(config)[0].text) == "Nộp 03 bài dự thi “Người tốt, việc tốt” tháng 9/2023"
