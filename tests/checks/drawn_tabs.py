"""Tabs for the rules to look at, drawn as `tests/drawn.py` reads them."""

from __future__ import annotations

from datetime import date
from functools import partial

from tests import drawn

IN_OCTOBER = date(2023, 10, 1)
assert_as_drawn = partial(drawn.assert_as_drawn, today=IN_OCTOBER)
"""Compare the drawn problems in the month of the tabs: it has begun, no deadline is over."""

HEAD = "Mã CB | Ý thức kỷ luật, đạo đức | Kết quả nhiệm vụ | Điểm thưởng | Tự chấm | Tổ chấm | Hiệu trưởng duyệt | Xếp loại"


def month(*rows: str, heading: str = "Tháng 10") -> str:
    """A month's tab with these rows."""
    return "\n".join(["", f"== {heading}", HEAD, *rows, ""])


def roster(*rows: str) -> str:
    """`Danh sách` with these people."""
    head = "Mã CB | Họ và tên | Tổ | Nhóm | Trạng thái | Từ ngày | Ngày vào trường"
    return "\n".join(["", "== Danh sách", head, *rows, ""])


def tab(title: str, head: str, *rows: str) -> str:
    """Any other tab."""
    return "\n".join(["", f"== {title}", head, *rows, ""])
