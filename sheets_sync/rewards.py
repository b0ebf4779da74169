"""What the proposed titles would cost: coefficients times the base salary (lương cơ sở), for the school's budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sheets_sync.law import BaseSalary, RuleSet
from sheets_sync.model import Verdict
from sheets_sync.titles import PERSON_TITLES, TITLES


class RewardLine(NamedTuple):
    """A title's rewards: who may obtain it, how many of them are paid for it, in đồng each and together."""

    title: str
    holders: int
    paid: int
    coefficient: Decimal
    each: int
    total: int
    source: str


class Rewards(NamedTuple):
    """The rewards of a school; `highest_only`: somebody with several titles of one year gets the highest reward."""

    salary: BaseSalary
    lines: tuple[RewardLine, ...]
    highest_only: bool

    @property
    def total(self) -> int:
        """All together, in đồng."""
        return sum(line.total for line in self.lines)


def rewards(law: RuleSet | None, day: date, verdicts: Iterable[Verdict]) -> Rewards | None:
    """The rewards of all who may obtain a title; nothing where the law or the base salary of the day is not known."""
    salary = law.base_salary(day) if law else None
    if law is None or salary is None:
        return None
    eligible = [verdict for verdict in verdicts if verdict.verdict == "eligible"]
    coefficients = {reward.title: reward for reward in law.rewards}
    holders = Counter(verdict.title for verdict in eligible)
    paid = holders - _outshone(eligible, {title: r.coefficient for title, r in coefficients.items()}, law)
    lines = []
    for title in (title.code for title in TITLES if title.code in coefficients and holders[title.code]):
        reward = coefficients[title]
        each = int((reward.coefficient * salary.amount).quantize(Decimal(1), ROUND_HALF_UP))
        lines.append(
            RewardLine(
                title,
                holders[title],
                paid[title],
                reward.coefficient,
                each,
                each * paid[title],
                reward.source,
            )
        )
    return Rewards(salary, tuple(lines), law.highest_reward_only)


def _outshone(eligible: Iterable[Verdict], coefficients: dict[str, Decimal], law: RuleSet) -> Counter[str]:
    """How many holders of each title are paid for a higher one of the same year instead."""
    if not law.highest_reward_only:
        return Counter()
    by_person: dict[str, list[str]] = {}
    for verdict in eligible:
        if verdict.title in coefficients and verdict.title in PERSON_TITLES:
            by_person.setdefault(verdict.subject, []).append(verdict.title)
    lower = (sorted(titles, key=lambda title: coefficients[title])[:-1] for titles in by_person.values())
    return Counter(title for titles in lower for title in titles)
