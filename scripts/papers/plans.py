"""What the school plans and announces: the year's plan, a movement, an inspection, guidance, a ceremony."""

from __future__ import annotations

from typing import Any

from scripts.papers.columns import middle, number, text
from scripts.papers.parts import LAW, bases, body, close, head, heading, part, point, signature
from scripts.papers.tables import data_table, table_or_text
from sheets_sync.language import N_, Translator

PLAN_OF_YEAR = N_(
    "Căn cứ Kế hoạch {{ cited.plan }} của {{ school.name }} về công tác thi đua, khen thưởng năm học {{ school.year }}."
)


def plan(document: Any, t: Translator) -> None:
    """The year's plan, with its calendar."""
    head(document, t)
    heading(document, t("KẾ HOẠCH"), t("Công tác thi đua, khen thưởng {{ period.text }}"))
    bases(document, t(LAW), t("Căn cứ hướng dẫn nhiệm vụ {{ period.text }} của cấp trên."))
    body(
        document,
        t("{{ school.name }} xây dựng kế hoạch công tác thi đua, khen thưởng {{ period.text }} như sau:"),
    )
    part(document, t("I. MỤC ĐÍCH, YÊU CẦU"))
    body(
        document,
        t(
            "a) Đổi mới các phong trào thi đua yêu nước trong nhà trường, góp phần hoàn thành nhiệm vụ chính trị và chỉ tiêu giáo dục của năm học;"
        ),
        t(
            "b) Khen thưởng thực chất, công bằng, kịp thời; coi trọng khen thưởng đột xuất và những nội dung đã đăng ký từ đầu năm;"
        ),
        t(
            "c) Nâng cao trách nhiệm của Hiệu trưởng và {{ school.board }} trong chỉ đạo, hướng dẫn, kiểm tra."
        ),
    )
    part(document, t("II. NỘI DUNG"))
    point(document, t("1. Chấm điểm, xếp loại hằng tháng"))
    body(document, t("Thực hiện theo thang điểm “{{ rubric.name }}”:"))
    columns = (text(t("Tiêu chí"), 110, "name"), middle(t("Điểm tối đa"), 40, "high"))
    data_table(document, "row in rubric.criteria", columns)
    columns = (middle(t("Xếp loại"), 60, "rating"), middle(t("Từ số điểm"), 60, "start"))
    data_table(document, "row in rubric.bands", columns)
    point(document, t("2. Đăng ký danh hiệu thi đua, hình thức khen thưởng"))
    body(
        document,
        t(
            "Mỗi cá nhân, tập thể đăng ký trước ngày {{ registrations.deadline }}; đăng ký bổ sung khi có hướng dẫn."
        ),
    )
    point(document, t("3. Các phong trào thi đua"))
    table_or_text(
        document, "movements", "row in movements", _movement_columns(t), t("Chưa ghi phong trào nào.")
    )
    point(document, t("4. Cuộc thi “Người tốt, việc tốt”"))
    body(
        document,
        t(
            "Mỗi tháng gửi {{ entries.wanted }} bài dự thi trước ngày {{ entries.day }}, theo phân công của {{ school.board }}."
        ),
    )
    part(document, t("III. LỊCH CÔNG TÁC"))
    columns = (number(t), middle(t("Hạn"), 32, "date"), text(t("Công việc"), 118, "text"))
    data_table(document, "row in deadlines", columns)
    _who_does_what(document, t)
    signature(document, t)


def _movement_columns(t: Translator) -> tuple[Any, ...]:
    return (
        number(t),
        text(t("Phong trào"), 80, "name"),
        text(t("Cấp phát động"), 28, "level"),
        text(t("Thời gian"), 42, "span"),
    )


def _who_does_what(document: Any, t: Translator) -> None:
    part(document, t("IV. TỔ CHỨC THỰC HIỆN"))
    point(document, t("1. {{ school.board }}"))
    body(
        document,
        t("Hướng dẫn, kiểm tra, tổng hợp kết quả hằng tháng; sơ kết, tổng kết; báo cáo cấp trên đúng hạn."),
    )
    point(document, t("2. Các tổ chuyên môn và đoàn thể"))
    close(
        document,
        t(
            "Tổ chức cho cá nhân đăng ký, chấm điểm đúng tiêu chí, đúng hạn; giới thiệu gương điển hình và báo cáo {{ school.board }}"
        ),
    )


def movement(document: Any, t: Translator) -> None:
    """The launch of one movement."""
    head(document, t)
    heading(document, t("KẾ HOẠCH"), t("Phát động phong trào thi đua “{{ movement.name }}”"))
    bases(document, t(LAW), t(PLAN_OF_YEAR))
    body(
        document,
        t("{{ school.name }} xây dựng kế hoạch phát động phong trào thi đua “{{ movement.name }}” như sau:"),
    )
    part(document, t("I. MỤC ĐÍCH, YÊU CẦU"))
    body(
        document,
        t(
            "a) Động viên toàn thể cán bộ, giáo viên, nhân viên, học sinh hưởng ứng phong trào, thi đua hoàn thành nhiệm vụ năm học;"
        ),
        t("b) Nội dung thiết thực, tiêu chí định lượng được, dễ đánh giá; tổ chức gọn nhẹ, không hình thức."),
    )
    part(document, t("II. NỘI DUNG"))
    point(document, t("1. Phạm vi, đối tượng"))
    body(document, t("Các tổ và toàn thể cán bộ, giáo viên, nhân viên trong trường."))
    point(document, t("2. Thời gian"))
    body(
        document,
        t(
            "Phong trào được thực hiện {{ movement.span or '……' }}; cấp phát động: {{ movement.level or '……' }}."
        ),
    )
    point(document, t("3. Đánh giá, khen thưởng"))
    body(
        document,
        t(
            "Kết thúc phong trào, các tổ báo cáo kết quả; {{ school.board }} tổng hợp, chọn cá nhân, tập thể tiêu biểu để đề nghị khen thưởng theo chuyên đề."
        ),
    )
    part(document, t("III. TỔ CHỨC THỰC HIỆN"))
    close(
        document,
        t(
            "{{ school.board }} theo dõi, hướng dẫn; Tổ trưởng triển khai tới từng thành viên và báo cáo kết quả khi phong trào kết thúc"
        ),
    )
    signature(document, t)


def inspection(document: Any, t: Translator) -> None:
    """How the movements and the law on commendation are inspected."""
    head(document, t)
    heading(document, t("KẾ HOẠCH"), t("Kiểm tra công tác thi đua, khen thưởng {{ period.text }}"))
    bases(document, t(LAW), t(PLAN_OF_YEAR))
    body(
        document,
        t(
            "{{ school.name }} xây dựng kế hoạch kiểm tra công tác thi đua, khen thưởng {{ period.text }} như sau:"
        ),
    )
    part(document, t("I. MỤC ĐÍCH, YÊU CẦU"))
    body(
        document,
        t("a) Đánh giá việc thực hiện các phong trào thi đua và pháp luật về thi đua, khen thưởng ở các tổ;"),
        t("b) Kiểm tra công khai, khách quan, không gây phiền hà; phát hiện để sửa chữa kịp thời."),
    )
    part(document, t("II. NỘI DUNG, ĐỐI TƯỢNG"))
    point(document, t("1. Nội dung"))
    body(
        document,
        t("a) Việc chấm điểm, xếp loại hằng tháng: đúng tiêu chí, đủ minh chứng, đúng hạn;"),
        t("b) Việc đăng ký danh hiệu và thực hiện nội dung đã đăng ký; việc viết và áp dụng sáng kiến;"),
        t("c) Việc bình xét, công khai kết quả và trao thưởng."),
    )
    point(document, t("2. Đối tượng"))
    columns = (
        number(t),
        text(t("Tổ"), 90, "name"),
        middle(t("Số người"), 30, "size"),
        text(t("Ngày kiểm tra"), 30, "blank"),
    )
    data_table(document, "row in groups", columns)
    part(document, t("III. TỔ CHỨC THỰC HIỆN"))
    point(document, t("1. Đoàn kiểm tra"))
    columns = (
        number(t),
        text(t("Họ và tên"), 50, "name"),
        text(t("Chức vụ, đơn vị"), 60, "post"),
        text(t("Vai trò"), 40, "role"),
    )
    table_or_text(
        document,
        "council.members",
        "row in council.members",
        columns,
        t("Chưa ghi thành viên ở tab Hội đồng."),
    )
    point(document, t("2. Phân công"))
    close(
        document,
        t(
            "{{ school.board }} thông báo lịch kiểm tra cho các tổ, lập biên bản và báo cáo Hiệu trưởng; các tổ chuẩn bị hồ sơ, khắc phục thiếu sót đã nêu"
        ),
    )
    signature(document, t)


def guidance(document: Any, t: Translator) -> None:
    """How to register additionally, and what the dossier of the year's end holds."""
    head(document, t)
    heading(
        document,
        t("HƯỚNG DẪN"),
        t("Đăng ký bổ sung danh hiệu và chuẩn bị hồ sơ khen thưởng {{ period.text }}"),
    )
    bases(document, t(LAW), t(PLAN_OF_YEAR))
    body(document, t("{{ school.name }} hướng dẫn các tổ và cá nhân như sau:"))
    part(document, t("I. ĐĂNG KÝ BỔ SUNG"))
    point(document, t("1. Đối tượng"))
    body(
        document,
        t(
            "Người mới về trường, người đi làm lại sau thời gian nghỉ, người muốn đăng ký thêm danh hiệu hoặc hình thức khen thưởng sau hạn {{ registrations.deadline }}."
        ),
    )
    point(document, t("2. Cách đăng ký"))
    body(document, t("Ghi thêm một dòng ở tab Đăng ký, cột Đợt chọn “Bổ sung”; không sửa dòng đã đăng ký."))
    point(document, t("3. Tình hình đăng ký đến nay"))
    body(
        document,
        t(
            "Đã đăng ký: {{ registrations.counts.people }} người, {{ registrations.counts.teams }} tổ; chưa đăng ký: {{ registrations.counts.missing }} người."
        ),
    )
    part(document, t("II. HỒ SƠ CUỐI NĂM HỌC"))
    point(document, t("1. Thành phần hồ sơ"))
    body(
        document,
        t("a) Báo cáo thành tích của cá nhân, tập thể được đề nghị;"),
        t("b) Biên bản họp xét, kèm kết quả bỏ phiếu;"),
        t("c) Quyết định công nhận sáng kiến, nếu danh hiệu cần sáng kiến."),
    )
    point(document, t("2. Các mốc thời gian"))
    columns = (number(t), middle(t("Hạn"), 32, "date"), text(t("Công việc"), 118, "text"))
    data_table(document, "row in deadlines", columns)
    part(document, t("III. TỔ CHỨC THỰC HIỆN"))
    close(
        document,
        t(
            "Tổ trưởng phổ biến hướng dẫn này tới từng thành viên; vướng mắc xin báo {{ school.board }} để được giải đáp"
        ),
    )
    signature(document, t)


def ceremony(document: Any, t: Translator) -> None:
    """The ceremony of 20 November that honours good examples."""
    head(document, t)
    heading(
        document,
        t("CHƯƠNG TRÌNH"),
        t("Lễ kỷ niệm Ngày Nhà giáo Việt Nam 20/11 và tuyên dương điển hình tiên tiến"),
    )
    bases(document, t(PLAN_OF_YEAR))
    body(
        document,
        t("{{ school.name }} tổ chức lễ kỷ niệm và tuyên dương điển hình tiên tiến theo chương trình sau:"),
    )
    part(document, t("I. THỜI GIAN, ĐỊA ĐIỂM"))
    body(
        document,
        t("a) Thời gian: …… giờ ……, ngày 20 tháng 11 năm {{ school.first_year }};"),
        t("b) Địa điểm: ……"),
    )
    part(document, t("II. NỘI DUNG"))
    body(
        document,
        t("a) Văn nghệ chào mừng; tuyên bố lý do, giới thiệu đại biểu;"),
        t("b) Diễn văn kỷ niệm Ngày Nhà giáo Việt Nam;"),
        t("c) Tuyên dương cá nhân, tập thể tiêu biểu (Mục III), trao thưởng;"),
        t("d) Phát biểu của đại biểu; phát động thi đua; bế mạc."),
    )
    part(document, t("III. CÁ NHÂN, TẬP THỂ ĐƯỢC TUYÊN DƯƠNG"))
    columns = (
        number(t),
        text(t("Cá nhân, tập thể"), 50, "who"),
        text(t("Thành tích"), 70, "content"),
        text(t("Cấp"), 30, "level"),
    )
    rows = "honoured"
    table_or_text(document, rows, f"row in {rows}", columns, t("Chưa ghi thành tích nào."))
    part(document, t("IV. TỔ CHỨC THỰC HIỆN"))
    close(
        document,
        t(
            "{{ school.board }} phối hợp với Công đoàn, Đoàn thanh niên chuẩn bị; các tổ tham dự đầy đủ, đúng giờ"
        ),
    )
    signature(document, t)
