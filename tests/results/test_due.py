"""What is done, due and late, from registers and contest entries drawn as text."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.results.due import agenda, state_text
from tests.drawn import school_of

PAPERS = """
== Văn bản
Loại | Kỳ | Số | Ngày nộp
"""
ENTRIES = """
== Người tốt việc tốt
Tháng | Tên bài | Tác giả | Ngày gửi
"""
YEAR_END = date(2024, 7, 1)


def found(*texts, today=YEAR_END, **deadlines):
    return agenda(school_of(*texts, today=today, deadlines=deadlines))


def duty(key, *texts, **options):
    return next(each for each in found(*texts, **options).duties if each.deadline.key == key)


def told(key, *texts, **options):
    """`done 28/10/2023 Văn bản!D2`, `late 3`, …"""
    one = duty(key, *texts, **options)
    if one.proof:
        return f"done {one.proof.day:%d/%m/%Y} {one.proof.where}" + (
            f" +{one.days_late}" if one.days_late else ""
        )
    return f"{one.state} {one.days}"


def paper(kind, period, day):
    return f"{PAPERS}{kind} | {period} | 1 | @{day}\n"


# --- papers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "state", "said"),
    [
        (date(2023, 10, 10), "due", "còn 21 ngày"),
        (date(2023, 10, 31), "due", "hôm nay"),
        (date(2023, 11, 1), "late", "trễ 1 ngày"),
    ],
)
def test_a_paper_that_is_not_submitted(today, state, said):
    one = duty("registrations", PAPERS, today=today)
    assert (one.state, str(state_text(one)), one.missing.tab) == (state, said, "Văn bản")


@pytest.mark.parametrize(
    ("day", "expected", "said"),
    [
        ("2023-10-30", "done 30/10/2023 Văn bản!D2", "xong 30/10/2023"),
        ("2023-10-31", "done 31/10/2023 Văn bản!D2", "xong 31/10/2023"),
        ("2023-11-03", "done 03/11/2023 Văn bản!D2 +3", "xong 03/11/2023, sau hạn 3 ngày"),
    ],
)
def test_a_paper_is_done_on_the_day_on_which_it_was_submitted(day, expected, said):
    drawn = paper("registration", "", day)
    assert told("registrations", drawn) == expected
    assert str(state_text(duty("registrations", drawn))) == said


def test_the_first_time_counts():
    drawn = paper("registration", "", "2023-11-03") + "registration | | 2 | @2023-10-20\n"
    assert told("registrations", drawn) == "done 20/10/2023 Văn bản!D3"


def test_without_its_day_a_paper_proves_nothing():
    assert told("registrations", PAPERS + "registration | 2023-2024 | 1 | \n") == "late -244"


def test_a_paper_without_its_day_is_where_to_write_it():
    drawn = PAPERS + "proposal | 3 | 1 | \nregistration | 2023-2024 | 2 | \n"
    assert str(duty("registrations", drawn).missing) == "Văn bản!D3"
    assert str(duty("medal-dossier", drawn).missing) == "Văn bản!D2"
    assert str(duty("movements-closing", drawn).missing) == "Văn bản"


def test_what_is_submitted_after_today_is_not_yet_done():
    drawn = paper("registration", "", "2023-10-30")
    assert told("registrations", drawn, today=date(2023, 10, 20)) == "due 11"


def test_a_school_that_keeps_no_register_is_not_called_late():
    assert told("registrations") == "past -244"


def test_where_the_tabs_are_several_books_the_cell_is_named_with_its_own():
    drawn = paper("registration", "", "2023-10-30").replace("Văn bản", "Văn bản @ ban.xlsx")
    assert told("registrations", drawn) == "done 30/10/2023 ban.xlsx: Văn bản!D2"


# --- which paper belongs to what ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "day", "owner"),
    [
        ("2", "2024-04-02", "medal-proposal"),
        ("Tháng 1", "2024-01-20", "medal-proposal"),
        ("3/2024", "2024-03-15", "medal-dossier"),
        ("@2024-03-01", "2024-03-15", "medal-dossier"),
        ("5", "2024-05-20", "year-dossier"),
        ("", "2024-02-10", "medal-proposal"),
        ("", "2024-03-14", "medal-dossier"),
        ("2023-2024", "2024-03-14", "medal-dossier"),
        ("", "2024-05-28", "year-dossier"),
        ("Cả năm", "2024-06-03", "year-dossier"),
    ],
)
def test_of_several_papers_of_a_kind_the_period_or_else_the_day_decides(period, day, owner):
    all_found = found(paper("Tờ trình", period, day))
    assert [each.deadline.key for each in all_found.duties if each.proof] == [owner]
    assert all_found.doubts == ()


def test_one_paper_of_the_year_proves_one_thing_however_the_dates_stand():
    all_found = found(paper("Tờ trình", "2023-2024", "2024-03-14"), dates={"year-dossier": date(2024, 1, 5)})
    assert [each.deadline.key for each in all_found.duties if each.proof] == ["medal-dossier"]


@pytest.mark.parametrize(
    ("kind", "period", "day"),
    [
        ("registration", "2022-2023", "2022-10-28"),
        ("registration", "", "2022-10-28"),
        ("registration", "10/2023", "2023-10-28"),
        ("monthly", "10", "2023-11-03"),
        ("Công văn", "", "2023-10-28"),
    ],
)
def test_papers_of_another_year_period_or_kind_prove_nothing_and_are_no_doubt(kind, period, day):
    all_found = found(paper(kind, period, day))
    assert [each.deadline.key for each in all_found.duties if each.proof] == []
    assert all_found.doubts == ()


def doubts(drawn, **options):
    return [f"{doubt.where} {doubt.message}" for doubt in found(drawn, **options).doubts]


def test_a_period_that_cannot_be_read_is_reported_and_proves_nothing():
    drawn = paper("registration", "quý 4", "2023-10-28")
    assert doubts(drawn) == ["Văn bản!B2 chưa đọc được Kỳ “quý 4”; ghi như 10/2023, HK1 hoặc 2023-2024"]
    assert told("registrations", drawn) == "late -244"


def test_an_error_in_the_period_is_not_taken_for_a_blank():
    drawn = paper("registration", "#REF!", "2023-10-28")
    assert doubts(drawn) == ["Văn bản!B2 chưa đọc được ô Kỳ; ghi như 10/2023, HK1 hoặc 2023-2024"]
    assert told("registrations", drawn) == "late -244"


def test_a_paper_before_anything_of_its_kind_begins_is_reported():
    assert doubts(paper("proposal", "2023-2024", "2023-10-28")) == [
        "Văn bản!B2 chưa tính cho việc nào; nếu thuộc lịch này thì ghi Kỳ là một trong: 1/2024, 2/2024, 3/2024, 5/2024"
    ]


def test_a_plan_of_the_year_may_be_submitted_before_the_year_begins():
    drawn, dates = paper("plan", "2023-2024", "2023-07-25"), {"year-plan": date(2023, 9, 15)}
    assert told("year-plan", drawn, dates=dates) == "done 25/07/2023 Văn bản!D2"


@pytest.mark.parametrize("period", ["", "2023-2024"])
def test_a_months_report_must_name_its_month(tmp_path, period):
    own = tmp_path / "lich.toml"
    task = 'key = "report"\ntext = "Báo cáo"\nmonthly = true\nnext_month = true\nday = 5\npaper = "monthly"'
    own.write_text(f"[[task]]\n{task}\n", encoding="utf-8")
    named, unnamed = paper("monthly", "9", "2023-10-04"), paper("monthly", period, "2023-10-04")
    assert told("report-2023-09", named, calendar=str(own)) == "done 04/10/2023 Văn bản!D2"
    assert told("report-2023-09", unnamed, calendar=str(own)) == "late -270"
    [doubt] = found(unnamed, calendar=str(own)).doubts
    assert str(doubt.message).startswith(
        "chưa tính cho việc nào; nếu thuộc lịch này thì ghi Kỳ là một trong: 9/2023"
    )


@pytest.mark.parametrize("period", ["HK1", "Học kỳ I", "1", "2023-2024/1"])
def test_a_term(period):
    drawn, dates = paper("Sơ kết", period, "2024-01-12"), {"term-summary": date(2024, 1, 20)}
    assert told("term-summary", drawn, dates=dates) == "done 12/01/2024 Văn bản!D2"


# --- the contest ----------------------------------------------------------------------------------------------


OCTOBER = f"{ENTRIES}10 | Bài một | TV01 | @2023-10-09\n10/2023 | Bài hai | TV02 | @2023-10-12\n"


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("", "late -260"),
        ("Tháng 10 | Bài ba | TT01 | @2023-10-11", "done 12/10/2023 Người tốt việc tốt!D3"),
        ("Tháng 10 | Bài ba | TT01 | @2023-10-16", "done 16/10/2023 Người tốt việc tốt!D4 +1"),
        ("Tháng 11 | Bài ba | TT01 | @2023-10-11", "late -260"),
        ("Tháng 10 | Bài ba | TT01 | ", "late -260"),
    ],
)
def test_a_month_of_the_contest_is_done_with_the_last_entry_wanted(third, expected):
    assert told("contest-2023-10", OCTOBER + third) == expected


def test_entries_that_are_sent_after_today_are_not_yet_sent():
    drawn = OCTOBER + "10 | Bài ba | TT01 | @2023-10-14"
    assert told("contest-2023-10", drawn, today=date(2023, 10, 13)) == "due 2"


def test_an_entry_without_its_day_is_where_to_write_it():
    one = duty("contest-2023-10", OCTOBER + "10 | Bài ba | TT01 | hôm qua")
    assert str(one.missing) == "Người tốt việc tốt!D4"


def test_as_many_entries_as_the_school_wants():
    assert told("contest-2023-10", OCTOBER, entries=2) == "done 12/10/2023 Người tốt việc tốt!D3"


def test_a_school_without_the_tab_is_not_called_late():
    assert told("contest-2023-10") == "past -260"


# --- what nothing proves, and what is to be done ------------------------------------------------------------------------


def test_an_event_is_over_when_its_day_is():
    states = [duty("ceremony", PAPERS, today=date(2023, 11, day)).state for day in (20, 21)]
    assert states == ["due", "past"]
    assert str(state_text(duty("ceremony", PAPERS))) == "đã qua"


def test_what_is_late_and_what_is_coming_is_neither_done_nor_over():
    drawn = paper("Tờ trình", "3", "2024-03-15")
    all_found = found(drawn, today=date(2024, 4, 20))
    assert [each.deadline.key for each in all_found.late()] == [
        "registrations",
        "movements-closing",
        "medal-proposal",
    ]
    assert [each.deadline.key for each in all_found.coming()] == ["contest-2024-05", "year-dossier"]


def test_what_is_open_now():
    all_found = found(PAPERS, today=date(2024, 1, 5))
    assert [each.deadline.key for each in all_found.duties if each.is_open] == [
        "registrations",
        "movements-closing",
        "contest-2024-01",
        "medal-proposal",
    ]


def test_the_duties_of_a_kind_of_paper_with_period_day_and_state():
    proposals = found(paper("Tờ trình", "3", "2024-03-15"), today=date(2024, 4, 20)).of_kind("proposal")
    assert [(str(each.deadline.period), str(each.deadline.due), each.state) for each in proposals] == [
        ("2024-01", "2024-02-29", "late"),
        ("2024-03", "2024-03-31", "done"),
        ("2023-2024", "2024-05-31", "due"),
    ]
