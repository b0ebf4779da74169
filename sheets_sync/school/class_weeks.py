"""The weeks of a class board → what each class has in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sheets_sync.model import Mark, Score
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.scorebook import has_mark

Row = tuple[Mark, ...]


class ClassWeek(NamedTuple):
    """A class in a week: its marks and, unless one that must be there is blank or wrong, its points."""

    marks: Row
    points: int | None


ClassWeeks = Mapping[int, Mapping[str, ClassWeek]]
"""By the number of the week, the classes by name."""


def class_weeks(weeks: Mapping[int, Sequence[Score]], rubric: Rubric) -> ClassWeeks:
    """These weeks by class."""
    return {week: class_week(rows, rubric) for week, rows in weeks.items()}


def class_week(rows: Sequence[Score], rubric: Rubric) -> dict[str, ClassWeek]:
    """One week by class; a class with two rows has none.

    Where every column may be blank, a blank row says that nothing was won or lost, once the week is scored.
    """
    blank = rubric.points_of_blank_row() if is_scored(rows, rubric) else None
    counts = Counter(score.staff_id for score in rows)
    single = (score for score in rows if score.staff_id and counts[score.staff_id] == 1)
    return {score.staff_id: ClassWeek(score.marks, _points(score, rubric, blank)) for score in single}


def is_scored(rows: Sequence[Score], rubric: Rubric) -> bool:
    """Whether any class has a mark in a week, readable or not; until then its tab is only prepared."""
    return any(has_mark(score, rubric.scored) for score in rows)


def missing_weeks(weeks: ClassWeeks, name: str) -> list[int]:
    """The weeks in which others have points and a class has none."""
    return [
        week
        for week, classes in weeks.items()
        if (name not in classes or classes[name].points is None)
        and any(each.points is not None for each in classes.values())
    ]


def _points(score: Score, rubric: Rubric, blank: int | None) -> int | None:
    if not score.place.bad.isdisjoint(rubric.scored):
        return None
    return rubric.points(score.marks) if has_mark(score, rubric.scored) else blank
