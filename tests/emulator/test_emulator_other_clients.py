"""What other tools' clients send, and Google takes: pygsheets, gspread-formatting, google-spreadsheet, gspread."""

from __future__ import annotations

import pytest
from googleapiclient.http import BatchHttpRequest

from tests.emulator.drive_clients import drive, refusal
from tests.emulator.sheets_book import grid, sheets_api, write
from tests.google_emulator import discovery
from tests.google_emulator.drive.state import permission_id
from tests.google_emulator.server import SERVICE

BOLD = {"textFormat": {"bold": True}}


def repeat(cell, fields):
    return {"repeatCell": {"range": grid(0, 1, 0, 1), "cell": cell, "fields": fields}}


# --- batchUpdate ------------------------------------------------------------------------------------------------


def test_lists_within_a_list_count_as_one(book):
    replies = book.do([{"addSheet": {}}, [{"addSheet": {}}]], {"addSheet": {}})
    assert [set(reply) for reply in replies] == [{"addSheet"}] * 3


def test_an_update_mask_may_have_spaces(book):
    book.do(repeat({"note": "x", "userEnteredFormat": BOLD}, "userEnteredFormat, note , userEnteredValue"))
    assert book.cells("Sheet1!A1", "note,userEnteredFormat") == [[{"note": "x", "userEnteredFormat": BOLD}]]


def test_a_read_only_field_may_be_named_but_not_given(book):
    book.do(repeat({"userEnteredFormat": BOLD}, "userEnteredFormat,hyperlink,note,textFormatRuns,pivotTable"))
    assert book.cells("Sheet1!A1", "userEnteredFormat") == [[{"userEnteredFormat": BOLD}]]
    assert "read-only" in book.refused(repeat({"hyperlink": "http://a"}, "hyperlink"))


def test_naming_a_part_of_a_list_s_items_changes_the_list(book):
    runs = [{"format": {"bold": True}}, {"startIndex": 2, "format": {"italic": True}}]
    fields = "textFormatRuns.startIndex,textFormatRuns.format.bold,textFormatRuns.format.italic"
    book.do(write(["hello"]), repeat({"textFormatRuns": runs}, fields))
    assert book.cells("Sheet1!A1", "textFormatRuns") == [[{"textFormatRuns": runs}]]


def test_rows_are_shuffled_as_wholes(book):
    lines = [[f"{letter}{number}" for letter in "ab"] for number in range(9)]
    book.do(write(["head", "head"], *lines), {"randomizeRange": {"range": grid(1, 10, 0, 2)}})
    head, *shuffled = book.texts("Sheet1")
    assert (head, sorted(shuffled)) == (["head", "head"], lines)


# --- addresses --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("http", "path", "method"),
    [
        ("GET", "/v4/spreadsheets/x/", "sheets.spreadsheets.get"),
        ("POST", "/v4/spreadsheets/x/:batchUpdate", "sheets.spreadsheets.batchUpdate"),
    ],
)
def test_a_slash_too_many_is_passed_over(http, path, method):
    found, params = discovery.route(http, path)
    assert (found.id, params) == (method, {"spreadsheetId": "x"})


def test_calls_of_sheets_come_in_batches_too(google, book):
    answers = []
    batch = BatchHttpRequest(lambda _, reply, __: answers.append(reply), f"{google.endpoint}/batch")
    batch.add(sheets_api().get(spreadsheetId=book.id, fields="spreadsheetId"))
    batch.execute(http=book.caller.http)
    assert answers == [{"spreadsheetId": book.id}]


# --- Drive ------------------------------------------------------------------------------------------------------


FRIEND = "ai-do@gmail.example"
OFFER = {"role": "writer", "pendingOwner": True}


@pytest.fixture
def friend(google, book):
    """The key file of somebody from elsewhere, who may edit the book."""
    google.new_account(FRIEND)
    google.share(book.id, FRIEND)
    return google.new_key(FRIEND)


def change(book, key_file, email, body, **query):
    """The request by which the holder of a key file changes what somebody may do with a book."""
    one = {"fileId": book.id, "permissionId": permission_id(email)}
    client = drive(book.google, key_file).permissions()
    return client.update(**one, body=body, fields="role,pendingOwner", **query)


def test_an_owner_from_elsewhere_accepts_what_is_offered(google, book, friend):
    assert change(book, google.person_key_file, FRIEND, OFFER).execute() == OFFER
    accepted = change(book, friend, FRIEND, {"role": "owner"}, transferOwnership=True).execute()
    assert accepted == {"role": "owner", "pendingOwner": False}


def test_nobody_takes_what_was_not_offered(book, friend):
    taken = change(book, friend, FRIEND, {"role": "owner"}, transferOwnership=True)
    assert refusal(taken)[1] == "insufficientFilePermissions"


def test_an_account_that_owns_nothing_is_offered_nothing(google, book):
    google.share(book.id, SERVICE)
    offered = change(book, google.person_key_file, SERVICE, OFFER)
    assert refusal(offered)[1] == "targetUserCannotBePendingOwnerOnFile"


def test_a_search_by_who_may_find_a_file(google, book):
    found = drive(google, google.person_key_file).files()
    body = {"type": "anyone", "role": "reader"}
    drive(google, google.person_key_file).permissions().create(fileId=book.id, body=body).execute()
    names = [
        found.list(q=f"visibility {q}").execute()["files"] for q in ("= 'anyoneWithLink'", "= 'limited'")
    ]
    assert [len(each) for each in names] == [1, 0]
