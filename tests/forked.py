"""The program in a process of its own, forked from one that has imported everything: many starts at the price of one.

What a call sees is its own: its folder, its environment, its streams, and modules in which nothing has run yet.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).parent.parent
_HEAVY = ("pandas", "openpyxl", "xlsxwriter", "docx", "docxtpl", "gspread", "rich.console")
_OF_ITS_OWN = (
    "sheets_sync.__main__",
    "sheets_sync.fleet",
)  # runs when imported; brings Dask, which forks ill


def run(
    words: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """`sheets-sync WORDS` in a folder, with just this environment."""
    if not hasattr(os, "fork"):
        command = [sys.executable, "-m", "sheets_sync", *words]
        return subprocess.run(
            command, cwd=folder, env=dict(environment), capture_output=True, encoding="utf-8", timeout=timeout
        )
    with tempfile.TemporaryDirectory() as streams:
        asked = {
            "words": list(words),
            "folder": str(folder),
            "environment": dict(environment),
            "streams": streams,
        }
        code = _parent().ask({**asked, "timeout": timeout})
        out, err = ((Path(streams) / name).read_text(encoding="utf-8") for name in ("out", "err"))
    return subprocess.CompletedProcess(list(words), code, out, err)


class _Parent:
    """The process that forks, from this side."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.forked"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self.process.terminate)

    def ask(self, call: Mapping[str, object]) -> int:
        """The exit code of one call."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(call) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@cache
def _parent() -> _Parent:
    return _Parent()


# --- in the process that forks --------------------------------------------------------------------------------


def _serve() -> None:
    import importlib

    import sheets_sync.cli  # noqa: F401

    for name in (*_HEAVY, *_modules()):
        importlib.import_module(name)
    for line in sys.stdin:
        print(_forked(json.loads(line)), flush=True)


def _modules() -> Iterator[str]:
    """Every module of the program, so that no call has to import one."""
    for path in sorted((ROOT / "sheets_sync").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith(_OF_ITS_OWN):
            yield name


def _forked(call: Mapping[str, object]) -> int:
    child = os.fork()
    if not child:
        _run(call)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _run(call: Mapping[str, object]) -> NoReturn:
    """In the child: become the program."""
    import signal

    signal.alarm(int(float(str(call["timeout"]))))  # a call that hangs ends as one that was killed
    streams = Path(str(call["streams"]))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(streams / name, os.O_WRONLY | os.O_CREAT, 0o600), number)
    os.environ.clear()
    os.environ.update(call["environment"])  # type: ignore[arg-type]
    os.chdir(str(call["folder"]))
    sys.stdin, sys.stdout, sys.stderr = os.fdopen(0, "r"), os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.argv = ["sheets-sync", *call["words"]]  # type: ignore[misc]
    from sheets_sync.cli import main

    code: object = 1
    try:
        main()
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(str(code)))


if __name__ == "__main__":
    _serve()
