"""Copied folders: two schools of one name with the same people are one school, and count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

_SAME_PEOPLE = 90
"""Percent of the people that two lists of staff share when one is a copy of the other, edited since or not."""


class Staff(NamedTuple):
    """A school with its people, each by id, name and birthday."""

    key: str
    name: str
    people: frozenset[tuple[object, ...]]


def copies(schools: Iterable[Staff]) -> Mapping[str, str]:
    """The keys of schools that are copies, each with the key of the first one that they copy."""
    found: dict[str, str] = {}
    originals: dict[str, list[Staff]] = {}
    for school in schools:
        named_alike = originals.setdefault(school.name, [])
        first = next((other for other in named_alike if _same(school, other)), None)
        if first:
            found[school.key] = first.key
        else:
            named_alike.append(school)
    return found


def _same(one: Staff, other: Staff) -> bool:
    most = max(len(one.people), len(other.people))
    return most > 0 and 100 * len(one.people & other.people) >= _SAME_PEOPLE * most
