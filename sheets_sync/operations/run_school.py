"""What `check`, `sync` and `report` do for one school, without a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sheets_sync.documents.kinds import find_kind
from sheets_sync.operations.opened_school import OpenedSchool
from sheets_sync.operations.paper_choice import ChosenPeriod, wanted_papers
from sheets_sync.operations.papers import publish, results_on_record
from sheets_sync.operations.recorded_run import recorded
from sheets_sync.operations.syncing import sync
from sheets_sync.results.results import Results

SchoolAction = Literal["check", "sync", "report"]


class SchoolRun(NamedTuple):
    """What a school's run computed, and the tabs or papers that it wrote."""

    results: Results
    written: tuple[str, ...] = ()


def run_school(
    school: OpenedSchool,
    action: SchoolAction,
    kinds: Sequence[str] = (),
    period: ChosenPeriod | None = None,
    replace: bool = False,
) -> SchoolRun:
    """Run one school, alone and on record where it writes; raises SheetsSyncError.

    `kinds` and `period` say which papers `report` makes, else those that are due; `replace` also those edited since.
    """
    if action == "check":
        return SchoolRun(school.results())
    if action == "sync":
        with recorded(school, "sync") as record:
            planned, titles = sync(school, record)
        return SchoolRun(planned.results, titles)
    with recorded(school, "report") as record:
        named = [find_kind(kind, school.config) for kind in kinds]
        results = results_on_record(school, record)
        requests = wanted_papers(results, named, period or ChosenPeriod(), split=False, notify=school.notify)
        papers = publish(school, record, requests, replace=replace)
    return SchoolRun(results, tuple(str(each.location) for each in papers.published if each.changed))
