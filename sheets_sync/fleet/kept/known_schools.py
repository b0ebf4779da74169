"""The schools that a fleet had at its earlier runs, so that one that is gone is named and not only missing.

A school is remembered until somebody says that it may be gone (`forget_gone`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from sheets_sync.files.atomic_file import replace_file
from sheets_sync.fleet.fleet_file import Fleet
from sheets_sync.fleet.members import Member, inside

FILE = "schools.json"


class Known(NamedTuple):
    """A school of an earlier run: its key, its name, its config file as seen from the fleet's folder."""

    key: str
    name: str
    config: str


def gone(fleet: Fleet, schools: Iterable[Member]) -> tuple[Known, ...]:
    """The schools of earlier runs that are no longer among these, in the order in which they were then."""
    present = {_config(fleet, school) for school in schools}
    return tuple(each for each in _known(fleet) if each.config not in present)


def remember(fleet: Fleet, schools: Iterable[Member]) -> None:
    """Add these schools to those of earlier runs."""
    known = {each.config: each for each in _known(fleet)}
    for school in schools:
        config = _config(fleet, school)
        before = known.get(config)
        name = before.name if before and not school.school else school.name
        known[config] = Known(school.key, name, config)
    _keep(fleet, known.values())


def forget_gone(fleet: Fleet, schools: Iterable[Member]) -> None:
    """Remember no other schools than these any longer."""
    lost = set(gone(fleet, schools))
    if lost:
        _keep(fleet, (each for each in _known(fleet) if each not in lost))


def _config(fleet: Fleet, school: Member) -> str:
    """By what a school is known again: its key may change when another one of that name comes."""
    return inside(school.path, fleet.folder).as_posix()


def _known(fleet: Fleet) -> tuple[Known, ...]:
    """Nothing where the file is not there or spoilt: it may be lost, as all of the state."""
    try:
        rows = json.loads((fleet.state_path / FILE).read_text(encoding="utf-8"))["schools"]
        return tuple(Known(str(row["key"]), str(row["name"]), str(row["config"])) for row in rows)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _keep(fleet: Fleet, known: Iterable[Known]) -> None:
    rows = [each._asdict() for each in known]
    replace_file(
        fleet.state_path / FILE, json.dumps({"schools": rows}, ensure_ascii=False, indent=1).encode()
    )
