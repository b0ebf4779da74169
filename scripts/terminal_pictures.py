"""What commands show on a terminal, colours and all, as SVG pictures for the guides: DEMO_FOLDER PICTURES."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.google_emulator.server import Emulator

PROGRAM = (sys.executable, "-m", "sheets_sync")
COLUMNS = 110
DAY = ("--today", "2024-04-10")


def shown(words: Sequence[str], folder: Path) -> list[str]:
    """The lines that a command shows on a terminal; the folder's place on this machine is nobody's business."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LANG": "vi_VN.UTF-8"}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parent.parent)
    command = [*PROGRAM, *words, *DAY]
    with subprocess.Popen(command, cwd=folder, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        written = bytearray()
        while chunk := _read(ours):
            written += chunk
    os.close(ours)
    return written.decode().replace("\r\n", "\n").replace(f"{folder}/", "").rstrip().split("\n")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:  # Linux says so when the other end is closed
        return b""


def save(picture: Path, words: Sequence[str], lines: Sequence[str]) -> None:
    """The lines as a terminal's window, with the command as its title."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for line in lines:
        console.print(Text.from_ansi(line))
    console.save_svg(str(picture), title=" ".join(["sheets-sync", *words]))


def school_on_google(emulator: Emulator, folder: Path) -> str:
    """A config whose spreadsheet nobody has shared yet, and its id, which is another one every time."""
    spreadsheet = emulator.new_spreadsheet("Sổ thi đua", share_with=(), tabs={"Danh sách": [["Mã CB"]]})
    (folder / "key.json").write_bytes(emulator.key_file.read_bytes())
    (folder / "key.json").chmod(0o600)
    (folder / "config.toml").write_text(
        f'''[school]
name = "Trường THCS Ái Mộ"
year = "2023-2024"
[store]
kind = "google"
input = "{spreadsheet}"
[google]
credentials = "key.json"
endpoint = "{emulator.endpoint}"
''',
        encoding="utf-8",
    )
    return spreadsheet


def main() -> None:
    """Make them all."""
    demo, pictures = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as place, Emulator() as emulator:
        spreadsheet = school_on_google(emulator, Path(place))
        for language, ending in (("vi", "svg"), ("en", "en.svg")):
            for name, words, folder, lines in (
                ("kiem-tra", ["check"], demo, 22),
                ("den-han", ["due"], demo, 24),
                ("giai-thich", ["explain", "CB014"], demo, 21),
                ("doctor", ["doctor"], Path(place), 24),
            ):
                seen = shown([*words, "--lang", language], folder)[:lines]
                as_at_google = [line for line in seen if emulator.endpoint not in line]  # its port changes
                save(
                    pictures / f"{name}.{ending}",
                    words,
                    [line.replace(spreadsheet, "1AbC…xYz") for line in as_at_google],
                )


if __name__ == "__main__":
    main()
