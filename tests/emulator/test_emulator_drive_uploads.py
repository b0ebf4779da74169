"""Uploads to the emulator's Drive: in one piece, beside the metadata, in chunks that may get lost."""

from __future__ import annotations

import json
import os

import pytest
import requests

from tests.emulator.drive_clients import drive, media, session
from tests.google_emulator.drive.state import PDF
from tests.google_emulator.drive.uploads import CHUNK

LARGE = os.urandom(2 * CHUNK + 1000)


@pytest.fixture
def files(google):
    """The person's files."""
    return drive(google, google.person_key_file).files()


@pytest.fixture
def http(google):
    """The person's plain HTTP session."""
    return session(google.person_key_file)


def test_media_beside_metadata_arrive_byte_for_byte(files):
    content = bytes(range(256)) + b"\r\n--\r\n\n\r"
    file = files.create(body={"name": "Đề án.bin"}, media_body=media(content, "application/x-made-up"))
    assert files.get_media(fileId=file.execute()["id"]).execute() == content


def test_media_alone_are_an_untitled_file(google, http, files):
    address = f"{google.endpoint}/upload/drive/v3/files?uploadType=media&fields=*"
    file = http.post(address, data=b"%PDF", headers={"Content-Type": PDF}).json()
    assert (file["name"], file["mimeType"], file["size"]) == ("Untitled", PDF, "4")


def test_a_part_in_base64_is_decoded(google, http, files):
    body = (
        '--x\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"name": "a.pdf"}\r\n'
        "--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--x--"
    )
    address = f"{google.endpoint}/upload/drive/v3/files?uploadType=multipart"
    headers = {"Content-Type": "multipart/related; boundary=x"}
    file = http.post(address, data=body.encode(), headers=headers).json()
    assert files.get_media(fileId=file["id"]).execute() == b"%PDF"


def test_part_of_a_file_can_be_fetched(google, http, files):
    file = files.create(body={"name": "a"}, media_body=media(b"0123456789", PDF)).execute()["id"]
    address = f"{google.endpoint}/drive/v3/files/{file}?alt=media"
    reply = http.get(address, headers={"Range": "bytes=2-4"})
    assert (reply.status_code, reply.content) == (206, b"234")


# --- in chunks ----------------------------------------------------------------------------------------------------


def test_a_large_file_comes_in_chunks(files):
    request = files.create(
        body={"name": "Lớn"}, media_body=media(LARGE, PDF, resumable=True, chunksize=CHUNK), fields="id,size"
    )
    progress, reply = [], None
    while reply is None:
        status, reply = request.next_chunk()
        progress.append(status.resumable_progress if status else len(LARGE))
    assert progress == [CHUNK, 2 * CHUNK, len(LARGE)]
    assert set(reply) == {"id", "size"}
    assert files.get_media(fileId=reply["id"]).execute() == LARGE


def test_a_large_file_replaces_another_in_chunks(files):
    file = files.create(body={"name": "a"}, media_body=media(b"one", PDF)).execute()["id"]
    upload = media(LARGE, PDF, resumable=True, chunksize=CHUNK)
    assert files.update(fileId=file, media_body=upload).execute()["id"] == file
    assert files.get_media(fileId=file).execute() == LARGE


@pytest.fixture
def begun(google, http):
    """The address of a session that has begun."""
    headers = {"X-Upload-Content-Type": PDF, "X-Upload-Content-Length": str(len(LARGE))}
    address = f"{google.endpoint}/upload/drive/v3/files?uploadType=resumable"
    reply = http.post(address, data=json.dumps({"name": "Lớn"}), headers=headers)
    assert (reply.status_code, reply.content) == (200, b"")
    return reply.headers["Location"]


def put(http, address, span, data=b""):
    return http.put(address, data=data, headers={"Content-Range": f"bytes {span}"})


def test_a_session_says_how_much_has_come(http, begun):
    assert "Range" not in put(http, begun, f"*/{len(LARGE)}").headers
    put(http, begun, f"0-{CHUNK - 1}/{len(LARGE)}", LARGE[:CHUNK])
    reply = put(http, begun, f"*/{len(LARGE)}")
    assert (reply.status_code, reply.headers["Range"]) == (308, f"bytes=0-{CHUNK - 1}")


def test_a_session_whose_last_reply_was_lost_answers_again_and_makes_no_twin(http, begun, files):
    whole = put(http, begun, f"0-{len(LARGE) - 1}/{len(LARGE)}", LARGE).json()
    assert put(http, begun, f"*/{len(LARGE)}").json()["id"] == whole["id"]
    assert len(files.list().execute()["files"]) == 1


@pytest.mark.parametrize(
    ("span", "size"),
    [
        (f"0-999/{len(LARGE)}", 1000),  # neither a multiple of 256 KiB nor the last
        (f"{CHUNK}-{2 * CHUNK - 1}/{len(LARGE)}", CHUNK),  # the first one is missing
        (f"0-{CHUNK}/{len(LARGE)}", CHUNK),  # one byte is missing
        ("what?", CHUNK),
    ],
)
def test_an_unfit_chunk_is_refused(http, begun, span, size):
    assert put(http, begun, span, LARGE[:size]).status_code == 400


def test_a_session_lives_for_a_week(google, begun):
    anybody = requests.Session()  # who knows the address needs no token
    assert put(anybody, begun, f"*/{len(LARGE)}").status_code == 308
    google.world.clock.advance(7 * 24 * 3600 + 1)
    assert put(anybody, begun, f"*/{len(LARGE)}").status_code == 404


def test_a_refusal_comes_before_the_bytes(google):
    address = f"{google.endpoint}/upload/drive/v3/files?uploadType=resumable"
    reply = session(google.key_file).post(address, data=json.dumps({"name": "Lớn"}))
    assert reply.json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"
