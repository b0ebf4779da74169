"""Whom to remind of what: each person's own cells that are theirs to mend, as a mail to them alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sheets_sync.language import N_, Translator
from sheets_sync.model import Person, Problem
from sheets_sync.operations.mail import is_address
from sheets_sync.results.results import Results
from sheets_sync.rules import problems
from sheets_sync.rules.problem_codes import CODES

BOARDS = frozenset(
    {"quota-exceeded", "override-invalid", "closed-month-changed", "votes-inconsistent", "not-approved"}
)
"""Problems that are the board's or the principal's to mend, whoever's row they are in."""


class Reminder(NamedTuple):
    """One person's mail; `to` is nothing where the roster has no usable address."""

    person: Person
    to: str | None
    subject: str
    body: str
    cells: int


def reminders(results: Results, t: Translator) -> Iterator[Reminder]:
    """A reminder for everybody who has something to mend, in the order of the roster; closed months are the board's."""
    own: dict[str, list[Problem]] = {}
    for problem in results.problems:
        boards = CODES[problem.code].mended_by != "staff" or problem.closed
        if problem.staff_id and not boards and problems.level(problem) != "info":
            own.setdefault(problem.staff_id, []).append(problem)
    for person in results.school.roster.people:
        found = own.get(person.staff_id)
        if found:
            to = person.email if is_address(person.email) else None
            yield Reminder(
                person, to, _subject(results, t, len(found)), _body(results, t, person, found), len(found)
            )


def _subject(results: Results, t: Translator, count: int) -> str:
    return t(N_("Sổ thi đua {school}: {count} ô cần sửa"), school=results.config.school.name, count=count)


def _body(results: Results, t: Translator, person: Person, found: list[Problem]) -> str:
    lines = [
        t(N_("Kính gửi thầy/cô {name},"), name=person.name),
        "",
        t(N_("Trong sổ thi đua còn những chỗ sau, nhờ thầy/cô sửa giúp:")),
        "",
    ]
    for number, problem in enumerate(found, 1):
        lines += [f"{number}. {problems.message(problem, t)}", f"   {problems.remedy(problem, t)}"]
    lines += ["", t(N_("Cảm ơn thầy/cô.")), results.config.school.board, results.config.school.name]
    return "\n".join(lines) + "\n"
