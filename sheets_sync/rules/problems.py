"""A problem's level, and its message and remedy in a language."""

from __future__ import annotations

from sheets_sync.language import N_, Message, Translator
from sheets_sync.model import Problem
from sheets_sync.rules.problem_codes import CODES, Level, ProblemTexts

IN_CLOSED_MONTH = N_(
    "Tháng {month} đã chốt, kết quả giữ nguyên, nên chưa sửa ô này; cần sửa thì báo Ban Thi đua mở lại tháng "
    "(sheets-sync reopen {number} --reason …), sửa, rồi chốt lại."
)
"""What to do about any problem in the cells of a closed month."""


def level(problem: Problem) -> Level:
    """How grave a problem is."""
    return CODES[problem.code].level


def is_error(problem: Problem) -> bool:
    """Whether a problem keeps a value from being used."""
    return level(problem) == "error"


def finding(problem: Problem, t: Translator) -> str:
    """What is wrong, without its place."""
    return t(_texts(problem).finding, **_params(problem, t))


def message(problem: Problem, t: Translator) -> str:
    """What is wrong, with its place before it."""
    return f"{problem.where}: {finding(problem, t)}"


def as_message(problem: Problem) -> Message:
    """What is wrong, with its place before it, for whoever has yet to choose a language."""
    params = {"tab": problem.where.tab, "value": problem.value or "", "staff_id": problem.staff_id or ""}
    found = Message(_texts(problem).finding, {**params, **problem.params})
    return Message("{where}: {finding}", {"where": problem.where, "finding": found})


def remedy(problem: Problem, t: Translator) -> str:
    """What to do."""
    if problem.closed:
        return t(IN_CLOSED_MONTH, month=problem.closed.shown, number=problem.closed.number)
    return t(_texts(problem).remedy, **_params(problem, t))


SHORT = 60


def _texts(problem: Problem) -> ProblemTexts:
    return CODES[problem.code].texts[problem.variant]


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
