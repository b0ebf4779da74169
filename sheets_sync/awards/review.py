"""What a year's review of titles looks at: everybody's records by subject, on the day of the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from sheets_sync import model
from sheets_sync.awards.year_levels import Excellent, YearLevel, decided_level, year_levels
from sheets_sync.model import Grade, Month, Person, Verdict
from sheets_sync.rules.forms import STATUSES
from sheets_sync.rules.law import RuleSet
from sheets_sync.rules.rubric import Rubric
from sheets_sync.rules.titles import ALL_TITLES, IMPLIED, titles_named
from sheets_sync.school.period_grades import Unrated, period_entries
from sheets_sync.school.school import School
from sheets_sync.settings.config import Config

_Row = TypeVar("_Row")
_, AWAY, MOVED, RETIRED = STATUSES


class Registered(NamedTuple):
    """A registration for a title, be it by implication."""

    row: model.Registration | model.TeamRegistration
    title: str
    by: str  # the title that was written; not `title` where that one implies it


@dataclass(frozen=True)
class Review:
    """The records of a school by whom they are about; `day` is that of the decision, `law` the one in force then."""

    config: Config
    rubric: Rubric
    school: School
    grades: Mapping[Month, Mapping[str, Grade]]
    law: RuleSet | None
    unrated: Unrated = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of the decision."""
        return self.config.decision_date

    @property
    def law_day(self) -> date:
        """The day that picks the rules within the law, which the school may have named for another day."""
        return self.law.day_within(self.day) if self.law else self.day

    # --- people and teams -------------------------------------------------------------------------------------

    def left(self, person: Person, status: str) -> bool:
        """Whether somebody has this status on the day of the decision."""
        return person.status == status and (person.status_from is None or person.status_from <= self.day)

    @cached_property
    def members(self) -> Mapping[str, tuple[Person, ...]]:
        """The teams' members on the day of the decision: who is away still is one, who has left is none."""
        found: dict[str, list[Person]] = {team: [] for team in self.school.roster.teams.values()}
        for person in self.school.roster.people:
            team = self.school.roster.team_of(person.staff_id)
            gone = self.left(person, MOVED) or self.left(person, RETIRED)
            here = person.joined_school is None or person.joined_school <= self.day
            if team and here and not gone:
                found[team].append(person)
        return {team: tuple(people) for team, people in found.items()}

    # --- records by subject: a person's id, a team's name ---------------------------------------------------------

    @cached_property
    def registered(self) -> Mapping[tuple[str, str], tuple[Registered, ...]]:
        """Registrations by subject and title; whoever registers for CSTĐCS does so for LĐTT as well."""
        found: dict[tuple[str, str], list[Registered]] = {}
        rows: list[tuple[str | None, model.Registration | model.TeamRegistration]] = []
        rows += [(row.staff_id, row) for row in self.school.registrations]
        rows += [(row.team, row) for row in self.school.team_registrations]
        for subject, row in rows:
            for registered in _registered(row) if subject else ():
                found.setdefault((str(subject), registered.title), []).append(registered)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def initiatives(self) -> Mapping[str, tuple[model.Initiative, ...]]:
        """Initiatives by author."""
        return _grouped((author, row) for row in self.school.initiatives for author in row.authors or ())

    @cached_property
    def achievements(self) -> Mapping[str, tuple[model.Achievement, ...]]:
        """Achievements by person or team."""
        return _grouped((row.staff_id or row.team, row) for row in self.school.achievements)

    @cached_property
    def disciplines(self) -> Mapping[str, tuple[model.Discipline, ...]]:
        """Disciplinary measures and pending cases by person."""
        return _grouped((row.staff_id, row) for row in self.school.disciplines)

    @cached_property
    def held_titles(self) -> Mapping[str, tuple[model.HeldTitle, ...]]:
        """Titles already held by person or team."""
        return _grouped((row.staff_id or row.team, row) for row in self.school.held_titles)

    @cached_property
    def votes(self) -> Mapping[tuple[str, str], model.Vote]:
        """The council's vote by subject and title; a second one is a problem of its own and does not count."""
        found: dict[tuple[str, str], model.Vote] = {}
        for row in self.school.votes:
            for title in row.titles or ():
                found.setdefault((row.staff_id or row.team or "", title), row)
        return found

    # --- the year's rating ------------------------------------------------------------------------------------

    @cached_property
    def _ratings(self) -> Mapping[str, tuple[model.YearRating, ...]]:
        return _grouped((row.staff_id or row.team, row) for row in self.school.year_ratings)

    @cached_property
    def _staff_levels(self) -> tuple[Mapping[str, YearLevel], tuple[Excellent, ...]]:
        entries = period_entries(self.grades, self.rubric, self.config.year, self.unrated)
        cap = self.law.excellent_cap(self.law_day) if self.law else None
        return year_levels(self.school.roster.people, self._ratings, entries, self.rubric, cap)

    @cached_property
    def levels(self) -> Mapping[str, YearLevel]:
        """The year's level of every person, and of every team whose level is decided."""
        teams = ((team, decided_level(self._ratings.get(team, ()))) for team in self.members)
        return {**self._staff_levels[0], **{team: level for team, level in teams if level}}

    @property
    def excellent(self) -> tuple[Excellent, ...]:
        """How far each group uses the cap on the best level; nothing where there is none."""
        return self._staff_levels[1]


@dataclass(frozen=True)
class Candidate:
    """A person or a team that is looked at for one title; `verdicts` are those of the titles before it."""

    review: Review
    title: str
    subject: str
    person: Person | None = None
    verdicts: Mapping[tuple[str, str], Verdict] = field(default_factory=dict)

    @property
    def members(self) -> Sequence[Person]:
        """A team's members."""
        return self.review.members.get(self.subject, ())

    @property
    def level(self) -> YearLevel | None:
        """The year's level, nothing for a team whose level is not decided."""
        return self.review.levels.get(self.subject)


def _registered(row: model.Registration | model.TeamRegistration) -> Iterable[Registered]:
    """The titles of a row, those they imply, and those written among the forms of commendation."""
    written = dict.fromkeys(row.titles or ())
    if isinstance(row, model.Registration) and row.award:
        written |= dict.fromkeys(titles_named(row.award, ALL_TITLES))
    for title in written:
        yield Registered(row, title, title)
        yield from (Registered(row, each, title) for each in IMPLIED.get(title, ()) if each not in written)


def _grouped(pairs: Iterable[tuple[str | None, _Row]]) -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for subject, row in pairs:
        if subject:
            found.setdefault(subject, []).append(row)
    return {subject: tuple(rows) for subject, rows in found.items()}
