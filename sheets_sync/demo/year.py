"""The demo's school year played station by station: the workbook grows, and the program really runs on each day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sheets_sync.demo.as_typed import as_typed
from sheets_sync.demo.desk import Desk
from sheets_sync.demo.draft import Drafts, FormDraft
from sheets_sync.demo.ground import prepare, remember
from sheets_sync.demo.lost_paper import lose
from sheets_sync.demo.scene import Scene
from sheets_sync.demo.slips import Slip
from sheets_sync.demo.stations import STATIONS, Station
from sheets_sync.demo.year_end import whole_year
from sheets_sync.pipeline import Progress, silent


def play(folder: Path, progress: Progress = silent) -> Iterator[Scene]:
    """The year in a folder, a scene when each station is over; at its end the school is there with all its papers.

    Raises RefusedError where the folder has something of somebody's own, UnavailableError where writing fails.
    """
    prepare(folder)
    try:
        whole, desk = whole_year(), Desk(folder)
        for station in STATIONS:
            progress(station.title)
            yield _scene(station, whole, desk)
    finally:
        remember(folder)


def _scene(station: Station, whole: Drafts, desk: Desk) -> Scene:
    slips = _mistyped(station, whole, desk)
    mends = bool(slips) and not station.stays
    found = desk.check(station.day) if mends else None
    if mends:
        desk.type_in(as_typed(whole, station.day))
    written = desk.sync(station.day, station.closes)
    papers = desk.report(station.day, written, station.papers) if station.papers else ()
    lost = lose(desk, station.day, written) if station.key == "lost-paper" else None
    return Scene(station, slips, found or written.results, written, papers, lost, desk)


def _mistyped(station: Station, whole: Drafts, desk: Desk) -> tuple[Slip, ...]:
    """Type what is in the workbook by the station's day, with its slips."""
    drafts: Mapping[str, FormDraft] = as_typed(whole, station.day)
    found = [each for slip in station.slips for each in slip.plant(drafts[slip.tab])]
    for draft in drafts.values():
        draft.number()
    desk.type_in(drafts)
    return tuple(each.slip() for each in found)
