"""The monthly report: laid out as the decree asks, saying what was computed, and the same bytes every time."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from sheets_sync.documents.fields.paper import number_text
from sheets_sync.documents.word_file import pack, parts_of, seal_of
from sheets_sync.errors import UsageError
from sheets_sync.language import translator
from sheets_sync.model import Paper, Place
from sheets_sync.results.results import Results
from sheets_sync.text.words import date_text
from tests.made_documents import made_document
from tests.made_up import YEAR, made_up_config, made_up_results
from tests.nd30 import breaches
from tests.nd30.paper import Paper as WordPaper

OCTOBER = YEAR.month(10)
NOWHERE = Place("Văn bản", None, 2, {})

SCHOOL = """
    1 | Nguyễn Văn An  | Toán - Tin  | 80    | 92,50
    2 | Trần Thị Bình  | Toán - Tin  | 85    | 90
    3 | Lê Văn Cường   | Ngữ văn     | 95    | 89,99
    4 | Phạm Thị Dung  | Ngữ văn     | 75    | -
    5 | Hoàng Văn Em   | Văn phòng   | 70    | -
"""


@pytest.fixture
def school() -> Results:
    return made_up_results(SCHOOL, 9, 10)


def text_of(results: Results) -> str:
    content = made_document("monthly", results, OCTOBER).content
    return "\n".join(line.text for line in WordPaper(content).lines)


def rows_of(results: Results) -> list[str]:
    """The table rows as text, cells parted by a bar."""
    root = WordPaper(made_document("monthly", results, OCTOBER).content).root
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        " | ".join("".join(text.text or "" for text in cell.iter(f"{w}t")) for cell in row.iter(f"{w}tc"))
        for row in root.iter(f"{w}tr")
    ]


def with_paper(results: Results, **values: object) -> Results:
    blank = {"kind": "monthly", "period": "10", "number": None, "issued": None, "signer": None}
    blank |= {"recipients": None, "submitted": None}
    paper = Paper(NOWHERE, **{**blank, **values})  # type: ignore[arg-type]
    return replace(results, school=replace(results.school, papers=(paper,)))


def configured(table: str = SCHOOL, **school: object) -> Results:
    config = made_up_config(school={"name": "Trường THCS Thử", "year": "2023-2024", **school})
    return made_up_results(table, 9, 10, config=config)


# --- layout -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "results",
    [
        pytest.param(lambda: made_up_results(SCHOOL, 9, 10), id="blank number and date"),
        pytest.param(
            lambda: with_paper(made_up_results(SCHOOL, 9, 10), number="7", issued=date(2024, 2, 5)),
            id="number and date",
        ),
        pytest.param(lambda: configured(signer="Nguyễn Thị Hương"), id="a signer"),
        pytest.param(
            lambda: configured(name="Trường Phổ thông dân tộc nội trú THCS Huyện Mèo Vạc"), id="a long name"
        ),
        pytest.param(lambda: configured(name="Trường A"), id="a short name"),
        pytest.param(lambda: made_up_results("1 | An | Toán | 90", 10), id="one person"),
    ],
)
def test_the_report_is_laid_out_as_the_decree_asks(results: Callable[[], Results]) -> None:
    assert breaches(made_document("monthly", results(), OCTOBER).content) == []


@pytest.mark.parametrize(
    ("part", "was", "now", "breach"),
    [
        ("word/document.xml", 'w:left="1729"', 'w:left="1134"', "left margin"),
        ("word/document.xml", "<w:titlePg/>", "", "page number shown on page 1"),
        ("word/document.xml", "<w:cantSplit/>", "", "may split"),
        ("word/document.xml", "<w:tblHeader/>", "", "not repeated"),
        ("word/document.xml", "./.", ".", "close with"),
        ("word/document.xml", "Số: ", "Số ", "no number"),
        ("word/document.xml", "- Như trên;", "- Các tổ;", "wrongly “Như trên”"),
        ("word/styles.xml", 'w:ascii="Times New Roman"', 'w:ascii="Arial"', "set in 'Arial'"),
        ("word/styles.xml", '<w:jc w:val="both"/>', "", "not justified"),
        ("word/styles.xml", 'w:firstLine="720"', 'w:firstLine="300"', "is indented by 300"),
        ("word/styles.xml", 'w:after="120"', 'w:after="60"', "less than 6 pt"),
        ("word/styles.xml", "<w:pBdr>", "<w:ignored>", "no line below"),
    ],
)
def test_the_layout_check_sees(part: str, was: str, now: str, breach: str, school: Results) -> None:
    parts = parts_of(made_document("monthly", school, OCTOBER).content)
    changed = parts[part].decode().replace(was, now)
    if "pBdr" in was:
        changed = changed.replace("</w:pBdr>", "</w:ignored>")
    assert changed != parts[part].decode()

    assert breach in "\n".join(breaches(pack({**parts, part: changed.encode()})))


# --- number, date, signer, recipients ---------------------------------------------------------------------------


def test_without_a_number_in_the_register_the_head_has_dots(school: Results) -> None:
    assert "Số: ……/BC-THCS\n……, ngày …… tháng …… năm ……" in text_of(school)


@pytest.mark.parametrize("period", ["10", "Tháng 10", "10/2023", "2023-10"])
def test_the_register_gives_number_and_date(school: Results, period: str) -> None:
    results = with_paper(school, period=period, number="5", issued=date(2023, 11, 2))

    assert "Số: 05/BC-THCS\n……, ngày 02 tháng 11 năm 2023" in text_of(results)


@pytest.mark.parametrize(
    "other", [{"period": "9"}, {"kind": "yearly"}, {"period": None}, {"period": "học kỳ 1"}, {"kind": None}]
)
def test_a_line_of_another_paper_gives_nothing(school: Results, other: dict[str, object]) -> None:
    assert "Số: ……/BC-THCS" in text_of(with_paper(school, number="5", **other))


def test_the_register_may_call_the_paper_by_its_title(school: Results) -> None:
    assert "Số: 12/BC-THCS" in text_of(with_paper(school, kind="Báo cáo thi đua  tháng", number="12"))


def test_a_whole_number_with_its_sign_is_taken_as_it_is(school: Results) -> None:
    assert "Số: 12/BC-THCSAM\n" in text_of(with_paper(school, number="12/BC-THCSAM"))


def test_the_register_names_signer_and_recipients(school: Results) -> None:
    text = text_of(with_paper(school, signer="Lê Thị Mai", recipients="Như trên; Công đoàn trường"))

    assert "- Như trên;\n- Công đoàn trường;\n- Lưu: VT, TĐKT." in text
    assert text.endswith("Lê Thị Mai")


def test_a_deputy_signs_below_the_post_of_the_head() -> None:
    results = configured(signer="Lê Thị Mai", signer_post="KT. HIỆU TRƯỞNG; PHÓ HIỆU TRƯỞNG")
    text = text_of(results)

    assert text.endswith("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n\n\n\n\nLê Thị Mai")
    assert breaches(made_document("monthly", results, OCTOBER).content) == []


@pytest.mark.parametrize(
    ("number", "shown"), [("5", "05"), ("05", "05"), (" 12 ", "12"), ("105", "105"), ("", "……")]
)
def test_a_number_below_10_gets_a_zero(number: str, shown: str) -> None:
    assert number_text(number) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 10), "ngày 10 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days_below_10_and_the_months_1_and_2_get_a_zero(day: date | None, shown: str) -> None:
    assert date_text(day, translator("vi")) == shown


@pytest.mark.parametrize(
    ("day", "shown"), [(date(2024, 1, 5), "5 January 2024"), (date(2023, 12, 31), "31 December 2023")]
)
def test_an_english_date_names_its_month(day: date, shown: str) -> None:
    assert date_text(day, translator("en")) == shown


# --- what it says -----------------------------------------------------------------------------------------------


def test_everybody_rated_is_in_the_ranking(school: Results) -> None:
    assert [row for row in rows_of(school) if "| A |" in row or "| B |" in row] == [
        "1 | Nguyễn Văn An | Toán - Tin | 92,50 | A | 1",
        "2 | Trần Thị Bình | Toán - Tin | 90,00 | A | 2",
        "3 | Lê Văn Cường | Ngữ văn | 89,99 | B | 1",
    ]


def test_the_teams_stand_with_their_mean_and_how_many_were_rated(school: Results) -> None:
    rows = rows_of(school)

    assert "1 | Toán - Tin | 91,25 | 2/2 | A" in rows
    assert "2 | Ngữ văn | 89,99 | 1/2 | B" in rows


def test_the_ratings_stand_with_their_shares(school: Results) -> None:
    rows = rows_of(school)

    assert rows[rows.index("A | 2 | 66,67") :][:5] == [
        "A | 2 | 66,67",
        "B | 1 | 33,33",
        "C | 0 | 0,00",
        "D | 0 | 0,00",
        "Tổng số | 3 | 100,00",
    ]


def test_the_missing_stand_by_team(school: Results) -> None:
    rows = rows_of(school)

    assert "Ngữ văn | 01 | Phạm Thị Dung" in rows
    assert "Văn phòng | 01 | Hoàng Văn Em" in rows


def test_a_month_without_missing_people_says_so() -> None:
    assert "5. Danh sách người chưa có điểm\nKhông có." in text_of(made_up_results("1 | An | Toán | 90", 10))


def test_the_counts_add_up(school: Results) -> None:
    text = text_of(school)

    assert "Tổng số người thuộc diện chấm điểm trong tháng: 05 người" in text
    assert "a) Đã nộp điểm: 03 người, được xếp loại: 03 người;" in text
    assert "b) Chưa có điểm: 02 người (danh sách tại khoản 5 Mục này);" in text


def test_the_comments_stand_in_it_with_their_letters(school: Results) -> None:
    assert (
        "a) Có 01 người tăng trên 5 điểm so với tháng 9 năm 2023: Nguyễn Văn An (từ 80,00 lên 92,50)."
        in text_of(school)
    )


def test_no_ids_stand_in_it() -> None:
    assert "CB-0001" not in text_of(made_up_results("CB-0001 | Nguyễn Văn An | Toán | 90", 10))


@pytest.mark.parametrize(
    "name",
    [
        "A & B",
        "<b>An</b>",
        "An </w:t><w:br/>",
        "{{ school }}",
        "{% for x in y %}",
        "{_{ An }_}",
        "{# An #}",
        "“An” \\n",
        "=An()",
        "&#65;",
    ],
)
def test_a_name_is_written_as_it_was_typed(name: str) -> None:
    results = made_up_results("1 | An | Toán | 90", 10)
    person = results.school.roster.people[0]._replace(name=name)
    roster = replace(results.school.roster, people=(person,))
    results = replace(results, school=replace(results.school, roster=roster))

    assert f"1 | {name} | Toán | 90,00 | A | 1" in rows_of(results)


def test_a_character_that_xml_cannot_hold_becomes_a_space() -> None:
    assert "1 | An  Bình | Toán | 90,00 | A | 1".replace("  ", " ") in rows_of(
        configured("1 | An\x01Bình | Toán | - | 90")
    )


# --- in English -------------------------------------------------------------------------------------------------

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.fixture
def english() -> Results:
    table = f"{SCHOOL}    6 | Đỗ Thị Giang | Ngữ văn | 95 | 90\n    7 | Vũ Văn Hà | Văn phòng | 84 | 90"
    return made_up_results(table, 9, 10, config=made_up_config(language="en"))


def test_an_english_report_has_only_names_and_the_motto_in_vietnamese(english: Results) -> None:
    config, people = english.config, english.school.roster.people
    names = [name for person in people for name in (person.name, person.team) if name]
    names += [*MOTTO, config.school.name.upper(), config.school.upper, config.school.place]
    names += [config.reports.addressee, config.school.name]
    text = text_of(english)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")

    assert [
        word for word in text.split() if any(ord(letter) > 127 and letter.isalpha() for letter in word)
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        *MOTTO,
        "No. 05/BC-THCS",
        "Emulation results for October 2023",
        "I. EMULATION RESULTS FOR OCTOBER 2023",
        "a) With points handed in: 5, of whom rated: 5;",
        "b) Without points: 2 (listed in point 5 of this part);",
        "a) The school's mean is 90.50 points, up 7.07 from September 2023.",
        "e) People with equal results share a rank and stand in the order of their names; "
        "shared ranks this month: 1, with 3 people.",
        "- As above;",
        "- On file: the office, the emulation board.",
        "PRINCIPAL",
    ],
)
def test_an_english_report_says_it_as_english_papers_do(line: str, english: Results) -> None:
    assert line in text_of(with_paper(english, number="5")).splitlines()


def test_an_english_report_has_an_english_date(english: Results) -> None:
    assert ", 2 November 2023\n" in text_of(with_paper(english, issued=date(2023, 11, 2)))


def test_the_tables_of_an_english_report_have_decimal_points(english: Results) -> None:
    rows = rows_of(english)

    assert "Rank | Name | Team | Points | Rating | Rank in team" in rows
    assert "1 | Nguyễn Văn An | Toán - Tin | 92.50 | A | 1" in rows
    assert "Total | 5 | 100.00" in rows


def test_an_english_report_keeps_posts_and_recipients_that_are_not_the_usual_ones(english: Results) -> None:
    school = english.config.school._replace(signer_post="Phó Hiệu trưởng")
    results = replace(english, config=english.config._replace(school=school))

    text = text_of(with_paper(results, recipients="Như trên; Công đoàn trường"))

    assert "- As above;\n- Công đoàn trường;" in text
    assert "PHÓ HIỆU TRƯỞNG" in text


@pytest.mark.parametrize("title", ["monthly", "Báo cáo thi đua tháng", "Monthly emulation report"])
def test_the_register_may_call_the_paper_by_its_title_in_either_language(
    english: Results, title: str
) -> None:
    assert "No. 12/BC-THCS" in text_of(with_paper(english, kind=title, number="12"))


def test_an_english_report_is_named_for_its_english_title(english: Results) -> None:
    assert made_document("monthly", english, OCTOBER).name == "Monthly-emulation-report-10-2023.docx"


# --- the file ---------------------------------------------------------------------------------------------------


def test_a_profiler_that_looks_at_the_frames_does_not_harm_it(school: Results) -> None:
    """As a Dask worker's does: what a frame holds stays alive with it."""
    plain, held = made_document("monthly", school, OCTOBER), []

    def look(frame: FrameType, event: str, arg: object) -> None:
        if frame.f_code.co_name == "render":
            held.append(frame)

    sys.setprofile(look)
    try:
        watched = made_document("monthly", school, OCTOBER)
    finally:
        sys.setprofile(None)

    assert held
    assert watched.content == plain.content


def test_the_same_results_give_the_same_bytes(school: Results) -> None:
    again = made_up_results(SCHOOL, 9, 10)

    assert made_document("monthly", school, OCTOBER) == made_document("monthly", again, OCTOBER)


def test_another_figure_gives_other_bytes(school: Results) -> None:
    other = made_up_results(SCHOOL.replace("92,50", "92,75"), 9, 10)

    assert (
        made_document("monthly", school, OCTOBER).content != made_document("monthly", other, OCTOBER).content
    )


def test_the_file_is_named_for_its_title_and_month(school: Results) -> None:
    assert made_document("monthly", school, OCTOBER).name == "Bao-cao-thi-dua-thang-10-2023.docx"


def test_the_file_is_sealed(school: Results) -> None:
    sealed = seal_of(made_document("monthly", school, OCTOBER).content)

    assert sealed is not None
    assert (sealed.kind, sealed.period) == ("monthly", "2023-10")


def test_nothing_in_the_file_says_when_it_was_made(school: Results) -> None:
    core = parts_of(made_document("monthly", school, OCTOBER).content)["docProps/core.xml"].decode()

    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2023-10-31T00:00:00Z"}


def test_an_unknown_kind_names_the_nearest(school: Results) -> None:
    with pytest.raises(UsageError, match=r"“monthli”\. Có phải “monthly”"):
        made_document("monthli", school, OCTOBER)


def test_a_month_in_which_nobody_is_ranked_has_no_report(school: Results) -> None:
    with pytest.raises(UsageError, match="Tháng 11 năm 2023 chưa có ai được xếp hạng"):
        made_document("monthly", school, YEAR.month(11))


# --- as it prints -----------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_sixty_people_print_on_four_pages_at_most_and_the_first_has_no_number(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    teams = ("Toán - Tin", "Ngữ văn", "Ngoại ngữ", "Khoa học tự nhiên", "Sử - Địa - GDCD", "Văn phòng")
    given = ("Hương", "Giang", "Bình", "Hà", "Phượng", "Long")
    middle = ("Thị", "Văn", "Minh", "Thu", "Đức", "Quang", "Mai", "Hữu", "Ngọc", "Xuân")
    table = "\n".join(
        f"{n:03} | Nguyễn {middle[n % 10]} {given[n // 10]} | {teams[n % 6]}"
        f" | {70 + n % 25} | {71 + n * 7 % 26}"
        for n in range(60)
    )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    (tmp_path / "report.docx").write_bytes(made_document("monthly", configured(table), OCTOBER).content)
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "report.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    from pypdf import PdfReader

    pages = [page.extract_text().split() for page in PdfReader(tmp_path / "report.pdf").pages]

    assert 3 <= len(pages) <= 4
    assert pages[0][0] == "UBND"
    assert [page[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
