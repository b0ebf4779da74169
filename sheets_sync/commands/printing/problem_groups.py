"""Problems that say the same of many cells of a column, listed once: a column of formulas never calculated is one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sheets_sync.language import N_, Translator
from sheets_sync.model import Problem
from sheets_sync.rules import problems as texts

FEWEST = 5
"""From how many cells on they are listed together; fewer are found faster one by one."""


class ProblemGroup(NamedTuple):
    """One line of a list of problems: where, what and how to mend it; `first` represents all that it covers."""

    first: Problem
    place: str
    cells: str | None
    finding: str
    remedy: str


def together(found: Sequence[Problem], t: Translator) -> list[ProblemGroup]:
    """The problems in their order, alike ones in FEWEST or more cells of a column in one line, at the place of the first."""
    lines = [alone(problem, t) for problem in found]
    alike: dict[object, list[ProblemGroup]] = defaultdict(list)
    for line in lines:
        alike[_said(line)].append(line)
    groups: list[ProblemGroup] = []
    for line in lines:
        group = alike[_said(line)]
        if line.cells is None or len(group) < FEWEST:
            groups.append(line)
        elif line is group[0]:
            groups.append(_as_one(group, t))
    return groups


def alone(problem: Problem, t: Translator) -> ProblemGroup:
    """The line of a single problem."""
    where = problem.where
    return ProblemGroup(problem, str(where), where.cell, texts.finding(problem, t), texts.remedy(problem, t))


def _as_one(group: Sequence[ProblemGroup], t: Translator) -> ProblemGroup:
    line, last = group[0], group[-1].cells
    return line._replace(
        place=f"{line.place}…{last}",
        cells=f"{line.cells}…{last}",
        finding=t(N_("{count} ô: {finding}"), count=len(group), finding=line.finding),
    )


def _said(line: ProblemGroup) -> object:
    problem = line.first
    return problem.code, problem.where._replace(row=None), line.finding, line.remedy
