"""The other tabs of the demo: roster, leave, registrations, initiatives, votes, papers and so on, all without a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from sheets_sync.demo.draft import FormDraft
from sheets_sync.demo.events import (
    ACHIEVEMENTS,
    CANDIDATES,
    COUNCIL,
    CSTDCS,
    DEADLINE,
    ENTRY_TITLES,
    HIGHER_TITLES,
    LDTT,
    MOVEMENTS,
    OVERRIDES,
    PAPERS,
    SUBJECTS,
)
from sheets_sync.demo.people import (
    ABSENCES,
    BACK_FROM_MATERNITY,
    DISCIPLINED,
    FALLING,
    JOINED,
    LANGUAGES,
    MATHS,
    SCHOOL,
    TEAMS,
    DemoPerson,
)
from sheets_sync.rules import forms
from sheets_sync.rules.forms import Form
from sheets_sync.setup.provision.content import CellContent


def other_drafts(members: Sequence[DemoPerson], rng: Random) -> list[FormDraft]:
    """Every tab that is not a month's, in the order in which `forms.FORMS` has them."""
    names = {member.staff_id: member.name for member in members}
    return [
        _roster(members),
        _filled(forms.LEAVES, _leaves(names)),
        _registrations(members, rng),
        _filled(forms.TEAM_REGISTRATIONS, _team_registrations(rng)),
        _filled(forms.INITIATIVES, _initiatives(rng)),
        _filled(forms.ACHIEVEMENTS, _achievements(names)),
        _filled(forms.DISCIPLINES, _disciplines(names)),
        _filled(forms.VOTES, _votes(names, rng)),
        _filled(forms.ENTRIES, _entries(members, rng)),
        _filled(forms.HELD_TITLES, _held_titles(members, rng)),
        _filled(forms.OVERRIDES, _overrides(names)),
        _filled(forms.YEAR_RATINGS, _year_ratings(members, rng)),
        _filled(forms.COUNCIL, _council(names)),
        _filled(forms.PAPERS, _papers(names)),
        _filled(forms.MOVEMENTS, _movements()),
    ]


_Rows = Iterable[Mapping[str, CellContent]]


def _filled(form: Form, rows: _Rows, heading: tuple[str, ...] = ()) -> FormDraft:
    draft = FormDraft(form, heading)
    for row in rows:
        draft.add(row)
    draft.number()
    return draft


def _roster(members: Sequence[DemoPerson]) -> FormDraft:
    heading = (SCHOOL.upper(), "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN NĂM HỌC 2023-2024")
    return _filled(forms.ROSTER, map(_roster_row, members), heading)


def _roster_row(member: DemoPerson) -> Mapping[str, CellContent]:
    status, since = member.status
    return {
        "staff_id": member.staff_id,
        "name": member.name,
        "born": member.born,
        "team": member.team,
        "position": member.position,
        "group": member.group,
        "joined_sector": member.joined_sector,
        "joined_school": member.joined_school,
        "status": status,
        "status_from": since,
        "email": f"{member.staff_id.lower()}@songxanh.example",
    }


def _leaves(names: Mapping[str, str]) -> _Rows:
    for one in ABSENCES:
        span = {"start": one.start, "end": one.end}
        yield {
            "staff_id": one.staff_id,
            "name": names[one.staff_id],
            "kind": one.kind,
            "note": one.note,
            **span,
        }


def _registrations(members: Sequence[DemoPerson], rng: Random) -> FormDraft:
    heading = (SCHOOL.upper(), "DANH SÁCH ĐĂNG KÝ DANH HIỆU THI ĐUA NĂM HỌC 2023-2024")
    early = [member for member in members if member.at_work(DEADLINE, DEADLINE)]
    rows = [_registration(member, date(2023, 10, rng.randint(2, 27)), "Đầu năm", rng) for member in early]
    extra = {JOINED: date(2024, 1, 15), BACK_FROM_MATERNITY: date(2024, 1, 5)}
    rows += [
        _registration(member, extra[member.staff_id], "Bổ sung", rng)
        for member in members
        if member.staff_id in extra
    ]
    names = {member.staff_id: member.name for member in members}
    rows += [
        {"day": day, "staff_id": one, "name": names[one], "titles": title, "round": "Bổ sung"}
        for one, title, day in HIGHER_TITLES
    ]
    return _filled(forms.REGISTRATIONS, rows, heading)


def _registration(member: DemoPerson, day: date, when: str, rng: Random) -> dict[str, CellContent]:
    best = member.staff_id in CANDIDATES
    return {
        "day": f"{day:%d/%m/%Y}" if rng.random() < 0.2 else day,
        "staff_id": member.staff_id,
        "name": member.name,
        "titles": rng.choice(CSTDCS if best else LDTT),
        "award": "Giấy khen của UBND quận" if best and rng.random() < 0.4 else None,
        "initiative": _initiative_name(member.staff_id) if best else None,
        "round": when,
    }


def _initiative_name(staff_id: str) -> str:
    return f"Một số biện pháp {SUBJECTS[CANDIDATES.index(staff_id)]}"


def _team_registrations(rng: Random) -> _Rows:
    for team in TEAMS:
        day = date(2023, 10, rng.randint(9, 26))
        title = "Tập thể lao động xuất sắc" if team in (MATHS, LANGUAGES) else "Tập thể lao động tiên tiến"
        yield {"day": day, "team": team, "titles": title, "round": "Đầu năm"}


def _initiatives(rng: Random) -> _Rows:
    for number, staff_id in enumerate(CANDIDATES, start=1):
        decided = number % 5 != 0
        yield {
            "code": f"SK{number:02}",
            "name": _initiative_name(staff_id),
            "authors": f"{staff_id}; CB{number + 27:03}" if number in (3, 9) else staff_id,
            "field": rng.choice(("Chuyên môn", "Chủ nhiệm", "Quản lý")),
            "result": ("Không công nhận" if number == 6 else "Công nhận") if decided else "Chờ xét",
            "level": "Trường" if decided and number != 6 else None,
            "decision": "27/QĐ-THCSSX" if decided else None,
            "decided_on": date(2024, 3, 20) if decided else None,
        }


def _achievements(names: Mapping[str, str]) -> _Rows:
    for day, staff_id, team, kind, content, level in ACHIEVEMENTS:
        yield {
            "day": date(*day),
            "staff_id": staff_id or None,
            "team": team or None,
            "name": names.get(staff_id),
            "kind": kind,
            "content": content,
            "level": level,
            "evidence": f"https://songxanh.example/minh-chung/{day[0]}-{day[1]:02}-{day[2]:02}",
        }


def _disciplines(names: Mapping[str, str]) -> _Rows:
    reprimand: dict[str, CellContent] = {
        "form": "Khiển trách",
        "day": date(2023, 12, 20),
        "decision": "45/QĐ-THCSSX",
    }
    yield {"staff_id": DISCIPLINED, "name": names[DISCIPLINED], **reprimand}
    yield {"staff_id": FALLING, "name": names[FALLING], "form": "Đang xem xét", "day": date(2024, 3, 25)}


def _votes(names: Mapping[str, str], rng: Random) -> _Rows:
    members = len(COUNCIL)
    for staff_id in CANDIDATES:
        counted: dict[str, CellContent] = {
            "members": members,
            "present": members,
            "valid": members,
            "agreed": rng.choice((8, 8, 8, 9, 9)),
        }
        yield {"staff_id": staff_id, "name": names[staff_id], "titles": "CSTĐCS", **counted}
    for team in (MATHS, LANGUAGES):
        yield {"team": team, "titles": "TTLĐXS", "members": members, "present": 8, "valid": 8, "agreed": 7}


def _entries(members: Sequence[DemoPerson], rng: Random) -> _Rows:
    for number in (9, 10, 11, 12, 1, 2, 3, 4):
        last = date(2023 if number > 8 else 2024, number, 14)
        writers = rng.sample(
            [member for member in members if member.at_work(last, last)],
            2 if number == 4 else 3 + (number % 5 == 0),
        )
        for at, writer in enumerate(writers):
            yield {
                "month": rng.choice((number, f"Tháng {number}", f"{number}/{last.year}")),
                "title": f"{ENTRY_TITLES[(number + at) % len(ENTRY_TITLES)]} ({number}.{at + 1})",
                "staff_id": writer.staff_id,
                "example": rng.choice(members).name,
                "sent": last - timedelta(days=rng.randint(1, 9) if number != 4 else 6),
            }


def _held_titles(members: Sequence[DemoPerson], rng: Random) -> _Rows:
    for start, decision in ((2020, "2207/QĐ-UBND"), (2021, "1985/QĐ-UBND"), (2022, "2341/QĐ-UBND")):
        decided: dict[str, CellContent] = {
            "year": f"{start}-{start + 1}",
            "decision": decision,
            "decided_on": date(start + 1, 7, 5),
        }
        for member in members:
            if member.joined_school < date(start, 9, 1):
                best = member.staff_id in CANDIDATES[:5] or rng.random() < 0.08
                yield {
                    "staff_id": member.staff_id,
                    "name": member.name,
                    "titles": "CSTĐCS" if best else "LĐTT",
                    **decided,
                }
        yield {"team": MATHS, "titles": "Tập thể lao động tiên tiến", **decided}


def _overrides(names: Mapping[str, str]) -> _Rows:
    for staff_id, month, points, reason in OVERRIDES:
        set_to: dict[str, CellContent] = {"month": f"Tháng {month}", "points": points, "reason": reason}
        signed: dict[str, CellContent] = {"proposed_by": names["CB005"], "approved_by": names["CB001"]}
        yield {"staff_id": staff_id, "name": names[staff_id], **set_to, **signed}


def _year_ratings(members: Sequence[DemoPerson], rng: Random) -> _Rows:
    day = date(2024, 4, 5)
    for member in members:
        if member.status[0] == "Đang làm việc":
            level = (
                "HTXS"
                if member.staff_id in CANDIDATES[:8]
                else rng.choice(("HTT", "HTT", "HTT", "HTT", "HTNV"))
            )
            level = "KHT" if member.staff_id == DISCIPLINED else level
            yield {"staff_id": member.staff_id, "name": member.name, "level": level, "day": day}
    for team in TEAMS:
        yield {"team": team, "level": "HTXS" if team in (MATHS, LANGUAGES) else "HTT", "day": day}


def _papers(names: Mapping[str, str]) -> _Rows:
    for kind, period, number, issued, recipients, submitted in PAPERS:
        yield {
            "kind": kind,
            "period": period,
            "number": number,
            "issued": date(*issued),
            "signer": names["CB001"],
            "recipients": recipients,
            "submitted": date(*submitted) if submitted else None,
        }


def _council(names: Mapping[str, str]) -> _Rows:
    for staff_id, role in COUNCIL.items():
        yield {"staff_id": staff_id, "name": names[staff_id], "role": role, "start": date(2023, 9, 15)}


def _movements() -> _Rows:
    for name, level, start, end, result in MOVEMENTS:
        yield {"name": name, "level": level, "start": date(*start), "end": date(*end), "result": result}
