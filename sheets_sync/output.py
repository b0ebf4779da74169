"""Problems, plans, rankings and stories as terminal text and as JSON; this and cli.py alone print."""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sheets_sync import problems as texts
from sheets_sync.explain import DECIDED_BY, MonthStory, Story
from sheets_sync.language import N_, Message, Translator
from sheets_sync.model import GroupStanding, Month, Period, Problem, Ranking, SchoolYear, Standing, Term
from sheets_sync.points import points_text

if TYPE_CHECKING:
    from sheets_sync.changes import Plan

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
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """A table for a terminal; tab-separated lines where the output goes to a file or another program."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, header_style="bold", border_style="dim", pad_edge=False)
    for number, row in enumerate(rows):
        table.add_row(*map(Text, row), style=styles[number] if styles else None)
    Console().print(table)


# --- problems -------------------------------------------------------------------------------------------------


def counts(found: Iterable[Problem]) -> dict[str, int]:
    """How many problems there are of each level."""
    numbers = Counter(texts.level(problem) for problem in found)
    return {"error": numbers["error"], "warning": numbers["warning"], "info": numbers["info"]}


def problem_json(problem: Problem, t: Translator) -> dict[str, Any]:
    """A problem as the contract gives it."""
    return {
        "code": problem.code,
        "level": texts.level(problem),
        "book": problem.where.book,
        "tab": problem.where.tab,
        "cell": problem.where.cell,
        "value": problem.value,
        "staff_id": problem.staff_id,
        "message": texts.message(problem, t),
        "remedy": texts.remedy(problem, t),
    }


def check_json(found: Sequence[Problem], t: Translator) -> dict[str, Any]:
    """The result of `check`."""
    return {"problems": [problem_json(problem, t) for problem in found], "counts": counts(found)}


def print_problems(found: Sequence[Problem], t: Translator, all_levels: bool) -> None:
    """The problems as a table; those of level info are only counted unless asked for."""
    listed = [problem for problem in found if all_levels or texts.level(problem) != "info"]
    rows = [
        (
            t(LEVELS[texts.level(problem)]),
            str(problem.where),
            texts.finding(problem, t),
            texts.remedy(problem, t),
        )
        for problem in listed
    ]
    if rows:
        styles = [_LEVEL_STYLES[texts.level(problem)] for problem in listed]
        print_table([t("Mức"), t("Ô"), t("Điều cần sửa"), t("Cách sửa")], rows, styles)
    print(counts_line(counts(found), t))
    if len(listed) < len(found):
        print(t("Thêm --verbose để xem cả các lưu ý."))


def counts_line(numbers: Mapping[str, int], t: Translator) -> str:
    """How many problems of each level, in a line."""
    if not any(numbers.values()):
        return t("Không có gì phải sửa.")
    return t("{error} lỗi, {warning} cảnh báo, {info} lưu ý.", **numbers)


# --- plans ----------------------------------------------------------------------------------------------------


def plan_json(plan: Plan, t: Translator) -> dict[str, Any]:
    """What a sync would change."""
    return {
        "changed": plan.changed,
        "tabs": [
            {
                "title": tab.title,
                "action": tab.action,
                "added": tab.added,
                "removed": tab.removed,
                "changed": tab.changed,
            }
            for tab in plan.tabs
        ],
        "refusals": [str(t.say(message)) for message in plan.refusals],
    }


def print_plan(plan: Plan, t: Translator) -> None:
    """What a sync would change, a line a tab."""
    for tab in plan.tabs:
        rows = t(
            "+{added} −{removed} ~{changed} dòng", added=tab.added, removed=tab.removed, changed=tab.changed
        )
        detail = "" if tab.action == "unchanged" else f" ({rows})"
        print(f"{tab.title}: {t(_ACTIONS[tab.action])}{detail}")


# --- rankings -------------------------------------------------------------------------------------------------


def ranking_json(ranking: Ranking) -> dict[str, Any]:
    """A ranking as the contract gives it."""
    group = "class" if ranking.by == "class" else "team"
    return {
        "period": str(ranking.period),
        "by": ranking.by,
        "rows": [_row_json(row, group) for row in ranking.rows],
        "not_rated": list(ranking.not_rated),
    }


def _row_json(row: Standing | GroupStanding, group: str) -> dict[str, Any]:
    points = points_text(row.points, comma=False)
    if isinstance(row, GroupStanding):
        return {"rank": row.rank, group: row.name, "points": points, "rating": row.rating, "rated": row.rated}
    return {**row._asdict(), "points": points}


def print_ranking(ranking: Ranking, t: Translator) -> None:
    """A ranking as a table."""
    print(period_words(ranking.period, t))
    if ranking.by == "staff":
        headings = [
            t("Hạng"),
            t("Trong tổ"),
            "Mã CB",
            "Họ và tên",
            "Tổ",
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
    print_table(headings, [_row_texts(row, t) for row in ranking.rows])
    if ranking.not_rated:
        print(t("Chưa xếp: {ids}.", ids=", ".join(ranking.not_rated)))


def _row_texts(row: Standing | GroupStanding, t: Translator) -> list[str]:
    points = points_text(row.points)
    if isinstance(row, GroupStanding):
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


# --- one person -----------------------------------------------------------------------------------------------


def story_json(story: Story, t: Translator) -> dict[str, Any]:
    """Everything behind one person."""
    person = story.person
    return {
        "staff_id": person.staff_id,
        "name": person.name,
        "team": person.team,
        "months": [_month_json(month) for month in story.months],
        "periods": [
            {"period": str(period), "points": points_text(row.points, comma=False), "rating": row.rating}
            | {"rank": row.rank, "team_rank": row.team_rank}
            for period, row in story.spans
        ],
        "problems": [problem_json(problem, t) for problem in story.problems],
    }


def _month_json(month: MonthStory) -> dict[str, Any]:
    grade, standing = month.grade, month.standing
    return {
        "period": str(month.month),
        "at_work": month.expected,
        "cells": [
            {
                "column": figure.column,
                "value": figure.value,
                "tab": figure.where.tab,
                "cell": figure.where.cell,
            }
            for figure in month.figures
        ],
        "points": points_text(grade.points, comma=False) if grade else None,
        "rating": grade.rating if grade else None,
        "decided_by": grade.decided_by if grade else None,
        "rank": standing.rank if standing else None,
        "team_rank": standing.team_rank if standing else None,
        "gap": None if month.gap is None else points_text(month.gap, comma=False),
        "next_rank": month.better,
    }


def print_story(story: Story, t: Translator) -> None:
    """One person's story, month by month."""
    person = story.person
    print(f"{person.name} ({person.staff_id}), {person.team or ''}")
    for month in story.months:
        print(f"\n{period_words(month.month, t)}: {_month_words(month, t)}")
        for figure in month.figures:
            print(f"  {figure.where}  {figure.column}: {figure.value}")
    if story.spans:
        print()
    for period, row in story.spans:
        words = t("{points} điểm, loại {rating}, hạng {rank}", points=points_text(row.points), **_ranks(row))
        print(f"{period_words(period, t)}: {words}")
    if story.problems:
        print("\n" + t("Cần sửa:"))
        for problem in story.problems:
            print(f"  {texts.message(problem, t)} {texts.remedy(problem, t)}")


def _ranks(row: Standing) -> dict[str, object]:
    return {"rating": row.rating, "rank": row.rank, "team_rank": row.team_rank}


def _month_words(month: MonthStory, t: Translator) -> str:
    grade, standing = month.grade, month.standing
    if grade is None or standing is None:
        return t("chưa xếp") if month.expected else t("nghỉ cả tháng")
    words = t(
        "{points} điểm ({decided}), loại {rating}, hạng {rank} toàn trường, hạng {team_rank} trong tổ",
        points=points_text(grade.points),
        decided=Message(DECIDED_BY[grade.decided_by]),
        **_ranks(standing),
    )
    if month.gap is None:
        return words + "."
    return words + t("; kém hạng {better}: {gap} điểm.", better=month.better, gap=points_text(month.gap))


# --- documents ------------------------------------------------------------------------------------------------


def period_key(period: Period) -> str:
    """A period as JSON and file names give it."""
    assert isinstance(period, Month | Term | SchoolYear)
    return str(period)


# --- progress -------------------------------------------------------------------------------------------------


class Progress:
    """Shows the step at hand on a terminal's standard error, once a run has taken longer than a second."""

    def __init__(self, t: Translator, wanted: bool) -> None:
        self._t = t
        self._step = ""
        self._status: Any = None
        self._timer = threading.Timer(1.0, self._show) if wanted and sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
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
