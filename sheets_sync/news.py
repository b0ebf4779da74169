"""What changed since the last state that was read: who rose and fell and by which cells, late corrections, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sheets_sync.differences import CellChange, Tabs, cell_changes
from sheets_sync.model import Month, Sheet, Standing
from sheets_sync.month_figures import MonthFigures
from sheets_sync.period_figures import TeamPeople
from sheets_sync.points import hundredths
from sheets_sync.results import Results
from sheets_sync.school import named_month


class Former(NamedTuple):
    """The state before: the day of its run, what was read, and every month's standings by id as JSON has them."""

    day: date
    sheets: Sequence[Sheet]
    standings: Mapping[Month, Mapping[str, Mapping[str, Any]]]


class Move(NamedTuple):
    """Somebody whose rank or points changed, and the cells of theirs that did."""

    staff_id: str
    name: str
    rank_before: int | None
    rank: int | None
    points_before: int | None
    points: int | None
    cells: tuple[CellChange, ...]

    @property
    def rise(self) -> int:
        """Places gained, below zero lost; who is new or gone moved no place."""
        return (self.rank_before - self.rank) if self.rank_before and self.rank else 0


class News(NamedTuple):
    """What is new in a month since a day."""

    since: date
    month: Month
    moves: tuple[Move, ...]
    late: tuple[CellChange, ...]
    """Cells of months that were over already, the closed ones too."""
    missing: tuple[TeamPeople, ...]

    @property
    def risen(self) -> int:
        """How many stand better."""
        return sum(move.rise > 0 for move in self.moves)

    @property
    def fallen(self) -> int:
        """How many stand worse."""
        return sum(move.rise < 0 for move in self.moves)


def news_of(former: Former, results: Results) -> News | None:
    """What is new in the month in question; nothing without a month."""
    month = results.latest_month() or next(reversed(results.ranked_months), None)
    if month is None:
        return None
    changes = tuple(cell_changes(former.sheets, results.sheets, Tabs(results.config, results.rubric)))
    months = [named_month(change.where.tab, results.config.year) for change in changes]
    of_month = [change for change, of in zip(changes, months, strict=True) if of == month]
    late = (change for change, of in zip(changes, months, strict=True) if of and of.last < former.day)
    moves = sorted(
        _moves(former, results, month, of_month), key=lambda move: (-abs(move.rise), move.rank or 0)
    )
    return News(former.day, month, tuple(moves), tuple(late), MonthFigures(results, month).missing)


def _moves(former: Former, results: Results, month: Month, changes: Iterable[CellChange]) -> Iterator[Move]:
    before = former.standings.get(month, {})
    rows = results.ranking(month).rows
    after = {row.staff_id: row for row in rows if isinstance(row, Standing)}
    cells: dict[str, list[CellChange]] = {}
    for change in changes:
        cells.setdefault(_owner(results, change.whose), []).append(change)
    for staff_id in dict.fromkeys((*after, *before)):
        old, new = before.get(staff_id), after.get(staff_id)
        was = (int(old["rank"]), hundredths(str(old["points"]))) if old else (None, None)
        now = (new.rank, new.points) if new else (None, None)
        if was != now:
            name = new.name if new else str(old["name"] if old else "")
            own = tuple(cells.get(staff_id, ()))
            yield Move(staff_id, name, was[0], now[0], was[1], now[1], own)


def _owner(results: Results, whose: str) -> str:
    """The id of the person a row names, by id or by name."""
    roster = results.school.roster
    return whose if whose in roster.by_id else roster.likely_id(whose, whose) or whose
