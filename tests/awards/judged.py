"""Schools drawn as text, and the verdicts that they should give.

    An: eligible      B: not_eligible registered rating      C: on_hold pending

Whom `verdict` speaks of is an id or a team; `unmet` names the conditions that are not met, `open_` those to confirm.
"""

from __future__ import annotations

from datetime import date

from sheets_sync.model import Reason, Verdict
from sheets_sync.results.results import Results
from tests.drawn import school_of

YEAR_END = date(2024, 5, 20)

OLD_LAW, NEW_LAW = "2023-12-31", "2024-01-01"
"""The last day of the one law and the first of the other."""

SCHOOL = """
== Danh sách
Mã CB | Họ và tên     | Tổ  | Nhóm | Trạng thái
A     | Nguyễn Thị An | Văn | GV   | Đang làm việc
"""


def judged(*tabs: str, on: str = "2024-05-25", **rules: object) -> Results:
    """What follows from these tabs for a decision of this day; without a roster there is An (id A) of the team Văn."""
    drawn = "\n".join(tabs)
    if "== Danh sách" not in drawn:
        drawn = SCHOOL + drawn
    return school_of(drawn, today=YEAR_END, rules={"decision_date": on, **rules})


def roster(*rows: str) -> str:
    """`id | team | joined the sector | joined the school | status | since`; what is left out is blank."""
    head = "Mã CB | Tổ | Ngày vào ngành | Ngày vào trường | Trạng thái | Từ ngày | Họ và tên | Nhóm"
    return "\n".join(["== Danh sách", head, *(_person(row) for row in rows)])


def _person(row: str) -> str:
    cells = [part.strip() for part in row.split("|")] + [""] * 6
    staff_id, team, sector, school, status, since, *_ = cells
    return " | ".join(
        [staff_id, team, sector, school, status or "Đang làm việc", since, f"Người {staff_id}", "GV"]
    )


def registered(*rows: str) -> str:
    """`id | titles`."""
    return "\n".join(
        [
            "== Đăng ký",
            "Ngày đăng ký | Đợt | Mã CB | Danh hiệu",
            *(f"@2023-10-05 | Đầu năm | {row}" for row in rows),
        ]
    )


def teams_registered(*rows: str) -> str:
    """`team | titles`."""
    head = "Ngày đăng ký | Đợt | Tổ | Danh hiệu"
    return "\n".join(["== Đăng ký tập thể", head, *(f"@2023-10-05 | Đầu năm | {row}" for row in rows)])


def rated(*rows: str) -> str:
    """`id | level`, or `| level | team`."""
    return "\n".join(["== Đánh giá năm", "Mã CB | Mức | Tổ", *rows])


def initiatives(*rows: str) -> str:
    """`author | result | level`."""
    head = "Mã SK | Tên sáng kiến | Số quyết định | Ngày quyết định | Tác giả | Kết quả | Cấp công nhận | Lĩnh vực"
    lines = (f"SK{number} | Một giải pháp | 1/QĐ | @2024-03-01 | {row}" for number, row in enumerate(rows, 1))
    return "\n".join(["== Sáng kiến", head, *lines])


def leaves(*rows: str) -> str:
    """`id | kind | from | until`."""
    return "\n".join(["== Nghỉ dài ngày", "Mã CB | Loại nghỉ | Từ ngày | Đến ngày", *rows])


def disciplines(*rows: str) -> str:
    """`id | measure | day`."""
    return "\n".join(["== Kỷ luật", "Mã CB | Hình thức | Ngày", *rows])


def held(*rows: str) -> str:
    """`id | year | title`."""
    return "\n".join(["== Danh hiệu đã đạt", "Mã CB | Năm học | Danh hiệu", *rows])


def votes(*rows: str) -> str:
    """`id | title | members | present | valid | agreed`, or `| … | team` at the end."""
    head = "Mã CB | Danh hiệu | Tổng thành viên | Có mặt | Phiếu hợp lệ | Đồng ý | Tổ"
    return "\n".join(["== Bình xét", head, *rows])


def achievements(*rows: str) -> str:
    """`id | kind`."""
    head = "Ngày | Nội dung | Mã CB | Loại | Tổ"
    return "\n".join(["== Thành tích", head, *(f"@2024-02-01 | Giải Nhì | {row}" for row in rows)])


def verdict(results: Results, subject: str, title: str) -> Verdict:
    """The verdict on one subject and title."""
    return next(v for v in results.verdicts if (v.subject, v.title) == (subject, title))


def outcome(results: Results, subject: str, title: str) -> str:
    """The verdict and the conditions that stand in its way: `not_eligible: registered rating`."""
    found = verdict(results, subject, title)
    in_the_way = [reason.rule for reason in found.reasons if reason.met is False or reason.holds]
    return f"{found.verdict}: {' '.join(in_the_way)}" if in_the_way else found.verdict


def open_(results: Results, subject: str, title: str) -> list[str]:
    """The conditions that the council has to confirm."""
    return [r.rule for r in verdict(results, subject, title).reasons if r.met is None and not r.holds]


def reason(results: Results, subject: str, title: str, rule: str) -> Reason:
    """One condition of a verdict."""
    return next(each for each in verdict(results, subject, title).reasons if each.rule == rule)


def evidence(results: Results, subject: str, title: str, rule: str) -> str:
    """What one condition of a verdict says, in Vietnamese."""
    return str(reason(results, subject, title, rule).evidence)
