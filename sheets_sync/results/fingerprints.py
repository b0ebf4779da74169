"""The fingerprint of a period's results: equal fingerprints, equal points, ratings and ranks.

It is in documents and in `Chốt tháng`; `verify` looks it up.
"""

from __future__ import annotations

from sheets_sync.model import Period, RankedGroup, RankedPerson, Ranking
from sheets_sync.results.closed_months import fingerprint
from sheets_sync.results.results import Results


def results_fingerprint(results: Results, period: Period) -> str:
    """The fingerprint of what was computed for a month, term or year: staff and teams."""
    return rankings_fingerprint(results.ranking(period), results.ranking(period, "team"))


def rankings_fingerprint(staff: Ranking, teams: Ranking) -> str:
    """The fingerprint of both rankings of one period."""
    people = [
        (row.staff_id, row.team, row.points, row.rating, row.rank, row.team_rank)
        for row in staff.rows
        if isinstance(row, RankedPerson)
    ]
    groups = [
        (row.name, row.points, row.rating, row.rank, row.rated)
        for row in teams.rows
        if isinstance(row, RankedGroup)
    ]
    return fingerprint(str(staff.period), sorted(people), sorted(groups), sorted(staff.not_rated))
