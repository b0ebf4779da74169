"""What a paper says of teams: their place, their people, their months, what they achieved and hold."""

from __future__ import annotations

from sheets_sync.documents.fields.people import held_rows, level_text
from sheets_sync.documents.fields.request import DocumentRequest, Fields
from sheets_sync.documents.fields.titles import reported, sought
from sheets_sync.results.period_figures import PeriodFigures
from sheets_sync.text.words import count_text, decimal_text


def groups(asked: DocumentRequest) -> list[Fields]:
    """The teams a document is about, in the roster's order, each with all that the sheets say."""
    return [_group(asked, number, team) for number, team in enumerate(chosen_teams(asked), 1)]


def chosen_teams(asked: DocumentRequest) -> list[str]:
    """The teams a document is about: those asked for, else all that its kind is for."""
    wanted = asked.subjects if asked.kind.each == "team" else None
    if wanted is None and asked.kind.whom == "proposed":
        wanted = tuple(reported(asked))
    return [team for team in asked.roster.teams.values() if wanted is None or team in wanted]


def _group(asked: DocumentRequest, number: int, team: str) -> Fields:
    t, roster = asked.t, asked.roster
    people = roster.in_name_order(one for one in roster.people if roster.team_of(one.staff_id) == team)
    standing = next((row for row in asked.figures.teams if row.name == team), None)
    return {
        "number": number,
        "name": team,
        "size": count_text(len(people), t),
        "blank": "",
        "people": [
            {"number": at, "name": one.name, "position": one.position or ""}
            for at, one in enumerate(people, 1)
        ],
        "points": decimal_text(standing.points, t) if standing else "",
        "rating": standing.rating if standing else "",
        "rank": standing.rank if standing else "",
        "of": len(asked.figures.teams),
        "rated": standing.rated if standing else 0,
        "months": _months(asked, team),
        "ratings": _ratings(asked, team),
        "achievements": _achievements(asked, team),
        "initiatives": _initiatives(asked, {one.staff_id for one in people}),
        "held": held_rows(asked, team),
        "level": level_text(asked, team),
        "sought": sought(asked, team),
    }


def _months(asked: DocumentRequest, team: str) -> list[Fields]:
    found: list[Fields] = []
    for month in asked.figures.months:
        row = next((one for one in PeriodFigures(asked.results, month).teams if one.name == team), None)
        if row:
            points = decimal_text(row.points, asked.t)
            found.append({"month": month.shown, "points": points, "rank": row.rank})
    return found


def _ratings(asked: DocumentRequest, team: str) -> list[Fields]:
    mates = [row.rating for row in asked.figures.standings if row.team == team]
    return [{"rating": rating, "count": mates.count(rating)} for rating in asked.results.rubric.ratings]


def _achievements(asked: DocumentRequest, team: str) -> list[Fields]:
    by_id = asked.roster.by_id
    return [
        {
            "day": f"{one.day:%d/%m/%Y}" if one.day else "",
            "who": by_id[one.staff_id or ""].name if one.staff_id in by_id else "",
            "content": one.content or "",
            "level": one.level or "",
        }
        for one in asked.results.school.achievements
        if team in (one.team, asked.roster.team_of(one.staff_id or ""))
    ]


def _initiatives(asked: DocumentRequest, staff_ids: set[str]) -> list[Fields]:
    return [
        {"name": one.name or "", "result": one.result or "", "level": one.level or ""}
        for one in asked.results.school.initiatives
        if staff_ids.intersection(one.authors or ())
    ]
