"""Rules of the contest `Người tốt việc tốt`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sheets_sync.checks.facts import Facts
from sheets_sync.forms import ENTRIES
from sheets_sync.model import Problem


def entries_short(facts: Facts) -> Iterator[Problem]:
    """Fewer contest entries than wanted for a month whose 15th has passed."""
    tabs = facts.school.tabs.get(ENTRIES.key)
    if not tabs:
        return
    counts = Counter(entry.month for entry in facts.school.entries)
    wanted, last_day = facts.config.deadlines.entries, facts.config.deadlines.entries_day
    for month in facts.config.year.months:
        due = date(month.year, month.number, last_day)
        if due < facts.today and counts[month] < wanted:
            params = {"month": f"{month.number}/{month.year}", "count": counts[month], "wanted": wanted}
            yield Problem("entries-short", tabs[0], str(month), None, params)
