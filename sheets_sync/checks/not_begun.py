"""Marks before their time: in a month that has not begun on the day of the run."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.checks.stating import at_cell, day_text
from sheets_sync.model import Mark, Month, Place, Problem, Score
from sheets_sync.points import points_short
from sheets_sync.results.results import Results
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.scorebook import Scores, has_mark


def month_not_begun(results: Results) -> Iterator[Problem]:
    """Each tab of a month that has not begun, or of a week of it, at its first mark or deciding total."""
    for month, scores, rubric in _score_tabs(results):
        if month.first > results.today:
            for score in _first_with_marks(scores, rubric):
                key, mark = _first_mark(score, rubric)
                value = points_short(mark) if isinstance(mark, int) else mark
                said = {"month": month.shown, "first": day_text(month.first)}
                yield at_cell(score.place, key, "month-not-begun", value, score.staff_id, **said)


def _score_tabs(results: Results) -> Iterator[tuple[Month, Scores, Rubric]]:
    for month, scores in results.school.months.items():
        yield month, scores, results.rubric
    for month, weeks in results.school.weeks.items():
        assert results.class_rubric
        for scores in weeks.values():
            yield month, scores, results.class_rubric


def _first_with_marks(scores: Scores, rubric: Rubric) -> Iterator[Score]:
    """The first row with a mark of each tab."""
    seen: set[tuple[str, str | None]] = set()
    for score in scores.rows:
        tab = score.place.tab, score.place.book
        if tab not in seen and has_mark(score, rubric.scored):
            seen.add(tab)
            yield score


def _first_mark(score: Score, rubric: Rubric) -> tuple[str, Mark]:
    """The leftmost cell with a mark or a deciding total: its column's key, and what it holds, where that is known."""
    inputs = zip(rubric.inputs, score.marks, strict=True)
    held = {item.key: mark for item, mark in inputs if item.key in rubric.scored}
    held |= {"team_total": score.team_total, "approved": score.approved}
    place = score.place
    filled = [key for key, mark in held.items() if mark is not None or key in place.bad]
    key = min(filled, key=lambda each: _column(place, each))
    return key, held[key]


def _column(place: Place, key: str) -> int:
    return place.columns.get(key, 0)
