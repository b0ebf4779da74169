"""Rules of how many may have a title."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.awards.verdicts import shares
from sheets_sync.model import Problem, Where
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import REGISTRATIONS
from sheets_sync.rules.titles import BY_CODE


def too_many_of_a_title(results: Results) -> Iterator[Problem]:
    """More candidates who meet the conditions of a title than its quota allows."""
    limited = {quota.title for quota in (results.law.quotas if results.law else ())}
    if not any(limited.intersection(row.titles or ()) for row in results.school.registrations):
        return  # nobody has registered for one: there is nothing to weigh up
    tabs = results.school.tabs.get(REGISTRATIONS.key, (Where(REGISTRATIONS.title),))
    for share in shares(results.review, results.verdicts):
        if share.beyond:
            params = {
                "count": len(share.within) + len(share.beyond),
                "title": BY_CODE[share.quota.title].name,
                "percent": share.quota.percent,
                "base": share.base,
                "of": BY_CODE[share.quota.of].name,
                "most": share.most,
                "who": ", ".join(f"{verdict.name} ({verdict.subject})" for verdict in share.beyond),
            }
            yield Problem("quota-exceeded", tabs[0], share.quota.title, None, params, "title")
