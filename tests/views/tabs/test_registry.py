"""The registry of output tabs: each line names a function that makes the tab of its title, at its place."""

from __future__ import annotations

from importlib import import_module

import pytest

from sheets_sync.rules.output_tabs import DISTRICT_OUTPUTS, OUTPUT_TABS, OUTPUTS
from sheets_sync.views.tabs import output_tabs
from tests.made_up import made_up_results


@pytest.mark.parametrize("entry", OUTPUT_TABS, ids=lambda entry: entry.title)
def test_a_line_names_a_function(entry):
    module, name = entry.made_by.split(":")
    assert callable(getattr(import_module(f"sheets_sync.views.tabs.{module}"), name))


def test_the_tabs_stand_at_their_places():
    titles = [tab.title for tab in output_tabs(made_up_results("", given={}))]
    places = {entry.title: entry.place for entry in OUTPUT_TABS}
    assert titles == sorted(titles, key=places.__getitem__)


def test_no_title_and_no_place_is_taken_twice():
    titles = [*OUTPUTS, *DISTRICT_OUTPUTS]
    assert len(set(titles)) == len(titles)
    assert len({entry.place for entry in OUTPUT_TABS}) == len(OUTPUT_TABS)
