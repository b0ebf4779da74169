"""What is put into cells: values as they are, and values as they are typed in a locale."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.google_emulator.sheets import entering, serials
from tests.google_emulator.sheets.state import BLANK, Cell
from tests.google_emulator.wire import ApiError

DAY = 45174  # 5 September 2023


def typed(text, locale="vi_VN"):
    """The plain value that a text becomes."""
    entered, _ = entering.user_entered(text, locale)
    return None if entered is None else next(iter(entered.values()))


def look(text, locale="vi_VN"):
    """The type and pattern of the number format that a typed text brings along."""
    _, number_format = entering.user_entered(text, locale)
    return number_format and (number_format["type"], number_format["pattern"])


class TestRaw:
    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            ("8,5", {"stringValue": "8,5"}),
            ("=1+1", {"stringValue": "=1+1"}),
            ("'7", {"stringValue": "'7"}),
            (" ", {"stringValue": " "}),
            ("", None),
            (True, {"boolValue": True}),
            (6, {"numberValue": 6}),
            (6.0, {"numberValue": 6}),
            (8.5, {"numberValue": 8.5}),
        ],
    )
    def test_values_stay_what_they_are(self, value, kept):
        assert entering.raw(value) == kept

    def test_whole_numbers_have_no_decimal_point(self):
        assert repr(entering.raw(6.0)) == "{'numberValue': 6}"

    @pytest.mark.parametrize("option", ["RAW", "USER_ENTERED"])
    def test_more_than_50000_characters_are_refused(self, option):
        entering.into(BLANK, "x" * 50_000, option, "vi_VN")
        with pytest.raises(ApiError, match="more than the maximum of 50000 characters in a single cell"):
            entering.into(BLANK, "x" * 50_001, option, "vi_VN")


class TestNumbers:
    @pytest.mark.parametrize("locale", ["vi_VN", "fr_FR", "de_DE", "es_ES"])
    def test_the_decimal_comma(self, locale):
        assert [typed(text, locale) for text in ("8,5", "-8,5", "+8,5", ",5")] == [8.5, -8.5, 8.5, 0.5]

    def test_a_comma_is_no_decimal_sign_in_english(self):
        assert (typed("8.5", "en_US"), typed("8,5", "en_US")) == (8.5, "8,5")

    @pytest.mark.parametrize(
        ("text", "locale"), [("1.234", "vi_VN"), ("1,234", "en_US"), ("1 234", "fr_FR"), ("1.234", "de_DE")]
    )
    def test_thousands(self, text, locale):
        assert (typed(text, locale), look(text, locale)) == (1234, ("NUMBER", "#,##0"))

    @pytest.mark.parametrize("text", ["1.23", "12.34.567", "1..234", "1.2345"])
    def test_groups_have_three_digits(self, text):
        assert isinstance(typed(text), str) or look(text)[0] == "DATE"

    def test_percent(self):
        assert (typed("50%"), look("50%")) == (0.5, ("PERCENT", "0%"))
        assert (typed("12,5%"), look("12,5%")) == (0.125, ("PERCENT", "0.00%"))

    def test_money(self):
        assert (typed("5.000đ"), look("5.000đ")[0]) == (5000, "CURRENCY")
        assert (typed("$5.50", "en_US"), look("$5.50", "en_US")[0]) == (5.5, "CURRENCY")
        assert typed("€5") == "€5"

    def test_exponents_and_brackets(self):
        assert (typed("1E3"), typed("(5)")) == (1000, -5)

    def test_spaces_around_are_no_matter(self):
        assert typed(" 8,5 ") == 8.5

    @pytest.mark.parametrize(
        "text", ["8,5 điểm", "nan", "inf", "1_000", "１２", "0x10", "8,5,5", "-", "1E999"]
    )
    def test_what_is_no_number(self, text):
        assert typed(text) == text


class TestDates:
    @pytest.mark.parametrize(
        ("text", "locale"),
        [
            ("5/9/2023", "vi_VN"),
            ("05/09/2023", "vi_VN"),
            ("5-9-2023", "vi_VN"),
            ("5/9/23", "vi_VN"),
            ("2023-09-05", "vi_VN"),
            ("5/9/2023", "fr_FR"),
            ("5.9.2023", "de_DE"),
            ("9/5/2023", "en_US"),
            ("2023-09-05", "en_US"),
            ("5 Sep 2023", "en_US"),
            ("September 5, 2023", "en_US"),
            ("5/9/2023", "en_GB"),
        ],
    )
    def test_the_fifth_of_september(self, text, locale):
        assert (typed(text, locale), look(text, locale)[0]) == (DAY, "DATE")

    def test_a_date_looks_as_it_was_typed(self):
        assert (look("5/9/2023")[1], look("05/09/2023")[1]) == ("d/m/yyyy", "dd/mm/yyyy")

    @pytest.mark.parametrize(
        ("text", "locale"), [("25/12/2023", "en_US"), ("12/25/2023", "vi_VN"), ("30/2/2023", "vi_VN")]
    )
    def test_days_that_are_not_in_the_calendar(self, text, locale):
        assert typed(text, locale) == text

    def test_a_day_without_a_year_is_of_this_year(self, monkeypatch):
        monkeypatch.setattr(serials.present, "clock", lambda: datetime(2023, 11, 1).timestamp())
        assert (typed("5/9"), look("5/9")) == (DAY, ("DATE", "d/m"))

    def test_a_number_with_a_point_is_a_date_where_the_comma_is_the_decimal_sign(self, monkeypatch):
        monkeypatch.setattr(serials.present, "clock", lambda: datetime(2023, 11, 1).timestamp())
        assert (typed("5.9"), look("5.9")) == (DAY, ("DATE", "d.m"))

    def test_moments_and_times(self):
        assert (typed("5/9/2023 12:00"), look("5/9/2023 12:00")) == (
            DAY + 0.5,
            ("DATE_TIME", "d/m/yyyy hh:mm"),
        )
        assert (typed("18:00"), look("18:00")) == (0.75, ("TIME", "hh:mm"))
        assert (typed("6:00 PM", "en_US"), look("6:00 PM", "en_US")[1]) == (0.75, "h:mm am/pm")

    def test_more_than_a_day(self):
        assert (typed("36:00"), look("36:00")[1]) == (1.5, "[h]:mm")

    def test_serial_numbers(self):
        assert (serials.serial(date(2023, 9, 5)), serials.serial(datetime(2023, 9, 5, 6))) == (
            DAY,
            DAY + 0.25,
        )
        assert serials.moment(DAY + 0.25) == datetime(2023, 9, 5, 6)


class TestTexts:
    def test_an_apostrophe_makes_a_text(self):
        assert (typed("'007"), typed("'=A1"), typed("'")) == ("007", "=A1", None)

    @pytest.mark.parametrize(
        "text", ["An", " An ", "10A1", "đạt", "-", "a/b", "5/", "+84 912 345 678", "+abc"]
    )
    def test_texts_stay_texts(self, text):
        assert entering.user_entered(text, "vi_VN") == ({"stringValue": text}, None)

    def test_truth_values(self):
        assert (typed("TRUE"), typed("false"), typed(" True ")) == (True, False, True)

    def test_an_empty_text_is_no_value(self):
        assert entering.user_entered("", "vi_VN") == (None, None)


class TestFormulas:
    def test_with_an_equals_sign(self):
        assert entering.user_entered("=SUM(A1;8,5)", "vi_VN") == ({"formulaValue": "=SUM(A1;8,5)"}, None)

    @pytest.mark.parametrize("text", ["+1+1", "+A1", "+SUM(A1:A3)"])
    def test_with_a_plus_if_it_is_one(self, text):
        assert entering.user_entered(text, "vi_VN") == ({"formulaValue": "=" + text}, None)

    def test_a_long_number_with_a_plus_is_a_number(self):
        assert typed("+84912345678") == 84912345678

    def test_an_equals_sign_alone_is_a_text(self):
        assert typed("=") == "="


class TestIntoACell:
    def test_the_format_comes_along(self):
        cell = entering.into(BLANK, "50%", "USER_ENTERED", "vi_VN")
        assert cell.format == {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}

    def test_a_format_that_is_there_stays(self):
        bold = {"textFormat": {"bold": True}, "numberFormat": {"type": "NUMBER", "pattern": "0.0"}}
        cell = entering.into(Cell(format=bold), "50%", "USER_ENTERED", "vi_VN")
        assert (cell.entered, cell.format) == ({"numberValue": 0.5}, bold)

    def test_a_text_format_keeps_texts(self):
        as_text = {"numberFormat": {"type": "TEXT", "pattern": "@"}}
        cell = entering.into(Cell(format=as_text), "007", "USER_ENTERED", "vi_VN")
        assert cell.entered == {"stringValue": "007"}

    def test_notes_and_validations_stay(self):
        cell = entering.into(Cell(note="n", validation={"strict": True}), "x", "RAW", "vi_VN")
        assert (cell.note, cell.validation) == ("n", {"strict": True})
