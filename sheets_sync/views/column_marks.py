"""How many marks each month's optional columns hold: a column that is renamed takes them along in silence.

Only columns that points may follow from, and whose lack is no problem by itself; a required one is `column-missing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sheets_sync.model import Score
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import Column, month_form
from sheets_sync.school.scorebook import Scores

PREFIX = "marks "
"""What the facts are called, before the column's header: a document property each, for those are short."""


class ColumnFill(NamedTuple):
    """A month's filled cells of one column, and how many of the month's tabs do not have it."""

    filled: int
    lacking: int = 0


def marks_facts(results: Results) -> dict[str, str]:
    """The counts as facts: `2023-09=60 2023-10=45/1`, the latter with one tab that lacks the column."""
    months = {month: scores for month, scores in results.school.months.items() if scores.tabs}
    columns = _deciding(results) if months else []
    return {
        PREFIX + column.header: " ".join(
            f"{month}={_text(_count(scores, column, place))}" for month, scores in months.items()
        )
        for column, place in columns
    }


def read_marks(facts: Mapping[str, str]) -> dict[tuple[str, str], ColumnFill]:
    """The counts of facts; what somebody damaged is left out."""
    found = {}
    for name, text in facts.items():
        if name.startswith(PREFIX):
            header = name.removeprefix(PREFIX)
            found.update({(header, month): marks for month, marks in _read(text)})
    return found


def _deciding(results: Results) -> list[tuple[Column, int | None]]:
    """The optional columns that points follow from, each with its place among the marks; totals have none."""
    keys = [item.key for item in results.rubric.inputs]
    return [
        (column, keys.index(column.key) if column.key in keys else None)
        for column in month_form(results.rubric).columns
        if column.key in ("team_total", "approved") or (column.key in keys and not column.required)
    ]


def _count(scores: Scores, column: Column, place: int | None) -> ColumnFill:
    filled = sum(_is_filled(score, column, place) for score in scores.rows)
    return ColumnFill(filled, sum(column.key not in each for each in scores.columns))


def _is_filled(score: Score, column: Column, place: int | None) -> bool:
    mark = getattr(score, column.key) if place is None else score.marks[place]
    return mark is not None or column.key in score.place.bad


def _text(marks: ColumnFill) -> str:
    return f"{marks.filled}/{marks.lacking}" if marks.lacking else str(marks.filled)


def _read(text: str) -> Iterator[tuple[str, ColumnFill]]:
    for each in text.split():
        month, _, counts = each.partition("=")
        filled, _, lacking = counts.partition("/")
        if filled.isdecimal() and (not lacking or lacking.isdecimal()):
            yield month, ColumnFill(int(filled), int(lacking or 0))
