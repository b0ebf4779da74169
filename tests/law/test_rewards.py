"""What the titles would cost, by coefficients and the base salary of the day."""

from __future__ import annotations

import pytest

from sheets_sync.rewards import Rewards, rewards
from tests.law.judged import (
    achievements,
    initiatives,
    judged,
    rated,
    registered,
    roster,
    teams_registered,
)

THREE = (
    roster("A | Văn", "B | Văn", "C | Văn"),
    registered("A | CSTĐCS", "B | LĐTT", "C | LĐTT"),
    rated("A | HTT", "B | HTT", "C | HTT", " | HTT | Văn"),
    initiatives("A | Công nhận | Trường"),
    teams_registered("Văn | TTLĐTT"),
)


def costs(*tabs: str, **given: object) -> Rewards:
    results = judged(*tabs, **given)
    found = rewards(results.review, results.verdicts)
    assert found
    return found


def lines(found: Rewards) -> list[tuple[str, int, int, int, int]]:
    return [(line.title, line.holders, line.paid, line.each, line.total) for line in found.lines]


ROOM = {"CSTDCS.quota.percent": 40}  # of three: one


def test_somebody_with_two_titles_of_a_year_is_paid_the_higher_one():
    found = costs(*THREE, overrides=ROOM)
    assert lines(found) == [
        ("LDTT", 3, 2, 540_000, 1_080_000),
        ("CSTDCS", 1, 1, 1_800_000, 1_800_000),
        ("TTLDTT", 1, 1, 1_440_000, 1_440_000),
    ]
    assert found.total == 4_320_000


def test_a_school_may_pay_for_every_title():
    found = costs(*THREE, overrides={**ROOM, "rewards.highest_only": False})
    assert lines(found)[0] == ("LDTT", 3, 3, 540_000, 1_620_000)


@pytest.mark.parametrize(
    ("day", "salary"), [("2024-06-30", 1_800_000), ("2024-07-01", 2_340_000), ("2023-06-30", 1_490_000)]
)
def test_the_base_salary_is_that_of_the_day(day, salary):
    results = judged(*THREE, law="vn-2022" if day >= "2024" else "vn-2017", on=day)
    expected = None if results.law is None else results.law.base_salary(results.config.decision_date)
    assert expected and expected.amount == salary


def test_who_is_beyond_the_quota_is_not_paid_for_it():
    found = costs(*THREE, on="2023-12-31")  # 15 % of three: nobody
    assert [line.title for line in found.lines] == ["LDTT", "TTLDTT"]


def test_no_more_are_counted_on_than_the_quota_allows_even_one_that_only_warns():
    school = (
        roster("A | Văn", "B | Văn", "C | Văn", "D | Văn"),
        registered("A | CSTĐCS", "B | CSTĐCS", "C | CSTĐCS", "D | LĐTT"),
        rated("A | HTT", "B | HTT", "C | HTT", "D | HTT"),
        initiatives("A | Công nhận | Trường", "B | Công nhận | Trường", "C | Công nhận | Trường"),
    )
    found = costs(*school, overrides={"CSTDCS.quota.percent": 50})  # of four: two, and all three are equal
    assert lines(found) == [("LDTT", 4, 2, 540_000, 1_080_000), ("CSTDCS", 3, 2, 1_800_000, 3_600_000)]
    assert [line.most for line in found.lines] == [None, 2]


def test_titles_without_a_reward_are_named():
    found = costs(*THREE, achievements("A | Chuyên đề"), registered("A | Giấy khen"))
    assert found.unpriced == {"GIAYKHEN": 1}


def test_a_day_without_a_law_has_no_rewards():
    results = judged(*THREE, on="2016-05-25")
    assert rewards(results.review, results.verdicts) is None
