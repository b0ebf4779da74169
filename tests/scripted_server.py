"""A server on this machine that answers as it is told, one reply after the other, however odd; and who is let in."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any, BinaryIO, NamedTuple


class Answer(NamedTuple):
    """A reply; `drop` breaks the connection before it or in the middle of it, `wait` holds it back so many seconds.

    `drip` sends the "headers" or the "body" a byte at a time, for ever slower than anybody can wait.
    """

    status: int = 200
    body: bytes | str | Mapping[str, Any] = b"{}"
    headers: Mapping[str, str] = {}
    drop: str = ""
    wait: float = 0
    drip: str = ""

    @property
    def content(self) -> bytes:
        """The bytes that are sent."""
        if isinstance(self.body, Mapping):
            return json.dumps(self.body).encode()
        return self.body.encode() if isinstance(self.body, str) else self.body


class Asked(NamedTuple):
    """A request that came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


SLOW_HEAD = b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 4000
TOKEN = Answer(body={"access_token": "ya29.very-secret", "expires_in": 3600, "token_type": "Bearer"})


class ScriptedServer:
    """Gives the answers of `script` in turn, then `always`; token calls have a script of their own."""

    def __init__(self) -> None:
        self.script: deque[Answer] = deque()
        self.tokens: deque[Answer] = deque()
        self.always, self.token = Answer(), TOKEN
        self.asked: list[Asked] = []
        self.tokens_asked: list[Asked] = []
        self._over = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._over.set()
        self._http.shutdown()
        self._http.server_close()

    def answer(self, asked: Asked) -> Answer:
        """The next answer."""
        if asked.path.startswith("/token"):
            self.tokens_asked.append(asked)
            return self.tokens.popleft() if self.tokens else self.token
        self.asked.append(asked)
        return self.script.popleft() if self.script else self.always

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805  (the handler has a self of its own)
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits for an acknowledgement

            def handle_one_request(self) -> None:
                with suppress(ConnectionError):
                    super().handle_one_request()

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                answer = server.answer(Asked(self.command, self.path, self.headers, body))
                server._over.wait(answer.wait)
                if answer.drop == "before":
                    self._drop()
                    return
                if answer.drip == "headers":
                    self._drip(SLOW_HEAD)
                else:
                    self._send(answer)

            def _send(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.content) + (1000 if answer.drop else 0)))
                self.end_headers()
                (self._drip if answer.drip else self.wfile.write)(answer.content)
                if answer.drop:
                    self._drop()

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer  # noqa: N815

            def _drip(self, content: bytes) -> None:
                self.close_connection = True
                drip(self.wfile, content, server._over)

            def _drop(self) -> None:
                self.wfile.flush()
                linger = struct.pack("ii", 1, 0)  # close at once, with a reset
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler


def drip(out: BinaryIO | BufferedIOBase, content: bytes, over: threading.Event) -> None:
    """Send a byte at a time until the other side hangs up or all is over."""
    for byte in content:
        if over.wait(0.05):
            return
        out.write(bytes([byte]))
        out.flush()
