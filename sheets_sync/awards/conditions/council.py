"""What a council has said, and what only it can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.awards.conditions.finding import Finding, in_cell, say
from sheets_sync.awards.review import Candidate
from sheets_sync.language import N_, Message

CONFIRMATIONS: Mapping[str, str] = {
    "solidarity": N_("tự lực, tự cường, đoàn kết, tương trợ, tích cực tham gia phong trào thi đua"),
    "outstanding": N_("có thành tích xuất sắc tiêu biểu"),
    "nationwide": N_("sáng kiến, đề tài được áp dụng hiệu quả, có khả năng nhân rộng trong toàn quốc"),
    "movements": N_("có phong trào thi đua thường xuyên, thiết thực, hiệu quả"),
    "unity": N_("nội bộ đoàn kết, chấp hành tốt chủ trương, chính sách, pháp luật"),
    "local-standard": N_("đạt tiêu chuẩn giấy khen của địa phương"),
}
"""What no cell can show, by the name that a rule set uses; a school's own words are taken as they are."""


@dataclass(frozen=True)
class ConfirmFigures:
    """`what` the council confirms: a name of CONFIRMATIONS or the school's own words."""

    what: str


def confirm(candidate: Candidate, figures: ConfirmFigures) -> Finding:
    """Something that no cell can show, for the council to confirm; it refuses nobody by itself."""
    return Finding(Message(CONFIRMATIONS.get(figures.what, figures.what)), None, say(N_("Hội đồng xác nhận")))


COUNCILS: Mapping[str, str] = {"city": N_("Hội đồng Thi đua - Khen thưởng Thành phố")}
"""Councils above the school's, by the name that a rule set uses; a school's own words are taken as they are."""


@dataclass(frozen=True)
class VoteFigures:
    """So many per cent of the council; `strictly`: more than that."""

    percent: int
    strictly: bool = True


def vote(candidate: Candidate, figures: VoteFigures) -> Finding:
    """So many per cent of ALL members of the council agreed, absent ones counted; `strictly`: more than that."""
    template = (
        N_("trên {percent} % tổng số thành viên Hội đồng đồng ý")
        if figures.strictly
        else N_("từ {percent} % tổng số thành viên Hội đồng trở lên đồng ý")
    )
    requirement = say(template, percent=figures.percent)
    row = candidate.review.votes.get((candidate.subject, candidate.title))
    if row is None:
        return Finding(requirement, None, say(N_("chưa có trong tab Bình xét")))
    where = (row.place.at("agreed"),)
    counts = [row.agreed, row.valid, row.present, row.members]
    sound = None not in counts and counts == sorted(counts, key=lambda count: count or 0)
    if row.agreed is None or not row.members or not sound:
        return Finding(requirement, None, in_cell(row.place, "agreed", say(N_("số phiếu chưa khớp"))), where)
    said = say(
        N_("{agreed}/{members} thành viên đồng ý (có mặt {present})"),
        **_numbers(row.agreed, row.members, row.present),
    )
    given, needed = 100 * row.agreed, figures.percent * row.members
    met = given > needed if figures.strictly else given >= needed
    return Finding(requirement, met, in_cell(row.place, "agreed", said), where)


@dataclass(frozen=True)
class UpperVoteFigures:
    """So many per cent of this council, a name of COUNCILS or the school's own words."""

    council: str
    percent: int


def upper_vote(candidate: Candidate, figures: UpperVoteFigures) -> Finding:
    """So many per cent of all members of a council above the school; only noted, for that council votes later."""
    above = Message(COUNCILS.get(figures.council, figures.council))
    requirement = say(
        N_("từ {percent} % tổng số thành viên {council} trở lên đồng ý"),
        percent=figures.percent,
        council=above,
    )
    return Finding(requirement, None, say(N_("{council} bỏ phiếu sau khi trường đề nghị"), council=above))


def _numbers(agreed: int, members: int, present: int | None) -> dict[str, object]:
    return {"agreed": agreed, "members": members, "present": present}
