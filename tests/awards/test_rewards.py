"""What the titles would cost, by coefficients and the base salary of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sheets_sync.awards.law_file import STOCK_FOLDER, stock_law, stock_laws
from sheets_sync.awards.rewards import Rewards, rewards
from tests.awards.judged import (
    NEW_LAW,
    OLD_LAW,
    achievements,
    held,
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
    ("day", "salary", "confidence"),
    [
        ("2017-10-01", 1_300_000, "unsure"),
        ("2018-06-30", 1_300_000, "unsure"),
        ("2018-07-01", 1_390_000, "text"),
        ("2019-06-30", 1_390_000, "text"),
        ("2019-07-01", 1_490_000, "unsure"),
        ("2023-06-30", 1_490_000, "unsure"),
        ("2023-07-01", 1_800_000, "secondary"),
        ("2023-12-31", 1_800_000, "secondary"),
        ("2024-01-01", 1_800_000, "secondary"),
        ("2024-06-30", 1_800_000, "secondary"),
        ("2024-07-01", 2_340_000, "text"),
        ("2025-06-30", 2_340_000, "text"),
    ],
)
def test_the_base_salary_is_that_of_the_day(day, salary, confidence):
    law = judged(on=day).law
    found = law.base_salary(date.fromisoformat(day)) if law else None
    assert found and (found.amount, found.confidence) == (salary, confidence)


@pytest.mark.parametrize(
    ("day", "salary"), [("2025-07-01", 2_340_000), ("2026-06-30", 2_340_000), ("2026-07-01", 2_530_000)]
)
def test_a_law_named_for_a_later_day_pays_by_the_base_salary_of_that_day(day, salary):
    assert costs(*THREE, overrides=ROOM, law="vn-2022", on=day).salary.amount == salary


# --- rounded up to ten thousand đồng --------------------------------------------------------------------------

AMOUNTS = """
title  | 1490000 | 1800000  | 2340000  | 2530000
LDTT   |  450000 |   540000 |   710000 |   760000
CSTDCS | 1490000 |  1800000 |  2340000 |  2530000
CSTDTP | 4470000 |  5400000 |  7020000 |  7590000
CSTDTQ | 6710000 |  8100000 | 10530000 | 11390000
TTLDTT | 1200000 |  1440000 |  1880000 |  2030000
TTLDXS | 2240000 |  2700000 |  3510000 |  3800000
"""


def amounts() -> list[tuple[str, int, int]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in AMOUNTS.strip().splitlines()]
    return [
        (title, int(salary), int(each))
        for title, *cells in rows
        for salary, each in zip(head[1:], cells, strict=True)
    ]


@pytest.mark.parametrize("law", stock_laws())
@pytest.mark.parametrize(("title", "salary", "each"), amounts())
def test_a_reward_is_rounded_up_to_ten_thousand(title, salary, each, law):
    rules = stock_law(law)
    [coefficient] = [reward.coefficient for reward in rules.rewards if reward.title == title]
    assert rules.reward_amount(coefficient, salary) == each


@pytest.mark.parametrize(
    ("coefficient", "salary", "each"),
    [
        ("0.8", 1_390_000, 1_120_000),  # 1.112.000: the central board's own example
        ("1", 2_340_000, 2_340_000),  # a multiple stays
        ("1", 2_340_001, 2_350_000),  # one đồng more does not
        ("0.6", 2_340_000, 1_410_000),
        ("0", 2_340_000, 0),
    ],
)
def test_what_is_a_multiple_of_ten_thousand_stays(coefficient, salary, each):
    assert stock_law("vn-2022").reward_amount(Decimal(coefficient), salary) == each


def test_each_reward_is_rounded_before_it_is_multiplied():
    found = costs(*THREE, overrides=ROOM, on="2024-08-15")
    assert lines(found) == [
        ("LDTT", 3, 2, 710_000, 1_420_000),  # not 1.404.000, not 1.410.000
        ("CSTDCS", 1, 1, 2_340_000, 2_340_000),
        ("TTLDTT", 1, 1, 1_880_000, 1_880_000),
    ]


def test_a_school_may_pay_to_the_dong():
    found = costs(*THREE, overrides={**ROOM, "rewards.round_up_to": 1}, on="2024-08-15")
    assert [line.each for line in found.lines] == [702_000, 2_340_000, 1_872_000]


# --- several titles at one time -------------------------------------------------------------------------------

CITY_YEARS = [f"A | {year}-{year + 1} | CSTĐCS" for year in (2020, 2021, 2022)]
NATION_YEARS = [f"A | {year}-{year + 1} | CSTĐTP" for year in (2021, 2022)]
CITY = (initiatives("A | Công nhận | Thành phố"), held(*CITY_YEARS))
ALONE = (roster("A | Văn"), rated("A | HTXS"))
ROOM_FOR_ONE = {"CSTDCS.quota.percent": 100}


def paid(*tabs: str, **given: object) -> str:
    """The titles that somebody is paid for, of those that may be obtained: `LDTT CSTDCS: CSTDCS`."""
    found = costs(*tabs, overrides=ROOM_FOR_ONE, **given).lines
    return f"{' '.join(line.title for line in found)}: {' '.join(line.title for line in found if line.paid)}"


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW])
@pytest.mark.parametrize(
    ("titles", "tabs", "expected"),
    [
        ("LĐTT", (), "LDTT: LDTT"),
        ("CSTĐCS", (initiatives("A | Công nhận | Trường"),), "LDTT CSTDCS: CSTDCS"),
        ("LĐTT; CSTĐTP", CITY, "LDTT CSTDTP: LDTT CSTDTP"),  # one year and three
        ("CSTĐCS; CSTĐTP", CITY, "LDTT CSTDCS CSTDTP: CSTDCS CSTDTP"),
        (
            "CSTĐCS; CSTĐTP; CSTĐTQ",
            (initiatives("A | Công nhận | Thành phố"), held(*CITY_YEARS, *NATION_YEARS)),
            "LDTT CSTDCS CSTDTP CSTDTQ: CSTDCS CSTDTP CSTDTQ",
        ),
    ],
)
def test_titles_of_one_time_are_paid_once_those_of_different_times_each(titles, tabs, expected, day):
    assert paid(*ALONE, registered(f"A | {titles}"), *tabs, on=day) == expected


def test_a_team_with_both_titles_of_a_year_is_paid_the_higher_one():
    tabs = (
        roster("A | Văn"),
        registered("A | CSTĐCS"),
        rated("A | HTXS", " | HTXS | Văn"),
        initiatives("A | Công nhận | Trường"),
        teams_registered("Văn | TTLĐTT", "Văn | TTLĐXS"),
    )
    assert paid(*tabs) == "LDTT CSTDCS TTLDTT TTLDXS: CSTDCS TTLDXS"


def test_a_form_of_commendation_is_paid_besides_a_title(tmp_path):
    own = (
        (STOCK_FOLDER / "vn-2022.toml")
        .read_text(encoding="utf-8")
        .replace("LDTT = 0.3", "LDTT = 0.3\nGIAYKHEN = 0.3")
    )
    (tmp_path / "luat.toml").write_text(own, encoding="utf-8")
    tabs = (*ALONE, registered("A | LĐTT; Giấy khen"), achievements("A | Chuyên đề"))
    assert paid(*tabs, law=str(tmp_path / "luat.toml")) == "LDTT GIAYKHEN: LDTT GIAYKHEN"


def test_a_rule_set_that_says_no_spans_pays_one_title():
    rules = stock_law("vn-2022")
    plain = replace(rules, rewards=tuple(reward._replace(years=1) for reward in rules.rewards))
    results = judged(*ALONE, registered("A | CSTĐCS; CSTĐTP"), *CITY, overrides=ROOM_FOR_ONE)
    found = rewards(replace(results.review, law=plain), results.verdicts)
    assert found and [line.title for line in found.lines if line.paid] == ["CSTDTP"]


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
