"""What changed since the last state that was read: who rose and fell and by which cells, late corrections, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sheets_sync.model import Month, RankedPerson, Sheet
from sheets_sync.points import hundredths
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.results.period_figures import TeamPeople
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import OVERRIDES
from sheets_sync.school.differences import CellChange, Tabs, cell_changes
from sheets_sync.school.school import named_month

ChangedCells = dict[str, list[CellChange]]
"""The changed cells by the person they are about."""


class Former(NamedTuple):
    """The state before: the day of its run, what was read, and every month's ranking by id as JSON has them."""

    day: date
    sheets: Sequence[Sheet]
    rankings: Mapping[Month, Mapping[str, Mapping[str, Any]]]


class PointsMove(NamedTuple):
    """Somebody whose points changed, and the cells that made them change."""

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
    """What is new since a day: in the month in question, and in the months before it."""

    since: date
    month: Month
    moves: tuple[PointsMove, ...]
    """Who has other points than before, who is new, and who is gone."""
    shifted: int
    """How many others changed their place because of these."""
    earlier: Mapping[Month, int]
    """In other months: how many people's points changed."""
    late: tuple[CellChange, ...]
    """Cells that held something else in months that were over already, the closed ones too."""
    missing: tuple[TeamPeople, ...]
    """Who has handed in nothing, by team."""
    left_out: tuple[TeamPeople, ...]
    """Who has handed in something that cannot be ranked for its errors, by team."""


def news_of(former: Former, results: Results) -> News | None:
    """What is new; nothing without a month."""
    month = results.latest_month() or next(reversed(results.ranked_months), None)
    if month is None:
        return None
    tabs = Tabs(results.config, results.rubric)
    changes = list(cell_changes(former.sheets, results.sheets, tabs))
    of_month: ChangedCells = {}
    late = []
    for change in changes:
        of = named_month(change.where.tab, results.config.year)
        if of == month:
            of_month.setdefault(_owner(results, change.owner), []).append(change)
        if of and of.last < former.day and change.before is not None:  # a first entry corrects nothing
            late.append(change)
    before, after = former.rankings.get(month, {}), _ranked(results, month)
    by_hand = (change for change in changes if tabs.form(change.where.tab) == OVERRIDES)
    overriding = _overriding(results, month, by_hand)
    moves = sorted(
        _moves(before, after, of_month, overriding), key=lambda move: (-abs(move.rise), move.rank or 0)
    )
    moved = {move.staff_id for move in moves}
    shifted = sum(
        str(row.rank) != str(before[each]["rank"])
        for each, row in after.items()
        if each in before and each not in moved
    )
    earlier, figures = _earlier(former, results, month), MonthFigures(results, month)
    return News(
        former.day, month, tuple(moves), shifted, earlier, tuple(late), figures.missing, figures.left_out
    )


def _ranked(results: Results, month: Month) -> dict[str, RankedPerson]:
    return {row.staff_id: row for row in results.ranking(month).rows if isinstance(row, RankedPerson)}


def _points(row: Mapping[str, Any] | None) -> int | None:
    return hundredths(str(row["points"])) if row else None


def _earlier(former: Former, results: Results, month: Month) -> dict[Month, int]:
    """How many people's points changed in the months before this one, where any did."""
    found = {}
    for each in results.config.year.months:
        if each >= month:
            break
        before, after = former.rankings.get(each, {}), _ranked(results, each)
        changed = sum(
            _points(before.get(staff_id)) != (after[staff_id].points if staff_id in after else None)
            for staff_id in dict.fromkeys((*after, *before))
        )
        if changed:
            found[each] = changed
    return found


def _moves(
    before: Mapping[str, Mapping[str, Any]],
    after: Mapping[str, RankedPerson],
    of_month: ChangedCells,
    overriding: ChangedCells,
) -> Iterator[PointsMove]:
    for staff_id in dict.fromkeys((*after, *before)):
        old, new = before.get(staff_id), after.get(staff_id)
        was, now = _points(old), new.points if new else None
        if was != now:
            name = new.name if new else str(old["name"] if old else "")
            by_hand = "override" in (new.decided_by if new else None, old["decided_by"] if old else None)
            cells = (overriding if by_hand else of_month).get(staff_id, ())
            ranks = int(old["rank"]) if old else None, new.rank if new else None
            yield PointsMove(staff_id, name, *ranks, was, now, tuple(cells))


def _overriding(results: Results, month: Month, changes: Iterable[CellChange]) -> ChangedCells:
    """The changed cells of `Điều chỉnh` by the person whose month they set, or had set: a row that is gone names none."""
    months = {row.place.at("points")._replace(column=None): row.month for row in results.school.overrides}
    found: ChangedCells = {}
    for change in changes:
        of = months.get(change.where._replace(column=None))
        if change.after is None or of in (None, month):
            found.setdefault(_owner(results, change.owner), []).append(change)
    return found


def _owner(results: Results, subject: str) -> str:
    """The id of the person a row names, by id or by name."""
    roster = results.school.roster
    return subject if subject in roster.by_id else roster.likely_id(subject, subject) or subject
