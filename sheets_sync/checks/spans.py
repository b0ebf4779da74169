"""Rules of spans of time: leaves, terms of office, movements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sheets_sync.checks.stating import at_cell, day_text
from sheets_sync.model import CouncilMember, Leave, Movement, Problem
from sheets_sync.results.results import Results

_Spanning = Leave | CouncilMember | Movement


def dates_reversed(results: Results) -> Iterator[Problem]:
    """A leave, a term of office or a movement that ends before it begins."""
    school = results.school
    spans: tuple[_Spanning, ...] = (*school.leaves, *school.council, *school.movements)
    for row in spans:
        if row.start and row.end and row.end < row.start:
            staff_id = None if isinstance(row, Movement) else row.staff_id
            column = "Kết thúc" if isinstance(row, Movement) else "Đến ngày"
            dates = {"start": day_text(row.start), "end": day_text(row.end), "column": column}
            yield at_cell(row.place, "end", "dates-reversed", day_text(row.end), staff_id, **dates)


def leave_overlap(results: Results) -> Iterator[Problem]:
    """Two leaves of one person that share a day, at the later row."""
    earlier: dict[str, list[tuple[date, date, int]]] = {}
    for leave in results.school.leaves:
        start, end = leave.start, leave.end or date.max
        if not leave.staff_id or not start or end < start or "end" in leave.place.bad:
            continue
        others = earlier.setdefault(leave.staff_id, [])
        rows = (row for first, last, row in others if start <= last and first <= end)
        row = next(rows, None)
        if row is not None:
            value = day_text(start)
            yield at_cell(leave.place, "start", "leave-overlap", value, leave.staff_id, first=row)
        others.append((start, end, leave.place.row))
