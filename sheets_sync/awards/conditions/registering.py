"""Whether somebody is the school's to propose at all: registered, and on its roster."""

from __future__ import annotations

from sheets_sync.awards.conditions.figures import NoFigures
from sheets_sync.awards.conditions.finding import Finding, cells, day_text, in_cell, listed, say
from sheets_sync.awards.review import MOVED, RETIRED, Candidate, Registered
from sheets_sync.language import N_, Message
from sheets_sync.rules.forms import REGISTRATIONS, TEAM_REGISTRATIONS
from sheets_sync.rules.titles import BY_CODE


def registered(candidate: Candidate, figures: NoFigures) -> Finding:
    """A registration for the title, in whichever round; one for a higher title may imply it."""
    requirement = say(N_("đã đăng ký danh hiệu"))
    review = candidate.review
    rows = review.registered.get((candidate.subject, candidate.title), ())
    if rows:
        return Finding(
            requirement, True, listed(map(_described, rows)), cells((r.row.place, "titles") for r in rows)
        )
    form = REGISTRATIONS if candidate.person else TEAM_REGISTRATIONS
    if not review.school.tabs.get(form.key):
        return Finding(requirement, False, say(N_("sổ không có tab {tab}"), tab=form.title))
    return Finding(requirement, False, say(N_("không có trong tab {tab}"), tab=form.title))


def _described(registered: Registered) -> Message:
    row = registered.row
    said = say(N_("ngày {day}, đợt {round}"), day=day_text(row.day), round=row.round or "–")
    if registered.by != registered.title:
        name = BY_CODE[registered.by].short
        said = say(N_("theo đăng ký {title}, {said}"), title=name, said=said)
    return in_cell(row.place, "titles", said)


def at_school(candidate: Candidate, figures: NoFigures) -> Finding:
    """On the roster on the day of the decision; who has moved away is reviewed elsewhere."""
    requirement = say(N_("là người của trường vào ngày quyết định"))
    person, review = candidate.person, candidate.review
    assert person
    if person.status is None:
        return Finding(requirement, None, in_cell(person.place, "status", say(N_("chưa rõ trạng thái"))))
    where = (person.place.at("status"),)
    if review.left(person, MOVED):
        said = say(N_("{status} từ {day}"), status=person.status, day=day_text(person.status_from))
        return Finding(requirement, False, in_cell(person.place, "status", said), where)
    if review.left(person, RETIRED):
        said = say(N_("{status} từ {day}"), status=person.status, day=day_text(person.status_from))
        return Finding(requirement, None, in_cell(person.place, "status", said), where)
    return Finding(requirement, True, in_cell(person.place, "status", person.status), where)
