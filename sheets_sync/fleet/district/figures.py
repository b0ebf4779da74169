"""What a district reads of its schools: the figures of each, whom they propose, and whose results are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sheets_sync.model import Outcome


class Quota(NamedTuple):
    """A title and its quota in one school: how many may have it, how many compete for it."""

    most: int
    candidates: int


@dataclass(frozen=True)
class SchoolFigures:
    """A school as its own tabs show it.

    `staff` are those rated in the month, `not_rated` and `not_at_work` together; and those registered, missing, and who
    need not register together. `proposed` counts by title, `titles` by title and outcome, proposed or not.
    """

    key: str
    name: str
    day: date
    month: str | None
    staff: int
    at_work: int
    not_rated: int
    not_at_work: int
    errors: int
    warnings: int
    registered_people: int
    registered_teams: int
    missing_registrations: int
    need_not_register: int
    late_registrations: int
    ratings: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[tuple[str, Outcome], int] = field(default_factory=dict)
    proposed: Mapping[str, int] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    registrations: Mapping[str, int] = field(default_factory=dict)
    submitted: int = 0
    submitted_late: int = 0
    late: tuple[str, ...] = ()

    @property
    def rated(self) -> int:
        """How many are rated in the month."""
        return sum(self.ratings.values())

    def not_registered_for(self, title: str) -> int:
        """How many meet every condition of a title for which they neither registered nor were voted on."""
        return self.titles.get((title, "eligible"), 0) - self.proposed.get(title, 0)


class Proposal(NamedTuple):
    """One whom a school proposes for a title (`verdict`: eligible), or on whom it has yet to decide (the other verdicts)."""

    school: str
    school_name: str
    place: int
    subject: str
    name: str
    team: str
    is_team: bool
    title: str
    registered: bool
    verdict: Outcome
    provisional: bool
    open: tuple[str, ...]
    born: date | None
    position: str | None


@dataclass(frozen=True)
class RollUp:
    """The figures of all schools with results of the year, and the ratings of their rubrics.

    `undecided` registered or were voted on, but are over a quota or on hold. Left out are `copies`, each with the school
    that it copies, and the results of `other_years`.
    """

    schools: tuple[SchoolFigures, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    undecided: tuple[Proposal, ...] = ()
    ratings: tuple[str, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    other_years: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_key(self) -> Mapping[str, SchoolFigures]:
        """The schools by their keys."""
        return {school.key: school for school in self.schools}
