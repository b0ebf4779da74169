"""Problems that say the same of many cells of a column, told once: a column of formulas never calculated is one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sheets_sync import problems as texts
from sheets_sync.language import N_, Translator
from sheets_sync.model import Problem

FEWEST = 5
"""From how many cells on they are told together; fewer are found faster one by one."""


class Told(NamedTuple):
    """One line of a list of problems: where, what and how to mend it; `first` stands for all whom it tells of."""

    first: Problem
    place: str
    cells: str | None
    finding: str
    remedy: str


def together(found: Sequence[Problem], t: Translator) -> list[Told]:
    """The problems in their order, alike ones in FEWEST or more cells of a column in one line, where the first stands."""
    alike: dict[object, list[Problem]] = defaultdict(list)
    for problem in found:
        alike[_said(problem, t)].append(problem)
    lines: list[Told] = []
    for problem in found:
        group = alike[_said(problem, t)]
        if problem.where.cell is None or len(group) < FEWEST:
            lines.append(alone(problem, t))
        elif problem is group[0]:
            lines.append(_as_one(group, t))
    return lines


def alone(problem: Problem, t: Translator) -> Told:
    """The line of a single problem."""
    where = problem.where
    return Told(problem, str(where), where.cell, texts.finding(problem, t), texts.remedy(problem, t))


def _as_one(group: Sequence[Problem], t: Translator) -> Told:
    line, last = alone(group[0], t), group[-1].where.cell
    return line._replace(
        place=f"{line.place}:{last}",
        cells=f"{line.cells}:{last}",
        finding=t(N_("{count} ô: {finding}"), count=len(group), finding=line.finding),
    )


def _said(problem: Problem, t: Translator) -> object:
    where = problem.where
    return (
        problem.code,
        where.book,
        where.tab,
        where.column,
        texts.finding(problem, t),
        texts.remedy(problem, t),
    )
