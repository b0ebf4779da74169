"""A connection to a mail server that ends: by the clock, whatever the server does, and by a count of bytes."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from contextlib import suppress
from typing import Any

PATIENCE = 20.0  # seconds for signing in, and for each mail
MOST_BYTES = 1_000_000  # of the server's replies in that time


class Connection(smtplib.SMTP):
    """Cut after the seconds counted from when it was made, or from the last `begin`, unless it comes to an `end`.

    The timeout of a socket only bounds the silence between two reads, and not at all a handshake of TLS that comes
    in a byte at a time. So a timer shuts the line, through a second handle of it that TLS does not take over.
    """

    def __init__(self, host: str, port: int, seconds: float, tls: ssl.SSLContext | None = None) -> None:
        self._seconds, self._tls = seconds, tls
        self._line: socket.socket | None = None
        self._timer: threading.Timer | None = None
        self._left = MOST_BYTES
        self.is_late = False
        try:
            super().__init__(
                host, port, timeout=seconds + 1
            )  # of silence, should the line not hear of being shut
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            if self.is_late:
                raise TimeoutError from error
            raise

    def begin(self) -> None:
        """Count the seconds and the bytes anew."""
        self.end()
        self._left, self.is_late = MOST_BYTES, False
        self._timer = threading.Timer(self._seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Stop the clock."""
        if self._timer:
            self._timer.cancel()

    def getreply(self) -> tuple[int, bytes]:
        """A reply of the server; raises SMTPServerDisconnected when it is late or too long."""
        if self.file is None and self.sock is not None:
            self.file = _Replies(self.sock.makefile("rb"), self._count)
        return super().getreply()

    def close(self) -> None:
        """Hang up."""
        self.end()
        if self._line:
            self._line.close()
        super().close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), timeout)
        self._line = line.dup()
        self.begin()
        return self._tls.wrap_socket(line, server_hostname=host) if self._tls else line

    def _count(self, received: int) -> None:
        self._left -= received
        if self._left < 0:
            raise ConnectionAbortedError

    def _cut(self) -> None:
        self.is_late = True
        if self._line:
            with suppress(OSError):  # closed in this moment
                self._line.shutdown(socket.SHUT_RDWR)


class _Replies:
    """What the server says, line by line, and counted."""

    def __init__(self, lines: Any, count: Any) -> None:
        self._lines, self._count = lines, count

    def readline(self, most: int) -> bytes:
        """The next line."""
        line: bytes = self._lines.readline(most)
        self._count(len(line))
        return line

    def close(self) -> None:
        """Let go of the connection."""
        self._lines.close()
