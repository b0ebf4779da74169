"""Rules of the movements."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.checks.stating import at_cell, first_row
from sheets_sync.model import Place, Problem
from sheets_sync.results.results import Results
from sheets_sync.text.vietnamese import fold


def movement_twice(results: Results) -> Iterator[Problem]:
    """The same `Tên phong trào` twice, at the later row: its paper is about the first."""
    seen: dict[object, Place] = {}
    for row in results.school.movements:
        first = first_row(seen, fold(row.name), row.place) if row.name else None
        if first:
            yield at_cell(row.place, "name", "row-duplicate", row.name, None, first=first)
