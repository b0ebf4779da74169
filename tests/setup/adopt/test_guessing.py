"""What adopt makes of tabs and headers in schools' own words, drawn as text."""

from __future__ import annotations

import re

import pytest

from sheets_sync import pipeline
from sheets_sync.model import Sheet
from sheets_sync.school.school import is_form
from sheets_sync.setup.adopt import Adoption, look
from sheets_sync.setup.adopt.aliases import with_aliases
from sheets_sync.setup.adopt.report import missing_columns
from tests import drawn
from tests.adopt_schools import MONTH, ROSTER
from tests.made_up import made_up_config


def month(title: str) -> str:
    return MONTH.format(title=title)


def adopted(*texts: str, **sections: object) -> Adoption:
    return look(drawn.sheets("\n".join(texts)), made_up_config(**sections))


def forms(adoption: Adoption) -> dict[str, tuple[str, str]]:
    """Form and confidence by tab."""
    return {
        tab.sheet.title: (tab.form.title, tab.confidence) for tab in adoption.tabs if tab.counts and tab.form
    }


def columns(adoption: Adoption, tab: str) -> dict[str, tuple[str, str]]:
    """Column and confidence by header, in one tab."""
    return {
        guess.header.text: (guess.column.header, guess.confidence)
        for read, _, match in adoption.read
        for guess in match.columns
        if read.sheet.title == tab
    }


def why_unknown(adoption: Adoption, tab: str) -> str:
    return next(str(each.why) for each in adoption.unknown if each.sheet.title == tab)


def problems_after(sheets: tuple[Sheet, ...], **sections: object) -> set[str]:
    """The codes of what `check` says once the guesses are in the config."""
    config = made_up_config(**sections)
    config = with_aliases(config, look(sheets, config).aliases)
    read = [sheet for sheet in sheets if is_form(config)(sheet.title)]
    return {problem.code for problem in pipeline.compute(read, config, drawn.BEFORE_ANY_DEADLINE).problems}


# --- tabs -----------------------------------------------------------------------------------------------------


def test_a_roster_and_months_in_other_words() -> None:
    found = forms(adopted(ROSTER, month("T9"), month("Kết quả T10"), month("Thang 11"), month("12-2023")))

    assert found == {
        "DS CBGVNV": ("Danh sách", "sure"),
        "T9": ("Tháng 9", "sure"),
        "Kết quả T10": ("Tháng 10", "sure"),
        "Thang 11": ("Tháng 11", "sure"),
        "12-2023": ("Tháng 12", "sure"),
    }


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("T1", "Tháng 1"),
        ("th. 02", "Tháng 2"),
        ("T3.2024", "Tháng 3"),
        ("2024-04", "Tháng 4"),
        ("Chấm điểm thi đua tháng 5", "Tháng 5"),
        ("Tổ Toán - tháng 9", "Tháng 9"),
        ("tháng 9 năm 2023", "Tháng 9"),
        ("9", "Tháng 9"),
        ("Thi đua 9", "Tháng 9"),
        ("Tháng Mười Một", "Tháng 11"),
        ("Điểm tháng giêng", "Tháng 1"),
    ],
)
def test_how_months_are_named(title: str, form: str) -> None:
    assert forms(adopted(ROSTER, month(title)))[title][0] == form


@pytest.mark.parametrize(
    "title", ["T9-2021", "T7", "Tuần 9", "HK1", "T9 và T10", "TKB T9", "Tháng 9 (cũ)", "Bản sao của T9"]
)
def test_what_names_no_month_of_this_year(title: str) -> None:
    assert title not in forms(adopted(ROSTER, month(title)))


def test_a_month_is_told_from_the_line_above_its_headers() -> None:
    text = month("Sheet7").replace("BẢNG CHẤM THI ĐUA", "BẢNG CHẤM THI ĐUA THÁNG 10")

    assert forms(adopted(ROSTER, text.replace("Sheet7", "Bảng chấm")))["Bảng chấm"] == ("Tháng 10", "likely")


def test_scores_of_nobody_knows_which_month_are_named_as_such() -> None:
    assert "không rõ tháng nào" in why_unknown(adopted(ROSTER, month("Bảng chấm")), "Bảng chấm")


@pytest.mark.parametrize(
    ("title", "headers", "form"),
    [
        ("SKKN", "TT | Mã SKKN | Tên đề tài | Tác giả | Kết quả xét | Số QĐ", "Sáng kiến"),
        ("Đăng ký thi đua", "Ngày ĐK | Mã GV | Họ tên | DH đăng ký | Đợt đăng ký", "Đăng ký"),
        ("ĐK tập thể", "Ngày | Tổ CM | Danh hiệu đăng ký | Đợt", "Đăng ký tập thể"),
        ("Khen thưởng", "Ngày | Mã GV | Họ tên | Loại khen | Nội dung thành tích", "Thành tích"),
        ("HĐ TĐKT", "Mã GV | Họ tên | Chức vụ trong hội đồng", "Hội đồng"),
        ("Theo doi nghi", "Ma GV | Ho ten | Ly do nghi | Tu ngay | Den ngay", "Nghỉ dài ngày"),
        (
            "Bỏ phiếu",
            "Mã GV | Danh hiệu | Tổng số TV | Số có mặt | Số phiếu hợp lệ | Số phiếu đồng ý",
            "Bình xét",
        ),
    ],
)
def test_the_other_tabs(title: str, headers: str, form: str) -> None:
    assert forms(adopted(ROSTER, f"== {title}\n{headers}"))[title] == (form, "sure")


def test_a_tab_is_known_by_its_columns_alone_but_never_surely() -> None:
    text = "== Gửi phòng\nTháng | Tên bài | Tác giả | Ngày gửi\n9 | Gương sáng | NL01 | @2023-09-10"

    assert forms(adopted(ROSTER, text))["Gửi phòng"] == ("Người tốt việc tốt", "likely")


@pytest.mark.parametrize(
    "text",
    [
        "== DS học sinh\nTT | Mã HS | Họ và tên | Ngày sinh | Lớp\n1 | HS1 | Bé Na | @2012-01-01 | 6A",
        "== TKB\nThứ | Tiết | 6A1\n2 | 1 | Toán",
        "== Lương T9\nTT | Mã GV | Họ tên | Hệ số | Điểm thưởng\n1 | NL01 | Nguyễn Văn An | 3 | 2",
        "== Sheet1\n|",
        "== Biểu đồ\nTổng hợp\nA | 5",
        "== Sáng kiến cũ\nMã SK | Tên sáng kiến | Tác giả | Kết quả",
    ],
)
def test_junk_stays_unknown(text: str) -> None:
    assert list(forms(adopted(ROSTER, text))) == ["DS CBGVNV"]


def test_of_two_tabs_that_look_alike_one_is_taken_and_the_other_named() -> None:
    adoption = adopted(ROSTER, month("T9"), month("Thi đua tổ 1 - T9"))

    assert "đã có tab “T9”" in why_unknown(adoption, "Thi đua tổ 1 - T9")


def test_each_book_has_its_own_tabs() -> None:
    adoption = adopted(month("T9 @ to-van.xlsx"), month("Tháng 09 @ to-toan.xlsx"))

    assert forms(adoption).keys() == {"T9", "Tháng 09"}


def test_a_tab_of_our_own_title_is_known() -> None:
    assert forms(adopted(drawn.ROSTER, drawn.MONTH)) == {
        "Danh sách": ("Danh sách", "known"),
        "Tháng 9": ("Tháng 9", "known"),
    }


def test_a_name_without_the_columns_is_not_enough() -> None:
    why = why_unknown(adopted(ROSTER, "== SKKN\nTên trường | Số lượng\nNgọc Lâm | 5"), "SKKN")

    assert "không thấy các cột" in why


# --- columns --------------------------------------------------------------------------------------------------


def test_the_columns_of_a_roster() -> None:
    found = columns(adopted(ROSTER), "DS CBGVNV")

    assert found == {
        "TT": ("STT", "sure"),
        "Mã GV": ("Mã CB", "sure"),
        "Họ tên": ("Họ và tên", "sure"),
        "Ngày tháng năm sinh": ("Ngày sinh", "sure"),
        "Tổ CM": ("Tổ", "sure"),
        "Loại CB": ("Nhóm", "sure"),
        "Tình trạng": ("Trạng thái", "sure"),
    }


def test_the_columns_of_a_month() -> None:
    found = columns(adopted(ROSTER, month("T9")), "T9")

    assert {header: column for header, (column, _) in found.items()} == {
        "TT": "STT",
        "Mã GV": "Mã CB",
        "Họ tên": "Họ và tên",
        "Ý thức kỷ luật, đạo đức (20đ)": "Ý thức kỷ luật, đạo đức",
        "KQ nhiệm vụ": "Kết quả nhiệm vụ",
        "Điểm cộng": "Điểm thưởng",
        "Tự đánh giá": "Tự chấm",
        "BGH duyệt": "Hiệu trưởng duyệt",
        "XL": "Xếp loại",
    }


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Mã số", "Mã CB"),
        ("MÃ NHÂN VIÊN", "Mã CB"),
        ("Ma CB", "Mã CB"),
        ("Mã CB (bắt buộc)", "Mã CB"),
        ("Mã CBGV", "Mã CB"),
        ("2. Mã cán bộ", "Mã CB"),
    ],
)
def test_spellings_of_the_code(header: str, column: str) -> None:
    assert columns(adopted(ROSTER.replace("Mã GV", header)), "DS CBGVNV")[header] == (column, "sure")


def test_an_unheard_of_header_is_known_by_what_stands_below_and_only_likely() -> None:
    found = adopted(ROSTER, month("T9").replace("Mã GV", "Thẻ"))

    assert columns(found, "T9")["Thẻ"] == ("Mã CB", "likely")
    assert "chỉ theo nội dung" in next(
        str(guess.why) for _, _, match in found.read for guess in match.columns if guess.header.text == "Thẻ"
    )


def test_a_name_is_not_believed_when_nothing_below_it_fits() -> None:
    text = "== Sáng kiến\nMã SK | Tên sáng kiến | Tác giả | Kết quả | Ngày QĐ\nS1 | Dạy học | NL01 | Chờ xét | chưa có"

    adoption = adopted(ROSTER, text)

    assert "Ngày QĐ" not in columns(adoption, "Sáng kiến")
    assert any("không đủ chắc" in str(each.why) for _, _, match in adoption.read for each in match.unknown)


def test_a_column_that_a_tab_needs_is_likely_even_when_its_words_are_others() -> None:
    found = adopted(ROSTER.replace("| CBQL", "| quản lý").replace("| GV ", "| giáo viên "))

    assert columns(found, "DS CBGVNV")["Loại CB"] == ("Nhóm", "likely")


def test_a_one_word_header_with_other_accents_is_another_word() -> None:
    text = "== Văn bản\nLoại | Ký | Số\nKế hoạch | ông Tám | 5"

    assert "Ký" not in columns(adopted(ROSTER, text), "Văn bản")


def test_headers_that_stand_twice_are_named_and_not_taken() -> None:
    adoption = adopted(ROSTER, month("T9").replace("Tự đánh giá", "Điểm cộng "))

    assert "Điểm cộng" not in columns(adoption, "T9")
    assert any("trùng tiêu đề" in str(each.why) for _, _, match in adoption.read for each in match.unknown)


def test_new_headers_in_a_tab_of_our_own_title() -> None:
    adoption = adopted(drawn.ROSTER.replace("Mã CB", "Mã GV"), drawn.MONTH)

    assert columns(adoption, "Danh sách")["Mã GV"] == ("Mã CB", "sure")


def test_a_header_in_two_rows_is_named_as_such() -> None:
    text = """
== T9
STT | Mã GV | Họ tên | Điểm       |         |          | Xếp loại
    |       |        | Tự chấm    | Tổ chấm | HT duyệt |
1   | NL01  | Nguyễn Văn An | 88  | 88      | 90       | A
"""
    assert "hai dòng (1 và 2)" in why_unknown(adopted(ROSTER, text), "T9")


def test_a_school_without_codes() -> None:
    roster, scores = (re.sub(r"\| (Mã GV|NL0\d) +", "", text) for text in (ROSTER, month("T9")))

    assert forms(adopted(roster, scores)).keys() == {"DS CBGVNV", "T9"}
    assert not problems_after(drawn.sheets(roster + scores)) & {
        "column-missing",
        "tab-missing",
        "name-ambiguous",
    }


def test_columns_that_are_still_missing_are_told() -> None:
    adoption = adopted(ROSTER.replace("Tình trạng", "Quê quán"))

    assert forms(adoption)["DS CBGVNV"] == ("Danh sách", "likely")
    assert list(missing_columns(adoption)) == [("DS CBGVNV", "Trạng thái")]
    assert "còn thiếu cột Trạng thái" in str(adoption.tabs[0].why)


@pytest.mark.parametrize(
    "hostile",
    ['=IMPORTXML("http://a.example/";"//a")', "x" * 50_000, 'có "ngoặc" và \\', "a]b[c", "'''", "#", "\x07"],
    ids=["formula", "long", "quotes", "brackets", "apostrophes", "hash", "bell"],
)
def test_hostile_headers_become_nothing_of_ours(hostile: str) -> None:
    sheets = drawn.sheets(ROSTER + month("T9"))
    odd = [
        sheet._replace(
            rows=[[hostile if cell in ("SĐT", "KQ nhiệm vụ") else cell for cell in row] for row in sheet.rows]
        )
        for sheet in sheets
    ]

    adoption = look(odd, made_up_config())

    assert forms(adoption).keys() == {"DS CBGVNV", "T9"}
    assert all(alias.other != hostile for alias in adoption.aliases)


# --- aliases --------------------------------------------------------------------------------------------------


def test_after_adopting_nothing_is_missing() -> None:
    sheets = drawn.sheets(ROSTER + month("T9") + month("T10"))

    assert not problems_after(sheets) & {"column-missing", "tab-missing", "column-duplicate", "staff-unknown"}


def test_adopting_again_finds_nothing_to_add() -> None:
    sheets = drawn.sheets(ROSTER + month("T9"))
    config = made_up_config()

    again = look(sheets, with_aliases(config, look(sheets, config).aliases))

    assert again.aliases == () and again.values == {}


def test_what_one_month_tells_of_a_header_is_known_in_a_month_that_is_still_blank() -> None:
    text = month("T9").replace("Mã GV", "Thẻ")
    blank = "== T10\nThẻ | Tự đánh giá | Tổ chấm"

    assert forms(adopted(ROSTER, text, blank))["T10"] == ("Tháng 10", "sure")


def test_aliases_that_stand_are_kept_and_added_to() -> None:
    adoption = adopted(ROSTER, columns={"mã cb": "Mã", "Tổ": ["Bộ môn"]}, tabs={"Danh sách": "Đội"})

    assert adoption.values["columns", "mã cb"] == ("Mã", "Mã GV")
    assert adoption.values["columns", "Tổ"] == ("Bộ môn", "Tổ CM")
    assert adoption.values["tabs", "Danh sách"] == ("Đội", "DS CBGVNV")


def test_one_name_for_two_columns_is_told_and_not_written() -> None:
    t9 = month("T9").replace("BGH duyệt", "Điểm BGH").replace("Điểm BGH", "Tổ duyệt")
    t10 = month("T10").replace("Tự đánh giá", "Tổ duyệt").replace("BGH duyệt", "Tổ chấm")

    adoption = adopted(ROSTER, t9, t10)

    assert [each.other for each in adoption.conflicts] == ["Tổ duyệt"]
    assert "Tổ duyệt" not in [alias.other for alias in adoption.aliases]


def test_one_name_may_be_two_columns_where_no_tab_has_both() -> None:
    initiatives = "== SKKN\nMã SK | Tên đề tài | Tác giả | Kết quả | Ngày QĐ"
    measures = "== Kỷ luật\nMã CB | Hình thức | Ngày QĐ"

    adoption = adopted(ROSTER, initiatives, measures)

    assert not adoption.conflicts
    assert {alias.own for alias in adoption.aliases if alias.other == "Ngày QĐ"} == {
        "Ngày quyết định",
        "Ngày",
    }


def test_one_title_for_two_tabs_is_told_and_not_written() -> None:
    adoption = adopted(
        ROSTER.replace("DS CBGVNV", "Sổ @ a.xlsx"), month("Sổ @ b.xlsx").replace("THI ĐUA", "THI ĐUA THÁNG 9")
    )

    assert [(each.section, each.other) for each in adoption.conflicts] == [("tabs", "Sổ")]
    assert not [alias for alias in adoption.aliases if alias.section == "tabs"]
