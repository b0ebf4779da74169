"""What the law requires for titles, as dated data: rule sets with their conditions, quotas, rewards and authorities.

A rule set is read from TOML by `law_file.py`; what a condition means is a function in `conditions/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Literal, NamedTuple

Confidence = Literal["text", "secondary", "unsure"]
"""How well a rule is known: its text was read, a reliable account of it was, or it has to be confirmed."""

CONFIDENCES: tuple[Confidence, ...] = ("text", "secondary", "unsure")
Rounding = Literal["down", "half-up", "up"]
Effect = Literal["refuse", "warn"]
Base = Literal["rated", "good", "good-or-better"]


class Rule(NamedTuple):
    """One condition of one title; `params` are what its function is given besides the candidate.

    `name` is what it is called among the conditions of its title, `condition` the name of the function.
    """

    name: str
    condition: str
    title: str
    params: Mapping[str, object]
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date
    note: str = ""
    own: bool = False  # a figure of the school's replaces the rule's

    def in_force(self, day: date) -> bool:
        """Whether it holds for a decision of this day."""
        return self.valid_from <= day <= self.valid_to


class TitleQuota(NamedTuple):
    """At most so many per cent of those who obtain one title may obtain another."""

    title: str
    of: str
    percent: int
    rounding: Rounding
    effect: Effect
    source: str
    confidence: Confidence
    note: str = ""


class ExcellentCap(NamedTuple):
    """At most so many per cent of a group of similar duties may be rated HTXS."""

    percent: int
    of: Base
    by_group: bool
    rounding: Rounding
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date
    note: str = ""


class Reward(NamedTuple):
    """What a title brings, in base salaries (lương cơ sở); `years` is how long a time of achievements it counts."""

    title: str
    coefficient: Decimal
    source: str
    confidence: Confidence
    years: int = 1


class BaseSalary(NamedTuple):
    """The base salary from a day on, in đồng a month."""

    since: date
    amount: int
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The law for decisions of a span of days; `signers` say who decides each title."""

    key: str
    name: str
    valid_from: date
    valid_to: date
    documents: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    quotas: tuple[TitleQuota, ...] = ()
    excellent: ExcellentCap | None = None
    rewards: tuple[Reward, ...] = ()
    highest_reward_only: bool = True  # of the titles that count the same time
    reward_unit: int = 1  # in đồng; each reward is rounded up to a multiple of it
    salaries: tuple[BaseSalary, ...] = ()
    authorities: Mapping[str, str] = field(default_factory=dict)

    def covers(self, day: date) -> bool:
        """Whether it is the law for a decision of this day."""
        return self.valid_from <= day <= self.valid_to

    def day_within(self, day: date) -> date:
        """The day itself, or the nearest on which this is the law: a school may name a rule set for another day."""
        return min(max(day, self.valid_from), self.valid_to)

    def rules_of(self, title: str, day: date) -> tuple[Rule, ...]:
        """The conditions of a title that are in force, in the order in which they are listed."""
        return tuple(rule for rule in self.rules if rule.title == title and rule.in_force(day))

    def quota_of(self, title: str) -> TitleQuota | None:
        """The quota of a title, if it has one."""
        return next((quota for quota in self.quotas if quota.title == title), None)

    def reward_amount(self, coefficient: Decimal, salary: int) -> int:
        """What a title with this coefficient brings, in đồng."""
        units = (coefficient * salary / self.reward_unit).to_integral_value(ROUND_CEILING)
        return int(units) * self.reward_unit

    def excellent_cap(self, day: date) -> ExcellentCap | None:
        """The cap on the rating HTXS, if one is in force."""
        cap = self.excellent
        return cap if cap and cap.valid_from <= day <= cap.valid_to else None

    def base_salary(self, day: date) -> BaseSalary | None:
        """The base salary on a day."""
        known = [salary for salary in self.salaries if salary.since <= day]
        return max(known, key=lambda salary: salary.since, default=None)
