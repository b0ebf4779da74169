"""Batch calls: many calls in one multipart/mixed body, answered one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus

from tests.google_emulator import envelopes
from tests.google_emulator.wire import ApiError, Call, Reply

PATHS = ("/batch", "/batch/drive/v3")  # of Sheets, of Drive
MOST = 100

Answer = Callable[[str, str, Mapping[str, str], bytes], Reply]  # method, target, headers, body


def answer(call: Call, one: Answer) -> Reply:
    """The replies to all calls of a batch; what a part does not say of itself, the whole says for it."""
    boundary = re.search(r'boundary="?([^";]+)"?', call.headers.get("content-type", ""))
    parts = list(_parts(call.body, boundary[1].encode())) if boundary else []
    if not parts:
        raise _unreadable("0 items")
    if len(parts) > MOST:
        raise ApiError(
            400, f"The batch request could not be processed: more than {MOST} calls.", reason="badRequest"
        )
    found = [
        (name, one(method, target, call.headers | headers, body))
        for name, method, target, headers, body in parts
    ]
    text = (
        b"".join(_shown(name, envelopes.encoded(reply, call)) for name, reply in found)
        + b"--batch_reply--\r\n"
    )
    return Reply(body=text, headers={"Content-Type": "multipart/mixed; boundary=batch_reply"})


def _unreadable(why: str) -> ApiError:
    return ApiError(400, f"Failed to parse batch request, error: {why}.", reason="badRequest")


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[str, str, str, dict[str, str], bytes]]:
    """Content-ID, method, target, headers and body of each call; raises ApiError for a part that is none."""
    for piece in re.split(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(?:--)?[ \t]*(?:\r?\n|\Z)", body)[
        1:-1
    ]:
        outer, inner = _halves(piece)
        head, content = _halves(inner)
        request, _, lines = head.lstrip().partition("\n")
        if not re.match(r"[A-Z]+ \S", request):
            raise _unreadable("a part holds no call")
        method, target = request.split()[:2]
        yield _headers(outer).get("content-id", ""), method, target, _headers(lines), content.strip(b"\r\n")


def _halves(piece: bytes) -> tuple[str, bytes]:
    """What stands before the first empty line, and what after."""
    head, *rest = re.split(rb"\r?\n\r?\n", piece.lstrip(b"\r\n"), maxsplit=1)
    return head.decode("latin-1"), rest[0] if rest else b""


def _headers(text: str) -> dict[str, str]:
    lines = [line.partition(":") for line in text.splitlines() if ":" in line]
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _shown(name: str, reply: Reply) -> bytes:
    headers = {**reply.headers, "Content-Length": str(len(reply.body))}
    answered = f"response-{name.strip('<>')}"
    head = ["--batch_reply", "Content-Type: application/http", f"Content-ID: <{answered}>", ""]
    head += [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    head += [f"{key}: {value}" for key, value in headers.items()]
    return "\r\n".join([*head, "", ""]).encode() + reply.body + b"\r\n"
