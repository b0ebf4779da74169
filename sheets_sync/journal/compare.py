"""Two runs side by side: which cells differ, and whose points and ranks moved; a run computed again and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sheets_sync import pipeline
from sheets_sync.journal import archive, run_parts
from sheets_sync.journal.run_parts import RESULTS, Inputs, inputs_of
from sheets_sync.journal.runs import RunNote, RunPart, Runs
from sheets_sync.model import Sheet
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import ROSTER
from sheets_sync.school.differences import CellChange, Tabs, cell_changes
from sheets_sync.tables import OutputTab
from sheets_sync.text.cells import shown
from sheets_sync.text.vietnamese import clean
from sheets_sync.views.news import News
from sheets_sync.views.tabs import output_tabs

_KINDS = ("config", "rubric", "closed", "input", "unread")


class RankChange(NamedTuple):
    """Somebody's rank and points in a period, before and after; None where they were not ranked."""

    period: str
    staff_id: str
    name: str
    rank_before: int | None
    rank_after: int | None
    points_before: str | None
    points_after: str | None


class Comparison(NamedTuple):
    """What differs between two runs."""

    cells: tuple[CellChange, ...]
    ranks: tuple[RankChange, ...]
    rules: tuple[str, ...]
    """Which of config, rubrics and law differ."""
    names: Mapping[str, str]
    """The people on the roster of either run, by id."""


def compare(runs: Runs, former: RunNote, later: RunNote, folder: Path) -> Comparison:
    """The way from a former run to a later one; raises KeyError where the journal no longer has their parts."""
    old, new = _inputs(runs, former, folder), _inputs(runs, later, folder)
    tabs = Tabs(new.config, new.rubrics.staff)
    cells = tuple(cell_changes(old.sheets, new.sheets, tabs))
    ranks = tuple(_rank_changes(runs.parts(former.id, "ranking"), runs.parts(later.id, "ranking")))
    names = {**dict(_names(old.sheets, tabs)), **dict(_names(new.sheets, tabs))}
    return Comparison(cells, ranks, tuple(_rules(runs, former, later)), names)


def _names(sheets: Iterable[Sheet], tabs: Tabs) -> Iterator[tuple[str, str]]:
    """Ids and names as the roster has them."""
    for sheet in sheets:
        layout = tabs.layout(sheet) if tabs.form(sheet.title) == ROSTER else None
        columns = layout.columns if layout else {}
        if layout and "staff_id" in columns and "name" in columns:
            for row in sheet.rows[layout.header_row :]:
                staff_id, name = (
                    shown(row[columns[key] - 1]) if columns[key] <= len(row) else None
                    for key in ("staff_id", "name")
                )
                if staff_id and name:
                    yield clean(staff_id), clean(name)


def _inputs(runs: Runs, note: RunNote, folder: Path) -> Inputs:
    return inputs_of({kind: runs.parts(note.id, kind) for kind in _KINDS}, folder)


def _rules(runs: Runs, former: RunNote, later: RunNote) -> Iterator[str]:
    for kind in ("config", "rubric", "law"):
        before, after = runs.parts(former.id, kind), runs.parts(later.id, kind)
        if before != after and (kind != "law" or (before and after)):  # former versions did not keep the law
            yield kind


def _rank_changes(former: list[RunPart], later: list[RunPart]) -> Iterator[RankChange]:
    old = {part.name: part for part in former}
    for part in later:
        period, _, by = part.name.rpartition(" ")
        before = old.get(part.name)
        if by == "staff" and before != part:
            yield from _moves(
                period, run_parts.ranked_rows(before) if before else {}, run_parts.ranked_rows(part)
            )


def _moves(
    period: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> Iterator[RankChange]:
    for staff_id in (*new, *(each for each in old if each not in new)):
        before, after = old.get(staff_id, {}), new.get(staff_id, {})
        was, now = ((each.get("rank"), each.get("points")) for each in (before, after))
        if was != now:
            name = str((after or before)["name"])
            yield RankChange(period, staff_id, name, was[0], now[0], was[1], now[1])


class Replayed(NamedTuple):
    """A run computed again: what comes out otherwise than it did then, and whether by the law recorded with it."""

    differs: tuple[str, ...]
    law_recorded: bool


def replay(runs: Runs, note: RunNote, folder: Path) -> Replayed:
    """Compute a run again from what it had read, by the rubrics and the law that it had.

    A run of which the law was not recorded goes by that of today. Raises KeyError where the journal no longer has all
    that it read.
    """
    had, law = _inputs(runs, note, folder), run_parts.recorded_law(runs, note, folder)
    day = date.fromisoformat(note.day)
    results = replace(
        pipeline.compute(had.sheets, had.config, day, closed=had.closed, rubrics=had.rubrics, law=law),
        unread_tabs=had.unread_tabs,
    )
    kept = {(part.kind, part.name): part.body for kind in RESULTS for part in runs.parts(note.id, kind)}
    news = _news(runs, note, results)
    tabs = output_tabs(results, news) if any(kind == "tab" for kind, _ in kept) else ()
    again = {(part.kind, part.name): part.body for part in run_parts.made(results, tabs)}
    if (
        runs.parts(note.id, "since") and news is None
    ):  # the run that the news were compared with is kept no longer
        overview = ("tab", tabs[0].title if tabs else "")
        again[overview] = kept[overview]
    names = dict.fromkeys((*kept, *again))
    differs = (
        f"{kind} {name}".strip() for kind, name in names if kept.get((kind, name)) != again.get((kind, name))
    )
    return Replayed(tuple(differs), law is not None)


def _news(runs: Runs, note: RunNote, results: Results) -> News | None:
    compared_with = [found for part in runs.parts(note.id, "since") for found in runs.find(part.body)]
    return run_parts.news_since(runs, compared_with[0], results) if compared_with else None


def former_tabs(runs: Runs, note: RunNote) -> list[OutputTab]:
    """The output tabs as a run made them."""
    return [archive.tab_from(part.body) for part in runs.parts(note.id, "tab")]
