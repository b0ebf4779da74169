"""Developer metadata: creating, finding, changing and deleting it, and how it follows what it stands on."""

from __future__ import annotations

import pytest
from googleapiclient.errors import HttpError

from tests.emulator.sheets_book import sheets_api
from tests.google_emulator.server import PERSON

SPREADSHEET = {"spreadsheet": True}
TAB = {"sheetId": 0}


def row(at, dimension="ROWS"):
    return {"dimensionRange": {"sheetId": 0, "dimension": dimension, "startIndex": at, "endIndex": at + 1}}


def create(key, location, value="v", visibility="DOCUMENT", **more):
    entry = {"metadataKey": key, "metadataValue": value, "visibility": visibility, "location": location}
    return {"createDeveloperMetadata": {"developerMetadata": entry | more}}


def lookup(**wanted):
    return {"developerMetadataLookup": wanted}


def found(book, *filters):
    return [entry["metadataKey"] for entry in book.search(*filters)]


def place(book, key):
    return book.search(lookup(metadataKey=key))[0]["location"]


@pytest.fixture
def entries(book):
    book.do(
        create("s", SPREADSHEET, metadataId=1),
        create("t", TAB, metadataId=2),
        create("r", row(4), "w", metadataId=3),
        create("c", row(1, "COLUMNS"), metadataId=4),
    )


def by_id(book, number):
    return book.send(sheets_api().developerMetadata().get(spreadsheetId=book.id, metadataId=number))


class TestCreating:
    def test_the_reply_has_its_id_and_kind_of_place(self, book):
        [reply] = book.do(create("k", row(4)))
        entry = reply["createDeveloperMetadata"]["developerMetadata"]
        assert entry["metadataId"] > 0 and entry["location"]["locationType"] == "ROW"

    def test_an_id_that_is_taken(self, book, entries):
        assert "3 already exists" in book.refused(create("k", SPREADSHEET, metadataId=3))

    @pytest.mark.parametrize("missing", ["metadataKey", "visibility", "location"])
    def test_what_it_must_have(self, book, missing):
        request = create("k", SPREADSHEET)
        del request["createDeveloperMetadata"]["developerMetadata"][missing]
        assert "Developer metadata must" in book.refused(request)

    def test_one_row_only(self, book):
        two = {"dimensionRange": {**row(4)["dimensionRange"], "endIndex": 6}}
        assert "single row or column" in book.refused(create("k", two))

    def test_no_more_than_30_000_characters_in_a_place(self, book):
        book.do(create("k", SPREADSHEET, "x" * 29_000))
        assert "limit of 30000 characters" in book.refused(create("k", SPREADSHEET, "x" * 1_000))
        assert book.do(create("k", TAB, "x" * 29_000))


class TestShowing:
    def test_each_where_it_stands(self, book, entries):
        shown = book.get(
            "developerMetadata.metadataKey,sheets(developerMetadata.metadataKey,"
            "data(rowMetadata.developerMetadata.metadataKey,columnMetadata.developerMetadata.metadataKey))"
        )
        [sheet] = shown["sheets"]
        [data] = sheet["data"]
        assert shown["developerMetadata"] == [{"metadataKey": "s"}]
        assert sheet["developerMetadata"] == [{"metadataKey": "t"}]
        assert data["rowMetadata"][4] == {"developerMetadata": [{"metadataKey": "r"}]}
        assert data["columnMetadata"][1] == {"developerMetadata": [{"metadataKey": "c"}]}

    def test_by_its_id(self, book, entries):
        entry = by_id(book, 3)
        assert entry["metadataKey"] == "r"

    def test_an_unknown_id(self, book):
        with pytest.raises(HttpError) as caught:
            by_id(book, 3)
        assert caught.value.status_code == 404


class TestFinding:
    @pytest.mark.parametrize(
        ("wanted", "keys"),
        [
            ({"metadataKey": "t"}, ["t"]),
            ({"metadataId": 3}, ["r"]),
            ({"metadataValue": "v"}, ["s", "t", "c"]),
            ({"locationType": "COLUMN"}, ["c"]),
            ({"visibility": "PROJECT"}, []),
            ({"metadataKey": "t", "metadataValue": "w"}, []),
            ({"metadataLocation": {"sheetId": 0}}, ["t", "r", "c"]),
            ({"metadataLocation": {"sheetId": 0}, "locationMatchingStrategy": "EXACT_LOCATION"}, ["t"]),
            ({"metadataLocation": {"spreadsheet": True}}, ["s"]),
            ({"metadataLocation": row(4)}, ["t", "r", "c"]),
        ],
    )
    def test_by_what_it_is(self, book, entries, wanted, keys):
        assert found(book, lookup(**wanted)) == keys

    def test_by_a_range_that_it_touches(self, book, entries):
        assert found(book, {"a1Range": "Sheet1!A5:A5"}) == ["t", "r"]

    def test_an_empty_filter_is_refused(self, book):
        with pytest.raises(HttpError, match="exactly one of"):
            found(book, {})

    def test_any_of_several_filters(self, book, entries):
        assert found(book, lookup(metadataKey="s"), lookup(metadataKey="c")) == ["s", "c"]


class TestChanging:
    def test_a_new_value(self, book, entries):
        change = {"dataFilters": [lookup(metadataKey="r")], "developerMetadata": {"metadataValue": "new"}}
        book.do({"updateDeveloperMetadata": {**change, "fields": "metadataValue"}})
        assert found(book, lookup(metadataValue="new")) == ["r"]

    def test_a_new_place(self, book, entries):
        change = {"dataFilters": [lookup(metadataKey="r")], "developerMetadata": {"location": row(7)}}
        book.do({"updateDeveloperMetadata": {**change, "fields": "location"}})
        assert place(book, "r")["dimensionRange"]["startIndex"] == 7

    def test_deleting_gives_back_what_is_gone(self, book, entries):
        [reply] = book.do({"deleteDeveloperMetadata": {"dataFilter": lookup(metadataValue="v")}})
        gone = reply["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]
        assert [entry["metadataKey"] for entry in gone] == ["s", "t", "c"]
        assert found(book, lookup(metadataKey="r"), lookup(metadataKey="s")) == ["r"]


class TestFollowing:
    def test_inserted_rows_push_it_down(self, book, entries):
        span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 6}
        book.do({"insertDimension": {"range": span}})
        assert place(book, "r")["dimensionRange"]["startIndex"] == 6

    def test_it_goes_with_its_row(self, book, entries):
        span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}
        book.do({"deleteDimension": {"range": span}})
        assert found(book, lookup(metadataKey="r")) == []

    def test_it_moves_with_its_row(self, book, entries):
        span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}
        book.do({"moveDimension": {"source": span, "destinationIndex": 0}})
        assert place(book, "r")["dimensionRange"]["startIndex"] == 0

    def test_it_goes_with_its_tab(self, book, entries):
        book.do({"addSheet": {}}, {"deleteSheet": {"sheetId": 0}})
        assert found(book, *(lookup(metadataKey=key) for key in "strc")) == ["s"]


def test_project_metadata_is_for_its_project_only(google, book):
    book.do(create("k", SPREADSHEET, visibility="PROJECT"))
    google.share(book.id, PERSON, "writer")
    other = book.signed_in(PERSON)
    assert (found(book, lookup(metadataKey="k")), found(other, lookup(metadataKey="k"))) == (["k"], [])
