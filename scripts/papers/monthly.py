"""The month's emulation report, to those above and for everybody in the school."""

from __future__ import annotations

from typing import Any

from scripts.papers.parts import AS_ABOVE, addressees, each, head, heading, part, point, signature
from scripts.papers.tables import TableColumn, data_table, tag, write
from sheets_sync.language import Translator


def monthly(document: Any, t: Translator) -> None:
    """The month's emulation report to the upper council."""
    head(document, t)
    heading(document, t("BÁO CÁO"), t("Kết quả thi đua {{ month.text }}"))
    addressees(document, t)
    write(
        document,
        "Nội dung",
        t(
            "Thực hiện kế hoạch công tác thi đua, khen thưởng năm học {{ school.year }}, {{ school.name }} "
            "báo cáo kết quả chấm điểm, xếp loại thi đua {{ month.text }} như sau:"
        ),
    )
    _results(document, t)
    _comments(document, t)
    _requests(document, t)
    signature(document, t, AS_ABOVE)


def _results(document: Any, t: Translator) -> None:
    part(document, t("I. KẾT QUẢ THI ĐUA {{ month.text | upper }}"))
    point(document, t("1. Tình hình chấm điểm"))
    write(
        document,
        "Nội dung",
        t("Tổng số người thuộc diện chấm điểm trong tháng: {{ counts.staff }} người, trong đó:"),
        t(
            "a) Đã nộp điểm: {{ counts.submitted }} người, được xếp loại: {{ counts.rated }} người"
            "{% if left_out %}, chưa xếp loại do số liệu còn lỗi: {{ counts.left_out }} người{% endif %};"
        ),
        t(
            "b) Chưa có điểm: {{ counts.missing }} người"
            "{% if missing %} (danh sách tại khoản 5 Mục này){% endif %};"
        ),
        t("c) Đã xếp loại nhưng chưa được Hiệu trưởng duyệt: {{ counts.not_approved }} người."),
    )
    point(document, t("2. Kết quả xếp loại"))
    data_table(
        document,
        "row in ratings",
        (
            TableColumn(t("Xếp loại"), 40, "{{ row.rating }}"),
            TableColumn(t("Số người"), 40, "{{ row.count }}"),
            TableColumn(t("Tỉ lệ (%)"), 40, "{{ row.share }}"),
        ),
        (t("Tổng số"), "{{ ranking | length }}", t("100,00")),
    )
    point(document, t("3. Xếp hạng các tổ"))
    data_table(
        document,
        "row in teams",
        (
            TableColumn(t("Hạng"), 16, "{{ row.rank }}"),
            TableColumn(t("Tổ"), 62, "{{ row.name }}", centered=False),
            TableColumn(t("Điểm trung bình"), 28, "{{ row.points }}"),
            TableColumn(t("Số người được xếp loại"), 32, "{{ row.rated }}/{{ row.size }}"),
            TableColumn(t("Xếp loại"), 24, "{{ row.rating }}"),
        ),
    )
    point(document, t("4. Xếp hạng cá nhân toàn trường"))
    data_table(
        document,
        "row in ranking",
        (
            TableColumn(t("Hạng"), 16, "{{ row.rank }}"),
            TableColumn(t("Họ và tên"), 52, "{{ row.name }}", centered=False),
            TableColumn(t("Tổ"), 42, "{{ row.team }}", centered=False),
            TableColumn(t("Điểm"), 17, "{{ row.points }}"),
            TableColumn(t("Xếp loại"), 14, "{{ row.rating }}"),
            TableColumn(t("Hạng trong tổ"), 21, "{{ row.team_rank }}"),
        ),
    )
    point(document, t("5. Danh sách người chưa có điểm"))
    tag(document, "{%p if missing %}")
    data_table(
        document,
        "row in missing",
        (
            TableColumn(t("Tổ"), 43, "{{ row.team }}", centered=False),
            TableColumn(t("Số người"), 20, "{{ row.count }}"),
            TableColumn(t("Họ và tên"), 99, "{{ row.names }}", centered=False),
        ),
    )
    tag(document, "{%p else %}")
    write(document, "Nội dung", t("Không có."))
    tag(document, "{%p endif %}")


def _comments(document: Any, t: Translator) -> None:
    part(document, t("II. NHẬN XÉT"))
    point(document, t("1. Về kết quả xếp loại, xếp hạng"))
    each(document, "comments.results")
    point(document, t("2. Về biến động so với tháng trước"))
    each(document, "comments.changes")
    point(document, t("3. Về việc chấm điểm và duyệt điểm"))
    each(document, "comments.scoring")


def _requests(document: Any, t: Translator) -> None:
    part(document, t("III. KIẾN NGHỊ"))
    point(document, t("1. Đối với các tổ và cá nhân trong trường"))
    each(document, "comments.requests")
    point(document, t("2. Đối với {{ paper.addressee }}"))
    write(
        document,
        "Nội dung",
        t(
            "{{ school.name }} kính đề nghị {{ paper.addressee }} xem xét, cho ý kiến chỉ đạo để nhà trường "
            "thực hiện tốt công tác thi đua, khen thưởng năm học {{ school.year }}./."
        ),
    )
    document.paragraphs[-1].paragraph_format.keep_with_next = True
