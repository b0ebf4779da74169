"""Rules across cells, rows and tabs: each a function from what was read to problems; to add a rule, add one here.

Rules of a single cell (its type, its range, its list) are found while reading, in `records.py` and `scorebook.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sheets_sync import forms
from sheets_sync.config import Config
from sheets_sync.gradebook import is_valid, same_people
from sheets_sync.model import (
    CouncilMember,
    Grade,
    Initiative,
    Leave,
    Month,
    Movement,
    Override,
    Person,
    Place,
    Problem,
    Registration,
    Score,
    TeamRegistration,
    Vote,
    Where,
)
from sheets_sync.points import over_share, points_short
from sheets_sync.rubric import Rubric
from sheets_sync.school import School
from sheets_sync.scorebook import TOTAL_KEYS, Scores
from sheets_sync.titles import BY_CODE
import itertools


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    config: Config
    today: date
    rubric: Rubric
    school: School
    grades: Mapping[Month, Mapping[str, Grade]]

    def months_over(self) -> Iterator[tuple[Month, Scores]]:
        """The months that are over and have a tab."""
        return ((month, scores) for month, scores in self.school.months.items() if month.last < self.today)


Rule = Callable[[Facts], Iterable[Problem]]


def _at(
    place: Place, key: str, code: str, value: object, staff_id: str | None, /, **params: object
) -> Problem:
    variant = str(params.pop("variant", ""))
    return Problem(
        code, place.at(key), None if value is None else str(value), staff_id or None, params, variant
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# --- scores ---------------------------------------------------------------------------------------------------


def score_duplicate(facts: Facts) -> Iterator[Problem]:
    """The same person twice in one month, at both rows."""
    for scores in facts.school.months.values():
        yield from _twice(scores)
    for weeks in facts.school.weeks.values():
        for scores in weeks.values():
            yield from _twice(scores)


def _twice(scores: Scores) -> Iterator[Problem]:
    counts = Counter([score.staff_id for score in scores.rows])
    if len(counts) == len(scores.rows):
        return
    rows: dict[str, list[Score]] = {}
    for score in scores.rows:
        if score.staff_id and counts[score.staff_id] > 1:
            rows.setdefault(score.staff_id, []).append(score)
    for staff_id, twins in rows.items():
        where = ", ".join(str(score.place.row) for score in twins)
        for score in twins:
            key = "staff_id" if "staff_id" in score.place.columns else "name"
            params = {"count": len(twins), "rows": where}
            yield Problem("score-duplicate", score.place.at(key), staff_id, staff_id, params)


def score_missing(facts: Facts) -> Iterator[Problem]:
    """Somebody at work in a month that is over, whose tab has any mark, without a row or without a mark in it."""
    inputs = [item.key for item in facts.rubric.inputs]
    for month, scores in facts.months_over():
        filled = {score.staff_id for score in scores.rows if _has_mark(score, inputs)}
        if not filled:
            continue
        covered = {*filled, *scores.named, *facts.grades.get(month, {})}
        for person in facts.school.roster.expected(month):
            if person.staff_id not in covered:
                yield _missing(person, "score-missing", _team_tab(facts, scores, person), {})


def _has_mark(score: Score, inputs: list[str]) -> bool:
    """Whether a criterion or a deciding total is filled, readable or not."""
    if score.approved is not None or score.team_total is not None:
        return True
    if any(mark is not None for mark in score.marks):
        return True
    return bool(score.place.bad & {"approved", "team_total", *inputs})


def _team_tab(facts: Facts, scores: Scores, person: Person) -> Where:
    """Where each team keeps its own workbook: the tab in which the person's team stands."""
    if len(scores.tabs) > 1:
        team_of = facts.school.roster.team_of
        for score in scores.rows:
            if score.staff_id and team_of(score.staff_id) == team_of(person.staff_id):
                return Where(score.place.tab, book=score.place.book)
    return scores.tabs[0]


def _missing(person: Person, code: str, where: Where, params: Mapping[str, object]) -> Problem:
    who = {"name": person.name, "staff_id": person.staff_id, "team": person.team or ""}
    return Problem(code, where, None, person.staff_id, {**who, **params})


def total_mismatch(facts: Facts) -> Iterator[Problem]:
    """`Tự chấm` is not the sum of the criteria, in a row whose marks and totals are all readable."""
    looked_at = {*TOTAL_KEYS, *(item.key for item in facts.rubric.inputs)}
    for scores in facts.school.months.values():
        for score in scores.rows:
            if score.own_total is None or (score.place.bad and score.place.bad & looked_at):
                continue
            points = facts.rubric.points(score.marks)
            if points is not None and points != score.own_total and any(m is not None for m in score.marks):
                value = points_short(score.own_total)
                yield _at(
                    score.place,
                    "own_total",
                    "total-mismatch",
                    value,
                    score.staff_id,
                    sum=points_short(points),
                )


def rating_mismatch(facts: Facts) -> Iterator[Problem]:
    """`Xếp loại` is not what the points of a ranked row give."""
    for grades in facts.grades.values():
        for grade in grades.values():
            score = grade.score
            if score is not None and score.rating is not None and score.rating != grade.rating:
                given = {"points": points_short(grade.points), "rating": grade.rating}
                yield _at(score.place, "rating", "rating-mismatch", score.rating, grade.staff_id, **given)


def not_approved(facts: Facts) -> Iterator[Problem]:
    """In a month that is over, a row with marks that the principal has not approved."""
    inputs = [item.key for item in facts.rubric.inputs]
    for _, scores in facts.months_over():
        for score in scores.rows:
            blank = score.approved is None and "approved" not in score.place.bad
            if blank and score.staff_id and _has_mark(score, inputs):
                yield _at(
                    score.place, "approved", "not-approved", None, score.staff_id, column="Hiệu trưởng duyệt"
                )


def too_many_of_best(facts: Facts) -> Iterator[Problem]:
    """More of a rating in a month than the rubric's share allows."""
    quota = facts.rubric.quota
    if quota is None:
        return
    for month, grades in facts.grades.items():
        best = [grade for grade in grades.values() if grade.rating == quota.rating]
        if not over_share(len(best), len(grades), quota.percent):
            continue
        most = len(grades) * quota.percent // 100
        last = sorted(best, key=lambda grade: -grade.points)[most:]
        by_id = facts.school.roster.by_id
        params = {
            "part": len(best),
            "rated": len(grades),
            "rating": quota.rating,
            "percent": quota.percent,
            "most": most,
            "who": tuple(f"{by_id[g.staff_id].name} ({points_short(g.points)})" for g in last),
        }
        yield Problem(
            "quota-exceeded", facts.school.months[month].tabs[0], f"{len(best)}/{len(grades)}", None, params
        )


def override_invalid(facts: Facts) -> Iterator[Problem]:
    """An override without reason, or proposed and approved by one person."""
    for row in facts.school.overrides:
        if not row.reason:
            yield _override(row, "reason", "reason")
        elif not row.proposed_by or not row.approved_by:
            yield _override(row, "proposed_by" if not row.proposed_by else "approved_by", "names")
        elif same_people(row):
            yield _override(row, "approved_by", "same")


def _override(row: Override, key: str, variant: str) -> Problem:
    column = forms.OVERRIDES.column(key).header
    value = getattr(row, key)
    return _at(row.place, key, "override-invalid", value, row.staff_id, column=column, variant=variant)


def override_range(facts: Facts) -> Iterator[Problem]:
    """An override's points outside the rubric's range, or a second override of the same month."""
    low, high = facts.rubric.lowest, facts.rubric.highest
    first: dict[tuple[str, Month], int] = {}
    for row in facts.school.overrides:
        if row.points is not None and not low <= row.points <= high:
            limits = {"low": points_short(low), "high": points_short(high), "column": "Điểm"}
            variant = "low" if row.points < low else "high"
            value = points_short(row.points)
            yield _at(row.place, "points", "out-of-range", value, row.staff_id, variant=variant, **limits)
        elif row.staff_id and row.month and is_valid(row):
            earlier = first.setdefault((row.staff_id, row.month), row.place.row)
            if earlier != row.place.row:
                yield _at(row.place, "staff_id", "row-duplicate", row.staff_id, row.staff_id, first=earlier)


# --- leave and other spans of time ----------------------------------------------------------------------------


def dates_reversed(facts: Facts) -> Iterator[Problem]:
    """A leave, a term of office or a movement that ends before it begins."""
    school = facts.school
    spans: tuple[Leave | CouncilMember | Movement, ...] = (*school.leaves, *school.council, *school.movements)
    for row in spans:
        if row.start and row.end and row.end < row.start:
            staff_id = getattr(row, "staff_id", None)
            dates = {"start": _day(row.start), "end": _day(row.end), "column": "Đến ngày"}
            yield _at(row.place, "end", "dates-reversed", _day(row.end), staff_id, **dates)


def leave_overlap(facts: Facts) -> Iterator[Problem]:
    """Two leaves of one person that share a day, at the later row."""
    earlier: dict[str, list[Leave]] = {}
    for leave in facts.school.leaves:
        if not leave.staff_id or not leave.start or (leave.end and leave.end < leave.start):
            continue
        for other in earlier.setdefault(leave.staff_id, []):
            assert other.start
            if leave.start <= (other.end or date.max) and other.start <= (leave.end or date.max):
                params = {"first": other.place.row}
                yield Problem(
                    "leave-overlap", leave.place.at("start"), _day(leave.start), leave.staff_id, params
                )
                break
        earlier[leave.staff_id].append(leave)


# --- registrations --------------------------------------------------------------------------------------------


def _registrations(facts: Facts) -> tuple[Registration | TeamRegistration, ...]:
    return (*facts.school.registrations, *facts.school.team_registrations)


def registration_late(facts: Facts) -> Iterator[Problem]:
    """A first-round registration after the deadline."""
    deadline = facts.config.registration_deadline
    for row in _registrations(facts):
        early_round = row.round == forms.EARLY_ROUND
        if row.day and early_round and deadline < row.day <= facts.config.year.last:
            staff_id = getattr(row, "staff_id", None)
            params = {"deadline": _day(deadline), "round": forms.EARLY_ROUND}
            yield _at(row.place, "day", "registration-late", _day(row.day), staff_id, **params)


def registration_missing(facts: Facts) -> Iterator[Problem]:
    """Somebody at work on the deadline and today who has not registered by it."""
    deadline, roster = facts.config.registration_deadline, facts.school.roster
    tabs = facts.school.tabs.get(forms.REGISTRATIONS.key)
    if not tabs or facts.today <= deadline:
        return
    registered = {row.staff_id for row in facts.school.registrations if row.titles}
    for person in roster.people:
        at_work = roster.at_work_on(person, deadline) and roster.at_work_on(person, facts.today)
        if at_work and person.staff_id not in registered:
            yield _missing(person, "registration-missing", tabs[0], {"deadline": _day(deadline)})


def registration_duplicate(facts: Facts) -> Iterator[Problem]:
    """The same person or team and title twice, at the later row."""
    first: dict[tuple[str, str], int] = {}
    for row in _registrations(facts):
        staff_id = getattr(row, "staff_id", None)
        subject: str = staff_id or getattr(row, "team", None) or ""
        for code in row.titles or () if subject else ():
            earlier = first.setdefault((subject, code), row.place.row)
            if earlier != row.place.row:
                params = {"first": earlier, "title": BY_CODE[code].name, "staff_id": subject}
                yield Problem(
                    "registration-duplicate", row.place.at("titles"), BY_CODE[code].name, staff_id, params
                )
                break


# --- initiatives, votes, entries ------------------------------------------------------------------------------


def decision_missing(facts: Facts) -> Iterator[Problem]:
    """A recognised initiative without the number or the date of its decision."""
    for row in facts.school.initiatives:
        key = _blank_decision(row)
        if row.result == forms.RECOGNISED and key:
            column = forms.INITIATIVES.column(key).header
            yield _at(row.place, key, "decision-missing", None, None, column=column, code=row.code or "")


def _blank_decision(row: Initiative) -> str | None:
    blank = (
        key for key in ("decision", "decided_on") if getattr(row, key) is None and key not in row.place.bad
    )
    return next(blank, None)


def row_duplicate(facts: Facts) -> Iterator[Problem]:
    """The same `Mã SK`, or the same vote, twice; at the later row."""
    first: dict[tuple[str, ...], int] = {}
    for row in facts.school.initiatives:
        if row.code:
            earlier = first.setdefault(("SK", row.code.casefold()), row.place.row)
            if earlier != row.place.row:
                yield _at(row.place, "code", "row-duplicate", row.code, None, first=earlier)
    for vote in facts.school.votes:
        subject = vote.staff_id or vote.team
        if subject and vote.titles:
            earlier = first.setdefault((subject, *vote.titles), vote.place.row)
            if earlier != vote.place.row:
                name = BY_CODE[vote.titles[0]].name
                yield _at(
                    vote.place, "titles", "row-duplicate", f"{subject} – {name}", vote.staff_id, first=earlier
                )


def votes_inconsistent(facts: Facts) -> Iterator[Problem]:
    """Đồng ý ≤ Phiếu hợp lệ ≤ Có mặt ≤ Tổng thành viên, and none below 0; the first that is not."""
    for vote in facts.school.votes:
        yield from _bad_vote(vote)


def _bad_vote(vote: Vote) -> Iterator[Problem]:
    keys = [key for key in ("agreed", "valid", "present", "members") if getattr(vote, key) is not None]
    headers = {key: forms.VOTES.column(key).header for key in keys}
    for key in keys:
        if getattr(vote, key) < 0:
            params = {"column": headers[key], "variant": "negative"}
            yield _at(vote.place, key, "votes-inconsistent", getattr(vote, key), vote.staff_id, **params)
            return
    for less, more in itertools.pairwise(keys):
        if getattr(vote, less) > getattr(vote, more):
            params = {"column": headers[less], "other": headers[more], "limit": getattr(vote, more)}
            yield _at(vote.place, less, "votes-inconsistent", getattr(vote, less), vote.staff_id, **params)
            return


def entries_short(facts: Facts) -> Iterator[Problem]:
    """Fewer contest entries than wanted for a month whose 15th has passed."""
    tabs = facts.school.tabs.get(forms.ENTRIES.key)
    if not tabs:
        return
    counts = Counter(entry.month for entry in facts.school.entries)
    wanted = facts.config.deadlines.entries
    for month in facts.config.year.months:
        due = date(month.year, month.number, facts.config.deadlines.entries_day)
        if due < facts.today and counts[month] < wanted:
            params = {"month": f"{month.number}/{month.year}", "count": counts[month], "wanted": wanted}
            yield Problem("entries-short", tabs[0], str(month), None, params)


RULES: tuple[Rule, ...] = (
    score_duplicate,
    score_missing,
    total_mismatch,
    rating_mismatch,
    not_approved,
    too_many_of_best,
    override_invalid,
    override_range,
    dates_reversed,
    leave_overlap,
    registration_late,
    registration_missing,
    registration_duplicate,
    decision_missing,
    row_duplicate,
    votes_inconsistent,
    entries_short,
)


def check(facts: Facts) -> list[Problem]:
    """Every problem that the rules find."""
    return [problem for rule in RULES for problem in rule(facts)]
