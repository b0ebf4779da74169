"""Problem codes of rows of the other tabs."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

ROW_CODES: Mapping[str, ProblemCode] = {
    "dates-reversed": ProblemCode(
        "error",
        N_("Ngày kết thúc trước ngày bắt đầu"),
        {
            "": ProblemTexts(
                N_("“{column}” {end} trước ngày bắt đầu {start}."),
                N_("Xem lại hai ngày; gõ ngày trước, tháng sau."),
            ),
        },
    ),
    "leave-overlap": ProblemCode(
        "error",
        N_("Đợt nghỉ trùng ngày"),
        {
            "": ProblemTexts(
                N_("đợt nghỉ này trùng ngày với đợt nghỉ ở dòng {first} của cùng {staff_id}."),
                N_("Sửa ngày, hoặc gộp hai đợt làm một."),
            ),
        },
    ),
    "date-outside-year": ProblemCode(
        "warning",
        N_("Ngày ngoài năm học"),
        {
            "": ProblemTexts(
                N_("{value} ở “{column}” nằm ngoài năm học {year} (01/8 đến 31/7)."), N_("Xem lại năm.")
            ),
            "swapped": ProblemTexts(
                N_("{value} ở “{column}” nằm ngoài năm học {year} (01/8 đến 31/7)."),
                N_("Có phải {swapped}? Gõ ngày trước, tháng sau; nếu không phải thì xem lại năm."),
            ),
        },
    ),
    "entries-short": ProblemCode(
        "warning",
        N_("Thiếu bài dự thi"),
        {
            "": ProblemTexts(
                N_("tháng {month} mới có {count}/{wanted} bài dự thi."),
                N_("Gửi đủ {wanted} bài và ghi vào tab “{tab}”."),
            ),
        },
        points_to="tab",
    ),
    "row-duplicate": ProblemCode(
        "error",
        N_("Dòng trùng"),
        {
            "": ProblemTexts(
                N_("“{value}” đã có ở dòng {first}."), N_("Giữ một dòng, xoá hoặc sửa dòng kia.")
            ),
        },
    ),
}
