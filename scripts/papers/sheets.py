"""Papers that each person gets: the sheet of a month, on a page of its own."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, number, text
from scripts.papers.parts import head, heading, next_sheet, point, signatures
from scripts.papers.tables import data_table, tag, write
from sheets_sync.language import Translator


def monthly_sheet(document: Any, t: Translator) -> None:
    """A person's marks, points, rating and ranks of a month, to be signed."""
    tag(document, "{%p for person in people %}")
    head(document, t, numbered=False)
    heading(document, t("PHIẾU ĐÁNH GIÁ"), t("Chấm điểm, xếp loại thi đua {{ period.text }}"))
    write(
        document,
        "Nội dung",
        t("Họ và tên: {{ person.name }}"),
        t("Chức vụ, đơn vị: {{ person.post }}"),
        t("Thang điểm: {{ rubric.name }}"),
    )
    point(document, t("1. Điểm các tiêu chí"))
    columns = (
        number(t),
        text(t("Tiêu chí"), 86, "name"),
        middle(t("Điểm tối đa"), 32, "high"),
        middle(t("Điểm đạt"), 32, "points"),
    )
    data_table(document, "row in person.criteria", columns)
    point(document, t("2. Kết quả"))
    write(
        document,
        "Nội dung",
        t("a) Tự chấm: {{ person.own_total or '……' }} điểm;"),
        t("b) Tổ chấm: {{ person.team_total or '……' }} điểm;"),
        t("c) Hiệu trưởng duyệt: {{ person.approved or '……' }} điểm;"),
        t(
            "d) Điểm của tháng: {{ person.points or '……' }} điểm"
            "{% if person.decided_by %} (theo {{ person.decided_by }}){% endif %}; xếp loại: {{ person.rating or '……' }}; "
            "{{ person.ranked }}."
        ),
    )
    signatures(
        document,
        (t("NGƯỜI TỰ CHẤM"), "{{ person.name }}"),
        (t("TỔ TRƯỞNG"), ""),
        ("{{ paper.signer_posts | join(' ') | upper }}", "{{ paper.signer }}"),
    )
    next_sheet(document)
    tag(document, "{%p endfor %}")
