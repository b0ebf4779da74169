"""Whom a school proposes: who meets every condition of a title, and registered for it or was voted on.

For some titles nobody needs to register by law; who only meets their conditions is not proposed before somebody registers it.
Nobody on hold and nobody over a quota is proposed: the school has yet to decide on them.
"""

from __future__ import annotations

from sheets_sync.model import Verdict
from sheets_sync.results.results import Results


def proposed(results: Results) -> list[Verdict]:
    """Everybody whom the school proposes, title by title, in Vietnamese name order."""
    return [verdict for verdict in eligible(results) if is_wanted(results, verdict)]


def eligible(results: Results) -> list[Verdict]:
    """Everybody who meets every condition of a title."""
    return [verdict for verdict in results.verdicts if verdict.verdict == "eligible"]


def is_wanted(results: Results, verdict: Verdict) -> bool:
    """Whether somebody registered for the title, or the council voted on it."""
    return verdict.registered or was_voted_on(results, verdict)


def was_voted_on(results: Results, verdict: Verdict) -> bool:
    """Whether the council has voted on somebody for a title."""
    return any(
        verdict.title in (vote.titles or ()) and verdict.subject in (vote.staff_id, vote.team)
        for vote in results.school.votes
    )
