"""Two machines at one output: the later write wins whole, and a month that one of them has closed stays closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import UnavailableError
from sheets_sync.model import Month
from sheets_sync.results import closing
from sheets_sync.results.closed_months import read_book
from sheets_sync.school.school import is_form
from sheets_sync.stores.xlsx import XlsxStore
from tests.closed_month import MARKS
from tests.drawn import ROSTER, sheets
from tests.google_school import google_config, google_store, spreadsheet_of
from tests.made_up import made_up_config
from tests.one_month_school import write_school

TODAY = date(2023, 11, 20)
OCTOBER = Month(2023, 10)


def closing_of(month):
    return pipeline.RunOptions(lambda fresh, book: book.closing(closing.freeze(fresh, month, TODAY)))


CLOSE_OCTOBER = closing_of(OCTOBER)


@pytest.mark.parametrize("closed_before", [False, True])
def test_on_google_a_stale_machine_does_not_undo_a_closing(google, tmp_path, closed_before):
    both = MARKS + MARKS.replace("Tháng 10", "Tháng 9")
    config = google_config(google, tmp_path, spreadsheet_of(google, sheets(ROSTER + both)))
    first, stale = google_store(google, config), google_store(google, config)
    if closed_before:
        pipeline.sync(first, config, TODAY, options=closing_of(Month(2023, 9)))
    planned = pipeline.plan(stale, config, date(2023, 11, 21))
    assert planned.plan.changed
    pipeline.sync(first, config, TODAY, options=CLOSE_OCTOBER)
    pipeline.apply(planned, stale)
    book = read_book(google_store(google, config).tab("Chốt tháng"))
    assert book.months[OCTOBER].intact
    after, _ = pipeline.sync(google_store(google, config), config, date(2023, 11, 21))
    assert OCTOBER in after.results.closed


def test_in_a_file_a_stale_machine_leaves_and_the_next_try_succeeds(tmp_path):
    write_school(tmp_path, {"TV01": 60, "TV02": 65})
    config = made_up_config()._replace(folder=tmp_path)
    first, stale = (XlsxStore(config, is_form(config)) for _ in range(2))
    pipeline.sync(first, config, TODAY)
    planned = pipeline.plan(stale, config, date(2023, 11, 21))
    pipeline.sync(first, config, TODAY, options=CLOSE_OCTOBER)
    before = config.output_path.read_bytes()
    with pytest.raises(UnavailableError):
        pipeline.apply(planned, stale)
    assert config.output_path.read_bytes() == before
    after, _ = pipeline.sync(stale, config, date(2023, 11, 21))
    assert OCTOBER in after.results.closed


def test_a_hand_that_types_while_a_month_is_closed_changes_nothing_of_it(google, tmp_path):
    """What was closed is what was read; the hand's cell is a problem the next night."""
    from tests.google_emulator.sheets import hand

    book = spreadsheet_of(google, sheets(ROSTER + MARKS))
    config = google_config(google, tmp_path, book)
    store = google_store(google, config)
    planned = pipeline.plan(store, config, TODAY, options=CLOSE_OCTOBER)
    hand.type_in(google.spreadsheet(book), "Tháng 10!C2", "70")
    assert not pipeline.apply(planned, store)
    results = pipeline.plan(google_store(google, config), config, TODAY).results
    [row] = [row for row in results.ranking(OCTOBER).rows if row.staff_id == "TV01"]
    assert row.points == 8050
    assert [str(p.where) for p in results.problems if p.code == "closed-month-changed"] == ["Tháng 10!C2"]
    assert replace(results, problems=()).closed[OCTOBER].intact
