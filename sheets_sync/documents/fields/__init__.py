"""What a template can use: plain values by name, worked out only as far as the template names them.

To give templates something more, add it to a module here and its name to GROUPS; the names are what `{{ … }}` in a
template says. Who may see a field, and which columns of a list, is said by `audiences.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sheets_sync.documents.fields import council, groups, paper, people, pictures, points, registers, titles
from sheets_sync.documents.fields.request import DocumentRequest
from sheets_sync.model import Month
from sheets_sync.results.month_figures import best_rating
from sheets_sync.rules.audiences import SECTIONS, Audience, fields_seen, sees

Field = Callable[[DocumentRequest], object]

OF_ANY: Mapping[str, Field] = {
    "school": paper.school,
    "paper": paper.paper,
    "cited": paper.cited,
    "period": points.period,
    "rubric": points.rubric,
    "quota": points.quota,
    "counts": points.counts,
    "ratings": points.ratings,
    "teams": points.teams,
    "ranking": points.ranking,
    "missing": points.missing,
    "months": points.months,
    "comments": points.remarks,
    "staff": people.staff,
    "people": people.people,
    "groups": groups.groups,
    "registrations": registers.registrations,
    "entries": registers.entries,
    "initiatives": registers.initiatives,
    "movements": registers.movements,
    "movement": registers.movement,
    "achievements": registers.achievements,
    "honoured": registers.honoured,
    "deadlines": registers.deadlines,
    "council": council.council,
    "votes": council.votes,
    "titles": titles.titles,
    "proposal": titles.proposal,
    "commended": titles.commended,
    "certificates": titles.certificates,
    "law": titles.law,
    "charts": pictures.pictures,
}
OF_MONTH: Mapping[str, Field] = {
    "month": points.month,
    "previous": points.previous,
    "left_out": points.left_out,
}


def names_for(request: DocumentRequest) -> Mapping[str, Field]:
    """The fields of a document of this kind and period, by name."""
    return {**OF_ANY, **OF_MONTH} if isinstance(request.period, Month) else OF_ANY


def fields_for(
    request: DocumentRequest, wanted: Collection[str] | None = None, audience: Audience = "board"
) -> Mapping[str, object]:
    """The values of the fields that are wanted, all unless said, with what an audience may see of them."""
    known = names_for(request)
    values = {
        name: value(request)
        for name, value in known.items()
        if (wanted is None or name in wanted) and sees(audience, SECTIONS.get(name))
    }
    return fields_seen(values, audience, best_rating(request.results))
