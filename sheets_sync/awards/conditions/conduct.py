"""Conditions on discipline, a person's and a team's, and cases that are pending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.awards.conditions.figures import Measure, NoFigures
from sheets_sync.awards.conditions.finding import Finding, cells, day_text, in_cell, listed, say
from sheets_sync.awards.review import Candidate, Review
from sheets_sync.language import N_, Message
from sheets_sync.model import Discipline
from sheets_sync.rules.forms import DISCIPLINES, MEASURES

PENDING, *TAKEN = MEASURES


def discipline(candidate: Candidate, figures: NoFigures) -> Finding:
    """No disciplinary measure in the school year."""
    requirement = say(N_("không bị kỷ luật trong năm"))
    rows = list(_measures(candidate.review, candidate.subject, TAKEN))
    if rows:
        return Finding(
            requirement, False, listed(map(_described, rows)), cells((row.place, "form") for row in rows)
        )
    return Finding(requirement, True, say(N_("không có trong tab {tab}"), tab=DISCIPLINES.title))


def pending(candidate: Candidate, figures: NoFigures) -> Finding:
    """No case that is still being looked into; one whose row cannot be read counts as such."""
    requirement = say(N_("không có vụ việc đang xem xét"))
    rows = [
        row for row in candidate.review.disciplines.get(candidate.subject, ()) if row.form in (PENDING, None)
    ]
    if rows:
        return Finding(
            requirement,
            None,
            listed(map(_described, rows)),
            cells((row.place, "form") for row in rows),
            holds=True,
        )
    return Finding(requirement, True, say(N_("không có trong tab {tab}"), tab=DISCIPLINES.title))


@dataclass(frozen=True)
class MembersDisciplineFigures:
    """No member's measure may be this one or a graver one."""

    at_least: Measure


def members_discipline(candidate: Candidate, figures: MembersDisciplineFigures) -> Finding:
    """No member with this disciplinary measure, or a graver one, in the school year."""
    requirement = say(N_("không có cá nhân bị kỷ luật từ {measure} trở lên"), measure=figures.at_least)
    graver = TAKEN[TAKEN.index(figures.at_least) :]
    ids = [person.staff_id for person in candidate.members]
    rows = [row for staff_id in ids for row in _measures(candidate.review, staff_id, graver)]
    if rows:
        lines = (say("{id} {told}", id=row.staff_id, told=_described(row)) for row in rows)
        return Finding(requirement, False, listed(lines), cells((row.place, "form") for row in rows))
    return Finding(requirement, True, say(N_("không có ai")))


def _measures(review: Review, staff_id: str, forms: Sequence[str]) -> Iterator[Discipline]:
    """The measures of the year up to the decision; one whose day cannot be read counts."""
    first = review.config.year.first
    for row in review.disciplines.get(staff_id, ()):
        if row.form in forms and (row.day is None or first <= row.day <= review.day):
            yield row


def _described(row: Discipline) -> Message:
    said = say(N_("{form} ngày {day}"), form=row.form or "?", day=day_text(row.day))
    return in_cell(row.place, "form", said)
