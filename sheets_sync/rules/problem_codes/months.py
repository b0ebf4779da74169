"""Problem codes of the months: their scores, overrides, quotas of ratings, and what was closed."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

MONTH_CODES: Mapping[str, ProblemCode] = {
    "score-duplicate": ProblemCode(
        "error",
        N_("Một người hai dòng điểm"),
        {
            "": ProblemTexts(
                N_("{staff_id} có {count} dòng trong tháng này (các dòng {rows})."),
                N_("Giữ một dòng, xoá dòng thừa. Cho tới lúc ấy tháng này chưa xếp hạng người này."),
            ),
            "other-name": ProblemTexts(
                N_("{staff_id} có {count} dòng trong tháng này (các dòng {rows})."),
                N_(
                    "Dòng {row} ghi tên {name} ({other}): sửa mã ở {cell}. Cho tới lúc ấy tháng này chưa xếp hạng {staff_id}."
                ),
            ),
        },
    ),
    "score-missing": ProblemCode(
        "warning",
        N_("Chưa có điểm"),
        {
            "": ProblemTexts(
                N_("{name} ({staff_id}, {team}) chưa có điểm tháng này."),
                N_("Điền điểm vào tab “{tab}”; nếu nghỉ cả tháng, ghi vào tab Nghỉ dài ngày."),
            ),
            "class": ProblemTexts(
                N_("lớp {class} chưa có điểm tuần này, nên xếp sau các lớp đủ tuần."),
                N_("Điền điểm lớp {class} vào tab “{tab}”."),
            ),
        },
        points_to="tab",
        casts_doubt=False,
    ),
    "month-not-begun": ProblemCode(
        "error",
        N_("Tháng chưa tới đã có điểm"),
        {
            "": ProblemTexts(
                N_("tháng {month} chưa bắt đầu (từ {first}) mà tab này đã có điểm."),
                N_(
                    "Điểm của tháng khác thì chuyển sang tab của tháng ấy; sổ năm học trước thì để nguyên trong thư mục cũ: "
                    "năm học mới dùng thư mục mới."
                ),
            ),
        },
    ),
    "total-mismatch": ProblemCode(
        "warning",
        N_("Tự chấm khác tổng"),
        {
            "": ProblemTexts(
                N_("tự chấm {value} khác với tổng các tiêu chí là {sum}."),
                N_("Xem lại các điểm tiêu chí, hoặc sửa Tự chấm thành {sum}."),
            ),
        },
        repeats_closed_edit="row",
        casts_doubt=False,
    ),
    "rating-mismatch": ProblemCode(
        "warning",
        N_("Xếp loại không khớp điểm"),
        {
            "": ProblemTexts(
                N_("xếp loại “{value}” không khớp với {points} điểm, là loại {rating}."),
                N_("Sửa Xếp loại thành {rating}, hoặc xem lại điểm."),
            ),
        },
        repeats_closed_edit="outcome",
        casts_doubt=False,
    ),
    "not-approved": ProblemCode(
        "info",
        N_("Hiệu trưởng chưa duyệt"),
        {
            "": ProblemTexts(
                N_("Hiệu trưởng chưa duyệt điểm của {staff_id}."), N_("Hiệu trưởng điền cột “{column}”.")
            ),
        },
        casts_doubt=False,
        mended_by="principal",
    ),
    "quota-exceeded": ProblemCode(
        "warning",
        N_("Vượt tỉ lệ cho phép"),
        {
            "": ProblemTexts(
                N_("{part}/{rated} người đạt loại {rating}, quá {percent} % (nhiều nhất {most} người)."),
                N_("Hội đồng xem lại từ người thấp điểm nhất: {who}."),
            ),
            "title": ProblemTexts(
                N_(
                    "{count} người đủ điều kiện “{title}”, quá {percent} % của {base} người đạt {of} (nhiều nhất {most})."
                ),
                N_("Hội đồng xem lại những người xếp cuối: {who}."),
            ),
        },
        points_to="tab",
        mended_by="principal",
    ),
    "override-invalid": ProblemCode(
        "error",
        N_("Điều chỉnh chưa hợp lệ"),
        {
            "reason": ProblemTexts(
                N_("điều chỉnh điểm mà không có lý do."),
                N_("Ghi lý do; cho tới lúc ấy điều chỉnh này không được tính."),
            ),
            "names": ProblemTexts(
                N_("điều chỉnh phải có cả người đề nghị và người duyệt."),
                N_("Điền “{column}”; cho tới lúc ấy điều chỉnh này không được tính."),
            ),
            "same": ProblemTexts(
                N_("người đề nghị và người duyệt là một: “{value}”."),
                N_("Phải là hai người khác nhau; cho tới lúc ấy điều chỉnh này không được tính."),
            ),
        },
        mended_by="principal",
    ),
    "closed-month-changed": ProblemCode(
        "error",
        N_("Tháng đã chốt bị sửa"),
        {
            "": ProblemTexts(
                N_("tháng {month} đã chốt mà “{column}” bị sửa: {before} → {after}."),
                N_(
                    "Kết quả đã chốt vẫn giữ nguyên. Trả ô về {before}; cần sửa thật thì báo Ban Thi đua: mở lại tháng "
                    "(sheets-sync reopen {number} --reason …), sửa, rồi chốt lại."
                ),
            ),
            "row-new": ProblemTexts(
                N_("tháng {month} đã chốt mà nay có thêm dòng của {value}."),
                N_(
                    "Kết quả đã chốt vẫn giữ nguyên. Bỏ dòng ấy, hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."
                ),
            ),
            "row-gone": ProblemTexts(
                N_("tháng {month} đã chốt mà dòng của {staff_id} ({name}) không còn."),
                N_(
                    "Kết quả đã chốt vẫn giữ nguyên. Ghi lại dòng ấy (các điểm đã chốt ở tab “Chốt tháng”), hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."
                ),
            ),
            "tab-gone": ProblemTexts(
                N_("tháng {month} đã chốt mà tab không còn dòng nào."),
                N_(
                    "Kết quả đã chốt vẫn giữ nguyên. Lấy lại tab ấy (các điểm đã chốt ở tab “Chốt tháng”), hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."
                ),
            ),
            "rubric": ProblemTexts(
                N_("thang điểm đã đổi, nên các ô của tháng {month} không còn cho đúng kết quả đã chốt."),
                N_(
                    "Kết quả đã chốt vẫn giữ nguyên; muốn tính theo thang điểm mới thì mở lại tháng rồi chốt lại."
                ),
            ),
            "by-hand": ProblemTexts(
                N_("phần của tháng {month} ở đây bị sửa bằng tay: dấu không còn khớp."),
                N_(
                    "Kết quả đã chốt vẫn tính từ các ô của tháng. Chạy sheets-sync close {number} để ghi lại cho đúng."
                ),
            ),
            "by-hand-lost": ProblemTexts(
                N_("phần của tháng {month} ở đây bị sửa bằng tay: dấu không còn khớp."),
                N_("Lấy lại tab này (Lịch sử phiên bản), hoặc mở lại tháng rồi chốt lại."),
            ),
        },
        mended_by="principal",
    ),
}
