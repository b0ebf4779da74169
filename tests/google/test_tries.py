"""Which calls to Google are repeated, how often, and how long is waited in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from sheets_sync.google.drive import Drive, Media
from sheets_sync.google.session import PATIENT, Policy
from tests.google.scripted_session import BOOK, BUSY, DOWN, PAGE, failure, new_session, read, write
from tests.scripted_server import Answer

# --- what is repeated -----------------------------------------------------------------------------------------


PASSING = {
    "429": BUSY,
    "408": Answer(408),
    "500": Answer(500, {"error": {"code": 500, "message": "Internal error encountered."}}),
    "502 with a page": PAGE,
    "503": DOWN,
    "504": Answer(504),
    "reset before": Answer(drop="before"),
    "reset during": Answer(drop="during"),
    "403 rate": Answer(403, {"error": {"errors": [{"reason": "userRateLimitExceeded"}]}}),
}


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
def test_a_read_is_repeated_until_it_works(server, session, answer):
    server.script += [answer, answer]

    session.spreadsheet(BOOK, "spreadsheetId")

    assert len(server.asked) == 3
    assert session.tally.retries == 2


@pytest.mark.parametrize("answer", PASSING.values(), ids=PASSING)
def test_a_read_is_given_up_after_so_many_tries(server, session, waits, answer):
    server.always = answer

    error = read(session)

    assert error.passing
    assert len(server.asked) <= (PATIENT.tries_when_busy if error.kind == "busy" else PATIENT.tries)
    assert len(waits) == len(server.asked) - 1 >= PATIENT.tries - 1
    assert sum(waits) < PATIENT.total


def test_a_minutes_quota_is_outlasted(server, session, waits):
    server.always = BUSY

    read(session)

    assert sum(waits) > 60


@pytest.mark.parametrize("name", PASSING)
def test_a_write_is_repeated_only_when_it_was_turned_away_unheard(server, session, name):
    server.script.append(PASSING[name])
    unheard = name in ("429", "403 rate")

    if unheard:
        session.update(BOOK, [{"addSheet": {}}])
    else:
        assert write(session).uncertain

    assert len(server.asked) == (2 if unheard else 1)


def test_a_write_that_does_no_harm_twice_says_so(server, session):
    server.script += [DOWN, Answer(drop="before")]

    Drive(session).update("1abc", {"name": "x"}, Media("text/plain", b"x"), "id")

    assert [asked.method for asked in server.asked] == ["PATCH"] * 3


def test_a_new_file_is_made_again_only_under_an_id_of_its_own(server, session):
    server.script.append(DOWN)
    assert failure(Drive(session).create, {"name": "x"}, None, "id").uncertain

    server.script.append(DOWN)
    Drive(session).create({"name": "x", "id": "1abc"}, None, "id")

    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 412, 413])
def test_a_refusal_is_final(server, session, status):
    server.always = Answer(status)

    error = read(session)

    assert not error.passing
    assert not error.uncertain
    assert session.tally.retries == 0


def test_a_token_that_died_is_renewed_and_the_call_made_again(server, session):
    server.script.append(Answer(401))

    session.update(BOOK, [{"addSheet": {}}])

    assert (len(server.asked), len(server.tokens_asked)) == (2, 2)


def test_a_slow_answer_is_not_waited_for(server, waits):
    server.script.append(Answer(wait=5))
    session = new_session(server, waits, Policy(read=0.2))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert session.tally.retries == 1


def test_a_slow_write_is_uncertain(server, waits):
    server.script.append(Answer(wait=5))

    error = write(new_session(server, waits, Policy(read=0.2)))

    assert (error.kind, error.uncertain, len(server.asked)) == ("slow", True, 1)


def test_nobody_listens(server, waits):
    assert read(new_session(server, waits, endpoint="http://127.0.0.1:1")).kind == "offline"


# --- how long is waited ---------------------------------------------------------------------------------------


def test_waits_are_random_below_a_doubling_limit(server, session, waits):
    server.always = DOWN
    for _ in range(5):
        read(session)

    limits = [1, 2, 4, 8, 16] * 5
    assert all(0 <= wait <= limit for wait, limit in zip(waits, limits, strict=True))
    assert len(set(waits)) == len(waits)


def test_waits_have_a_limit_of_their_own(server, waits):
    server.always = DOWN
    read(new_session(server, waits, Policy(tries=20, total=10_000, longest_wait=3)))

    assert max(waits) <= 3


def test_as_long_as_google_asks(server, session, waits):
    server.script.append(BUSY._replace(headers={"Retry-After": "17"}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert waits == [17]


def test_until_the_moment_that_google_names(server, session, waits):
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    server.script.append(DOWN._replace(headers={"Retry-After": moment}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert len(waits) == 1
    assert 28 <= waits[0] <= 31


@pytest.mark.parametrize(
    "asked", ["soon", "-5", "", "1.5", "Mon, 99 Foo 2023", "Wed, 21 Oct 2015 07:28:00 GMT"]
)
def test_an_odd_wish_does_no_harm(server, session, waits, asked):
    server.script.append(BUSY._replace(headers={"Retry-After": asked}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert 0 <= waits[0] <= 1


def test_nobody_waits_for_an_hour(server, session, waits):
    server.script.append(BUSY._replace(headers={"Retry-After": "3600"}))

    session.spreadsheet(BOOK, "spreadsheetId")

    assert waits == [PATIENT.longest_wait]


def test_all_tries_together_have_a_deadline(server, waits):
    server.always = BUSY._replace(headers={"Retry-After": "40"})

    error = read(new_session(server, waits, Policy(total=100)))

    assert (waits, error.kind) == ([40, 40], "busy")
