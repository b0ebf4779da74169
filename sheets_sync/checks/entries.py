"""Rules of the contest `Người tốt việc tốt`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sheets_sync.model import Month, Problem
from sheets_sync.results.deadlines import calendar
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import ENTRIES


def entries_short(results: Results) -> Iterator[Problem]:
    """Fewer contest entries than wanted for a month whose 15th, or the school's own day, has passed."""
    tabs = results.school.tabs.get(ENTRIES.key)
    if not tabs:
        return
    counts = Counter(entry.month for entry in results.school.entries)
    wanted = results.config.deadlines.entries
    for deadline in calendar(results.config):
        month = deadline.period
        due = deadline.task.proof == "entries" and deadline.due < results.today
        if due and isinstance(month, Month) and counts[month] < wanted:
            params = {"month": month.shown, "count": counts[month], "wanted": wanted}
            yield Problem("entries-short", tabs[0], str(month), None, params)
