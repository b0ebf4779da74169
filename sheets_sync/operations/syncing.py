"""One sync of a school, with what it wrote, closed and counted put on its run's record."""

from __future__ import annotations

from sheets_sync import pipeline
from sheets_sync.journal import run_parts
from sheets_sync.journal.archive import rows_from
from sheets_sync.journal.runs import Runs
from sheets_sync.language import Message
from sheets_sync.operations.opened_school import OpenedSchool
from sheets_sync.operations.recorded_run import Record
from sheets_sync.pipeline import Decision, Planned, RunOptions
from sheets_sync.results import closing
from sheets_sync.results.closed_months import ClosedBook, book_rows, read_book
from sheets_sync.settings.config import Config
from sheets_sync.tables import Rows
from sheets_sync.views import as_json


def sync(
    school: OpenedSchool, record: Record, decide: Decision | None = None, allow_shrink: bool = False
) -> tuple[Planned, tuple[str, ...]]:
    """Compute and write, closing or reopening what is decided (else what the config closes by date).

    Returns the plan and the titles of the tabs that were written.
    """
    runs = record.runs
    options = run_options(school.config, runs, decide, allow_shrink)
    with school.progress() as progress:
        planned, titles = pipeline.sync(school.store, school.config, school.day, progress, options)
    results = planned.results
    record.notices = _newly_left_open(planned)
    record.written, record.counts = list(titles), as_json.counts(results.problems)
    record.closed += [str(month) for month in results.closed if results.closed[month].day == school.day]
    record.parts = run_parts.parts(results, planned.tabs, run_parts.before(runs, results))
    return planned, titles


def _newly_left_open(planned: Planned) -> list[Message]:
    """Of the months that are left open for their errors, those that no earlier sync has reported."""
    known = planned.before.get("left_open", "").split()
    found = closing.left_open(planned.results).items()
    return [closing.left_open_text(month, count) for month, count in found if str(month) not in known]


def run_options(
    config: Config, runs: Runs, decide: Decision | None = None, allow_shrink: bool = False
) -> RunOptions:
    """What to close, what the journal remembers, and what was read before."""
    return RunOptions(
        decide or closing.by_date,
        closed_in_journal(config, runs),
        allow_shrink,
        lambda results: run_parts.news_since(runs, run_parts.before(runs, results), results),
        lambda results: run_parts.year_of_marks(runs, results),
    )


def closed_in_journal(config: Config, runs: Runs) -> Rows:
    """What the journal knows to be closed this year, should the outputs be gone altogether."""
    last = runs.find("last")
    kept = runs.parts(last[0].id, "closed") if last and run_parts.is_of(runs, last[0], config) else []
    book = read_book(rows_from(kept[0].body)) if kept else ClosedBook()
    year = config.year.months
    months = {month: closed for month, closed in book.months.items() if month in year}
    return book_rows(ClosedBook(months, tuple(each for each in book.reopened if each.month in year)))
