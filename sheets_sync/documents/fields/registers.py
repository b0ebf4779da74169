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


def registrations(asked: DocumentRequest) -> Fields:
    """Who has registered for what: people and teams, how many for each title, and who has not."""
    people, teams = _registered_people(asked), _registered_teams(asked)
    missing = _not_registered(asked)
    return {
        "people": people,
        "teams": teams,
        "titles": _by_title(asked),
        "missing": missing,
        "counts": {
            "people": count_text(len(people), asked.t),
            "teams": count_text(len(teams), asked.t),
            "missing": count_text(sum(len(group["people"]) for group in missing), asked.t),
            "added": count_text(sum(one.round != EARLY_ROUND for one in _valid(asked)), asked.t),
        },
        "deadline": f"{asked.config.registration_deadline:%d/%m/%Y}",
    }


def _valid(asked: DocumentRequest) -> list[Registration]:
    """The registrations whose person and title can be read."""
    known = asked.roster.by_id
    return [one for one in asked.results.school.registrations if one.titles and one.staff_id in known]


def _registered_people(asked: DocumentRequest) -> list[Fields]:
    """One row a person, in name order, with all that they have registered for."""
    by_person: dict[str, list[Registration]] = {}
    for one in _valid(asked):
        by_person.setdefault(one.staff_id or "", []).append(one)
    people = asked.roster.in_name_order(asked.roster.by_id[staff_id] for staff_id in by_person)
    return [
        {
            "number": number,
            "name": person.name,
            "position": person.position or "",
            "team": asked.roster.team_of(person.staff_id),
            "titles": _titles(asked, by_person[person.staff_id]),
            "award": _joined(one.award for one in by_person[person.staff_id]),
            "initiative": _joined(one.initiative for one in by_person[person.staff_id]),
            "round": _joined(one.round for one in by_person[person.staff_id]),
        }
        for number, person in enumerate(people, 1)
    ]


def _titles(asked: DocumentRequest, rows: Iterable[Registration]) -> str:
    codes = {code for row in rows for code in row.titles or ()}
    return title_names((title.code for title in TITLES if title.code in codes), asked.t)


def _joined(texts: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _registered_teams(asked: DocumentRequest) -> list[Fields]:
    by_team: dict[str, set[str]] = {}
    for one in asked.results.school.team_registrations:
        if one.team and one.titles:
            by_team.setdefault(one.team, set()).update(one.titles)
    rows = [(team, codes) for team in asked.roster.teams.values() if (codes := by_team.get(team))]
    return [
        {
            "number": number,
            "name": team,
            "titles": title_names((title.code for title in TITLES if title.code in codes), asked.t),
        }
        for number, (team, codes) in enumerate(rows, 1)
    ]


def _by_title(asked: DocumentRequest) -> list[Fields]:
    people = {code: {one.staff_id for one in _valid(asked) if code in (one.titles or ())} for code in BY_CODE}
    teams = {
        code: {
            one.team
            for one in asked.results.school.team_registrations
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


def _not_registered(asked: DocumentRequest) -> list[Fields]:
    """Who was at work on the deadline, is at work today, and has registered for nothing, by team."""
    roster, missing = asked.roster, register_of(asked.results).missing
    groups = {
        team: [roster.by_id[who].name for who in missing if roster.team_of(who) == team]
        for team in (*roster.teams.values(), "")
    }
    return [
        {"team": team, "people": names, "count": count_text(len(names), asked.t), "names": "; ".join(names)}
        for team, names in groups.items()
        if names
    ]


# --- the contest ------------------------------------------------------------------------------------------------


def entries(asked: DocumentRequest) -> Fields:
    """The entries for the contest of the period, and how many were wanted."""
    found, wanted = _entries(asked), asked.config.deadlines.entries
    short = max(wanted - len(found), 0) if isinstance(asked.period, Month) else 0
    return {
        "rows": [_entry(asked, number, one) for number, one in enumerate(found, 1)],
        "count": count_text(len(found), asked.t),
        "wanted": count_text(wanted, asked.t),
        "short": count_text(short, asked.t) if short else "",
        "day": asked.config.deadlines.entries_day,
    }


def _entries(asked: DocumentRequest) -> list[ContestEntry]:
    return [one for one in asked.results.school.entries if one.month in months_of(asked.period) and one.title]


def _entry(asked: DocumentRequest, number: int, one: ContestEntry) -> Fields:
    person = asked.roster.by_id.get(one.staff_id or "")
    return {
        "number": number,
        "month": one.month.shown if one.month else "",
        "title": one.title or "",
        "author": person.name if person else "",
        "team": asked.roster.team_of(person.staff_id) if person else "",
        "example": one.example or "",
        "sent": _day(one.sent),
        "link": one.link or "",
    }


# --- initiatives ------------------------------------------------------------------------------------------------


def initiatives(asked: DocumentRequest) -> Fields:
    """The initiatives: those recognised, by level too, those still to be decided, and those that were not."""
    rows, recognised = asked.results.school.initiatives, recognised_in(asked)
    return {
        "all": _initiatives(asked, rows),
        "recognised": _initiatives(asked, recognised),
        "school": _initiatives(asked, [one for one in recognised if one.level in (None, LEVELS[0])]),
        "higher": _initiatives(asked, [one for one in recognised if one.level in LEVELS[1:]]),
        "pending": _initiatives(asked, [one for one in rows if one.result == RESULTS[2]]),
        "refused": _initiatives(asked, [one for one in rows if one.result == RESULTS[1]]),
        "decisions": _decisions(asked, recognised),
    }


def recognised_in(asked: DocumentRequest) -> list[Initiative]:
    """Those recognised: in a year all of them, in a month or term those whose decision bears a day of it."""
    found = [one for one in asked.results.school.initiatives if one.result == RECOGNISED]
    if isinstance(asked.period, SchoolYear):
        return found
    first, last = days_of(asked)
    return [one for one in found if one.decided_on and first <= one.decided_on <= last]


def days_of(asked: DocumentRequest) -> tuple[date, date]:
    """The days of a period; August belongs to the first term and the summer to the second, where no month is scored."""
    year, months = asked.config.year, months_of(asked.period)
    first, last = months[0].first, months[-1].last
    if isinstance(asked.period, Month):
        return first, last
    return (
        year.first if months[0] == year.months[0] else first,
        year.last if months[-1] == year.months[-1] else last,
    )


def _initiatives(asked: DocumentRequest, rows: Sequence[Initiative]) -> list[Fields]:
    return [_initiative(asked, number, one) for number, one in enumerate(rows, 1)]


def _initiative(asked: DocumentRequest, number: int, one: Initiative) -> Fields:
    authors = [asked.roster.by_id[who] for who in one.authors or () if who in asked.roster.by_id]
    return {
        "number": number,
        "code": one.code or "",
        "name": one.name or BLANK,
        "authors": "; ".join(author.name for author in authors),
        "teams": _joined(asked.roster.team_of(author.staff_id) for author in authors),
        "field": one.field or "",
        "level": one.level or "",
        "result": one.result or "",
        "decision": decision_text(one.decision, one.decided_on, asked.t),
    }


def _decisions(asked: DocumentRequest, rows: Iterable[Initiative]) -> list[str]:
    """The decisions that recognised them, each once."""
    texts = (decision_text(one.decision, one.decided_on, asked.t) for one in rows)
    return list(dict.fromkeys(text for text in texts if text))


# --- movements, achievements ------------------------------------------------------------------------------------


def movements(asked: DocumentRequest) -> list[Fields]:
    """The movements that run within the period."""
    first, last = months_of(asked.period)[0].first, months_of(asked.period)[-1].last
    if not isinstance(asked.period, Month):
        first = min(first, asked.config.year.first) if first.month == 9 else first
    running = [
        one
        for one in asked.results.school.movements
        if one.name and (one.start is None or one.start <= last) and (one.end is None or one.end >= first)
    ]
    return [_movement(asked, number, one) for number, one in enumerate(running, 1)]


def movement(asked: DocumentRequest) -> Fields:
    """The movement that a document is about."""
    found = (one for one in asked.results.school.movements if one.name == asked.subject)
    one = next(found, None)
    return _movement(asked, 1, one) if one else {"name": asked.subject, "level": "", "span": "", "result": ""}


def _movement(asked: DocumentRequest, number: int, one: Movement) -> Fields:
    t = asked.t
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


def achievements(asked: DocumentRequest) -> list[Fields]:
    """The achievements of the period, of people and teams, by day."""
    months = months_of(asked.period)
    first, last = months[0].first, months[-1].last
    return _achievements(asked, first, last)


def honoured(asked: DocumentRequest) -> list[Fields]:
    """The achievements up to the ceremony of 20 November."""
    return _achievements(asked, asked.config.year.first, date(asked.config.year.start, 11, 20))


def _achievements(asked: DocumentRequest, first: date, last: date) -> list[Fields]:
    rows = [one for one in asked.results.school.achievements if one.day is None or first <= one.day <= last]
    rows.sort(key=lambda one: (one.day or date.max, name_key(_whose(asked, one) or " ")))
    return [
        {
            "number": number,
            "day": _day(one.day),
            "who": _whose(asked, one),
            "team": asked.roster.team_of(one.staff_id) if one.staff_id else one.team or "",
            "kind": one.kind or "",
            "movement": one.movement or "",
            "content": one.content or "",
            "level": one.level or "",
        }
        for number, one in enumerate(rows, 1)
    ]


def _whose(asked: DocumentRequest, one: Achievement) -> str:
    person = asked.roster.by_id.get(one.staff_id or "")
    if person:
        return person.name
    return asked.t(N_("Tổ {team}"), team=one.team) if one.team else ""


def deadlines(asked: DocumentRequest) -> list[Fields]:
    """The year's calendar, the earliest first."""
    return [
        {
            "number": number,
            "date": _day(each.due),
            "text": str(asked.t.say(each.text)),
            "passed": each.due < asked.results.today,
        }
        for number, each in enumerate(calendar(asked.config), 1)
    ]


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
