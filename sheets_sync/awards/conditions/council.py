"""What a council has said, and what only it can say."""

from __future__ import annotations

from collections.abc import Mapping

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
"""What no cell can show, by the name that a rule set uses; a school's own words stand for themselves."""


def confirm(candidate: Candidate, what: str) -> Finding:
    """Something that no cell can show, for the council to confirm; it refuses nobody by itself."""
    return Finding(Message(CONFIRMATIONS.get(what, what)), None, say(N_("Hội đồng xác nhận")))


COUNCILS: Mapping[str, str] = {"city": N_("Hội đồng Thi đua - Khen thưởng Thành phố")}
"""Councils above the school's, by the name that a rule set uses; a school's own words stand for themselves."""


def vote(candidate: Candidate, percent: int, strictly: bool = True) -> Finding:
    """So many per cent of ALL members of the council agreed, absent ones counted; `strictly`: more than that."""
    template = (
        N_("trên {percent} % tổng số thành viên Hội đồng đồng ý")
        if strictly
        else N_("từ {percent} % tổng số thành viên Hội đồng trở lên đồng ý")
    )
    asks = say(template, percent=percent)
    row = candidate.review.votes.get((candidate.subject, candidate.title))
    if row is None:
        return Finding(asks, None, say(N_("chưa có trong tab Bình xét")))
    where = (row.place.at("agreed"),)
    counts = [row.agreed, row.valid, row.present, row.members]
    sound = None not in counts and counts == sorted(counts, key=lambda count: count or 0)
    if row.agreed is None or not row.members or not sound:
        return Finding(asks, None, in_cell(row.place, "agreed", say(N_("số phiếu chưa khớp"))), where)
    said = say(
        N_("{agreed}/{members} thành viên đồng ý (có mặt {present})"),
        **_numbers(row.agreed, row.members, row.present),
    )
    given, needed = 100 * row.agreed, percent * row.members
    met = given > needed if strictly else given >= needed
    return Finding(asks, met, in_cell(row.place, "agreed", said), where)


def upper_vote(candidate: Candidate, council: str, percent: int) -> Finding:
    """So many per cent of all members of a council above the school; only noted, for that council votes later."""
    above = Message(COUNCILS.get(council, council))
    asks = say(
        N_("từ {percent} % tổng số thành viên {council} trở lên đồng ý"), percent=percent, council=above
    )
    return Finding(asks, None, say(N_("{council} bỏ phiếu sau khi trường đề nghị"), council=above))


def _numbers(agreed: int, members: int, present: int | None) -> dict[str, object]:
    return {"agreed": agreed, "members": members, "present": present}
