"""Rules of `Điều chỉnh`: points set by hand need a reason and two people."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.checks.stating import at_cell, first_row
from sheets_sync.model import Override, Place, Problem
from sheets_sync.points import points_short
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import OVERRIDES
from sheets_sync.school.gradebook import is_valid, same_people


def override_invalid(results: Results) -> Iterator[Problem]:
    """An override without reason, or not proposed and approved by two people; the first of these in a row."""
    for row in results.school.overrides:
        fault = _fault(results, row)
        if fault:
            key, variant = fault
            column, value = OVERRIDES.column(key).header, getattr(row, key)
            where = row.place, key
            yield at_cell(*where, "override-invalid", value, row.staff_id, column=column, variant=variant)


def _fault(results: Results, row: Override) -> tuple[str, str] | None:
    """The cell at fault and the variant of the text; a cell that cannot be read is a problem already."""
    needed = (("reason", "reason"), ("proposed_by", "names"), ("approved_by", "names"))
    blank = (each for each in needed if getattr(row, each[0]) is None and each[0] not in row.place.bad)
    same = same_people(row, results.school.roster)
    return next(blank, ("approved_by", "same") if same else None)


def override_out_of_range(results: Results) -> Iterator[Problem]:
    """An override's points outside the range of the rubric's total."""
    low, high = results.rubric.lowest, results.rubric.highest
    limits = {"low": points_short(low), "high": points_short(high)}
    limits["column"] = OVERRIDES.column("points").header
    for row in results.school.overrides:
        if row.points is not None and not low <= row.points <= high:
            value, variant = points_short(row.points), "low" if row.points < low else "high"
            where = row.place, "points"
            yield at_cell(*where, "out-of-range", value, row.staff_id, variant=variant, **limits)


def override_twice(results: Results) -> Iterator[Problem]:
    """A second override of the same person's month, which does not count; at the later row."""
    seen: dict[object, Place] = {}
    for row in results.school.overrides:
        if is_valid(row, results.rubric, results.school.roster):
            first = first_row(seen, (row.staff_id, row.month), row.place)
            if first:
                yield at_cell(
                    row.place, row.place.owner_key, "row-duplicate", row.staff_id, row.staff_id, first=first
                )
