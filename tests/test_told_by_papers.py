"""What papers say where the sheets are incomplete or at odds, and what is told beside them; schools drawn as text."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import documents, gaps
from sheets_sync.kinds import stock_kinds
from sheets_sync.model import Period
from sheets_sync.results import Results
from tests.drawn import school_of
from tests.golden_papers import text_of
from tests.made_up import YEAR

KINDS = stock_kinds()
APRIL = date(2024, 4, 10)


def said(kind: str, results: Results, period: Period = YEAR) -> str:
    """What the first document of a kind says, a line a paragraph or table row."""
    return text_of(documents.make(documents.asked_for(KINDS[kind], results, period)[0]).content)


def told(kind: str, results: Results, period: Period = YEAR) -> str:
    """What it lacks, a line each."""
    return "\n".join(map(str, gaps.gaps(documents.asked_for(KINDS[kind], results, period)[0])))


# --- who signs --------------------------------------------------------------------------------------------------

HEADS = """
== Danh sách
Mã CB | Họ và tên       | Tổ | Nhóm | Trạng thái    | Chức vụ
H     | Lê Thị Mai      | BG | CBQL | Đang làm việc | Hiệu trưởng
P     | Đặng Văn Khánh  | BG | CBQL | Đang làm việc | Phó Hiệu trưởng
"""


@pytest.mark.parametrize(
    ("signer", "posts"),
    [
        ("Đặng Văn Khánh", "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG"),
        ("Lê Thị Mai", "HIỆU TRƯỞNG"),
        ("Một Người Khác", "HIỆU TRƯỞNG"),  # whose post nobody knows
    ],
)
def test_a_deputy_of_the_roster_signs_for_the_head(signer: str, posts: str) -> None:
    line = f"== Văn bản\nLoại | Kỳ | Số | Ngày ban hành | Người ký\nplan | 2023-2024 | 5 | @2023-09-10 | {signer}"

    assert f"| {posts} / {signer}" in said("plan", school_of(HEADS, line))


def test_a_post_that_the_config_has_for_a_deputy_stays() -> None:
    school = {"signer": "Đặng Văn Khánh", "signer_post": "KT. HIỆU TRƯỞNG; PHÓ HIỆU TRƯỞNG"}
    config = {"school": {"name": "Trường THCS Thử", "year": "2023-2024", **school}}

    assert "| KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG / Đặng Văn Khánh" in said("plan", school_of(HEADS, **config))
