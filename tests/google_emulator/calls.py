"""A call as it comes over HTTP, before anybody knows what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google_emulator.wire import Call

_APIS = {
    "/v4/": "sheets",
    "/drive/": "drive",
    "/upload/": "drive",
    "/resumable/": "drive",
    "/batch": "drive",
    "/token": "oauth",
    "/revoke": "oauth",
    "/o/": "oauth",
    "/oauth2/": "oauth",
}


def read(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Call:
    """A call as it came; its method may be overridden, with the query in the body, where a URL would be too long."""
    parts = urlsplit(target)
    query = parse_qs(parts.query, keep_blank_values=True)
    if headers.get("x-http-method-override"):
        method = headers["x-http-method-override"].upper()
        if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            query |= parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    api = next((api for start, api in _APIS.items() if parts.path.startswith(start)), "")
    return Call(api, "", method, parts.path, query=query, headers=headers, body=body)


def names(call: Call, target: str) -> tuple[str, ...]:
    """What patterns of faults and hooks are searched in."""
    paths = (call.path, target, unquote(target))
    return (*(f"{call.method} {path}" for path in paths), call.method_id)
