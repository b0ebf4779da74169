"""Results → the output tabs of the summary workbook, in their order."""

from __future__ import annotations

from dataclasses import replace

from sheets_sync.language import N_
from sheets_sync.results.results import Results
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.news import News
from sheets_sync.views.tabs.calendar import calendar_tab
from sheets_sync.views.tabs.cells import TabSource
from sheets_sync.views.tabs.closed_months import closed_tab
from sheets_sync.views.tabs.overview import overview_tab
from sheets_sync.views.tabs.problems import problems_tab
from sheets_sync.views.tabs.rankings import classes_tab, months_tab, teams_tab, year_tab
from sheets_sync.views.tabs.registrations import registrations_tab
from sheets_sync.views.tabs.titles import titles_tab

MOST_ROWS = 1_048_576  # what a sheet of Excel holds


def output_tabs(results: Results, news: News | None = None) -> tuple[OutputTab, ...]:
    """Every output tab that these results give, with what is new since the last state that was read."""
    draft = TabSource(results, news)
    made = [overview_tab(draft), months_tab(draft), teams_tab(draft), year_tab(draft)]
    if results.class_rubric:
        made.append(classes_tab(draft))
    made += [titles_tab(draft), registrations_tab(draft), calendar_tab(draft), problems_tab(draft)]
    if results.book:
        made.append(closed_tab(draft))
    return tuple(_fitted(draft, tab) for tab in made)


def _fitted(draft: TabSource, tab: OutputTab) -> OutputTab:
    """The tab, cut visibly where a sheet ends."""
    if len(tab.rows) <= MOST_ROWS:
        return tab
    left = len(tab.rows) - MOST_ROWS + 1
    text = draft.t(N_("… còn {count} dòng nữa, không đủ chỗ trên một tab"), count=left)
    return replace(tab, rows=(*tab.rows[: MOST_ROWS - 1], (Cell(text, "note"),)))
