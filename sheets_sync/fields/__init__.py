"""What a template can use: plain values by name, worked out only as far as the template names them.

To give templates something more, add it to a module here and its name to GROUPS; the names are what `{{ … }}` in a
template says. `PUBLIC` are those that a page for everybody may use: names, teams, points and ratings as the school
publishes them, and nothing about leave, discipline, birthdays or votes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sheets_sync.fields import council, groups, paper, people, pictures, points, registers, titles
from sheets_sync.fields.asked import Asked, Fields
from sheets_sync.model import Month

Field = Callable[[Asked], object]

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
PUBLIC = frozenset(
    "school period rubric quota counts ratings teams ranking months comments month previous entries movements titles".split()  # noqa: SIM905
)


def names_for(asked: Asked) -> Mapping[str, Field]:
    """The fields of a document of this kind and period, by name."""
    return {**OF_ANY, **OF_MONTH} if isinstance(asked.period, Month) else OF_ANY


def fields_for(asked: Asked, wanted: Collection[str] | None = None, public: bool = False) -> Fields:
    """The values of the fields that are wanted, all unless said; of a public page only those for everybody."""
    known = names_for(asked)
    return {
        name: value(asked)
        for name, value in known.items()
        if (wanted is None or name in wanted) and (not public or name in PUBLIC)
    }
