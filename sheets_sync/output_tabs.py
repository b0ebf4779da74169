"""The output tabs by their stock titles: what `[store.titles]` may rename."""

from __future__ import annotations

OUTPUTS = (
    "Tổng hợp",
    "Xếp hạng tháng",
    "Xếp hạng tổ",
    "Xếp hạng lớp",
    "Xếp loại năm",
    "Đề xuất danh hiệu",
    "Đăng ký tổng hợp",
    "Lỗi dữ liệu",
    "Lịch việc",
    "Chốt tháng",
)
