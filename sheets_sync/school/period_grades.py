"""Grades of months → the points and rating of a term or year, person by person, before anybody has a rank."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sheets_sync.model import Grade, Mark, Month, Period, SchoolYear, Term
from sheets_sync.rules.rubric import PeriodKind, Rubric
from sheets_sync.school.scorebook import Scores

Marks = tuple[Mark, ...]
Grades = Mapping[Month, Mapping[str, Grade]]
Unrated = Mapping[Month, Mapping[str, Marks]]
"""The marks of people's rows without points, by month and id."""


class PeriodGrade(NamedTuple):
    """What one person, team or class has in a period: points in hundredths, rating, and the marks behind them."""

    subject: str
    points: int
    rating: str
    rows: Sequence[Marks]
    decided_by: str | None = None
    rated: int = 1


def unrated_rows(months: Mapping[Month, Scores], grades: Grades, rubric: Rubric) -> Unrated:
    """The rows without points, whose facts count towards the caps of a term and of the year all the same.

    Of two rows of one person in a month neither counts.
    """
    if not rubric.caps:
        return {}
    return {month: _unrated(scores, grades.get(month, {})) for month, scores in months.items()}


def _unrated(scores: Scores, graded: Mapping[str, Grade]) -> dict[str, Marks]:
    rows = [score for score in scores.rows if score.staff_id and score.staff_id not in graded]
    counts = Counter(score.staff_id for score in rows)
    return {score.staff_id: score.marks for score in rows if counts[score.staff_id] == 1}


def unrated_of(unrated: Unrated, staff_id: str, months: Iterable[Month]) -> list[Marks]:
    """One person's rows without points in these months."""
    found = (unrated.get(month, {}).get(staff_id) for month in months)
    return [row for row in found if row is not None]


def period_entries(
    grades: Grades, rubric: Rubric, period: Term | SchoolYear, unrated: Unrated
) -> list[PeriodGrade]:
    """Everybody's term or year, as far as it has a rated month."""
    first, second = (_by_person(grades, half) for half in halves(period))
    people = dict.fromkeys((*first, *second))
    others = {who: unrated_of(unrated, who, period.months) for who in people} if unrated else {}
    entries = (
        _entry(rubric, period, who, first.get(who, []), second.get(who, []), others.get(who, ()))
        for who in people
    )
    return [entry for entry in entries if entry]


def halves(period: Term | SchoolYear) -> tuple[tuple[Month, ...], tuple[Month, ...]]:
    """The months of both terms of a year; of a term its own and none."""
    if isinstance(period, Term):
        return period.months, ()
    return period.term(1).months, period.term(2).months


def period_points(rubric: Rubric, period: Period, first: Sequence[int], second: Sequence[int]) -> int | None:
    """The points of a term, or of a year from those of its terms' months."""
    return rubric.term_points(first) if isinstance(period, Term) else rubric.year_points(first, second)


def kind_of(period: Period) -> PeriodKind:
    """Which of the rubric's periods this is."""
    if isinstance(period, Month):
        return "month"
    return "term" if isinstance(period, Term) else "year"


def marks_of(grades: Iterable[Grade]) -> list[Marks]:
    """The marks behind the grades, as far as there is a row; an override may be without one."""
    return [grade.score.marks for grade in grades if grade.score]


def _by_person(grades: Grades, months: Sequence[Month]) -> dict[str, list[Grade]]:
    found: dict[str, list[Grade]] = defaultdict(list)
    for month in months:
        for grade in grades.get(month, {}).values():
            found[grade.staff_id].append(grade)
    return found


def _entry(
    rubric: Rubric,
    period: Term | SchoolYear,
    staff_id: str,
    first: Sequence[Grade],
    second: Sequence[Grade],
    unrated: Sequence[Marks],
) -> PeriodGrade | None:
    points = period_points(
        rubric, period, [grade.points for grade in first], [grade.points for grade in second]
    )
    if points is None:
        return None
    rows = marks_of((*first, *second))
    return PeriodGrade(staff_id, points, rubric.rate_period(points, rows, kind_of(period), unrated), rows)
