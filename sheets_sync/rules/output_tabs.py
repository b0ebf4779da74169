"""The output tabs by their stock titles, a school's and a district's: what `[store.titles]` may rename."""

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
DISTRICT_OUTPUTS = ("Các trường", "Đề nghị của các trường", "Trùng người", "Đăng ký của các trường")
