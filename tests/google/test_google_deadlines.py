"""A call ends by the clock and by a count of bytes, whatever the other side does: reads, writes, files and tokens."""

from __future__ import annotations

import gzip
import time

import pytest

from sheets_sync.google.drive import Drive, Media
from sheets_sync.google.session import Policy
from tests.google.scripted_session import BOOK, failure, new_session
from tests.scripted_server import Answer

HASTY = Policy(call=0.4, token=0.4, most_bytes=100_000, tries=1)
CALLS = {
    "read": lambda session: failure(session.spreadsheet, BOOK, "spreadsheetId"),
    "write": lambda session: failure(session.update, BOOK, [{"addSheet": {}}]),
    "download": lambda session: failure(Drive(session).content, "1abc"),
    "export": lambda session: failure(Drive(session).export, "1abc", "application/pdf"),
    "upload": lambda session: failure(
        Drive(session).create, {"name": "x"}, Media("text/plain", b"x" * 100_000), "id"
    ),
}
BOMB = Answer(body=gzip.compress(b" " * 100_000_000, 1), headers={"Content-Encoding": "gzip"})


@pytest.fixture
def hasty(server, waits):
    return new_session(server, waits, HASTY)


def slow(part: str) -> Answer:
    return Answer(body=" " * 4000, drip=part)


@pytest.mark.parametrize("part", ["headers", "body"])
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_drips_is_given_up(server, hasty, call, part):
    server.always = slow(part)
    began = time.monotonic()

    error = CALLS[call](hasty)

    assert time.monotonic() - began < HASTY.call + 2
    assert (error.kind, error.exit_code) == ("slow", 4)
    assert error.uncertain == (call in ("write", "upload"))


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_token_that_drips_is_given_up(server, hasty, part):
    server.token = slow(part)
    began = time.monotonic()

    error = CALLS["write"](hasty)

    assert time.monotonic() - began < HASTY.token + 2
    assert (error.kind, error.uncertain, server.asked) == ("slow", False, [])


@pytest.mark.parametrize("call", CALLS)
def test_an_answer_that_unpacks_to_more_than_fits_is_given_up(server, waits, call):
    server.always = BOMB

    error = CALLS[call](new_session(server, waits, HASTY._replace(call=60, tries=6)))

    assert (error.kind, error.exit_code, len(server.asked)) == ("too-long", 4, 1)
    assert error.uncertain == (call in ("write", "upload"))


def test_a_list_that_never_ends_is_given_up(server, session):
    server.always = Answer(200, {"files": [], "nextPageToken": "more"})

    assert failure(list, Drive(session).find("trashed = false", "id")).kind == "too-long"


def test_a_token_that_unpacks_to_more_than_fits_is_given_up(server, waits):
    server.token = BOMB

    error = CALLS["write"](new_session(server, waits, HASTY._replace(token=60)))

    assert (error.kind, server.asked) == ("offline", [])
