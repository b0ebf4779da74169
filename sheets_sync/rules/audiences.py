"""Who may see what: one rule set for rankings and documents. What it does not name, only the board sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

Audience = Literal["public", "staff", "board"]
"""From the widest to the narrowest: everybody, the staff of the school, the emulation board."""

AUDIENCES: tuple[Audience, ...] = get_args(Audience)

COLUMNS: Mapping[str, Audience] = {
    "name": "public",
    "team": "public",
    "class": "public",
    "rating": "public",
    "rank": "staff",
    "team_rank": "staff",
    "points": "staff",
    "rated": "public",
    "size": "public",
    "staff_id": "board",
    "decided_by": "board",
}
"""Who sees a column of somebody's row. Teams and classes are no persons: theirs are in `GROUP_COLUMNS`."""

GROUP_COLUMNS: Mapping[str, Audience] = {**COLUMNS, "rank": "public", "points": "public"}

SECTIONS: Mapping[str, Audience] = {
    "school": "public",
    "month": "public",
    "previous": "public",
    "paper": "public",
    "rubric": "public",
    "quota": "public",
    "fingerprint": "public",
    "counts": "staff",
    "ratings": "public",
    "teams": "public",
    "ranking": "public",  # by its columns, and of the public only those of the best rating
    "period": "public",
    "months": "public",
    "movements": "public",
    "movement": "public",
    "deadlines": "public",
    "law": "public",
    "cited": "public",
    "charts": "staff",
    "honoured": "staff",
    "entries": "staff",
    "titles": "staff",
    "comments": "staff",
    "missing": "board",
    "left_out": "board",
    "staff": "board",
    "people": "board",
    "groups": "board",
    "registrations": "board",
    "initiatives": "board",
    "achievements": "board",
    "council": "board",
    "votes": "board",
    "proposal": "board",
    "commended": "board",
    "certificates": "board",
}
"""Who sees a part of what a document can use."""


def sees(audience: Audience, least: Audience | None) -> bool:
    """Whether an audience sees what this one sees; what no rule names only the board does."""
    return AUDIENCES.index(audience) >= AUDIENCES.index(least or "board")


def columns_seen(audience: Audience, by: str = "staff") -> tuple[str, ...]:
    """The columns of a ranking that an audience sees."""
    rules = COLUMNS if by == "staff" else GROUP_COLUMNS
    return tuple(name for name, least in rules.items() if sees(audience, least))


def rows_seen(
    rows: Iterable[Mapping[str, Any]], audience: Audience, best: str, by: str = "staff"
) -> list[dict[str, Any]]:
    """The rows of a ranking with what an audience sees of them: the public only who has the best rating."""
    columns = columns_seen(audience, by)
    if audience == "board":
        return [dict(row) for row in rows]
    shown = (row for row in rows if by != "staff" or audience != "public" or row.get("rating") == best)
    return [{name: value for name, value in row.items() if name in columns} for row in shown]


def fields_seen(fields: Mapping[str, Any], audience: Audience, best: str) -> Mapping[str, Any]:
    """Of what a document can use, what its audience sees; a template that uses more is a mistake of the template."""
    if audience == "board":
        return fields
    seen = {name: value for name, value in fields.items() if sees(audience, SECTIONS.get(name))}
    for name, by in (("ranking", "staff"), ("teams", "team")):
        if isinstance(seen.get(name), Sequence):
            seen[name] = rows_seen(seen[name], audience, best, by)
    return seen


def ranking_seen(ranking: Mapping[str, Any], audience: Audience, best: str) -> dict[str, Any]:
    """A ranking as JSON with what an audience sees of it."""
    rows = rows_seen(ranking["rows"], audience, best, ranking["by"])
    not_rated = ranking["not_rated"] if audience == "board" else []
    return {**ranking, "rows": rows, "not_rated": not_rated}
