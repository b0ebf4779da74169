"""Problem codes of a tab as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

TAB_CODES: Mapping[str, ProblemCode] = {
    "tab-missing": ProblemCode(
        "error",
        N_("Thiếu tab"),
        {
            "": ProblemTexts(
                N_("không có tab “{tab}”."),
                N_(
                    "Tạo tab “{tab}” (lệnh init làm sẵn mẫu), hoặc ghi tên tab của trường vào [tabs] trong config.toml."
                ),
            ),
        },
        points_to="nothing",
        of_layout=True,
    ),
    "tab-duplicate": ProblemCode(
        "error",
        N_("Hai tab cùng tên"),
        {
            "": ProblemTexts(
                N_("có hai tab cùng tên “{tab}”; chỉ tab đứng trước được đọc."),
                N_("Gộp hai tab làm một, hoặc đổi tên tab cũ."),
            ),
        },
        points_to="tab",
        of_layout=True,
    ),
    "column-missing": ProblemCode(
        "error",
        N_("Thiếu cột"),
        {
            "": ProblemTexts(
                N_("không có cột “{column}”."),
                N_(
                    "Trả lại tên cột “{column}” nếu đã bị đổi, hoặc thêm cột ấy; trường gọi tên khác thì ghi vào "
                    "[columns] trong config.toml."
                ),
            ),
            "near": ProblemTexts(
                N_("không có cột “{column}”; có cột “{near}”."),
                N_("Trả lại tên cột “{column}”, hoặc ghi “{near}” vào [columns] trong config.toml."),
            ),
            "header": ProblemTexts(
                N_("không tìm thấy hàng tiêu đề trong 15 hàng đầu."),
                N_("Đặt một hàng tiêu đề có các cột: {columns}."),
            ),
        },
        points_to="tab",
        of_layout=True,
    ),
    "column-duplicate": ProblemCode(
        "error",
        N_("Hai cột cùng tên"),
        {
            "": ProblemTexts(
                N_("có hai cột “{column}”; chỉ cột đứng trước được đọc."),
                N_("Xoá hoặc đổi tên một trong hai cột."),
            ),
        },
        of_layout=True,
    ),
}
