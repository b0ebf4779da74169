"""What cells show: numbers and dates by their formats, effective values and formats."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.google_emulator.sheets import hand, number_patterns, rendering
from tests.google_emulator.sheets.state import Spreadsheet

DAY = 45174.604166666664  # 5 September 2023, 14:30


def written(number, pattern, locale="vi_VN"):
    return number_patterns.written(number, pattern, locale)


def book(*rows, locale="vi_VN"):
    """A spreadsheet with these rows in `Sheet1`."""
    made = Spreadsheet("id", {"locale": locale, "timeZone": "Asia/Ho_Chi_Minh"})
    hand.fill(made, "Sheet1", rows)
    return made


def shown(made, row=0, column=0):
    return rendering.formatted_value(made, made.sheets[0], row, column)


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (6, "6"),
            (6.0, "6"),
            (8.5, "8,5"),
            (-8.25, "-8,25"),
            (0.1 + 0.2, "0,3"),
            (1 / 3, "0,3333333333"),
            (10 / 3, "3,333333333"),
            (12345678901, "12345678901"),
            (1e15, "1E+15"),
            (1e-7, "1E-07"),
            (0.00005, "0,00005"),
        ],
    )
    def test_without_a_format(self, number, text):
        assert written(number, "") == text

    @pytest.mark.parametrize(
        ("number", "pattern", "text"),
        [
            (8.5, "0", "9"),
            (8.5, "0.00", "8,50"),
            (8.5, "0.##", "8,5"),
            (0.5, "#.0", ",5"),
            (7, "000", "007"),
            (0.125, "0.0%", "12,5%"),
            (1234.5, "#,##0.00", "1.234,50"),
            (1234567, "#,##0", "1.234.567"),
            (-1234, "#,##0", "-1.234"),
            (1234567, "#,##0,", "1.235"),
            (0.5, "+0.00;-0.00;0.00", "+0,50"),
            (-0.5, "+0.00;-0.00;0.00", "-0,50"),
            (0, "+0.00;-0.00;0.00", "0,00"),
            (-5, "0;(0)", "(5)"),
            (12, '0" điểm"', "12 điểm"),
            (12, "0\\đ", "12đ"),
            (12, "[Red]0", "12"),
            (5000, "#,##0 [$₫]", "5.000 ₫"),
            (12345, "0.00E+00", "1,23E+04"),
            (0, "#", ""),
            (7, '"có"', "có"),
            (8.5, "@", "8,5"),
            (2.675, "0.00", "2,68"),
        ],
    )
    def test_by_a_pattern(self, number, pattern, text):
        assert written(number, pattern) == text

    def test_the_decimal_sign_is_the_locale_s(self):
        assert (written(1234.5, "#,##0.0", "en_US"), written(1234.5, "#,##0.0", "de_DE")) == (
            "1,234.5",
            "1.234,5",
        )


class TestDates:
    @pytest.mark.parametrize(
        ("pattern", "text"),
        [
            ("dd/mm/yyyy", "05/09/2023"),
            ("d/m/yyyy", "5/9/2023"),
            ("yyyy-mm-dd", "2023-09-05"),
            ("d/m/yy", "5/9/23"),
            ("dd/mm/yyyy hh:mm:ss", "05/09/2023 14:30:00"),
            ("hh:mm", "14:30"),
            ("h:mm am/pm", "2:30 PM"),
            ("mm:ss", "30:00"),
            ('"ngày" d "tháng" m', "ngày 5 tháng 9"),
            ("dddd, d mmmm", "Thứ Ba, 5 tháng 9"),
            ("hh:mm:ss.000", "14:30:00,000"),
        ],
    )
    def test_by_a_pattern(self, pattern, text):
        assert written(DAY, pattern) == text

    def test_in_english(self):
        assert written(DAY, "ddd, mmm d, yyyy", "en_US") == "Tue, Sep 5, 2023"

    def test_time_that_has_gone_by(self):
        assert (written(1.5, "[h]:mm"), written(1.5, "[mm]")) == ("36:00", "2160")

    def test_a_day_beyond_the_calendar(self):
        assert written(1e12, "dd/mm/yyyy") == "1000000000000"


class TestCells:
    def test_plain_values(self):
        made = book(["An", 8.5, True, None])
        assert [shown(made, 0, column) for column in range(4)] == ["An", "8,5", "TRUE", None]

    def test_a_date_is_shown_as_the_locale_writes_it(self):
        days = [date(2023, 9, 5), datetime(2023, 9, 5, 14, 30), time(14, 30)]
        vietnamese, american = book(days), book(days, locale="en_US")
        assert [shown(vietnamese, 0, column) for column in range(3)] == [
            "05/09/2023",
            "05/09/2023 14:30:00",
            "14:30:00",
        ]
        assert shown(american) == "9/5/2023"

    def test_a_type_without_a_pattern_has_the_locale_s(self):
        made = book([0.5])
        cell = made.sheets[0].at(0, 0)
        made.sheets[0].put(0, 0, cell._replace(format={"numberFormat": {"type": "PERCENT"}}))
        look = rendering.effective_format(made, made.sheets[0], 0, 0)
        assert (shown(made), look["numberFormat"]) == ("50,00%", {"type": "PERCENT", "pattern": "0.00%"})

    @pytest.mark.parametrize(
        ("formula", "text"),
        [
            ("=1/0", "#DIV/0!"),
            ("=FOO()", "#NAME?"),
            ("=A2", "#REF!"),
            ("=1+", "#ERROR!"),
            ('=1+"x"', "#VALUE!"),
        ],
    )
    def test_errors(self, formula, text):
        made = book()
        hand.type_in(made, "Sheet1!A2", "=A2")
        hand.type_in(made, "Sheet1!A1", formula)
        assert shown(made) == text

    def test_a_formula_takes_the_format_of_what_it_computes_with(self):
        made = book([date(2023, 9, 5), "=A1"])
        hand.type_in(made, "Sheet1!B1", "=A1+1")
        hand.type_in(made, "Sheet1!C1", "=B1")
        assert [shown(made, 0, column) for column in range(3)] == ["05/09/2023", "06/09/2023", "06/09/2023"]

    def test_a_reference_to_a_blank_cell_shows_nothing(self):
        made = book()
        hand.type_in(made, "Sheet1!A1", "=B1")
        assert (shown(made), rendering.effective_value(made, made.sheets[0], 0, 0)) == (None, None)

    def test_the_default_format_shines_through(self):
        made = book(["x"])
        cell = made.sheets[0].at(0, 0)
        made.sheets[0].put(0, 0, cell._replace(format={"textFormat": {"bold": True}}))
        look = rendering.effective_format(made, made.sheets[0], 0, 0)
        assert (look["textFormat"]["bold"], look["textFormat"]["fontSize"]) == (True, 10)

    def test_results_are_kept_until_something_changes(self):
        made = book([1])
        hand.type_in(made, "Sheet1!B1", "=A1+1")
        assert shown(made, 0, 1) == "2"
        hand.type_in(made, "Sheet1!A1", "5")
        assert shown(made, 0, 1) == "6"
