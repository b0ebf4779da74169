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
from tests.law.judged import initiatives, judged, rated, registered, roster, votes
from tests.made_up import YEAR

KINDS = stock_kinds()
APRIL = date(2024, 4, 10)


def said(kind: str, results: Results, period: Period = YEAR) -> str:
    """What the first document of a kind says, a line a paragraph or table row."""
    return text_of(documents.make(documents.asked_for(KINDS[kind], results, period)[0]).content)


def told(kind: str, results: Results, period: Period = YEAR) -> str:
    """What it lacks, a line each."""
    return "\n".join(map(str, gaps.gaps(documents.asked_for(KINDS[kind], results, period)[0])))


# --- who was there ----------------------------------------------------------------------------------------------

AN_AND_BINH = roster("A | Văn", "B | Văn")


def test_the_absent_are_the_members_who_were_not_present() -> None:
    results = judged(AN_AND_BINH, votes("A | CSTĐCS | 9 | 8 | 8 | 8", "B | CSTĐCS | 9 | 8 | 8 | 7"))

    assert "Hội đồng gồm 09 thành viên; có mặt: 08; vắng: 01 (lý do" in said("minutes", results)
    assert "số có mặt khác nhau" not in told("minutes", results)


def test_where_the_votes_differ_on_who_was_there_dots_stand_and_it_is_told() -> None:
    results = judged(AN_AND_BINH, votes("A | CSTĐCS | 9 | 9 | 9 | 8", "B | CSTĐCS | 9 | 8 | 8 | 7"))

    assert "Hội đồng gồm 09 thành viên; có mặt: ……; vắng: …… (lý do" in said("minutes", results)
    assert "các lần bỏ phiếu ghi số có mặt khác nhau (8, 9)" in told("minutes", results)


# --- votes and titles -------------------------------------------------------------------------------------------


def voted_school(*ballots: str) -> Results:
    ids = ("A", "B")
    return judged(
        AN_AND_BINH,
        registered(*(f"{each} | LĐTT" for each in ids)),
        rated(*(f"{each} | HTT" for each in ids)),
        votes(*ballots),
    )


def test_no_title_is_said_to_be_voted_on_that_was_not() -> None:
    results = voted_school("A | CSTĐCS | 9 | 9 | 9 | 8")

    assert "\n- Đề nghị Chủ tịch UBND quận" in said("minutes", results).replace("……", "Chủ tịch UBND quận")
    assert "bỏ phiếu, đề nghị" not in said("minutes", results)
    assert "chưa có phiếu của Lao động tiên tiến (2)" in told("minutes", results)


def test_a_title_is_voted_on_when_everybody_proposed_for_it_was() -> None:
    one = voted_school("A | LĐTT | 9 | 9 | 9 | 8")
    both = voted_school("A | LĐTT | 9 | 9 | 9 | 8", "B | LĐTT | 9 | 9 | 9 | 9")

    assert "bỏ phiếu, đề nghị" not in said("minutes", one)
    assert "chưa có phiếu của Lao động tiên tiến (1)" in told("minutes", one)
    assert "\n- Theo kết quả bỏ phiếu, đề nghị" in said("minutes", both)
    assert "chưa có phiếu" not in told("minutes", both)


def school_of_candidates(candidates: int) -> Results:
    """Ten people with LĐTT, the last of the candidates with the most points: 15 % are one."""
    ids = [f"P{number:02}" for number in range(10)]
    runners = ids[:candidates]
    scores = "\n".join(f"{each} | {70 + place}" for place, each in enumerate(ids))
    return judged(
        roster(*(f"{each} | Văn" for each in ids)),
        registered(*(f"{each} | {'CSTĐCS' if each in runners else 'LĐTT'}" for each in ids)),
        initiatives(*(f"{each} | Công nhận | Trường" for each in runners)),
        rated(*(f"{each} | HTT" for each in ids)),
        f"== Tháng 9\nMã CB | Hiệu trưởng duyệt\n{scores}",
    )


@pytest.mark.parametrize("kind", ["minutes", "proposal"])
def test_more_than_the_quota_allows_stand_strongest_first_and_the_council_has_to_choose(kind: str) -> None:
    results = school_of_candidates(3)
    after = said(kind, results).split("Chiến sĩ thi đua cơ sở")[-1]

    assert after.index("Người P02") < after.index("Người P01") < after.index("Người P00")
    assert (
        "Chiến sĩ thi đua cơ sở: 3 người, tỉ lệ 15 % cho nhiều nhất 1; Hội đồng phải chọn"
        in told(kind, results).splitlines()
    )


def test_within_the_quota_nothing_is_told_of_it() -> None:
    assert "phải chọn" not in told("minutes", school_of_candidates(1))


def test_namesakes_in_the_minutes_are_told_apart() -> None:
    results = judged(
        """
        == Danh sách
        Mã CB | Họ và tên     | Tổ   | Nhóm | Trạng thái
        A     | Nguyễn Thị An | Văn  | GV   | Đang làm việc
        B     | Nguyễn Thị An | Toán | GV   | Đang làm việc
        """,
        registered("A | LĐTT", "B | LĐTT"),
        rated("A | HTT", "B | HTT"),
        votes("A | LĐTT | 9 | 9 | 9 | 8", "B | LĐTT | 9 | 9 | 9 | 9"),
    )

    assert "gồm Nguyễn Thị An (A); Nguyễn Thị An (B)" in said("minutes", results)
    assert "2 | Nguyễn Thị An (B) | 9 | 9 | 9 | 9" in said("minutes", results)


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
