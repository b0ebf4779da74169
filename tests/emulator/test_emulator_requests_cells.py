"""Requests that write cells: updateCells, repeatCell, appendCells, borders, and merging."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, rows, write

BOLD = {"userEnteredFormat": {"textFormat": {"bold": True}}}
RED = {"userEnteredFormat": {"backgroundColor": {"red": 1}}}


def over(area, *lines, fields="userEnteredValue"):
    return {"updateCells": {"range": area, "rows": rows(*lines), "fields": fields}}


def repeat(area, cell, fields):
    return {"repeatCell": {"range": area, "cell": cell, "fields": fields}}


class TestUpdateCells:
    def test_a_text_that_looks_like_a_formula_stays_a_text(self, book):
        cell = {"userEnteredValue": {"stringValue": "=1+1"}}
        request = {"range": grid(0, 1, 0, 1), "rows": [{"values": [cell]}], "fields": "userEnteredValue"}
        book.do({"updateCells": request})
        assert book.cells("Sheet1!A1", "effectiveValue") == [[{"effectiveValue": {"stringValue": "=1+1"}}]]

    def test_a_formula_begins_with_an_equals_sign(self, book):
        cell = {"userEnteredValue": {"formulaValue": "1+1"}}
        request = {"range": grid(0, 1, 0, 1), "rows": [{"values": [cell]}], "fields": "userEnteredValue"}
        assert "must begin with" in book.refused({"updateCells": request})

    def test_with_a_range_what_the_rows_do_not_cover_is_cleared(self, book):
        book.do(write(["a", "b"], ["c", "d"]), over(grid(0, 2, 0, 2), ["z"]))
        assert book.texts("Sheet1") == [["z"]]

    def test_with_a_range_what_lies_outside_stays(self, book):
        book.do(write(["a", "b"], ["c", "d"]), over(grid(0, 1, 0, 2), ["z"]))
        assert book.texts("Sheet1") == [["z"], ["c", "d"]]

    def test_with_a_start_nothing_else_is_cleared(self, book):
        book.do(write(["a", "b"]), write(["z"]))
        assert book.texts("Sheet1") == [["z", "b"]]

    def test_fields_that_the_mask_does_not_name_stay(self, book):
        book.do(repeat(grid(0, 1, 0, 1), {"note": "xem lại"}, "note"), write(["a"]))
        assert book.cells("Sheet1!A1", "note") == [[{"note": "xem lại"}]]

    def test_a_field_that_is_named_but_absent_is_cleared(self, book):
        book.do(write(["a"]), over(grid(0, 1, 0, 1), [None]))
        assert book.texts("Sheet1") == []

    def test_more_rows_than_the_range_has(self, book):
        message = book.refused(over(grid(0, 2, 0, 1), ["a"], ["b"], ["c"]))
        assert "Attempting to write row: 2, beyond the last requested row of: 1" in message

    def test_more_columns_than_the_range_has(self, book):
        message = book.refused(over(grid(0, 1, 0, 1), ["a", "b"]))
        assert "Attempting to write column: 1, beyond the last requested column of: 0" in message

    def test_a_start_outside_of_the_grid(self, book):
        assert book.refused(write(["a"], at=(1000, 0))) == (
            "Invalid requests[0].updateCells: GridCoordinate.rowIndex[1000] is after last row in grid[999]"
        )

    def test_a_range_outside_of_the_grid(self, book):
        assert "exceeds grid limits. Max rows: 1000, max columns: 26" in book.refused(
            over(grid(1000, 1001, 0, 1), ["a"])
        )

    def test_an_unknown_tab(self, book):
        assert "No grid with id: 9" in book.refused(write(["a"], sheet=9))

    def test_too_long_a_text(self, book):
        assert book.refused(write(["x" * 50_001])) == (
            "Invalid requests[0].updateCells: "
            "Your input contains more than the maximum of 50000 characters in a single cell."
        )

    def test_without_a_mask(self, book):
        assert "At least one field must be listed in 'fields'" in book.refused(
            over(grid(0, 1, 0, 1), ["a"], fields="")
        )

    def test_a_mask_that_names_no_field(self, book):
        assert "Invalid field: user_entered_format.colour" in book.refused(
            over(grid(0, 1, 0, 1), ["a"], fields="userEnteredFormat.colour")
        )

    def test_a_link_looks_like_one(self, book):
        look = {"textFormat": {"link": {"uri": "#gid=0&range=A5"}}}
        book.do(
            write(["a"]),
            repeat(grid(0, 1, 0, 1), {"userEnteredFormat": look}, "userEnteredFormat.textFormat.link"),
        )
        [[cell]] = book.cells(
            "Sheet1!A1", "hyperlink,userEnteredFormat.textFormat(underline,foregroundColorStyle)"
        )
        assert cell == {
            "hyperlink": "#gid=0&range=A5",
            "userEnteredFormat": {
                "textFormat": {"underline": True, "foregroundColorStyle": {"themeColor": "LINK"}}
            },
        }

    def test_runs_need_a_text(self, book):
        cell = {"userEnteredValue": {"numberValue": 5}, "textFormatRuns": [{"format": {"bold": True}}]}
        request = {"range": grid(0, 1, 0, 1), "rows": [{"values": [cell]}], "fields": "*"}
        assert "TextFormatRuns" in book.refused({"updateCells": request})


class TestRepeatCell:
    def test_every_cell_of_the_range_gets_it(self, book):
        book.do(repeat(grid(0, 2, 0, 2), {"note": "x"}, "note"))
        assert book.cells("Sheet1", "note") == [[{"note": "x"}] * 2] * 2

    def test_formulas_move_along(self, book):
        formula = {"userEnteredValue": {"formulaValue": "=A1+$C$1"}}
        book.do(repeat(grid(1, 3, 1, 2), formula, "userEnteredValue"))
        assert book.texts("Sheet1!B2:B3") == [["=A1+$C$1"], ["=A2+$C$1"]]

    def test_part_of_a_format_leaves_the_rest(self, book):
        book.do(
            repeat(grid(0, 1, 0, 1), BOLD, "userEnteredFormat"),
            repeat(grid(0, 1, 0, 1), RED, "userEnteredFormat.backgroundColor"),
        )
        [[cell]] = book.cells("Sheet1!A1", "userEnteredFormat")
        assert cell["userEnteredFormat"] == {
            "textFormat": {"bold": True},
            "backgroundColor": {"red": 1},
            "backgroundColorStyle": {"rgbColor": {"red": 1}},
        }

    def test_a_range_that_ends_outside_is_taken_and_grows_nothing(self, book):
        book.do(repeat(grid(999, 1005, 0, 1), {"note": "x"}, "note"))
        assert book.get("sheets.properties.gridProperties.rowCount")["sheets"] == [
            {"properties": {"gridProperties": {"rowCount": 1000}}}
        ]

    def test_a_star_wipes_all(self, book):
        book.do(
            write(["a"]), repeat(grid(0, 1, 0, 1), {"note": "x"}, "note"), repeat(grid(0, 1, 0, 1), {}, "*")
        )
        assert book.cells("Sheet1") == []

    def test_a_number_format_needs_a_type(self, book):
        look = {"userEnteredFormat": {"numberFormat": {"pattern": "0.0"}}}
        assert "type" in book.refused(repeat(grid(0, 1, 0, 1), look, "userEnteredFormat.numberFormat"))


class TestAppendCells:
    def test_after_the_last_row_with_a_value(self, book):
        book.do(write(["a"], [], ["b"]), {"appendCells": {"sheetId": 0, "rows": rows(["c"]), "fields": "*"}})
        assert book.texts("Sheet1!A4:A4") == [["c"]]

    def test_the_grid_grows(self, book):
        book.do(
            write(["last"], at=(999, 0)), {"appendCells": {"sheetId": 0, "rows": rows(["c"]), "fields": "*"}}
        )
        assert book.get("sheets.properties.gridProperties.rowCount")["sheets"] == [
            {"properties": {"gridProperties": {"rowCount": 1001}}}
        ]


LINE = {"style": "SOLID"}


class TestBorders:
    def borders(self, book, a1):
        [[cell]] = book.cells(a1, "userEnteredFormat.borders")
        return set(cell.get("userEnteredFormat", {}).get("borders", {}))

    def test_outer_lines_lie_outside(self, book):
        book.do({"updateBorders": {"range": grid(0, 2, 0, 2), "top": LINE, "left": LINE}})
        assert (self.borders(book, "Sheet1!A1"), self.borders(book, "Sheet1!A2")) == (
            {"top", "left"},
            {"left"},
        )

    def test_a_line_has_a_width_and_a_colour(self, book):
        book.do({"updateBorders": {"range": grid(0, 1, 0, 1), "top": LINE}})
        [[cell]] = book.cells("Sheet1!A1", "userEnteredFormat.borders.top")
        assert cell["userEnteredFormat"]["borders"]["top"] == {
            "style": "SOLID",
            "width": 1,
            "color": {},
            "colorStyle": {"rgbColor": {}},
        }

    def test_none_takes_a_line_away(self, book):
        area = grid(0, 1, 0, 2)
        book.do(
            {"updateBorders": {"range": area, "top": LINE, "bottom": LINE}},
            {"updateBorders": {"range": area, "top": {"style": "NONE"}}},
        )
        assert self.borders(book, "Sheet1!A1") == {"bottom"}


class TestMerging:
    def test_only_the_first_value_stays(self, book):
        book.do(write([None, "b"], ["c", "d"]), {"mergeCells": {"range": grid(0, 2, 0, 2)}})
        assert book.texts("Sheet1") == [["b"]]

    @pytest.mark.parametrize(("kind", "count"), [("MERGE_ALL", 1), ("MERGE_ROWS", 2), ("MERGE_COLUMNS", 3)])
    def test_kinds(self, book, kind, count):
        book.do({"mergeCells": {"range": grid(0, 2, 0, 3), "mergeType": kind}})
        assert len(book.sheet("merges")["merges"]) == count

    def test_part_of_a_merge_cannot_be_merged(self, book):
        book.do({"mergeCells": {"range": grid(0, 2, 0, 2)}})
        assert "You must select all cells in a merged range" in book.refused(
            {"mergeCells": {"range": grid(1, 3, 0, 2)}}
        )

    def test_part_of_a_merge_cannot_be_unmerged(self, book):
        book.do({"mergeCells": {"range": grid(0, 2, 0, 2)}})
        assert "You must select all cells in a merged range" in book.refused(
            {"unmergeCells": {"range": grid(0, 1, 0, 2)}}
        )

    def test_unmerging_a_whole_tab(self, book):
        book.do({"mergeCells": {"range": grid(0, 2, 0, 2)}}, {"unmergeCells": {"range": {"sheetId": 0}}})
        assert "merges" not in book.sheet("merges")

    def test_frozen_and_other_rows_do_not_merge(self, book):
        frozen = {"sheetId": 0, "gridProperties": {"frozenRowCount": 1}}
        book.do({"updateSheetProperties": {"properties": frozen, "fields": "gridProperties.frozenRowCount"}})
        assert "You can't merge frozen and non-frozen rows." in book.refused(
            {"mergeCells": {"range": grid(0, 2, 0, 1)}}
        )
