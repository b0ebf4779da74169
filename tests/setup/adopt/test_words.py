"""How alike words are, and what a title block says of a school."""

from __future__ import annotations

import pytest

from sheets_sync.rules.forms import FORMS
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.setup.adopt import title_block
from sheets_sync.setup.adopt.likeness import ALIKE, NEAR, SAME, likeness, month_named, plain, synonyms
from tests import drawn


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ma CB", "Mã CB"),
        ("Mã cán bộ", "Mã CB"),
        ("HỌ VÀ TÊN", "Họ và tên"),
        ("Họ và\ntên", "Họ và tên"),
        ("Số QĐ (nếu có)", "Số quyết định"),
        ("3. Kết quả nhiệm vụ [70đ]", "Kết quả nhiệm vụ"),
        ("Kỉ luật", "Kỷ luật"),
    ],
)
def test_spelling_makes_no_difference(text: str, name: str) -> None:
    assert likeness(text, name) >= SAME


@pytest.mark.parametrize(
    ("text", "name"),
    [("Hovaten", "Họ và tên"), ("Họ tên", "Họ và tên"), ("Hiệu trưởng duyêt", "Hiệu trưởng duyệt")],
)
def test_slips_are_alike(text: str, name: str) -> None:
    assert likeness(text, name) >= ALIKE


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ngày vào Đảng", "Ngày vào ngành"),
        ("Nơi sinh", "Ngày sinh"),
        ("Tổ chấm", "Tự chấm"),
        ("Danh sách học sinh", "Danh sách"),
        ("", "Tổ"),
        ("???", "Tổ"),
    ],
)
def test_other_words_are_not(text: str, name: str) -> None:
    assert likeness(text, name) < ALIKE


def test_one_short_word_with_another_accent_is_another_word() -> None:
    assert likeness("Ký", "Kỳ") <= NEAR < SAME <= likeness("Ky", "Kỳ")


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("T9", (9, None)),
        ("Tháng 01/2024", (1, 2024)),
        ("KQ T.10-23", (10, 2023)),
        ("Đợt 1", None),
        ("T9 T10", None),
    ],
)
def test_months(title: str, named: tuple[int, int | None] | None) -> None:
    found = month_named(title)

    assert (found[:2] if found else None) == named


def test_every_synonym_is_one_of_something_that_there_is() -> None:
    rubrics = [load_rubric(name, None) for name in ("ha-noi-3814", "25-diem", "lop-tuan")]  # type: ignore[arg-type]
    headers = {column.header for form in FORMS for column in form.columns}
    headers |= {item.header for rubric in rubrics for item in rubric.inputs}
    headers |= {"Tự chấm", "Tổ chấm", "Hiệu trưởng duyệt", "Xếp loại", "Lớp"}

    assert synonyms()["columns"].keys() <= headers
    assert synonyms()["tabs"].keys() == {form.title for form in FORMS} | {"Tháng"}
    for title, columns in synonyms()["columns_in"].items():
        form = next(form for form in FORMS if form.title == title)
        assert columns.keys() <= {column.header for column in form.columns}


def test_within_a_tab_a_synonym_means_one_column() -> None:
    for form in FORMS:
        here = synonyms()["columns_in"].get(form.title, {})
        owners: dict[str, str] = {}
        for column in form.columns:
            for name in (column.header, *here.get(column.header, ())):
                assert owners.setdefault(plain(name), column.header) == column.header, (form.title, name)


# --- title blocks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TRƯỜNG THCS NGỌC LÂM", "Trường THCS Ngọc Lâm"),
        ('"UBND QUẬN LONG BIÊN\\nTRƯỜNG TIỂU HỌC ÁI MỘ B"', "Trường Tiểu học Ái Mộ B"),
        ("Trường THPT Chu Văn An - Năm học 2023-2024", "Trường THPT Chu Văn An"),
        ("Trường", None),
        ("Cấp trường", None),
    ],
)
def test_the_name_of_a_school(line: str, name: str | None) -> None:
    assert title_block.school_name(drawn.sheets(f"== DS\n{line}\nMã CB | Họ và tên")) == name


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("== DS\nDANH SÁCH NĂM HỌC 2023 – 2024", "2023-2024"),
        ("== Thi đua 2022-2023\nMã CB", "2022-2023"),
        ("== T1-2024\nMã CB", "2023-2024"),
        ("== Đăng ký đầu năm\nNgày\n@2023-09-05\n@2023-10-05\n@2024-02-05", "2023-2024"),
        ("== Danh hiệu đã đạt\nMã CB | Năm học\nA1 | 2020-2021", None),
        ("== DS\nNgày vào trường\n@2019-09-05\n@2019-10-05\n@2020-02-05", None),
        ("== DS\nNgày sinh\n@1980-09-05\n@1981-10-05\n@1982-02-05", None),
    ],
)
def test_the_school_year(text: str, year: str | None) -> None:
    found = title_block.school_year(drawn.sheets(text))

    assert (str(found) if found else None) == year
