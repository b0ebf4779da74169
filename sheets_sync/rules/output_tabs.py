"""The output tabs, a line for each, and by their stock titles a school's and a district's: what `[store.titles]` may rename."""

from __future__ import annotations

from typing import NamedTuple


class OutputTabEntry(NamedTuple):
    """An output tab: its stock title, its place among the tabs, and the function below `views.tabs` that makes it."""

    title: str
    place: int
    made_by: str


# In the order in which messages and the schema of config.toml list the titles.
OUTPUT_TABS = (
    OutputTabEntry("Tổng hợp", 10, "overview:overview_tab"),
    OutputTabEntry("Xếp hạng tháng", 20, "rankings:months_tab"),
    OutputTabEntry("Xếp hạng tổ", 30, "rankings:teams_tab"),
    OutputTabEntry("Xếp hạng lớp", 50, "rankings:classes_tab"),
    OutputTabEntry("Xếp loại năm", 40, "rankings:year_tab"),
    OutputTabEntry("Đề xuất danh hiệu", 60, "titles:titles_tab"),
    OutputTabEntry("Đăng ký tổng hợp", 70, "registrations:registrations_tab"),
    OutputTabEntry("Lỗi dữ liệu", 90, "problems:problems_tab"),
    OutputTabEntry("Lịch việc", 80, "calendar:calendar_tab"),
    OutputTabEntry("Chốt tháng", 100, "closed_months:closed_tab"),
)
OUTPUTS = tuple(entry.title for entry in OUTPUT_TABS)
DISTRICT_OUTPUTS = ("Các trường", "Đề nghị của các trường", "Trùng người", "Đăng ký của các trường")
