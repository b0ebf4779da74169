"""`Trùng người`: whom two schools propose, or one school under two ids."""

from __future__ import annotations

from datetime import date

from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.same_person import SamePerson, proposed_twice
from sheets_sync.language import N_
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.tables import Cell, OutputTab
from sheets_sync.views.tabs.cells import CellRow, headings

WIDTHS = (28, 12, 14, 60)


def same_person_tab(draft: DistrictDraft) -> OutputTab:
    """A row per person with all their proposals; first those that are surely the same."""
    title, t = draft.title("Trùng người"), draft.t
    found = sorted(proposed_twice(draft.figures.proposals), key=lambda each: not each.certain)
    text = N_(
        "{sure} người được đề nghị ở hai nơi; {maybe} người cùng tên mà thiếu ngày sinh, cần hỏi lại các trường."
    )
    sure = sum(each.certain for each in found)
    rows = draft.head(title, t(text, sure=sure, maybe=len(found) - sure), len(WIDTHS))
    rows.append(headings([t(N_("Họ và tên")), t(N_("Ngày sinh")), t(N_("Mức chắc chắn")), t(N_("Đề nghị"))]))
    rows += [_row(draft, each) for each in found]
    return OutputTab(title, tuple(rows), WIDTHS, 4, heading_row=4, landscape=True)


def _row(draft: DistrictDraft, same: SamePerson) -> CellRow:
    first = next((each for each in same.proposals if each.born), same.proposals[0])
    titles: dict[tuple[str, str, date | None], list[str]] = {}
    for each in same.proposals:
        titles.setdefault((each.school_name, each.subject, each.born), []).append(BY_CODE[each.title].short)
    lines = []
    for (school, subject, born), named in titles.items():
        day = f", {born:%d/%m/%Y}" if born and not same.certain else ""
        lines.append(f"{school} ({subject}{day}): {', '.join(named)}")
    sure = draft.t(N_("cùng ngày sinh")) if same.certain else draft.t(N_("có thể"))
    return (
        Cell(first.name),
        Cell(first.born if same.certain else None, "date"),
        Cell(sure, "error" if same.certain else "warning"),
        Cell("\n".join(lines), "wrap"),
    )
