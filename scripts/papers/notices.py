"""What is put up for everybody: the results of a month, a term or the year, and nothing about single people's affairs."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, text
from scripts.papers.parts import body, close, each, head, heading, part, signature
from scripts.papers.tables import data_table, tag
from sheets_sync.language import Translator


def notice(document: Any, t: Translator) -> None:
    """The results, made public."""
    head(document, t)
    heading(document, t("THÔNG BÁO"), t("Công khai kết quả thi đua {{ period.text }}"))
    body(
        document,
        t("{{ school.name }} công khai kết quả chấm điểm, xếp loại thi đua {{ period.text }} như sau:"),
    )
    part(document, t("I. KẾT QUẢ CHUNG"))
    each(document, "comments.results")
    part(document, t("II. CÁC TỔ"))
    columns = (
        middle(t("Hạng"), 20, "rank"),
        text(t("Tổ"), 82, "name"),
        middle(t("Điểm trung bình"), 34, "points"),
        middle(t("Xếp loại"), 26, "rating"),
    )
    data_table(document, "row in teams", columns)
    part(document, t("III. CÁ NHÂN"))
    columns = (
        middle(t("Hạng"), 20, "rank"),
        text(t("Họ và tên"), 60, "name"),
        text(t("Tổ"), 42, "team"),
        middle(t("Điểm"), 20, "points"),
        middle(t("Xếp loại"), 20, "rating"),
    )
    data_table(document, "row in ranking", columns)
    tag(document, "{%p if period.kind == 'year' and titles %}")
    part(document, t("IV. DANH SÁCH ĐỀ NGHỊ DANH HIỆU"))
    tag(document, "{%p for title in titles %}")
    body(
        document,
        t(
            "- {{ title.title }}: {{ title.count }}, gồm {{ title.rows | map(attribute='name') | join('; ') }}."
        ),
    )
    tag(document, "{%p endfor %}")
    tag(document, "{%p endif %}")
    close(
        document,
        t("Ý kiến về kết quả trên xin gửi {{ school.board }} trong 05 ngày làm việc kể từ ngày niêm yết"),
    )
    signature(document, t)
