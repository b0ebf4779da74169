"""Rules of the registrations of individuals and teams."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.checks.stating import about_person, at_cell, day_text, first_row
from sheets_sync.model import Place, Problem, Registration, TeamRegistration
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import EARLY_ROUND, REGISTRATIONS
from sheets_sync.rules.titles import BY_CODE

_AnyRegistration = Registration | TeamRegistration


def _all(results: Results) -> tuple[_AnyRegistration, ...]:
    return (*results.school.registrations, *results.school.team_registrations)


def _person(row: _AnyRegistration) -> str | None:
    return row.staff_id if isinstance(row, Registration) else None


def registration_late(results: Results) -> Iterator[Problem]:
    """A first-round registration after the deadline."""
    deadline = results.config.registration_deadline
    params = {"deadline": day_text(deadline), "round": EARLY_ROUND}
    for row in _all(results):
        if row.day and row.round == EARLY_ROUND and deadline < row.day <= results.config.year.last:
            yield at_cell(row.place, "day", "registration-late", day_text(row.day), _person(row), **params)


def registration_missing(results: Results) -> Iterator[Problem]:
    """Somebody at work on the deadline and today who has not registered by it.

    One who registered after it, or in the second round, is not missing: asking again would mend nothing.
    """
    deadline, roster = results.config.registration_deadline, results.school.roster
    tabs = results.school.tabs.get(REGISTRATIONS.key)
    if not tabs or results.today <= deadline:
        return
    registered = {row.staff_id for row in results.school.registrations if row.titles}
    for person in roster.people:
        at_work = roster.at_work_on(person, deadline) and roster.at_work_on(person, results.today)
        if at_work and person.staff_id not in registered:
            yield about_person(person, "registration-missing", tabs[0], deadline=day_text(deadline))


def registration_duplicate(results: Results) -> Iterator[Problem]:
    """The same person or team and title twice, at the later row."""
    seen: dict[object, Place] = {}
    for row in _all(results):
        subject = row.staff_id if isinstance(row, Registration) else row.team
        for code in row.titles or () if subject else ():
            first = first_row(seen, (type(row), subject, code), row.place)
            if first:
                title = BY_CODE[code].name
                params = {"first": first, "title": title, "staff_id": subject}
                where = row.place, "titles"
                yield at_cell(*where, "registration-duplicate", title, _person(row), **params)
                break
