"""Errors in the form in which each API tells them, and Google's pages where no API answers."""

from __future__ import annotations

import json
from typing import Any

import orjson

from tests.google_emulator.wire import ApiError, Call, Reply

Json = dict[str, Any]

JSON_TYPE = {"Content-Type": "application/json; charset=UTF-8"}
HTML_TYPE = {"Content-Type": "text/html; charset=UTF-8"}
_REASONS = {
    400: "badRequest",
    401: "authError",
    403: "forbidden",
    404: "notFound",
    409: "conflict",
    429: "rateLimitExceeded",
    500: "internalError",
    503: "backendError",
}
_HEADERS = {"Authorization": "header"}


def error(api: str, found: ApiError) -> Reply:
    """The reply that tells of an error."""
    body = _drive(found) if api == "drive" else _sheets(found)
    return Reply({"error": body}, found.code, headers=found.headers)


def _sheets(found: ApiError) -> Json:
    body: Json = {"code": found.code, "message": found.message, "status": found.status}
    return body | ({"details": found.details} if found.details else {})


def _drive(found: ApiError) -> Json:
    item = {
        "domain": found.domain,
        "reason": found.reason or _REASONS.get(found.code, "unknown"),
        "message": found.message,
    }
    if found.location:
        item |= {"locationType": _HEADERS.get(found.location, "parameter"), "location": found.location}
    body: Json = {"errors": [item], "code": found.code, "message": found.message}
    return body | ({"status": found.status, "details": found.details} if found.details else {})


def not_found(path: str) -> Reply:
    """Google's page for an address that leads nowhere."""
    return page(
        404, "Not Found", f"The requested URL <code>{_escaped(path)}</code> was not found on this server."
    )


def bad_gateway(status: int = 502) -> Reply:
    """Google's page for a server that does not answer."""
    title = {502: "Server Error", 503: "Service Unavailable"}.get(status, "Server Error")
    text = "The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds."
    return page(status, title, text)


def page(status: int, title: str, text: str) -> Reply:
    """A page as Google's front end shows it."""
    lines = [
        "<!DOCTYPE html>",
        "<html lang=en>",
        "  <meta charset=utf-8>",
        f"  <title>Error {status} ({title})!!1</title>",
        f"  <p><b>{status}.</b> <ins>That’s an error.</ins>",
        f"  <p>{text}  <ins>That’s all we know.</ins>",
        "",
    ]
    return Reply(status=status, body="\n".join(lines).encode(), headers=HTML_TYPE)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encoded(reply: Reply, call: Call) -> Reply:
    """A reply with its JSON written out: indented, as at Google, unless the caller wants it not to be.

    Big ones are indented only where the caller asks for it: that takes long, and compressed they are as small.
    """
    if reply.json is None:
        return reply
    wanted = call.first("prettyPrint").lower()
    text = _compact(reply.json)
    if wanted in ("true", "1") or (not wanted and len(text) < 20_000):
        indented = json.dumps(reply.json, ensure_ascii=False, indent=2) + "\n"
        text = indented.encode("utf-8", "replace")
    return Reply(None, reply.status, text, {**JSON_TYPE, **reply.headers})


def _compact(body: Json) -> bytes:
    """As JSON without blanks; half a surrogate pair is no letter, and no client could read it."""
    try:
        return orjson.dumps(body)
    except TypeError:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
