"""What is wrong in a month's own cells: in its tabs, and in the overrides of its points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheets_sync.model import Month, Problem, Where
from sheets_sync.results.results import Results
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.rules.problems import is_error
from sheets_sync.school.school import month_tabs


def month_errors(results: Results, month: Month) -> tuple[Problem, ...]:
    """The errors in a month's tabs and overrides; an override whose month cannot be read may be one of them."""
    is_its, overridden = month_tabs(month, results.config), _overridden_months(results)

    def concerns(problem: Problem) -> bool:
        row = _row(problem)
        return is_its(problem.where.tab) or (row in overridden and overridden[row] in (month, None))

    return tuple(problem for problem in results.problems if is_error(problem) and concerns(problem))


def with_closed_months(problems: Iterable[Problem], results: Results) -> Iterator[Problem]:
    """The problems, those in the cells of a closed month with that month."""
    tabs = {month: month_tabs(month, results.config) for month in results.closed}
    overridden = _overridden_months(results)
    for problem in problems:
        title, row = problem.where.tab, _row(problem)
        months = (month for month, is_its in tabs.items() if is_its(title) or overridden.get(row) == month)
        closed = None if CODES[problem.code].of_layout else next(months, None)
        yield problem._replace(closed=closed) if closed else problem


def _overridden_months(results: Results) -> Mapping[Where, Month | None]:
    """The month of each row of overrides, as far as it can be read."""
    return {row.place.row_itself: row.month for row in results.school.overrides}


def _row(problem: Problem) -> Where:
    return problem.where._replace(column=None)
