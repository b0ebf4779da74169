"""Calls over HTTP that end: by the clock, from the first byte sent to the last one received, and by a count of bytes.

The timeouts of requests only bound the silence between two reads: a peer that sends a byte every few seconds is never
late, and an answer of a few kilobytes may unpack to gigabytes. Connecting and the TLS handshake have the timeout of
the call for each address of the host, and each hop of a redirect has a time of its own.
"""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ProtocolError, ReadTimeoutError

_PIECE = 16_384  # bytes; what TLS sends and receives at once


class Limits(NamedTuple):
    """How long one call may take in seconds, and how many bytes its answer may have, as sent and unpacked."""

    seconds: float
    most_bytes: int


class AnswerTooLong(requests.RequestException):
    """An answer has more bytes than it may have."""


def limit_calls(session: requests.Session, seconds: float, most_bytes: int) -> None:
    """Let every call of a session end: with requests.Timeout after the seconds, AnswerTooLong beyond the bytes."""
    adapter = _LimitedAdapter(Limits(seconds, most_bytes))
    session.mount("https://", adapter)
    session.mount("http://", adapter)


class _LimitedAdapter(HTTPAdapter):
    """Reads every answer to its end at once, also where the caller wants a stream."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        super().__init__()

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The pool of connections for a request, all of which watch the clock."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        if not issubclass(pool.ConnectionCls, _Connection):
            parents = (_Connection, pool.ConnectionCls)
            pool.ConnectionCls = type("LimitedConnection", parents, {"limits": self.limits})
        return pool

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The answer with its whole content."""
        try:
            response = super().send(request, *args, **kwargs)
            response._content = self._content(response)
        except _TooManyBytesError:
            raise AnswerTooLong(request=request) from None
        except requests.ConnectionError as error:
            if _is_late(error):
                raise requests.ReadTimeout(error, request=request) from error
            raise
        return response

    def _content(self, response: requests.Response) -> bytes:
        content = bytearray()
        for piece in response.iter_content(_PIECE):
            content += piece
            if len(content) > self.limits.most_bytes:
                response.close()
                raise _TooManyBytesError
        return bytes(content)


def _is_late(error: requests.ConnectionError) -> bool:
    """Whether time ran out while a request was sent or a body was read, which requests calls a broken connection."""
    cause = error.args[0] if error.args else None
    sending = isinstance(cause, ProtocolError) and any(isinstance(each, TimeoutError) for each in cause.args)
    return sending or isinstance(cause, ReadTimeoutError)


class _TooManyBytesError(Exception):
    """Not an OSError, which http.client and urllib3 would take for a broken connection."""


class _Connection(HTTPConnection):
    """Shares one deadline between what it sends and the answer to it."""

    limits: Limits
    _until = 0.0

    def connect(self) -> None:
        """Connect; a proxy on the way may answer too."""
        self._until = time.monotonic() + self.limits.seconds
        super().connect()

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Send a request."""
        self._until = time.monotonic() + self.limits.seconds
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:
        """Send bytes, each piece in the time that is left."""
        view = memoryview(data)
        for start in range(0, len(view), _PIECE):
            if self.sock is not None:
                _set_timeout(self.sock, self._until, self.timeout)
            super().send(view[start : start + _PIECE])

    def response_class(  # type: ignore[override]  # called like the class it stands for
        self, sock: socket.socket, *args: Any, **kwargs: Any
    ) -> HTTPResponse:
        """An answer that is read in the time that is left."""
        answer = HTTPResponse(sock, *args, **kwargs)
        incoming = _Incoming(answer.fp.detach(), sock, self._until, self.limits.most_bytes)
        answer.fp = io.BufferedReader(incoming)
        return answer


class _Incoming(io.RawIOBase):
    """The bytes that come in for one answer, its headers among them."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, until: float, most_bytes: int) -> None:
        self._raw, self._sock, self._until, self._left = raw, sock, until, most_bytes
        self._silence = sock.gettimeout()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Read once; raises TimeoutError, _TooManyBytesError."""
        _set_timeout(self._sock, self._until, self._silence)
        count: int | None = self._raw.readinto(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise _TooManyBytesError
        return count

    def close(self) -> None:
        """Close the connection's file too."""
        self._raw.close()
        super().close()


def _set_timeout(sock: socket.socket, until: float, silence: Any) -> None:
    """Let the socket wait until the deadline and no longer than the silence allowed; raises TimeoutError."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time of the call is over")
    sock.settimeout(min(left, silence) if isinstance(silence, int | float) else left)
