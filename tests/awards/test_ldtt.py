"""Lao động tiên tiến, condition by condition, under both laws."""

from __future__ import annotations

from datetime import date

import pytest

from tests.awards.judged import (
    NEW_LAW,
    OLD_LAW,
    disciplines,
    evidence,
    initiatives,
    judged,
    leaves,
    open_,
    outcome,
    rated,
    reason,
    registered,
    roster,
    verdict,
    votes,
)
from tests.drawn import school_of

GOOD = (registered("A | LĐTT"), rated("A | HTT"))


def ldtt(*tabs: str, **given: object) -> str:
    return outcome(judged(*tabs, **given), "A", "LDTT")


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
def test_registered_and_rated_good_is_enough(day):
    assert ldtt(*GOOD, on=day) == "eligible"


def test_what_no_cell_can_show_is_left_to_the_council_and_refuses_nobody():
    results = judged(*GOOD)
    assert outcome(results, "A", "LDTT") == "eligible"
    assert open_(results, "A", "LDTT") == ["solidarity", "vote"]


# --- registered -----------------------------------------------------------------------------------------------


def test_who_has_not_registered_is_refused():
    assert ldtt(registered(), rated("A | HTT")) == "not_eligible: registered"


def test_a_school_without_the_tab_has_registered_nobody():
    results = judged(rated("A | HTT"))
    assert outcome(results, "A", "LDTT") == "not_eligible: registered"
    assert verdict(results, "A", "LDTT").registered is False


@pytest.mark.parametrize(
    ("tab", "told_of"),
    [
        (registered("A | LĐTT"), "Đăng ký!D2: ngày 05/10/2023, đợt Đầu năm"),
        (registered("A | CSTĐCS"), "Đăng ký!D2: theo đăng ký CSTĐCS, ngày 05/10/2023, đợt Đầu năm"),
        (registered("A | GK"), "không có trong tab Đăng ký"),
        ("", "sổ không có tab Đăng ký"),
    ],
)
def test_where_a_registration_is_or_is_missing_is_reported(tab, told_of):
    assert evidence(judged(tab, rated("A | HTT")), "A", "LDTT", "registered") == told_of


def test_registering_for_the_higher_title_registers_for_this_one():
    results = judged(registered("A | CSTĐCS"), rated("A | HTT"))
    assert outcome(results, "A", "LDTT") == "eligible"
    assert verdict(results, "A", "LDTT").registered is True


def test_registering_for_this_title_does_not_register_for_the_higher_one():
    assert verdict(judged(registered("A | LĐTT")), "A", "CSTDCS").registered is False


def test_a_late_registration_counts():
    assert ldtt(registered("A | LĐTT").replace("@2023-10-05", "@2023-11-20"), rated("A | HTT")) == "eligible"


# --- rating ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("HTXS", "eligible"),
        ("HTT", "eligible"),
        ("HTNV", "not_eligible: rating"),
        ("KHT", "not_eligible: rating"),
        ("Không xếp loại", "not_eligible: rating"),
    ],
)
def test_the_decided_rating_must_be_good_or_better(level, expected):
    assert ldtt(registered("A | LĐTT"), rated(f"A | {level}")) == expected


POINTS = "== Tháng 9\nMã CB | Hiệu trưởng duyệt\nA | {}"


@pytest.mark.parametrize(("points", "expected"), [(70, "eligible"), (69.99, "not_eligible: rating")])
def test_without_a_decided_rating_the_points_stand_in_and_the_verdict_says_so(points, expected):
    results = judged(registered("A | LĐTT"), POINTS.format(points))
    assert outcome(results, "A", "LDTT") == expected
    assert verdict(results, "A", "LDTT").provisional


def test_a_decided_rating_goes_before_the_points():
    results = judged(registered("A | LĐTT"), rated("A | HTNV"), POINTS.format(80))
    assert outcome(results, "A", "LDTT") == "not_eligible: rating"
    assert not verdict(results, "A", "LDTT").provisional


def test_without_rating_and_points_there_is_nothing_to_propose():
    assert ldtt(registered("A | LĐTT")) == "not_eligible: rating"


def test_a_rating_that_cannot_be_read_is_neither_met_nor_passed_over_for_the_points():
    results = judged(registered("A | LĐTT"), rated("A | Tốt lắm"), POINTS.format(80))
    assert reason(results, "A", "LDTT", "rating").met is None
    assert evidence(results, "A", "LDTT", "rating") == "Đánh giá năm!B2: mức chưa đọc được"
    assert not verdict(results, "A", "LDTT").provisional


def test_the_latest_of_two_ratings_counts():
    two = "== Đánh giá năm\nMã CB | Mức | Ngày\nA | HTNV | @2024-05-10\nA | HTT | @2024-05-20"
    assert ldtt(registered("A | LĐTT"), two) == "eligible"


def test_the_evidence_names_the_cell():
    assert evidence(judged(*GOOD), "A", "LDTT", "rating") == "Đánh giá năm!B2: Hoàn thành tốt nhiệm vụ"


# --- months worked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("@2023-11-26", "eligible"),  # 26 November to 25 May: six months to the day
        ("@2023-11-27", "not_eligible: worked"),  # 5 months 29 days
    ],
)
def test_the_new_law_requires_six_months_of_work(joined, expected):
    assert ldtt(roster(f"A | Văn | {joined} | {joined}"), *GOOD) == expected


def test_five_months_and_twenty_nine_days_are_reported_as_such():
    found = judged(roster("A | Văn | @2023-11-27"), *GOOD)
    assert evidence(found, "A", "LDTT", "worked") == "5 tháng 29 ngày, từ 27/11/2023 đến 25/05/2024"


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("@2022-08-26", "eligible"),  # 26 August to 25 June: ten months
        ("@2022-08-27", "not_eligible: worked"),
        ("@2015-08-27", "eligible"),
    ],
)
def test_the_old_law_requires_ten_months_of_who_was_newly_hired(joined, expected):
    year = {"school": {"name": "x", "year": "2022-2023"}, "rules": {"decision_date": "2023-06-25"}}
    tabs = (roster(f"A | Văn | {joined}"), registered("A | LĐTT"), rated("A | HTT"))
    assert outcome(school_of("\n".join(tabs), today=date(2023, 6, 20), **year), "A", "LDTT") == expected


@pytest.mark.parametrize("day", ["2023-09-15", OLD_LAW, NEW_LAW])
def test_however_early_the_decision_who_was_there_before_has_the_whole_year(day):
    assert ldtt(*GOOD, on=day) == "eligible"


def test_the_old_laws_ten_months_may_be_counted_to_the_end_of_the_year():
    newly, old = roster("A | Văn | @2023-09-01"), {"law": "vn-2017"}
    assert ldtt(newly, *GOOD, **old) == "not_eligible: worked"
    assert ldtt(newly, *GOOD, **old, overrides={"LDTT.worked.until": "year"}) == "eligible"


@pytest.mark.parametrize(
    ("on", "last"), [("2024-07-30", "30/07/2024"), ("2024-07-31", "31/07/2024"), ("2024-09-20", "31/07/2024")]
)
def test_who_was_newly_hired_has_worked_to_the_decision_and_no_longer_than_the_year(on, last):
    found = judged(roster("A | Văn | @2023-11-27"), *GOOD, on=on)
    assert evidence(found, "A", "LDTT", "worked").endswith(f"đến {last}")


def test_who_left_after_the_year_has_worked_to_its_last_day():
    gone = roster("A | Văn | | | Nghỉ hưu | @2024-08-20")
    found = evidence(judged(gone, *GOOD, on="2024-09-20"), "A", "LDTT", "worked")
    assert "từ 01/08/2023 đến 31/07/2024" in found


def test_who_only_changed_schools_is_not_newly_hired():
    assert ldtt(roster("A | Văn | @2015-09-01 | @2024-02-01"), *GOOD) == "eligible"


def test_who_left_for_another_school_is_reviewed_there():
    gone = roster("A | Văn | | | Chuyển đi | @2024-03-01")
    assert ldtt(gone, *GOOD) == "not_eligible: at-school"


@pytest.mark.parametrize("status", ["Chuyển đi", "Nghỉ hưu"])
@pytest.mark.parametrize(("since", "enough"), [("@2024-02-01", True), ("@2024-01-31", False)])
def test_who_left_has_worked_until_the_day_before(status, since, enough):
    results = judged(roster(f"A | Văn | | | {status} | {since}"), *GOOD)
    assert reason(results, "A", "LDTT", "worked").met is enough


def test_the_old_laws_ten_months_ask_nothing_of_who_was_there_before():
    away = leaves("A | Ốm | @2023-08-01 | @2023-10-29")
    assert ldtt(*GOOD, away, law="vn-2017") == "eligible"


def test_who_leaves_after_the_decision_is_still_the_schools():
    assert ldtt(roster("A | Văn | | | Chuyển đi | @2024-05-26"), *GOOD) == "eligible"
    assert ldtt(roster("A | Văn | | | Chuyển đi | @2024-05-25"), *GOOD) == "not_eligible: at-school"


# --- leave, by its kind -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Thai sản", "Cử đi học", "Biệt phái"])
def test_leave_that_counts_as_work_never_counts_against_anyone(kind):
    away = leaves(f"A | {kind} | @2023-09-01 | @2024-05-31")
    assert ldtt(*GOOD, away) == "eligible"


def test_maternity_counts_as_work_whatever_a_school_writes():
    figures = {"LDTT.worked.work": ["Biệt phái"], "LDTT.absence.work": ["Biệt phái"]}
    away = leaves("A | Thai sản | @2023-11-01 | @2024-04-30")
    assert ldtt(*GOOD, away, overrides=figures) == "eligible"


@pytest.mark.parametrize("kind", ["Ốm", "Không lương"])
@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("@2023-11-29", "eligible"),  # 2 months 29 days
        ("@2023-11-30", "not_eligible: absence"),  # three months
        ("@2024-02-28", "not_eligible: absence"),  # 5 months 28 days
    ],
)
@pytest.mark.parametrize("day", ["2024-05-25"])
def test_three_months_away_cap_the_rating(kind, until, expected, day):
    assert ldtt(*GOOD, leaves(f"A | {kind} | @2023-09-01 | {until}"), on=day) == expected


def test_long_absence_leaves_too_few_months_of_work():
    away = leaves("A | Ốm | @2023-09-01 | @2024-03-15")
    assert ldtt(*GOOD, away) == "not_eligible: worked absence"


def test_leaves_add_up():
    away = leaves("A | Ốm | @2023-09-01 | @2023-10-31", "A | Không lương | @2024-01-01 | @2024-01-31")
    assert ldtt(*GOOD, away) == "not_eligible: absence"


def test_leave_outside_the_year_does_not_count():
    assert ldtt(*GOOD, leaves("A | Ốm | @2023-01-01 | @2023-08-31")) == "eligible"


def test_leave_whose_kind_cannot_be_read_is_for_the_council():
    results = judged(*GOOD, leaves("A | Nghỉ đẻ | @2023-09-01 | @2024-03-31"))
    assert outcome(results, "A", "LDTT") == "eligible"
    assert {"worked", "absence"} <= set(open_(results, "A", "LDTT"))


def test_leave_whose_days_cannot_be_read_is_for_the_council():
    results = judged(*GOOD, leaves("A | Ốm | 31/02/2024 | @2024-03-31"))
    assert {"worked", "absence"} <= set(open_(results, "A", "LDTT"))
    assert "ngày nghỉ chưa đọc được" in evidence(results, "A", "LDTT", "absence")


def test_each_leave_of_the_year_is_reported_and_whether_it_counts_as_work():
    away = leaves(
        "A | Ốm | @2023-01-01 | @2023-07-31",
        "A | Ốm | @2023-10-02 | @2023-10-03",
        "A | Thai sản | @2024-03-01 |",
    )
    told_of = evidence(judged(*GOOD, away), "A", "LDTT", "absence")
    assert "01/01/2023" not in told_of
    assert "nghỉ Ốm 02/10/2023–03/10/2023; " in told_of
    assert told_of.endswith("nghỉ Thai sản 01/03/2024–nay, tính là thời gian làm việc")


def test_a_roster_that_says_away_without_saying_why_is_for_the_council():
    results = judged(roster("A | Văn | | | Nghỉ dài ngày | @2023-11-01"), *GOOD)
    assert {"worked", "absence"} <= set(open_(results, "A", "LDTT"))
    assert "chưa ghi loại nghỉ" in evidence(results, "A", "LDTT", "absence")


def test_a_roster_that_says_away_with_a_typed_leave_is_clear():
    away = leaves("A | Thai sản | @2023-11-01 | @2024-07-31")
    assert open_(judged(roster("A | Văn | | | Nghỉ dài ngày | @2023-11-01"), *GOOD, away), "A", "LDTT") == [
        "solidarity",
        "vote",
    ]


# --- discipline and pending cases -------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [OLD_LAW, "2024-05-25"])
@pytest.mark.parametrize("measure", ["Khiển trách", "Cảnh cáo", "Cách chức", "Buộc thôi việc"])
def test_any_measure_of_the_year_refuses(measure, day):
    assert ldtt(*GOOD, disciplines(f"A | {measure} | @2023-10-10"), on=day) == "not_eligible: discipline"


@pytest.mark.parametrize("day", ["@2023-08-01", "@2024-05-25"])
def test_a_measure_of_the_years_first_day_or_of_the_decisions_does(day):
    assert ldtt(*GOOD, disciplines(f"A | Cảnh cáo | {day}")) == "not_eligible: discipline"


def test_a_measure_of_last_year_does_not():
    assert ldtt(*GOOD, disciplines("A | Cảnh cáo | @2023-07-31")) == "eligible"


def test_a_measure_after_the_decision_does_not():
    assert ldtt(*GOOD, disciplines("A | Cảnh cáo | @2024-05-26")) == "eligible"


def test_a_measure_whose_day_cannot_be_read_counts():
    assert ldtt(*GOOD, disciplines("A | Cảnh cáo | hôm qua")) == "not_eligible: discipline"


def test_a_pending_case_holds():
    results = judged(*GOOD, disciplines("A | Đang xem xét | @2024-05-02"))
    assert outcome(results, "A", "LDTT") == "on_hold: pending"
    assert reason(results, "A", "LDTT", "pending").source == "Nghị định 98/2023/NĐ-CP, Điều 4"


def test_a_case_whose_measure_cannot_be_read_holds():
    assert ldtt(*GOOD, disciplines("A | nhắc nhở | @2024-05-02")) == "on_hold: pending"


def test_who_fails_anyway_is_refused_rather_than_held():
    assert ldtt(rated("A | HTT"), registered(), disciplines("A | Đang xem xét | @2024-05-02")).startswith(
        "not_eligible"
    )


# --- the council's vote -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("15 | 14 | 14 | 8", "eligible"),
        ("14 | 14 | 14 | 7", "not_eligible: vote"),  # exactly half is not more than half
        ("15 | 8 | 8 | 7", "not_eligible: vote"),  # 7 of 8 present, and yet not half of all 15 members
    ],
)
def test_votes_are_counted_against_all_members(counts, expected):
    assert ldtt(*GOOD, votes(f"A | LĐTT | {counts}")) == expected


@pytest.mark.parametrize("counts", ["15 | 10 | 12 | 9", "15 | 12 | 12 |", " | | | 9", "0 | 0 | 0 | 0"])
def test_votes_that_do_not_add_up_are_for_the_council(counts):
    results = judged(*GOOD, votes(f"A | LĐTT | {counts}"))
    assert "vote" in open_(results, "A", "LDTT")
    assert evidence(results, "A", "LDTT", "vote") == "Bình xét!F2: số phiếu chưa khớp"


def test_what_a_vote_requires_and_gave_is_reported():
    found = reason(judged(*GOOD, votes("A | LĐTT | 15 | 14 | 13 | 8")), "A", "LDTT", "vote")
    assert str(found.requirement) == "trên 50 % tổng số thành viên Hội đồng đồng ý"
    assert str(found.evidence) == "Bình xét!F2: 8/15 thành viên đồng ý (có mặt 14)"


def test_a_vote_on_another_title_is_none_on_this_one():
    assert "vote" in open_(judged(*GOOD, votes("A | CSTĐCS | 15 | 14 | 14 | 0")), "A", "LDTT")


# --- the law itself -------------------------------------------------------------------------------------------


def test_a_day_that_no_rule_set_covers_holds_everybody():
    results = judged(*GOOD, on="2016-05-25")
    assert outcome(results, "A", "LDTT") == "on_hold: law"
    assert "25/05/2016" in evidence(results, "A", "LDTT", "law")


def test_every_condition_quotes_its_source():
    results = judged(*GOOD, initiatives(), leaves(), disciplines(), votes())
    assert all(each.source for found in results.verdicts for each in found.reasons)
