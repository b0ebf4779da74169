"""Problems, plans, rankings and stories as the values of the contract's JSON documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sheets_sync.awards.rewards import rewards
from sheets_sync.awards.verdicts import shares
from sheets_sync.language import Translator
from sheets_sync.model import Period, Problem, RankedGroup, RankedPerson, Ranking, Reason, Verdict
from sheets_sync.points import points_text
from sheets_sync.rules import problems as texts

if TYPE_CHECKING:
    from datetime import date

    from sheets_sync.awards.what_if import TitleChange, WhatIfChange
    from sheets_sync.results.due import Agenda, Doubt, Duty
    from sheets_sync.results.results import Results
    from sheets_sync.views.changes import Plan
    from sheets_sync.views.explain import MonthStory, Story


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


def notices(results: Results, t: Translator) -> list[str]:
    """What is no problem of a cell and yet bears on everything."""
    return [str(t.say(message)) for message in results.notices]


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


def ranking_json(ranking: Ranking) -> dict[str, Any]:
    """A ranking as the contract gives it."""
    group = "class" if ranking.by == "class" else "team"
    return {
        "period": str(ranking.period),
        "by": ranking.by,
        "rows": [_row_json(row, group) for row in ranking.rows],
        "not_rated": list(ranking.not_rated),
    }


def _row_json(row: RankedPerson | RankedGroup, group: str) -> dict[str, Any]:
    points = points_text(row.points, comma=False)
    if isinstance(row, RankedGroup):
        figures = {
            "rank": row.rank,
            group: row.name,
            "points": points,
            "rating": row.rating,
            "rated": row.rated,
        }
        return {**figures, "missing_weeks": list(map(str, row.missing))} if row.missing else figures
    return {**row._asdict(), "points": points}


def verdict_json(verdict: Verdict, t: Translator) -> dict[str, Any]:
    """A verdict as the contract gives it."""
    return {
        "subject": verdict.subject,
        "name": verdict.name,
        "team": verdict.team,
        "title": verdict.title,
        "registered": verdict.registered,
        "verdict": verdict.verdict,
        "provisional": verdict.provisional,
        "reasons": [_reason_json(reason, t) for reason in verdict.reasons],
    }


def _reason_json(reason: Reason, t: Translator) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "asks": str(t.say(reason.requirement)),
        "met": reason.met,
        "evidence": str(t.say(reason.evidence)),
        "source": reason.source,
        "cells": [{"book": cell.book, "tab": cell.tab, "cell": cell.cell} for cell in reason.cells],
    }


def titles_json(results: Results, verdicts: Iterable[Verdict], t: Translator) -> dict[str, Any]:
    """Who may be proposed for which title, how far the quotas are used, and what the rewards would cost."""
    money = rewards(results.review, results.verdicts)
    return {
        "rows": [verdict_json(verdict, t) for verdict in verdicts],
        "law": results.law.key if results.law else None,
        "notices": notices(results, t),
        "decision_date": results.config.decision_date.isoformat(),
        "quotas": [
            {
                "title": share.quota.title,
                "of": share.quota.of,
                "percent": share.quota.percent,
                "base": share.base,
                "most": share.most,
                "candidates": len(share.within) + len(share.beyond),
                "beyond": [verdict.subject for verdict in share.beyond],
                "effect": share.quota.effect,
            }
            for share in shares(results.review, results.verdicts)
        ],
        "rewards": {
            "base_salary": money.salary.amount,
            "total": money.total,
            "rows": [
                {
                    "title": line.title,
                    "holders": line.holders,
                    "most": line.most,
                    "paid": line.paid,
                    "each": line.each,
                    "total": line.total,
                }
                for line in money.lines
            ],
        }
        if money
        else None,
    }


def title_changes_json(changes: Iterable[TitleChange], t: Translator) -> dict[str, Any]:
    """Whose verdict would be another."""
    return {
        "changes": [
            {
                "subject": change.after.subject,
                "name": change.after.name,
                "title": change.after.title,
                "before": change.before.verdict,
                "after": change.after.verdict,
                "because": [_reason_json(reason, t) for reason in change.because],
            }
            for change in changes
        ]
    }


def rank_changes_json(period: Period, changes: Iterable[WhatIfChange]) -> dict[str, Any]:
    """Whose place would be another."""
    return {
        "period": str(period),
        "changes": [
            {
                "staff_id": change.staff_id,
                "name": change.name,
                "before": _row_json(change.before, "") if change.before else None,
                "after": _row_json(change.after, "") if change.after else None,
            }
            for change in changes
        ],
    }


def story_json(story: Story, t: Translator) -> dict[str, Any]:
    """Everything behind one person."""
    person = story.person
    return {
        "staff_id": person.staff_id,
        "name": person.name,
        "team": person.team,
        "months": [_month_json(month, t) for month in story.months],
        "periods": [
            {
                "period": str(span.period),
                "points": points_text(span.ranked.points, comma=False),
                "rating": span.ranked.rating,
                **_place_json(span.ranked, span.gap, span.better),
                "held_back": [str(t.say(reason)) for reason in span.held_back],
                "months": [str(month) for month in span.rated],
                "missing": [str(month) for month in span.missing],
            }
            for span in story.spans
        ],
        "titles": [verdict_json(verdict, t) for verdict in story.verdicts],
        "problems": [problem_json(problem, t) for problem in story.problems],
    }


def _month_json(month: MonthStory, t: Translator) -> dict[str, Any]:
    grade, ranked = month.grade, month.ranked
    return {
        "period": str(month.month),
        "at_work": month.expected,
        "closed": month.closed,
        "cells": [
            {
                "column": figure.column,
                "value": figure.value,
                "tab": figure.where.tab,
                "cell": figure.where.cell,
                "usable": figure.usable,
                "decided": figure.decided,
                "edited": figure.edited,
            }
            for figure in month.figures
        ],
        "points": points_text(grade.points, comma=False) if grade else None,
        "rating": grade.rating if grade else None,
        "decided_by": grade.decided_by if grade else None,
        **_place_json(ranked, month.gap, month.better),
        "held_back": [str(t.say(reason)) for reason in month.held_back],
    }


def _place_json(ranked: RankedPerson | None, gap: int | None, better: int | None) -> dict[str, Any]:
    return {
        "rank": ranked.rank if ranked else None,
        "team_rank": ranked.team_rank if ranked else None,
        "gap": None if gap is None else points_text(gap, comma=False),
        "next_rank": better,
    }


def due_json(agenda: Agenda, today: date, t: Translator) -> dict[str, Any]:
    """The year's calendar with the state of each task; days count from today, below zero when the last day has passed."""
    return {
        "today": str(today),
        "rows": [_duty_json(duty, t) for duty in agenda.duties],
        "doubts": [_doubt_json(doubt, t) for doubt in agenda.doubts],
    }


def _duty_json(duty: Duty, t: Translator) -> dict[str, Any]:
    deadline, task, proof = duty.deadline, duty.deadline.task, duty.proof
    return {
        "key": deadline.key,
        "text": str(t.say(deadline.text)),
        "due": str(deadline.due),
        "state": duty.state,
        "days": duty.days,
        "days_late": duty.days_late,
        "done_on": str(proof.day) if proof else None,
        "evidence": {"book": proof.where.book, "tab": proof.where.tab, "cell": proof.where.cell}
        if proof
        else None,
        "kind": task.paper,
        "period": str(deadline.period),
        "to": t(task.to) if task.to else None,
        "source": t(task.source) if task.source else None,
    }


def _doubt_json(doubt: Doubt, t: Translator) -> dict[str, Any]:
    where = doubt.where
    return {"book": where.book, "tab": where.tab, "cell": where.cell, "message": str(t.say(doubt.message))}
