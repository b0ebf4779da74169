"""Runs the emulator until it is told to stop: python -m tests.google_emulator --port PORT [--log FILE]."""

from __future__ import annotations

import argparse
import gc
import json
import signal
import threading
from pathlib import Path

from tests.google_emulator.server import Emulator


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="python -m tests.google_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--log", type=Path, help="a file that gets one JSON line per call")
    given = parser.parse_args()
    over = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: over.set())
    try:
        made = Emulator(given.port, given.log)
    except (OSError, OverflowError) as error:  # the port is taken or none, the log cannot be written
        parser.error(str(error))
    gc.set_threshold(
        100_000, 50, 50
    )  # a call makes thousands of cells, and looking for cycles among them finds none
    with made as emulator:
        print(json.dumps(emulator.about(), ensure_ascii=False), flush=True)
        over.wait()


if __name__ == "__main__":
    main()
