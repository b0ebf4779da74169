"""The nightly job against the emulator with a delay per call: calls, bytes, seconds, each client in turn in one run.

Prints a table for the README. Other clients are installed into environments of their own, under .bench/.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "scripts" / "bench_peers"
sys.path.insert(0, str(PEERS))

from job import COLUMNS, INPUTS, OUTPUTS, ROWS  # noqa: E402


class Client(NamedTuple):
    """A client: how the table calls it, its program, the packages it needs (none: our own environment)."""

    name: str
    program: str
    packages: tuple[str, ...] = ()


FLOOR = Client("the floor: 1 bare read + 1 bare write", "floor.py", ("google-auth", "requests"))
CLIENTS = (
    FLOOR,
    Client("sheets-sync's store", "ours.py"),
    Client("gspread 6.2.1, tab by title", "plain_gspread.py", ("gspread==6.2.1",)),
    Client("gspread-dataframe 4.0.0", "dataframe.py", ("gspread-dataframe==4.0.0", "gspread==6.2.1")),
    Client("gspread-pandas 4.2.1", "spread.py", ("gspread-pandas==4.2.1", "gspread==6.2.1")),
    Client("pygsheets 2.0.6", "pygsheets_client.py", ("pygsheets==2.0.6", "pandas")),
)


class Night(NamedTuple):
    """One run of one client."""

    calls: int
    sent: int
    received: int
    seconds: float


def main() -> None:
    """Run every client some nights, in turn, and print medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--nights", type=int, default=3)
    options.add_argument("--latency", type=float, default=0.2, help="seconds that each call takes longer")
    chosen = options.parse_args()
    pythons = {client: _python(client) for client in CLIENTS}
    with _emulator() as emulator:
        emulator.ask("latency", {"seconds": chosen.latency})
        emulator.ask("quotas", {"on": False})
        taken: dict[Client, list[Night]] = {client: [] for client in CLIENTS}
        spreadsheet = _spreadsheet(emulator)
        for night in range(chosen.nights + 1):
            for client in CLIENTS:
                one = _night(client, pythons[client], emulator, spreadsheet, night)
                if night:  # the first one makes tabs and fills caches
                    taken[client].append(one)
    _print(taken, chosen.latency)


def _night(client: Client, python: Path, emulator: Emulator, spreadsheet: str, night: int) -> Night:
    before = len(emulator.calls())
    words = [str(python), str(PEERS / client.program), emulator.endpoint, emulator.key_file, spreadsheet]
    done = subprocess.run([*words, str(night)], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"{client.name}: {done.stderr[-2000:]}")
    calls = [call for call in emulator.calls()[before:] if not call["path"].startswith("/token")]
    sent, received = (sum(call[key] for call in calls) for key in ("request_bytes", "response_bytes"))
    return Night(len(calls), sent, received, json.loads(done.stdout.splitlines()[-1])["seconds"])


def _print(taken: dict[Client, list[Night]], latency: float) -> None:
    floor = statistics.median(night.seconds for night in taken[FLOOR])
    print(
        f"read {len(INPUTS)} tabs x {ROWS} rows, write {len(OUTPUTS)} x {ROWS}; {latency * 1000:.0f} ms a call\n"
    )
    print("| client | calls | KB sent | KB received | seconds | x the floor |\n|---|---|---|---|---|---|")
    for client, nights in taken.items():
        calls, sent, received, seconds = (statistics.median(column) for column in zip(*nights, strict=True))
        row = (
            f"{calls:.0f} | {sent / 1024:.0f} | {received / 1024:.0f} | {seconds:.2f} | {seconds / floor:.1f}"
        )
        print(f"| {client.name} | {row} |")


# --- what it runs in ------------------------------------------------------------------------------------------


def _python(client: Client) -> Path:
    """The interpreter of the client's environment, made when it is first needed."""
    if not client.packages:
        return Path(sys.executable)
    folder = ROOT / ".bench" / client.program.removesuffix(".py")
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / ".installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *client.packages], check=True)
        (folder / ".installed").touch()
    return python


class Emulator(NamedTuple):
    """A running emulator and its side door."""

    endpoint: str
    key_file: str

    def ask(self, what: str, body: dict[str, Any] | None = None) -> Any:
        """Say something at the side door."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.endpoint}/_emulator/{what}", data, headers)
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)

    def calls(self) -> list[dict[str, Any]]:
        """The log."""
        found: list[dict[str, Any]] = self.ask("calls")["calls"]
        return found


@contextmanager
def _emulator() -> Iterator[Emulator]:
    command = [sys.executable, "-m", "tests.google_emulator", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        try:
            yield Emulator(said["endpoint"], said["key_file"])
        finally:
            process.terminate()


def _spreadsheet(emulator: Emulator) -> str:
    cells = [
        [f"r{row}c{column}" if column < 3 else row * column / 2 for column in range(COLUMNS)]
        for row in range(ROWS)
    ]
    heads = [f"Cột {column}" for column in range(COLUMNS)]
    tabs = {**{title: [heads, *cells[1:]] for title in INPUTS}, **{title: [["x"]] for title in OUTPUTS}}
    made: str = emulator.ask("spreadsheets", {"tabs": tabs})["id"]
    return made


if __name__ == "__main__":
    main()
