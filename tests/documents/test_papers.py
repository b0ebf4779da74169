"""Every kind of paper on the demo school: laid out as the decree asks, and saying what its golden text says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Pt

from sheets_sync.documents import make, word
from sheets_sync.documents.kinds import stock_kinds
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.errors import UsageError
from sheets_sync.model import Paper, Place
from sheets_sync.results.results import Results
from tests.golden_papers import FOLDER, demo_school, requests_of, text_of, texts, usual_period
from tests.made_up import made_up_results
from tests.nd30 import breaches

KINDS = stock_kinds()
NOWHERE = Place("Văn bản", None, 2, {})
VIETNAMESE = re.compile(r"[À-ỹĐđ]")


@pytest.fixture(scope="module")
def school() -> Results:
    return demo_school()


def built(kind: str, school: Results) -> list[bytes]:
    return _of_demo(kind) if school is demo_school() else made(kind, school)


def made(kind: str, school: Results) -> list[bytes]:
    return [make.make(request).content for request in requests_of(KINDS[kind], school)]


@cache
def _of_demo(kind: str) -> list[bytes]:
    """A kind's documents of the demo school, which many tests look at."""
    return made(kind, demo_school())


def with_line(school: Results, kind: str, number: str, period: str = "2023-2024") -> Results:
    line = Paper(NOWHERE, kind, period, number, school.today, None, None, None)
    return replace(school, school=replace(school.school, papers=(line,)))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_laid_out_as_the_decree_asks(kind: str, school: Results) -> None:
    assert [breach for content in built(kind, school) for breach in breaches(content)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_says_what_its_golden_text_says(kind: str, school: Results) -> None:
    for name, text in texts(KINDS[kind], built(kind, school)).items():
        assert text == (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), "scripts/golden writes it anew"


def test_no_golden_text_is_left_over(school: Results) -> None:
    wanted = {name for key, kind in KINDS.items() for name in texts(kind, built(key, school))}

    assert {path.stem for path in FOLDER.glob("*.txt")} == wanted


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_results_give_the_same_bytes(kind: str, school: Results) -> None:
    assert made(kind, school) == built(kind, school)


@pytest.mark.parametrize("kind", KINDS)
def test_no_paper_shows_ids_mail_addresses_or_leave(kind: str, school: Results) -> None:
    ids = {person.staff_id for person in school.school.roster.people}
    namesakes = {"CB011", "CB023"}  # two people of one name are distinguished by their ids
    for content in built(kind, school):
        text = text_of(content)
        assert not re.search(r"@|Thai sản|Không lương|Khiển trách|Đang xem xét", text)
        assert {staff_id for staff_id in ids if staff_id in text} <= namesakes


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind, each in KINDS.items() if each.sign])
def test_every_numbered_paper_takes_its_number_from_the_register(kind: str, school: Results) -> None:
    period = str(usual_period(KINDS[kind], school))
    numbered = with_line(school, kind, "7", period)
    series = "HĐTĐKT" if KINDS[kind].series == "council" else "THCSSX"
    whole = make.requests_for(KINDS[kind], numbered, usual_period(KINDS[kind], school))[0]
    text = text_of(make.make(replace(whole, only=True)).content)

    assert f"Số: 07/{KINDS[kind].sign}-{series} | Long Biên, ngày 10 tháng 4 năm 2024" in text or (
        kind == "minutes" and f"Số: 07/BB-{series}" in text
    )


def test_a_line_that_could_be_of_many_papers_gives_none_its_number(school: Results) -> None:
    numbered = with_line(school, "Quyết định", "7")

    for kind in ("decision", "board", "initiatives"):
        assert "Số: ……/QĐ-THCSSX" in text_of(built(kind, numbered)[0])


def test_of_several_proposals_a_line_must_name_the_authority(school: Results) -> None:
    lines = with_line(school, "proposal: Chủ tịch UBND Thành phố", "9")
    texts = [text_of(content) for content in built("proposal", lines)]

    assert ["Số: 09/TTr-THCSSX" in text for text in texts] == [
        "trình Chủ tịch UBND Thành phố" in text for text in texts
    ]
    assert sum("Số: 09/TTr-THCSSX" in text for text in texts) == 1


def test_each_authority_gets_a_proposal_of_its_own(school: Results) -> None:
    quan, *others = (text_of(content) for content in built("proposal", school))

    assert "Chiến sĩ thi đua cơ sở" in quan
    assert not any("Chiến sĩ thi đua cơ sở" in text for text in others)


def test_the_school_never_decides_what_the_district_decides(school: Results) -> None:
    decision = text_of(built("decision", school)[0])

    assert "Tặng Giấy khen của Hiệu trưởng" in decision
    assert not re.search("Lao động tiên tiến|Chiến sĩ thi đua", decision)


def test_votes_are_counted_against_all_members(school: Results) -> None:
    minutes = text_of(built("minutes", school)[0])

    assert "Tổ Toán - Tin | 9 | 8 | 8 | 7 | 77,78" in minutes  # 7 of 9, not of the 8 present
    assert "111,11" not in minutes


@pytest.mark.parametrize("kind", ["proposal", "decision", "registration", "term", "monthly-sheet"])
def test_what_ends_a_section_takes_no_room_on_a_page_that_is_full(kind: str, school: Results) -> None:
    for content in built(kind, school):
        ends = [each for each in Document(BytesIO(content)).paragraphs if each._p.xpath("w:pPr/w:sectPr")]

        assert ends
        assert {
            (each.text, each.style.font.size, each.style.paragraph_format.line_spacing) for each in ends
        } == {("", Pt(1), Pt(1))}


def test_an_annex_without_its_heading_is_seen(school: Results) -> None:
    parts = parts_of(built("board", school)[0])
    text = parts["word/document.xml"].decode()
    broken = pack(
        {**parts, "word/document.xml": text.replace("(Kèm theo Quyết định số", "(Theo văn bản").encode()}
    )

    assert "does not say which paper the annex belongs to" in "\n".join(breaches(broken))


@pytest.mark.parametrize(
    ("kind", "was", "now", "breach"),
    [
        (
            "board",
            "Căn cứ Luật Thi đua, khen thưởng;",
            "Căn cứ Luật Thi đua, khen thưởng.",
            "legal bases end with",
        ),
        ("proposal", "b) Báo cáo thành tích", "d) Báo cáo thành tích", "should be b)"),
        ("board", "- Như Điều 3;", "- Như trên;", "first recipient"),
        ("plan", "KH-THCSSX", "KEH-THCSSX", "no number"),
        ("contest", "Phòng Nội vụ …….", "Phòng Nội vụ ……;", "addressees end with"),
        ("board", "(danh sách tại Phụ lục kèm theo)", "(danh sách)", "does not mention the annex"),
        ("registration", "Phụ lục II</w:t>", "Phụ lục I</w:t>", "annexes are numbered"),
        ("ceremony", "tiêu biểu (Mục III)", "tiêu biểu (mục III)", "small letter"),
        ("plan", "của năm học;", "của Quận Long Biên;", "begins with a capital"),
        ("plan", ">Nguyễn Thị Minh Nguyệt<", ">TS Nguyễn Thị Minh Nguyệt<", "title stands before the name"),
    ],
)
def test_the_layout_check_sees(kind: str, was: str, now: str, breach: str, school: Results) -> None:
    parts = parts_of(built(kind, school)[0])
    text = parts["word/document.xml"].decode()
    assert was in text
    changed = text.replace(was, now)
    if kind == "board" and "mention" in breach:
        changed = changed.replace("các thành viên có tên tại Phụ lục", "các thành viên")

    assert breach in "\n".join(breaches(pack({**parts, "word/document.xml": changed.encode()})))


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_template_has_vietnamese_only_in_quotes(kind: str) -> None:
    content = parts_of((word.STOCK / f"{kind}.en.docx").read_bytes())["word/document.xml"].decode()
    said = set(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", content))
    said -= {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}

    assert {text for text in said if VIETNAMESE.search(re.sub(r"“[^”]*”|\{\{.*?\}\}", "", text))} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_title_and_a_purpose_in_both_languages(kind: str) -> None:
    each = KINDS[kind]

    assert set(each.titles) == set(each.purposes) == {"vi", "en"}
    assert not VIETNAMESE.search(re.sub("“[^”]*”", "", each.titles["en"] + each.purposes["en"]))


EMPTY = made_up_results("1 | Nguyễn Văn An | Toán - Tin | 80 | 90", 9, 10)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [kind for kind, each in KINDS.items() if each.whom != "proposed" and kind != "proposal"]
)
def test_without_data_a_paper_is_a_form_with_dots_and_the_gaps_are_listed(kind: str) -> None:
    year = EMPTY.config.year
    period = {"month": year.month(10), "term": year.term(1), "year": year}[KINDS[kind].periods[0]]
    (request,) = make.requests_for(KINDS[kind], EMPTY, period)
    document = make.make(request)

    assert breaches(document.content) == []
    assert document.gaps  # at least the number, or the name of who signs


def test_the_gaps_name_what_is_missing() -> None:
    (request,) = make.requests_for(KINDS["minutes"], EMPTY, EMPTY.config.year)
    gaps = [str(gap) for gap in make.make(request).gaps]

    assert gaps[:2] == [
        "tab Hội đồng chưa có thành viên nào đang trong nhiệm kỳ",
        "tab Bình xét chưa có dòng nào",
    ]
    assert "chưa có tên người ký: trong mục [school] của config.toml, ghi signer = …" in gaps


def test_nobody_to_propose_is_reported() -> None:
    with pytest.raises(UsageError, match="Chưa lập được “proposal”"):
        make.requests_for(KINDS["proposal"], EMPTY, EMPTY.config.year)
