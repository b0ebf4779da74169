"""Problems, plans, rankings and stories as terminal text; this and cli.py alone print."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby, repeat
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Any

from sheets_sync.commands.printing.problem_groups import ProblemGroup, alone, together
from sheets_sync.language import N_, Message, Translator
from sheets_sync.model import Month, Period, Problem, RankedGroup, RankedPerson, Ranking, Term, Where
from sheets_sync.results.due import state_text
from sheets_sync.rules import problems as texts
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.text.terminal import escaped, plain
from sheets_sync.text.words import decimal_text, missing_weeks_text
from sheets_sync.views.as_json import counts

if TYPE_CHECKING:
    from sheets_sync.results.due import Agenda, Duty
    from sheets_sync.views.changes import Plan

LEVELS: Mapping[str, str] = {"error": N_("lỗi"), "warning": N_("cảnh báo"), "info": N_("lưu ý")}
_LEVEL_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_ACTIONS: Mapping[str, str] = {
    "create": N_("tạo mới"),
    "update": N_("sửa"),
    "remove": N_("bỏ"),
    "unchanged": N_("giữ nguyên"),
}


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")


def print_json_line(document: Mapping[str, Any]) -> None:
    """One JSON document on a line of its own, which others may follow."""
    sys.stdout.write(escaped(json.dumps(document, ensure_ascii=False)) + "\n")
    sys.stdout.flush()


def _print(text: str = "") -> None:
    print(plain(text))


def print_line(text: str) -> None:
    """A line for people on standard output."""
    _print(text)


def print_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    styles: Iterable[str] = repeat(""),
    codes: Collection[int] = (),
) -> None:
    """A table for a terminal, each row in its style; tab-separated lines where the output goes elsewhere.

    Nothing is cut, long texts go on below; those of the columns `codes` stay in one line.
    """
    if not sys.stdout.isatty():
        for row in rows:
            _print("\t".join(row))
        return
    from rich import box
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = list(rows)
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for at, heading in enumerate(headings):
        whole = max((cell_len(plain(row[at])) for row in rows), default=0) if at in codes else None
        table.add_column(heading, overflow="fold", no_wrap=whole is not None, min_width=whole)
    for row, style in zip(rows, styles, strict=False):
        table.add_row(*(Text(plain(cell)) for cell in row), style=style)
    Console().print(table)


# --- problems -------------------------------------------------------------------------------------------------


def print_problems(found: Sequence[Problem], t: Translator, all_levels: bool) -> None:
    """The problems, tab by tab; unless all are wanted, alike ones once and those of level info only counted."""
    if all_levels:
        listed = [alone(problem, t) for problem in found]
    else:
        listed = together([problem for problem in found if texts.level(problem) != "info"], t)
    if sys.stdout.isatty():
        _print_by_tab(listed, t)
    else:
        for line in listed:
            _print("\t".join((line.place, _level(line, t), line.finding, line.remedy)))
    _print(counts_line(counts(found), t))
    if len(listed) < len(found):
        _print(t("Thêm --verbose để xem từng ô và cả các lưu ý."))


def _level(line: ProblemGroup, t: Translator) -> str:
    return t(LEVELS[texts.level(line.first)])


def _print_by_tab(listed: Sequence[ProblemGroup], t: Translator) -> None:
    """A heading per tab; below it cell, staff id, level, finding and remedy in columns below each other."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    widest = max((len(line.cells or "") for line in listed), default=0)
    for tab, lines in groupby(listed, lambda line: Where(line.first.where.tab, book=line.first.where.book)):
        table = Table(box=None, show_header=False, expand=True, pad_edge=False)
        table.add_column(width=max(7, widest))
        table.add_column(max_width=9)
        table.add_column(width=8)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        for line in lines:
            staff_id = line.first.staff_id if line.cells == line.first.where.cell else None
            table.add_row(
                Text(line.cells or "–"),
                Text(plain(staff_id or ""), "dim"),
                Text(_level(line, t), _LEVEL_STYLES[texts.level(line.first)]),
                *(Text(plain(each)) for each in (line.finding, line.remedy)),
            )
        console.print(Text(plain(str(tab)), "bold"), table, "")


def counts_line(numbers: Mapping[str, int], t: Translator) -> str:
    """How many problems of each level, in a line."""
    if not any(numbers.values()):
        return t("Không có gì phải sửa.")
    return t("{error} lỗi, {warning} cảnh báo, {info} lưu ý.", **numbers)


# --- plans ----------------------------------------------------------------------------------------------------


def print_plan(plan: Plan, t: Translator) -> None:
    """What a sync would change, a line a tab."""
    for tab in plan.tabs:
        rows = t(
            "+{added} −{removed} ~{changed} dòng", added=tab.added, removed=tab.removed, changed=tab.changed
        )
        detail = "" if tab.action == "unchanged" else f" ({rows})"
        _print(f"{tab.title}: {t(_ACTIONS[tab.action])}{detail}")


# --- rankings -------------------------------------------------------------------------------------------------


NAMED_AT_MOST = 10


def print_ranking(ranking: Ranking, t: Translator, names: Mapping[str, str] = MappingProxyType({})) -> None:
    """A ranking as a table; `names` are those of the people who are not in it."""
    _print(period_words(ranking.period, t))
    if ranking.by == "staff":
        headings = [
            t("Hạng"),
            t("Trong tổ"),
            t("Mã CB"),
            t("Họ và tên"),
            t("Tổ"),
            t("Điểm"),
            t("Loại"),
            t("Quyết định bởi"),
        ]
    else:
        headings = [
            t("Hạng"),
            t("Tổ") if ranking.by == "team" else t("Lớp"),
            t("Điểm"),
            t("Loại"),
            t("Đã xếp"),
        ]
    rows = [_row_texts(row, t) for row in ranking.rows]
    if rows and not any(row[-1] for row in rows):  # only a month has somebody who decided
        headings, rows = headings[:-1], [row[:-1] for row in rows]
    print_table(headings, rows)
    if ranking.not_rated:
        _print(_not_rated(ranking.not_rated, names, t))
    for row in ranking.rows:
        if isinstance(row, RankedGroup) and row.missing:
            _print(missing_weeks_text(row, t))


def _not_rated(ids: Sequence[str], names: Mapping[str, str], t: Translator) -> str:
    if len(ids) > NAMED_AT_MOST and names:
        return t("Chưa xếp: {count} người; xem ai ở bản tổng hợp, hoặc thêm --json.", count=len(ids))
    who = ", ".join(f"{names[each]} ({each})" if each in names else each for each in ids)
    return t("Chưa xếp: {ids}.", ids=who)


_COLUMNS: Mapping[str, str] = {
    "rank": N_("Hạng"),
    "team_rank": N_("Trong tổ"),
    "staff_id": N_("Mã CB"),
    "name": N_("Họ và tên"),
    "team": N_("Tổ"),
    "class": N_("Lớp"),
    "points": N_("Điểm"),
    "rating": N_("Loại"),
    "rated": N_("Đã xếp"),
    "decided_by": N_("Quyết định bởi"),
}


def print_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], t: Translator) -> None:
    """The rows of a ranking as JSON has them, in these columns as far as they have them."""
    there = [name for name in columns if any(name in row for row in rows)]
    print_table([t(_COLUMNS[name]) for name in there], [[str(row[name]) for name in there] for row in rows])


def _row_texts(row: RankedPerson | RankedGroup, t: Translator) -> list[str]:
    points = decimal_text(row.points, t)
    if isinstance(row, RankedGroup):
        return [str(row.rank), row.name, points, row.rating, str(row.rated)]
    decided = t(DECIDED_BY[row.decided_by]) if row.decided_by else ""
    return [str(row.rank), str(row.team_rank), row.staff_id, row.name, row.team, points, row.rating, decided]


def period_words(period: Period, t: Translator) -> str:
    """A period in words."""
    if isinstance(period, Month):
        return t("Tháng {number} năm {year}", number=period.number, year=period.year)
    if isinstance(period, Term):
        return t("Học kỳ {number} năm học {year}", number=period.number, year=str(period.school_year))
    return t("Năm học {year}", year=str(period))


# --- the calendar ---------------------------------------------------------------------------------------------


def print_agenda(agenda: Agenda, undated: Sequence[str], t: Translator) -> None:
    """The year's duties by date: late ones in red, the next and those begun in yellow, what is over dimmed.

    `undated` are the tasks, in words, that have no day yet.
    """
    rows = [
        (
            f"{duty.deadline.due:%d/%m/%Y}",
            str(t.say(state_text(duty))),
            str(t.say(duty.deadline.text)),
            _evidence(duty, t),
        )
        for duty in agenda.duties
    ]
    styles = [_duty_style(duty, agenda) for duty in agenda.duties]
    print_table([t("Hạn"), t("Tình trạng"), t("Việc"), t("Căn cứ")], rows, styles)
    for doubt in agenda.doubts:
        print(f"{doubt.where}: {t.say(doubt.message)}.")
    if undated:
        print(
            t(
                "Chưa định ngày, trường ghi ở [deadlines.dates] trong cấu hình: {tasks}.",
                tasks="; ".join(undated),
            )
        )


def _duty_style(duty: Duty, agenda: Agenda) -> str:
    if duty.state == "late":
        return "red"
    if duty.state == "due":
        return "yellow" if duty.is_open or duty is agenda.coming()[0] else ""
    return "dim"


def _evidence(duty: Duty, t: Translator) -> str:
    if duty.proof:
        return str(duty.proof.where)
    return t("ghi ở {place}", place=duty.missing) if duty.state == "late" else ""


# --- progress -------------------------------------------------------------------------------------------------


class ProgressLine:
    """Shows the step at hand on a terminal's standard error, once a run has taken longer than a second."""

    def __init__(self, t: Translator, wanted: bool) -> None:
        self._t = t
        self._step = ""
        self._status: Any = None
        self._timer = threading.Timer(1.0, self._show) if wanted and sys.stderr.isatty() else None

    def __enter__(self) -> ProgressLine:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
        if self._status:
            self._status.stop()

    def __call__(self, step: Message) -> None:
        """Say which step begins."""
        self._step = str(self._t.say(step))
        if self._status:
            self._status.update(self._step + " …")

    def _show(self) -> None:
        from rich.console import Console

        self._status = Console(stderr=True).status(self._step + " …")
        self._status.start()
