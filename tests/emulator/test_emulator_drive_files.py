"""Files of the emulator's Drive, by Google's own client: made, seen, changed, moved, thrown away."""

from __future__ import annotations

import hashlib

import pytest
from googleapiclient.errors import HttpError

from tests.emulator.drive_clients import DRIVE, DRIVE_FILE, drive, media, refusal
from tests.google_emulator.drive.state import DOCUMENT, FOLDER, PDF

METADATA_ONLY = f"{DRIVE}.metadata.readonly"


@pytest.fixture
def files(google):
    """Files as the person has them."""
    return drive(google, google.person_key_file).files()


@pytest.fixture
def bots_files(google):
    """Files as the service account without storage has them."""
    return drive(google, google.key_file).files()


def made(files, name="Biên bản", fields="*", **body):
    return files.create(body={"name": name, **body}, fields=fields).execute()


def test_a_new_file_lies_in_my_drive_and_is_mine(files):
    file = made(files)
    root = files.get(fileId="root", fields="id,name").execute()
    assert (file["parents"], file["ownedByMe"], root["name"]) == ([root["id"]], True, "My Drive")


def test_only_a_few_fields_come_unasked(files):
    assert set(files.create(body={"name": "x"}).execute()) == {"kind", "id", "name", "mimeType"}


def test_a_blob_has_checksum_size_and_download_link_which_a_folder_has_not(files):
    blob = files.create(body={"name": "a.pdf"}, media_body=media(b"%PDF", PDF), fields="*").execute()
    assert (blob["size"], blob["md5Checksum"]) == ("4", hashlib.md5(b"%PDF").hexdigest())
    assert not {"size", "md5Checksum", "webContentLink", "headRevisionId"} & set(made(files, mimeType=FOLDER))


def test_times_may_be_given(files):
    file = made(files, createdTime="2023-09-01T00:00:00Z", modifiedTime="2023-10-02T07:30:00+07:00")
    assert (file["createdTime"], file["modifiedTime"]) == (
        "2023-09-01T00:00:00.000Z",
        "2023-10-02T00:30:00.000Z",
    )


def test_a_file_that_nobody_has_is_not_found(files):
    assert refusal(files.get(fileId="nowhere")) == (404, "notFound", "File not found: nowhere.")


def test_another_persons_file_is_not_found(files, google, bots_files):
    assert refusal(bots_files.get(fileId=made(files)["id"]))[0] == 404


def test_into_an_unknown_folder_nothing_can_be_put(files):
    request = files.create(body={"name": "x", "parents": ["nowhere"]})
    assert refusal(request) == (404, "notFound", "File not found: nowhere.")


def test_two_parents_are_refused(files):
    one, two = (made(files, mimeType=FOLDER)["id"] for _ in range(2))
    assert refusal(files.create(body={"name": "x", "parents": [one, two]}))[0] == 400


def test_a_size_cannot_be_written(files):
    assert refusal(files.create(body={"name": "x", "size": "4"}))[1] == "fieldNotWritable"


def test_what_drive_does_not_know_it_passes_over(files):
    assert files.create(body={"title": "as in version 2"}).execute()["name"] == "Untitled"
    upload = files.create(body={"title": "as in version 2"}, media_body=media(b"%PDF", PDF))
    assert upload.execute()["name"] == "Untitled"


# --- ids made beforehand ------------------------------------------------------------------------------------------


def generated(files):
    return files.generateIds(count=1).execute()["ids"][0]


def test_a_generated_id_works_once(files):
    file_id = generated(files)
    assert made(files, id=file_id)["id"] == file_id
    assert refusal(files.create(body={"name": "again", "id": file_id})) == (
        409,
        "fileIdInUse",
        "A file already exists with the provided ID.",
    )


def test_an_id_of_ones_own_is_refused(files):
    request = files.create(body={"name": "x", "id": "an-id-of-my-own"})
    assert refusal(request) == (400, "invalid", "The provided file ID is not usable.")


def test_google_documents_take_no_generated_id_but_folders_do(files):
    assert refusal(files.create(body={"name": "x", "mimeType": DOCUMENT, "id": generated(files)}))[0] == 403
    assert made(files, mimeType=FOLDER, id=generated(files))


# --- change -------------------------------------------------------------------------------------------------------


def test_a_rename_raises_the_version_and_keeps_the_rest(files):
    before = made(files, description="của tháng 10")
    after = files.update(fileId=before["id"], body={"name": "Biên bản 2"}, fields="*").execute()
    assert int(after["version"]) > int(before["version"])
    assert (after["name"], after["description"]) == ("Biên bản 2", "của tháng 10")


def test_new_media_replaces_the_bytes_under_the_same_id(files):
    file = files.create(body={"name": "a.pdf"}, media_body=media(b"one", PDF), fields="*").execute()
    after = files.update(fileId=file["id"], media_body=media(b"two", PDF), fields="*").execute()
    assert files.get_media(fileId=file["id"]).execute() == b"two"
    assert (after["id"], after["headRevisionId"] != file["headRevisionId"]) == (file["id"], True)


def test_parents_are_moved_by_two_parameters_together(files):
    folder, file = made(files, mimeType=FOLDER)["id"], made(files)
    both = files.update(
        fileId=file["id"], addParents=folder, removeParents=file["parents"][0], fields="parents"
    )
    assert both.execute()["parents"] == [folder]


def test_a_second_parent_is_refused(files):
    folder, file = made(files, mimeType=FOLDER)["id"], made(files)
    request = files.update(fileId=file["id"], addParents=folder)
    assert refusal(request) == (403, "cannotAddParent", "Increasing the number of parents is not allowed")


def test_parents_cannot_be_written_in_the_body(files):
    file = made(files)
    assert refusal(files.update(fileId=file["id"], body={"parents": ["x"]}))[1] == "fieldNotWritable"


def test_a_folder_cannot_be_put_into_itself(files):
    outer = made(files, mimeType=FOLDER)
    inner = made(files, mimeType=FOLDER, parents=[outer["id"]])
    request = files.update(fileId=outer["id"], addParents=inner["id"], removeParents=outer["parents"][0])
    assert refusal(request)[0] == 403


def test_a_refused_change_leaves_nothing_behind(files):
    file = made(files)
    body = {"name": "y", "properties": {"k": "v"}, "appProperties": {"k": "x" * 200}}
    assert refusal(files.update(fileId=file["id"], body=body))[0] == 400
    assert files.get(fileId=file["id"], fields="*").execute() == file
    assert refusal(files.create(body=body))[0] == 400
    assert len(files.list().execute()["files"]) == 1


# --- properties ---------------------------------------------------------------------------------------------------


def test_a_null_takes_a_property_away(files):
    file = made(files, appProperties={"job": "bien-ban", "period": "2023-10"})
    cleared = files.update(fileId=file["id"], body={"appProperties": {"job": None}}, fields="appProperties")
    assert cleared.execute() == {"appProperties": {"period": "2023-10"}}


def test_app_properties_are_seen_by_the_app_that_wrote_them_only(google, files, bots_files):
    file = made(files, appProperties={"job": "bien-ban"}, properties={"tháng": "10"})
    google.world.files[file["id"]].app_properties = {"another-app": {"job": "bien-ban"}}
    seen = files.get(fileId=file["id"], fields="properties,appProperties").execute()
    assert seen == {"properties": {"tháng": "10"}}


def test_a_property_of_more_than_124_bytes_is_refused(files):
    assert refusal(files.create(body={"name": "x", "appProperties": {"k": "ệ" * 42}}))[0] == 400


# --- trash and end ------------------------------------------------------------------------------------------------


def test_what_lies_in_a_trashed_folder_is_trashed_but_not_by_itself(files):
    folder = made(files, mimeType=FOLDER)["id"]
    file = made(files, parents=[folder])["id"]
    files.update(fileId=folder, body={"trashed": True}).execute()
    seen = files.get(fileId=file, fields="trashed,explicitlyTrashed").execute()
    assert seen == {"trashed": True, "explicitlyTrashed": False}


def test_a_deleted_folder_takes_its_files_along(files):
    folder = made(files, mimeType=FOLDER)["id"]
    file = made(files, parents=[folder])["id"]
    assert files.delete(fileId=folder).execute() in ("", b"", None)
    assert refusal(files.get(fileId=file))[0] == 404


def test_an_emptied_trash_leaves_the_rest(files):
    kept, gone = made(files)["id"], made(files)["id"]
    files.update(fileId=gone, body={"trashed": True}).execute()
    files.emptyTrash().execute()
    assert files.get(fileId=kept).execute()
    assert refusal(files.get(fileId=gone))[0] == 404


# --- copies -------------------------------------------------------------------------------------------------------


def test_a_copy_is_called_one_and_carries_the_bytes_and_the_apps_properties(files):
    body = {"name": "a.pdf", "appProperties": {"job": "x"}}
    file = files.create(body=body, media_body=media(b"one", PDF)).execute()
    copy = files.copy(fileId=file["id"], fields="*").execute()
    assert (copy["name"], copy["appProperties"]) == ("Copy of a.pdf", {"job": "x"})
    assert files.get_media(fileId=copy["id"]).execute() == b"one"


def test_a_folder_cannot_be_copied(files):
    assert refusal(files.copy(fileId=made(files, mimeType=FOLDER)["id"]))[1] == "cannotCopyFile"


# --- scopes -------------------------------------------------------------------------------------------------------


def test_with_drive_file_an_app_sees_only_what_it_made(google, files):
    own = drive(google, google.person_key_file, [DRIVE_FILE]).files()
    foreign = made(files)["id"]
    google.world.files[foreign].opened_by = {"another-app"}
    mine = made(own)["id"]
    assert refusal(own.get(fileId=foreign)) == (404, "notFound", f"File not found: {foreign}.")
    assert refusal(own.update(fileId=foreign, body={"name": "x"}))[0] == 404
    assert [file["id"] for file in own.list().execute()["files"]] == [mine]


def test_with_drive_file_a_folder_of_another_app_is_no_place_to_create_in(google, files):
    folder = made(files, mimeType=FOLDER)["id"]
    google.world.files[folder].opened_by = {"another-app"}
    own = drive(google, google.person_key_file, [DRIVE_FILE]).files()
    assert refusal(own.create(body={"name": "x", "parents": [folder]}))[0] == 404


def test_metadata_scopes_do_not_reach_the_bytes(google, files):
    file = files.create(body={"name": "a.pdf"}, media_body=media(b"one", PDF)).execute()["id"]
    narrow = drive(google, google.person_key_file, [METADATA_ONLY]).files()
    assert narrow.get(fileId=file).execute()["id"] == file
    with pytest.raises(HttpError, match="403"):
        narrow.get_media(fileId=file).execute()


# --- about --------------------------------------------------------------------------------------------------------


def test_about_says_who_calls_and_how_much_room_there_is(google):
    about = drive(google, google.key_file).about().get(fields="user(emailAddress,me),storageQuota").execute()
    assert about["user"] == {"emailAddress": "may-chu@sheets-sync-test.iam.gserviceaccount.com", "me": True}
    assert about["storageQuota"]["limit"] == "0"


def test_a_full_drive_takes_no_more_bytes_but_google_documents(google, files, monkeypatch):
    monkeypatch.setattr("tests.google_emulator.drive.about._ROOM", 3)
    assert refusal(files.create(body={"name": "a.pdf"}, media_body=media(b"%PDF", PDF))) == (
        403,
        "storageQuotaExceeded",
        "The user's Drive storage quota has been exceeded.",
    )
    assert made(files, mimeType=DOCUMENT)


def test_about_wants_to_be_told_which_fields(google):
    about = drive(google, google.key_file).about()
    assert refusal(about.get())[:2] == (400, "required")
