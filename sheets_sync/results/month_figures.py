"""The figures of one month that its report shows and comments on, over those of any period."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from sheets_sync.model import Month, RankedPerson
from sheets_sync.results.period_figures import PeriodFigures, TeamPeople
from sheets_sync.results.results import Results
from sheets_sync.school.scorebook import is_filled

NOTABLE = 500  # hundredths: a rise or fall of more than 5 points is commented on


class Change(NamedTuple):
    """A person's points in the month before and in this one."""

    name: str
    team: str
    before: int
    after: int


class MonthFigures(PeriodFigures):
    """Everything the report says about one month."""

    def __init__(self, results: Results, month: Month, public: bool = False) -> None:
        super().__init__(results, month, public)
        self.month = month

    @cached_property
    def previous(self) -> Month | None:
        """The ranked month before this one."""
        return next((month for month in reversed(self.results.ranked_months) if month < self.month), None)

    # --- who has points, and who has not ----------------------------------------------------------------------

    @cached_property
    def missing(self) -> tuple[TeamPeople, ...]:
        """Who has handed in nothing, by team."""
        return self.by_team(staff_id for staff_id in self.not_rated if staff_id not in self._handed_in)

    @cached_property
    def left_out(self) -> tuple[TeamPeople, ...]:
        """Who has handed in something that cannot be ranked for its errors, by team."""
        return self.by_team(staff_id for staff_id in self.not_rated if staff_id in self._handed_in)

    @cached_property
    def teams_without_points(self) -> tuple[str, ...]:
        """The teams with people at work of whom nobody is rated."""
        rated = {team.name for team in self.teams}
        return tuple(team for team in self.sizes if team not in rated)

    @cached_property
    def not_approved(self) -> tuple[RankedPerson, ...]:
        """Those with the points that they or their team gave."""
        return tuple(row for row in self.ranked_people if row.decided_by in ("self", "team"))

    @cached_property
    def _handed_in(self) -> frozenset[str]:
        """Who has a filled row, or is named by a row whose id is wrong."""
        scores = self.results.school.months.get(self.month)
        if scores is None:
            return frozenset()
        return frozenset({score.staff_id for score in scores.rows if is_filled(score)} | scores.named)

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
        for row in self.ranked_people:
            earlier = before.get(row.staff_id)
            if earlier and sign * (row.points - earlier.points) > NOTABLE:
                yield Change(self.name(row.staff_id), row.team, earlier.points, row.points)


def best_rating(results: Results, by: str = "staff") -> str:
    """The rating that the rubric of the staff or of the classes caps, else its best."""
    rubric = (results.class_rubric if by == "class" else None) or results.rubric
    return rubric.quota.rating if rubric.quota else rubric.ratings[0]
