"""What else the year brought, on the principal's page: initiatives, achievements, movements, the contest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sheets_sync.language import N_
from sheets_sync.model import Movement
from sheets_sync.rules.forms import ACHIEVEMENT_KINDS, ACHIEVEMENTS, ENTRIES, INITIATIVES, MOVEMENTS, RESULTS
from sheets_sync.tables import Cell
from sheets_sync.views.tabs.cells import CellRow, TabSource, period_name

_LABEL, _TEXT = 3, 9  # columns of the page
_SHOWN_MOVEMENTS = 4


def merit_rows(draft: TabSource) -> list[CellRow]:
    """A line for each of the tabs that the school keeps."""
    tabs = draft.results.school.tabs
    lines = {
        INITIATIVES.key: (draft.t(N_("Sáng kiến")), _initiatives(draft)),
        ACHIEVEMENTS.key: (draft.t(N_("Thành tích")), _achievements(draft)),
        MOVEMENTS.key: (draft.t(N_("Phong trào")), _movements(draft)),
        ENTRIES.key: (draft.t(N_("Người tốt, việc tốt")), _entries(draft)),
    }
    return [
        (Cell(label, span=_LABEL), Cell(text, "wrap", span=_TEXT))
        for key, (label, text) in lines.items()
        if tabs.get(key)
    ]


def _initiatives(draft: TabSource) -> str:
    counts = Counter(row.result for row in draft.results.school.initiatives)
    recognised, refused, waiting = (counts[result] for result in RESULTS)
    text = N_("{recognised} đã công nhận, {waiting} chờ xét, {refused} không công nhận")
    return draft.t(text, recognised=recognised, waiting=waiting, refused=refused)


def _achievements(draft: TabSource) -> str:
    counts = Counter(row.kind for row in draft.results.school.achievements)
    regular, thematic, ad_hoc = (counts[kind] for kind in ACHIEVEMENT_KINDS)
    text = N_("{ad_hoc} đột xuất, {thematic} chuyên đề, {regular} thường xuyên")
    return draft.t(text, ad_hoc=ad_hoc, thematic=thematic, regular=regular)


def _movements(draft: TabSource) -> str:
    running = [row for row in draft.results.school.movements if row.name and _runs(row, draft.results.today)]
    if not running:
        return draft.t(N_("không có phong trào nào đang chạy"))
    running.sort(key=lambda row: row.end or date.max)
    named = list(_named(draft, running[:_SHOWN_MOVEMENTS]))
    more = len(running) - len(named)
    return "; ".join([*named, *([draft.t(N_("và {count} phong trào khác"), count=more)] if more else [])])


def _named(draft: TabSource, movements: list[Movement]) -> Iterator[str]:
    for row in movements:
        until = (
            draft.t(N_("{name} (đến {day})"), name=row.name, day=f"{row.end:%d/%m/%Y}")
            if row.end
            else row.name
        )
        yield until or ""


def _runs(row: Movement, today: date) -> bool:
    return row.start is not None and row.start <= today and (row.end is None or today <= row.end)


def _entries(draft: TabSource) -> str:
    """The entries of the scored month whose day is next, else of the last one."""
    deadlines, today = draft.config.deadlines, draft.results.today
    days = {
        month: date(month.year, month.number, deadlines.entries_day) for month in draft.config.year.months
    }
    month = next((month for month, day in days.items() if day >= today), draft.config.year.months[-1])
    count = sum(entry.month == month for entry in draft.results.school.entries)
    text = N_("tháng {month} có {count}/{wanted} bài, hạn {day}")
    day = f"{days[month]:%d/%m/%Y}"
    return draft.t(text, month=period_name(month, draft.t), count=count, wanted=deadlines.entries, day=day)
