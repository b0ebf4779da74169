"""Kỷ niệm chương “Vì sự nghiệp giáo dục” and giấy khen, neither of which asks for a registration."""

from __future__ import annotations

import pytest

from tests.awards.judged import (
    achievements,
    disciplines,
    evidence,
    held,
    judged,
    open_,
    outcome,
    reason,
    roster,
    verdict,
)


def medal(joined: str, *tabs: str, **given: object) -> str:
    return outcome(judged(roster(f"A | Văn | {joined}"), *tabs, **given), "A", "KNC")


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("@2004-05-26", "eligible"),  # twenty years to the day
        ("@2004-05-27", "not_eligible: sector-years"),
        ("", "not_eligible: sector-years"),
    ],
)
def test_twenty_years_in_the_sector_whole_months_counted(joined, expected):
    assert medal(joined) == expected


@pytest.mark.parametrize(
    ("joined", "expected"), [("@2009-05-26", "eligible"), ("@2009-05-27", "not_eligible: sector-years")]
)
def test_five_years_earlier_for_those_who_served_where_life_is_hardest(joined, expected):
    assert medal(joined, hardship=["A"]) == expected


def test_who_would_be_early_enough_learns_how_to_say_so():
    results = judged(roster("A | Văn | @2008-09-01"))
    assert "[rules] hardship" in evidence(results, "A", "KNC", "sector-years")


@pytest.mark.parametrize(
    ("joined", "expected"), [("@2003-05-26", "eligible"), ("@2003-05-27", "not_eligible: sector-years")]
)
def test_time_under_discipline_is_subtracted(joined, expected):
    assert medal(joined, disciplines("A | Cảnh cáo | @2015-03-01")) == expected


@pytest.mark.parametrize(
    "row", ["A | Đang xem xét | @2015-03-01", "A | Cảnh cáo | @2003-05-26", "A | Cảnh cáo | @2024-05-26"]
)
def test_only_a_measure_while_in_the_sector_and_before_the_decision_subtracts(row):
    results = judged(roster("A | Văn | @2003-05-27"), disciplines(row))
    assert reason(results, "A", "KNC", "sector-years").met


def test_how_long_somebody_has_served_is_reported_with_what_was_subtracted():
    served = roster("A | Văn | @2003-09-01")
    assert evidence(judged(served), "A", "KNC", "sector-years").endswith(
        "vào ngành 01/09/2003, đến 25/05/2024 được 20 năm 8 tháng"
    )
    warned = evidence(judged(served, disciplines("A | Cảnh cáo | @2015-03-01")), "A", "KNC", "sector-years")
    assert "được 19 năm 8 tháng; đã trừ 12 tháng bị kỷ luật" in warned


@pytest.mark.parametrize(
    ("joined", "told_how"), [("@2009-05-27", False), ("@2009-05-26", True), ("@2004-05-26", False)]
)
def test_the_way_of_the_hardest_places_is_said_only_where_it_would_help(joined, told_how):
    found = evidence(judged(roster(f"A | Văn | {joined}")), "A", "KNC", "sector-years")
    assert ("[rules] hardship" in found) == told_how


def test_it_is_given_once():
    assert medal("@1990-09-01", held("A | 2018-2019 | KNC")) == "not_eligible: once"


def test_no_registration_is_required():
    results = judged(roster("A | Văn | @1990-09-01"))
    assert outcome(results, "A", "KNC") == "eligible"
    assert not verdict(results, "A", "KNC").registered


def test_a_pending_case_holds_it():
    assert medal("@1990-09-01", disciplines("A | Đang xem xét | @2024-05-01")) == "on_hold: pending"


def test_before_the_circular_is_in_force_nothing_is_decided():
    assert medal("@1990-09-01", on="2024-02-14") == "on_hold: law"
    assert medal("@1990-09-01", on="2024-02-15") == "eligible"


# --- giấy khen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Thường xuyên", "Chuyên đề", "Đột xuất"])
def test_a_certificate_needs_an_achievement_and_no_registration(kind):
    results = judged(achievements(f"A | {kind} |"))
    assert outcome(results, "A", "GIAYKHEN") == "eligible"
    assert "local-standard" in open_(results, "A", "GIAYKHEN")


def test_without_an_achievement_there_is_none():
    assert outcome(judged(), "A", "GIAYKHEN") == "not_eligible: achievement"


def test_a_team_may_have_one():
    assert outcome(judged(achievements(" | Chuyên đề | Văn")), "Văn", "GIAYKHEN") == "eligible"


def test_a_measure_refuses_it():
    found = judged(achievements("A | Đột xuất |"), disciplines("A | Khiển trách | @2024-01-05"))
    assert outcome(found, "A", "GIAYKHEN") == "not_eligible: discipline"


def test_it_may_be_registered_for_among_the_forms_of_commendation():
    tab = "== Đăng ký\nNgày đăng ký | Đợt | Mã CB | Danh hiệu | Hình thức khen thưởng\n@2023-10-05 | Đầu năm | A | LĐTT | Giấy khen"
    assert verdict(judged(tab), "A", "GIAYKHEN").registered
