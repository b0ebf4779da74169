"""A1 notation: what a text names, and how Google echoes it."""

from __future__ import annotations

import pytest

from tests.google_emulator.sheets import a1
from tests.google_emulator.sheets.state import Spreadsheet, new_sheet
from tests.google_emulator.wire import ApiError


@pytest.fixture
def book():
    """Two tabs, the first one of 20 rows and 5 columns, and a name for some cells of the second."""
    sheets = [new_sheet(0, "Sheet1", 0, 20, 5), new_sheet(7, "Tháng 10", 1)]
    named = {"sheetId": 7, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}
    return Spreadsheet(
        "id", {"locale": "vi_VN"}, sheets, [{"namedRangeId": "n", "name": "diem", "range": named}]
    )


@pytest.mark.parametrize(
    ("text", "echoed"),
    [
        ("Sheet1!B2", "Sheet1!B2"),
        ("Sheet1!b2:c3", "Sheet1!B2:C3"),
        ("Sheet1!$B$2:$C$3", "Sheet1!B2:C3"),
        ("Sheet1!C3:B2", "Sheet1!B2:C3"),
        ("Sheet1!B:C", "Sheet1!B1:C20"),
        ("Sheet1!2:3", "Sheet1!A2:E3"),
        ("Sheet1!B2:C", "Sheet1!B2:C20"),
        ("Sheet1!B2:3", "Sheet1!B2:E3"),
        ("Sheet1!A1:Z100", "Sheet1!A1:E20"),
        ("Sheet1!R2C2:R3C3", "Sheet1!B2:C3"),
        ("Sheet1", "Sheet1!A1:E20"),
        ("sheet1", "Sheet1!A1:E20"),
        ("'Sheet1'", "Sheet1!A1:E20"),
        ("B2", "Sheet1!B2"),
        ("'Tháng 10'!A1:B2", "'Tháng 10'!A1:B2"),
        ("Tháng 10!A1", "'Tháng 10'!A1"),
        ("diem", "'Tháng 10'!A2:B4"),
        ("'Tháng 10'!diem", "'Tháng 10'!A2:B4"),
    ],
)
def test_what_a_text_names(book, text, echoed):
    assert a1.text_of(a1.parse(book, text)) == echoed


@pytest.mark.parametrize(
    "text", ["", "Sheet1!", "Nope!A1", "Nope", "Sheet1!A0", "Sheet1!A", "Sheet1!diem", "!A1"]
)
def test_what_cannot_be_parsed(book, text):
    with pytest.raises(ApiError, match="Unable to parse range: ") as caught:
        a1.parse(book, text)
    assert (caught.value.code, caught.value.message) == (400, f"Unable to parse range: {text}")


@pytest.mark.parametrize(
    ("text", "named"), [("Sheet1!F1", "Sheet1!F1"), ("A21:B", "Sheet1!A21:B"), ("F1:G2", "Sheet1!F1:G2")]
)
def test_a_start_outside_of_the_grid(book, text, named):
    with pytest.raises(ApiError) as caught:
        a1.parse(book, text)
    assert caught.value.message == f"Range ({named}) exceeds grid limits. Max rows: 20, max columns: 5"


def test_hidden_tabs_are_not_the_first_one(book):
    book.sheets[0].properties["hidden"] = True
    assert a1.text_of(a1.parse(book, "A1")) == "'Tháng 10'!A1"


@pytest.mark.parametrize(
    ("text", "is_cell"), [("Sheet1!A1", True), ("Sheet1!A1:A1", False), ("Sheet1!A1:B2", False)]
)
def test_whether_one_cell_is_named(book, text, is_cell):
    assert a1.parse(book, text).is_cell is is_cell


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Sheet1", "Sheet1"),
        ("to_cham", "to_cham"),
        ("Tổ chấm", "'Tổ chấm'"),
        ("Cô's", "'Cô''s'"),
        ("2023", "'2023'"),
        ("T10", "'T10'"),
        ("a-b", "'a-b'"),
    ],
)
def test_titles_are_quoted_only_where_they_must_be(title, shown):
    assert a1.quoted_title(title) == shown


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (18277, "ZZZ")]
)
def test_letters_of_columns(column, letters):
    assert (a1.letters(column), a1.column_of(letters)) == (letters, column)


def test_a_grid_range(book):
    assert a1.text_of(a1.of_grid_range(book, {"startRowIndex": 2, "endColumnIndex": 2})) == "Sheet1!A3:B20"
