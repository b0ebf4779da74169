"""Persons who are proposed in two places: whom a district would honour, and pay for, twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sheets_sync.fleet.district.figures import Proposal
from sheets_sync.text.vietnamese import fold


class SamePerson(NamedTuple):
    """Proposals of what is one person by name and birthday; `certain` is not so where a birthday is missing."""

    proposals: tuple[Proposal, ...]
    certain: bool


def proposed_twice(proposals: Iterable[Proposal]) -> tuple[SamePerson, ...]:
    """Everybody who is in two schools' lists, or under two ids in one, in the order of the lists."""
    by_name: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        if not proposal.is_team:
            by_name.setdefault(fold(proposal.name), []).append(proposal)
    return tuple(found for named in by_name.values() if len(_persons(named)) > 1 for found in _among(named))


def _persons(proposals: Iterable[Proposal]) -> set[tuple[str, str]]:
    return {(each.school, each.subject) for each in proposals}


def _among(named: list[Proposal]) -> Iterator[SamePerson]:
    """Those of one name: by birthday; one whose birthday is not known may be any of the others."""
    days = dict.fromkeys(each.born for each in named if each.born)
    for day in days:
        same = [each for each in named if each.born == day]
        if len(_persons(same)) > 1:
            yield SamePerson(tuple(same), True)
    if any(each.born is None for each in named) and len(_persons(named)) > 1:
        yield SamePerson(tuple(named), False)
