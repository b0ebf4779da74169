"""Formulas: their results and errors, and how their text follows when cells move."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.google_emulator.sheets import formulas, hand, rendering, serials
from tests.google_emulator.sheets.state import Spreadsheet

SCHOOL = [
    ["An", 8, 7.5, "Đạt", date(2023, 9, 5)],
    ["Bình", 6, None, "Chưa", None],
    ["Cường", "x", 9, "Đạt", None],
]


def book(locale="vi_VN"):
    """A spreadsheet with a tab of pupils and one for formulas."""
    made = Spreadsheet("id", {"locale": locale, "timeZone": "Asia/Ho_Chi_Minh"})
    hand.fill(made, "Tháng 10", SCHOOL)
    hand.fill(made, "T", [])
    return made


def result(formula, locale="vi_VN"):
    """What a formula comes to: a plain value, nothing, or the type of an error."""
    made = book(locale)
    hand.type_in(made, "T!Z1", formula)
    value = rendering.effective_value(made, made.titled("T"), 0, 25) or {"": None}
    return value["errorValue"]["type"] if "errorValue" in value else next(iter(value.values()))


def message(formula):
    """What Google says of a formula's error."""
    made = book()
    hand.type_in(made, "T!Z1", formula)
    return rendering.effective_value(made, made.titled("T"), 0, 25)["errorValue"]["message"]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3", 7),
        ("=(1+2)*3", 9),
        ("=-2^2", 4),
        ("=50%", 0.5),
        ("=200*5%", 10),
        ("=7/2", 3.5),
        ("=1,5+1", 2.5),
        ("=1e3", 1000),
        ('="a"&"b"&1,5', "ab1,5"),
        ('="nói ""có"""', 'nói "có"'),
        ("=1=1", True),
        ('="a"="A"', True),
        ("=2<>2", False),
        ('="a">5', True),
        ("=TRUE", True),
        ("=A1=0", True),
        ('=A1=""', True),
        ('="2"+1', 3),
        ("=TRUE+1", 2),
        ("= 1 + 1 ", 2),
    ],
)
def test_operators(formula, value):
    assert result(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("='Tháng 10'!B1", 8),
        ("='tháng 10'!$B$1", 8),
        ("='Tháng 10'!E1", 45174),
        ("=SUM('Tháng 10'!B1:C3)", 30.5),
        ("=SUM('Tháng 10'!B:C)", 30.5),
        ("=SUM('Tháng 10'!1:2)", 8 + 7.5 + 45174 + 6),
        ("=SUM('Tháng 10'!B2:B;1)", 7),
        ("=COUNTA('Tháng 10'!A:D)", 11),
        ("=B1", None),
    ],
)
def test_references(formula, value):
    assert result(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=SUM(1;2;"3")', 6),
        ("=AVERAGE('Tháng 10'!B1:B3)", 7),
        ("=COUNT('Tháng 10'!B1:C3)", 4),
        ("=COUNTBLANK('Tháng 10'!A1:C3)", 1),
        ("=COUNTIF('Tháng 10'!D1:D3;\"đạt\")", 2),
        ("=COUNTIF('Tháng 10'!B1:C3;\">=7,5\")", 3),
        ("=COUNTIF('Tháng 10'!A1:A3;\"*n*\")", 3),
        ("=COUNTIF('Tháng 10'!A1:A3;\"<>An\")", 2),
        ("=COUNTIF('Tháng 10'!B1:C3;6)", 1),
        ("=COUNTIFS('Tháng 10'!D1:D3;\"Đạt\";'Tháng 10'!C1:C3;\">8\")", 1),
        ("=SUMIF('Tháng 10'!D1:D3;\"Đạt\";'Tháng 10'!C1:C3)", 16.5),
        ("=SUMIFS('Tháng 10'!C1:C3;'Tháng 10'!D1:D3;\"Đạt\")", 16.5),
        ("=AVERAGEIF('Tháng 10'!B1:C3;\">7\")", 24.5 / 3),
        ("=MIN('Tháng 10'!B1:C3)", 6),
        ("=MAX(1;2,5)", 2.5),
        ("=MAX(A1:A9)", 0),
        ("=RANK(8;'Tháng 10'!B1:C3)", 2),
        ("=RANK(6;'Tháng 10'!B1:C3;1)", 1),
        ("=ROUND(8,25;1)", 8.3),
        ("=ROUND(-2,5)", -3),
        ("=ROUND(1234;-2)", 1200),
        ("=ROUNDUP(8,21;1)", 8.3),
        ("=ROUNDDOWN(8,29;1)", 8.2),
        ("=INT(-1,5)", -2),
        ("=ABS(-3)", 3),
        ("=MOD(-3;2)", 1),
    ],
)
def test_numbers_and_counting(formula, value):
    assert result(formula) == pytest.approx(value)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=IF(1>2;"a";"b")', "b"),
        ("=IF(1>2;1/0)", False),
        ("=IF(FALSE;;5)", 5),
        ('=IFERROR(1/0;"lỗi")', "lỗi"),
        ('=IFERROR(5;"lỗi")', 5),
        ("=IFNA(VLOOKUP(9;'Tháng 10'!A1:B3;2;FALSE);0)", 0),
        ("=AND(TRUE;1)", True),
        ("=OR(FALSE;0)", False),
        ("=NOT(FALSE)", True),
        ("=ISBLANK(A1)", True),
        ("=ISNUMBER('Tháng 10'!B3)", False),
        ("=ISTEXT('Tháng 10'!B3)", True),
        ("=ISERROR(1/0)", True),
        ("=VLOOKUP(\"bình\";'Tháng 10'!A:D;4;FALSE)", "Chưa"),
        ("=VLOOKUP(\"B*\";'Tháng 10'!A:D;2;FALSE)", 6),
    ],
)
def test_logic_and_looking_up(formula, value):
    assert result(formula) == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=TRIM("  a   b ")', "a b"),
        ('=LEN("Đạt")', 3),
        ('=UPPER("đạt")&LOWER("ĐẠT")', "ĐẠTđạt"),
        ('=LEFT("Trần";2)&"|"&RIGHT("Trần";1)&"|"&MID("Trần";2;2)', "Tr|n|rầ"),
        ('=CONCATENATE("a";1;TRUE)', "a1TRUE"),
        ('=TEXT(1234,5;"#,##0.00")', "1.234,50"),
        ('=TEXT(DATE(2023;9;5);"dd/mm/yyyy")', "05/09/2023"),
        ('=VALUE("8,5")', 8.5),
        ('=HYPERLINK("https://truong.example";"Trường")', "Trường"),
        ("=DATE(2023;9;5)", 45174),
        ("=DATE(2023;13;1)", 45292),
        ("=YEAR('Tháng 10'!E1)*10000+MONTH('Tháng 10'!E1)*100+DAY('Tháng 10'!E1)", 20230905),
    ],
)
def test_texts_and_dates(formula, value):
    assert result(formula) == value


def test_today_is_the_clock_s_in_the_time_zone_of_the_spreadsheet(monkeypatch):
    late = datetime.fromisoformat("2023-09-04T20:00:00+00:00").timestamp()
    monkeypatch.setattr(serials.present, "clock", lambda: late)
    assert (result("=TODAY()"), result("=NOW()")) == (45174, 45174.125)


class TestSeparators:
    def test_semicolons_in_english_too(self):
        assert (result("=SUM(1,2)", "en_US"), result("=SUM(1;2.5)", "en_US")) == (3, 3.5)

    def test_a_comma_between_digits_is_the_decimal_sign(self):
        assert result("=SUM(1,2)") == pytest.approx(1.2)

    def test_a_comma_after_a_reference_parts_arguments(self):
        assert result("=SUM('Tháng 10'!B1,2)") == 10


class TestErrors:
    @pytest.mark.parametrize(
        ("formula", "kind"),
        [
            ("=1/0", "DIVIDE_BY_ZERO"),
            ("=AVERAGE(A1:A3)", "DIVIDE_BY_ZERO"),
            ("='Tháng 10'!B3+1", "VALUE"),
            ("=FOO(1)", "NAME"),
            ("=foo", "NAME"),
            ("=Nope!A1", "REF"),
            ("=#REF!+1", "REF"),
            ("=ZZ1", "REF"),
            ("=Z1", "REF"),
            ("=VLOOKUP(\"z\";'Tháng 10'!A1:B3;2;FALSE)", "N_A"),
            ("=IF(1)", "N_A"),
            ('=IMPORTRANGE("a";"b")', "N_A"),
            ("=(-1)^0,5", "NUM"),
            ("=1+", "ERROR"),
            ("=(1", "ERROR"),
            ('="a', "ERROR"),
        ],
    )
    def test_kinds(self, formula, kind):
        assert result(formula) == kind

    @pytest.mark.parametrize(
        ("formula", "text"),
        [
            ("=1/0", "Function DIVIDE parameter 2 cannot be zero."),
            ("=FOO(1)", "Unknown function: 'FOO'."),
            ("=1+", "Formula parse error."),
            (
                "='Tháng 10'!B3+1",
                "Function ADD parameter 1 expects number values. "
                "But 'x' is a text and cannot be coerced to a number.",
            ),
        ],
    )
    def test_words(self, formula, text):
        assert message(formula) == text

    def test_a_circle(self):
        assert message("=Z1").startswith("Circular dependency detected.")

    def test_an_error_is_passed_on(self):
        made = book()
        hand.type_in(made, "T!A1", "=1/0")
        hand.type_in(made, "T!B1", "=SUM(A1:A5)")
        assert rendering.formatted_value(made, made.titled("T"), 0, 1) == "#DIV/0!"


class TestChains:
    def chain(self, first):
        made = book()
        hand.type_in(made, "T!A1", first)
        for row in range(1, 999):
            hand.type_in(made, f"T!A{row + 1}", f"=A{row}+1")
        return rendering.effective_value(made, made.titled("T"), 998, 0)

    def test_a_long_chain(self):
        assert self.chain(1) == {"numberValue": 999}

    def test_a_long_circle(self):
        assert self.chain("=A999")["errorValue"]["type"] == "REF"


class TestCopying:
    @pytest.mark.parametrize(
        ("formula", "rows", "columns", "copy"),
        [
            ("=A1+B2", 2, 1, "=B3+C4"),
            ("=$A$1+$A1+A$1", 2, 1, "=$A$1+$A3+B$1"),
            ("=SUM(A1:B$5)", 1, 0, "=SUM(A2:B$5)"),
            ("=SUM(A:B)+SUM(1:2)", 1, 1, "=SUM(B:C)+SUM(2:3)"),
            ("='Tháng 10'!A1", 1, 0, "='Tháng 10'!A2"),
            ('="A1"&LOG10(A1)', 1, 0, '="A1"&LOG10(A2)'),
            ("=A1", -1, 0, "=#REF!"),
            ("=A1+8,5", 1, 0, "=A2+8,5"),
        ],
    )
    def test_relative_references_move(self, formula, rows, columns, copy):
        assert formulas.moved(formula, rows, columns) == copy


class TestAdjusting:
    @pytest.mark.parametrize(
        ("formula", "at", "count", "adjusted"),
        [
            ("=A5", 2, 3, "=A8"),
            ("=$A$5", 2, 3, "=$A$8"),
            ("=A2", 2, 3, "=A2"),
            ("=SUM(A1:A10)", 5, 2, "=SUM(A1:A12)"),
            ("=SUM(A1:A10)", 10, 2, "=SUM(A1:A10)"),
            ("=SUM(A3:A10)", 2, 2, "=SUM(A5:A12)"),
            ("=A5", 2, -1, "=A4"),
            ("=A5", 4, -1, "=#REF!"),
            ("=SUM(A1:A10)", 5, -2, "=SUM(A1:A8)"),
            ("=SUM(A1:A10)", 8, -5, "=SUM(A1:A8)"),
            ("=SUM(A3:A4)", 2, -2, "=SUM(#REF!)"),
            ("=SUM(A:A)", 2, -2, "=SUM(A:A)"),
            ("=SUM(A5:A)", 1, 2, "=SUM(A7:A)"),
            ("=Khác!A5", 1, 2, "=Khác!A5"),
        ],
    )
    def test_rows(self, formula, at, count, adjusted):
        assert formulas.adjusted(formula, "T", "T", "ROWS", at, count) == adjusted

    def test_columns(self):
        assert formulas.adjusted("=SUM(B1:D9)+A1", "T", "T", "COLUMNS", 1, -1) == "=SUM(B1:C9)+A1"

    def test_another_tab(self):
        assert formulas.adjusted("=A5+'Tháng 10'!A5", "T", "Tháng 10", "ROWS", 0, 1) == "=A5+'Tháng 10'!A6"

    def test_a_renamed_tab(self):
        assert formulas.renamed("=T!A1+A1", "T", "Tháng 9") == "='Tháng 9'!A1+A1"

    def test_a_deleted_tab(self):
        assert formulas.renamed("=T!A1+A1", "T", None) == "=#REF!+A1"
