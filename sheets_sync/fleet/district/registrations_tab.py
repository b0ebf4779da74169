"""`Đăng ký của các trường`: the registrations of the year put together, school by school and title by title."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.fleet.district.district_draft import NOT_AT_WORK, DistrictDraft
from sheets_sync.language import N_
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.tabs.cells import CellRow, headings


def registrations_tab(draft: DistrictDraft) -> OutputTab:
    """A row per school, a column per title; whoever aims at a title that implies another counts for both."""
    title, t = draft.title("Đăng ký của các trường"), draft.t
    names = [t(N_("STT")), t(N_("Trường")), t(N_("Số CB")), t(N_("Cá nhân")), t(N_("Tập thể"))]
    names += [BY_CODE[code].short for code in draft.registered_titles]
    names += [t(N_("Chưa đăng ký")), t(NOT_AT_WORK), t(N_("Sau hạn"))]
    rows = [*draft.head(title, _note(draft), len(names)), headings(names), *_rows(draft)]
    widths = (6, 34, *([11] * (len(names) - 2)))
    return OutputTab(title, tuple(rows), widths, 4, heading_row=4, landscape=True)


def _note(draft: DistrictDraft) -> str:
    schools = draft.figures.schools
    text = N_(
        "{people} người và {teams} tập thể của {schools} trường đã đăng ký; {missing} người chưa đăng ký; {others} người "
        "nghỉ, chuyển đi hoặc đến sau hạn nên không phải đăng ký."
    )
    return draft.t(
        text,
        people=sum(school.registered_people for school in schools),
        teams=sum(school.registered_teams for school in schools),
        schools=sum(bool(school.registrations) for school in schools),
        missing=sum(school.missing_registrations for school in schools),
        others=sum(school.need_not_register for school in schools),
    )


def _rows(draft: DistrictDraft) -> Iterator[CellRow]:
    schools = draft.figures.schools
    numbers = []
    for place, school in enumerate(schools, 1):
        row = [school.staff, school.registered_people, school.registered_teams]
        row += [school.registrations.get(code, 0) for code in draft.registered_titles]
        row += [school.missing_registrations, school.need_not_register]
        row += [school.late_registrations]
        numbers.append(row)
        yield (
            Cell(place, "integer"),
            Cell(school.name),
            *(Cell(number or None, "integer") for number in row),
        )
    if schools:
        sums = [sum(column) for column in zip(*numbers, strict=True)]
        total = (Cell(None, "heading"), Cell(draft.t(N_("Cộng")), "heading"))
        yield (*total, *(Cell(number, "integer") for number in sums))
