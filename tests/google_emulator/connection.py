"""One connection to the emulator: reads calls, lets faults strike, sends replies, logs."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, NoReturn

from tests.google_emulator import calls, envelopes
from tests.google_emulator.log import LoggedCall
from tests.google_emulator.wire import Call, Reply

if TYPE_CHECKING:
    from tests.google_emulator.faults import Fault
    from tests.google_emulator.server import Emulator

_PHRASES = {308: "Resume Incomplete", 499: "Client Closed Request"}


class Dropped(Exception):  # noqa: N818  nothing went wrong here: the fault wanted it so
    """The connection ends without a reply."""


class Connection(BaseHTTPRequestHandler):
    """Serves the calls of one connection, one after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    emulator: Emulator  # set by the server's subclass
    _era: threading.Event  # set when the test that this call belongs to is over

    def handle(self) -> None:
        """Serve until either side closes."""
        with contextlib.suppress(Dropped, ConnectionError, TimeoutError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing on stderr; the emulator has its own log."""

    def _serve(self) -> None:
        self._era = self.emulator.era
        headers = {key.lower(): value for key, value in self.headers.items()}
        try:
            body = self._body()
        except (ValueError, EOFError, gzip.BadGzipFile, zlib.error):
            self._refuse(calls.read(self.command, self.path, headers, b""))
            return
        call = calls.read(self.command, self.path, headers, body)
        if call.path.startswith("/_emulator"):
            self._send(self.emulator.control(call), call, logged=False)
            return
        self.emulator.desk.find(call)
        self._wait(self.emulator.latency)
        names = calls.names(call, self.path)
        fault = self.emulator.faults.strike(names)
        if fault and fault.kind == "reset-before":
            self._drop(call)
        if fault and fault.kind == "slow":
            self._wait(fault.seconds)
        reply = self.emulator.answer(call, names, fault)
        if fault and fault.kind == "lost-reply":
            self._drop(call)
        self._send(reply, call, fault)

    def _refuse(self, call: Call) -> None:
        """Answer a call whose body cannot be read; what follows on the connection cannot be either."""
        self.close_connection = True
        text = "Your client has issued a malformed or illegal request."
        self._send(envelopes.page(400, "Bad Request", text), call)

    def _wait(self, seconds: float) -> None:
        """Let real time pass; a call that is still waiting when its test is over is dropped."""
        if seconds > 0 and self._era.wait(seconds):
            raise Dropped

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_OPTIONS = _serve  # noqa: N815

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return b"".join(iter(self._chunk, b""))
        length = int(self.headers.get("Content-Length") or 0)
        if length < 0:
            raise ValueError(length)
        body = self.rfile.read(length)
        if len(body) < length:
            raise ConnectionError  # the client is gone
        return gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body

    def _chunk(self) -> bytes:
        size = int(self.rfile.readline().partition(b";")[0], 16)
        chunk = self.rfile.read(size)
        self.rfile.readline()
        return chunk

    # --- replies ------------------------------------------------------------------------------------------------

    def _send(self, reply: Reply, call: Call, fault: Fault | None = None, logged: bool = True) -> None:
        reply = envelopes.encoded(reply, call)
        body, headers = reply.body, dict(reply.headers)
        if _wants_gzip(call, headers, body):
            body = gzip.compress(body, 1, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Origin, X-Origin, Referer"}
        if reply.status not in (204, 304):
            headers["Content-Length"] = str(len(body))
        head = self._head(reply.status, headers)
        if fault and fault.kind == "reset-during":
            body = body[: len(body) // 2]
        if logged:
            self._log(call, reply.status, len(body))
        self.connection.sendall(head + (b"" if call.method == "HEAD" else body))
        if fault and fault.kind == "reset-during":
            self._reset()

    def _head(self, status: int, headers: Mapping[str, str]) -> bytes:
        known = status in HTTPStatus._value2member_map_
        phrase = _PHRASES.get(status) or (HTTPStatus(status).phrase if known else "Unknown")
        lines = [
            f"HTTP/1.1 {status} {phrase}",
            f"Date: {self.date_time_string(self.emulator.world.clock.now())}",
            "Server: ESF",
        ]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")

    def _drop(self, call: Call) -> NoReturn:
        self._log(call, 0, 0)
        self._reset()

    def _reset(self) -> NoReturn:
        """Close at once, with a reset instead of a polite end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()
        self.close_connection = True
        raise Dropped

    def _log(self, call: Call, status: int, sent: int) -> None:
        if self._era.is_set():
            raise Dropped
        # Under the method that was really sent, which is POST for an overlong GET.
        entry = LoggedCall(self.command, self.path, status, len(call.body), sent, call.api, call.method_id)
        self.emulator.log.add(entry)


def _wants_gzip(call: Call, headers: Mapping[str, str], body: bytes) -> bool:
    is_text = headers.get("Content-Type", "").startswith(("application/json", "text/"))
    return is_text and len(body) > 500 and "gzip" in call.headers.get("accept-encoding", "")
