"""What a document lacks: data that its kind needs and the sheets do not have, blanks of its head, numbers used twice.

Listed on the terminal beside the document; the document has dots or a sentence that says so, never a silent blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sheets_sync.documents.fields import council, registers, titles
from sheets_sync.documents.fields.council import CHAIR, SECRETARY, members_of
from sheets_sync.documents.fields.paper import addressees_of, registered, sign_of
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, period_text
from sheets_sync.documents.paper_register import number_and_sign, twins
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Period, SchoolYear
from sheets_sync.results.period_figures import months_of
from sheets_sync.results.proposed import eligible, is_wanted
from sheets_sync.rules.forms import RECOGNISED
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.text.vietnamese import fold

Gap = Callable[[DocumentRequest], Iterator[Message]]


def gaps(request: DocumentRequest) -> tuple[Message, ...]:
    """Everything that a document lacks."""
    return (*data_gaps(request), *head_gaps(request))


def data_gaps(request: DocumentRequest) -> tuple[Message, ...]:
    """What its kind needs and the sheets do not have."""
    return tuple(gap for need in request.kind.needs for gap in NEEDS[need](request))


def has_content(request: DocumentRequest) -> bool:
    """Whether there is anything to write about; what is merely incomplete does."""
    return all(need not in ESSENTIAL or ESSENTIAL[need](request) for need in request.kind.needs)


def is_pointless(request: DocumentRequest) -> bool:
    """Whether not even a form to be filled by hand makes sense: results without anybody rated."""
    return "grades" in request.kind.needs and not request.figures.ranked_people


# --- the head ---------------------------------------------------------------------------------------------------


def head_gaps(request: DocumentRequest) -> Iterator[Message]:
    """Blanks that somebody has to fill by hand, unless the register and the config say what belongs there."""
    school, line = request.config.school, registered(request)
    if request.kind.sign:
        yield from _number_gaps(request)
    if BLANK in school.upper and request.kind.series == "school":
        yield Message(N_("chưa có cơ quan chủ quản: trong mục [school] của config.toml, ghi upper = …"))
    if BLANK in school.place:
        yield Message(N_("chưa có địa danh: trong mục [school] của config.toml, ghi place = …"))
    if request.kind.addressees and any(BLANK in name for name in addressees_of(request)):
        text = N_("nơi nhận còn để chấm: ghi “{kind}” ở [reports.addressees] trong config.toml")
        yield Message(text, {"kind": request.kind.key})
    if not ((line and line.signer) or school.signer):
        yield Message(N_("chưa có tên người ký: trong mục [school] của config.toml, ghi signer = …"))
    if line and line.submitted:
        text = N_("văn bản này đã nộp ngày {day}; bản mới khác thì phải nộp lại")
        yield Message(text, {"day": f"{line.submitted:%d/%m/%Y}"})


def _number_gaps(request: DocumentRequest) -> Iterator[Message]:
    line, papers = registered(request), request.results.school.papers
    if line is None or not line.number or not line.issued:
        text = N_("chưa có số, ngày ban hành: ghi một dòng “{kind}”, kỳ “{period}” ở tab Văn bản")
        kind = (
            f"{request.kind.key}: {request.subject}"
            if request.subject and not request.only
            else request.kind.key
        )
        yield Message(text, {"kind": kind, "period": _period_key(request)})
        return
    number, sign = number_and_sign(line)
    if sign and not fold(sign).startswith(fold(f"{request.kind.sign}-")):
        text = N_(
            "tab Văn bản dòng {row} ghi ký hiệu “{sign}”; ký hiệu của văn bản này phải như {number}/{wanted}"
        )
        yield Message(
            text, {"row": line.place.row, "sign": sign, "number": number, "wanted": sign_of(request)}
        )
    for twin in twins(line, papers, request.config.school.council_sign):
        text = N_("số {number} của năm {year} đứng ở hai dòng của tab Văn bản: dòng {row} và dòng {other}")
        params = {
            "number": line.number,
            "year": line.issued.year,
            "row": line.place.row,
            "other": twin.place.row,
        }
        yield Message(text, params)


def _period_key(request: DocumentRequest) -> str:
    period = request.period
    return period.shown if isinstance(period, Month) else str(period)


# --- the data ---------------------------------------------------------------------------------------------------


def _grades(request: DocumentRequest) -> Iterator[Message]:
    figures, params = request.figures, {"period": period_text(request.period, request.t)}
    if not figures.ranked_people:
        yield Message(N_("{period}: chưa có ai được xếp loại"), params)
    elif figures.not_rated and (request.subjects is None or set(request.subjects) & set(figures.not_rated)):
        text = N_("{period}: {count} người đang làm việc chưa có điểm")
        yield Message(text, {**params, "count": len(figures.not_rated)})
    if (
        figures.ranked_people
        and not isinstance(request.period, Month)
        and _last_day(request.period) >= request.results.today
    ):
        months = ", ".join(request.t(N_("tháng {month}"), month=month.number) for month in figures.months)
        yield Message(N_("{period} chưa kết thúc: mới có {months}"), {**params, "months": months})


def _last_day(period: Period) -> date:
    return months_of(period)[-1].last


def _registrations(request: DocumentRequest) -> Iterator[Message]:
    found = registers.registrations(request)
    if not found["people"]:
        yield Message(N_("tab Đăng ký chưa có dòng nào đọc được"))
    elif found["missing"]:
        count = sum(len(group["people"]) for group in found["missing"])
        yield Message(N_("{count} người chưa đăng ký danh hiệu nào"), {"count": count})
    if not found["teams"]:
        yield Message(N_("tab Đăng ký tập thể chưa có dòng nào đọc được"))


def _entries(request: DocumentRequest) -> Iterator[Message]:
    found = registers.entries(request)
    if found["short"]:
        params = {"count": found["count"], "wanted": found["wanted"]}
        yield Message(N_("mới có {count}/{wanted} bài dự thi ở tab Người tốt việc tốt"), params)


def _initiatives(request: DocumentRequest) -> Iterator[Message]:
    if not request.results.school.initiatives:
        yield Message(N_("tab Sáng kiến chưa có dòng nào"))
    yield from _recognised(request)


def _recognised(request: DocumentRequest) -> Iterator[Message]:
    rows = registers.recognised_in(request)
    undecided = sum(not (one.decision and one.decided_on) for one in rows)
    if undecided:
        text = N_("{count} sáng kiến được công nhận chưa ghi số hoặc ngày quyết định")
        yield Message(text, {"count": undecided})
    if not isinstance(request.period, SchoolYear):
        everything = request.results.school.initiatives
        undated = sum(one.result == RECOGNISED and one.decided_on is None for one in everything)
        if undated:
            text = N_(
                "{count} sáng kiến được công nhận chưa ghi ngày quyết định, nên chưa rõ thuộc {period} hay không"
            )
            yield Message(text, {"count": undated, "period": period_text(request.period, request.t)})
    unnamed = ", ".join(str(one.place.at("name")) for one in rows if not one.name)
    if unnamed:
        yield Message(N_("chưa đọc được tên sáng kiến ở {cells}"), {"cells": unnamed})


def _council(request: DocumentRequest) -> Iterator[Message]:
    roles = [one.role for one in members_of(request)]
    if not roles:
        yield Message(N_("tab Hội đồng chưa có thành viên nào đang trong nhiệm kỳ"))
        return
    for role in (CHAIR, SECRETARY):
        if role not in roles:
            yield Message(N_("tab Hội đồng chưa có {role}"), {"role": role})


def _votes(request: DocumentRequest) -> Iterator[Message]:
    found = request.results.school.votes
    if not found:
        yield Message(N_("tab Bình xét chưa có dòng nào"))
    wrong = sum(not council.adds_up(one) for one in found)
    if wrong:
        yield Message(N_("{count} dòng ở tab Bình xét có số phiếu không khớp nhau"), {"count": wrong})
    members, present = council.counts_of(found, "members"), council.counts_of(found, "present")
    if len(members) > 1:
        listed = ", ".join(map(str, members))
        yield Message(N_("tab Bình xét ghi tổng thành viên khác nhau: {members}"), {"members": listed})
    if len(present) > 1:
        text = N_("các lần bỏ phiếu ghi số có mặt khác nhau ({present}): điền tay số có mặt, số vắng")
        yield Message(text, {"present": ", ".join(map(str, present))})
    unvoted = titles.without_votes(request) if found else {}
    if unvoted:
        listed = ", ".join(f"{BY_CODE[code].name} ({count})" for code, count in unvoted.items())
        yield Message(
            N_("chưa có phiếu của {titles}: ghi ở tab Bình xét nếu đã bỏ phiếu"), {"titles": listed}
        )


def _movements(request: DocumentRequest) -> Iterator[Message]:
    if not request.results.school.movements:
        yield Message(N_("tab Phong trào chưa có dòng nào"))


def _achievements(request: DocumentRequest) -> Iterator[Message]:
    if not registers.achievements(request):
        yield Message(
            N_("tab Thành tích chưa có dòng nào trong {period}"),
            {"period": period_text(request.period, request.t)},
        )


def _verdicts(request: DocumentRequest) -> Iterator[Message]:
    verdicts = request.results.verdicts
    if request.results.law is None or not verdicts:
        yield Message(N_("chưa xét danh hiệu nào"))
    waiting = sum(one.verdict == "on_hold" for one in verdicts)
    if waiting:
        yield Message(N_("{count} trường hợp đang treo, chưa đề nghị"), {"count": waiting})
    tentative = len({one.subject for one in titles.proposed(request) if one.provisional})
    if tentative:
        text = N_(
            "{count} cá nhân, tập thể được đề nghị theo xếp loại năm còn tạm tính: ghi mức ở tab Đánh giá năm"
        )
        yield Message(text, {"count": tentative})
    unproposed = [one for one in eligible(request.results) if not is_wanted(request.results, one)]
    for code in dict.fromkeys(one.title for one in unproposed):
        text = N_(
            "{count} trường hợp đủ điều kiện {title} nhưng không đăng ký, không bỏ phiếu nên chưa đề nghị"
        )
        count = sum(one.title == code for one in unproposed)
        yield Message(text, {"count": count, "title": BY_CODE[code].name})
    for share, number in titles.over_quota(request):
        text = N_("{title}: {count} người, tỉ lệ {percent} % cho nhiều nhất {most}; Hội đồng phải chọn")
        name = BY_CODE[share.quota.title].name
        params = {"title": name, "count": number, "percent": share.quota.percent, "most": share.most}
        yield Message(text, params)
    over = {one.title for one in verdicts if one.verdict == "over_quota"}
    for code in sorted(over):
        yield Message(N_("{title}: có người vượt tỉ lệ, chưa đề nghị"), {"title": BY_CODE[code].name})


def _commended(request: DocumentRequest) -> Iterator[Message]:
    if not titles.commended(request):
        yield Message(N_("tab Thành tích chưa có thành tích nào cấp Trường"))
    yield Message(
        N_(
            "đối chiếu thẩm quyền tặng giấy khen của Hiệu trưởng với quy định của cấp trên trước khi ban hành "
            "(Luật Thi đua, khen thưởng 2022, Điều 80)"
        )
    )


NEEDS: Mapping[str, Gap] = {
    "grades": _grades,
    "registrations": _registrations,
    "entries": _entries,
    "initiatives": _initiatives,
    "recognised": _recognised,
    "council": _council,
    "votes": _votes,
    "verdicts": _verdicts,
    "movements": _movements,
    "achievements": _achievements,
    "commended": _commended,
}
ESSENTIAL: Mapping[str, Callable[[DocumentRequest], object]] = {
    "grades": lambda request: request.figures.ranked_people,
    "registrations": lambda request: request.results.school.registrations,
    "initiatives": lambda request: request.results.school.initiatives,
    "council": lambda request: request.results.school.council,
    "votes": lambda request: request.results.school.votes,
    "movements": lambda request: request.results.school.movements,
    "verdicts": titles.proposed,
    "commended": titles.commended,
}
"""What a kind is about: where there is none of it, it is made only when it is requested by name, as a form with dots."""
