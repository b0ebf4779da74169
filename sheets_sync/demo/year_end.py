"""The demo's whole school year: what the school in April does not have yet, up to the council and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from sheets_sync.demo import clean_drafts
from sheets_sync.demo.draft import DraftRow, Drafts, FormDraft, by_title
from sheets_sync.demo.events import CANDIDATES, COUNCIL, MONTHLY
from sheets_sync.demo.months import WHOLE_YEAR
from sheets_sync.demo.people import FALLING, LANGUAGES, MATHS, ON_MATERNITY, TEAMS
from sheets_sync.rules import forms
from sheets_sync.setup.provision.content import CellContent

COUNCIL_DAY = date(2024, 5, 22)
OUTVOTED = "CB033"  # Vương Đình Sử: four votes of nine for LĐTT
LATECOMER = "CB056"  # Lê Đình Vỹ: registers a week after the deadline
OVERRIDDEN = "CB038"  # Nguyễn Ngọc Ẩn: 83,5 points in February by an override, and rated so
BACK_AGAIN = date(2024, 5, 15)
SETTLED = date(2024, 5, 10)  # the case of the one who fell: a reprimand
_RATED_ON = date(2024, 5, 20)
_SEED = 2405
_ALL_OF_US = "Như trên; Các tổ chuyên môn"
_PAPERS = (
    ("Tổng kết phong trào", "12/2023", "02/BC-THCSSX", (2024, 1, 8), "UBND quận", (2024, 1, 9)),
    ("Báo cáo sơ kết", "HK1", "07/BC-THCSSX", (2024, 2, 5), _ALL_OF_US, (2024, 2, 6)),
    (MONTHLY, "4/2024", "21/BC-THCSSX", (2024, 5, 3), _ALL_OF_US, (2024, 5, 4)),
    (
        "Biên bản họp Hội đồng thi đua",
        "2023-2024",
        "02/BB-HĐTĐKT",
        (2024, 5, 22),
        "Các thành viên Hội đồng",
        None,
    ),
    ("Tờ trình", "2023-2024", "26/TTr-THCSSX", (2024, 5, 24), "UBND quận", (2024, 5, 27)),
    ("Báo cáo tổng kết", "2023-2024", "27/BC-THCSSX", (2024, 5, 28), _ALL_OF_US, (2024, 5, 29)),
    (MONTHLY, "5/2024", "29/BC-THCSSX", (2024, 6, 3), _ALL_OF_US, None),
)


def whole_year() -> Drafts:
    """Every tab when the year is over, nothing mistyped in it, the same every time."""
    drafts, rng = by_title(clean_drafts(WHOLE_YEAR)), Random(_SEED)
    names = {str(row[1]): str(row[2]) for row in drafts[forms.ROSTER.title].records()}
    _change(drafts[forms.ROSTER.title], ON_MATERNITY, status_from=BACK_AGAIN, status="Đang làm việc")
    _change(drafts[forms.month_title(2)], OVERRIDDEN, rating="B")
    _change(drafts[forms.REGISTRATIONS.title], LATECOMER, day=date(2023, 11, 6), round="Bổ sung")
    _decide_initiatives(drafts[forms.INITIATIVES.title])
    reprimand: dict[str, CellContent] = {"form": "Khiển trách", "day": SETTLED, "decision": "52/QĐ-THCSSX"}
    _change(drafts[forms.DISCIPLINES.title], FALLING, **reprimand)
    _fill(drafts[forms.VOTES.title], _votes(drafts, names, rng))
    _fill(drafts[forms.ENTRIES.title], _entries(names, rng))
    _put_year_ratings(drafts[forms.YEAR_RATINGS.title], names)
    _put_papers(drafts[forms.PAPERS.title], names)
    return drafts


def _change(draft: FormDraft, row: str, **values: CellContent) -> None:
    found = draft.find(row)
    for key, value in values.items():
        found[draft.place(key)] = value


def _fill(draft: FormDraft, rows: Iterator[Mapping[str, CellContent]]) -> None:
    for row in rows:
        draft.add(row)
    draft.number()


def _decide_initiatives(draft: FormDraft) -> None:
    """The initiatives that were still pending in April are recognised in May."""
    for row in draft.records():
        if "Chờ xét" in row:
            code = str(row[draft.place("code")])
            decided: dict[str, CellContent] = {"level": "Trường", "decision": "50/QĐ-THCSSX"}
            _change(draft, code, result="Công nhận", decided_on=date(2024, 5, 6), **decided)


def _votes(drafts: Drafts, names: Mapping[str, str], rng: Random) -> Iterator[Mapping[str, CellContent]]:
    """On all who registered for LĐTT, and on the teams; those for CSTĐCS are there already."""
    present = {"members": len(COUNCIL), "present": len(COUNCIL), "valid": len(COUNCIL)}
    registrations = drafts[forms.REGISTRATIONS.title]
    at = registrations.place("staff_id")
    for staff_id in sorted({str(row[at]) for row in registrations.records()}):
        agreed = 4 if staff_id == OUTVOTED else rng.choice((7, 8, 8, 9, 9))
        yield {"staff_id": staff_id, "name": names[staff_id], "titles": "LĐTT", **present, "agreed": agreed}
    for team in TEAMS:
        if team not in (MATHS, LANGUAGES):
            yield {"team": team, "titles": "TTLĐTT", **present, "agreed": 8}


def _entries(names: Mapping[str, str], rng: Random) -> Iterator[Mapping[str, CellContent]]:
    """The third of April, which was still missing on the 10th, and those of May."""
    for month, number, day in ((4, 3, 12), (5, 1, 7), (5, 2, 9), (5, 3, 13)):
        writer = rng.choice(CANDIDATES)
        title = f"Chuyện kể cuối năm học ({month}.{number})"
        sent = date(2024, month, day)
        yield {"month": month, "title": title, "staff_id": writer, "example": names[writer], "sent": sent}


def _put_year_ratings(draft: FormDraft, names: Mapping[str, str]) -> None:
    for row in draft.records():
        row[draft.place("day")] = _RATED_ON
    draft.add({"staff_id": ON_MATERNITY, "name": names[ON_MATERNITY], "level": "HTT", "day": _RATED_ON})


def _put_papers(draft: FormDraft, names: Mapping[str, str]) -> None:
    for kind, period, number, issued, recipients, submitted in _PAPERS:
        row: dict[str, CellContent] = {
            "kind": kind,
            "period": period,
            "number": number,
            "issued": date(*issued),
        }
        sent = date(*submitted) if submitted else None
        draft.add({**row, "signer": names["CB001"], "recipients": recipients, "submitted": sent})
    _change(draft, "15/KH-THCSSX", submitted=date(2023, 9, 13))
    _change(draft, "17/BC-THCSSX", submitted=date(2024, 4, 5))
    at = draft.place("issued")
    draft.rows.sort(key=lambda row: _issued(row, at))


def _issued(row: DraftRow, at: int) -> date:
    day = row[at]
    assert isinstance(day, date), "a paper of the demo has its day"
    return day
