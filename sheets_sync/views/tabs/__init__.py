"""Results → the output tabs of the summary workbook; `rules.output_tabs` lists them with the function that makes each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from sheets_sync.language import N_
from sheets_sync.results.results import Results
from sheets_sync.rules.output_tabs import OUTPUT_TABS, OutputTabEntry
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.news import News
from sheets_sync.views.tabs.cells import TabSource

MOST_ROWS = 1_048_576  # what a sheet of Excel holds
TabFunction = Callable[[TabSource], OutputTab | None]


def _function(entry: OutputTabEntry) -> TabFunction:
    """The function that makes an output tab, or nothing for a school that has none of what it shows."""
    module, _, name = entry.made_by.partition(":")
    function: TabFunction = getattr(import_module(f"{__name__}.{module}"), name)
    return function


_FUNCTIONS = tuple(_function(entry) for entry in sorted(OUTPUT_TABS, key=lambda entry: entry.place))


def output_tabs(results: Results, news: News | None = None) -> tuple[OutputTab, ...]:
    """Every output tab that these results give, with what is new since the last state that was read."""
    source = TabSource(results, news)
    made = [function(source) for function in _FUNCTIONS]
    return tuple(_fitted(source, tab) for tab in made if tab)


def _fitted(source: TabSource, tab: OutputTab) -> OutputTab:
    """The tab, cut visibly where a sheet ends."""
    if len(tab.rows) <= MOST_ROWS:
        return tab
    left = len(tab.rows) - MOST_ROWS + 1
    text = source.t(N_("… còn {count} dòng nữa, không đủ chỗ trên một tab"), count=left)
    return replace(tab, rows=(*tab.rows[: MOST_ROWS - 1], (Cell(text, "note"),)))
