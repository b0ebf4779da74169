"""The kinds of papers, and what the register `Văn bản` may call them in its column `Loại`."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.model import Paper, Period, SchoolYear
from sheets_sync.text.periods import Bare, read_period
from sheets_sync.text.vietnamese import fold

NAMES: Mapping[str, tuple[str, ...]] = {
    "registration": ("Đăng ký thi đua", "Tổng hợp đăng ký", "Báo cáo tổng hợp đăng ký", "Tờ trình đăng ký"),
    "monthly": ("Báo cáo thi đua tháng", "Báo cáo tháng"),
    "monthly-sheet": ("Bảng điểm tháng", "Bảng tổng hợp điểm tháng"),
    "contest": ("Danh sách bài dự thi", "Bài dự thi Người tốt, việc tốt"),
    "term": ("Báo cáo sơ kết", "Báo cáo học kỳ", "Báo cáo sơ kết học kỳ", "Sơ kết"),
    "year": ("Báo cáo tổng kết", "Báo cáo năm", "Báo cáo tổng kết năm học", "Tổng kết"),
    "minutes": ("Biên bản", "Biên bản họp", "Biên bản bình xét"),
    "proposal": ("Tờ trình", "Tờ trình khen thưởng", "Tờ trình đề nghị khen thưởng"),
    "decision": ("Quyết định", "Quyết định khen thưởng"),
    "initiatives": ("Danh sách sáng kiến", "Tổng hợp sáng kiến"),
    "achievement-person": ("Báo cáo thành tích", "Báo cáo thành tích cá nhân"),
    "achievement-team": ("Báo cáo thành tích tập thể",),
    "notice": ("Thông báo",),
    "certificate": ("Giấy khen",),
    "plan": ("Kế hoạch", "Kế hoạch thi đua", "Kế hoạch năm", "Kế hoạch thi đua, khen thưởng"),
    "movement": ("Phong trào", "Kế hoạch phong trào", "Tổng kết phong trào"),
    "board": ("Quyết định kiện toàn", "Kiện toàn Ban Thi đua", "Kiện toàn Hội đồng"),
    "inspection": ("Kế hoạch kiểm tra",),
    "guidance": ("Hướng dẫn",),
    "ceremony": ("Lễ tuyên dương", "Kịch bản lễ tuyên dương"),
}
"""Each kind as commands and templates call it, with its usual names."""

_KINDS = {fold(name): kind for kind, names in NAMES.items() for name in (kind, *names)}
_OF_TERMS = frozenset({"term"})


def read_kind(text: str | None) -> str | None:
    """The kind that a text names, or nothing: a register holds other papers too."""
    return _KINDS.get(fold(text)) if text else None


def paper_period(paper: Paper, year: SchoolYear) -> Period | None:
    """The period of a line of the register, nothing where it is blank; raises BadCell."""
    bare: Bare = "term" if read_kind(paper.kind) in _OF_TERMS else "month"
    return read_period(paper.period, year, bare)
