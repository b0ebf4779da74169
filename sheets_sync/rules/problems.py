"""Every problem code: how grave it is, and how its texts are said of a problem.

To add a code: one entry in LEVELS here, and one in `problem_texts.TEXTS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sheets_sync.language import Message, Translator
from sheets_sync.model import Problem
from sheets_sync.rules.problem_texts import IN_CLOSED_MONTH, TEXTS

Level = Literal["error", "warning", "info"]

LEVELS: Mapping[str, Level] = {
    "tab-missing": "error",
    "tab-duplicate": "error",
    "column-missing": "error",
    "column-duplicate": "error",
    "value-missing": "error",
    "not-a-number": "error",
    "not-a-date": "error",
    "not-a-month": "error",
    "not-in-list": "error",
    "out-of-range": "error",
    "formula-error": "error",
    "formula-uncached": "error",
    "legacy-encoding": "error",
    "staff-unknown": "error",
    "staff-duplicate": "error",
    "name-mismatch": "warning",
    "name-ambiguous": "error",
    "team-unknown": "error",
    "score-duplicate": "error",
    "score-missing": "warning",
    "total-mismatch": "warning",
    "rating-mismatch": "warning",
    "not-approved": "info",
    "quota-exceeded": "warning",
    "registration-missing": "warning",
    "registration-late": "warning",
    "registration-duplicate": "error",
    "title-ambiguous": "error",
    "decision-missing": "warning",
    "votes-inconsistent": "error",
    "dates-reversed": "error",
    "leave-overlap": "error",
    "date-outside-year": "warning",
    "entries-short": "warning",
    "override-invalid": "error",
    "month-not-begun": "error",
    "closed-month-changed": "error",
    "row-duplicate": "error",
    "subject-unclear": "error",
}
"""An error keeps what hangs on it from being counted; a warning is worth a look; an info is only told when asked for."""


def level(problem: Problem) -> Level:
    """How grave a problem is."""
    return LEVELS[problem.code]


def is_error(problem: Problem) -> bool:
    """Whether a problem keeps a value from being used."""
    return level(problem) == "error"


def finding(problem: Problem, t: Translator) -> str:
    """What is wrong, without its place."""
    return t(TEXTS[problem.code, problem.variant][0], **_params(problem, t))


def message(problem: Problem, t: Translator) -> str:
    """What is wrong, with its place before it."""
    return f"{problem.where}: {finding(problem, t)}"


def as_message(problem: Problem) -> Message:
    """What is wrong, with its place before it, for whoever has yet to choose a language."""
    params = {"tab": problem.where.tab, "value": problem.value or "", "staff_id": problem.staff_id or ""}
    found = Message(TEXTS[problem.code, problem.variant][0], {**params, **problem.params})
    return Message("{where}: {finding}", {"where": problem.where, "finding": found})


def remedy(problem: Problem, t: Translator) -> str:
    """What to do."""
    if problem.closed:
        return t(IN_CLOSED_MONTH, month=problem.closed.shown, number=problem.closed.number)
    return t(TEXTS[problem.code, problem.variant][1], **_params(problem, t))


SHORT = 60


def _params(problem: Problem, t: Translator) -> dict[str, object]:
    value = problem.value or ""
    shown = value if len(value) <= SHORT else value[:SHORT] + "…"
    params = {"tab": problem.where.tab, "value": shown, "staff_id": problem.staff_id or ""}
    return {**params, **{key: _said(value, t) for key, value in problem.params.items()}}


def _said(value: object, t: Translator) -> object:
    return (
        ", ".join(map(str, value))
        if isinstance(value, tuple) and not hasattr(value, "_fields")
        else t.say(value)
    )
