"""The council: its members on a day, who leads it and who writes, and how it voted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sheets_sync.documents.fields.people import title_names
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, Fields
from sheets_sync.language import N_, Translator
from sheets_sync.model import CouncilMember, Vote
from sheets_sync.points import half_up
from sheets_sync.rules.forms import ROLES
from sheets_sync.rules.titles import TITLES
from sheets_sync.text.words import count_text, decimal_text

CHAIR, _, SECRETARY, MEMBER = ROLES


def members_of(request: DocumentRequest) -> list[CouncilMember]:
    """Who sits on the council today, by role and then in name order."""
    today, roster = request.results.today, request.roster
    sitting = {
        one.staff_id: one
        for one in request.results.school.council
        if one.staff_id in roster.by_id
        and one.role
        and (one.start is None or one.start <= today <= (one.end or today))
    }
    people = roster.in_name_order(roster.by_id[staff_id] for staff_id in sitting if staff_id)
    return sorted(
        (sitting[person.staff_id] for person in people), key=lambda one: ROLES.index(one.role or MEMBER)
    )


def council(request: DocumentRequest) -> Fields:
    """The council's members, its chair and its secretary."""
    rows = [_member(request, number, one) for number, one in enumerate(members_of(request), 1)]
    return {
        "members": rows,
        "count": count_text(len(rows), request.t) if rows else BLANK,
        "chair": _holder(rows, CHAIR),
        "secretary": _holder(rows, SECRETARY),
        "roles": _roles(rows, request.t) or BLANK,
    }


def _member(request: DocumentRequest, number: int, one: CouncilMember) -> Fields:
    person = request.roster.by_id[one.staff_id or ""]
    team = request.roster.team_of(person.staff_id)
    return {
        "number": number,
        "name": person.name,
        "role": one.role or "",
        "position": person.position or "",
        "team": team,
        "post": ", ".join(filter(None, (person.position, team))),
    }


def _holder(rows: list[Fields], role: str) -> str:
    return next((row["name"] for row in rows if row["role"] == role), "")


def _roles(rows: list[Fields], t: Translator) -> str:
    """`01 Chủ tịch, 02 Phó Chủ tịch, 01 Thư ký, 05 Ủy viên`."""
    counts = Counter(row["role"] for row in rows)
    return ", ".join(f"{count_text(counts[role], t)} {role}" for role in ROLES if counts[role])


# --- votes ------------------------------------------------------------------------------------------------------


def votes(request: DocumentRequest) -> Fields:
    """The votes by title: agreed against all members of the council, not against those present."""
    found = [one for one in request.results.school.votes if one.titles and (one.staff_id or one.team)]
    groups = []
    for title in TITLES:
        rows = _of_title(request, [one for one in found if title.code in (one.titles or ())])
        if rows:
            groups.append(
                {
                    "title": title_names((title.code,)),
                    "rows": rows,
                    "count": count_text(len(rows), request.t),
                }
            )
    present = the_one(counts_of(found, "present"))
    return {
        "titles": [{"number": number, **group} for number, group in enumerate(groups, 1)],
        "members": _largest(found, "members", request.t),
        "present": count_text(present, request.t) if present is not None else "",
        "absent": _absent(found, present, request.t),
    }


def _of_title(request: DocumentRequest, found: list[Vote]) -> list[Fields]:
    by_id = request.roster.by_id
    people = request.roster.in_name_order(by_id[one.staff_id or ""] for one in found if one.staff_id in by_id)
    order = {person.staff_id: place for place, person in enumerate(people)}
    teams = {team: place for place, team in enumerate(request.roster.teams.values())}
    ordered = sorted(
        found, key=lambda one: (order.get(one.staff_id or "", len(order)), teams.get(one.team or "", 0))
    )
    return [_vote(request, number, one) for number, one in enumerate(ordered, 1)]


def _vote(request: DocumentRequest, number: int, one: Vote) -> Fields:
    person = request.roster.by_id.get(one.staff_id or "")
    known = adds_up(one) and one.agreed is not None and one.members
    share = half_up(10000 * (one.agreed or 0), one.members or 1) if known else None
    return {
        "number": number,
        "name": request.figures.name(person.staff_id)
        if person
        else request.t(N_("Tổ {team}"), team=one.team or ""),
        "team": request.roster.team_of(person.staff_id) if person else one.team or "",
        "members": _shown(one.members),
        "present": _shown(one.present),
        "valid": _shown(one.valid),
        "agreed": _shown(one.agreed),
        "share": decimal_text(share, request.t) if share is not None else BLANK,
    }


def adds_up(one: Vote) -> bool:
    """Whether no more agreed than voted, no more voted than were there, and no more were there than there are."""
    known = [count for count in (one.members, one.present, one.valid, one.agreed) if count is not None]
    return known == sorted(known, reverse=True)


def _shown(count: int | None) -> str:
    return "" if count is None else str(count)


def counts_of(found: Iterable[Vote], key: str) -> list[int]:
    """The different numbers that the votes name for one thing, the smallest first."""
    return sorted({count for one in found if (count := getattr(one, key)) is not None})


def the_one(counts: Sequence[int]) -> int | None:
    """The number that all agree on; where they differ, the minutes keep dots and somebody who was there fills them in."""
    return counts[0] if len(counts) == 1 else None


def _largest(found: Iterable[Vote], key: str, t: Translator) -> str:
    counts = counts_of(found, key)
    return count_text(counts[-1], t) if counts else ""


def _absent(found: Iterable[Vote], present: int | None, t: Translator) -> str:
    members = the_one(counts_of(found, "members"))
    if members is None or present is None or present > members:
        return ""
    return count_text(members - present, t)
