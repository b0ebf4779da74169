"""Achievement reports of people and teams (NĐ 98/2023, Phụ lục I, mẫu 03 and 02), filled as far as the sheets go."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, text
from scripts.papers.parts import body, close, head, heading, next_sheet, part, point, signatures
from scripts.papers.tables import table_or_text, tag
from sheets_sync.language import Translator


def achievement_person(document: Any, t: Translator) -> None:
    """Mẫu 03: a person's report."""
    tag(document, "{%p for one in people %}")
    _top(document, t)
    part(document, t("I. SƠ LƯỢC LÝ LỊCH"))
    body(
        document,
        t("1. Họ và tên: {{ one.name }}; giới tính: ……"),
        t("2. Sinh ngày: {{ one.born or '……' }}; dân tộc: ……; tôn giáo: ……"),
        t("3. Quê quán: ……"),
        t("4. Nơi thường trú: ……"),
        t("5. Đơn vị công tác: {{ one.team }}, {{ school.name }}"),
        t("6. Chức vụ: {{ one.position or '……' }}; ngày vào ngành: {{ one.joined_sector or '……' }}"),
        t("7. Trình độ chuyên môn, nghiệp vụ: ……; trình độ lý luận chính trị: ……"),
    )
    part(document, t("II. THÀNH TÍCH ĐẠT ĐƯỢC"))
    point(document, t("1. Quyền hạn, nhiệm vụ được giao"))
    body(document, "……")
    point(document, t("2. Thành tích đạt được"))
    body(
        document,
        t("a) Xếp loại {{ period.text }}: {{ one.level or '……' }};"),
        t("b) Điểm thi đua {{ period.text }}: {{ one.points or '……' }} điểm, {{ one.ranked }};"),
        t("c) Điểm, xếp loại từng tháng:"),
    )
    columns = (
        middle(t("Tháng"), 50, "month"),
        middle(t("Điểm"), 50, "points"),
        middle(t("Xếp loại"), 50, "rating"),
    )
    table_or_text(document, "one.months", "row in one.months", columns, t("Chưa có tháng nào có điểm."))
    _done(document, t)
    signatures(
        document,
        (t("XÁC NHẬN CỦA {{ paper.head_post | upper }}"), "{{ paper.signer }}"),
        (t("NGƯỜI BÁO CÁO"), "{{ one.name }}"),
    )
    next_sheet(document)
    tag(document, "{%p endfor %}")


def _top(document: Any, t: Translator) -> None:
    head(document, t, numbered=False)
    heading(document, t("BÁO CÁO THÀNH TÍCH"), t("Đề nghị xét: {{ one.sought }}"))


def _done(document: Any, t: Translator) -> None:
    """Initiatives, achievements, titles held: the same of people and of teams."""
    point(document, t("3. Sáng kiến"))
    columns = (
        text(t("Tên sáng kiến"), 90, "name"),
        text(t("Kết quả"), 36, "result"),
        text(t("Cấp"), 36, "level"),
    )
    table_or_text(document, "one.initiatives", "row in one.initiatives", columns, t("Không có."))
    point(document, t("4. Thành tích khác"))
    columns = (middle(t("Ngày"), 30, "day"), text(t("Nội dung"), 96, "content"), text(t("Cấp"), 36, "level"))
    table_or_text(document, "one.achievements", "row in one.achievements", columns, t("Không có."))
    part(document, t("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"))
    columns = (
        middle(t("Năm"), 34, "year"),
        text(t("Danh hiệu, hình thức khen thưởng"), 68, "titles"),
        text(t("Số, ngày quyết định; cơ quan ban hành"), 60, "decision"),
    )
    table_or_text(document, "one.held", "row in one.held", columns, t("Chưa ghi danh hiệu nào."))
    close(document, t("Những nội dung trên lấy từ hồ sơ thi đua của nhà trường, đúng sự thật"))


def achievement_team(document: Any, t: Translator) -> None:
    """Mẫu 02: a team's report."""
    tag(document, "{%p for one in groups %}")
    _top(document, t)
    part(document, t("I. ĐẶC ĐIỂM, TÌNH HÌNH"))
    body(
        document,
        t("1. Tên tập thể: tổ {{ one.name }}, {{ school.name }}"),
        t("2. Số thành viên: {{ one.size }} người"),
        t("3. Chức năng, nhiệm vụ được giao: ……"),
    )
    part(document, t("II. THÀNH TÍCH ĐẠT ĐƯỢC"))
    point(document, t("1. Xếp loại"))
    body(document, t("Xếp loại {{ period.text }}: {{ one.level or '……' }}."))
    point(document, t("2. Kết quả thi đua"))
    body(
        document,
        t(
            "Điểm trung bình {{ period.text }}: {{ one.points or '……' }} điểm, hạng {{ one.rank or '……' }}/{{ one.of }} tổ; từng tháng:"
        ),
    )
    columns = (
        middle(t("Tháng"), 50, "month"),
        middle(t("Điểm trung bình"), 50, "points"),
        middle(t("Hạng"), 50, "rank"),
    )
    table_or_text(document, "one.months", "row in one.months", columns, t("Chưa có tháng nào có điểm."))
    _done(document, t)
    signatures(
        document,
        (t("XÁC NHẬN CỦA {{ paper.head_post | upper }}"), "{{ paper.signer }}"),
        (t("TỔ TRƯỞNG"), ""),
    )
    next_sheet(document)
    tag(document, "{%p endfor %}")
