"""Who may do what in the emulator's Drive: permissions, shared drives, and an account that owns nothing."""

from __future__ import annotations

import pytest

from tests.emulator.drive_clients import drive, media, refusal
from tests.google_emulator.drive.state import DOCUMENT, FOLDER, PDF, SPREADSHEET

BOT = "may-chu@sheets-sync-test.iam.gserviceaccount.com"
ALL = {"supportsAllDrives": True}


@pytest.fixture
def person(google):
    """Drive as the person has it."""
    return drive(google, google.person_key_file)


@pytest.fixture
def bot(google):
    """Drive as the service account without storage has it."""
    return drive(google, google.key_file)


def made(client, name="x", **body):
    return client.files().create(body={"name": name, **body}, fields="*", **ALL).execute()


def share(client, file, role, email=BOT, **more):
    body = {"type": "user", "role": role, "emailAddress": email}
    return client.permissions().create(fileId=file["id"], body=body, fields="*", **ALL, **more).execute()


# --- files of My Drive --------------------------------------------------------------------------------------------


def test_a_reader_reads_and_no_more(person, bot):
    file = made(person)
    share(person, file, "reader")
    seen = bot.files().get(fileId=file["id"], fields="*").execute()
    assert (seen["capabilities"]["canEdit"], "permissions" in seen) == (False, False)
    assert refusal(bot.files().update(fileId=file["id"], body={"name": "y"}))[1] == (
        "insufficientFilePermissions"
    )
    assert refusal(bot.permissions().list(fileId=file["id"]))[0] == 403


def test_a_writer_changes_but_neither_trashes_nor_deletes(person, bot):
    file = made(person)
    share(person, file, "writer")
    assert bot.files().update(fileId=file["id"], body={"name": "y"}).execute()["name"] == "y"
    assert refusal(bot.files().update(fileId=file["id"], body={"trashed": True}))[0] == 403
    assert refusal(bot.files().delete(fileId=file["id"]))[0] == 403


def test_a_folder_hands_its_permissions_down(person, bot):
    folder = made(person, mimeType=FOLDER)
    file = made(person, parents=[folder["id"]])
    share(person, folder, "writer")
    assert bot.files().update(fileId=file["id"], body={"name": "y"}).execute()


def test_a_file_tells_who_changed_it_last(person, bot):
    file = made(person)
    share(person, file, "writer")
    after = bot.files().update(fileId=file["id"], body={"name": "y"}, fields="lastModifyingUser,owners")
    seen = after.execute()
    assert (seen["lastModifyingUser"]["emailAddress"], seen["owners"][0]["me"]) == (BOT, False)


def test_a_permission_is_listed_changed_and_taken_away(person):
    file = made(person)
    permission = share(person, file, "reader")
    one = {"fileId": file["id"], "permissionId": permission["id"]}
    changed = person.permissions().update(**one, body={"role": "commenter"}).execute()
    assert changed["role"] == "commenter"
    assert person.permissions().get(**one).execute()["id"] == permission["id"]
    person.permissions().delete(**one).execute()
    assert [
        each["role"] for each in person.permissions().list(fileId=file["id"]).execute()["permissions"]
    ] == ["owner"]


def test_sharing_twice_makes_one_permission(person):
    file = made(person)
    assert share(person, file, "reader")["id"] == share(person, file, "writer")["id"]
    roles = [each["role"] for each in person.permissions().list(fileId=file["id"]).execute()["permissions"]]
    assert sorted(roles) == ["owner", "writer"]


def test_a_domain_and_everybody_with_the_link_can_be_let_in(person):
    file = made(person)
    for body in ({"type": "domain", "domain": "truong.example"}, {"type": "anyone"}):
        person.permissions().create(fileId=file["id"], body=body | {"role": "reader"}).execute()
    held = person.permissions().list(fileId=file["id"], fields="permissions(type,id)").execute()
    assert {"type": "anyone", "id": "anyoneWithLink"} in held["permissions"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"role": "reader", "emailAddress": BOT}, "required"),
        ({"type": "user", "emailAddress": BOT}, "required"),
        ({"type": "user", "role": "king", "emailAddress": BOT}, "invalid"),
        ({"type": "user", "role": "reader"}, "invalid"),
        ({"type": "user", "role": "owner", "emailAddress": BOT}, "forbidden"),
        ({"type": "user", "role": "organizer", "emailAddress": BOT}, "invalidSharingRequest"),
    ],
)
def test_an_unfit_permission_is_refused(person, body, reason):
    assert refusal(person.permissions().create(fileId=made(person)["id"], body=body))[1] == reason


def test_a_file_is_handed_over_within_the_domain(google, person):
    file = made(person)
    domain = file["owners"][0]["emailAddress"].partition("@")[2]
    share(person, file, "owner", f"hieu-truong@{domain}", transferOwnership=True)
    seen = person.files().get(fileId=file["id"], fields="ownedByMe,capabilities/canEdit").execute()
    assert seen == {"ownedByMe": False, "capabilities": {"canEdit": True}}


def test_an_account_without_storage_is_handed_nothing(person):
    request = person.permissions().create(
        fileId=made(person)["id"],
        body={"type": "user", "role": "owner", "emailAddress": BOT},
        transferOwnership=True,
    )
    assert refusal(request)[1] == "consentRequiredForOwnershipTransfer"


def test_an_unknown_permission_is_not_found(person):
    request = person.permissions().get(fileId=made(person)["id"], permissionId="7")
    assert refusal(request) == (404, "notFound", "Permission not found: 7.")


# --- an account that owns nothing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mime", ["application/pdf", DOCUMENT, SPREADSHEET, FOLDER])
def test_a_service_account_owns_nothing_not_even_in_somebodys_folder(person, bot, mime):
    folder = made(person, mimeType=FOLDER)
    share(person, folder, "writer")
    for parents in ([], [folder["id"]]):
        body = {"name": "x", "mimeType": mime, "parents": parents}
        status, reason, message = refusal(bot.files().create(body=body))
        assert (status, reason) == (403, "storageQuotaExceeded")
        assert message.startswith("Service Accounts do not have storage quota.")


def test_a_service_account_updates_somebodys_file(person, bot):
    file = made(person)
    share(person, file, "writer")
    after = bot.files().update(fileId=file["id"], media_body=media(b"%PDF", PDF), fields="*").execute()
    assert (after["size"], after["ownedByMe"]) == ("4", False)


# --- shared drives ------------------------------------------------------------------------------------------------


@pytest.fixture
def school(google, person):
    """A shared drive of the school that the person organizes."""
    body = {"name": "Trường"}
    return person.drives().create(requestId="one", body=body, fields="*").execute()


def test_a_service_account_creates_in_a_shared_drive(person, bot, school):
    share(person, school, "fileOrganizer")
    file = made(bot, parents=[school["id"]])
    assert (file["driveId"], file["parents"]) == (school["id"], [school["id"]])
    assert not {"owners", "ownedByMe", "shared", "permissions"} & set(file)


def test_the_same_request_makes_no_second_drive(person, school):
    assert refusal(person.drives().create(requestId="one", body={"name": "Trường"}))[0] == 409


def test_an_account_without_storage_makes_no_drives(bot):
    assert refusal(bot.drives().create(requestId="two", body={"name": "x"}))[0] == 403


def test_items_are_not_found_by_who_does_not_know_shared_drives(person, school):
    file = made(person, parents=[school["id"]])
    assert refusal(person.files().get(fileId=file["id"]))[0] == 404
    assert refusal(person.files().create(body={"name": "x", "parents": [school["id"]]}))[0] == 404
    assert person.files().get(fileId=file["id"], **ALL).execute()["id"] == file["id"]


def test_the_top_folder_has_the_drives_id(person, school):
    seen = person.files().get(fileId=school["id"], fields="name,mimeType,driveId", **ALL).execute()
    assert seen == {"name": "Drive", "mimeType": FOLDER, "driveId": school["id"]}


def test_a_content_manager_trashes_but_does_not_delete_for_good(person, bot, school):
    share(person, school, "fileOrganizer")
    file = made(bot, parents=[school["id"]])
    assert (file["capabilities"]["canTrash"], file["capabilities"]["canDelete"]) == (True, False)
    assert refusal(bot.files().delete(fileId=file["id"], **ALL))[0] == 403
    assert bot.files().update(fileId=file["id"], body={"trashed": True}, **ALL).execute()


def test_a_contributor_writes_but_does_not_trash(person, bot, school):
    share(person, school, "writer")
    file = made(bot, parents=[school["id"]])
    assert (file["capabilities"]["canEdit"], file["capabilities"]["canTrash"]) == (True, False)


def test_a_members_permission_says_where_it_comes_from(person, bot, school):
    permission = share(person, school, "fileOrganizer")
    file = made(bot, parents=[school["id"]])
    one = {"fileId": file["id"], "permissionId": permission["id"], **ALL}
    detail = bot.permissions().get(**one, fields="permissionDetails").execute()["permissionDetails"]
    assert detail == [
        {
            "permissionType": "member",
            "role": "fileOrganizer",
            "inherited": True,
            "inheritedFrom": school["id"],
        }
    ]
    assert refusal(person.permissions().delete(**one))[1] == "cannotModifyInheritedTeamDrivePermission"


def test_drives_are_listed_renamed_and_deleted_when_empty(person, bot, school):
    assert bot.drives().list().execute().get("drives", []) == []
    person.drives().update(driveId=school["id"], body={"name": "Trường cũ"}).execute()
    assert [each["name"] for each in person.drives().list(q="name contains 'cũ'").execute()["drives"]] == [
        "Trường cũ"
    ]
    file = made(person, parents=[school["id"]])
    assert refusal(person.drives().delete(driveId=school["id"]))[0] == 403
    person.files().update(fileId=file["id"], body={"trashed": True}, **ALL).execute()
    person.drives().delete(driveId=school["id"]).execute()
    assert refusal(person.drives().get(driveId=school["id"]))[0] == 404


def test_a_file_moved_into_a_shared_drive_is_nobodys_a_folder_stays(person, school):
    file, folder = made(person), made(person, mimeType=FOLDER)
    root = file["parents"][0]
    way = {"addParents": school["id"], "removeParents": root, **ALL}
    moved = person.files().update(fileId=file["id"], **way, fields="*").execute()
    assert (moved["driveId"], "owners" in moved) == (school["id"], False)
    assert refusal(person.files().update(fileId=folder["id"], **way))[0] == 403


def test_a_group_lets_its_members_in(google, person, bot):
    file = made(person)
    google.world.groups["to-cham@truong.example"] = {BOT}
    share(person, file, "writer", "to-cham@truong.example", sendNotificationEmail=False)
    assert bot.files().update(fileId=file["id"], body={"name": "y"}).execute()["name"] == "y"


# --- changes ------------------------------------------------------------------------------------------------------


def test_changes_since_a_token_are_told_once_per_file(person):
    kept, gone = made(person, "giữ"), made(person, "bỏ")
    token = person.changes().getStartPageToken().execute()["startPageToken"]
    assert person.changes().list(pageToken=token).execute()["changes"] == []
    for name in ("một", "hai"):
        person.files().update(fileId=kept["id"], body={"name": name}).execute()
    person.files().delete(fileId=gone["id"]).execute()
    reply = person.changes().list(pageToken=token).execute()
    told = [(each["fileId"], each["removed"]) for each in reply["changes"]]
    assert told == [(kept["id"], False), (gone["id"], True)]
    assert person.changes().list(pageToken=reply["newStartPageToken"]).execute()["changes"] == []


def test_an_invalid_token_of_changes_is_refused(person):
    assert refusal(person.changes().list(pageToken="soon"))[:2] == (400, "invalid")
