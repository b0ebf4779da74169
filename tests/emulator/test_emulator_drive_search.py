"""Searching the emulator's Drive: the query language, order, pages, and where it looks."""

from __future__ import annotations

import pytest

from tests.emulator.drive_clients import drive, refusal
from tests.google_emulator.drive.state import DOCUMENT, FOLDER

NAMES = ("Biên bản tháng 9", "Biên bản tháng 10", "Sổ thi đua", "Lan's note")


@pytest.fixture
def files(google):
    """The person's files, with a few in a folder."""
    files = drive(google, google.person_key_file).files()
    folder = files.create(body={"name": "Thi đua", "mimeType": FOLDER}).execute()["id"]
    for number, name in enumerate(NAMES):
        files.create(
            body={
                "name": name,
                "parents": [folder],
                "mimeType": DOCUMENT if number else "text/plain",
                "modifiedTime": f"2023-10-0{number + 1}T00:00:00Z",
                "appProperties": {"job": "bien-ban", "number": str(number)},
            }
        ).execute()
    return files


def found(files, q, **more):
    listed = files.list(q=q, orderBy="name_natural", **more).execute()
    return [file["name"] for file in listed["files"]]


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ("name = 'Sổ thi đua'", ["Sổ thi đua"]),
        ("name = 'sổ thi đua'", ["Sổ thi đua"]),
        ("name='Lan\\'s note'", ["Lan's note"]),
        ('name = "Sổ thi đua"', ["Sổ thi đua"]),
        ("name contains 'tháng'", ["Biên bản tháng 9", "Biên bản tháng 10"]),
        ("name contains 'ản'", []),
        ("fullText contains 'thi đua'", ["Sổ thi đua", "Thi đua"]),
        ("mimeType = 'text/plain'", ["Biên bản tháng 9"]),
        ("mimeType contains 'text/'", ["Biên bản tháng 9"]),
        ("mimeType != 'text/plain' and name contains 'Biên'", ["Biên bản tháng 10"]),
        ("not name contains 'Biên' and mimeType = 'application/vnd.google-apps.folder'", ["Thi đua"]),
        (
            "modifiedTime > '2023-10-02T00:00:00' and modifiedTime < '2024-01-01'",
            ["Lan's note", "Sổ thi đua"],
        ),
        ("modifiedTime = '2023-10-01T07:00:00+07:00'", ["Biên bản tháng 9"]),
        ("appProperties has { key='number' and value='2' }", ["Sổ thi đua"]),
        ("appProperties has {value='2' and key='number'}", ["Sổ thi đua"]),
        ("properties has { key='number' and value='2' }", []),
        (
            "(name contains 'Sổ' or name contains 'Lan') and trashed = false",
            ["Lan's note", "Sổ thi đua"],
        ),
        ("trashed = true", []),
        ("'root' in parents", ["Thi đua"]),
        ("sharedWithMe", []),
        ("'me' in owners and name contains 'Thi'", ["Sổ thi đua", "Thi đua"]),
        ("not 'me' in owners", []),
        ("starred = true", []),
    ],
)
def test_a_query_finds(files, q, names):
    assert found(files, q) == names


@pytest.mark.parametrize(
    "q",
    [
        "name",
        "name =",
        "name ~ 'x'",
        "title = 'x'",
        "name = 'x' and",
        "(name = 'x'",
        "name = x",
        "name = 'Lan's note'",
        "name > 'x'",
        "trashed = 'maybe'",
        "appProperties has { key='k' }",
        "modifiedTime > 'yesterday'",
        "'x' in name and",
    ],
)
def test_a_malformed_query_is_an_invalid_value(files, q):
    assert refusal(files.list(q=q)) == (400, "invalid", "Invalid Value")


def test_files_in_an_unknown_folder_are_an_error(files):
    assert refusal(files.list(q="'nowhere' in parents")) == (404, "notFound", "File not found: .")


def test_trashed_files_are_listed_unless_one_says_no(files):
    file = files.list(q="name = 'Sổ thi đua'").execute()["files"][0]["id"]
    files.update(fileId=file, body={"trashed": True}).execute()
    assert "Sổ thi đua" in found(files, None)
    assert "Sổ thi đua" not in found(files, "trashed = false")


def test_pages_follow_one_another_by_a_token(files):
    pages, request = [], files.list(pageSize=2, orderBy="name_natural")
    while request:
        reply = request.execute()
        pages.append([file["name"] for file in reply["files"]])
        request = files.list_next(request, reply)
    assert pages == [
        ["Biên bản tháng 9", "Biên bản tháng 10"],
        ["Lan's note", "Sổ thi đua"],
        ["Thi đua"],
    ]


def test_a_token_of_another_query_is_an_invalid_value(files):
    token = files.list(pageSize=1).execute()["nextPageToken"]
    assert refusal(files.list(pageSize=1, pageToken=token, q="trashed = false"))[2] == "Invalid Value"


def test_files_come_in_the_wanted_order(files):
    listed = files.list(orderBy="folder,modifiedTime desc").execute()["files"]
    assert [file["name"] for file in listed] == ["Thi đua", *reversed(NAMES)]


def test_an_unknown_order_is_an_invalid_value(files):
    assert refusal(files.list(orderBy="colour"))[2] == "Invalid Value"


def test_a_new_file_may_be_missing_from_a_search_for_a_while(google, files):
    google.world.stale_list_until = google.world.clock.now()
    google.world.clock.advance(1)
    new = files.create(body={"name": "Biên bản tháng 11"}).execute()["id"]
    assert found(files, "name contains 'tháng 11'") == []
    assert files.get(fileId=new).execute()["id"] == new
    google.world.stale_list_until = None
    assert found(files, "name contains 'tháng 11'") == ["Biên bản tháng 11"]


# --- other people's files -----------------------------------------------------------------------------------------


def test_a_file_shared_by_name_is_found_one_shared_by_link_only_is_not(google, files):
    person = drive(google, google.person_key_file)
    bot = drive(google, google.key_file).files()
    email = drive(google, google.key_file).about().get(fields="user").execute()["user"]["emailAddress"]
    by_name, by_link = (file["id"] for file in files.list(pageSize=2, orderBy="name").execute()["files"])
    grants = [(by_name, {"type": "user", "emailAddress": email}), (by_link, {"type": "anyone"})]
    for file, grant in grants:
        person.permissions().create(fileId=file, body={"role": "reader"} | grant).execute()
    assert [file["id"] for file in bot.list(q="sharedWithMe").execute()["files"]] == [by_name]
    assert [file["id"] for file in bot.list().execute()["files"]] == [by_name]
    assert bot.get(fileId=by_link).execute()["id"] == by_link


# --- shared drives ------------------------------------------------------------------------------------------------


@pytest.fixture
def school(google):
    """A shared drive of the school with one file, of which the service account is a member."""
    email = drive(google, google.key_file).about().get(fields="user").execute()["user"]["emailAddress"]
    drive_id = google.new_drive("Trường", {email: "fileOrganizer"})
    bot = drive(google, google.key_file).files()
    body = {"name": "Biên bản", "parents": [drive_id]}
    bot.create(body=body, supportsAllDrives=True).execute()
    return drive_id


EVERYWHERE = {"includeItemsFromAllDrives": True, "supportsAllDrives": True}


def test_items_of_shared_drives_are_invisible_unless_asked_for(google, school):
    bot = drive(google, google.key_file).files()
    assert found(bot, None) == []
    assert found(bot, None, corpora="drive", driveId=school, **EVERYWHERE) == ["Biên bản"]
    assert found(bot, f"'{school}' in parents", corpora="allDrives", **EVERYWHERE) == ["Biên bản"]


def test_what_the_caller_has_not_met_in_a_shared_drive_is_not_among_his_own(google, school):
    bot = drive(google, google.key_file).files()
    next(file for file in google.world.files.values() if file.drive_id == school).seen_by.clear()
    assert found(bot, None, **EVERYWHERE) == []


@pytest.mark.parametrize(
    "parameters",
    [
        {"corpora": "drive"},
        {"driveId": "{school}", **EVERYWHERE},
        {"corpora": "drive", "driveId": "{school}", "supportsAllDrives": True},
        {"includeItemsFromAllDrives": True},
    ],
)
def test_half_of_the_parameters_for_shared_drives_are_refused(google, school, parameters):
    bot = drive(google, google.key_file).files()
    if "driveId" in parameters:
        parameters = parameters | {"driveId": school}
    assert refusal(bot.list(**parameters))[0] == 400


def test_an_unknown_shared_drive_is_not_found(google):
    bot = drive(google, google.key_file).files()
    request = bot.list(corpora="drive", driveId="0Anowhere", **EVERYWHERE)
    assert refusal(request) == (404, "notFound", "Shared drive not found: 0Anowhere")
