"""What changed since last time, on the principal's page: some sentences and a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheets_sync.language import N_
from sheets_sync.model import Where
from sheets_sync.results.period_figures import TeamPeople
from sheets_sync.tables import Cell
from sheets_sync.text.words import decimal_short
from sheets_sync.views.news import News, PointsMove
from sheets_sync.views.tabs.cells import CellRow, TabSource, headings, period_name

SHOWN_MOVES, SHOWN_CELLS, SHOWN_LATE, SHOWN_TEAMS = 5, 2, 4, 4
_WIDTH = 12
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")


def news_section(draft: TabSource) -> tuple[str, list[CellRow]]:
    """The section's title and rows; without a month neither."""
    news, t = draft.news, draft.t
    if draft.month is None:
        return "", []
    if news is None:
        return t(N_("Có gì mới")), [(_sentence(t(N_("Chưa có lần đọc sổ nào khác để so."))),)]
    title = t(N_("Có gì mới từ {day}"), day=f"{news.since:%d/%m/%Y}")
    cells = (_moved(draft, news), _earlier(draft, news), _late(draft, news), _missing(draft, news))
    sentences = [(cell,) for cell in cells if cell]
    rows = [_move(draft, move) for move in news.moves[:SHOWN_MOVES]]
    heads = [t(N_("Hạng cũ")), t(N_("Hạng mới")), t(N_("Điểm cũ → mới"))]
    names = (Cell(t(N_("Họ và tên")), "heading", span=3), *headings(heads[:2]))
    head = (*names, Cell(heads[2], "heading", span=2), Cell(t(N_("Vì các ô")), "heading", span=5))
    return title, [*sentences, *([head, *rows] if rows else [])]


def _sentence(text: str, link: Where | None = None) -> Cell:
    return Cell(text, "link" if link else "text", link, span=_WIDTH)


def _moved(draft: TabSource, news: News) -> Cell:
    t, month = draft.t, period_name(news.month, draft.t)
    if not news.moves:
        return _sentence(t(N_("Tháng {month}: không ai đổi điểm."), month=month))
    if not news.shifted:
        return _sentence(t(N_("Tháng {month}: {all} người đổi điểm."), month=month, all=len(news.moves)))
    text = N_("Tháng {month}: {all} người đổi điểm; vì thế {shifted} người khác đổi hạng.")
    return _sentence(t(text, month=month, all=len(news.moves), shifted=news.shifted))


def _earlier(draft: TabSource, news: News) -> Cell | None:
    t = draft.t
    if not news.earlier:
        return None
    each = t(N_("{month} ({count} người)"))
    months = [each.format(month=period_name(of, t), count=count) for of, count in news.earlier.items()]
    return _sentence(t(N_("Cũng đổi điểm ở những tháng trước: {months}."), months=", ".join(months)))


def _late(draft: TabSource, news: News) -> Cell:
    t, late = draft.t, news.late
    if not late:
        return _sentence(t(N_("Không ô nào của những tháng đã hết bị sửa.")))
    cells = ", ".join(str(change.where) for change in late[:SHOWN_LATE])
    more = ", …" if len(late) > SHOWN_LATE else ""
    text = N_("{count} ô của những tháng đã hết bị sửa: {cells}.")
    return _sentence(t(text, count=len(late), cells=cells + more), late[0].where)


def _missing(draft: TabSource, news: News) -> Cell:
    t, missing, left_out = draft.t, _by_team(draft, news.missing), _by_team(draft, news.left_out)
    if missing and left_out:
        text = N_("Còn thiếu điểm: {teams}; còn lỗi nên chưa xếp: {others}.")
        return _sentence(t(text, teams=missing, others=left_out))
    if missing:
        return _sentence(t(N_("Còn thiếu điểm: {teams}."), teams=missing))
    if left_out:
        text = N_("Không tổ nào còn thiếu điểm; còn lỗi nên chưa xếp: {teams}.")
        return _sentence(t(text, teams=left_out))
    return _sentence(t(N_("Không tổ nào còn thiếu điểm.")))


def _by_team(draft: TabSource, teams: Sequence[TeamPeople]) -> str:
    t = draft.t
    texts = [f"{team.team or t(N_('không thuộc tổ'))} ({len(team.names)})" for team in teams[:SHOWN_TEAMS]]
    more = [t(N_("và {count} tổ khác"), count=len(teams) - SHOWN_TEAMS)] if len(teams) > SHOWN_TEAMS else []
    return ", ".join((*texts, *more))


def _move(draft: TabSource, move: PointsMove) -> CellRow:
    points = " → ".join(
        "–" if each is None else str(draft.t.say(decimal_short(each)))
        for each in (move.points_before, move.points)
    )
    link = move.cells[0].where if move.cells else None
    return (
        Cell(move.name, span=3),
        Cell(move.rank_before, "integer"),
        Cell(move.rank, "integer"),
        Cell(points, "center", span=2),
        Cell(_cells(draft, move), "link" if link else "text", link, span=5),
    )


def _cells(draft: TabSource, move: PointsMove) -> str:
    if not move.cells:
        return draft.t(N_("không ô nào của người ấy đổi; xem quy định, cấu hình"))
    texts = [
        f"{each.where}: {_shown(draft, each.before)} → {_shown(draft, each.after)}"
        for each in move.cells[:SHOWN_CELLS]
    ]
    return "; ".join((*texts, *(["…"] if len(move.cells) > SHOWN_CELLS else [])))


def _shown(draft: TabSource, text: str | None) -> str:
    """What a cell held, a number as the workbook's language writes it."""
    text = (text or "").strip() or draft.t(N_("(trống)"))
    with_comma = draft.config.language == "vi" and _NUMBER.fullmatch(text)
    return text.replace(".", ",") if with_comma else text
