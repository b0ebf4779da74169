"""The registrations of a year put together: who registered for what, in which round, who is late, who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.model import Registration, TeamRegistration
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import EARLY_ROUND
from sheets_sync.rules.titles import TITLES

RowPlace = tuple[str, str | None, int]


class Register(NamedTuple):
    """The year's registrations: people and teams with their rows, in the order in which papers list them.

    `titles_of` are the titles that each wrote; `counts`, by team and title, also count those that they imply.
    `late` are the rows after the deadline, as (tab, book, row), `missing` the ids of those at work without a registration.
    """

    people: Mapping[str, Sequence[Registration]]
    teams: Mapping[str, Sequence[TeamRegistration]]
    titles_of: Mapping[str, tuple[str, ...]]
    counts: Mapping[tuple[str, str], int]
    late: frozenset[RowPlace]
    missing: tuple[str, ...]

    def counts_of(self, title: str) -> int:
        """How many registered for a title in the whole school."""
        return sum(count for (_, code), count in self.counts.items() if code == title)


def register_of(results: Results) -> Register:
    """The registrations that can be read, put together."""
    review, roster = results.review, results.school.roster
    order = [title.code for title in TITLES]
    written: dict[str, set[str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for (subject, title), rows in review.registered.items():
        team = subject if subject in roster.teams.values() else roster.team_of(subject)
        counts[team, title] += 1
        if any(row.by == title for row in rows):
            written.setdefault(subject, set()).add(title)
    people = {
        person.staff_id: tuple(row for row in results.school.registrations if row.staff_id == person.staff_id)
        for person in roster.in_name_order()
        if person.staff_id in written
    }
    teams = {
        team: tuple(row for row in results.school.team_registrations if row.team == team)
        for team in roster.teams.values()
        if team in written
    }
    titles_of = {subject: tuple(sorted(titles, key=order.index)) for subject, titles in written.items()}
    return Register(people, teams, titles_of, counts, _late(results), _missing(results, written))


def _late(results: Results) -> frozenset[RowPlace]:
    deadline, last = results.config.registration_deadline, results.config.year.last
    rows: list[Registration | TeamRegistration] = [*results.school.registrations]
    rows += results.school.team_registrations
    late = (row for row in rows if row.round == EARLY_ROUND and row.day and deadline < row.day <= last)
    return frozenset(row.place[:3] for row in late)


def _missing(results: Results, written: Mapping[str, object]) -> tuple[str, ...]:
    """Whom `registration-missing` names, or would name before the deadline: at work then and today, not registered."""
    roster = results.school.roster
    days = (results.config.registration_deadline, results.today)
    return tuple(
        person.staff_id
        for person in roster.in_name_order()
        if person.staff_id not in written and all(roster.at_work_on(person, day) for day in days)
    )
