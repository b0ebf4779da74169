"""What the school's lists say: registrations, contest entries, initiatives, movements, achievements, the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sheets_sync.documents.fields.people import decision_text, title_names
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, Fields
from sheets_sync.language import N_
from sheets_sync.model import Achievement, ContestEntry, Initiative, Month, Movement, Registration, SchoolYear
from sheets_sync.results.deadlines import calendar
from sheets_sync.results.period_figures import months_of
from sheets_sync.results.registers import register_of
from sheets_sync.rules.forms import EARLY_ROUND, LEVELS, RECOGNISED, RESULTS
from sheets_sync.rules.titles import BY_CODE, TITLES
from sheets_sync.text.vietnamese import name_key
from sheets_sync.text.words import count_text

# --- registrations ----------------------------------------------------------------------------------------------


def registrations(request: DocumentRequest) -> Fields:
    """Who has registered for what: people and teams, how many for each title, and who has not."""
    people, teams = _registered_people(request), _registered_teams(request)
    missing = _not_registered(request)
    return {
        "people": people,
        "teams": teams,
        "titles": _by_title(request),
        "missing": missing,
        "counts": {
            "people": count_text(len(people), request.t),
            "teams": count_text(len(teams), request.t),
            "missing": count_text(sum(len(group["people"]) for group in missing), request.t),
            "added": count_text(sum(one.round != EARLY_ROUND for one in _valid(request)), request.t),
        },
        "deadline": f"{request.config.registration_deadline:%d/%m/%Y}",
    }


def _valid(request: DocumentRequest) -> list[Registration]:
    """The registrations whose person and title can be read."""
    known = request.roster.by_id
    return [one for one in request.results.school.registrations if one.titles and one.staff_id in known]


def _registered_people(request: DocumentRequest) -> list[Fields]:
    """One row a person, in name order, with all that they have registered for."""
    by_person: dict[str, list[Registration]] = {}
    for one in _valid(request):
        by_person.setdefault(one.staff_id or "", []).append(one)
    people = request.roster.in_name_order(request.roster.by_id[staff_id] for staff_id in by_person)
    return [
        {
            "number": number,
            "name": person.name,
            "position": person.position or "",
            "team": request.roster.team_of(person.staff_id),
            "titles": _titles(request, by_person[person.staff_id]),
            "award": _joined(one.award for one in by_person[person.staff_id]),
            "initiative": _joined(one.initiative for one in by_person[person.staff_id]),
            "round": _joined(one.round for one in by_person[person.staff_id]),
        }
        for number, person in enumerate(people, 1)
    ]


def _titles(request: DocumentRequest, rows: Iterable[Registration]) -> str:
    codes = {code for row in rows for code in row.titles or ()}
    return title_names(title.code for title in TITLES if title.code in codes)


def _joined(texts: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _registered_teams(request: DocumentRequest) -> list[Fields]:
    by_team: dict[str, set[str]] = {}
    for one in request.results.school.team_registrations:
        if one.team and one.titles:
            by_team.setdefault(one.team, set()).update(one.titles)
    rows = [(team, codes) for team in request.roster.teams.values() if (codes := by_team.get(team))]
    return [
        {
            "number": number,
            "name": team,
            "titles": title_names(title.code for title in TITLES if title.code in codes),
        }
        for number, (team, codes) in enumerate(rows, 1)
    ]


def _by_title(request: DocumentRequest) -> list[Fields]:
    people = {
        code: {one.staff_id for one in _valid(request) if code in (one.titles or ())} for code in BY_CODE
    }
    teams = {
        code: {
            one.team
            for one in request.results.school.team_registrations
            if one.team and code in (one.titles or ())
        }
        for code in BY_CODE
    }
    counts = {code: (len(people[code]), len(teams[code])) for code in BY_CODE}
    return [
        {"title": BY_CODE[code].name, "people": of_people, "teams": of_teams}
        for code, (of_people, of_teams) in counts.items()
        if of_people or of_teams
    ]


def _not_registered(request: DocumentRequest) -> list[Fields]:
    """Who was at work on the deadline, is at work today, and has registered for nothing, by team."""
    roster, missing = request.roster, register_of(request.results).missing
    groups = {
        team: [roster.by_id[who].name for who in missing if roster.team_of(who) == team]
        for team in (*roster.teams.values(), "")
    }
    return [
        {"team": team, "people": names, "count": count_text(len(names), request.t), "names": "; ".join(names)}
        for team, names in groups.items()
        if names
    ]


# --- the contest ------------------------------------------------------------------------------------------------


def entries(request: DocumentRequest) -> Fields:
    """The entries for the contest of the period, and how many were wanted."""
    found, wanted = _entries(request), request.config.deadlines.entries
    short = max(wanted - len(found), 0) if isinstance(request.period, Month) else 0
    return {
        "rows": [_entry(request, number, one) for number, one in enumerate(found, 1)],
        "count": count_text(len(found), request.t),
        "wanted": count_text(wanted, request.t),
        "short": count_text(short, request.t) if short else "",
        "day": request.config.deadlines.entries_day,
    }


def _entries(request: DocumentRequest) -> list[ContestEntry]:
    return [
        one for one in request.results.school.entries if one.month in months_of(request.period) and one.title
    ]


def _entry(request: DocumentRequest, number: int, one: ContestEntry) -> Fields:
    person = request.roster.by_id.get(one.staff_id or "")
    return {
        "number": number,
        "month": one.month.shown if one.month else "",
        "title": one.title or "",
        "author": person.name if person else "",
        "team": request.roster.team_of(person.staff_id) if person else "",
        "example": one.example or "",
        "sent": _day(one.sent),
        "link": one.link or "",
    }


# --- initiatives ------------------------------------------------------------------------------------------------


def initiatives(request: DocumentRequest) -> Fields:
    """The initiatives: those recognised, by level too, those still to be decided, and those that were not."""
    rows, recognised = request.results.school.initiatives, recognised_in(request)
    return {
        "all": _initiatives(request, rows),
        "recognised": _initiatives(request, recognised),
        "school": _initiatives(request, [one for one in recognised if one.level in (None, LEVELS[0])]),
        "higher": _initiatives(request, [one for one in recognised if one.level in LEVELS[1:]]),
        "pending": _initiatives(request, [one for one in rows if one.result == RESULTS[2]]),
        "refused": _initiatives(request, [one for one in rows if one.result == RESULTS[1]]),
        "decisions": _decisions(request, recognised),
    }


def recognised_in(request: DocumentRequest) -> list[Initiative]:
    """Those recognised: in a year all of them, in a month or term those whose decision bears a day of it."""
    found = [one for one in request.results.school.initiatives if one.result == RECOGNISED]
    if isinstance(request.period, SchoolYear):
        return found
    first, last = days_of(request)
    return [one for one in found if one.decided_on and first <= one.decided_on <= last]


def days_of(request: DocumentRequest) -> tuple[date, date]:
    """The days of a period; August belongs to the first term and the summer to the second, where no month is scored."""
    year, months = request.config.year, months_of(request.period)
    first, last = months[0].first, months[-1].last
    if isinstance(request.period, Month):
        return first, last
    return (
        year.first if months[0] == year.months[0] else first,
        year.last if months[-1] == year.months[-1] else last,
    )


def _initiatives(request: DocumentRequest, rows: Sequence[Initiative]) -> list[Fields]:
    return [_initiative(request, number, one) for number, one in enumerate(rows, 1)]


def _initiative(request: DocumentRequest, number: int, one: Initiative) -> Fields:
    authors = [request.roster.by_id[who] for who in one.authors or () if who in request.roster.by_id]
    return {
        "number": number,
        "code": one.code or "",
        "name": one.name or BLANK,
        "authors": "; ".join(author.name for author in authors),
        "teams": _joined(request.roster.team_of(author.staff_id) for author in authors),
        "field": one.field or "",
        "level": one.level or "",
        "result": one.result or "",
        "decision": decision_text(one.decision, one.decided_on, request.t),
    }


def _decisions(request: DocumentRequest, rows: Iterable[Initiative]) -> list[str]:
    """The decisions that recognised them, each once."""
    texts = (decision_text(one.decision, one.decided_on, request.t) for one in rows)
    return list(dict.fromkeys(text for text in texts if text))


# --- movements, achievements ------------------------------------------------------------------------------------


def movements(request: DocumentRequest) -> list[Fields]:
    """The movements that run within the period."""
    first, last = months_of(request.period)[0].first, months_of(request.period)[-1].last
    if not isinstance(request.period, Month):
        first = min(first, request.config.year.first) if first.month == 9 else first
    running = [
        one
        for one in request.results.school.movements
        if one.name and (one.start is None or one.start <= last) and (one.end is None or one.end >= first)
    ]
    return [_movement(request, number, one) for number, one in enumerate(running, 1)]


def movement(request: DocumentRequest) -> Fields:
    """The movement that a document is about."""
    found = (one for one in request.results.school.movements if one.name == request.subject)
    one = next(found, None)
    return (
        _movement(request, 1, one)
        if one
        else {"name": request.subject, "level": "", "span": "", "result": ""}
    )


def _movement(request: DocumentRequest, number: int, one: Movement) -> Fields:
    t = request.t
    span = t(N_("từ {start}"), start=_day(one.start)) if one.start else ""
    if one.start and one.end:
        span = t(N_("từ {start} đến {end}"), start=_day(one.start), end=_day(one.end))
    return {
        "number": number,
        "name": one.name or "",
        "level": one.level or "",
        "start": _day(one.start),
        "end": _day(one.end),
        "span": span,
        "result": one.result or "",
    }


def achievements(request: DocumentRequest) -> list[Fields]:
    """The achievements of the period, of people and teams, by day."""
    months = months_of(request.period)
    first, last = months[0].first, months[-1].last
    return _achievements(request, first, last)


def honoured(request: DocumentRequest) -> list[Fields]:
    """The achievements up to the ceremony of 20 November."""
    return _achievements(request, request.config.year.first, date(request.config.year.start, 11, 20))


def _achievements(request: DocumentRequest, first: date, last: date) -> list[Fields]:
    rows = [one for one in request.results.school.achievements if one.day is None or first <= one.day <= last]
    rows.sort(key=lambda one: (one.day or date.max, name_key(_achiever(request, one) or " ")))
    return [
        {
            "number": number,
            "day": _day(one.day),
            "who": _achiever(request, one),
            "team": request.roster.team_of(one.staff_id) if one.staff_id else one.team or "",
            "kind": one.kind or "",
            "movement": one.movement or "",
            "content": one.content or "",
            "level": one.level or "",
        }
        for number, one in enumerate(rows, 1)
    ]


def _achiever(request: DocumentRequest, one: Achievement) -> str:
    person = request.roster.by_id.get(one.staff_id or "")
    if person:
        return person.name
    return request.t(N_("Tổ {team}"), team=one.team) if one.team else ""


def deadlines(request: DocumentRequest) -> list[Fields]:
    """The year's calendar, the earliest first."""
    return [
        {
            "number": number,
            "date": _day(each.due),
            "text": str(request.t.say(each.text)),
            "passed": each.due < request.results.today,
        }
        for number, each in enumerate(calendar(request.config), 1)
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
