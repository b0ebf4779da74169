"""Who rose and fell most, on the principal's page; one whose row has a warning is marked, for it may be a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheets_sync.language import N_
from sheets_sync.model import Month, RankedPerson, Where
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.tables import Cell
from sheets_sync.views.tabs.cells import CellRow, TabSource, change, headings, period_name, points
from sheets_sync.views.tabs.rankings import staff_rows

SHOWN = 3
_NAME = 3  # columns
_HALF = 6

_Move = tuple[RankedPerson, RankedPerson]
"""Somebody's place now and the month before."""


def moves_section(draft: TabSource) -> tuple[str, list[CellRow]]:
    """The section's title and rows; without a month before neither."""
    month = draft.month
    before = draft.before(month) if month else None
    if month is None or before is None:
        return "", []
    former = {row.staff_id: row for row in staff_rows(draft.staff[before])}
    rows = staff_rows(draft.staff[month])
    moved = [(row, former[row.staff_id]) for row in rows if row.staff_id in former]
    rose = sorted((move for move in moved if _gain(move) > 0), key=lambda move: -_gain(move))[:SHOWN]
    fell = sorted((move for move in moved if _gain(move) < 0), key=_gain)[:SHOWN]
    t, then = draft.t, period_name(before, draft.t)
    who = (Cell(t(N_("Họ và tên")), "heading", span=_NAME), *headings([then, period_name(month, t)]))
    heads = (*who, *headings([t(N_("Tăng"))]), *who, *headings([t(N_("Giảm"))]))
    doubts = _doubts(draft, [now for now, _ in (*rose, *fell)], (before, month))
    pairs = range(max(len(rose), len(fell)))
    body: list[CellRow] = [(*_move(rose, at, doubts), *_move(fell, at, doubts)) for at in pairs]
    if doubts:
        text = t(N_("⚠ dòng này còn cảnh báo, xem lại trước"))
        body.append((Cell(text, "note", span=2 * _HALF),))
    return t(N_("Tăng, giảm nhiều nhất so với tháng {month}"), month=then), [heads, *body] if body else []


def _gain(move: _Move) -> int:
    return move[0].points - move[1].points


def _move(moves: Sequence[_Move], at: int, doubts: dict[str, Where]) -> CellRow:
    if at >= len(moves):
        return (Cell(None, "note", span=_HALF),)
    now, before = moves[at]
    return (
        _name(now, doubts.get(now.staff_id)),
        points(before.points),
        points(now.points),
        change(_gain(moves[at])),
    )


def _name(row: RankedPerson, doubt: Where | None) -> Cell:
    if doubt is None:
        return Cell(row.name, span=_NAME)
    return Cell(f"⚠ {row.name}", "link", doubt, _NAME)


def _doubts(
    draft: TabSource, people: Sequence[RankedPerson], months: tuple[Month, Month]
) -> dict[str, Where]:
    """The first cell of each of these people's rows in the two months that bears an error or a warning."""
    owners = {
        (place.tab, place.book, place.row): row.staff_id
        for row in people
        for place in _rows(draft, row.staff_id, months)
    }
    found: dict[str, Where] = {}
    for each in draft.results.problems:
        owner = owners.get((each.where.tab, each.where.book, each.where.row or 0))
        if owner and CODES[each.code].casts_doubt and problems.level(each) != "info":
            found.setdefault(owner, each.where)
    return found


def _rows(draft: TabSource, staff_id: str, months: tuple[Month, Month]) -> Iterator[Where]:
    for month in months:
        grade = draft.results.grades.get(month, {}).get(staff_id)
        if grade and grade.score:
            yield grade.score.place.at("staff_id")
