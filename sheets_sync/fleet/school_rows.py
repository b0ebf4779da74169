"""A school's results as the plain values that the district's figures are made of; points are hundredths.

Every number is taken from where the school's own tabs take it: its rankings, its agenda of titles, its register of
registrations, its calendar. Nothing is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sheets_sync.awards.agenda import agenda, missing, to_confirm
from sheets_sync.language import Translator, translator
from sheets_sync.model import Period, RankedPerson, SchoolYear, Term, Verdict
from sheets_sync.results.due import agenda as calendar_of
from sheets_sync.results.due import state_text
from sheets_sync.results.proposed import is_wanted
from sheets_sync.results.registers import Register, register_of
from sheets_sync.results.results import Results
from sheets_sync.views import as_json

SCHEMA = 2
"""The version of what stands here and in `school_parquet.SCHEMA_V2`; raised with every change of either."""

SchoolRow = dict[str, Any]


def school_row(key: str, results: Results) -> SchoolRow:
    """The one row of a school, with its people, grades, verdicts, registrations and duties in lists."""
    t = translator(results.config.language)
    month = results.latest_month()
    register = register_of(results)
    return {
        "schema": SCHEMA,
        "key": key,
        "name": results.config.school.name,
        "year": str(results.config.year),
        "day": results.today,
        "month": str(month) if month else None,
        "ratings": list(results.rubric.ratings),
        "law": results.law.key if results.law else None,
        "decision_day": results.config.decision_date,
        **_counts(results, register),
        "people": list(_people(results)),
        "grades": list(_grades(results)),
        "titles": list(_titles(results, t)),
        "quotas": list(_quotas(results)),
        "registrations": list(_registrations(results, register)),
        "duties": list(_duties(results, t)),
    }


def _counts(results: Results, register: Register) -> SchoolRow:
    numbers, roster = as_json.counts(results.problems), results.school.roster
    rated, not_rated = _rated(results)
    staff = {*roster.by_id, *rated, *not_rated}
    return {
        "staff": len(staff),
        "at_work": sum(roster.at_work_on(person, results.today) for person in roster.people),
        "not_rated": len(not_rated),
        "not_at_work": len(staff - rated - not_rated),
        "errors": numbers["error"],
        "warnings": numbers["warning"],
        "registered_people": len(register.people),
        "registered_teams": len(register.teams),
        "missing_registrations": len(register.missing),
        "need_not_register": len(staff - {*register.people, *register.missing}),
        "late_registrations": len(register.late),
    }


def _rated(results: Results) -> tuple[set[str], set[str]]:
    """Who is rated in the latest month, and who was at work then without points; before the first month, who is at work.

    Somebody rated in a closed month may no longer stand on the list of staff.
    """
    roster, month = results.school.roster, results.latest_month()
    if month is None:
        return set(), {each.staff_id for each in roster.people if roster.at_work_on(each, results.today)}
    ranking = results.ranking(month)
    rated = {row.staff_id for row in ranking.rows if isinstance(row, RankedPerson)}
    return rated, set(ranking.not_rated) - rated


def _people(results: Results) -> Iterator[SchoolRow]:
    roster = results.school.roster
    for person in roster.in_name_order():
        yield {
            "staff_id": person.staff_id,
            "name": person.name,
            "born": person.born,
            "team": roster.team_of(person.staff_id),
            "position": person.position,
            "status": person.status,
        }


def _grades(results: Results) -> Iterator[SchoolRow]:
    """The rankings of people in every month with one, of the terms and of the year."""
    year = results.config.year
    terms = [term for term in map(year.term, (1, 2)) if set(term.months) & set(results.ranked_months)]
    periods: list[Period] = [*results.ranked_months, *terms, *([year] if results.ranked_months else [])]
    for period in periods:
        for row in results.ranking(period).rows:
            assert isinstance(row, RankedPerson)
            yield {
                "period": str(period),
                "kind": _kind(period),
                "staff_id": row.staff_id,
                "points": row.points,
                "rating": row.rating,
                "rank": row.rank,
                "team_rank": row.team_rank,
                "decided_by": row.decided_by,
            }


def _kind(period: Period) -> str:
    return "year" if isinstance(period, SchoolYear) else "term" if isinstance(period, Term) else "month"


def _titles(results: Results, t: Translator) -> Iterator[SchoolRow]:
    """What the school's council speaks of, in its order: who neither registered nor comes near is not here."""
    place = 0
    for item in agenda(results.review, results.verdicts):
        for verdict in item.verdicts:
            place += 1
            reasons = missing(verdict) or to_confirm(verdict)
            yield {
                "place": place,
                "subject": verdict.subject,
                "name": verdict.name,
                "team": verdict.team,
                "is_team": _is_team(verdict, results),
                "title": verdict.title,
                "registered": verdict.registered,
                "wanted": is_wanted(results, verdict),
                "verdict": verdict.verdict,
                "provisional": verdict.provisional,
                "open": [str(t.say(reason.requirement)) for reason in reasons],
                "sources": list(dict.fromkeys(reason.source for reason in reasons)),
            }


def _is_team(verdict: Verdict, results: Results) -> bool:
    return verdict.subject not in results.school.roster.by_id


def _quotas(results: Results) -> Iterator[SchoolRow]:
    for item in agenda(results.review, results.verdicts):
        if item.share:
            yield {
                "title": item.title,
                "of": item.share.quota.of,
                "percent": item.share.quota.percent,
                "base": item.share.base,
                "most": item.share.most,
                "within": len(item.share.within),
                "beyond": len(item.share.beyond),
            }


def _registrations(results: Results, register: Register) -> Iterator[SchoolRow]:
    """One row for each title that somebody is registered for, those included that another one implies."""
    roster, review = results.school.roster, results.review
    for (subject, title), rows in review.registered.items():
        days = [each.row.day for each in rows if each.row.day]
        person = roster.by_id.get(subject)
        yield {
            "subject": subject,
            "name": person.name if person else subject,
            "team": roster.team_of(subject) if person else subject,
            "is_team": person is None,
            "title": title,
            "written": any(each.by == title for each in rows),
            "day": min(days, default=None),
            "late": any(each.row.place[:3] in register.late for each in rows),
        }


def _duties(results: Results, t: Translator) -> Iterator[SchoolRow]:
    for duty in calendar_of(results).duties:
        done: date | None = duty.proof.day if duty.proof else None
        yield {
            "key": duty.deadline.key,
            "text": str(t.say(duty.deadline.text)),
            "paper": duty.deadline.task.paper,
            "due": duty.deadline.due,
            "state": duty.state,
            "said": str(t.say(state_text(duty))),
            "done": done,
            "days_late": duty.days_late,
        }
