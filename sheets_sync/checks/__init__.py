"""Rules across cells, rows and tabs: each a function from the results to problems; to add a rule, add it to a tuple.

OF_CELLS look at what the cells give by themselves, OF_ANNOUNCED at what stands, closed months as they were closed.
A rule with a code of its own also needs: the code's level in `problems.py` and its texts in `problem_texts.py`, what
its kind is called in `summary_problems.KINDS`, an example and its level in `tests/test_problems.py`, and two drawn
tests in `tests/checks/`. A rule of the cells in a month's tab is named in `closed_changes` where an edit of a closed
month would make it tell the same once more.
Rules of a single cell (its type, its range, its list) are found while reading, in `records.py` and `scorebook.py`.

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
