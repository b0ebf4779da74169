"""Requests on data validation and on conditional formats."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write


def values(*texts):
    return [{"userEnteredValue": text} for text in texts]


def validate(kind, *texts, **rule):
    condition = {"type": kind, "values": values(*texts)} if texts else {"type": kind}
    rule = {"condition": condition, **rule}
    return {"setDataValidation": {"range": grid(0, 2, 0, 1), "rule": rule}}


def colour(kind, *texts, index=0, area=None, **look):
    condition = {"type": kind, "values": values(*texts)} if texts else {"type": kind}
    look = look or {"backgroundColor": {"red": 1}}
    rule = {"ranges": [area or grid(0, 5, 0, 1)], "booleanRule": {"condition": condition, "format": look}}
    return {"addConditionalFormatRule": {"rule": rule, "index": index}}


class TestValidation:
    def test_every_cell_of_the_range_has_it(self, book):
        book.do(validate("ONE_OF_LIST", "có", "không", strict=True, showCustomUi=True))
        [[first], [second]] = book.cells("Sheet1", "dataValidation")
        assert (
            first
            == second
            == {
                "dataValidation": {
                    "condition": {"type": "ONE_OF_LIST", "values": values("có", "không")},
                    "strict": True,
                    "showCustomUi": True,
                }
            }
        )

    def test_without_a_rule_it_is_cleared(self, book):
        book.do(validate("BOOLEAN"), {"setDataValidation": {"range": grid(0, 2, 0, 1)}})
        assert book.cells("Sheet1", "dataValidation") == []

    def test_the_api_may_write_what_it_forbids(self, book):
        book.do(validate("ONE_OF_LIST", "có", strict=True))
        assert book.do(write(["gì đó"])) == [{}]

    @pytest.mark.parametrize("kind", ["BLANK", "NOT_BLANK", "TEXT_STARTS_WITH", "TEXT_ENDS_WITH"])
    def test_conditions_for_formats_only(self, book, kind):
        texts = ("x",) if kind.startswith("TEXT") else ()
        assert f"Condition type {kind} is not supported" in book.refused(validate(kind, *texts))

    def test_no_dates_that_move_with_the_day(self, book):
        condition = {"type": "DATE_BEFORE", "values": [{"relativeDate": "TODAY"}]}
        rule = {"range": grid(0, 2, 0, 1), "rule": {"condition": condition}}
        assert "Relative dates" in book.refused({"setDataValidation": rule})

    @pytest.mark.parametrize("texts", [(), ("A1:A2", "B1:B2"), ("not a range!!",)])
    def test_one_of_range_takes_one_range(self, book, texts):
        assert "ONE_OF_RANGE" in book.refused(validate("ONE_OF_RANGE", *texts))

    @pytest.mark.parametrize("text", ["='Danh mục'!A2:A", "=Sheet1!$A$1:$A$9", "Sheet1!A:A"])
    def test_one_of_range_takes_it_with_or_without_an_equals_sign(self, book, text):
        assert book.do(validate("ONE_OF_RANGE", text)) == [{}]

    def test_between_takes_two_values(self, book):
        assert "NUMBER_BETWEEN requires 2" in book.refused(validate("NUMBER_BETWEEN", "1"))

    def test_a_list_takes_no_formulas(self, book):
        assert "Formulas are not supported" in book.refused(validate("ONE_OF_LIST", "=A1"))


class TestConditionalFormats:
    def rules(self, book):
        rules = book.sheet("conditionalFormats").get("conditionalFormats", [])
        return [rule["booleanRule"]["condition"]["type"] for rule in rules]

    def test_they_stand_in_the_order_of_their_index(self, book):
        book.do(colour("BLANK"), colour("NOT_BLANK"), colour("TEXT_STARTS_WITH", "a", index=2))
        assert self.rules(book) == ["NOT_BLANK", "BLANK", "TEXT_STARTS_WITH"]

    def test_colours_have_twins(self, book):
        book.do(colour("BLANK"))
        [rule] = book.sheet("conditionalFormats")["conditionalFormats"]
        assert rule["booleanRule"]["format"]["backgroundColorStyle"] == {"rgbColor": {"red": 1}}

    def test_deleting_gives_the_rule_back(self, book):
        book.do(colour("BLANK"))
        [reply] = book.do({"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}})
        assert reply["deleteConditionalFormatRule"]["rule"]["booleanRule"]["condition"] == {"type": "BLANK"}
        assert self.rules(book) == []

    def test_there_is_none_to_delete(self, book):
        assert "No conditional format on sheet: 0 at index: 0" in book.refused(
            {"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}}
        )

    def test_a_rule_is_replaced(self, book):
        new = colour("NOT_BLANK")["addConditionalFormatRule"]["rule"]
        [_, reply] = book.do(colour("BLANK"), {"updateConditionalFormatRule": {"index": 0, "rule": new}})
        old = reply["updateConditionalFormatRule"]["oldRule"]
        assert (self.rules(book), old["booleanRule"]["condition"]["type"]) == (["NOT_BLANK"], "BLANK")

    def test_a_rule_is_moved(self, book):
        move = {"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 1}}
        book.do(colour("BLANK"), colour("NOT_BLANK"), move)
        assert self.rules(book) == ["BLANK", "NOT_BLANK"]

    def test_conditions_for_validation_only(self, book):
        assert "ONE_OF_LIST is not supported" in book.refused(colour("ONE_OF_LIST", "a"))

    def test_looks_that_it_cannot_give(self, book):
        assert "not numberFormat" in book.refused(colour("BLANK", numberFormat={"type": "TEXT"}))

    def test_ranges_on_two_tabs(self, book):
        book.do({"addSheet": {"properties": {"sheetId": 7}}})
        rule = colour("BLANK")
        rule["addConditionalFormatRule"]["rule"]["ranges"].append(grid(0, 1, 0, 1, 7))
        assert "must be on the same sheet" in book.refused(rule)
