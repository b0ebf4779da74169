"""The minutes of the council's meeting: who was there, how it voted against all its members, whom it proposes."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from scripts.papers.columns import middle, number, text
from scripts.papers.parts import body, close, head, heading, part, recipients, signatures
from scripts.papers.tables import bare_table, data_table, table_or_text, tag, write
from sheets_sync.language import N_, Translator

FILED = N_("- Lưu: VT, Hồ sơ.")


def minutes(document: Any, t: Translator) -> None:
    """Biên bản họp Hội đồng (NĐ 30/2020, Mẫu 1.9)."""
    head(document, t, dated=False)
    heading(
        document,
        t("BIÊN BẢN"),
        t("Họp xét, đề nghị danh hiệu thi đua, hình thức khen thưởng"),
        "{{ period.text }}",
    )
    body(
        document,
        t("Thời gian bắt đầu: …… giờ ……, ngày …… tháng …… năm ……"),
        t("Địa điểm: {{ school.name }}"),
        t(
            "Thành phần tham dự: Hội đồng gồm {{ votes.members or council.count }} thành viên; có mặt: "
            "{{ votes.present or '……' }}; vắng: {{ votes.absent or '……' }} (lý do: ……)"
        ),
        t("Chủ trì (chủ tọa): {{ council.chair or '……' }}"),
        t("Thư ký: {{ council.secretary or '……' }}"),
        t("Nội dung:"),
    )
    part(document, t("I. THÀNH VIÊN HỘI ĐỒNG"))
    columns = (
        number(t),
        text(t("Họ và tên"), 50, "name"),
        text(t("Chức vụ, đơn vị"), 60, "post"),
        text(t("Vai trò"), 40, "role"),
    )
    table_or_text(document, "council.members", "row in council.members", columns, "……")
    part(document, t("II. DIỄN BIẾN"))
    body(
        document,
        t(
            "a) Chủ tọa nêu mục đích, yêu cầu; thông qua tiêu chuẩn của từng danh hiệu theo {{ law.name or '……' }};"
        ),
        t("b) Thư ký báo cáo kết quả chấm điểm, xếp loại, sáng kiến, thành tích của những người được xét;"),
        t("c) Các thành viên thảo luận, bỏ phiếu; tỉ lệ đồng ý tính trên tổng số thành viên Hội đồng."),
    )
    part(document, t("III. KẾT QUẢ BỎ PHIẾU"))
    tag(document, "{%p if not votes.titles %}")
    body(document, "……")
    tag(document, "{%p endif %}")
    tag(document, "{%p for title in votes.titles %}")
    write(document, "Đề mục 1", t("{{ title.number }}. {{ title.title }} ({{ title.count }})"))
    columns = (
        number(t),
        text(t("Họ và tên, tập thể"), 54, "name"),
        middle(t("Tổng thành viên"), 24, "members"),
        middle(t("Có mặt"), 16, "present"),
        middle(t("Phiếu hợp lệ"), 18, "valid"),
        middle(t("Đồng ý"), 16, "agreed"),
        middle(t("Tỉ lệ (%)"), 22, "share"),
    )
    data_table(document, "row in title.rows", columns)
    tag(document, "{%p endfor %}")
    _conclusion(document, t)
    signatures(document, (t("THƯ KÝ"), "{{ council.secretary }}"), (t("CHỦ TỌA"), "{{ council.chair }}"))
    write(document, "Sau bảng", "")
    recipients(bare_table(document, 1, (Mm(81), Mm(81))).rows[0].cells[0], t, filed=t(FILED))


def _conclusion(document: Any, t: Translator) -> None:
    part(document, t("IV. KẾT LUẬN"))
    body(document, t("Căn cứ kết quả xét tại cuộc họp, Hội đồng thống nhất:"))
    tag(document, "{%p if titles %}")
    tag(document, "{%p for title in titles %}")
    body(
        document,
        t(
            "- {% if title.voted %}Theo kết quả bỏ phiếu, đề nghị{% else %}Đề nghị{% endif %} {{ title.authority }} {{ title.verb }} {{ title.title }}: {{ title.count }}, gồm {{ title.rows | map(attribute='called') | join('; ') }};"
        ),
    )
    tag(document, "{%p endfor %}")
    tag(document, "{%p else %}")
    body(document, t("Chưa có cá nhân, tập thể nào đủ điều kiện đề nghị."))
    tag(document, "{%p endif %}")
    close(document, t("Cuộc họp kết thúc vào …… giờ ……, ngày …… tháng …… năm ……"))
