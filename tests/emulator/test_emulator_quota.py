"""Google's limits on calls per minute, on a clock that can be turned."""

from __future__ import annotations

import pytest

from tests.emulator.drive_clients import DRIVE, session
from tests.google_emulator.quota import Quotas
from tests.google_emulator.wire import ApiError, Call
from tests.google_emulator.world import Account, Clock

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", DRIVE]


class StillClock(Clock):
    """Stands still until it is turned."""

    def now(self):
        return 1_700_000_000 + self.ahead


@pytest.fixture
def quotas():
    return Quotas(StillClock())


class Method:
    """What the quotas must know of a method."""

    def __init__(self, api="sheets", is_read=True):
        self.api, self.is_read = api, is_read


READ, WRITE = Method(), Method(is_read=False)


def call(quotas, method, times=1, who="a", project="p"):
    for _ in range(times):
        quotas.take(
            Call("sheets", "", "GET", "/", account=Account(f"{who}@x.example"), client=project), method
        )


def test_sixty_reads_a_minute_for_each_user(quotas):
    call(quotas, READ, 60)
    with pytest.raises(ApiError, match="'Read requests' and limit 'Read requests per minute per user'"):
        call(quotas, READ)


def test_writes_count_by_themselves(quotas):
    call(quotas, READ, 60)
    call(quotas, WRITE, 60)
    with pytest.raises(ApiError, match="'Write requests per minute per user'"):
        call(quotas, WRITE)


def test_other_users_count_by_themselves(quotas):
    call(quotas, READ, 60)
    call(quotas, READ, 60, who="b")


def test_three_hundred_a_minute_for_each_project(quotas):
    for who in "abcde":
        call(quotas, READ, 60, who)
    with pytest.raises(ApiError, match="limit 'Read requests per minute' of service"):
        call(quotas, READ, who="f")


def test_another_project_counts_by_itself(quotas):
    for who in "abcde":
        call(quotas, READ, 60, who)
    call(quotas, READ, who="f", project="q")


def test_the_next_minute_begins_anew(quotas):
    call(quotas, READ, 60)
    quotas.clock.advance(60)
    call(quotas, READ)


def test_calls_that_were_turned_away_do_not_count(quotas):
    call(quotas, READ, 60)
    for _ in range(5):
        with pytest.raises(ApiError):
            call(quotas, READ)
    call(quotas, READ, 60, who="b")


def test_drive_has_no_such_limit(quotas):
    call(quotas, Method("drive"), 100)


def test_limits_can_be_switched_off(quotas):
    quotas.on = False
    call(quotas, READ, 100)


# --- as a client meets them -------------------------------------------------------------------------------------


@pytest.fixture
def read(google):
    google.quotas.clock = StillClock()
    caller = session(google.key_file, SCOPES)
    address = f"{google.endpoint}/v4/spreadsheets/{google.new_spreadsheet()}?fields=spreadsheetId"
    return lambda: caller.get(address)


def test_what_google_says(google, read):
    google.quotas.per_user = 1
    read()
    reply = read()
    error = reply.json()["error"]
    assert (reply.status_code, error["status"], error["details"][0]["metadata"]["quota_limit_value"]) == (
        429,
        "RESOURCE_EXHAUSTED",
        "1",
    )


def test_a_search_by_post_is_a_read(google):
    google.quotas.per_user = 1
    google.quotas.clock = StillClock()
    caller = session(google.key_file, SCOPES)
    address = f"{google.endpoint}/v4/spreadsheets/{google.new_spreadsheet()}"
    found = [
        caller.post(f"{address}:getByDataFilter", json={"dataFilters": []}).status_code,
        caller.post(f"{address}:batchUpdate", json={"requests": [{"addSheet": {}}]}).status_code,
        caller.get(address).status_code,
    ]
    assert found == [200, 200, 429]
