"""Every call to Google goes through here: deadlines, bounded repeats, one base address, and the count of calls.

gspread's own client waits without end and repeats without end (or not at all), so this subclass decides both.
What may be repeated: any call that Google turned away unheard (429), and calls that say themselves that doing them
twice does no harm. Whoever writes otherwise looks again before writing again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

import requests
import tenacity
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession
from gspread.http_client import HTTPClient

from sheets_sync.call_limits import limit_calls
from sheets_sync.google.errors import GoogleError, from_network, from_reply, from_sign_in
from sheets_sync.google.signin import TOKEN_SECONDS, SignIn, TokenCalls
from sheets_sync.language import N_, Message

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3"
UPLOAD = "https://www.googleapis.com/upload/drive/v3"
COMPACT = {"prettyPrint": "false"}  # else more than half of an answer is blanks
_HOSTS = ("sheets.googleapis.com", "www.googleapis.com")


class Policy(NamedTuple):
    """How patient a session is, in seconds; Google gives a request up after 180.

    `read` is the longest silence, `call` the time of one try from the first byte sent to the last one received,
    `token` the same for a token. No try begins after `total`. An answer has `most_bytes` at most, as sent and
    unpacked. `tries_when_busy` are those while Google says that we call too often: its quota is one of each
    minute, which some short random waits may not outlast.
    """

    connect: float = 10
    read: float = 190
    call: float = 300
    token: float = TOKEN_SECONDS
    most_bytes: int = 128 * 2**20
    tries: int = 6
    tries_when_busy: int = 24
    total: float = 420
    longest_wait: float = 64


PATIENT = Policy()


CallKind = Literal["reads", "writes", "files"]
"""What Google counts a call as: reads and writes of Sheets have a quota each, Drive's is never reached."""


def kind_of(method: str, url: str) -> CallKind:
    """What a call counts as."""
    if "/spreadsheets" not in url:
        return "files"
    return "reads" if method.upper() == "GET" else "writes"


class Gate(Protocol):
    """Called before each call by a run that shares its quota with others."""

    def turn(self, kind: CallKind) -> AbstractContextManager[None]:
        """The time of one call; entering waits until there is room for it."""

    def busy(self, kind: CallKind, retry_after: float | None) -> None:
        """Google has turned a call away all the same, perhaps for so many seconds."""


class Alone:
    """The gate of a session that shares its quota with nobody."""

    def turn(self, kind: CallKind) -> AbstractContextManager[None]:
        """Never waits."""
        return nullcontext()

    def busy(self, kind: CallKind, retry_after: float | None) -> None:
        """Does nothing."""


@dataclass
class Tally:
    """The calls of a run: calls by kind, repeats, bytes of bodies sent and received."""

    reads: int = 0
    writes: int = 0
    files: int = 0
    retries: int = 0
    sent: int = 0
    received: int = 0

    def add(self, kind: CallKind, response: requests.Response) -> None:
        """Count one call and its answer."""
        setattr(self, kind, getattr(self, kind) + 1)
        self.sent += int(response.request.headers.get("Content-Length", 0))
        self.received += response.raw.tell() or len(response.content)

    def message(self) -> Message:
        """The counts in a sentence."""
        text = N_(
            "Google: {reads} lệnh đọc, {writes} lệnh ghi, {files} lệnh Drive, {retries} lần thử lại; "
            "gửi {sent} KB, nhận {received} KB."
        )
        sizes = {"sent": -(-self.sent // 1024), "received": -(-self.received // 1024)}
        counts = {name: getattr(self, name) for name in ("reads", "writes", "files", "retries")}
        return Message(text, counts | sizes)


class Session(HTTPClient):
    """A signed-in session; `endpoint` is another base address that all calls go to, and then nowhere else."""

    def __init__(
        self,
        sign_in: SignIn,
        endpoint: str | None = None,
        policy: Policy = PATIENT,
        sleep: Callable[[float], None] = time.sleep,
        gate: Gate | None = None,
    ) -> None:
        self._tokens = TokenCalls(endpoint, policy.token)
        session = AuthorizedSession(sign_in.credentials, auth_request=self._tokens)  # type: ignore[no-untyped-call]
        super().__init__(sign_in.credentials, session)
        self.auth = sign_in.credentials
        self.sign_in, self.endpoint, self.policy = sign_in, endpoint, policy
        self.tally = Tally()
        self.pause = sleep
        self.gate = gate or Alone()
        self.set_timeout((policy.connect, policy.read))
        limit_calls(self.session, policy.call, policy.most_bytes)
        if endpoint:
            self.session.trust_env = False  # no proxy of the environment in between

    @property
    def account(self) -> str:
        """The e-mail address that this session acts as, as far as it is known."""
        return self.sign_in.account or ""

    # --- the calls --------------------------------------------------------------------------------------------

    def spreadsheet(self, spreadsheet_id: str, fields: str) -> dict[str, Any]:
        """What the field mask wants of a spreadsheet, all from one instant; raises GoogleError."""
        url = f"{SHEETS}/{spreadsheet_id}"
        reply = self.call("GET", url, params={"fields": fields, **COMPACT}, about=spreadsheet_id)
        return answered(reply)

    def update(
        self, spreadsheet_id: str, requests: list[dict[str, Any]], response: str = ""
    ) -> dict[str, Any]:
        """Apply requests to a spreadsheet, all or none; raises GoogleError.

        With `response`, a field mask, the answer holds the spreadsheet right after the change.
        """
        body: dict[str, Any] = {"requests": requests}
        params = {"fields": "spreadsheetId", **COMPACT}
        if response:
            body["includeSpreadsheetInResponse"] = True
            params["fields"] = f"updatedSpreadsheet({response})"
        url = f"{SHEETS}/{spreadsheet_id}:batchUpdate"
        return answered(self.call("POST", url, params=params, json=body, about=spreadsheet_id))

    def call(
        self,
        method: str,
        url: str,
        *,
        about: str,
        repeatable: bool | None = None,
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """One call, repeated as far as that is safe; raises GoogleError, which names what it was about."""
        again = method == "GET" if repeatable is None else repeatable
        attempts = tenacity.Retrying(
            stop=_Stop(self.policy),
            wait=_Wait(self.policy.longest_wait),
            retry=tenacity.retry_if_exception(lambda error: _may_repeat(error, again)),
            before_sleep=self._count_retry,
            sleep=self.pause,
            reraise=True,
        )
        return attempts(self._once, method, self.address(url), about, params, json, data, headers)

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: Any = None,
        json: Any = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """What gspread's own methods call."""
        return self.call(
            method.upper(), endpoint, about=endpoint, params=params, json=json, data=data, headers=headers
        )

    def address(self, url: str) -> str:
        """Where a call really goes."""
        parts = urlsplit(url)
        if self.endpoint and url.startswith(f"{self.endpoint.rstrip('/')}/"):
            return url
        if parts.scheme != "https" or parts.netloc not in _HOSTS:
            raise ValueError(f"{url} is none of Google's addresses, which `endpoint` may stand for")
        if not self.endpoint:
            return url
        return parts._replace(scheme="", netloc="").geturl().join((self.endpoint.rstrip("/"), ""))

    # --- one try ----------------------------------------------------------------------------------------------

    def _once(
        self, method: str, url: str, about: str, params: Any, json: Any, data: Any, headers: Any
    ) -> requests.Response:
        kind = kind_of(method, url)
        try:
            with self.gate.turn(kind):
                response = self.session.request(
                    method,
                    url,
                    params=params,
                    json=json,
                    data=data,
                    headers=headers,
                    timeout=self.timeout,
                    allow_redirects=False,
                )
        except GoogleAuthError as error:
            raise from_sign_in(error, self.sign_in, self._tokens.status) from error
        except requests.RequestException as error:
            raise from_network(error, method) from error
        self.tally.add(kind, response)
        if response.status_code >= 300:
            failure = from_reply(response, about, self.account)
            if failure.kind == "busy":
                self.gate.busy(kind, failure.retry_after)
            raise failure
        return response

    def _count_retry(self, _: tenacity.RetryCallState) -> None:
        self.tally.retries += 1


def answered(response: requests.Response) -> dict[str, Any]:
    """The JSON object of an answer; raises GoogleError for anything else, such as a proxy's or a hotspot's page."""
    try:
        answer = response.json()
    except ValueError as error:
        raise from_network(error, response.request.method or "") from error
    if not isinstance(answer, dict):
        raise from_network(ValueError("no object"), response.request.method or "")
    return answer


def _may_repeat(error: BaseException, again: bool) -> bool:
    """Whether to try again; where the token endpoint is silent google-auth has already waited three times."""
    if not isinstance(error, GoogleError) or error.reason == "no-token":
        return False
    return error.passing and (again or error.unheard)


class _Wait(tenacity.wait.wait_base):
    """As long as Google says; else a random time below a limit that doubles each time (full jitter)."""

    def __init__(self, longest: float) -> None:
        self.longest = longest
        self._jitter = tenacity.wait_random_exponential(multiplier=1, max=longest)

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        wanted = error.retry_after if isinstance(error, GoogleError) else None
        return min(wanted, self.longest) if wanted is not None else self._jitter(retry_state)


class _Stop(tenacity.stop.stop_base):
    """After so many tries, or so much time; waits count even where a test does not really sleep."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        busy = isinstance(error, GoogleError) and error.kind == "busy"
        most = self.policy.tries_when_busy if busy else self.policy.tries
        spent = max(retry_state.seconds_since_start or 0.0, retry_state.idle_for)
        late = spent + retry_state.upcoming_sleep >= self.policy.total
        return late or retry_state.attempt_number >= most
