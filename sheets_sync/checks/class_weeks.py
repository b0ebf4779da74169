"""Rules of a class board's weekly tabs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sheets_sync.model import Problem
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.class_weeks import class_week, is_scored
from sheets_sync.school.school import week_monday
from sheets_sync.school.scorebook import Scores, has_mark
from sheets_sync.settings.config import ClassesSettings


def class_week_missing(results: Results) -> Iterator[Problem]:
    """A week that is over, and whose tab has any mark: a class of the board without a row or without a mark in it."""
    classes, rubric = results.config.classes, results.class_rubric
    if classes is None or rubric is None:
        return
    for week, scores in _weeks_over(results, classes):
        tab = classes.tab.format(week=week)
        for name in _missing(scores, classes, rubric):
            yield Problem("score-missing", scores.tabs[0], f"{name}, {tab}", None, {"class": name}, "class")


def _weeks_over(results: Results, classes: ClassesSettings) -> Iterator[tuple[int, Scores]]:
    for weeks in results.school.weeks.values():
        for week, scores in weeks.items():
            if week_monday(classes, week) + timedelta(days=6) < results.today:
                yield week, scores


def _missing(scores: Scores, classes: ClassesSettings, rubric: Rubric) -> list[str]:
    """The classes without a mark and without points; what is wrong with a row is a problem of its own."""
    if not is_scored(scores.rows, rubric):
        return []
    marked = {score.staff_id for score in scores.rows if has_mark(score, rubric.scored)}
    rated = {name for name, week in class_week(scores.rows, rubric).items() if week.points is not None}
    return [name for name in classes.names if name not in {*marked, *rated, *scores.named}]
