"""The cells that a month's results come from now: what is frozen, and compared with it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sheets_sync.model import Mark, Month, Score, Where
from sheets_sync.results.closed_months import OVERRIDE
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import TOTALS
from sheets_sync.school.gradebook import valid_overrides
from sheets_sync.tables import CellValue, shown


def cell_headings(results: Results) -> tuple[str, ...]:
    """The columns that a month's results come from: the rubric's, the totals, the override."""
    return (*(item.header for item in results.rubric.inputs), *(column.header for column in TOTALS), OVERRIDE)


def cells_of(results: Results, month: Month, unread: bool = True) -> dict[str, dict[str, CellValue]]:
    """What those cells hold now, by person and heading; of twin rows the first.

    Of a cell that cannot be read, such as 25 where 20 is the most, it is the text that is there, if `unread`.
    """
    found: dict[str, dict[str, CellValue]] = {}
    headings = cell_headings(results)
    texts = _unread_texts(results) if unread else {}
    keys = (*(item.key for item in results.rubric.inputs), *(column.key for column in TOTALS))
    for score in _rows(results, month):
        if score.staff_id:
            totals = (score.own_total, score.team_total, score.approved)
            held: list[CellValue] = list(map(_value, (*score.marks, *totals)))
            for at, key in enumerate(keys):
                if held[at] is None and key in score.place.bad:
                    held[at] = texts.get(score.place.at(key))
            found.setdefault(score.staff_id, dict(zip(headings, (*held, None), strict=True)))
    for staff_id, points in _overrides(results, month).items():
        found.setdefault(staff_id, {})[OVERRIDE] = points_value(points)
    return found


def _unread_texts(results: Results) -> dict[Where, str]:
    """What is in the cells that cannot be read, as every store gives it back."""
    found = ((problem.where, shown(problem.value)) for problem in results.problems)
    return {where: text for where, text in found if isinstance(text, str)}


def _rows(results: Results, month: Month) -> list[Score]:
    scores = results.school.months.get(month)
    return scores.rows if scores else []


def _overrides(results: Results, month: Month) -> Mapping[str, int]:
    school = results.school
    return valid_overrides(school.overrides, results.rubric, school.roster).get(month, {})


def _value(mark: Mark) -> CellValue:
    return points_value(mark) if isinstance(mark, int) else mark


def points_value(hundredths: int) -> int | Decimal:
    """Points as every store gives them back, so that what was read again is what was written."""
    return hundredths // 100 if hundredths % 100 == 0 else Decimal(repr(hundredths / 100))
