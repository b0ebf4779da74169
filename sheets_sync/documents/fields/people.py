"""What a paper says of single people: their marks of a month, their year, what they achieved and hold."""

from __future__ import annotations

from collections.abc import Iterable

from sheets_sync.awards.review import AWAY
from sheets_sync.awards.year_levels import LEVEL_NAMES
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, Fields
from sheets_sync.documents.fields.titles import reported, sought
from sheets_sync.language import N_, Translator
from sheets_sync.model import Grade, Mark, Month, Person, RankedPerson, Score
from sheets_sync.rules.forms import AT_WORK
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.school.gradebook import DECIDED_BY
from sheets_sync.text.words import decimal_text

GROUPS = {"CBQL": N_("Cán bộ quản lý"), "GV": N_("Giáo viên"), "NV": N_("Nhân viên")}


def staff(request: DocumentRequest) -> Fields:
    """How many people the school has, by group; those who have left do not count."""
    here = [person for person in request.roster.people if person.status in (None, AT_WORK, AWAY)]
    counts = {key.lower(): sum(person.group == key for person in here) for key in GROUPS}
    return {"total": len(here), **counts, "teams": len(request.roster.teams)}


def people(request: DocumentRequest) -> list[Fields]:
    """The people a document is about, in name order, each with all that the sheets say."""
    return [_person(request, number, one) for number, one in enumerate(chosen(request), 1)]


def chosen(request: DocumentRequest) -> list[Person]:
    """The people a document is about: those requested, else everybody whom its kind is for."""
    roster = request.roster
    if request.subjects is not None and request.kind.each == "person":
        return [roster.by_id[staff_id] for staff_id in request.subjects if staff_id in roster.by_id]
    if request.kind.whom == "proposed":
        wanted = reported(request)
        return roster.in_name_order(one for one in roster.people if one.staff_id in wanted)
    if isinstance(request.period, Month):
        return roster.in_name_order(roster.expected(request.period))
    return roster.in_name_order()


def _person(request: DocumentRequest, number: int, person: Person) -> Fields:
    t = request.t
    return {
        "number": number,
        "name": person.name,
        "team": request.roster.team_of(person.staff_id),
        "position": person.position or "",
        "post": ", ".join(filter(None, (person.position, request.roster.team_of(person.staff_id)))),
        "group": t(GROUPS.get(person.group or "", "")),
        "born": f"{person.born:%d/%m/%Y}" if person.born else "",
        "joined_sector": f"{person.joined_sector:%d/%m/%Y}" if person.joined_sector else "",
        "joined_school": f"{person.joined_school:%d/%m/%Y}" if person.joined_school else "",
        **_points(request, person),
        "months": _months(request, person),
        "initiatives": _initiatives(request, person),
        "achievements": _achievements(request, person),
        "held": held_rows(request, person.staff_id),
        "level": level_text(request, person.staff_id),
        "sought": sought(request, person.staff_id),
    }


# --- points -----------------------------------------------------------------------------------------------------


def _points(request: DocumentRequest, person: Person) -> Fields:
    """Points, rating and ranks of the period; of a month the marks behind them as well."""
    t, ranked = request.t, request.figures.ranked_person.get(person.staff_id)
    grade = _grade(request, person)
    score = (grade.score if grade else None) or _row(request, person)
    return {
        "points": decimal_text(ranked.points, t) if ranked else "",
        "rating": ranked.rating if ranked else "",
        "rank": ranked.rank if ranked else "",
        "team_rank": ranked.team_rank if ranked else "",
        "decided_by": t(DECIDED_BY[grade.decided_by]) if grade else "",
        "criteria": _criteria(request, score),
        "own_total": _total(request, score),
        "team_total": _mark(score.team_total if score else None, t),
        "approved": _mark(score.approved if score else None, t),
        "ranked": _ranked(ranked, t),
    }


def _grade(request: DocumentRequest, person: Person) -> Grade | None:
    if not isinstance(request.period, Month):
        return None
    return request.results.grades.get(request.period, {}).get(person.staff_id)


def _row(request: DocumentRequest, person: Person) -> Score | None:
    """A row that could not be graded still shows its marks."""
    scores = request.results.school.months.get(request.period) if isinstance(request.period, Month) else None
    rows = scores.rows if scores else ()
    return next((row for row in rows if row.staff_id == person.staff_id), None)


def _criteria(request: DocumentRequest, score: Score | None) -> list[Fields]:
    rubric, t = request.results.rubric, request.t
    given = rubric.criterion_points(score.marks) if score and score.marks else {}
    return [
        {
            "number": number,
            "name": one.name,
            "high": decimal_text(one.high, t),
            "points": _mark(given.get(one.key), t),
        }
        for number, one in enumerate(rubric.criteria, 1)
    ]


def _total(request: DocumentRequest, score: Score | None) -> str:
    if score is None:
        return ""
    own = score.own_total if score.own_total is not None else request.results.rubric.points(score.marks)
    return _mark(own, request.t)


def _mark(mark: Mark, t: Translator) -> str:
    return decimal_text(mark, t) if isinstance(mark, int) else str(mark or "")


def _ranked(ranked: RankedPerson | None, t: Translator) -> str:
    if ranked is None:
        return t(N_("chưa xếp loại"))
    return t(
        N_("hạng {rank} toàn trường, hạng {team_rank} trong tổ"),
        rank=ranked.rank,
        team_rank=ranked.team_rank,
    )


def _months(request: DocumentRequest, person: Person) -> list[Fields]:
    grades = ((month, request.results.grades[month].get(person.staff_id)) for month in request.figures.months)
    return [_month_row(month, grade, request.t) for month, grade in grades if grade]


def _month_row(month: Month, grade: Grade, t: Translator) -> Fields:
    return {
        "month": month.shown,
        "points": decimal_text(grade.points, t),
        "rating": grade.rating,
    }


# --- what they did and hold -------------------------------------------------------------------------------------


def _initiatives(request: DocumentRequest, person: Person) -> list[Fields]:
    return [
        {
            "name": one.name or "",
            "result": one.result or "",
            "level": one.level or "",
            "decision": decision_text(one.decision, one.decided_on, request.t),
        }
        for one in request.results.school.initiatives
        if person.staff_id in (one.authors or ())
    ]


def _achievements(request: DocumentRequest, person: Person) -> list[Fields]:
    return [
        {
            "day": f"{one.day:%d/%m/%Y}" if one.day else "",
            "kind": one.kind or "",
            "movement": one.movement or "",
            "content": one.content or "",
            "level": one.level or "",
        }
        for one in request.results.school.achievements
        if one.staff_id == person.staff_id
    ]


def held_rows(request: DocumentRequest, subject: str) -> list[Fields]:
    """The titles that a person (id) or team (name) holds from earlier years, the oldest first."""
    held = [
        one for one in request.results.school.held_titles if subject in (one.staff_id, one.team) and one.year
    ]
    return [
        {
            "year": str(one.year),
            "titles": title_names(one.titles or ()),
            "decision": decision_text(one.decision, one.decided_on, request.t),
        }
        for one in sorted(held, key=lambda one: one.year or request.config.year)
    ]


def level_text(request: DocumentRequest, subject: str) -> str:
    """The year's rating in the levels of the law, and whether it is decided yet."""
    level = request.results.year_levels.get(subject)
    if level is None or level.level is None:
        return ""
    name = request.t(LEVEL_NAMES[level.level])
    return request.t(N_("{level} (tạm tính theo điểm)"), level=name) if level.provisional else name


def title_names(codes: Iterable[str]) -> str:
    """Titles in full, as the law writes them."""
    return "; ".join(BY_CODE[code].name for code in codes)


def decision_text(number: str | None, day: object, t: Translator) -> str:
    """A decision by number and day; a number that is not known is dots, so that no day passes for one."""
    if day:
        return t(N_("{number} ngày {day}"), number=number or BLANK, day=f"{day:%d/%m/%Y}")
    return number or ""
