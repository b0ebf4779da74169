"""What the school registers for, and the entries it sends to the contest: reports with a list."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, name, number, text
from scripts.papers.parts import (
    AS_ABOVE,
    addressees,
    annex,
    body,
    close,
    head,
    heading,
    part,
    point,
    signature,
)
from scripts.papers.tables import table_or_text, tag
from sheets_sync.language import Translator


def registration(document: Any, t: Translator) -> None:
    """The registrations of the year, with the lists annexed."""
    head(document, t)
    heading(
        document,
        t("BÁO CÁO"),
        t("Tổng hợp đăng ký danh hiệu thi đua, hình thức khen thưởng"),
        "{{ period.text }}",
    )
    addressees(document, t)
    body(
        document,
        t(
            "Thực hiện hướng dẫn của {{ paper.addressee }}, {{ school.name }} đã tổ chức cho các tổ và cá nhân "
            "đăng ký danh hiệu thi đua, hình thức khen thưởng {{ period.text }} (hạn đăng ký: ngày "
            "{{ registrations.deadline }}) và báo cáo kết quả như sau:"
        ),
    )
    part(document, t("I. KẾT QUẢ ĐĂNG KÝ"))
    point(document, t("1. Số lượng"))
    body(
        document,
        t(
            "a) Cá nhân: {{ registrations.counts.people }} người đăng ký, trong đó đăng ký bổ sung {{ registrations.counts.added }} lượt;"
        ),
        t("b) Tập thể: {{ registrations.counts.teams }} tổ đăng ký;"),
        t("c) Chưa đăng ký: {{ registrations.counts.missing }} người."),
    )
    point(document, t("2. Theo danh hiệu"))
    columns = (
        text(t("Danh hiệu, hình thức khen thưởng"), 98, "title"),
        middle(t("Cá nhân"), 32, "people"),
        middle(t("Tập thể"), 32, "teams"),
    )
    table_or_text(
        document, "registrations.titles", "row in registrations.titles", columns, t("Chưa có đăng ký.")
    )
    point(document, t("3. Người chưa đăng ký"))
    columns = (
        text(t("Tổ"), 43, "team"),
        middle(t("Số người"), 20, "count"),
        text(t("Họ và tên"), 99, "names"),
    )
    table_or_text(document, "registrations.missing", "row in registrations.missing", columns, t("Không có."))
    part(document, t("II. ĐỀ NGHỊ"))
    close(
        document,
        t(
            "{{ school.name }} kính đề nghị {{ paper.addressee }} xem xét, ghi nhận đăng ký thi đua "
            "{{ period.text }} của các cá nhân (Phụ lục I) và tập thể (Phụ lục II) trong trường"
        ),
    )
    signature(document, t, AS_ABOVE)
    _people(document, t)
    _teams(document, t)


def _people(document: Any, t: Translator) -> None:
    annex(document, t, t("DANH SÁCH CÁ NHÂN ĐĂNG KÝ DANH HIỆU THI ĐUA, HÌNH THỨC KHEN THƯỞNG"), "I")
    columns = (
        number(t),
        name(t, 40),
        text(t("Chức vụ"), 24, "position"),
        text(t("Tổ"), 26, "team"),
        text(t("Danh hiệu thi đua"), 34, "titles"),
        text(t("Hình thức khen thưởng"), 26, "award"),
    )
    table_or_text(document, "registrations.people", "row in registrations.people", columns, "……")
    body(document, t("Danh sách gồm {{ registrations.counts.people }} người./."))


def _teams(document: Any, t: Translator) -> None:
    annex(document, t, t("DANH SÁCH TẬP THỂ ĐĂNG KÝ DANH HIỆU THI ĐUA"), "II")
    columns = (number(t), text(t("Tập thể"), 60, "name"), text(t("Danh hiệu thi đua"), 90, "titles"))
    table_or_text(
        document, "registrations.teams", "row in registrations.teams", columns, t("Chưa có tập thể đăng ký.")
    )
    body(document, t("Danh sách gồm {{ registrations.counts.teams }} tập thể./."))


def contest(document: Any, t: Translator) -> None:
    """The month's entries for the contest on good examples."""
    head(document, t)
    heading(document, t("BÁO CÁO"), t("Danh sách bài dự thi “Người tốt, việc tốt” {{ period.text }}"))
    addressees(document, t)
    body(
        document,
        t(
            "Thực hiện cuộc thi “Viết về gương điển hình tiên tiến, người tốt, việc tốt”, {{ school.name }} gửi "
            "{{ entries.count }} bài dự thi {{ period.text }} như sau:"
        ),
    )
    columns = (
        number(t),
        text(t("Tên bài"), 50, "title"),
        text(t("Tác giả"), 36, "author"),
        text(t("Gương điển hình"), 36, "example"),
        middle(t("Ngày gửi"), 28, "sent"),
    )
    table_or_text(document, "entries.rows", "row in entries.rows", columns, t("Chưa có bài dự thi."))
    tag(document, "{%p if entries.short %}")
    body(
        document,
        t(
            "So với chỉ tiêu {{ entries.wanted }} bài mỗi tháng còn thiếu {{ entries.short }} bài; nhà trường sẽ "
            "gửi bổ sung."
        ),
    )
    tag(document, "{%p endif %}")
    close(document, t("{{ school.name }} kính báo cáo"))
    signature(document, t, AS_ABOVE)
