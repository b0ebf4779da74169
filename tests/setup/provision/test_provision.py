"""New staff workbooks: what stands in them, what they let people type, and that nothing is ever overwritten."""

from __future__ import annotations

import io
import shutil
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync import pipeline
from sheets_sync.errors import RefusedError, UnavailableError, UsageError
from sheets_sync.model import Person, Place, SchoolYear
from sheets_sync.rules.forms import FORMS, ROSTER, Form, all_forms
from sheets_sync.rules.rubric_file import load_rubric, stock_rubrics
from sheets_sync.settings.config import Config
from sheets_sync.settings.config_file import load_config
from sheets_sync.setup import provision
from sheets_sync.setup.provision.content import Content, Formula
from sheets_sync.setup.provision.workbook import LISTS, Workbook, workbook_bytes
from sheets_sync.stores.xlsx import XlsxStore

YEAR = SchoolYear(2023)
NOWHERE = Place("Danh sách", None, 2, {})
PEOPLE = (
    Person(
        NOWHERE,
        "006",
        "Trần Thị Bưởi",
        team="Toán - Tin",
        group="GV",
        status="Đang làm việc",
        born=date(1990, 9, 5),
    ),
    Person(NOWHERE, "007", "Ngô Văn Ân", team="Ngữ văn", group="GV", status="Đang làm việc"),
)


def config(folder: Path, text: str = "") -> Config:
    path = folder / "config.toml"
    path.write_text(f'[school]\nname = "Trường THCS Thử"\nyear = "2023-2024"\n{text}', encoding="utf-8")
    return load_config(path)


def book(rubric: str = "ha-noi-3814", **more: object) -> Workbook:
    read = load_rubric(rubric, Path())
    return Workbook(all_forms(read, YEAR), read, YEAR, **more)  # type: ignore[arg-type]


def opened(made: Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(made)))


@pytest.fixture(scope="module")
def empty() -> openpyxl.Workbook:
    return opened(book(school="Trường THCS Thử"))


def column_of(form: Form, key: str) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[[column.key for column in form.columns].index(key)]


def validation(sheet: Worksheet, cell: str) -> DataValidation:
    return next(each for each in sheet.data_validations.dataValidation if cell in each.sqref)


def months_form(made: Workbook) -> Form:
    return next(form for form in made.forms if form.key == "scores")


# --- what stands in it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rubric", [name for name in stock_rubrics() if name != "lop-tuan"])
def test_every_form_has_its_tab_and_headers(rubric: str) -> None:
    made = book(rubric)
    sheets = opened(made)

    found = {form.title: [cell.value for cell in sheets[form.title][1]] for form in made.forms}
    assert found == {form.title: [column.header for column in form.columns] for form in made.forms}


def test_the_guide_comes_first_and_names_who_fills_what(empty: openpyxl.Workbook) -> None:
    guide = empty.worksheets[0]
    text = "\n".join(str(cell) for row in guide.iter_rows(values_only=True) for cell in row if cell)

    assert guide.title == "Hướng dẫn"
    assert [form.title for form in FORMS if form.title not in text or form.who not in text] == []
    assert "từ 0 đến 70" in text


def test_the_header_stays_in_view_and_on_every_page(empty: openpyxl.Workbook) -> None:
    sheet = empty["Tháng 9"]

    assert sheet.freeze_panes == "D2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_required_columns_are_starred_beside_the_header_not_in_it(empty: openpyxl.Workbook) -> None:
    stars = {cell.value: bool(cell.comment and "★" in cell.comment.text) for cell in empty["Đăng ký"][1]}

    assert stars == {
        "STT": False,
        "Ngày đăng ký": True,
        "Mã CB": True,
        "Họ và tên": False,
        "Danh hiệu": True,
        "Hình thức khen thưởng": False,
        "Tên sáng kiến": False,
        "Đợt": True,
        "Ghi chú": False,
    }


def test_a_new_workbook_is_read_without_a_problem(tmp_path: Path) -> None:
    read = config(tmp_path)
    provision.init(read, people=PEOPLE)

    results = pipeline.compute(XlsxStore(read, lambda _: True).read(), read, date(2023, 8, 20))

    assert results.problems == ()
    assert [(one.staff_id, one.name, one.team, one.born) for one in results.school.roster.people] == [
        (one.staff_id, one.name, one.team, one.born) for one in PEOPLE
    ]


def test_rows_given_stand_below_their_heading_with_results_stored() -> None:
    form = book().forms[2]
    content = Content(
        ("TRƯỜNG", "THÁNG 9"),
        (["Tổ Toán"], [1, "006", "Bưởi", 20, 65.5, None, Formula("=D{row}+E{row}", 85.5)]),
    )
    made = workbook_bytes(book(contents={form.title: content}))

    formulas = openpyxl.load_workbook(io.BytesIO(made))["Tháng 9"]
    values = openpyxl.load_workbook(io.BytesIO(made), data_only=True)["Tháng 9"]
    assert [formulas["A1"].value, formulas["A2"].value, formulas["B4"].value] == [
        "TRƯỜNG",
        "THÁNG 9",
        "Mã CB",
    ]
    assert (formulas["G6"].value, values["G6"].value) == ("=D6+E6", 85.5)


def test_every_line_is_as_high_as_its_letters_ask_for() -> None:
    """Not every program fits rows by itself when it opens a file."""
    form = book().forms[2]
    content = Content(("TRƯỜNG", "THÁNG 9"), (["Tổ Toán"], [1, "006", "Bưởi", 20], ["Cộng", "", "", 20]))
    sheet = opened(book(contents={form.title: content}))["Tháng 9"]
    for row in [1, 2, 4, 5, 6, 7]:
        written = [cell.font.sz for cell in sheet[row] if cell.value is not None]
        assert (sheet.row_dimensions[row].height or 0) >= 1.25 * max(written), row


def test_the_same_book_gives_the_same_bytes() -> None:
    assert workbook_bytes(book(people=PEOPLE)) == workbook_bytes(book(people=PEOPLE))


# --- what may be typed ----------------------------------------------------------------------------------------


def test_marks_are_warned_about_outside_their_range(empty: openpyxl.Workbook) -> None:
    form = months_form(book())
    marks = {
        key: validation(empty["Tháng 10"], f"{column_of(form, key)}50")
        for key in ("discipline", "results", "bonus", "approved")
    }

    assert {key: (float(rule.formula1), float(rule.formula2)) for key, rule in marks.items()} == {
        "discipline": (0, 20),
        "results": (0, 70),
        "bonus": (0, 10),
        "approved": (0, 100),
    }
    assert {rule.errorStyle for rule in marks.values()} == {"warning"}
    assert marks["results"].prompt == "Ghi số từ 0 đến 70."


def test_every_choice_has_its_dropdown(empty: openpyxl.Workbook) -> None:
    for form in book().forms:
        for column in form.columns:
            if column.type == "choice":
                rule = validation(empty[form.title], f"{column_of(form, column.key)}2")
                assert rule.formula1 == f'"{",".join(column.choices)}"', (form.title, column.header)


def test_ids_and_teams_are_chosen_from_lists_in_the_workbook(empty: openpyxl.Workbook) -> None:
    sheet = empty["Thành tích"]

    assert validation(sheet, "C2").formula1 == "'Danh sách'!$B$2:$B$201"
    assert validation(sheet, "D2").formula1.startswith(f"'{LISTS}'!$A$2:")


def test_titles_offer_persons_and_teams_their_own(empty: openpyxl.Workbook) -> None:
    person, team, both = (
        validation(empty[title], cell).formula1
        for title, cell in (("Đăng ký", "E2"), ("Đăng ký tập thể", "D2"), ("Bình xét", "D2"))
    )

    assert "Chiến sĩ thi đua cơ sở" in person and "Tập thể" not in person
    assert "Tập thể lao động xuất sắc" in team and "Chiến sĩ" not in team
    assert "Chiến sĩ thi đua cơ sở" in both and "Tập thể lao động xuất sắc" in both


def test_dates_of_this_year_are_warned_about_outside_it(empty: openpyxl.Workbook) -> None:
    rule = validation(empty["Đăng ký"], "B2")

    assert (rule.formula1, rule.formula2) == ("45139", "45504")  # 1/8/2023 and 31/7/2024


@pytest.mark.parametrize(
    ("tab", "column", "number_format"),
    [
        ("Tháng 9", "B", "@"),
        ("Danh sách", "B", "@"),
        ("Danh sách", "D", "dd/mm/yyyy"),
        ("Tháng 9", "D", "General"),
    ],
)
def test_columns_keep_zeros_and_show_dates_day_first(
    empty: openpyxl.Workbook, tab: str, column: str, number_format: str
) -> None:
    assert empty[tab].column_dimensions[column].number_format == number_format


# --- files ----------------------------------------------------------------------------------------------------


def test_a_file_that_stands_is_never_overwritten(tmp_path: Path) -> None:
    read = config(tmp_path)
    (tmp_path / "so-thi-dua.xlsx").write_bytes(b"a year's work")

    with pytest.raises(RefusedError):
        provision.init(read)

    assert (tmp_path / "so-thi-dua.xlsx").read_bytes() == b"a year's work"


def test_of_a_file_that_stands_it_is_said_what_is_new(tmp_path: Path) -> None:
    read = config(tmp_path)
    [path] = provision.init(read)
    without(path, "Phong trào", "Email")
    before = path.read_bytes()

    with pytest.raises(RefusedError) as refused:
        provision.init(read)

    told = [str(message) for message in refused.value.messages]
    assert [line.partition(". ")[0] for line in told[1:]] == [
        "Tab mới mà sổ này chưa có: “Phong trào”",
        "Cột mới mà tab “Danh sách” chưa có: “Email”",
    ]
    assert path.read_bytes() == before


def test_of_a_whole_file_that_stands_nothing_is_new(tmp_path: Path) -> None:
    read = config(tmp_path)
    provision.init(read)

    with pytest.raises(RefusedError) as refused:
        provision.init(read, dry_run=True)

    assert len(refused.value.messages) == 1


def without(path: Path, tab: str, header: str) -> None:
    """Take a tab and a column of the roster out of a workbook, as an earlier version would have made it."""
    with closing(openpyxl.load_workbook(path)) as book:
        del book[tab]
        for cell in book["Danh sách"][1]:
            cell.value = None if cell.value == header else cell.value
        book.save(path)


def test_a_split_is_made_whole_or_not_begun(tmp_path: Path) -> None:
    read = config(tmp_path, 'teams = ["Toán - Tin", "Ngữ văn"]\n')
    (tmp_path / "so-thi-dua-ngu-van.xlsx").write_bytes(b"a year's work")

    with pytest.raises(RefusedError):
        provision.init(read, split=True)

    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["so-thi-dua-ngu-van.xlsx"]


def test_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    read = config(tmp_path, '[store]\ninput = "file/so.xlsx"\n')

    with pytest.raises(UnavailableError):
        provision.init(read)


def test_several_inputs_need_the_split(tmp_path: Path) -> None:
    read = config(tmp_path, '[store]\ninput = ["a.xlsx", "b.xlsx"]\n')

    with pytest.raises(UsageError):
        provision.init(read)


# --- each team its own ----------------------------------------------------------------------------------------


@pytest.fixture
def split(tmp_path: Path) -> dict[str, openpyxl.Workbook]:
    read = config(tmp_path, 'teams = ["Toán - Tin", "Ngữ văn"]\n[store]\ninput = "so.xlsx"\n')
    made = provision.init(read, split=True, people=PEOPLE)
    return {path.stem: openpyxl.load_workbook(path) for path in made}


def test_each_team_gets_its_own_workbook(split: dict[str, openpyxl.Workbook]) -> None:
    assert list(split) == ["so-ban-thi-dua", "so-toan-tin", "so-ngu-van"]


def test_what_not_everybody_may_see_stands_with_the_board_alone(split: dict[str, openpyxl.Workbook]) -> None:
    private = {form.title for form in FORMS if form.private} | {ROSTER.title}

    assert private <= set(split["so-ban-thi-dua"].sheetnames)
    assert not private & set(split["so-toan-tin"].sheetnames)


def test_no_form_is_lost_between_the_workbooks(split: dict[str, openpyxl.Workbook]) -> None:
    titles = [*split["so-ban-thi-dua"].sheetnames, *split["so-toan-tin"].sheetnames]

    assert sorted(set(titles) - {"Hướng dẫn", LISTS}) == sorted(form.title for form in book().forms)


def test_a_team_chooses_among_its_own_people(split: dict[str, openpyxl.Workbook]) -> None:
    sheets = split["so-toan-tin"]

    assert [cell.value for cell in sheets["Tháng 9"]["B"]] == ["Mã CB", "006"]
    assert [cell.value for cell in sheets[LISTS]["B"]] == ["Mã CB", "006"]
    assert validation(sheets["Tháng 9"], "B2").formula1.startswith(f"'{LISTS}'!$B$2:")


def test_a_split_takes_the_names_that_the_config_has(tmp_path: Path) -> None:
    names = '["ban.xlsx", "toan.xlsx", "van.xlsx"]'
    read = config(tmp_path, f'teams = ["Toán - Tin", "Ngữ văn"]\n[store]\ninput = {names}\n')

    made = provision.init(read, split=True, people=PEOPLE)

    assert [path.name for path in made] == ["ban.xlsx", "toan.xlsx", "van.xlsx"]


def test_classes_get_a_tab_for_every_week(tmp_path: Path) -> None:
    classes = '[classes]\nnames = ["6A", "6B"]\nfirst_week = "2023-09-04"\nweeks = 3\n'
    [path] = provision.init(config(tmp_path, classes))

    sheets = openpyxl.load_workbook(path)

    assert sheets.sheetnames[-4:] == ["Tuần 1", "Tuần 2", "Tuần 3", LISTS]
    assert validation(sheets["Tuần 2"], "B2").formula1 == '"6A,6B"'


# --- other programs -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_libreoffice_opens_it_and_keeps_every_tab(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "so.xlsx").write_bytes(workbook_bytes(book(people=PEOPLE)))
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]

    subprocess.run(
        [*command, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "out", "so.xlsx"],
        cwd=tmp_path,
        check=True,
    )

    again = openpyxl.load_workbook(tmp_path / "out" / "so.xlsx")
    assert again.sheetnames == openpyxl.load_workbook(tmp_path / "so.xlsx").sheetnames
    assert validation(again["Tháng 9"], "B2").formula1.replace("$", "").startswith("'Danh sách'")
