"""`Chốt tháng`: the closed months as they were closed, newest last, and what was opened again."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.language import N_
from sheets_sync.results.closed_months import (
    REOPENED,
    REOPENED_HEADINGS,
    TITLE,
    ClosedMonth,
    Reopening,
    month_name,
)
from sheets_sync.tables import Cell, CellValue, OutputTab, Style
from sheets_sync.views.tabs.cells import CellRow, TabSource, tab_title

_NUMBERS: dict[str, Style] = {"Hạng": "integer", "Hạng trong tổ": "integer", "Số người": "integer"}
_WIDTHS, _WIDTH = (15, 26, 20), 16


def closed_tab(draft: TabSource) -> OutputTab | None:
    """The tab, the same whatever the day, so that it is written only by who closes or reopens; none before that."""
    if not draft.results.book:
        return None
    t, book = draft.t, draft.results.book
    title = tab_title(draft.config, TITLE)
    note = t(
        N_(
            "Kết quả đã chốt, không sửa bằng tay: sửa một ô là dấu không còn khớp. Sửa thật thì mở lại tháng ấy."
        )
    )
    rows: list[CellRow] = [(Cell(title, "title"),), (Cell(note, "note"),), ()]
    for month in sorted(book.months):
        rows += [*_block(book.months[month]), ()]
    rows += _reopened(book.reopened)
    while rows and not rows[-1]:
        rows.pop()
    wide = max((len(row) for row in rows), default=1)
    widths = (*_WIDTHS, *(_WIDTH for _ in range(wide - len(_WIDTHS))))
    return OutputTab(title, tuple(rows), widths, landscape=True)


def _block(closed: ClosedMonth) -> Iterator[CellRow]:
    """A month's block value by value, whatever somebody may have made of it."""
    head, *table = closed.block
    yield tuple(
        Cell(value, "date" if not isinstance(value, str) and at == 2 else "section")
        for at, value in enumerate(head)
    )
    for at, row in enumerate(table):
        styles = (
            "heading" if at == 0 else _style(closed.headings, column, value)
            for column, value in enumerate(row)
        )
        yield tuple(Cell(value, style) for value, style in zip(row, styles, strict=True))


def _style(headings: tuple[str, ...], column: int, value: CellValue) -> Style:
    name = headings[column] if column < len(headings) else ""
    if isinstance(value, str) or value is None:
        return "center" if column == 0 else "text"
    return _NUMBERS.get(name, "points")


def _reopened(found: tuple[Reopening, ...]) -> Iterator[CellRow]:
    if found:
        yield (Cell(REOPENED, "section"),)
        yield tuple(Cell(name, "heading") for name in REOPENED_HEADINGS)
    for each in found:
        day, reason = Cell(each.day, "date"), Cell(each.reason, "wrap")
        yield (Cell(month_name(each.month)), day, reason, Cell(each.who), Cell(each.results))
