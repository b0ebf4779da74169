"""The figures of one month that its report shows and comments on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from sheets_sync.losses import is_filled
from sheets_sync.model import GroupStanding, Month, Standing
from sheets_sync.points import half_up
from sheets_sync.results import Results
from sheets_sync.vietnamese import fold

NOTABLE = 500  # hundredths: a rise or fall of more than 5 points is commented on


class Share(NamedTuple):
    """How many of the rated have a rating; `share` in hundredths of a per cent."""

    rating: str
    holders: int
    share: int


class Change(NamedTuple):
    """A person's points in the month before and in this one."""

    name: str
    team: str
    before: int
    after: int


class TeamPeople(NamedTuple):
    """Some people of a team, by name, and whether they are all of its people that month."""

    team: str
    names: tuple[str, ...]
    whole: bool


class MonthFigures:
    """Everything the report says about one month; computed from the results alone, when first asked for."""

    def __init__(self, results: Results, month: Month) -> None:
        self.results, self.month = results, month
        self._roster = results.school.roster

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Everybody who is rated, by rank."""
        return self.results.ranking(self.month, "staff").rows  # type: ignore[return-value]

    @cached_property
    def teams(self) -> tuple[GroupStanding, ...]:
        """The teams by rank; those with nobody rated are not among them."""
        return self.results.ranking(self.month, "team").rows  # type: ignore[return-value]

    @cached_property
    def previous(self) -> Month | None:
        """The ranked month before this one."""
        return next((month for month in reversed(self.results.ranked_months) if month < self.month), None)

    @property
    def best_rating(self) -> str:
        """The rating that the rubric caps, else its best."""
        return best_rating(self.results)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """Each rating of the rubric, best first, with its part of the rated."""
        counts = Counter(row.rating for row in self.standings)
        rated = max(len(self.standings), 1)
        return tuple(
            Share(rating, counts[rating], half_up(10000 * counts[rating], rated))
            for rating in self.results.rubric.ratings
        )

    # --- who has points, and who has not ----------------------------------------------------------------------

    @cached_property
    def not_rated(self) -> tuple[str, ...]:
        """The ids of those at work that month without points, in name order."""
        return self.results.ranking(self.month, "staff").not_rated

    @cached_property
    def missing(self) -> tuple[TeamPeople, ...]:
        """Who has handed in nothing, by team."""
        return self._by_team(staff_id for staff_id in self.not_rated if staff_id not in self._handed_in)

    @cached_property
    def left_out(self) -> tuple[TeamPeople, ...]:
        """Who has handed in something that cannot be ranked for its errors, by team."""
        return self._by_team(staff_id for staff_id in self.not_rated if staff_id in self._handed_in)

    @cached_property
    def teams_without_points(self) -> tuple[str, ...]:
        """The teams with people at work of whom nobody is rated."""
        rated = {team.name for team in self.teams}
        return tuple(team for team in self._sizes if team not in rated)

    @cached_property
    def not_approved(self) -> tuple[Standing, ...]:
        """Whose points stand as they or their team gave them."""
        return tuple(row for row in self.standings if row.decided_by in ("self", "team"))

    @cached_property
    def adjusted(self) -> tuple[Standing, ...]:
        """Whose points were set by an override (`Điều chỉnh`)."""
        return tuple(row for row in self.standings if row.decided_by == "override")

    @cached_property
    def _handed_in(self) -> frozenset[str]:
        """Who has a filled row, or is named by a row whose id is wrong."""
        scores = self.results.school.months.get(self.month)
        if scores is None:
            return frozenset()
        return frozenset({score.staff_id for score in scores.rows if is_filled(score)} | scores.named)

    @cached_property
    def _sizes(self) -> Mapping[str, int]:
        """How many people of each team have points or should have; teams in the roster's order."""
        people = [*(row.staff_id for row in self.standings), *self.not_rated]
        counts = Counter(self._team_of(staff_id) for staff_id in people)
        return {team: counts[team] for team in (*self._roster.teams.values(), "") if counts[team]}

    def _team_of(self, staff_id: str) -> str:
        return self.results.team_of(staff_id, self.month)

    def size(self, team: str) -> int:
        """How many people of a team have points that month or should have."""
        return self._sizes.get(team, 0)

    def _by_team(self, staff_ids: Iterable[str]) -> tuple[TeamPeople, ...]:
        names: dict[str, list[str]] = {}
        for staff_id in staff_ids:
            names.setdefault(self._team_of(staff_id), []).append(self.name(staff_id))
        return tuple(
            TeamPeople(team, tuple(names[team]), len(names[team]) == size)
            for team, size in self._sizes.items()
            if team in names
        )

    def name(self, staff_id: str) -> str:
        """A person's name; with the id where another on the roster bears the same."""
        person = self._roster.by_id[staff_id]
        alone = len(self._roster.by_name.get(fold(person.name), ())) < 2
        return person.name if alone else f"{person.name} ({staff_id})"

    # --- against the month before -----------------------------------------------------------------------------

    @cached_property
    def rises(self) -> tuple[Change, ...]:
        """Who has gained more than 5 points since the ranked month before, the most first."""
        return tuple(sorted(self._changes(1), key=lambda change: change.before - change.after))

    @cached_property
    def falls(self) -> tuple[Change, ...]:
        """Who has lost more than 5 points since the ranked month before, the most first."""
        return tuple(sorted(self._changes(-1), key=lambda change: change.after - change.before))

    def _changes(self, sign: int) -> Iterable[Change]:
        before = self.results.grades[self.previous] if self.previous else {}
        for row in self.standings:
            earlier = before.get(row.staff_id)
            if earlier and sign * (row.points - earlier.points) > NOTABLE:
                yield Change(self.name(row.staff_id), row.team, earlier.points, row.points)


def best_rating(results: Results, by: str = "staff") -> str:
    """The rating that the rubric of the staff or of the classes caps, else its best."""
    rubric = (results.class_rubric if by == "class" else None) or results.rubric
    return rubric.quota.rating if rubric.quota else rubric.ratings[0]
