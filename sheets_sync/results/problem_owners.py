"""Who has to mend a problem, where it bears no id of its own: the person whom its row very likely means."""

from __future__ import annotations

from typing import NamedTuple

from sheets_sync.model import Problem, Where
from sheets_sync.results.results import Results
from sheets_sync.school.roster import Roster
from sheets_sync.text.vietnamese import fold


class Owner(NamedTuple):
    """A person by id, and whether the row itself says so or it is only likely."""

    staff_id: str
    sure: bool = True


class ProblemOwners:
    """Finds the owner of each problem of these results; of an initiative it is the first known author."""

    def __init__(self, results: Results) -> None:
        self._of_rows: dict[Where, Owner] = {}
        self._bearers: dict[Where, Owner] = {}
        roster = results.school.roster
        for problem in results.problems:
            likely = _likely(problem, roster)
            if likely:
                self._of_rows.setdefault(_row(problem), Owner(likely, sure=False))
            bearer = problem.params.get("owner") if problem.code == "score-duplicate" else None
            if bearer:
                self._bearers[_row(problem)] = Owner(str(bearer), sure=False)
        for initiative in results.school.initiatives:
            if initiative.authors:
                self._of_rows[initiative.place.row_itself] = Owner(initiative.authors[0])

    def of(self, problem: Problem) -> Owner | None:
        """The problem's owner: by the name in a row with another's id, by its id, else by what its row suggests."""
        row = _row(problem)
        if row in self._bearers:
            return self._bearers[row]
        if problem.staff_id:
            return Owner(problem.staff_id)
        return self._of_rows.get(row) if row.row else None


def _row(problem: Problem) -> Where:
    return problem.where._replace(column=None)


def _likely(problem: Problem, roster: Roster) -> str | None:
    """The id that a finding suggests; some suggest a name."""
    found = str(problem.params.get("owner") or problem.params.get("likely") or "")
    if found in roster.by_id:
        return found
    people = roster.by_name.get(fold(found), ())
    return people[0].staff_id if len(people) == 1 else None
