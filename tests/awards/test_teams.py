"""Tập thể lao động tiên tiến, xuất sắc: shares of members, on both sides of every boundary."""

from __future__ import annotations

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
    teams_registered,
    verdict,
    votes,
)

TEN = [f"P{number}" for number in range(10)]


def team(
    good: int, *more: str, title: str = "TTLĐTT", others: str = "HTNV", of: int = 10, level: str = "HTXS"
) -> tuple[str, ...]:
    """A team of ten, of whom so many obtain LĐTT and the first CSTĐCS; the others are rated otherwise."""
    people = TEN[:of]
    levels = [f"{each} | {'HTT' if place < good else others} |" for place, each in enumerate(people)]
    return (
        roster(*(f"{each} | Văn" for each in people)),
        registered("P0 | CSTĐCS", *(f"{each} | LĐTT" for each in people[1:])),
        initiatives("P0 | Công nhận | Trường"),
        teams_registered(f"Văn | {title}"),
        rated(*levels, f" | {level} | Văn"),
        *more,
    )


@pytest.mark.parametrize(
    ("good", "of", "old", "new"),
    [
        (5, 10, "not_eligible: members-share", "not_eligible: members-share"),  # 50 %: not more than half
        (6, 10, "eligible", "not_eligible: members-share"),  # 60 %
        (7, 10, "eligible", "eligible"),  # 70 % is enough since 2024
        (4, 7, "eligible", "not_eligible: members-share"),
        (5, 7, "eligible", "eligible"),  # 71,4 %
        (9, 9, "eligible", "eligible"),
    ],
)
def test_more_than_half_before_2024_seventy_per_cent_since(good, of, old, new):
    assert outcome(judged(*team(good, of=of), on=OLD_LAW), "Văn", "TTLDTT") == old
    assert outcome(judged(*team(good, of=of), on=NEW_LAW), "Văn", "TTLDTT") == new


def test_a_share_just_below_is_not_rounded_up_to_the_boundary():
    people = [f"P{number:02}" for number in range(23)]
    levels = rated(*(f"{each} | {'HTT' if place < 16 else 'HTNV'}" for place, each in enumerate(people)))
    tabs = (roster(*(f"{each} | Văn" for each in people)), registered(*(f"{each} | LĐTT" for each in people)))
    results = judged(*tabs, levels, teams_registered("Văn | TTLĐTT"))
    assert evidence(results, "Văn", "TTLDTT", "members-share").startswith(
        "16/23 người, 69,5 %; chưa đạt: P16"
    )


def test_the_evidence_names_who_is_missing():
    assert (
        evidence(judged(*team(6)), "Văn", "TTLDTT", "members-share")
        == "6/10 người, 60 %; chưa đạt: P6, P7, P8, P9"
    )


def test_who_is_away_on_maternity_leave_still_is_a_member():
    away = leaves("P9 | Thai sản | @2023-11-01 | @2024-04-30")
    assert evidence(judged(*team(7, away)), "Văn", "TTLDTT", "members-share").startswith("7/10")


def test_who_has_left_is_no_member_any_more():
    tabs = (team(6)[0].replace("P9 | Văn |  |  | Đang làm việc", "P9 | Văn |  |  | Chuyển đi"), *team(6)[1:])
    assert evidence(judged(*tabs), "Văn", "TTLDTT", "members-share").startswith("6/9")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [("Cảnh cáo", "not_eligible: members-discipline"), ("Khiển trách", "eligible")],
)
def test_a_member_with_a_grave_measure_refuses(measure, expected):
    assert (
        outcome(judged(*team(9, disciplines(f"P9 | {measure} | @2024-01-05"))), "Văn", "TTLDTT") == expected
    )


def test_a_team_that_has_not_registered_is_refused():
    tabs = [tab for tab in team(10) if not tab.startswith("== Đăng ký tập thể")]
    results = judged(*tabs)
    assert outcome(results, "Văn", "TTLDTT") == "not_eligible: registered"
    assert verdict(results, "Văn", "TTLDTT").registered is False


def test_a_teams_own_rating_that_is_not_entered_is_for_the_council():
    tabs = [tab.replace(" | HTXS | Văn", "") for tab in team(10)]
    results = judged(*tabs)
    assert outcome(results, "Văn", "TTLDTT") == "eligible"
    assert open_(results, "Văn", "TTLDTT") == ["rating", "movements", "unity", "vote"]


def test_a_teams_own_rating_that_is_entered_counts():
    assert outcome(judged(*team(10, level="HTNV")), "Văn", "TTLDTT") == "not_eligible: rating"


def test_a_vote_on_a_team():
    assert (
        outcome(judged(*team(10, votes(" | TTLĐTT | 15 | 15 | 15 | 7 | Văn"))), "Văn", "TTLDTT")
        == "not_eligible: vote"
    )


# --- Tập thể lao động xuất sắc ----------------------------------------------------------------------------


def excellent(good: int, *more: str, **given: object) -> str:
    others = str(given.pop("others", "HTNV"))
    level = str(given.pop("level", "HTXS"))
    results = judged(*team(good, *more, title="TTLĐXS", others=others, level=level), **given)
    return outcome(results, "Văn", "TTLDXS")


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
@pytest.mark.parametrize(
    ("good", "expected"), [(7, "eligible"), (6, "not_eligible: members-share"), (10, "eligible")]
)
def test_seventy_per_cent_of_the_members(good, expected, day):
    # under the old law 15 % of six or seven are one, so that the team has its Chiến sĩ thi đua cơ sở
    assert excellent(good, on=day) in (
        expected,
        expected.replace(": members-share", ": members-share members-holder"),
    )


def test_every_single_member_fulfils_their_duties():
    assert excellent(9, others="KHT") == "not_eligible: members-complete"


def test_a_member_who_by_law_is_not_rated_is_left_aside():
    assert excellent(9, others="Không xếp loại") == "eligible"


def test_a_member_whose_year_is_not_rated_yet_is_for_the_council():
    tabs = [tab.replace("P9 | HTNV |\n", "") for tab in team(9, title="TTLĐXS")]
    results = judged(*tabs)
    assert outcome(results, "Văn", "TTLDXS") == "eligible"
    assert "members-complete" in open_(results, "Văn", "TTLDXS")


def test_at_least_one_member_obtains_the_title_of_chien_si_thi_dua():
    tabs = [tab for tab in team(10, title="TTLĐXS") if not tab.startswith("== Sáng kiến")]
    assert outcome(judged(*tabs), "Văn", "TTLDXS") == "not_eligible: members-holder"


def test_a_member_beyond_the_quota_does_not_obtain_it():
    results = judged(*team(6, title="TTLĐXS", of=6), on=OLD_LAW)  # 15 % of six: nobody
    assert outcome(results, "P0", "CSTDCS") == "over_quota: quota"
    assert outcome(results, "Văn", "TTLDXS") == "not_eligible: members-holder"


@pytest.mark.parametrize(("level", "expected"), [("HTXS", "eligible"), ("HTT", "not_eligible: rating")])
def test_the_team_itself_is_rated_excellent(level, expected):
    assert excellent(10, level=level) == expected


@pytest.mark.parametrize(
    ("day", "expected"), [(OLD_LAW, "not_eligible: members-discipline"), (NEW_LAW, "eligible")]
)
def test_a_member_with_a_grave_measure_refuses_the_excellent_team_under_the_old_law_alone(day, expected):
    measure = disciplines("P9 | Cảnh cáo | @2023-10-05")
    assert excellent(9, measure, on=day) == expected


def test_a_member_who_does_not_complete_the_year_is_named():
    results = judged(*team(9, title="TTLĐXS", others="KHT"))
    found = reason(results, "Văn", "TTLDXS", "members-complete")
    assert (found.met, str(found.evidence)) == (False, "9/10 người, 90 %; chưa đạt: P9")


def test_a_member_whose_year_nobody_has_rated_is_for_the_council():
    tabs = [tab.replace("P9 | HTNV |\n", "") for tab in team(9, title="TTLĐXS")]
    found = reason(judged(*tabs), "Văn", "TTLDXS", "members-complete")
    assert (found.met, str(found.evidence)) == (None, "chưa có xếp loại năm: P9")


def test_a_team_that_everybody_has_left_is_refused():
    school, *others = team(10, title="TTLĐXS")
    results = judged(school.replace("Đang làm việc", "Chuyển đi"), *others)
    for rule in ("members-share", "members-complete"):
        found = reason(results, "Văn", "TTLDXS", rule)
        assert (found.met, str(found.evidence)) == (False, "tổ không có ai")


@pytest.mark.parametrize(
    ("day", "asked"),
    [(OLD_LAW, "trên 50 % cá nhân đạt"), (NEW_LAW, "từ 70 % cá nhân trở lên đạt")],
)
def test_the_required_share_is_in_the_words(day, asked):
    assert str(reason(judged(*team(7), on=day), "Văn", "TTLDTT", "members-share").requirement).startswith(
        asked
    )


def test_titles_of_teams_are_judged_of_teams_and_those_of_people_of_people():
    judgements = judged(roster("A | Văn", "B | Toán")).verdicts
    of_teams = {(each.subject, each.name) for each in judgements if each.title == "TTLDTT"}
    of_people = {(each.subject, each.name) for each in judgements if each.title == "LDTT"}
    assert of_teams == {("Văn", "Văn"), ("Toán", "Toán")}
    assert of_people == {("A", "Người A"), ("B", "Người B")}
