"""Sheets, tabs and configs as the journal keeps them: what comes back is what was kept."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.journal import archive
from sheets_sync.model import CellError, Sheet, Uncached, Where
from sheets_sync.settings.config_values import config_of, config_values
from sheets_sync.tables import Cell, Chart, OutputTab, Series
from tests.made_up import made_up_config

RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.just(CellError("#REF!")),
    st.just(Uncached("=")),
)
VALUES = st.one_of(
    st.none(), st.integers(), st.text(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)


@given(st.lists(st.lists(RAW)), st.one_of(st.none(), st.text()))
def test_a_sheet_comes_back(rows, book):
    sheet = Sheet("Tháng 10", rows, book)
    back = archive.sheet_from(archive.sheet_text(sheet))
    assert back == sheet
    assert [[type(cell) for cell in row] for row in back.rows] == [[type(c) for c in row] for row in rows]


@given(st.lists(st.lists(VALUES, min_size=1)))
def test_an_output_tab_comes_back(rows):
    cells = tuple(tuple(Cell(value, "points", Where("Tháng 10", 3, 4), 2) for value in row) for row in rows)
    series = Series("Điểm", 3, 3, 4, "rating-1")
    chart = Chart("bars", "Điểm", Series("", 2, 3, 4), (series,), 7, 1)
    tab = OutputTab("Tổng hợp", cells, (9, 12), 2, 2, True, True, True, (3, 5), (chart,))
    assert archive.tab_from(archive.tab_text(tab)) == tab


@pytest.mark.parametrize(
    "value",
    [date(2023, 11, 20), datetime(2023, 11, 20, 7, 30), time(7, 30), Decimal("92.50"), CellError("#N/A")],
)
def test_a_value_comes_back_as_its_type(value):
    back = archive.cell_from(json.loads(archive.text_of(archive.cell_value(value))))
    assert (type(back), back) == (type(value), value)


def test_a_config_comes_back_without_credentials():
    config = made_up_config(
        store={"input": ["a.xlsx", "b.xlsx"], "titles": {"Tổng hợp": "TH"}},
        deadlines={"registration": "2023-10-20"},
        classes={"names": ["6A"], "first_week": date(2023, 9, 4), "starts": {"Tuần 2": date(2023, 9, 18)}},
        google={"credentials": "secret.json"},
        columns={"Mã CB": ["Mã GV"]},
    )
    values = json.loads(archive.text_of(config_values(config)))
    assert "secret" not in json.dumps(values)
    back = config_of(values, Path())
    assert back._replace(google=config.google, folder=config.folder) == config
