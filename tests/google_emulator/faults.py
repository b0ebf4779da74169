"""A script of faults: what goes wrong with which call."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from tests.google_emulator import envelopes, quota, refusals
from tests.google_emulator.wire import ApiError, Call, Reply

Kind = Literal[
    "429",
    "500",
    "502",
    "503",
    "401",
    "reset-before",
    "reset-during",
    "lost-reply",
    "slow",
    "token-down",
    "invalid-grant",
    "unauthorized-client",
]
ON_TOKENS = {"token-down", "invalid-grant", "unauthorized-client"}


@dataclass
class Fault:
    """Something that goes wrong `times` times, from the `at`-th call on (the next one without it).

    `matching` is a regular expression that is searched in "METHOD path", with or without the query, and in the
    discovery method's id; only calls that match count. Faults of the token endpoint by themselves match only it.
    """

    kind: Kind
    at: int | None = None
    matching: str | None = None
    times: int = 1
    retry_after: int | None = None
    seconds: float = 0
    _seen: int = field(default=0, repr=False)
    _struck: int = field(default=0, repr=False)

    def __post_init__(self) -> None:
        self.kind = str(self.kind)  # type: ignore[assignment]  # a number in JSON will do
        if self.kind not in get_args(Kind):
            raise ValueError(f"no such fault: {self.kind}; there are {', '.join(get_args(Kind))}")
        if self.matching is None and self.kind in ON_TOKENS:
            self.matching = r"^POST /token$"

    def strikes(self, names: tuple[str, ...]) -> bool:
        """Whether it strikes the call of these names; to be asked once for every call."""
        if self.matching is not None and not any(re.search(self.matching, name) for name in names):
            return False
        self._seen += 1
        if self._seen < (self.at or 1) or self._struck >= self.times:
            return False
        self._struck += 1
        return True


class Faults:
    """The faults that are set; `hit` counts how many struck."""

    def __init__(self) -> None:
        self.hit = 0
        self._set: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> Fault:
        """Set one more; it counts calls from now on."""
        with self._lock:
            self._set.append(fault)
        return fault

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._set.clear()
            self.hit = 0

    def strike(self, names: tuple[str, ...]) -> Fault | None:
        """The fault that strikes this call; every one that is set counts the call."""
        with self._lock:
            struck = [fault for fault in self._set if fault.strikes(names)]
            self.hit += len(struck[:1])
        return struck[0] if struck else None


# --- what is replied in the handler's stead -----------------------------------------------------------------


def _too_many(fault: Fault, call: Call) -> Reply:
    error = quota.exceeded("Read" if call.method == "GET" else "Write")
    if call.api == "drive":
        error = ApiError(429, "Rate Limit Exceeded", reason="rateLimitExceeded", domain="usageLimits")
    if fault.retry_after is not None:
        error.headers["Retry-After"] = str(fault.retry_after)
    return envelopes.error(call.api, error)


def _unavailable(fault: Fault, call: Call) -> Reply:
    waits = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    error = ApiError(503, "The service is currently unavailable.", headers=waits)
    return envelopes.error(call.api, error)


def _oauth(code: int, error: str, description: str) -> Reply:
    return Reply({"error": error, "error_description": description}, code)


REPLIES: Mapping[str, Callable[[Fault, Call], Reply]] = {
    "429": _too_many,
    "500": lambda _, call: envelopes.error(call.api, ApiError(500, "Internal error encountered.")),
    "502": lambda _, __: envelopes.bad_gateway(502),
    "503": _unavailable,
    "401": lambda _, call: envelopes.error(call.api, refusals.unauthenticated(call)),
    "token-down": lambda _, __: envelopes.bad_gateway(503),
    "invalid-grant": lambda _, __: _oauth(400, "invalid_grant", "Token has been expired or revoked."),
    "unauthorized-client": lambda _, __: _oauth(
        401,
        "unauthorized_client",
        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any "
        "of the scopes requested.",
    ),
}
