"""What travels between the HTTP server and the handlers: a call, a reply, and an error as Google words it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.google_emulator.world import Account, World

Json = dict[str, Any]

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ALREADY_EXISTS",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


@dataclass
class Call:
    """One API call: the discovery method it is, its path and query parameters, its body, and who calls.

    `api` is `sheets`, `drive` or `oauth`; `method_id` is the discovery document's id, such as
    `sheets.spreadsheets.values.get`; `params` are the path's parameters, `query` every query parameter with all
    its values; `json` is the parsed body with `null`s left out, `upload` the media of an upload.
    """

    api: str
    method_id: str
    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    json: Json = field(default_factory=dict)
    upload: tuple[str, bytes] | None = None  # media type, bytes
    account: Account | None = None
    client: str = ""  # the OAuth client or project that the token belongs to
    scopes: frozenset[str] = frozenset()

    def first(self, name: str, default: str = "") -> str:
        """The first value of a query parameter."""
        values = self.query.get(name)
        return values[0] if values else default

    def flag(self, name: str) -> bool:
        """A boolean query parameter, however it is spelt."""
        return self.first(name).lower() in ("true", "1")


@dataclass
class Reply:
    """A reply that is not plain JSON with status 200, or has headers of its own."""

    json: Json | None = None
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[["World", Call], Json | Reply]


class ApiError(Exception):
    """An error reply; `reason` and `domain` are what Drive says besides, `details` what Sheets says."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        status: str = "",
        reason: str = "",
        domain: str = "global",
        details: Sequence[Json] = (),
        location: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status or STATUSES.get(code, "UNKNOWN")
        self.reason, self.domain, self.location = reason, domain, location
        self.details, self.headers = list(details), dict(headers or {})
