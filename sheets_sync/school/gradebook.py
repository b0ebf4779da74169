"""A month's scores → grades: the points that count, what decided them, and which rows are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sheets_sync.language import N_
from sheets_sync.model import Grade, Month, Override, Score
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.roster import Roster
from sheets_sync.text.vietnamese import fold

DECIDED_BY: Mapping[str, str] = {
    "override": N_("Điều chỉnh"),
    "approved": N_("Hiệu trưởng duyệt"),
    "team": N_("Tổ chấm"),
    "self": N_("Tổng các tiêu chí"),
}
"""In words, what decided a month's points."""
_ADDRESS = re.compile(r"^(cô|thầy|bà|ông|đ/c|đồng chí)\.? +")


def grade_month(scores: Sequence[Score], rubric: Rubric, overrides: Mapping[str, int]) -> dict[str, Grade]:
    """The grades of one month by id; a row is left out for an error in what its points depend on."""
    twice = {staff_id for staff_id, rows in Counter(score.staff_id for score in scores).items() if rows > 1}
    grades = {}
    for score in scores:
        staff_id = score.staff_id
        if staff_id and staff_id not in twice:
            given = overrides.get(staff_id)
            grade = grade_row(score, rubric) if given is None else _grade(score, rubric, given, "override")
            if grade is not None:
                grades[staff_id] = grade
    for staff_id, points in overrides.items():
        if staff_id not in grades:
            grades[staff_id] = Grade(staff_id, points, rubric.rate(points), "override", None)
    return grades


def grade_row(score: Score, rubric: Rubric) -> Grade | None:
    """A row's grade: the principal's total, else the team's, else the sum; a total that is wrong decides nothing."""
    bad = score.place.bad
    if score.approved is not None:
        return _grade(score, rubric, score.approved, "approved")
    if "approved" in bad:
        return None
    if score.team_total is not None:
        return _grade(score, rubric, score.team_total, "team")
    if "team_total" in bad or not bad.isdisjoint(rubric.scored):
        return None
    points = rubric.points(score.marks)
    if points is None or not any(mark is not None for mark in score.marks):
        return None
    return _grade(score, rubric, points, "self")


def _grade(score: Score, rubric: Rubric, points: int, decided_by: str) -> Grade:
    return Grade(score.staff_id, points, rubric.rate(points, score.marks), decided_by, score)


def valid_overrides(
    overrides: Iterable[Override], rubric: Rubric, roster: Roster
) -> dict[Month, dict[str, int]]:
    """The overrides that count, by month and id; the first where there are several for one person's month."""
    found: dict[Month, dict[str, int]] = {}
    for row in overrides:
        if is_valid(row, rubric, roster):
            assert row.month and row.staff_id and row.points is not None
            found.setdefault(row.month, {}).setdefault(row.staff_id, row.points)
    return found


def is_valid(row: Override, rubric: Rubric, roster: Roster) -> bool:
    """Whether an override names a person, a month, points and a reason, and two different people set and approved it."""
    if not (row.staff_id and row.month) or row.points is None:
        return False
    named = row.reason and row.proposed_by and row.approved_by
    return bool(named) and rubric.lowest <= row.points <= rubric.highest and not same_people(row, roster)


def same_people(row: Override, roster: Roster) -> bool:
    """Whether one person both proposed and approved, be it by name, id, given name or position (`cô Hoà`, `Hiệu trưởng`)."""
    if not row.proposed_by or not row.approved_by:
        return False
    return _who(row.proposed_by, roster) == _who(row.approved_by, roster)


def _who(text: str, roster: Roster) -> str:
    """The id of the one person who can be meant; else the name as it is compared."""
    if text in roster.by_id:
        return text
    name = _ADDRESS.sub("", fold(text))
    bearers = [person.staff_id for person in roster.by_name.get(name, ())] or roster.called.get(name, ())
    return bearers[0] if len(bearers) == 1 else name
