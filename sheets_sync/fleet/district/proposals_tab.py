"""`Đề nghị`: whom the schools propose, title by title, and on whom they have yet to decide, for the district's council."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sheets_sync.awards.agenda import OUTCOMES
from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.figures import Proposal
from sheets_sync.language import N_
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.tables import Cell, OutputTab, Style
from sheets_sync.views.tabs.cells import CellRow, headings

WIDTHS = (6, 30, 10, 28, 12, 26, 10, 20, 60)
_STYLES: dict[str, Style] = {"eligible": "rating-1", "over_quota": "warning", "on_hold": "warning"}


def proposals_tab(draft: DistrictDraft) -> OutputTab:
    """A section per title: school by school, in the order of each school's own council."""
    title = draft.title("Đề nghị của các trường")
    rows = draft.head(title, _note(draft), len(WIDTHS))
    by_title: dict[str, list[Proposal]] = {}
    for proposal in (*draft.figures.proposals, *draft.figures.undecided):
        by_title.setdefault(proposal.title, []).append(proposal)
    for code in draft.proposed_titles:
        rows += [(), *_section(draft, code, by_title[code])]
    return OutputTab(title, tuple(rows), WIDTHS, frozen_rows=3, landscape=True)


def _note(draft: DistrictDraft) -> str:
    text = N_(
        "{proposals} đề nghị của {schools} trường: người, tổ đủ điều kiện đã đăng ký hoặc đã được bỏ phiếu. Chưa tính "
        "{undecided} trường hợp “Vượt tỉ lệ”, “Chờ xem xét”: trường còn phải quyết trước khi nộp."
    )
    figures = draft.figures
    schools = {proposal.school for proposal in figures.proposals}
    return draft.t(
        text, proposals=len(figures.proposals), schools=len(schools), undecided=len(figures.undecided)
    )


def _section(draft: DistrictDraft, code: str, proposals: Sequence[Proposal]) -> Iterator[CellRow]:
    t = draft.t
    yield (Cell(f"{BY_CODE[code].name} · {_counted(draft, code, proposals)}", "section", span=len(WIDTHS)),)
    yield headings(
        [
            t(N_("STT")),
            t(N_("Trường")),
            t(N_("Mã CB")),
            t(N_("Họ và tên, tập thể")),
            t(N_("Ngày sinh")),
            t(N_("Chức vụ, đơn vị")),
            t(N_("Đăng ký")),
            t(N_("Kết luận của trường")),
            t(N_("Còn phải xác nhận")),
        ]
    )
    for number, proposal in enumerate(proposals, 1):
        yield _row(draft, number, proposal)


def _counted(draft: DistrictDraft, code: str, proposals: Sequence[Proposal]) -> str:
    """How many are proposed, wait for a decision, or could be proposed but neither registered nor were voted on."""
    t, counts = draft.t, Counter(proposal.verdict for proposal in proposals)
    parts = [t(N_("đề nghị {count}"), count=counts["eligible"])]
    undecided = [each for each in OUTCOMES if counts[each] and each != "eligible"]
    parts += [f"{t(OUTCOMES[each]).lower()} {counts[each]}" for each in undecided]
    others = sum(school.not_registered_for(code) for school in draft.figures.schools)
    if others:
        text = N_("đủ điều kiện mà chưa đăng ký, chưa bỏ phiếu {count} (không liệt kê)")
        parts.append(t(text, count=others))
    return ", ".join(parts)


def _row(draft: DistrictDraft, number: int, proposal: Proposal) -> CellRow:
    t = draft.t
    said = t(OUTCOMES[proposal.verdict])
    duty = ", ".join(filter(None, (proposal.position, None if proposal.is_team else proposal.team)))
    return (
        Cell(number, "integer"),
        Cell(proposal.school_name, "wrap"),
        Cell(None if proposal.is_team else proposal.subject, "center"),
        Cell(proposal.name),
        Cell(proposal.born, "date"),
        Cell(duty or None, "wrap"),
        Cell(t(N_("có")) if proposal.registered else t(N_("không")), "center"),
        Cell(
            t(N_("{said} (tạm tính)"), said=said) if proposal.provisional else said, _STYLES[proposal.verdict]
        ),
        Cell("; ".join(proposal.open) or None, "wrap"),
    )
