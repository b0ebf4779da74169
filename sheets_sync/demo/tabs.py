"""The other tabs of the demo: roster, leave, registrations, initiatives, votes, papers and so on, all without a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from sheets_sync import forms
from sheets_sync.demo.draft import Draft
from sheets_sync.demo.people import (
    ABSENCES,
    BACK_FROM_MATERNITY,
    DISCIPLINED,
    FALLING,
    JOINED,
    LANGUAGES,
    MATHS,
    SCHOOL,
    SCIENCE,
    TEAMS,
    Member,
)
from sheets_sync.forms import Form
from sheets_sync.provision.content import Entry

DEADLINE = date(2023, 10, 31)
CANDIDATES = (
    "CB001", "CB003", "CB010", "CB012", "CB013", "CB017", "CB022", "CB024", "CB026", "CB034", "CB037", "CB042", "CB047", "CB053",
)  # fmt: skip
_LDTT = ("Lao động tiên tiến", "Lao động tiên tiến", "Lao động tiên tiến", "LĐTT", "LDTT")
_CSTDCS = ("Chiến sĩ thi đua cơ sở", "CSTĐCS", "LĐTT; CSTĐCS", "Chiến sỹ thi đua cơ sở")
_SUBJECTS = (
    "dạy học theo dự án môn Khoa học tự nhiên 8",
    "ứng dụng trò chơi số trong giờ luyện tập",
    "rèn kỹ năng giải toán bằng cách lập phương trình",
    "tổ chức hoạt động trải nghiệm cho học sinh lớp 6",
    "bồi dưỡng học sinh giỏi môn Ngữ văn 9",
    "sử dụng sơ đồ tư duy khi ôn tập chương",
    "phát triển kỹ năng nói tiếng Anh theo cặp",
    "quản lý hồ sơ chuyên môn trên nền tảng dùng chung",
    "đổi mới sinh hoạt lớp theo chủ đề",
    "giáo dục kỹ năng phòng tránh đuối nước",
    "dạy học phân hóa trong tiết luyện tập",
    "xây dựng thư viện thân thiện",
    "lồng ghép giáo dục địa phương vào môn Lịch sử",
    "rèn thể lực cho học sinh qua bài tập nhóm",
)
_MOVEMENTS = (
    ("Thi đua chào mừng 70 năm Ngày Giải phóng Thủ đô", "Quận", (2023, 10, 1), (2024, 5, 31), ""),
    ("Đền ơn đáp nghĩa", "Quận", (2023, 9, 15), (2024, 5, 31), ""),
    ("Đẩy mạnh cải cách hành chính", "Quận", (2023, 9, 1), (2023, 12, 31), "Hoàn thành các chỉ tiêu đăng ký"),
    (
        "Năm hành động vì cảnh quan, môi trường, đô thị và chuyển đổi số",
        "Quận",
        (2023, 9, 1),
        (2023, 12, 31),
        "Đạt",
    ),
    (
        "Hội giảng chào mừng Ngày Nhà giáo Việt Nam 20/11",
        "Trường",
        (2023, 10, 16),
        (2023, 11, 17),
        "24 tiết, 18 tiết tốt",
    ),
    ("An toàn thực phẩm trong trường học", "Trường", (2023, 9, 5), (2024, 5, 31), ""),
)
_ACHIEVEMENTS = (
    ((2023, 11, 17), "CB012", "", "Thường xuyên", "Giải Nhì hội thi giáo viên dạy giỏi cấp quận", "Quận"),
    ((2023, 11, 17), "CB037", "", "Thường xuyên", "Giải Ba hội thi giáo viên dạy giỏi cấp quận", "Quận"),
    ((2023, 11, 20), "", LANGUAGES, "Chuyên đề", "Giải Nhất văn nghệ chào mừng 20/11", "Trường"),
    ((2023, 12, 8), "CB049", "", "Đột xuất", "Trả lại tài sản nhặt được cho phụ huynh", "Trường"),
    ((2024, 1, 12), "CB022", "", "Chuyên đề", "Hướng dẫn học sinh đạt giải Nhì Văn lớp 9", "Quận"),
    ((2024, 1, 12), "CB042", "", "Chuyên đề", "Hướng dẫn học sinh đạt giải Ba Hóa học lớp 9", "Quận"),
    ((2024, 2, 23), "", SCIENCE, "Chuyên đề", "Giải Ba ngày hội STEM", "Quận"),
    ((2024, 3, 8), "CB006", "", "Đột xuất", "Sơ cứu kịp thời cho học sinh bị tai nạn", "Trường"),
    ((2024, 3, 22), "CB053", "", "Chuyên đề", "Đội tuyển điền kinh đạt 03 huy chương", "Quận"),
    ((2024, 3, 26), "", MATHS, "Thường xuyên", "Tổ có 100 % tiết dạy được xếp loại khá trở lên", "Trường"),
)
_MONTHLY = "Báo cáo thi đua tháng"
_PAPERS = (
    ("Kế hoạch", "2023-2024", "15/KH-THCSSX", (2023, 9, 12), "UBND quận; Phòng GD&ĐT", None),
    ("Quyết định", "2023-2024", "21/QĐ-THCSSX", (2023, 9, 15), "Các thành viên Hội đồng", None),
    (_MONTHLY, "9/2023", "26/BC-THCSSX", (2023, 10, 4), "Như trên; Các tổ chuyên môn", (2023, 10, 5)),
    ("Tờ trình", "2023-2024", "30/TTr-THCSSX", (2023, 10, 27), "Hội đồng TĐKT quận", (2023, 10, 30)),
    ("Kế hoạch", "2023-2024", "32/KH-THCSSX", (2023, 10, 30), "Các tổ chuyên môn", None),
    (_MONTHLY, "10/2023", "34/BC-THCSSX", (2023, 11, 3), "Như trên; Các tổ chuyên môn", (2023, 11, 3)),
    (_MONTHLY, "11/2023", "41/BC-THCSSX", (2023, 12, 5), "Như trên; Các tổ chuyên môn", (2023, 12, 5)),
    (_MONTHLY, "12/2023", "01/BC-THCSSX", (2024, 1, 4), "Như trên; Các tổ chuyên môn", (2024, 1, 4)),
    (_MONTHLY, "1/2024", "06/BC-THCSSX", (2024, 2, 2), "Như trên; Các tổ chuyên môn", (2024, 2, 2)),
    (_MONTHLY, "2/2024", "10/BC-THCSSX", (2024, 3, 5), "Như trên; Các tổ chuyên môn", (2024, 3, 5)),
    ("Tờ trình", "2023-2024", "11/TTr-THCSSX", (2024, 3, 14), "Hội đồng TĐKT quận", (2024, 3, 15)),
    (_MONTHLY, "3/2024", "17/BC-THCSSX", (2024, 4, 4), "Như trên; Các tổ chuyên môn", None),
)
_OVERRIDES = (
    ("CB023", 12, 84, "Tổ ghi nhầm số buổi dự giờ"),
    ("CB027", 1, 85, "Cộng điểm ra đề thi học kỳ, tổ chấm sót"),
    ("CB038", 2, 83.5, "Bổ sung minh chứng sau khi nộp bảng"),
)
_COUNCIL = {
    "CB001": "Chủ tịch", "CB002": "Phó Chủ tịch", "CB003": "Phó Chủ tịch", "CB005": "Thư ký", "CB010": "Ủy viên",
    "CB022": "Ủy viên", "CB034": "Ủy viên", "CB042": "Ủy viên", "CB053": "Ủy viên",
}  # fmt: skip
_ENTRY_TITLES = (
    "Người gieo chữ bên sông",
    "Lớp học sáng đèn",
    "Cô giáo của những mùa thi",
    "Bếp ăn nghĩa tình",
    "Chuyến đò tri thức",
)


def other_drafts(members: Sequence[Member], rng: Random) -> list[Draft]:
    """Every tab that is not a month's, in the order in which `forms.FORMS` has them."""
    names = {member.staff_id: member.name for member in members}
    return [
        _roster(members),
        _filled(forms.LEAVES, ({"staff_id": one.staff_id, "name": names[one.staff_id], "kind": one.kind, "start": one.start,
                                "end": one.end, "note": one.note} for one in ABSENCES)),
        _registrations(members, rng),
        _filled(forms.TEAM_REGISTRATIONS, _team_registrations(rng)),
        _filled(forms.INITIATIVES, _initiatives(rng)),
        _filled(forms.ACHIEVEMENTS, _achievements(names)),
        _filled(forms.DISCIPLINES, _disciplines(names)),
        _filled(forms.VOTES, _votes(names, rng)),
        _filled(forms.ENTRIES, _entries(members, rng)),
        _filled(forms.HELD_TITLES, _held_titles(members, rng)),
        _filled(forms.OVERRIDES, _overrides(names)),
        _filled(forms.YEAR_RATINGS, _year_ratings(members, rng)),
        _filled(forms.COUNCIL, ({"staff_id": one, "name": names[one], "role": role, "start": date(2023, 9, 15)} for one, role in _COUNCIL.items())),
        _filled(forms.PAPERS, _papers(names)),
        _filled(forms.MOVEMENTS, ({"name": name, "level": level, "start": date(*start), "end": date(*end), "result": result}
                                  for name, level, start, end, result in _MOVEMENTS)),
    ]  # fmt: skip


Rows = Iterable[Mapping[str, Entry]]


def _filled(form: Form, rows: Rows, heading: tuple[str, ...] = ()) -> Draft:
    draft = Draft(form, heading)
    for row in rows:
        draft.add(row)
    draft.number()
    return draft


def _roster(members: Sequence[Member]) -> Draft:
    heading = (SCHOOL.upper(), "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN NĂM HỌC 2023-2024")
    return _filled(forms.ROSTER, map(_roster_row, members), heading)


def _roster_row(member: Member) -> Mapping[str, Entry]:
    status, since = member.status
    return {
        "staff_id": member.staff_id,
        "name": member.name,
        "born": member.born,
        "team": member.team,
        "position": member.position,
        "group": member.group,
        "joined_sector": member.joined_sector,
        "joined_school": member.joined_school,
        "status": status,
        "status_from": since,
        "email": f"{member.staff_id.lower()}@songxanh.example",
    }


def _registrations(members: Sequence[Member], rng: Random) -> Draft:
    heading = (SCHOOL.upper(), "DANH SÁCH ĐĂNG KÝ DANH HIỆU THI ĐUA NĂM HỌC 2023-2024")
    early = [member for member in members if member.at_work(DEADLINE, DEADLINE)]
    rows = [_registration(member, date(2023, 10, rng.randint(2, 27)), "Đầu năm", rng) for member in early]
    extra = {JOINED: date(2024, 1, 15), BACK_FROM_MATERNITY: date(2024, 1, 5)}
    rows += [
        _registration(member, extra[member.staff_id], "Bổ sung", rng)
        for member in members
        if member.staff_id in extra
    ]
    return _filled(forms.REGISTRATIONS, rows, heading)


def _registration(member: Member, day: date, when: str, rng: Random) -> dict[str, Entry]:
    best = member.staff_id in CANDIDATES
    return {
        "day": f"{day:%d/%m/%Y}" if rng.random() < 0.2 else day,
        "staff_id": member.staff_id,
        "name": member.name,
        "titles": rng.choice(_CSTDCS if best else _LDTT),
        "award": "Giấy khen của UBND quận" if best and rng.random() < 0.4 else None,
        "initiative": _initiative_name(member.staff_id) if best else None,
        "round": when,
    }


def _initiative_name(staff_id: str) -> str:
    return f"Một số biện pháp {_SUBJECTS[CANDIDATES.index(staff_id)]}"


def _team_registrations(rng: Random) -> Rows:
    for team in TEAMS:
        day = date(2023, 10, rng.randint(9, 26))
        title = "Tập thể lao động xuất sắc" if team in (MATHS, LANGUAGES) else "Tập thể lao động tiên tiến"
        yield {"day": day, "team": team, "titles": title, "round": "Đầu năm"}


def _initiatives(rng: Random) -> Rows:
    for number, staff_id in enumerate(CANDIDATES, start=1):
        decided = number % 5 != 0
        yield {
            "code": f"SK{number:02}",
            "name": _initiative_name(staff_id),
            "authors": f"{staff_id}; CB{number + 27:03}" if number in (3, 9) else staff_id,
            "field": rng.choice(("Chuyên môn", "Chủ nhiệm", "Quản lý")),
            "result": ("Không công nhận" if number == 6 else "Công nhận") if decided else "Chờ xét",
            "level": "Trường" if decided and number != 6 else None,
            "decision": "27/QĐ-THCSSX" if decided else None,
            "decided_on": date(2024, 3, 20) if decided else None,
        }


def _achievements(names: Mapping[str, str]) -> Rows:
    for day, staff_id, team, kind, content, level in _ACHIEVEMENTS:
        yield {
            "day": date(*day),
            "staff_id": staff_id or None,
            "team": team or None,
            "name": names.get(staff_id),
            "kind": kind,
            "content": content,
            "level": level,
        }


def _disciplines(names: Mapping[str, str]) -> Rows:
    reprimand: dict[str, Entry] = {
        "form": "Khiển trách",
        "day": date(2023, 12, 20),
        "decision": "45/QĐ-THCSSX",
    }
    yield {"staff_id": DISCIPLINED, "name": names[DISCIPLINED], **reprimand}
    yield {"staff_id": FALLING, "name": names[FALLING], "form": "Đang xem xét", "day": date(2024, 3, 25)}


def _votes(names: Mapping[str, str], rng: Random) -> Rows:
    members = len(_COUNCIL)
    for staff_id in CANDIDATES:
        counted: dict[str, Entry] = {
            "members": members,
            "present": members,
            "valid": members,
            "agreed": rng.choice((6, 7, 8, 9, 9)),
        }
        yield {"staff_id": staff_id, "name": names[staff_id], "titles": "CSTĐCS", **counted}
    for team in (MATHS, LANGUAGES):
        yield {"team": team, "titles": "TTLĐXS", "members": members, "present": 8, "valid": 8, "agreed": 7}


def _entries(members: Sequence[Member], rng: Random) -> Rows:
    for number in (9, 10, 11, 12, 1, 2, 3, 4):
        last = date(2023 if number > 8 else 2024, number, 14)
        writers = rng.sample(
            [member for member in members if member.at_work(last, last)],
            2 if number == 4 else 3 + (number % 5 == 0),
        )
        for at, writer in enumerate(writers):
            yield {
                "month": rng.choice((number, f"Tháng {number}", f"{number}/{last.year}")),
                "title": f"{_ENTRY_TITLES[(number + at) % len(_ENTRY_TITLES)]} ({number}.{at + 1})",
                "staff_id": writer.staff_id,
                "example": rng.choice(members).name,
                "sent": last - timedelta(days=rng.randint(1, 9) if number != 4 else 6),
            }


def _held_titles(members: Sequence[Member], rng: Random) -> Rows:
    for start, decision in ((2020, "2207/QĐ-UBND"), (2021, "1985/QĐ-UBND"), (2022, "2341/QĐ-UBND")):
        decided: dict[str, Entry] = {
            "year": f"{start}-{start + 1}",
            "decision": decision,
            "decided_on": date(start + 1, 7, 5),
        }
        for member in members:
            if member.joined_school < date(start, 9, 1):
                best = member.staff_id in CANDIDATES[:5] or rng.random() < 0.08
                yield {
                    "staff_id": member.staff_id,
                    "name": member.name,
                    "titles": "CSTĐCS" if best else "LĐTT",
                    **decided,
                }
        yield {"team": MATHS, "titles": "Tập thể lao động tiên tiến", **decided}


def _overrides(names: Mapping[str, str]) -> Rows:
    for staff_id, month, points, reason in _OVERRIDES:
        set_to: dict[str, Entry] = {"month": f"Tháng {month}", "points": points, "reason": reason}
        signed: dict[str, Entry] = {"proposed_by": names["CB005"], "approved_by": names["CB001"]}
        yield {"staff_id": staff_id, "name": names[staff_id], **set_to, **signed}


def _year_ratings(members: Sequence[Member], rng: Random) -> Rows:
    day = date(2024, 4, 5)
    for member in members:
        if member.status[0] == "Đang làm việc":
            level = (
                "HTXS"
                if member.staff_id in CANDIDATES[:8]
                else rng.choice(("HTT", "HTT", "HTT", "HTT", "HTNV"))
            )
            level = "KHT" if member.staff_id == DISCIPLINED else level
            yield {"staff_id": member.staff_id, "name": member.name, "level": level, "day": day}
    for team in TEAMS:
        yield {"team": team, "level": "HTXS" if team in (MATHS, LANGUAGES) else "HTT", "day": day}


def _papers(names: Mapping[str, str]) -> Rows:
    for kind, period, number, issued, recipients, submitted in _PAPERS:
        yield {
            "kind": kind,
            "period": period,
            "number": number,
            "issued": date(*issued),
            "signer": names["CB001"],
            "recipients": recipients,
            "submitted": date(*submitted) if submitted else None,
        }
