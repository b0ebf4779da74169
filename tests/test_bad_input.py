"""Whatever lies where the staff's workbook should be: a message with its name and a remedy, or a problem; never a crash."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_sync import pipeline
from sheets_sync.errors import UnavailableError
from sheets_sync.language import translator
from sheets_sync.model import CellError, Sheet, Uncached
from sheets_sync.rules import forms
from sheets_sync.school.school import is_form
from sheets_sync.stores.xlsx import XlsxStore
from sheets_sync.stores.xlsx.inputs import read_workbook
from sheets_sync.views.as_json import check_json
from tests.drawn import MONTH, ROSTER, sheets
from tests.made_up import RUBRIC, YEAR, made_up_config
from tests.places import SAMPLES

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
WORKBOOK = SAMPLES / "tidy-school" / "so-thi-dua.xlsx"


def everything(_: str) -> bool:
    return True


def read(path: Path) -> tuple[Sheet, ...]:
    return tuple(read_workbook(path, None, everything))


def refusal(path: Path) -> str:
    """What is said about a file that cannot be read; fails when it can."""
    with pytest.raises(UnavailableError) as caught:
        read(path)
    assert path.name in str(caught.value)
    return str(caught.value)


def workbook(path: Path, *rows: list[object], title: str = "Danh sách") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def repacked(path: Path, replaced: dict[str, bytes | None], source: Path | None = None) -> Path:
    """A copy of a workbook with some of its parts replaced, or left out where nothing is given."""
    source = source or workbook(path.with_name("source.xlsx"), ["Mã CB"], ["CB01"])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            contents = replaced[name] if name in replaced else old.read(name)
            if contents is not None:
                new.writestr(name, contents)
    return path


def sheet_xml(data: str, before: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{data}</sheetData></worksheet>'.encode()


def with_sheet(path: Path, data: str, before: str = "") -> Path:
    return repacked(path, {SHEET: sheet_xml(data, before)})


# --- no workbook at all ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"", "không phải là sổ .xlsx"),
        (b"Ho ten;Diem\nAn;9\n", "không phải là sổ .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "tệp .xls cũ"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (WORKBOOK.read_bytes()[:5000], "không phải là sổ .xlsx"),
        (WORKBOOK.read_bytes()[5000:], "bị hỏng"),
        (b"PK\x03\x04" + b"\0" * 100, "không phải là sổ .xlsx"),
    ],
    ids=["empty", "csv", "xls", "encrypted", "cut off", "without its head", "half a zip"],
)
def test_what_is_no_workbook_is_told_apart(tmp_path, contents, said):
    path = tmp_path / "sổ.xlsx"
    path.write_bytes(contents)
    assert said in refusal(path)


def test_a_word_document_is_no_workbook(tmp_path):
    path = tmp_path / "sổ.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "không phải là sổ .xlsx" in refusal(path)


def test_a_missing_workbook_names_the_setting(tmp_path):
    assert "[store] input" in refusal(tmp_path / "sổ.xlsx")


def test_a_folder_is_told_as_a_folder(tmp_path):
    assert "thư mục" in refusal(tmp_path)


def test_a_name_too_long_for_a_file(tmp_path):
    refusal(tmp_path / ("s" * 300 + ".xlsx"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_workbook_that_may_not_be_read(tmp_path):
    path = workbook(tmp_path / "sổ.xlsx")
    path.chmod(0)
    assert "xem quyền" in refusal(path)


# --- damaged and hostile workbooks ----------------------------------------------------------------------------


@pytest.mark.parametrize("part", [SHEET, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"])
def test_a_part_is_missing(tmp_path, part):
    assert "hỏng" in refusal(repacked(tmp_path / "sổ.xlsx", {part: None}))


def test_the_shared_texts_are_missing(tmp_path):
    source = tmp_path / "source.xlsx"
    with xlsxwriter.Workbook(source) as book:
        book.add_worksheet("Danh sách").write(0, 0, "Mã CB")
    assert "hỏng" in refusal(repacked(tmp_path / "sổ.xlsx", {"xl/sharedStrings.xml": None}, source))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("contents", [b"", b"<a>", b"\xff\xfe\x00", b"<a/>"])
def test_a_part_is_damaged(tmp_path, part, contents):
    path = repacked(tmp_path / "sổ.xlsx", {part: contents})
    try:
        read(path)
    except UnavailableError as error:
        assert path.name in str(error)


@pytest.mark.parametrize("at", range(0, 100, 9))
def test_any_byte_is_wrong(tmp_path, at):
    contents = bytearray(workbook(tmp_path / "sổ.xlsx", ["Mã CB"], ["CB01"]).read_bytes())
    contents[len(contents) * at // 100] ^= 0xFF
    path = tmp_path / "sổ.xlsx"
    path.write_bytes(contents)
    try:
        read(path)
    except UnavailableError as error:
        assert path.name in str(error)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    path = repacked(tmp_path / "sổ.xlsx", {SHEET: b" " * (130 * 1024 * 1024)})
    assert path.stat().st_size < 1_000_000
    assert "quá lớn" in refusal(path)


def test_a_flood_of_shared_texts_is_not_unpacked(tmp_path):
    path = repacked(tmp_path / "sổ.xlsx", {"xl/styles.xml": b" " * (17 * 1024 * 1024)})
    assert "quá lớn" in refusal(path)


def test_photographs_are_not_counted(tmp_path):
    path = workbook(tmp_path / "sổ.xlsx", ["Mã CB"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (130 * 1024 * 1024))
    assert read(path)[0].rows == [["Mã CB"]]


def test_entities_do_not_multiply(tmp_path):
    entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        entities += f'<!ENTITY {name} "{f"&{before};" * 10}">'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    refusal(repacked(tmp_path / "sổ.xlsx", {SHEET: entities.encode() + b"]>" + sheet_xml(cell)}))


def test_entities_do_not_read_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    path = repacked(tmp_path / "sổ.xlsx", {SHEET: entity.encode() + sheet_xml(cell)})
    try:
        assert "bí mật" not in str(read(path))
    except UnavailableError as error:
        assert "bí mật" not in str(error)


@pytest.mark.slow
def test_far_too_many_rows_are_refused_with_the_tab(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200_001))
    said = refusal(with_sheet(tmp_path / "sổ.xlsx", rows))
    assert "“Sheet”" in said or "“Danh sách”" in said


def test_far_too_many_cells_are_refused(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 200))
    refusal(with_sheet(tmp_path / "sổ.xlsx", rows))


def test_a_claimed_size_is_not_believed(tmp_path):
    path = with_sheet(
        tmp_path / "sổ.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', '<dimension ref="A1:XFD1048576"/>'
    )
    assert read(path)[0].rows == [[1]]


@pytest.mark.slow
def test_millions_of_empty_cells_in_one_row_are_refused_at_once(tmp_path):
    cells = b"<c/>" * 3_100_000
    sheet = (
        b'<worksheet xmlns="'
        + MAIN.encode()
        + b'"><sheetData><row r="1">'
        + cells
        + b"</row></sheetData></worksheet>"
    )

    assert "quá rộng" in refusal(repacked(tmp_path / "so.xlsx", {SHEET: sheet}))


@pytest.mark.slow
def test_a_lone_cell_in_the_last_corner(tmp_path):
    path = with_sheet(tmp_path / "sổ.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    rows = read(path)[0].rows
    assert (len(rows), rows[-1][-1]) == (1_048_576, 1)


@pytest.mark.slow
@pytest.mark.parametrize("row", ["99999999999", "0", "-1", "x", ""])
def test_a_row_that_cannot_be(tmp_path, row):
    path = with_sheet(tmp_path / "sổ.xlsx", f'<row r="{row}"><c><v>1</v></c></row>')
    try:
        read(path)
    except UnavailableError as error:
        assert path.name in str(error)


@pytest.mark.slow
def test_blank_rows_with_looks_are_no_rows(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 100_001))
    path = with_sheet(tmp_path / "sổ.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>' + rows)
    assert read(path)[0].rows == [[1]]


# --- unusual but honest workbooks -----------------------------------------------------------------------------


def test_a_chart_sheet_is_passed_over(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Danh sách"
    book.create_chartsheet("Biểu đồ")
    book.save(tmp_path / "sổ.xlsx")
    assert [sheet.title for sheet in read(tmp_path / "sổ.xlsx")] == ["Danh sách"]


def test_cells_of_fifty_thousand_characters_are_problems_at_most(tmp_path):
    text = "ă" * 50_000
    cell = f'<c r="{{}}" t="inlineStr"><is><t>{text}</t></is></c>'
    rows = '<row r="1">' + "".join(cell.format(f"{column}1") for column in "ABCDEF") + "</row>"
    path = with_sheet(tmp_path / "sổ.xlsx", rows)
    assert read(path)[0].rows[0][0] == text


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="str"><f>""</f><v></v></c>', (None, "")),
        ('<c r="A1"><f>B1+1</f></c>', (Uncached("=B1+1"),)),
        ('<c r="A1"><f>B1+1</f><v></v></c>', (Uncached("=B1+1"),)),
        ('<c r="A1"><f>B1+1</f><v>0</v></c>', (0,)),
        ('<c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>8.5</v></c>', (8.5,)),
        ('<c r="A1"><f t="shared" si="0"/></c>', (Uncached("="),)),
        ('<c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>7</v></c>', (7,)),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', (CellError("#DIV/0!"),)),
        ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', (True,)),
    ],
)
def test_formulas(tmp_path, cell, value):
    path = with_sheet(tmp_path / "sổ.xlsx", f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    assert read(path)[0].rows[0][0] in value


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Họ và_x000D_\ntên", "Họ và\r\ntên"),
        ("Lê_x0007_ Hoà", "Lê Hoà"),
        ("GV_x00A9_", "GV_x00A9_"),
        ("_x005F_x000D_", "_x000D_"),
    ],
)
def test_control_characters_as_excel_writes_them(tmp_path, written, read_as):
    data = f'<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c></row>'
    [sheet] = read(with_sheet(tmp_path / "so.xlsx", data))

    assert sheet.rows == [[read_as]]


def test_two_tabs_that_differ_in_case_only(tmp_path):
    source = workbook(tmp_path / "nguồn.xlsx", ["Mã CB"])
    book = openpyxl.load_workbook(source)
    book.create_sheet("Khác")
    book.save(source)
    with zipfile.ZipFile(source) as archive:
        listed = archive.read("xl/workbook.xml").decode().replace("Khác", "DANH SÁCH")
    path = repacked(tmp_path / "sổ.xlsx", {"xl/workbook.xml": listed.encode()}, source)
    assert [sheet.title for sheet in read(path)] == ["Danh sách", "DANH SÁCH"]


def test_the_files_of_a_config_are_read_in_order(tmp_path):
    workbook(tmp_path / "a.xlsx", ["Mã CB"])
    workbook(tmp_path / "b.xlsx", ["Mã CB"], title="Tháng 9")
    config = made_up_config(store={"input": [str(tmp_path / "a.xlsx"), str(tmp_path / "b.xlsx")]})
    found = XlsxStore(config, is_form(config)).read()
    assert [(Path(sheet.book or "").name, sheet.title) for sheet in found] == [
        ("a.xlsx", "Danh sách"),
        ("b.xlsx", "Tháng 9"),
    ]


def test_a_single_input_needs_no_name(tmp_path):
    config = made_up_config(store={"input": str(workbook(tmp_path / "a.xlsx", ["Mã CB"]))})
    assert XlsxStore(config, is_form(config)).read()[0].book is None


def test_a_workbook_is_never_written(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["Mã CB"])
    before = path.read_bytes()
    read(path)
    assert path.read_bytes() == before


# --- any value in any column ----------------------------------------------------------------------------------

WILD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(
        [
            CellError("#REF!"),
            Uncached(),
            "//",
            "nt",
            "-",
            "1.234",
            "8,5",
            "TV01",
            "LĐTT",
            "CSTĐ",
            "Cộng",
            "Tháng 10",
            "31/02/2023",
            "2022-2023",
            "a" * 50_000,
            "\x00",
            "\ud800",
            "ﷺ",
            "𝟗𝟎",
            "٩",
            "²",
            "½",
            "9e999",
            normalize("NFD", "Nguyễn Thị Ấn"),
            "NguyÔn V¨n H¶i",
            datetime(1, 1, 1),
            date.max,
            time.max,
            10**400,
            -(10**20),
        ]
    ),
)
ALL_FORMS = forms.all_forms(RUBRIC, YEAR)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_value_in_any_column_gives_a_record_or_a_problem(data):
    form = data.draw(st.sampled_from(ALL_FORMS))
    headers: list[object] = [column.header for column in form.columns]
    row = st.lists(WILD, min_size=len(headers), max_size=len(headers))
    rows = data.draw(st.lists(row, min_size=1, max_size=3))
    wild = Sheet(form.title, [headers, *rows])
    others = [sheet for sheet in sheets(ROSTER + MONTH) if sheet.title != form.title]
    results = pipeline.compute((*others, wild), made_up_config(), date(2024, 4, 10))
    for language in ("vi", "en"):
        check_json(results.problems, translator(language))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WILD, max_size=8), max_size=20))
def test_any_tab_at_all(rows):
    for title in ("Danh sách", "Tháng 9", "Đăng ký"):
        wild = Sheet(title, rows)
        others = [sheet for sheet in sheets(ROSTER + MONTH) if sheet.title != title]
        pipeline.compute((*others, wild), made_up_config(), date(2024, 4, 10))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20), st.text(max_size=30))
def test_any_title_of_a_tab(title, text):
    pipeline.compute((*sheets(ROSTER + MONTH), Sheet(title, [[text]])), made_up_config(), date(2024, 4, 10))


def test_nothing_at_all():
    results = pipeline.compute((), made_up_config(), date(2024, 4, 10))
    assert [problem.code for problem in results.problems] == ["tab-missing", "tab-missing"]


def test_what_is_read_from_a_stream_of_zeros(tmp_path):
    path = tmp_path / "sổ.xlsx"
    path.write_bytes(io.BytesIO(b"\0" * 1000).read())
    refusal(path)
