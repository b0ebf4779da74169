"""`Lịch việc`: the year's duties by date, what is late and what comes next, each with the cell that proves it."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.language import N_
from sheets_sync.model import Where
from sheets_sync.results.deadlines import task_text, undated
from sheets_sync.results.due import Doubt, Duty, state_text
from sheets_sync.tables import Cell, OutputTab, Style
from sheets_sync.views.tabs.cells import CellRow, TabSource, head, headings, tab_title

WIDTHS = (13, 52, 26, 30, 32, 38)
HEADING_ROW = 4
SOON = 14  # days


def calendar_tab(draft: TabSource) -> OutputTab:
    """Every duty of the year; below, the papers in doubt and the tasks without a date."""
    title, t = tab_title(draft.config, "Lịch việc"), draft.t
    columns = [t(N_("Hạn")), t(N_("Việc")), t(N_("Nộp cho")), t(N_("Tình trạng")), t(N_("Căn cứ"))]
    columns.append(t(N_("Theo")))
    duties = draft.agenda.duties
    rows = [*head(draft, title, _note(draft), len(WIDTHS)), headings(columns)]
    rows += [_row(draft, duty) for duty in duties]
    rows += [*_doubts(draft), *_undated(draft)]
    return OutputTab(title, tuple(rows), WIDTHS, HEADING_ROW, HEADING_ROW, landscape=True)


def _note(draft: TabSource) -> str:
    t = draft.t
    if not draft.agenda.duties:
        return t(N_("Lịch chưa có việc nào."))
    text = N_(
        "{late} việc trễ hạn, {due} việc sắp tới. Nộp xong thì ghi Ngày nộp ở tab “Văn bản”, bài dự thi thì ghi Ngày gửi."
    )
    return t(text, late=len(draft.agenda.late()), due=len(draft.agenda.coming()))


def _row(draft: TabSource, duty: Duty) -> CellRow:
    deadline, t = duty.deadline, draft.t
    return (
        Cell(deadline.due, "date"),
        Cell(str(t.say(deadline.text)), "wrap"),
        Cell(t(deadline.task.to or ""), "wrap"),
        Cell(str(t.say(state_text(duty))), _style(duty, draft)),
        _evidence(draft, duty),
        Cell(t(deadline.task.source or ""), "wrap"),
    )


def _style(duty: Duty, draft: TabSource) -> Style:
    """Late is red; what comes next, and all that is due soon, is amber; what is done is quiet."""
    if duty.state == "late":
        return "error"
    if duty.state == "due" and (duty.days <= SOON or duty is draft.agenda.coming()[0]):
        return "warning"
    return "center"


def _evidence(draft: TabSource, duty: Duty) -> Cell:
    """A link to the cell that proves it, or to the tab in which its proof is missing."""
    if duty.proof:
        return Cell(_place(duty.proof.where), "link", duty.proof.where)
    if duty.missing and duty.state == "late":
        return Cell(draft.t(N_("ghi ở {place}"), place=_place(duty.missing)), "link", duty.missing)
    return Cell(None)


def _place(where: Where) -> str:
    return f"{where.tab}!{where.cell}" if where.cell else where.tab


# --- below the table --------------------------------------------------------------------------------------------


def _doubts(draft: TabSource) -> Iterator[CellRow]:
    doubts, t = draft.agenda.doubts, draft.t
    if doubts:
        yield from _section(t(N_("Văn bản đã nộp nhưng chưa tính được")))
    for doubt in doubts:
        yield Cell(_place(doubt.where), "link", doubt.where), Cell(_sentence(draft, doubt), "wrap", span=5)


def _sentence(draft: TabSource, doubt: Doubt) -> str:
    text = str(draft.t.say(doubt.message))
    return f"{text[:1].upper()}{text[1:]}."


def _undated(draft: TabSource) -> Iterator[CellRow]:
    tasks, t = undated(draft.config), draft.t
    if tasks:
        yield from _section(
            t(N_("Chưa định ngày: kế hoạch không ấn định, trường ghi ở [deadlines.dates] trong cấu hình"))
        )
    for task in tasks:
        text = str(t.say(task_text(task, draft.config)))
        to, source = t(task.to or ""), t(task.source or "")
        yield (
            Cell(task.key, "wrap"),
            Cell(text, "wrap"),
            Cell(to, "wrap"),
            Cell(),
            Cell(),
            Cell(source, "wrap"),
        )


def _section(title: str) -> list[CellRow]:
    return [(), (Cell(title, "section", span=len(WIDTHS)),)]
