"""Problem codes of registrations, initiatives and votes."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

TITLE_CODES: Mapping[str, ProblemCode] = {
    "registration-missing": ProblemCode(
        "warning",
        N_("Chưa đăng ký danh hiệu"),
        {
            "": ProblemTexts(
                N_("{name} ({staff_id}, {team}) chưa đăng ký danh hiệu thi đua; hạn là {deadline}."),
                N_("Thêm dòng đăng ký ở tab “{tab}”, hoặc sửa dòng của người này nếu còn lỗi."),
            ),
        },
        points_to="tab",
    ),
    "registration-late": ProblemCode(
        "warning",
        N_("Đăng ký sau hạn"),
        {
            "": ProblemTexts(
                N_("đăng ký “{round}” ngày {value}, sau hạn {deadline}."),
                N_("Xem lại ngày, hoặc chuyển sang đợt Bổ sung."),
            ),
        },
    ),
    "registration-duplicate": ProblemCode(
        "error",
        N_("Đăng ký trùng"),
        {
            "": ProblemTexts(
                N_("{staff_id} đã đăng ký “{title}” ở dòng {first}."), N_("Xoá một trong hai dòng.")
            ),
        },
    ),
    "title-ambiguous": ProblemCode(
        "error",
        N_("Chưa rõ danh hiệu"),
        {
            "": ProblemTexts(N_("chưa rõ “{value}” là danh hiệu nào."), N_("Ghi rõ một trong: {could_be}.")),
        },
    ),
    "decision-missing": ProblemCode(
        "warning",
        N_("Sáng kiến thiếu quyết định"),
        {
            "": ProblemTexts(
                N_("sáng kiến {code} được công nhận nhưng ô “{column}” còn trống."),
                N_("Điền số và ngày của quyết định công nhận."),
            ),
        },
    ),
    "votes-inconsistent": ProblemCode(
        "error",
        N_("Số phiếu không khớp"),
        {
            "": ProblemTexts(
                N_("“{column}” là {value}, nhiều hơn “{other}” là {limit}."),
                N_("Kiểm lại biên bản kiểm phiếu: Đồng ý ≤ Phiếu hợp lệ ≤ Có mặt ≤ Tổng thành viên."),
            ),
            "negative": ProblemTexts(
                N_("“{column}” là {value}, nhỏ hơn 0."), N_("Kiểm lại biên bản kiểm phiếu.")
            ),
        },
        mended_by="board",
    ),
}
