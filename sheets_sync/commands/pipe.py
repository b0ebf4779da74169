"""Output into a pipe whose reader may leave before the end, as in `sheets-sync sync | head -1`."""

from __future__ import annotations

import io
import os
from typing import TextIO


class _Pipe(io.FileIO):
    """Once the reader has left, what is written goes nowhere, and the work that writes it goes on."""

    of: TextIO  # which would close the file if it were let go of

    def write(self, data: object) -> int:
        """Write bytes; those that nobody reads count as written. Another fault is raised once, not again at the end."""
        try:
            return super().write(data)  # type: ignore[arg-type]  # any buffer
        except OSError as error:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if not isinstance(error, BrokenPipeError):
                raise
            return super().write(data)  # type: ignore[arg-type]


def unbreakable(stream: TextIO) -> TextIO:
    """The stream as UTF-8, not minding a reader that has left."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="replace")
        return stream
    stream.flush()
    pipe = _Pipe(stream.fileno(), "w", closefd=False)
    pipe.of = stream
    at_once = stream.line_buffering or stream.write_through
    return io.TextIOWrapper(
        io.BufferedWriter(pipe), encoding="utf-8", errors="replace", line_buffering=at_once
    )
