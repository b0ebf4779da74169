import zipfile

import openpyxl
import pytest

from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.model import Where
from sheets_sync.stores.xlsx.outputs import OutputWorkbook
from sheets_sync.tables import Cell
from sheets_sync.views.changes import plan
from tests.stores.contract import AGEING, FACTS, FULL, StoreContract, tab


class TestOutputWorkbook(StoreContract):
    @pytest.fixture
    def store(self, tmp_path):
        return OutputWorkbook(tmp_path / "tong-hop.xlsx", {None: tmp_path / "so-thi-dua.xlsx"})

    @pytest.fixture
    def foreign_store(self, tmp_path):
        openpyxl.Workbook().save(tmp_path / "tong-hop.xlsx")
        return OutputWorkbook(tmp_path / "tong-hop.xlsx")


@pytest.fixture
def workbook(tmp_path):
    return OutputWorkbook(tmp_path / "tong-hop.xlsx", {None: tmp_path / "so-thi-dua.xlsx"})


def links(path, title="Xếp hạng tháng"):
    cells = [cell for row in openpyxl.load_workbook(path)[title].iter_rows() for cell in row]
    return [(cell.hyperlink.target, cell.hyperlink.location) for cell in cells if cell.hyperlink]


def problem_cell(tab_title="Tháng 10", book=None):
    return tab([Cell("F12", "link", Where(tab_title, 12, 6, book))])


def test_a_link_leads_to_the_cell_in_the_staff_file(workbook):
    workbook.write([problem_cell()], FACTS)
    assert links(workbook.path) == [("so-thi-dua.xlsx", "'Tháng 10'!F12")]


def test_a_link_finds_the_right_one_of_several_books(tmp_path):
    books = {"Tổ Toán": tmp_path / "to-toan.xlsx", "Ban": tmp_path / "ban.xlsx"}
    workbook = OutputWorkbook(tmp_path / "tong-hop.xlsx", books)
    workbook.write([problem_cell(book="Ban")], FACTS)
    assert links(workbook.path) == [("ban.xlsx", "'Tháng 10'!F12")]


def test_a_link_starts_at_the_folder_of_the_output(tmp_path):
    (tmp_path / "ra").mkdir()
    workbook = OutputWorkbook(tmp_path / "ra" / "tong-hop.xlsx", {None: tmp_path / "sổ 1#.xlsx"})
    workbook.write([problem_cell("Ban's")], FACTS)
    assert links(workbook.path) == [("..\\sổ%201%23.xlsx", "'Ban''s'!F12")]


def test_a_link_to_an_output_tab_stays_in_the_file(workbook):
    workbook.write([problem_cell("Lỗi dữ liệu"), tab(["a"], title="Lỗi dữ liệu")], FACTS)
    assert links(workbook.path) == [(None, "'Lỗi dữ liệu'!F12")]


@pytest.mark.slow
def test_more_links_than_excel_can_hold_keep_their_text(workbook):
    rows = 65_600
    workbook.write([tab(*[[Cell("F1", "link", Where("Tháng 10", 1, 6))]] * rows)], FACTS)
    assert len(workbook.current_tabs().tabs["Xếp hạng tháng"]) == rows


def test_equal_tabs_are_equal_bytes(workbook):
    workbook.write([FULL], FACTS)
    first = workbook.path.read_bytes()
    workbook.write([FULL], FACTS)
    assert workbook.path.read_bytes() == first


def test_prints_on_a4_with_the_heading_on_every_page(workbook):
    workbook.write([FULL], FACTS)
    sheet = openpyxl.load_workbook(workbook.path)["Xếp hạng tháng"]
    assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$2:$2")


def test_all_columns_fit_the_paper_those_without_a_width_too(workbook):
    workbook.write([tab(["x"] * 40, widths=(9,))], FACTS)
    assert openpyxl.load_workbook(workbook.path)["Xếp hạng tháng"].page_setup.scale < 40


def test_what_is_stale_stands_out(workbook):
    workbook.write([AGEING], FACTS)
    [(where, [rule])] = openpyxl.load_workbook(workbook.path)[
        "Tổng hợp"
    ].conditional_formatting._cf_rules.items()
    assert (str(where.sqref), rule.formula, rule.dxf.font.b) == ("A1", ["TODAY()-45250>2"], True)


def test_filters_stand_on_the_heading(workbook):
    workbook.write([FULL], FACTS)
    assert openpyxl.load_workbook(workbook.path)["Xếp hạng tháng"].auto_filter.ref == "A2:C5"


def test_charts_are_native(workbook):
    workbook.write([FULL], FACTS)
    assert "xl/charts/chart1.xml" in zipfile.ZipFile(workbook.path).namelist()


def test_a_persons_edit_is_noticed(workbook):
    workbook.write([FULL], FACTS)
    book = openpyxl.load_workbook(workbook.path)
    book["Xếp hạng tháng"]["C3"] = 99
    book.save(workbook.path)
    assert [change.action for change in plan([FULL], FACTS, workbook.current_tabs()).tabs] == ["update"]


def test_a_tab_that_a_person_added_is_refused(workbook):
    workbook.write([FULL], FACTS)
    book = openpyxl.load_workbook(workbook.path)
    book.create_sheet("Ghi chú")["A1"] = "nhớ"
    book.save(workbook.path)
    assert "Ghi chú" in str(plan([FULL], FACTS, workbook.current_tabs()).refusals[0])


@pytest.mark.parametrize("contents", [b"", b"no zip at all", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_workbook_is_somebodys_own(workbook, contents):
    workbook.path.write_bytes(contents)
    with pytest.raises(RefusedError):
        workbook.current_tabs()


def test_a_folder_of_the_name_is_refused(workbook):
    workbook.path.mkdir()
    with pytest.raises(RefusedError):
        workbook.current_tabs()


def test_the_output_may_not_be_an_input(tmp_path):
    workbook = OutputWorkbook(tmp_path / "a.xlsx", {None: tmp_path / "b" / ".." / "a.xlsx"})
    with pytest.raises(RefusedError):
        workbook.write([FULL], FACTS)


def test_the_output_may_not_be_another_name_of_an_input(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"staff")
    (tmp_path / "b.xlsx").hardlink_to(tmp_path / "a.xlsx")
    with pytest.raises(RefusedError):
        OutputWorkbook(tmp_path / "b.xlsx", {None: tmp_path / "a.xlsx"}).current_tabs()


@pytest.mark.parametrize("before", [True, False], ids=["another file", "the first file"])
def test_what_another_machine_wrote_since_we_looked_stays(workbook, before):
    if before:
        workbook.write([tab(["before"])], FACTS)
    workbook.current_tabs()
    OutputWorkbook(workbook.path).write([tab(["theirs"])], FACTS)
    with pytest.raises(UnavailableError, match="chạy lại"):
        workbook.write([tab(["ours"])], FACTS)
    assert workbook.current_tabs().tabs == {"Xếp hạng tháng": (("theirs",),)}


def test_a_summary_that_is_open_in_excel_is_left_alone(workbook):
    workbook.path.with_name("~$tong-hop.xlsx").write_bytes(b"lock")
    with pytest.raises(UnavailableError, match="Excel"):
        workbook.write([FULL], FACTS)
