from datetime import date

import pytest

from sheets_sync.errors import ConfigError
from sheets_sync.model import SchoolYear
from sheets_sync.results.deadlines import calendar, undated
from tests.made_up import made_up_config

CALENDAR = """
2023-09-15 contest-2023-09
2023-10-15 contest-2023-10
2023-10-31 registrations
2023-10-31 staff-conference
2023-11-15 contest-2023-11
2023-11-20 ceremony
2023-12-15 contest-2023-12
2023-12-31 movements-closing
2024-01-15 contest-2024-01
2024-02-15 contest-2024-02
2024-02-29 medal-proposal
2024-03-15 contest-2024-03
2024-03-31 medal-dossier
2024-04-15 contest-2024-04
2024-05-15 contest-2024-05
2024-05-31 year-dossier
"""


def drawn(config):
    return [f"{each.due} {each.key}" for each in calendar(config)]


def by_key(**deadlines):
    return {each.key: each for each in calendar(made_up_config(deadlines=deadlines))}


def own_calendar(tmp_path, text):
    (tmp_path / "lich.toml").write_text(text, encoding="utf-8")
    config = made_up_config(deadlines={"calendar": "lich.toml"})
    return config._replace(folder=tmp_path)


def test_the_year_is_that_of_the_schools_plan():
    assert drawn(made_up_config()) == CALENDAR.split("\n")[1:-1]


def test_another_year_has_its_own_dates():
    school = {"name": "Trường THCS Thử", "year": "2024-2025"}
    assert "2025-02-28 medal-proposal" in drawn(made_up_config(school=school))


def test_a_school_may_move_its_dates():
    config = made_up_config(
        deadlines={
            "registration": date(2023, 10, 10),
            "entries_day": 10,
            "dates": {"contest-2023-09": date(2023, 9, 20), "ceremony": date(2023, 11, 17)},
        }
    )
    assert drawn(config)[:6] == [
        "2023-09-20 contest-2023-09",
        "2023-10-10 contest-2023-10",
        "2023-10-10 registrations",
        "2023-10-31 staff-conference",
        "2023-11-10 contest-2023-11",
        "2023-11-17 ceremony",
    ]


def test_a_school_may_leave_tasks_out():
    kept = by_key(without=["ceremony", "contest-2024-02"])
    assert "ceremony" not in kept and "contest-2024-02" not in kept and "contest-2024-03" in kept


@pytest.mark.parametrize("deadlines", [{"without": ["contest"]}, {"entries": 0}])
def test_a_school_may_stay_away_from_the_contest(deadlines):
    assert not any(key.startswith("contest") for key in by_key(**deadlines))


def test_what_the_plan_leaves_open_is_due_once_the_school_says_when():
    assert [task.key for task in undated(made_up_config())] == ["year-plan", "term-summary", "year-summary"]
    config = made_up_config(
        deadlines={"dates": {"term-summary": date(2024, 1, 20)}, "without": ["year-plan"]}
    )
    assert "2024-01-20 term-summary" in drawn(config)
    assert [task.key for task in undated(config)] == ["year-summary"]


def test_a_months_report_may_be_due_in_the_month_after(tmp_path):
    text = '[[task]]\nkey = "report"\ntext = "Báo cáo tháng {month}"\nmonthly = true\nday = 5\nnext_month = true\n'
    config = own_calendar(tmp_path, text)
    december = calendar(config)[3]
    assert (str(december.due), str(december.text), str(december.period)) == (
        "2024-01-05",
        "Báo cáo tháng 12/2023",
        "2023-12",
    )


def test_a_day_that_a_month_lacks_is_its_last(tmp_path):
    text = '[[task]]\nkey = "report"\ntext = "Báo cáo"\nmonthly = true\nday = 31\n'
    assert "2024-02-29 report-2024-02" in drawn(own_calendar(tmp_path, text))


@pytest.mark.parametrize(
    ("key", "begins", "periods"),
    [
        ("registrations", "2023-08-01", "2023-2024"),
        ("medal-proposal", "2024-01-01", "2024-01 2024-02"),
        ("medal-dossier", "2024-03-01", "2024-03"),
        ("contest-2023-11", "2023-11-01", "2023-11"),
    ],
)
def test_when_work_begins_and_which_periods_its_paper_has(key, begins, periods):
    deadline = by_key()[key]
    assert (str(deadline.begins), " ".join(map(str, deadline.periods))) == (begins, periods)


def test_work_on_a_task_begins_no_later_than_its_month():
    assert str(by_key(dates={"medal-proposal": "2023-12-20"})["medal-proposal"].begins) == "2023-12-01"


def test_days_left_count_from_today():
    deadline = by_key()["year-dossier"]
    assert [deadline.days_left(date(2024, 5, day)) for day in (26, 31)] == [5, 0]
    assert deadline.days_left(date(2024, 6, 3)) == -3


def test_the_texts_say_how_many_of_which_month_and_year():
    found = {key: str(each.text) for key, each in by_key(entries=4).items()}
    assert found["contest-2023-09"] == "Nộp 04 bài dự thi “Người tốt, việc tốt” tháng 9/2023"
    assert found["medal-proposal"].endswith("năm 2024")
    assert found["registrations"].endswith("năm học 2023-2024")


@pytest.mark.parametrize(
    ("deadlines", "said"),
    [
        (
            {"without": ["ceremoni"]},
            "config.toml, mục without của [deadlines]: lịch không có việc “ceremoni”; có phải là: ceremony?",
        ),
        (
            {"dates": {"year-dosier": "2024-05-20"}},
            "config.toml, mục dates của [deadlines]: lịch không có việc “year-dosier”; có phải là: year-dossier?",
        ),
        (
            {"dates": {"registrations": "2023-10-20"}},
            "config.toml, [deadlines.dates]: ngày của “registrations” ghi ở [deadlines] registration",
        ),
    ],
)
def test_what_the_config_misnames_is_reported(deadlines, said):
    with pytest.raises(ConfigError) as error:
        by_key(**deadlines)
    assert str(error.value.messages[0]) == said


def test_one_day_cannot_be_that_of_all_months():
    with pytest.raises(ConfigError, match="contest-2023-09"):
        by_key(dates={"contest": "2023-10-20"})


def test_the_periods_are_of_the_schools_own_year():
    school = {"name": "Trường THCS Thử", "year": "2025-2026"}
    found = {each.key: each for each in calendar(made_up_config(school=school))}
    assert found["year-dossier"].period == SchoolYear(2025)
