"""What must hold for any school: order never matters, merit never harms, more of the base never means fewer places."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.model import Outcome
from sheets_sync.results.results import Results
from sheets_sync.rules.quotas import allowed, cut_off
from tests.awards.judged import (
    OLD_LAW,
    disciplines,
    initiatives,
    judged,
    leaves,
    rated,
    registered,
    roster,
    verdict,
    votes,
)

BETTER: list[Outcome] = ["not_eligible", "on_hold", "over_quota", "eligible"]
PEOPLE = [f"P{number}" for number in range(8)]

maybe = st.booleans()
person = st.fixed_dictionaries(
    {
        "titles": st.sampled_from(["", "LĐTT", "CSTĐCS", "LĐTT + CSTĐCS", "CSTĐTP"]),
        "level": st.sampled_from(["", "HTXS", "HTT", "HTNV", "KHT"]),
        "initiative": st.sampled_from(["", "Công nhận | Trường", "Công nhận | Thành phố", "Chờ xét |"]),
        "leave": st.sampled_from(["", "Ốm", "Thai sản", "Không lương"]),
        "discipline": st.sampled_from(["", "", "", "Đang xem xét", "Cảnh cáo"]),
        "agreed": st.sampled_from(["", "5", "9"]),
    }
)
schools = st.lists(person, min_size=len(PEOPLE), max_size=len(PEOPLE))
days = st.sampled_from([OLD_LAW, "2024-05-25"])


def drawn(school: list[dict[str, str]], order: random.Random | None = None) -> list[str]:
    """The school's tabs, their rows perhaps in another order."""
    rows = dict(zip(PEOPLE, school, strict=True))

    def lines(key: str, text: str) -> list[str]:
        found = [text.format(who=who, value=each[key]) for who, each in rows.items() if each[key]]
        if order:
            order.shuffle(found)
        return found

    people = [f"{who} | {'Văn' if place % 2 else 'Toán'}" for place, who in enumerate(PEOPLE)]
    return [
        roster(*people),
        registered(*lines("titles", "{who} | {value}")),
        rated(*lines("level", "{who} | {value}")),
        initiatives(*lines("initiative", "{who} | {value}")),
        leaves(*lines("leave", "{who} | {value} | @2023-09-01 | @2023-12-15")),
        disciplines(*lines("discipline", "{who} | {value} | @2023-10-20")),
        votes(*lines("agreed", "{who} | LĐTT; CSTĐCS | 12 | 12 | 12 | {value}")),
    ]


def outcomes(results: Results) -> dict[tuple[str, str], Outcome]:
    return {(each.subject, each.title): each.verdict for each in results.verdicts}


@settings(max_examples=25)
@given(schools, days, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(school, day, order):
    assert outcomes(judged(*drawn(school), on=day)) == outcomes(judged(*drawn(school, order), on=day))


@settings(max_examples=25)
@given(schools, days, st.sampled_from(PEOPLE))
def test_a_recognised_initiative_never_makes_a_verdict_worse(school, day, who):
    before = judged(*drawn(school), on=day)
    tabs = drawn(school)
    tabs[3] += f"\nSKX | Một giải pháp | 1/QĐ | @2024-03-01 | {who} | Công nhận | Thành phố"
    after = judged(*tabs, on=day)
    for title in ("LDTT", "CSTDCS", "CSTDTP", "CSTDTQ"):
        old, new = verdict(before, who, title).verdict, verdict(after, who, title).verdict
        assert BETTER.index(new) >= BETTER.index(old), title


@given(st.integers(0, 500), st.integers(0, 100), st.sampled_from(["down", "half-up", "up"]))
def test_one_more_in_the_base_never_lowers_the_quota(base, percent, rounding):
    assert allowed(base + 1, percent, rounding) >= allowed(base, percent, rounding)


@settings(max_examples=25)
@given(schools)
def test_the_quota_is_never_exceeded_where_it_refuses(school):
    results = judged(*drawn(school), on=OLD_LAW)
    found = outcomes(results)
    base = sum(verdict == "eligible" for (_, title), verdict in found.items() if title == "LDTT")
    holders = sum(verdict == "eligible" for (_, title), verdict in found.items() if title == "CSTDCS")
    assert holders <= base * 15 // 100


@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 12))
def test_a_cut_off_parts_the_strong_from_the_weak(strengths, most):
    within, beyond = cut_off(strengths, most, lambda each: (each,))
    assert sorted(within + beyond) == sorted(strengths)
    assert len(within) <= most or not beyond
    assert not within or not beyond or max(within) < min(beyond)
