"""Rules of what a council decides: initiatives and votes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sheets_sync.checks.stating import at_cell, first_row
from sheets_sync.model import Initiative, Place, Problem, Vote
from sheets_sync.results.results import Results
from sheets_sync.rules.forms import INITIATIVES, RECOGNISED, VOTES
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.text.vietnamese import fold


def decision_missing(results: Results) -> Iterator[Problem]:
    """A recognised initiative without the number or the date of its decision; once where both are blank."""
    for row in results.school.initiatives:
        key = _blank_decision(row)
        if row.result == RECOGNISED and key:
            params = {"column": INITIATIVES.column(key).header, "code": row.code or ""}
            yield at_cell(row.place, key, "decision-missing", None, None, **params)


def _blank_decision(row: Initiative) -> str | None:
    keys = ("decision", "decided_on")
    return next((key for key in keys if getattr(row, key) is None and key not in row.place.bad), None)


def initiative_twice(results: Results) -> Iterator[Problem]:
    """The same `Mã SK` twice, at the later row."""
    seen: dict[object, Place] = {}
    for row in results.school.initiatives:
        first = first_row(seen, fold(row.code), row.place) if row.code else None
        if first:
            yield at_cell(row.place, "code", "row-duplicate", row.code, None, first=first)


def vote_twice(results: Results) -> Iterator[Problem]:
    """Two votes on one title for one person or team, at the later row."""
    seen: dict[object, Place] = {}
    for vote in results.school.votes:
        for code in vote.titles or () if vote.staff_id or vote.team else ():
            first = first_row(seen, (vote.staff_id, vote.team, code), vote.place)
            if first:
                value = f"{vote.staff_id or vote.team} – {BY_CODE[code].name}"
                yield at_cell(vote.place, "titles", "row-duplicate", value, vote.staff_id, first=first)
                break


def votes_inconsistent(results: Results) -> Iterator[Problem]:
    """Đồng ý ≤ Phiếu hợp lệ ≤ Có mặt ≤ Tổng thành viên, and none below 0; the first that is not."""
    for vote in results.school.votes:
        keys = [key for key in ("agreed", "valid", "present", "members") if getattr(vote, key) is not None]
        problem = _negative(vote, keys) or _more_than_there_are(vote, keys)
        if problem:
            yield problem


def _negative(vote: Vote, keys: list[str]) -> Problem | None:
    for key in keys:
        count = getattr(vote, key)
        if count < 0:
            params = {"column": VOTES.column(key).header, "variant": "negative"}
            return at_cell(vote.place, key, "votes-inconsistent", count, vote.staff_id, **params)
    return None


def _more_than_there_are(vote: Vote, keys: list[str]) -> Problem | None:
    for less, more in pairwise(keys):
        count, limit = getattr(vote, less), getattr(vote, more)
        if count > limit:
            params = {"column": VOTES.column(less).header, "other": VOTES.column(more).header, "limit": limit}
            return at_cell(vote.place, less, "votes-inconsistent", count, vote.staff_id, **params)
    return None
