"""The log of calls: in memory for tests, one JSON line each in a file."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LoggedCall:
    """A call as it was answered; the bytes are those of the bodies as sent, status 0 is no reply at all."""

    method: str
    path: str
    status: int
    request_bytes: int
    response_bytes: int
    api: str = ""
    method_id: str = ""

    def line(self) -> str:
        """The line in the file."""
        names = ("method", "path", "status", "request_bytes", "response_bytes")
        return json.dumps({name: getattr(self, name) for name in names}, ensure_ascii=False)


class Log:
    """Keeps every call, and writes it to a file if there is one."""

    def __init__(self, path: Path | None = None) -> None:
        self.calls: list[LoggedCall] = []
        self._file = path.open("a", encoding="utf-8", buffering=1) if path else None
        self._lock = threading.Lock()

    def add(self, call: LoggedCall) -> None:
        """Note one call."""
        with self._lock:
            self.calls.append(call)
            if self._file and not self._file.closed:
                self._file.write(call.line() + "\n")

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()
