"""Rules and colours in the words of the Sheets API: nothing that another country would read otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync.setup.provision.google_cells import cell, sheet_id
from sheets_sync.setup.provision.google_rules import elsewhere, quoted, validation, with_semicolons

WHERE = {"sheetId": 1}


def condition(rule: dict[str, object]) -> tuple[str, list[str]]:
    made = validation(WHERE, rule)
    assert made is not None
    found = made["setDataValidation"]["rule"]["condition"]
    return found["type"], [each["userEnteredValue"] for each in found["values"]]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=COUNTIF($B$2:$B$9,B2)>1", "=COUNTIF($B$2:$B$9;B2)>1"),
        ('=SUBSTITUTE(F2,",",".")', '=SUBSTITUTE(F2;",";".")'),
        ("=COUNTIF('Tổ 1, 2'!A1:A9,B2)", "=COUNTIF('Tổ 1, 2'!A1:A9;B2)"),
    ],
)
def test_arguments_are_parted_as_every_country_does(formula: str, expected: str) -> None:
    assert with_semicolons(formula) == expected


def test_dates_are_written_year_first() -> None:
    rule = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2023, 8, 1),
        "maximum": date(2024, 7, 31),
    }

    assert condition(rule) == ("DATE_BETWEEN", ["2023-08-01", "2024-07-31"])


def test_fractions_are_written_without_a_decimal_sign() -> None:
    rule = {"validate": "decimal", "criteria": "between", "minimum": -0.25, "maximum": 22.75}

    assert condition(rule) == ("NUMBER_BETWEEN", ["=-25/100", "=2275/100"])


def test_an_open_end_is_one_bound() -> None:
    assert condition({"validate": "integer", "criteria": ">=", "value": 0.0}) == (
        "NUMBER_GREATER_THAN_EQ",
        ["0"],
    )


def test_a_hint_alone_is_no_rule() -> None:
    assert validation(WHERE, {"validate": "any", "input_message": "CB001; CB002"}) is None


def test_titles_with_quotes_are_quoted() -> None:
    reference = quoted("Tổ 'Toán' \"A\"", 2, "B")

    assert reference == "'Tổ ''Toán'' \"A\"'!$B$2:$B"
    assert elsewhere(reference) == "INDIRECT(\"'Tổ ''Toán'' \"\"A\"\"'!$B$2:$B\")"


def test_a_text_stays_a_text() -> None:
    assert cell("=1+1", {})["userEnteredValue"] == {"stringValue": "=1+1"}
    assert cell("006", {})["userEnteredValue"] == {"stringValue": "006"}


def test_ids_of_tabs_follow_from_the_title_unless_taken() -> None:
    first = sheet_id("Tháng 9", set())

    assert first == sheet_id("Tháng 9", set()) != sheet_id("Tháng 10", set())
    assert sheet_id("Tháng 9", {first}) == first + 1
