"""`Tổng hợp`: what a principal sees in ten seconds, on one A4 page of twelve narrow columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sheets_sync.language import N_
from sheets_sync.model import Where
from sheets_sync.results import closing
from sheets_sync.results.due import Duty, state_text
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES
from sheets_sync.tables import Ageing, Cell, Chart, OutputTab, Style
from sheets_sync.views.tabs.cells import CellRow, TabSource, head, period_name, tab_title
from sheets_sync.views.tabs.overview_charts import Block, months_block, teams_block
from sheets_sync.views.tabs.overview_figures import figure_rows
from sheets_sync.views.tabs.overview_merits import merit_rows
from sheets_sync.views.tabs.overview_moves import moves_section
from sheets_sync.views.tabs.overview_news import news_section
from sheets_sync.views.tabs.problems import rows_by_code

WIDTH, COLUMN = 12, 10  # columns, and the characters of each
HALF = WIDTH // 2
SHOWN_LATE, SHOWN_NEXT, SHOWN_KINDS = 3, 3, 8
STALE_DAYS = 2

_ProblemSort = tuple[bool, str]
"""Problems that are counted together: whether they are warnings only, and their code."""


def overview_tab(draft: TabSource) -> OutputTab:
    """The key figures, the months, the teams, who rose and fell, what is due, and what is to be mended."""
    page = _Page(draft)
    page.months_and_teams()
    page.section(*news_section(draft))
    page.section(*moves_section(draft))
    page.section(draft.t(N_("Sáng kiến, thành tích, phong trào")), merit_rows(draft))
    page.section(*_duties(draft))
    page.section(*_problems(draft))
    title = tab_title(draft.config, "Tổng hợp")
    return OutputTab(title, tuple(page.rows), (COLUMN,) * WIDTH, one_page=True, charts=tuple(page.charts))


class _Page:
    """The page as it grows, section under section."""

    def __init__(self, draft: TabSource) -> None:
        self.draft = draft
        top = *head(draft, *_heading(draft), WIDTH), _last_read(draft)
        self.rows: list[CellRow] = [*top, *_notices(draft), *_left_open(draft), *figure_rows(draft)]
        self.charts: list[Chart] = []

    def section(self, title: str, rows: Sequence[CellRow]) -> None:
        """A heading and its rows; without rows neither."""
        if rows:
            self.rows += [(Cell(None, "gap", span=WIDTH),), (Cell(title, "section", span=WIDTH),), *rows]

    def months_and_teams(self) -> None:
        """The two tables with charts, where there is a month."""
        t, month = self.draft.t, self.draft.month
        if month is None:
            return
        self._charted(t(N_("Xếp loại các tháng")), months_block(self.draft, self._next_row()))
        if self.draft.teams[month].rows:
            title = t(N_("Các tổ trong tháng {month}"), month=period_name(month, t))
            self._charted(title, teams_block(self.draft, month, self._next_row()))

    def _next_row(self) -> int:
        """The row, from 1, below the heading of the next section."""
        return len(self.rows) + 3

    def _charted(self, title: str, block: Block) -> None:
        self.section(title, block.rows)
        self.charts.append(block.chart)


def _heading(draft: TabSource) -> tuple[str, str]:
    t, month = draft.t, draft.month
    if month is None:
        return t(N_("Tổng hợp thi đua")), t(N_("Chưa có tháng nào có điểm."))
    title = t(N_("Tổng hợp thi đua tháng {month}"), month=period_name(month, t))
    closed = draft.results.closed.get(month)
    if closed and closed.day:
        return title, t(
            N_("Đã chốt ngày {day}: kết quả giữ nguyên dù ô có bị sửa."), day=f"{closed.day:%d/%m/%Y}"
        )
    if month == draft.results.latest_month():
        return title, t(N_("Tháng gần nhất đã kết thúc và có điểm."))
    return title, t(N_("Tháng này chưa kết thúc."))


def _last_read(draft: TabSource) -> CellRow:
    """When all was read, as a formula that says so once the nightly run has been dead for too long."""
    day, t = draft.results.today, draft.t
    known = {"day": f"{day:%d/%m/%Y}", "days": STALE_DAYS}
    fresh = t(N_("Đọc đầy đủ sổ lần cuối: {day}."), **known)
    stale = t(
        N_(
            "⚠ Đã hơn {days} ngày chưa đọc sổ (lần cuối: {day}): số liệu dưới đây có thể cũ, báo người quản trị."
        ),
        **known,
    )
    return (Cell(Ageing(day, STALE_DAYS, fresh, stale), "note", span=WIDTH),)


def _notices(draft: TabSource) -> list[CellRow]:
    """What is no problem of a cell and yet bears on everything."""
    return [(Cell(f"⚠ {draft.t.say(message)}", "wrap", span=WIDTH),) for message in draft.results.notices]


def _left_open(draft: TabSource) -> Iterator[CellRow]:
    """The months that were to be closed by date, and are open since they have errors."""
    for month, count in closing.left_open(draft.results).items():
        text = draft.t.say(closing.left_open_text(month, count))
        yield (Cell(str(text), "warning", span=WIDTH),)


# --- what is due, what is wrong ---------------------------------------------------------------------------


def _duties(draft: TabSource) -> tuple[str, list[CellRow]]:
    """What is late, then what comes next, and where the rest is listed."""
    t, agenda = draft.t, draft.agenda
    late, following = agenda.late(), agenda.coming()
    rows = [_duty(draft, duty) for duty in (*late[:SHOWN_LATE], *following[:SHOWN_NEXT])]
    if len(late) > SHOWN_LATE:
        title = tab_title(draft.config, "Lịch việc")
        text = t(N_("Còn {more} việc trễ khác; xem tab “{title}”"), more=len(late) - SHOWN_LATE, title=title)
        rows.append((Cell(text, "link", Where(title), span=WIDTH),))
    return t(N_("Việc trễ hạn và việc sắp tới")) if late else t(N_("Việc sắp tới")), rows


def _duty(draft: TabSource, duty: Duty) -> CellRow:
    deadline, t = duty.deadline, draft.t
    said, left = str(t.say(deadline.text)), str(t.say(state_text(duty)))
    style: Style = "error" if duty.state == "late" else "center"
    return Cell(deadline.due, "date", span=2), Cell(said, span=8), Cell(left, style, span=2)


def _problems(draft: TabSource) -> tuple[str, list[CellRow]]:
    """How many problems there are of each kind, the gravest first, and where they are listed."""
    t = draft.t
    title, levels = t(N_("Cần sửa trong sổ")), [problems.level(each) for each in draft.results.problems]
    found = zip(levels, draft.results.problems, strict=True)
    kinds = Counter((level != "error", each.code) for level, each in found if level != "info")
    if not kinds:
        return title, [(Cell(t(N_("Không có lỗi, không có cảnh báo nào.")), "text", span=WIDTH),)]
    ordered = sorted(kinds.items(), key=_gravity)
    rows_of = rows_by_code(draft)
    shown = [_kind(draft, *kind, count, rows_of[kind[1]]) for kind, count in ordered[:SHOWN_KINDS]]
    half = (len(shown) + 1) // 2
    shown += [(Cell(None, "note", span=HALF),)] * (2 * half - len(shown))
    rows = [(*shown[at], *shown[at + half]) for at in range(half)]
    return title, [*rows, _pointer(draft, ordered[SHOWN_KINDS:])]


def _gravity(kind: tuple[_ProblemSort, int]) -> tuple[object, ...]:
    """What only the principal can settle comes first, then errors, then warnings; the most frequent before others."""
    (warning, code), count = kind
    return CODES[code].mended_by != "principal", warning, -count, code


def _kind(draft: TabSource, warning: bool, code: str, count: int, row: int) -> CellRow:
    first = Where(tab_title(draft.config, "Lỗi dữ liệu"), row, 1)
    return Cell(draft.t(CODES[code].kind), "link", first, HALF - 1), Cell(
        count, "warning" if warning else "error"
    )


def _pointer(draft: TabSource, others: Sequence[tuple[_ProblemSort, int]]) -> CellRow:
    title = tab_title(draft.config, "Lỗi dữ liệu")
    whole = N_("Xem từng ô, của từng người ở tab “{title}”")
    cut = N_(
        "Còn {more} loại khác, {errors} lỗi, {warnings} cảnh báo; xem từng ô, của từng người ở tab “{title}”"
    )
    errors = sum(count for (warning, _), count in others if not warning)
    warnings = sum(count for (warning, _), count in others if warning)
    counts = {"more": len(others), "errors": errors, "warnings": warnings}
    text = draft.t(cut if others else whole, title=title, **counts)
    return (Cell(text, "link", Where(title), span=WIDTH),)
