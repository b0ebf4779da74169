"""Problems, plans, rankings and stories as the values of the contract's JSON documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sheets_sync import problems as texts
from sheets_sync.language import Translator
from sheets_sync.model import GroupStanding, Problem, Ranking, Standing
from sheets_sync.points import points_text

if TYPE_CHECKING:
    from sheets_sync.changes import Plan
    from sheets_sync.explain import MonthStory, Story


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


def _row_json(row: Standing | GroupStanding, group: str) -> dict[str, Any]:
    points = points_text(row.points, comma=False)
    if isinstance(row, GroupStanding):
        return {"rank": row.rank, group: row.name, "points": points, "rating": row.rating, "rated": row.rated}
    return {**row._asdict(), "points": points}


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
                "points": points_text(span.standing.points, comma=False),
                "rating": span.standing.rating,
                **_place_json(span.standing, span.gap, span.better),
                "held_back": [str(t.say(reason)) for reason in span.held_back],
            }
            for span in story.spans
        ],
        "problems": [problem_json(problem, t) for problem in story.problems],
    }


def _month_json(month: MonthStory, t: Translator) -> dict[str, Any]:
    grade, standing = month.grade, month.standing
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
            }
            for figure in month.figures
        ],
        "points": points_text(grade.points, comma=False) if grade else None,
        "rating": grade.rating if grade else None,
        "decided_by": grade.decided_by if grade else None,
        **_place_json(standing, month.gap, month.better),
        "held_back": [str(t.say(reason)) for reason in month.held_back],
    }


def _place_json(standing: Standing | None, gap: int | None, better: int | None) -> dict[str, Any]:
    return {
        "rank": standing.rank if standing else None,
        "team_rank": standing.team_rank if standing else None,
        "gap": None if gap is None else points_text(gap, comma=False),
        "next_rank": better,
    }
