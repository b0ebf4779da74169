"""The sample schools give the same from a workbook and from a spreadsheet: problems, cells, rankings, output tabs."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import pipeline
from sheets_sync.model import Uncached
from sheets_sync.school.school import is_form
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.views import tabs
from tests.google_school import google_config, google_store, spreadsheet_of
from tests.sample_schools import SCHOOLS, Sample


def as_google_holds_it(sheet):
    """Without formulas that have no result: Google always computes them."""
    rows = [[None if isinstance(cell, Uncached) else cell for cell in row] for row in sheet.rows]
    return sheet._replace(rows=rows)


@pytest.fixture(params=SCHOOLS)
def both(request, google, tmp_path):
    """The results of the same school from each back end."""
    sample = Sample(request.param, tmp_path)
    sheets = [as_google_holds_it(sheet) for sheet in XlsxStore(sample.config, is_form(sample.config)).read()]
    today = date.fromisoformat(sample.truth["today"])
    config = google_config(google, tmp_path, spreadsheet_of(google, sheets))
    from_google = google_store(google, config).read()
    return [pipeline.compute(read, config, today) for read in (sheets, from_google)]


def test_the_problems(both):
    ours, googles = ([problem._replace(params={}) for problem in results.problems] for results in both)
    assert googles == ours


def test_the_rankings(both):
    ours, googles = ([results.ranking(month) for month in results.ranked_months] for results in both)
    assert googles == ours


def test_the_output_tabs(both):
    ours, googles = (tabs.output_tabs(results) for results in both)
    assert googles == ours
