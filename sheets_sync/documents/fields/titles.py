"""What the verdicts on titles give to papers: who is proposed for what and to whom, and whom the school commends.

The school decides its own commendations alone; what the district, the city or the ministry decides it proposes
(Luật Thi đua, khen thưởng 2022, Điều 80).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sheets_sync.awards.verdicts import QuotaShare, shares
from sheets_sync.awards.year_levels import LEVEL_NAMES
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, Fields
from sheets_sync.language import N_
from sheets_sync.model import Achievement, Verdict
from sheets_sync.results.proposed import proposed as proposed_by
from sheets_sync.results.proposed import was_voted_on
from sheets_sync.rules.forms import LEVELS
from sheets_sync.rules.titles import AWARDS, BY_CODE, TITLES
from sheets_sync.text.words import count_text, date_text

NO_REPORT = ("LDTT",)  # proposed by list alone, without achievement reports
_ISSUERS = {
    "/NĐ-CP": "Chính phủ",
    "/TT-BNV": "Bộ trưởng Bộ Nội vụ",
    "/TT-BGDĐT": "Bộ trưởng Bộ Giáo dục và Đào tạo",
}
_DOCUMENT = re.compile(
    r"(?P<name>.+?)(?P<number> số \S+)? ngày (?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
)


def proposed(request: DocumentRequest) -> list[Verdict]:
    """Everybody who is proposed, title by title, in Vietnamese name order; to one authority where a paper is for one."""
    found = proposed_by(request.results)
    if request.kind.each != "authority" or not request.subject:
        return found
    return [one for one in found if authority_of(request, one.title) == request.subject]


def without_votes(request: DocumentRequest) -> Mapping[str, int]:
    """The titles that somebody is proposed for without a vote, with how many those are."""
    found = Counter(one.title for one in proposed(request) if not was_voted_on(request.results, one))
    return {title.code: found[title.code] for title in TITLES if found[title.code]}


def authority_of(request: DocumentRequest, code: str) -> str:
    """Who decides on a title, as the law of the day says; dots where it does not."""
    law = request.results.law
    return (law.authorities.get(code) if law else None) or BLANK


def authorities(request: DocumentRequest) -> list[str]:
    """Who decides on what the school proposes, in the order of the titles."""
    return list(dict.fromkeys(authority_of(request, verdict.title) for verdict in proposed(request)))


def reported(request: DocumentRequest) -> set[str]:
    """The people (ids) and teams (names) that are proposed for a title which needs an achievement report."""
    return {verdict.subject for verdict in proposed(request) if verdict.title not in NO_REPORT}


# --- fields -----------------------------------------------------------------------------------------------------


def titles(request: DocumentRequest) -> list[Fields]:
    """Every title that somebody is proposed for, with who decides, and the list."""
    return _titles(request, proposed(request))


def proposal(request: DocumentRequest) -> Fields:
    """What is proposed to one deciding authority, by title."""
    found, t = proposed(request), request.t
    people = {one.subject for one in found if one.subject in request.roster.by_id}
    teams = {one.subject for one in found} - people
    numbers = [(N_("{count} cá nhân"), len(people)), (N_("{count} tập thể"), len(teams))]
    return {
        "authority": request.subject or BLANK,
        "titles": _titles(request, found),
        "people": count_text(len(people), t),
        "teams": count_text(len(teams), t),
        "total": ", ".join(t(text, count=count_text(number, t)) for text, number in numbers if number),
    }


def _titles(request: DocumentRequest, found: Iterable[Verdict]) -> list[Fields]:
    found, order = list(found), _strongest_first(request)
    by_title = [
        (
            title,
            sorted(
                (one for one in found if one.title == title.code),
                key=lambda one: order.get((one.subject, one.title), 0),
            ),
        )
        for title in TITLES
    ]
    return [
        {
            "number": number,
            "title": title.name,
            "verb": request.t(N_("tặng")) if title.code in AWARDS else request.t(N_("công nhận danh hiệu")),
            "authority": authority_of(request, title.code),
            "voted": all(was_voted_on(request.results, verdict) for verdict in verdicts),
            "count": count_text(len(verdicts), request.t),
            "rows": [_row(request, at, verdict) for at, verdict in enumerate(verdicts, 1)],
        }
        for number, (title, verdicts) in enumerate(((t, v) for t, v in by_title if v), 1)
    ]


def _strongest_first(request: DocumentRequest) -> Mapping[tuple[str, str], int]:
    """The places of the candidates for a title that not all of them can have; other lists stay in name order."""
    return {
        (one.subject, one.title): place
        for share in shares(request.results.review, request.results.verdicts)
        if share.beyond
        for place, one in enumerate((*share.within, *share.beyond))
    }


def over_quota(request: DocumentRequest) -> list[tuple[QuotaShare, int]]:
    """The quotas that more are proposed for than there is room, with how many: the council has to choose."""
    counts = Counter(one.title for one in proposed(request))
    found = shares(request.results.review, request.results.verdicts)
    return [(share, counts[share.quota.title]) for share in found if counts[share.quota.title] > share.most]


def _row(request: DocumentRequest, number: int, verdict: Verdict) -> Fields:
    """One who is proposed; `called` is for lists of names alone, where nothing else distinguishes namesakes."""
    person = request.roster.by_id.get(verdict.subject)
    level = request.results.year_levels.get(verdict.subject)
    name = verdict.name if person else request.t(N_("Tổ {team}"), team=verdict.name)
    return {
        "number": number,
        "name": name,
        "called": request.figures.name(verdict.subject) if person else name,
        "position": (person.position or "") if person else "",
        "team": verdict.team,
        "post": ", ".join(filter(None, (person.position, verdict.team))) if person else "",
        "level": request.t(LEVEL_NAMES[level.level]) if level and level.level else "",
        "initiatives": "; ".join(_initiatives(request, verdict.subject)),
    }


def _initiatives(request: DocumentRequest, subject: str) -> list[str]:
    rows = request.results.review.initiatives.get(subject, ())
    return [row.name for row in rows if row.name and row.result == "Công nhận"]


def sought(request: DocumentRequest, subject: str) -> str:
    """The titles for which somebody is proposed, as a heading says them; dots where there is none yet."""
    codes = [one.title for one in proposed(request) if one.subject == subject and one.title not in NO_REPORT]
    return "; ".join(BY_CODE[code].name for code in codes) or BLANK


# --- what the school commends itself ----------------------------------------------------------------------------


def commended(request: DocumentRequest) -> list[Fields]:
    """People and teams whom the school commends itself: those with an achievement of the school's own level."""
    by_subject: dict[tuple[bool, str], list[str]] = {}
    for one in request.results.school.achievements:
        if one.level in (None, LEVELS[0]) and one.content and _known(request, one):
            by_subject.setdefault((bool(one.team), one.staff_id or one.team or ""), []).append(one.content)
    by_id, teams = request.roster.by_id, list(request.roster.teams.values())
    people = request.roster.in_name_order(by_id[who] for is_team, who in by_subject if not is_team)
    subjects = [(False, person.staff_id) for person in people]
    subjects += sorted((each for each in by_subject if each[0]), key=lambda each: teams.index(each[1]))
    return [_commended(request, number, *who, by_subject[who]) for number, who in enumerate(subjects, 1)]


def certificates(request: DocumentRequest) -> list[Fields]:
    """Those whom the school commends; where there is nobody yet, one form with dots."""
    blank = {"number": 1, "is_team": False, "name": BLANK, "post": BLANK, "content": BLANK}
    return commended(request) or [blank]


def _known(request: DocumentRequest, one: Achievement) -> bool:
    return one.staff_id in request.roster.by_id if one.staff_id else one.team in request.roster.teams.values()


def _commended(
    request: DocumentRequest, number: int, is_team: bool, subject: str, contents: list[str]
) -> Fields:
    t, person = request.t, None if is_team else request.roster.by_id[subject]
    return {
        "number": number,
        "is_team": is_team,
        "name": person.name if person else t(N_("Tổ {team}"), team=subject),
        "post": ", ".join(filter(None, (person.position, request.roster.team_of(subject)))) if person else "",
        "content": "; ".join(contents),
    }


# --- the law ----------------------------------------------------------------------------------------------------


def law(request: DocumentRequest) -> Fields:
    """The law of the day of the decision, its documents as legal bases cite them."""
    found = request.results.law
    return {
        "name": found.name if found else "",
        "bases": [_basis(request, document) for document in found.documents] if found else [],
        "day": date_text(request.config.decision_date, request.t),
    }


def _issuer(number: str) -> str:
    """Who issued a document, where its sign says so."""
    return next((f" của {issuer}" for sign, issuer in _ISSUERS.items() if number.endswith(sign)), "")


def _basis(request: DocumentRequest, document: str) -> str:
    """`Căn cứ …`: the day in words; of a Luật neither number nor issuer (NĐ 30/2020, Phụ lục I)."""
    found = _DOCUMENT.fullmatch(document)
    if found:
        name = found["name"] + ("" if document.startswith("Luật") else found["number"] or "")
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        document = f"{name} {date_text(day, request.t)}{_issuer(found['number'] or '')}"
    return request.t(N_("Căn cứ {document}"), document=document)
