"""Protected ranges: adding and changing them, and how they hold back who may not edit."""

from __future__ import annotations

import pytest

from tests.emulator.sheets_book import grid, write
from tests.google_emulator.server import SERVICE

WORDS = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
LEADER = "to-truong@truong.example"


def protect(area, **more):
    return {"addProtectedRange": {"protectedRange": {"range": area, **more}}}


def update(number, fields, **protected):
    protected = {"protectedRangeId": number, **protected}
    return {"updateProtectedRange": {"protectedRange": protected, "fields": fields}}


def added(book, area, **more):
    [reply] = book.do(protect(area, **more))
    return reply["addProtectedRange"]["protectedRange"]


@pytest.fixture
def other(google, book):
    """The same spreadsheet as an editor sees it who is not its owner."""
    google.share(book.id, SERVICE, "writer")
    return book.seen_by(google.key_file)


class TestAdding:
    def test_who_adds_it_may_edit(self, book):
        assert added(book, grid(0, 1, 0, 1))["requestingUserCanEdit"]

    def test_without_editors_who_adds_it_and_the_owner_are(self, google, book, other):
        editors = added(other, grid(0, 1, 0, 1))["editors"]["users"]
        assert set(editors) == {SERVICE, google.world.files[book.id].owner}

    def test_a_chosen_id_is_kept(self, book):
        assert added(book, grid(0, 1, 0, 1), protectedRangeId=77)["protectedRangeId"] == 77

    def test_a_chosen_id_that_is_taken(self, book):
        added(book, grid(0, 1, 0, 1), protectedRangeId=77)
        assert "already exists" in book.refused(protect(grid(5, 6, 0, 1), protectedRangeId=77))

    def test_a_warning_takes_no_editors(self, book):
        assert book.refused(protect(grid(0, 1, 0, 1), warningOnly=True, editors={"users": [LEADER]})) == (
            "Invalid requests[0].addProtectedRange: ProtectedRange is warningOnly. Editors cannot be set on it."
        )

    def test_holes_are_for_whole_tabs(self, book):
        assert "only supported on protected sheets" in book.refused(
            protect(grid(0, 9, 0, 9), unprotectedRanges=[grid(0, 1, 0, 1)])
        )

    def test_a_whole_tab_stays_unbounded(self, book):
        assert added(book, {"sheetId": 0})["range"] == {}

    def test_those_who_may_not_edit_do_not_see_the_editors(self, book, other):
        added(book, grid(0, 1, 0, 1), editors={"users": [LEADER]})
        [protected] = other.sheet("protectedRanges")["protectedRanges"]
        assert "editors" not in protected and "requestingUserCanEdit" not in protected


class TestChanging:
    def test_editors(self, book):
        number = added(book, grid(0, 1, 0, 1))["protectedRangeId"]
        book.do(update(number, "editors", editors={"users": [LEADER]}))
        [protected] = book.sheet("protectedRanges")["protectedRanges"]
        assert LEADER in protected["editors"]["users"]

    def test_the_range(self, book):
        number = added(book, grid(0, 1, 0, 1))["protectedRangeId"]
        book.do(update(number, "range", range=grid(5, 6, 0, 1)))
        [protected] = book.sheet("protectedRanges")["protectedRanges"]
        assert protected["range"]["startRowIndex"] == 5

    def test_an_unknown_one(self, book):
        assert "No protected range with id: 5" in book.refused(update(5, "description"))

    def test_only_editors_change_it(self, book, other):
        number = added(book, grid(0, 1, 0, 1))["protectedRangeId"]
        assert WORDS in other.refused(update(number, "description", description="x"))

    def test_only_editors_delete_it(self, book, other):
        number = added(book, grid(0, 1, 0, 1))["protectedRangeId"]
        assert WORDS in other.refused({"deleteProtectedRange": {"protectedRangeId": number}})

    def test_deleted_it_holds_nobody_back(self, book, other):
        number = added(book, grid(0, 1, 0, 1))["protectedRangeId"]
        book.do({"deleteProtectedRange": {"protectedRangeId": number}})
        assert other.do(write(["x"])) == [{}]


ROW = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
PROTECTED_CHANGES = {
    "a value": write(["x"], at=(1, 0)),
    "a look": {"repeatCell": {"range": grid(0, 5, 0, 1), "cell": {}, "fields": "userEnteredFormat"}},
    "a note": {"repeatCell": {"range": grid(1, 2, 0, 1), "cell": {"note": "x"}, "fields": "note"}},
    "a merge": {"mergeCells": {"range": grid(1, 2, 0, 3)}},
    "validation": {"setDataValidation": {"range": grid(1, 2, 0, 1)}},
    "deleting the row": {"deleteDimension": {"range": ROW}},
    "deleting the tab": {"deleteSheet": {"sheetId": 0}},
    "inserting a row": {"insertDimension": {"range": {**ROW, "startIndex": 2, "endIndex": 3}}},
    "sorting": {"sortRange": {"range": grid(0, 9, 0, 2), "sortSpecs": [{"dimensionIndex": 0}]}},
    "cutting": {"cutPaste": {"source": grid(1, 2, 0, 1), "destination": {"rowIndex": 20}}},
    "pasting": {"copyPaste": {"source": grid(20, 21, 0, 1), "destination": grid(1, 2, 0, 1)}},
    "resizing": {"updateDimensionProperties": {"range": ROW, "properties": {"pixelSize": 5}, "fields": "*"}},
    "shrinking": {
        "updateSheetProperties": {
            "properties": {"sheetId": 0, "gridProperties": {"rowCount": 2}},
            "fields": "gridProperties.rowCount",
        }
    },
    "borders": {"updateBorders": {"range": grid(1, 2, 0, 1), "top": {"style": "SOLID"}}},
}


class TestHoldingBack:
    @pytest.mark.parametrize("change", PROTECTED_CHANGES.values(), ids=PROTECTED_CHANGES.keys())
    def test_it_holds_back(self, book, other, change):
        book.do({"addSheet": {}}, write(["secret"], at=(1, 0)), protect(grid(1, 3, 0, 3)))
        [kind] = change
        assert other.refused(change) == f"Invalid requests[0].{kind}: {WORDS}"

    def test_cells_beside_it_are_free(self, book, other):
        book.do(protect(grid(1, 3, 0, 3)))
        assert other.do(write(["x"], at=(0, 0)), write(["x"], at=(1, 3))) == [{}, {}]

    def test_rows_that_end_before_it_are_free(self, book, other):
        book.do(protect(grid(1, 2, 1, 2)))
        assert other.do(write(["x", "y"], ["x"])) == [{}]

    def test_rows_before_and_after_it_may_be_inserted(self, book, other):
        book.do(protect(grid(1, 3, 0, 3)))
        rows = [{**ROW, "startIndex": at, "endIndex": at + 1} for at in (3, 1)]
        assert other.do(*({"insertDimension": {"range": each}} for each in rows)) == [{}, {}]

    def test_editors_are_let_through(self, google, book, other):
        book.do(protect(grid(0, 1, 0, 1), editors={"users": [SERVICE]}))
        assert other.do(write(["x"])) == [{}]

    def test_the_owner_is_always_let_through(self, google, book, other):
        other.do(protect(grid(0, 1, 0, 1), editors={"users": [SERVICE]}))
        assert book.do(write(["x"])) == [{}]

    def test_members_of_an_editing_group_are_let_through(self, google, book, other):
        google.world.groups["to-cham@truong.example"] = {SERVICE}
        book.do(protect(grid(0, 1, 0, 1), editors={"groups": ["to-cham@truong.example"]}))
        assert other.do(write(["x"])) == [{}]

    def test_a_warning_holds_nobody_back(self, book, other):
        book.do(protect(grid(0, 1, 0, 1), warningOnly=True))
        assert other.do(write(["x"])) == [{}]

    def test_holes_in_a_protected_tab_are_free(self, book, other):
        book.do(protect({"sheetId": 0}, unprotectedRanges=[grid(1, 5, 1, 2)]))
        assert other.do(write(["x"], at=(1, 1))) == [{}]
        assert WORDS in other.refused(write(["x", "y"], at=(1, 1)))

    def test_a_protected_tab_keeps_its_title(self, book, other):
        book.do(protect({"sheetId": 0}))
        change = {"properties": {"sheetId": 0, "title": "x"}, "fields": "title"}
        assert WORDS in other.refused({"updateSheetProperties": change})

    def test_it_follows_its_rows(self, book, other):
        book.do(
            protect(grid(1, 2, 0, 1)), {"insertDimension": {"range": {**ROW, "startIndex": 0, "endIndex": 1}}}
        )
        assert WORDS in other.refused(write(["x"], at=(2, 0)))
        assert other.do(write(["x"], at=(1, 0))) == [{}]

    def test_one_that_a_named_range_backs_holds_back_too(self, book, other):
        named = {"name": "Diem", "namedRangeId": "n1", "range": grid(0, 1, 0, 1)}
        book.do(
            {"addNamedRange": {"namedRange": named}},
            {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1"}}},
        )
        assert WORDS in other.refused(write(["x"]))
