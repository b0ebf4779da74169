"""Rules across cells, rows and tabs: each a function from the results to problems, listed in a tuple here.

OF_CELLS look at what the cells give by themselves, OF_ANNOUNCED at the current results, closed months as they were closed.
Rules of a single cell (its type, its range, its list) are applied while reading, in `school.records` and
`school.scorebook`. docs/extending.md says how to add a rule with a problem code of its own.

Imports `results` and what lies below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sheets_sync.checks.class_weeks import class_week_missing
from sheets_sync.checks.council import decision_missing, initiative_twice, vote_twice, votes_inconsistent
from sheets_sync.checks.entries import entries_short
from sheets_sync.checks.movements import movement_twice
from sheets_sync.checks.not_begun import month_not_begun
from sheets_sync.checks.overrides import override_invalid, override_out_of_range, override_twice
from sheets_sync.checks.quotas import too_many_of_a_title
from sheets_sync.checks.registrations import (
    registration_duplicate,
    registration_late,
    registration_missing,
)
from sheets_sync.checks.scores import (
    not_approved,
    rating_mismatch,
    score_duplicate,
    score_missing,
    too_many_of_best,
    total_mismatch,
)
from sheets_sync.checks.spans import dates_reversed, leave_overlap
from sheets_sync.model import Problem
from sheets_sync.results.results import Results

Check = Callable[[Results], Iterable[Problem]]

OF_CELLS: tuple[Check, ...] = (
    score_duplicate,
    score_missing,
    class_week_missing,
    month_not_begun,
    total_mismatch,
    rating_mismatch,
    not_approved,
    override_invalid,
    override_out_of_range,
    override_twice,
    dates_reversed,
    leave_overlap,
    registration_late,
    registration_missing,
    registration_duplicate,
    decision_missing,
    initiative_twice,
    movement_twice,
    vote_twice,
    votes_inconsistent,
    entries_short,
)
OF_ANNOUNCED: tuple[Check, ...] = (too_many_of_best, too_many_of_a_title)


def check(results: Results, rules: Iterable[Check]) -> list[Problem]:
    """Every problem that these rules find."""
    return [problem for rule in rules for problem in rule(results)]
