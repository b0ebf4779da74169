"""What the proposed titles would cost: coefficients times the base salary (lương cơ sở), for the school's budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sheets_sync.awards.review import Review
from sheets_sync.awards.verdicts import shares
from sheets_sync.model import Verdict
from sheets_sync.rules.law import BaseSalary, Reward, RuleSet
from sheets_sync.rules.titles import AWARDS, TITLES


class RewardLine(NamedTuple):
    """A title's rewards: who may obtain it, how many of them are paid for it, in đồng each and together.

    `most` is how many its quota allows, where that is fewer; the others are not counted on.
    """

    title: str
    holders: int
    paid: int
    coefficient: Decimal
    each: int
    total: int
    source: str
    most: int | None = None


class Rewards(NamedTuple):
    """The most that the rewards of a school can come to; `highest_only`: of several titles that count the same time
    the highest is paid; `unit`: each is rounded up to a multiple of it, in đồng; `unpriced`: how many may obtain
    titles that the law's rewards do not name.
    """

    salary: BaseSalary
    lines: tuple[RewardLine, ...]
    highest_only: bool
    unit: int
    unpriced: Mapping[str, int]

    @property
    def total(self) -> int:
        """All together, in đồng."""
        return sum(line.total for line in self.lines)


def rewards(review: Review, verdicts: Sequence[Verdict]) -> Rewards | None:
    """The rewards of all who may obtain a title, as far as its quota goes, be it one that only warns.

    Nothing where the law or the base salary of the day is not known.
    """
    law = review.law
    salary = law.base_salary(review.day) if law else None
    if law is None or salary is None:
        return None
    eligible = [verdict for verdict in verdicts if verdict.verdict == "eligible"]
    over = _over_quota(review, verdicts)
    within = [verdict for verdict in eligible if verdict not in over.get(verdict.title, ())]
    priced = {reward.title: reward for reward in law.rewards}
    holders, granted = (Counter(verdict.title for verdict in each) for each in (eligible, within))
    paid = granted - _outshone(within, priced, law)
    lines = []
    for title in (title.code for title in TITLES if title.code in priced and holders[title.code]):
        reward = priced[title]
        each = law.reward_amount(reward.coefficient, salary.amount)
        lines.append(
            RewardLine(
                title,
                holders[title],
                paid[title],
                reward.coefficient,
                each,
                each * paid[title],
                reward.source,
                granted[title] if title in over else None,
            )
        )
    unpriced = {each.code: holders[each.code] for each in TITLES if each.code not in priced}
    unpriced = {title: count for title, count in unpriced.items() if count}
    return Rewards(salary, tuple(lines), law.highest_reward_only, law.reward_unit, unpriced)


def _over_quota(review: Review, verdicts: Sequence[Verdict]) -> dict[str, tuple[Verdict, ...]]:
    """Who may obtain a title though its quota has no room; of equals at the line as many are counted on as it takes."""
    found = {}
    for share in shares(review, verdicts):
        over = [
            verdict
            for verdict in (*share.within, *share.beyond)[share.most :]
            if verdict.verdict == "eligible"
        ]
        if over:
            found[share.quota.title] = tuple(over)
    return found


def _outshone(within: Iterable[Verdict], rewards: Mapping[str, Reward], law: RuleSet) -> Counter[str]:
    """How many holders of each title are paid for a higher one that counts the same time instead.

    Of each subject and length of time the highest title is paid; forms of commendation are paid besides.
    """
    if not law.highest_reward_only:
        return Counter()
    same_time: dict[tuple[str, int], list[str]] = {}
    for verdict in within:
        if verdict.title in rewards and verdict.title not in AWARDS:
            years = rewards[verdict.title].years
            same_time.setdefault((verdict.subject, years), []).append(verdict.title)
    lower = (
        sorted(titles, key=lambda title: rewards[title].coefficient)[:-1] for titles in same_time.values()
    )
    return Counter(title for titles in lower for title in titles)
