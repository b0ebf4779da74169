"""The figures of a month, term or year that its papers show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from sheets_sync.model import Month, Period, RankedGroup, RankedPerson
from sheets_sync.points import half_up, mean
from sheets_sync.results.results import Results
from sheets_sync.text.vietnamese import fold


def months_of(period: Period) -> tuple[Month, ...]:
    """The scored months of a period."""
    return (period,) if isinstance(period, Month) else period.months


class RatingShare(NamedTuple):
    """How many of the rated have a rating; `share` in hundredths of a per cent."""

    rating: str
    holders: int
    share: int


class TeamPeople(NamedTuple):
    """Some people of a team, by name, and whether they are all of its people that month."""

    team: str
    names: tuple[str, ...]
    whole: bool


class PeriodFigures:
    """What can be said of any period; computed from the results alone, at first use."""

    def __init__(self, results: Results, period: Period, public: bool = False) -> None:
        self.results, self.period, self.public = results, period, public
        self._roster = results.school.roster

    @cached_property
    def ranked_people(self) -> tuple[RankedPerson, ...]:
        """Everybody who is rated, by rank."""
        return self.results.ranking(self.period, "staff").rows  # type: ignore[return-value]

    @cached_property
    def teams(self) -> tuple[RankedGroup, ...]:
        """The teams by rank; those with nobody rated are not among them."""
        return self.results.ranking(self.period, "team").rows  # type: ignore[return-value]

    @cached_property
    def ranked_person(self) -> Mapping[str, RankedPerson]:
        """Everybody's place by id."""
        return {row.staff_id: row for row in self.ranked_people}

    @property
    def mean(self) -> int | None:
        """The school's mean in hundredths; nothing where nobody is rated."""
        return mean([row.points for row in self.ranked_people]) if self.ranked_people else None

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The months of the period with a ranked row."""
        return tuple(month for month in months_of(self.period) if self.results.grades.get(month))

    @property
    def best_rating(self) -> str:
        """The rating that the rubric caps, else its best."""
        quota = self.results.rubric.quota
        return quota.rating if quota else self.results.rubric.ratings[0]

    @cached_property
    def shares(self) -> tuple[RatingShare, ...]:
        """Each rating of the rubric, best first, with its part of the rated."""
        counts = Counter(row.rating for row in self.ranked_people)
        rated = max(len(self.ranked_people), 1)
        return tuple(
            RatingShare(rating, counts[rating], half_up(10000 * counts[rating], rated))
            for rating in self.results.rubric.ratings
        )

    # --- who has points, and who has not ----------------------------------------------------------------------

    @cached_property
    def not_rated(self) -> tuple[str, ...]:
        """The ids of those at work in the period without points, in name order."""
        return self.results.ranking(self.period, "staff").not_rated

    @cached_property
    def missing(self) -> tuple[TeamPeople, ...]:
        """Who has no points, by team."""
        return self.by_team(self.not_rated)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How many people of each team have points or should have; teams in the roster's order."""
        people = [*(row.staff_id for row in self.ranked_people), *self.not_rated]
        counts = Counter(self.results.team_of(staff_id, self.period) for staff_id in people)
        return {team: counts[team] for team in (*self._roster.teams.values(), "") if counts[team]}

    def size(self, team: str) -> int:
        """How many people of a team have points that month or should have."""
        return self.sizes.get(team, 0)

    def by_team(self, staff_ids: Iterable[str]) -> tuple[TeamPeople, ...]:
        """Some people by team; teams in the roster's order."""
        names: dict[str, list[str]] = {}
        for staff_id in staff_ids:
            names.setdefault(self.results.team_of(staff_id, self.period), []).append(self.name(staff_id))
        return tuple(
            TeamPeople(team, tuple(names[team]), len(names[team]) == size)
            for team, size in self.sizes.items()
            if team in names
        )

    def name(self, staff_id: str) -> str:
        """A person's name; with the id where another on the roster bears the same, unless everybody may read it."""
        person = self._roster.by_id[staff_id]
        alone = self.public or len(self._roster.by_name.get(fold(person.name), ())) < 2
        return person.name if alone else f"{person.name} ({staff_id})"
