"""Who is proposed for titles, one paper for each authority that decides; whom the school commends itself."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from scripts.papers.columns import number, text
from scripts.papers.decisions import decree
from scripts.papers.parts import (
    AS_ABOVE,
    MOTTO,
    SIGNER_POST,
    addressees,
    annex,
    bases,
    body,
    close,
    head,
    heading,
    next_sheet,
    part,
    signature,
)
from scripts.papers.tables import TableColumn, bare_table, data_table, table_or_text, tag, write, write_cell
from sheets_sync.language import Translator


def proposal(document: Any, t: Translator) -> None:
    """Tờ trình: the school proposes, the authority decides."""
    head(document, t)
    heading(
        document,
        t("TỜ TRÌNH"),
        t("Về việc đề nghị danh hiệu thi đua, hình thức khen thưởng"),
        "{{ period.text }}",
    )
    addressees(document, t)
    tag(document, "{%p for basis in law.bases %}")
    bases(document, "{{ basis }};")
    tag(document, "{%p endfor %}")
    bases(
        document,
        t("Căn cứ Biên bản {{ cited.minutes }} họp Hội đồng Thi đua - Khen thưởng của {{ school.name }}."),
    )
    body(
        document,
        t(
            "Qua bình xét công khai, dân chủ, {{ school.name }} kính đề nghị {{ paper.addressee }} xem xét, trình "
            "{{ proposal.authority }} quyết định danh hiệu thi đua, hình thức khen thưởng {{ period.text }} đối với các "
            "cá nhân, tập thể sau:"
        ),
    )
    part(document, t("I. SỐ LƯỢNG ĐỀ NGHỊ"))
    columns = (
        number(t),
        text(t("Danh hiệu, hình thức khen thưởng"), 110, "title"),
        TableColumn(t("Số lượng"), 40, "{{ row.count }}"),
    )
    data_table(document, "row in proposal.titles", columns)
    body(
        document,
        t("Tổng số: {{ proposal.total }} (danh sách tại Phụ lục kèm theo)."),
    )
    part(document, t("II. HỒ SƠ KÈM THEO"))
    body(
        document,
        t("a) Biên bản họp Hội đồng Thi đua - Khen thưởng, kèm kết quả bỏ phiếu;"),
        t("b) Báo cáo thành tích của cá nhân, tập thể theo quy định;"),
        t("c) Quyết định công nhận sáng kiến, nếu danh hiệu cần sáng kiến."),
    )
    close(document, t("{{ school.name }} kính trình {{ paper.addressee }} xem xét, quyết định"))
    signature(document, t, AS_ABOVE)
    _lists(document, t)


def _lists(document: Any, t: Translator) -> None:
    annex(document, t, t("DANH SÁCH ĐỀ NGHỊ DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG"))
    tag(document, "{%p for title in proposal.titles %}")
    write(document, "Đề mục 1", t("{{ title.number }}. {{ title.title }} ({{ title.count }})"))
    columns = (
        number(t),
        text(t("Họ và tên, tập thể"), 46, "name"),
        text(t("Chức vụ, đơn vị"), 40, "post"),
        text(t("Xếp loại năm"), 30, "level"),
        text(t("Sáng kiến"), 34, "initiatives"),
    )
    data_table(document, "row in title.rows", columns)
    tag(document, "{%p endfor %}")
    body(document, t("Danh sách gồm {{ proposal.total }}./."))


def decision(document: Any, t: Translator) -> None:
    """The school's own commendations; what others decide is not among them."""
    decree(
        document,
        t,
        t("Về việc khen thưởng cá nhân, tập thể có thành tích {{ period.text }}"),
        t("Theo đề nghị của {{ school.board }}."),
        t("DANH SÁCH CÁ NHÂN, TẬP THỂ ĐƯỢC KHEN THƯỞNG"),
        t(
            "Tặng Giấy khen của Hiệu trưởng {{ school.name }} cho {{ commended | length or '……' }} cá nhân, tập thể có thành tích {{ period.text }} (danh sách tại Phụ lục kèm theo)."
        ),
        t(
            "Mức tiền thưởng (nếu có) thực hiện theo quy định hiện hành và quy chế chi tiêu nội bộ của nhà trường."
        ),
        t(
            "Quyết định này có hiệu lực kể từ ngày ký. {{ school.board }}, bộ phận kế toán, các tổ và cá nhân, tập thể có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này"
        ),
    )
    columns = (
        number(t),
        text(t("Họ và tên, tập thể"), 46, "name"),
        text(t("Chức vụ, đơn vị"), 42, "post"),
        text(t("Thành tích"), 62, "content"),
    )
    table_or_text(document, "commended", "row in commended", columns, "……")
    body(document, t("Danh sách gồm {{ commended | length or '……' }} cá nhân, tập thể./."))


def certificate(document: Any, t: Translator) -> None:
    """Giấy khen, one on a page."""
    tag(document, "{%p for one in certificates %}")
    write(document, MOTTO[0][0], MOTTO[0][1])
    write(document, MOTTO[1][0], MOTTO[1][1])
    write(document, MOTTO[2][0], MOTTO[2][1])
    write(document, "Giấy khen", t("GIẤY KHEN"))
    write(document, "Thẩm quyền", "{{ paper.head_post | upper }} {{ school.name | upper }}")
    write(
        document,
        "Dòng giấy khen",
        "{% if one.is_team %}" + t("Tặng") + "{% else %}" + t("Tặng ông (bà)") + "{% endif %}",
    )
    write(document, "Người được khen", "{{ one.name }}")
    write(document, "Dòng giấy khen", "{{ one.post }}")
    write(document, "Dòng giấy khen", t("Đã có thành tích: {{ one.content }}"))
    write(document, "Dòng giấy khen", t("trong {{ period.text }}"))
    write(document, "Sau bảng", "")
    table = bare_table(document, 1, (Mm(76), Mm(86)))
    left, right = table.rows[0].cells
    write_cell(
        left,
        ("Danh sách nơi nhận", t("Quyết định khen thưởng {{ cited.decision }}")),
        ("Danh sách nơi nhận", t("Vào sổ khen thưởng số: ……")),
    )
    write_cell(
        right,
        ("Địa danh, ngày tháng", "{{ school.place }}, {{ paper.date }}"),
        *SIGNER_POST,
        *[("Họ tên người ký", "")] * 4,
        ("Họ tên người ký", "{{ paper.signer }}"),
    )
    next_sheet(document)
    tag(document, "{%p endfor %}")
