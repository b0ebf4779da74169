"""What papers say where the sheets are incomplete or at odds, and which gaps are listed beside them; schools drawn as text."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.documents import gaps, make
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.model import Period
from sheets_sync.results.results import Results
from tests.awards.judged import initiatives, judged, rated, registered, roster, votes
from tests.drawn import school_of
from tests.golden_papers import text_of
from tests.made_up import YEAR

KINDS = stock_kinds()
APRIL = date(2024, 4, 10)


def said(kind: str, results: Results, period: Period = YEAR) -> str:
    """What the first document of a kind says, a line a paragraph or table row."""
    return text_of(make.make(make.requests_for(KINDS[kind], results, period)[0]).content)


def gaps_of(kind: str, results: Results, period: Period = YEAR) -> str:
    """What it lacks, a line each."""
    return "\n".join(map(str, gaps.gaps(make.requests_for(KINDS[kind], results, period)[0])))


# --- who was there ----------------------------------------------------------------------------------------------

AN_AND_BINH = roster("A | Văn", "B | Văn")


def test_the_absent_are_the_members_who_were_not_present() -> None:
    results = judged(AN_AND_BINH, votes("A | CSTĐCS | 9 | 8 | 8 | 8", "B | CSTĐCS | 9 | 8 | 8 | 7"))

    assert "Hội đồng gồm 09 thành viên; có mặt: 08; vắng: 01 (lý do" in said("minutes", results)
    assert "số có mặt khác nhau" not in gaps_of("minutes", results)


def test_votes_that_differ_on_who_was_there_leave_dots_and_a_gap() -> None:
    results = judged(AN_AND_BINH, votes("A | CSTĐCS | 9 | 9 | 9 | 8", "B | CSTĐCS | 9 | 8 | 8 | 7"))

    assert "Hội đồng gồm 09 thành viên; có mặt: ……; vắng: …… (lý do" in said("minutes", results)
    assert "các lần bỏ phiếu ghi số có mặt khác nhau (8, 9)" in gaps_of("minutes", results)


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
    assert "chưa có phiếu của Lao động tiên tiến (2)" in gaps_of("minutes", results)


def test_a_title_is_voted_on_when_everybody_proposed_for_it_was() -> None:
    one = voted_school("A | LĐTT | 9 | 9 | 9 | 8")
    both = voted_school("A | LĐTT | 9 | 9 | 9 | 8", "B | LĐTT | 9 | 9 | 9 | 9")

    assert "bỏ phiếu, đề nghị" not in said("minutes", one)
    assert "chưa có phiếu của Lao động tiên tiến (1)" in gaps_of("minutes", one)
    assert "\n- Theo kết quả bỏ phiếu, đề nghị" in said("minutes", both)
    assert "chưa có phiếu" not in gaps_of("minutes", both)


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
        in gaps_of(kind, results).splitlines()
    )


def test_within_the_quota_there_is_no_gap() -> None:
    assert "phải chọn" not in gaps_of("minutes", school_of_candidates(1))


def test_namesakes_in_the_minutes_are_distinguished() -> None:
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
        ("Một Người Khác", "HIỆU TRƯỞNG"),  # a signer without a known post
    ],
)
def test_a_deputy_of_the_roster_signs_for_the_head(signer: str, posts: str) -> None:
    line = f"== Văn bản\nLoại | Kỳ | Số | Ngày ban hành | Người ký\nplan | 2023-2024 | 5 | @2023-09-10 | {signer}"

    assert f"| {posts} / {signer}" in said("plan", school_of(HEADS, line))


def test_a_post_that_the_config_has_for_a_deputy_stays() -> None:
    school = {"signer": "Đặng Văn Khánh", "signer_post": "KT. HIỆU TRƯỞNG; PHÓ HIỆU TRƯỞNG"}
    config = {"school": {"name": "Trường THCS Thử", "year": "2023-2024", **school}}

    assert "| KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG / Đặng Văn Khánh" in said("plan", school_of(HEADS, **config))


# --- initiatives ------------------------------------------------------------------------------------------------

TERMS = """
== Tháng 9
Mã CB | Hiệu trưởng duyệt
TV01  | 80
== Tháng 2
Mã CB | Hiệu trưởng duyệt
TV01  | 80
== Tháng 3
Mã CB | Hiệu trưởng duyệt
TV01  | 80
== Sáng kiến
Mã SK | Tên sáng kiến     | Tác giả | Kết quả   | Cấp công nhận | Số quyết định | Ngày quyết định
SK1   | Giải pháp mùa thu | TV01    | Công nhận | Trường        | 12/QĐ         | @2023-12-20
SK2   | Giải pháp mùa hạ  | TV01    | Công nhận | Trường        |               | @2024-06-03
SK3   | #REF!             | TV01    | Công nhận | Trường        | 27/QĐ         | @2024-03-20
SK4   | Giải pháp nào đó  | TV01    | Công nhận | Trường        | 28/QĐ         |
"""


@pytest.fixture(scope="module")
def terms() -> Results:
    return school_of(TERMS, today=APRIL)


def listed(text: str) -> list[str]:
    """The rows of a report's table of initiatives, without their numbers."""
    rows = text.split("6. Sáng kiến\n")[1].split("\n7.")[0].splitlines()[1:]
    return [row.partition(" | ")[2] for row in rows]


@pytest.mark.parametrize(
    ("period", "rows"),
    [
        (YEAR.term(1), ["Giải pháp mùa thu | Nguyễn Thị An | 12/QĐ ngày 20/12/2023"]),
        (
            YEAR.term(2),
            [
                "Giải pháp mùa hạ | Nguyễn Thị An | …… ngày 03/06/2024",
                "…… | Nguyễn Thị An | 27/QĐ ngày 20/03/2024",
            ],
        ),
    ],
)
def test_a_term_lists_what_was_decided_in_it(terms: Results, period: Period, rows: list[str]) -> None:
    assert listed(said("term", terms, period)) == rows
    assert "1 sáng kiến được công nhận chưa ghi ngày quyết định, nên chưa rõ thuộc học kỳ" in gaps_of(
        "term", terms, period
    )


def test_the_year_lists_them_all(terms: Results) -> None:
    assert len(listed(said("year", terms))) == 4
    assert "nên chưa rõ thuộc" not in gaps_of("year", terms)


def test_a_day_passes_for_no_number(terms: Results) -> None:
    decisions = "(Quyết định số 12/QĐ ngày 20/12/2023; …… ngày 03/06/2024; 27/QĐ ngày 20/03/2024; 28/QĐ)"

    assert decisions in said("initiatives-proposal", terms)


@pytest.mark.parametrize("kind", ["initiatives", "initiatives-proposal", "year", "term"])
def test_an_unreadable_name_is_a_gap_of_every_paper_that_shows_it(terms: Results, kind: str) -> None:
    period = YEAR.term(2) if kind == "term" else YEAR

    assert "chưa đọc được tên sáng kiến ở Sáng kiến!B4" in gaps_of(kind, terms, period).splitlines()


def test_a_term_without_it_has_no_such_gap(terms: Results) -> None:
    assert "chưa đọc được tên" not in gaps_of("term", terms, YEAR.term(1))


# --- periods and papers -----------------------------------------------------------------------------------------


def test_a_period_that_is_not_over_says_what_there_is_of_it(terms: Results) -> None:
    assert "học kỳ II năm học 2023-2024 chưa kết thúc: mới có tháng 2, tháng 3" in gaps_of(
        "term", terms, YEAR.term(2)
    )
    assert "chưa kết thúc" not in gaps_of("term", terms, YEAR.term(1))


@pytest.mark.parametrize(
    ("kind", "form"),
    [("proposal", "Tờ trình"), ("initiatives", "Quyết định"), ("year", "Báo cáo")],
)
def test_an_annex_names_the_form_of_its_paper(kind: str, form: str) -> None:
    assert f"(Kèm theo {form} số ……/" in said(kind, school_of_candidates(1))


def test_a_paper_that_was_handed_in_has_to_be_handed_in_again_if_it_changes() -> None:
    line = "== Văn bản\nLoại | Kỳ | Số | Ngày ban hành | Ngày nộp\nplan | 2023-2024 | 5 | @2024-03-04 | @2024-03-05"
    handed_in = school_of(line, today=APRIL)

    assert "văn bản này đã nộp ngày 05/03/2024; bản mới khác thì phải nộp lại" in gaps_of("plan", handed_in)
    assert "05/03/2024" not in said("plan", handed_in)
    assert "đã nộp" not in gaps_of("board", handed_in)
