"""What a paper says of teams: their place, their people, their months, what they achieved and hold."""

from __future__ import annotations

from sheets_sync.documents.fields.people import held_rows, level_text
from sheets_sync.documents.fields.request import DocumentRequest, Fields
from sheets_sync.documents.fields.titles import reported, sought
from sheets_sync.results.period_figures import PeriodFigures
from sheets_sync.text.words import count_text, decimal_text


def groups(request: DocumentRequest) -> list[Fields]:
    """The teams a document is about, in the roster's order, each with all that the sheets say."""
    return [_group(request, number, team) for number, team in enumerate(chosen_teams(request), 1)]


def chosen_teams(request: DocumentRequest) -> list[str]:
    """The teams a document is about: those requested, else all that its kind is for."""
    wanted = request.subjects if request.kind.each == "team" else None
    if wanted is None and request.kind.whom == "proposed":
        wanted = tuple(reported(request))
    return [team for team in request.roster.teams.values() if wanted is None or team in wanted]


def _group(request: DocumentRequest, number: int, team: str) -> Fields:
    t, roster = request.t, request.roster
    people = roster.in_name_order(one for one in roster.people if roster.team_of(one.staff_id) == team)
    ranked = next((row for row in request.figures.teams if row.name == team), None)
    return {
        "number": number,
        "name": team,
        "size": count_text(len(people), t),
        "blank": "",
        "people": [
            {"number": at, "name": one.name, "position": one.position or ""}
            for at, one in enumerate(people, 1)
        ],
        "points": decimal_text(ranked.points, t) if ranked else "",
        "rating": ranked.rating if ranked else "",
        "rank": ranked.rank if ranked else "",
        "of": len(request.figures.teams),
        "rated": ranked.rated if ranked else 0,
        "months": _months(request, team),
        "ratings": _ratings(request, team),
        "achievements": _achievements(request, team),
        "initiatives": _initiatives(request, {one.staff_id for one in people}),
        "held": held_rows(request, team),
        "level": level_text(request, team),
        "sought": sought(request, team),
    }


def _months(request: DocumentRequest, team: str) -> list[Fields]:
    found: list[Fields] = []
    for month in request.figures.months:
        row = next((one for one in PeriodFigures(request.results, month).teams if one.name == team), None)
        if row:
            points = decimal_text(row.points, request.t)
            found.append({"month": month.shown, "points": points, "rank": row.rank})
    return found


def _ratings(request: DocumentRequest, team: str) -> list[Fields]:
    mates = [row.rating for row in request.figures.ranked_people if row.team == team]
    return [{"rating": rating, "count": mates.count(rating)} for rating in request.results.rubric.ratings]


def _achievements(request: DocumentRequest, team: str) -> list[Fields]:
    by_id = request.roster.by_id
    return [
        {
            "day": f"{one.day:%d/%m/%Y}" if one.day else "",
            "who": by_id[one.staff_id or ""].name if one.staff_id in by_id else "",
            "content": one.content or "",
            "level": one.level or "",
        }
        for one in request.results.school.achievements
        if team in (one.team, request.roster.team_of(one.staff_id or ""))
    ]


def _initiatives(request: DocumentRequest, staff_ids: set[str]) -> list[Fields]:
    return [
        {"name": one.name or "", "result": one.result or "", "level": one.level or ""}
        for one in request.results.school.initiatives
        if staff_ids.intersection(one.authors or ())
    ]
