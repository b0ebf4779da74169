"""Decisions of the school: who sits on the council, which initiatives it recognises, and what it proposes for recognition."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import number, text
from scripts.papers.parts import (
    AS_ABOVE,
    LAW,
    addressees,
    annex,
    bases,
    body,
    close,
    head,
    heading,
    part,
    signature,
)
from scripts.papers.tables import table_or_text, write
from sheets_sync.language import N_, Translator

CHARTER = N_(
    "Căn cứ Điều lệ trường trung học cơ sở, trường trung học phổ thông và trường phổ thông có nhiều cấp học ban hành "
    "kèm theo Thông tư số 32/2020/TT-BGDĐT ngày 15 tháng 9 năm 2020 của Bộ trưởng Bộ Giáo dục và Đào tạo;"
)


def decree(document: Any, t: Translator, subject: str, proposed: str, annexed: str, *articles: str) -> None:
    """A decision: its grounds, the last of which is who proposed it, its articles, and the heading of its annex."""
    head(document, t)
    heading(document, t("QUYẾT ĐỊNH"), subject)
    write(document, "Thẩm quyền", "{{ paper.head_post | upper }} {{ school.name | upper }}")
    bases(document, t(LAW), t(CHARTER), proposed)
    write(document, "Thẩm quyền", t("QUYẾT ĐỊNH:"))
    for place, what in enumerate(articles, 1):
        _article(document, t, place, what, last=place == len(articles))
    signature(document, t, t("- Như Điều {place};", place=len(articles)))
    annex(document, t, annexed)


def _article(document: Any, t: Translator, place: int, what: str, last: bool) -> None:
    """`Điều 1.` in bold, then what it says."""
    paragraph = document.add_paragraph(style="Nội dung")
    paragraph.add_run(f"{t('Điều')} {place}. ").bold = True
    paragraph.add_run(f"{what}./." if last else what)
    paragraph.paragraph_format.keep_with_next = last or None


def board(document: Any, t: Translator) -> None:
    """The council is staffed anew."""
    decree(
        document,
        t,
        t("Về việc kiện toàn Hội đồng Thi đua - Khen thưởng {{ period.text }}"),
        t("Theo đề nghị của {{ school.board }}."),
        t("DANH SÁCH THÀNH VIÊN HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG"),
        t(
            "Kiện toàn Hội đồng Thi đua - Khen thưởng của {{ school.name }} {{ period.text }} gồm {{ council.count }} thành viên: {{ council.roles }} (danh sách tại Phụ lục kèm theo)."
        ),
        t(
            "Hội đồng tổ chức, đánh giá các phong trào thi đua; xét, đề nghị danh hiệu thi đua và hình thức khen thưởng; làm việc theo nguyên tắc tập trung dân chủ và biểu quyết theo đa số trên tổng số thành viên."
        ),
        t(
            "Quyết định này có hiệu lực kể từ ngày ký. Các tổ và các thành viên có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này"
        ),
    )
    columns = (
        number(t),
        text(t("Họ và tên"), 56, "name"),
        text(t("Chức vụ, đơn vị"), 58, "post"),
        text(t("Vai trò"), 36, "role"),
    )
    table_or_text(document, "council.members", "row in council.members", columns, "……")
    body(document, t("Danh sách gồm {{ council.count }} người./."))


def initiatives(document: Any, t: Translator) -> None:
    """The initiatives that the school recognises."""
    decree(
        document,
        t,
        t("Về việc công nhận sáng kiến {{ period.text }}"),
        t("Theo đề nghị của Hội đồng Thi đua - Khen thưởng nhà trường."),
        t("DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN"),
        t(
            "Công nhận {{ initiatives.school | length }} sáng kiến cấp trường {{ period.text }} (danh sách tại Phụ lục kèm theo)."
        ),
        t(
            "Kết quả công nhận là căn cứ để xét, đề nghị danh hiệu thi đua; các tổ phổ biến, áp dụng sáng kiến đã được công nhận."
        ),
        t(
            "Quyết định này có hiệu lực kể từ ngày ký. {{ school.board }}, các tổ và các tác giả có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này"
        ),
    )
    columns = (
        number(t),
        text(t("Tên sáng kiến"), 62, "name"),
        text(t("Tác giả"), 40, "authors"),
        text(t("Lĩnh vực"), 24, "field"),
        text(t("Cấp công nhận"), 24, "level"),
    )
    rows = "initiatives.school"
    table_or_text(document, rows, f"row in {rows}", columns, t("Chưa có sáng kiến nào được công nhận."))
    body(document, t("Danh sách gồm {{ initiatives.school | length }} sáng kiến./."))


def initiatives_proposal(document: Any, t: Translator) -> None:
    """What the school proposes to the council above for recognition."""
    head(document, t)
    heading(document, t("TỜ TRÌNH"), t("Về việc đề nghị công nhận sáng kiến {{ period.text }}"))
    addressees(document, t)
    bases(document, t(LAW), t("Căn cứ kết quả xét sáng kiến của Hội đồng Thi đua - Khen thưởng nhà trường."))
    body(
        document,
        t(
            "{{ school.name }} kính đề nghị {{ paper.addressee }} xét, công nhận {{ initiatives.school | length }} sáng kiến đã được công nhận cấp trường (danh sách tại Phụ lục kèm theo)."
        ),
    )
    part(document, t("I. KẾT QUẢ XÉT Ở TRƯỜNG"))
    body(
        document,
        t("a) Tổng số sáng kiến: {{ initiatives.all | length }};"),
        t(
            "b) Được công nhận: {{ initiatives.recognised | length }}{% if initiatives.decisions %} (Quyết định số {{ initiatives.decisions | join('; ') }}){% endif %};"
        ),
        t(
            "c) Chờ xét: {{ initiatives.pending | length }}; không công nhận: {{ initiatives.refused | length }}."
        ),
    )
    part(document, t("II. ĐỀ NGHỊ"))
    close(document, t("{{ school.name }} kính trình {{ paper.addressee }} xem xét, quyết định"))
    signature(document, t, AS_ABOVE)
    annex(document, t, t("DANH SÁCH SÁNG KIẾN ĐỀ NGHỊ CÔNG NHẬN"))
    columns = (
        number(t),
        text(t("Tên sáng kiến"), 66, "name"),
        text(t("Tác giả"), 44, "authors"),
        text(t("Số quyết định công nhận"), 40, "decision"),
    )
    rows = "initiatives.school"
    table_or_text(document, rows, f"row in {rows}", columns, t("Chưa có sáng kiến nào được công nhận."))
    body(document, t("Danh sách gồm {{ initiatives.school | length }} sáng kiến./."))
