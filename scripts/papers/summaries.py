"""The reports that sum up a term and the year."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, number, text
from scripts.papers.parts import (
    AS_ABOVE,
    addressees,
    annex,
    body,
    close,
    each,
    head,
    heading,
    part,
    picture,
    point,
    signature,
)
from scripts.papers.tables import data_table, table_or_text, tag
from sheets_sync.language import Translator


def term(document: Any, t: Translator) -> None:
    """Sơ kết: half a year."""
    _summary(document, t, t("Sơ kết công tác thi đua, khen thưởng {{ period.text }}"), _term_plans)


def year(document: Any, t: Translator) -> None:
    """Tổng kết: the whole year."""
    _summary(document, t, t("Tổng kết công tác thi đua, khen thưởng {{ period.text }}"), _year_plans)


def _summary(document: Any, t: Translator, subject: str, plans: Any) -> None:
    head(document, t)
    heading(document, t("BÁO CÁO"), subject)
    addressees(document, t)
    body(
        document,
        t(
            "Thực hiện kế hoạch công tác thi đua, khen thưởng năm học {{ school.year }}, {{ school.name }} báo cáo "
            "kết quả công tác thi đua, khen thưởng {{ period.text }} như sau:"
        ),
    )
    _situation(document, t)
    _results(document, t)
    _titles(document, t)
    plans(document, t)
    signature(document, t, AS_ABOVE)
    _ranking(document, t)


def _situation(document: Any, t: Translator) -> None:
    part(document, t("I. ĐẶC ĐIỂM, TÌNH HÌNH"))
    body(
        document,
        t(
            "Nhà trường có {{ staff.total }} cán bộ, giáo viên, nhân viên (cán bộ quản lý: {{ staff.cbql }}, "
            "giáo viên: {{ staff.gv }}, nhân viên: {{ staff.nv }}), sinh hoạt ở {{ staff.teams }} tổ."
        ),
    )


def _results(document: Any, t: Translator) -> None:
    part(document, t("II. KẾT QUẢ"))
    point(document, t("1. Các phong trào thi đua"))
    columns = (
        number(t),
        text(t("Phong trào"), 58, "name"),
        text(t("Cấp phát động"), 24, "level"),
        text(t("Thời gian"), 38, "span"),
        text(t("Kết quả"), 30, "result"),
    )
    table_or_text(document, "movements", "row in movements", columns, t("Chưa ghi phong trào nào."))
    point(document, t("2. Chấm điểm, xếp loại"))
    each(document, "comments.results")
    data_table(
        document,
        "row in ratings",
        (
            middle(t("Xếp loại"), 40, "rating"),
            middle(t("Số người"), 40, "count"),
            middle(t("Tỉ lệ (%)"), 40, "share"),
        ),
        (t("Tổng số"), "{{ ranking | length }}", t("100,00")),
    )
    body(document, t("Xếp hạng của từng người tại Phụ lục kèm theo."))
    point(document, t("3. Kết quả từng tháng"))
    columns = (
        middle(t("Tháng"), 28, "month"),
        middle(t("Số người được xếp loại"), 34, "rated"),
        middle(t("Điểm trung bình"), 32, "points"),
        text(t("Số người từng loại"), 68, "ratings"),
    )
    data_table(document, "row in months", columns)
    picture(document, "charts.months", t("Biểu đồ: số người từng loại qua các tháng"))
    point(document, t("4. Xếp hạng các tổ"))
    columns = (
        middle(t("Hạng"), 16, "rank"),
        text(t("Tổ"), 62, "name"),
        middle(t("Điểm trung bình"), 28, "points"),
        middle(t("Số người được xếp loại"), 32, "rated"),
        middle(t("Xếp loại"), 24, "rating"),
    )
    data_table(document, "row in teams", columns)
    picture(document, "charts.teams", t("Biểu đồ: điểm trung bình các tổ"))
    _lists(document, t)


def _lists(document: Any, t: Translator) -> None:
    point(document, t("5. Thành tích tiêu biểu"))
    columns = (
        number(t),
        middle(t("Ngày"), 26, "day"),
        text(t("Cá nhân, tập thể"), 46, "who"),
        text(t("Nội dung"), 56, "content"),
        text(t("Cấp"), 22, "level"),
    )
    table_or_text(document, "achievements", "row in achievements", columns, t("Chưa ghi thành tích nào."))
    point(document, t("6. Sáng kiến"))
    columns = (
        number(t),
        text(t("Tên sáng kiến"), 70, "name"),
        text(t("Tác giả"), 44, "authors"),
        text(t("Số quyết định công nhận"), 36, "decision"),
    )
    table_or_text(
        document,
        "initiatives.recognised",
        "row in initiatives.recognised",
        columns,
        t("Chưa có sáng kiến nào được công nhận."),
    )
    point(document, t("7. Cuộc thi “Người tốt, việc tốt”"))
    body(document, t("Số bài đã gửi dự thi: {{ entries.count }} bài."))


def _titles(document: Any, t: Translator) -> None:
    """Whom the school proposes, by title; decided titles come with the decisions of those above."""
    tag(document, "{%p if period.kind == 'year' %}")
    point(document, t("8. Đề nghị danh hiệu thi đua, hình thức khen thưởng"))
    columns = (
        number(t),
        text(t("Danh hiệu, hình thức khen thưởng"), 66, "title"),
        middle(t("Số lượng"), 26, "count"),
        text(t("Cấp quyết định"), 58, "authority"),
    )
    table_or_text(
        document, "titles", "row in titles", columns, t("Chưa có cá nhân, tập thể nào đủ điều kiện đề nghị.")
    )
    picture(document, "charts.titles", t("Biểu đồ: số danh hiệu so với năm học trước"))
    tag(document, "{%p endif %}")


def _term_plans(document: Any, t: Translator) -> None:
    part(document, t("III. NHIỆM VỤ THỜI GIAN TỚI"))
    close(
        document,
        t(
            "Nhà trường tiếp tục thực hiện các phong trào đã phát động, chấm điểm hằng tháng đúng tiêu chí, đúng thời "
            "hạn, công khai; giúp đỡ những người có kết quả thấp; chuẩn bị hồ sơ thi đua cuối năm học"
        ),
    )


def _year_plans(document: Any, t: Translator) -> None:
    part(document, t("III. PHƯƠNG HƯỚNG NĂM HỌC TỚI"))
    close(
        document,
        t(
            "Nhà trường tiếp tục đổi mới công tác thi đua, khen thưởng: bình xét đúng người, đúng thành tích; coi "
            "trọng khen thưởng đột xuất và những nội dung đã đăng ký từ đầu năm; công khai, công bằng, kịp thời"
        ),
    )


def _ranking(document: Any, t: Translator) -> None:
    annex(document, t, t("XẾP HẠNG CÁ NHÂN TOÀN TRƯỜNG"))
    columns = (
        middle(t("Hạng"), 16, "rank"),
        text(t("Họ và tên"), 52, "name"),
        text(t("Tổ"), 42, "team"),
        middle(t("Điểm"), 17, "points"),
        middle(t("Xếp loại"), 14, "rating"),
        middle(t("Hạng trong tổ"), 21, "team_rank"),
    )
    data_table(document, "row in ranking", columns)
    body(
        document, t("Danh sách gồm {{ counts.rated }} người được xếp loại trong {{ counts.months }} tháng./.")
    )
