"""Which schools do not count in a district's figures, and why: each school is either counted or named here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from sheets_sync.fleet.district.figures import RollUp
from sheets_sync.fleet.fleet_file import Fleet
from sheets_sync.fleet.kept.known_schools import Known
from sheets_sync.fleet.kept.shelf import Status
from sheets_sync.fleet.members import Member
from sheets_sync.language import N_, Message

Why = Literal["no-results", "unreadable", "other-year", "same-workbook", "copy", "gone"]


class LeftOut(NamedTuple):
    """A school that does not count: in a few words for a paper, and with what to do for whoever runs the fleet.

    `other` is the school that counts in its place.
    """

    key: str
    name: str
    why: Why
    short: Message
    reason: Message
    other: str | None = None


def left_out(
    fleet: Fleet,
    schools: Sequence[Member],
    statuses: Mapping[str, Status | None],
    figures: RollUp,
    lost: Sequence[Known],
) -> tuple[LeftOut, ...]:
    """Every school without figures, in the order of the fleet; then those that are gone from it."""
    counted, members = figures.by_key, {school.key: school for school in schools}
    return (
        *(
            _uncounted(school, statuses.get(school.key), figures, members)
            for school in schools
            if school.key not in counted
        ),
        *(_gone(fleet, each) for each in lost),
    )


def _uncounted(
    school: Member, status: Status | None, figures: RollUp, members: Mapping[str, Member]
) -> LeftOut:
    if school.twin:
        return _same_workbook(school, members)
    if school.key in figures.copies:
        return _copy(school, members[figures.copies[school.key]])
    year = figures.other_years.get(school.key) or school.other_year
    if year:
        return _other_year(school, year)
    if status and status.good is not None:
        short = Message(N_("số liệu đã lưu bị hỏng, hoặc của phiên bản khác"))
        reason = Message(N_("số liệu đã lưu bị hỏng, hoặc của phiên bản khác; chạy lại trường này"))
        return LeftOut(school.key, school.name, "unreadable", short, reason)
    short = Message(N_("chưa lần chạy nào cho kết quả"))
    reason = Message(N_("chưa lần chạy nào cho kết quả; fleet status cho biết vì sao"))
    return LeftOut(school.key, school.name, "no-results", short, reason)


def _same_workbook(school: Member, members: Mapping[str, Member]) -> LeftOut:
    other = members[school.twin].name if school.twin in members else school.twin
    short = Message(N_("dùng chung sổ với {other}"), {"other": other})
    return LeftOut(school.key, school.name, "same-workbook", short, school.mistakes[0], school.twin)


def _copy(school: Member, original: Member) -> LeftOut:
    short = Message(N_("trùng với {other}"), {"other": original.name})
    text = N_(
        "cùng tên và cùng danh sách cán bộ với {other} nên chỉ tính một lần, ở {other}; nếu là thư mục chép thừa thì xoá, "
        "hoặc sửa [schools] configs để không lấy nó"
    )
    reason = Message(text, {"other": original.called})
    return LeftOut(school.key, school.name, "copy", short, reason, original.key)


def _other_year(school: Member, year: str) -> LeftOut:
    short = Message(N_("số liệu là của năm học {year}"), {"year": year})
    if school.other_year:
        return LeftOut(school.key, school.name, "other-year", short, school.mistakes[0])
    text = N_("số liệu đã lưu là của năm học {year} nên không tính; chạy lại trường này")
    return LeftOut(school.key, school.name, "other-year", short, Message(text, {"year": year}))


def _gone(fleet: Fleet, school: Known) -> LeftOut:
    short = Message(N_("có ở lần chạy trước, nay không còn"))
    text = N_(
        "có ở lần chạy trước, nay không còn: không thấy {path}; đưa tệp trở lại, hoặc nếu trường đã đổi tên, thôi tính, "
        "chạy fleet sync --allow-shrink"
    )
    if (fleet.folder / school.config).is_file():
        text = N_(
            "có ở lần chạy trước, nay không còn: [schools] configs không khớp với {path} nữa; sửa lại mẫu, hoặc nếu "
            "trường đã đổi tên, thôi tính, chạy fleet sync --allow-shrink"
        )
    return LeftOut(school.key, school.name, "gone", short, Message(text, {"path": school.config}))
