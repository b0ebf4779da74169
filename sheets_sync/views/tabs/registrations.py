"""`Đăng ký tổng hợp`: the registrations as they go to the district: by title, by team, with counts; and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sheets_sync.language import N_
from sheets_sync.model import Registration, TeamRegistration
from sheets_sync.results.registers import Register, register_of
from sheets_sync.rules.titles import BY_CODE, TITLES
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.tabs.cells import CellRow, TabSource, head, headings, tab_title

WIDTHS = (6, 10, 28, 26, 30, 24, 34, 12, 12)
WIDTH = len(WIDTHS)
_FURTHER = 10


def registrations_tab(draft: TabSource) -> OutputTab:
    """Counts by team and title, the list of people, the list of teams, and who has not registered."""
    register = register_of(draft.results)
    title = tab_title(draft.config, "Đăng ký tổng hợp")
    rows = head(draft, title, _note(draft, register), WIDTH)
    rows += [(), *_counts(draft, register), (), *_people(draft, register)]
    if register.teams:
        rows += [(), *_teams(draft, register)]
    if register.missing:
        rows += [(), *_missing(draft, register)]
    wide = max(sum(cell.span for cell in row) for row in rows)
    widths = (*WIDTHS, *[_FURTHER] * (wide - WIDTH))  # more titles than the lists below have columns
    return OutputTab(title, tuple(rows), widths, frozen_rows=3, landscape=True)


def _note(draft: TabSource, register: Register) -> str:
    text = N_(
        "{people} người và {teams} tập thể đã đăng ký; {missing} người chưa đăng ký; {late} đăng ký sau hạn {deadline}."
    )
    return draft.t(
        text,
        people=len(register.people),
        teams=len(register.teams),
        missing=len(register.missing),
        late=len(register.late),
        deadline=f"{draft.config.registration_deadline:%d/%m/%Y}",
    )


def _counts(draft: TabSource, register: Register) -> Iterator[CellRow]:
    """A row per team, a column per title that anybody registered for; whoever aims at CSTĐCS counts for LĐTT as well."""
    t = draft.t
    titles = [title.code for title in TITLES if register.counts_of(title.code)]
    yield (Cell(t(N_("Số đăng ký theo tổ và danh hiệu")), "section", span=WIDTH),)
    yield (Cell(t(N_("Tổ")), "heading", span=3), *headings([BY_CODE[code].short for code in titles]))
    for team in draft.results.school.roster.teams.values():
        counts = (register.counts[team, code] for code in titles)
        yield (Cell(team, span=3), *(Cell(count or None, "integer") for count in counts))
    totals = (register.counts_of(code) for code in titles)
    yield (Cell(t(N_("Cộng")), "heading", span=3), *(Cell(total, "integer") for total in totals))


def _people(draft: TabSource, register: Register) -> Iterator[CellRow]:
    t, roster = draft.t, draft.results.school.roster
    yield (Cell(t(N_("1. Cá nhân")), "section", span=WIDTH),)
    names = [t(N_("STT")), t(N_("Mã CB")), t(N_("Họ và tên")), t(N_("Chức vụ, đơn vị")), t(N_("Thi đua"))]
    yield headings([*names, t(N_("Khen thưởng")), t(N_("Tên sáng kiến")), t(N_("Đợt")), t(N_("Ngày"))])
    for number, (staff_id, rows) in enumerate(register.people.items(), 1):
        person = roster.by_id[staff_id]
        duty = ", ".join(filter(None, (person.position, roster.team_of(staff_id))))
        yield (
            Cell(number, "integer"),
            Cell(staff_id, "center"),
            Cell(person.name),
            Cell(duty, "wrap"),
            Cell(_titles(register.titles_of[staff_id]), "wrap"),
            Cell(_joined(row.award for row in rows), "wrap"),
            Cell(_joined(row.initiative for row in rows), "wrap"),
            *_round(draft, register, rows),
        )


def _teams(draft: TabSource, register: Register) -> Iterator[CellRow]:
    t = draft.t
    yield (Cell(t(N_("2. Tập thể")), "section", span=WIDTH),)
    yield (
        Cell(t(N_("STT")), "heading"),
        Cell(t(N_("Tập thể")), "heading", span=3),
        Cell(t(N_("Thi đua")), "heading", span=3),
        *headings([t(N_("Đợt")), t(N_("Ngày"))]),
    )
    for number, (team, rows) in enumerate(register.teams.items(), 1):
        titles = _titles(register.titles_of[team])
        yield (
            Cell(number, "integer"),
            Cell(team, span=3),
            Cell(titles, span=3),
            *_round(draft, register, rows),
        )


def _missing(draft: TabSource, register: Register) -> Iterator[CellRow]:
    t, roster = draft.t, draft.results.school.roster
    yield (Cell(t(N_("Chưa đăng ký")), "section", span=WIDTH),)
    yield headings([t(N_("STT")), t(N_("Mã CB")), t(N_("Họ và tên")), t(N_("Tổ"))])
    for number, staff_id in enumerate(register.missing, 1):
        yield (
            Cell(number, "integer"),
            Cell(staff_id, "center"),
            Cell(roster.by_id[staff_id].name),
            Cell(roster.team_of(staff_id)),
        )


def _round(draft: TabSource, register: Register, rows: Sequence[Registration | TeamRegistration]) -> CellRow:
    """The round and the day of the first registration; late ones in red."""
    days = [row.day for row in rows if row.day]
    rounds = list(Counter(row.round for row in rows if row.round))
    late = any(row.place[:3] in register.late for row in rows)
    day = f"{min(days):%d/%m/%Y}" if days else None
    return (
        Cell(" + ".join(rounds), "center"),
        Cell(draft.t(N_("{day}, sau hạn"), day=day) if late else day, "warning" if late else "center"),
    )


def _titles(codes: Sequence[str]) -> str:
    return ", ".join(BY_CODE[code].name for code in codes)


def _joined(texts: Iterator[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(filter(None, texts))) or None
