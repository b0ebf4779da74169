"""Many schools: on local workbooks, on the emulator within Google's quotas, and a nation's score rows from Parquet.

Prints a table for docs/scale.md, with the machine it was taken on. `--small` tries everything on a hundredth.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from bench import made_up_school  # noqa: E402

from sheets_sync.model import RawCell, Sheet  # noqa: E402
from tests.fleet.fleet_schools import DISTRICT, workbook  # noqa: E402
from tests.google_emulator.server import SERVICE, Emulator  # noqa: E402

PROGRAM = str(Path(sys.executable).with_name("sheets-sync"))
TODAY = "2024-06-01"
STAFF, MONTHS = 60, 9
PATTERNS = 20  # different schools; the others are copies of them
WAITING_WORKERS = 4  # a worker on Google waits for most of its time


def main() -> None:
    """Run the parts that are asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "parts", nargs="*", default=["local", "google", "nation"], metavar="local|google|nation"
    )
    options.add_argument("--schools", type=int, default=2900, help="schools on local workbooks")
    options.add_argument("--spreadsheets", type=int, default=200, help="schools on the emulator")
    options.add_argument(
        "--latency", type=float, default=0.2, help="seconds that each call to the emulator takes"
    )
    options.add_argument("--people", type=int, default=1_600_000, help="people of the nation")
    options.add_argument(
        "--small", action="store_true", help="a hundredth of everything, to try the bench itself"
    )
    chosen = options.parse_args()
    if chosen.small:
        chosen.schools, chosen.spreadsheets, chosen.people = 30, 6, 16_000
    print(machine() + "\n")
    with tempfile.TemporaryDirectory(prefix="bench-fleet-") as folder:
        if "local" in chosen.parts:
            local(Path(folder), chosen.schools)
        if "google" in chosen.parts:
            google(Path(folder), chosen.spreadsheets, chosen.latency)
        if "nation" in chosen.parts:
            nation(Path(folder), chosen.people)


def machine() -> str:
    """What the figures were taken on."""
    memory = psutil.virtual_memory().total / 2**30
    models = [
        line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")
    ]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores ({model}), {memory:.0f} GB"


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


# --- a process and all that it starts -------------------------------------------------------------------------


class Measured(NamedTuple):
    """A command's wall-clock time, the most memory that it and its children held at once, and its output."""

    seconds: float
    megabytes: float
    lines: list[str]


def measured(command: Sequence[str]) -> Measured:
    """Run a command; ends the bench when the command fails otherwise than by some schools' failing."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        peak = [0.0]
        over = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, peak, over))
        watch.start()
        out, err = process.communicate()
        seconds = time.perf_counter() - began
        over.set()
        watch.join()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}\n{err[-2000:]}")
    return Measured(seconds, peak[0] / 2**20, out.splitlines())


def _watch(pid: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(0.25):
        total = 0
        try:
            for each in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
                total += each.memory_info().rss
        except psutil.Error:
            continue
        peak[0] = max(peak[0], total)


# --- (a) workbooks --------------------------------------------------------------------------------------------


def local(folder: Path, schools: int) -> None:
    """A tenth and all of the schools by two workers, all of them by one: seconds, schools a second, memory."""
    print(f"### {schools:,} schools of {STAFF} staff, {MONTHS} months, in local workbooks\n")
    print("| schools | workers | seconds | schools a second | MB at most |\n|---|---|---|---|---|")
    patterns = _patterns(folder / "patterns")
    taken = {}
    for count, workers in ((schools // 10, 2), (schools, 2), (schools, 1)):
        fleet = _district(folder / f"local-{count}-{workers}", count, patterns)
        run = measured(_sync(fleet, workers))
        _require_all(run, count)
        taken[count, workers] = run.seconds
        print(
            f"| {count:,} | {workers} | {run.seconds:.0f} | {count / run.seconds:.1f} | {run.megabytes:,.0f} |"
        )
        shutil.rmtree(fleet.parent)
    ratio = taken[schools, 2] / taken[schools // 10, 2]
    print(f"\nTen times the schools: {ratio:.1f} times the time.\n")


def _sync(fleet: Path, workers: int) -> list[str]:
    words = ["fleet", "sync", "--fleet", str(fleet), "--workers", str(workers), "--today", TODAY, "--json"]
    return [PROGRAM, *words]


def _require_all(run: Measured, schools: int) -> dict[str, Any]:
    summaries = [json.loads(line)["summary"] for line in run.lines if line.startswith('{"summary"')]
    if len(summaries) != 1 or summaries[0]["states"] != {"done": schools}:
        raise SystemExit(f"not all schools are done: {summaries}")
    found: dict[str, Any] = summaries[0]
    return found


def _patterns(folder: Path) -> list[Path]:
    """Workbooks of made schools, each with a seed and a size of its own."""
    folder.mkdir()
    made = []
    for number in range(PATTERNS):
        path = folder / f"{number}.xlsx"
        workbook(path, tuple(_school(number)))
        made.append(path)
    return made


def _school(number: int) -> Iterator[Sheet]:
    """The made school of the other bench, with everybody registered for a title."""
    sheets = list(made_up_school((STAFF + number % 5) * MONTHS))
    yield from sheets
    header: list[RawCell] = ["Ngày đăng ký", "Mã CB", "Danh hiệu", "Đợt"]
    rows = [
        ["5/10/2023", row[1], "CSTĐCS" if at % 6 == 0 else "LĐTT", "Đầu năm"]
        for at, row in enumerate(sheets[0].rows[1:])
    ]
    yield Sheet("Đăng ký", [header, *rows])


def _district(folder: Path, schools: int, patterns: Sequence[Path]) -> Path:
    folder.mkdir()
    for number in range(schools):
        place = folder / f"truong-{number:05}"
        place.mkdir()
        shutil.copyfile(patterns[number % len(patterns)], place / "so-thi-dua.xlsx")
        (place / "config.toml").write_text(_config(number), encoding="utf-8")
    (folder / "fleet.toml").write_text(DISTRICT, encoding="utf-8")
    return folder / "fleet.toml"


def _config(number: int, more: str = "") -> str:
    return f'[school]\nname = "Trường số {number}"\nyear = "2023-2024"\n[journal]\npath = "nhat-ky.sqlite"\n{more}'


# --- (b) spreadsheets -----------------------------------------------------------------------------------------


class TimedEmulator(Emulator):
    """An emulator that notes when calls to Sheets come in, and which it turns away."""

    def __init__(self) -> None:
        self.moments: list[tuple[float, str]] = []
        super().__init__()

    def answer(self, call: Any, names: tuple[str, ...], fault: Any) -> Any:
        """The reply to a call."""
        if call.path.startswith("/v4/"):
            self.moments.append((time.monotonic(), "read" if call.method == "GET" else "write"))
        return super().answer(call, names, fault)


def google(folder: Path, schools: int, latency: float) -> None:
    """A first night, a night after it, and one without changes; and schools one after the other as today."""
    print(
        f"### {schools} schools on the emulator, {latency * 1000:.0f} ms a call, 60 reads and 60 writes a minute\n"
    )
    print("| night | seconds | calls to Sheets per school | calls to Drive | of the quota used | over it |")
    print("|---|---|---|---|---|---|")
    with TimedEmulator() as emulator:
        fleet = _spreadsheets(folder / "google", schools, emulator)
        emulator.latency = latency
        for night in ("first", "second", "unchanged"):
            _an_hour_passes(emulator)
            emulator.moments.clear()
            emulator.calls.clear()
            run = measured(_sync(fleet, WAITING_WORKERS))
            print(_night_row(night, run, schools, emulator))
        few = min(schools, 20)
        emulator.moments.clear()
        began = time.perf_counter()
        for number in range(few):
            config = fleet.parent / f"truong-{number:05}" / "config.toml"
            measured(
                [PROGRAM, "sync", "--config", str(config), "--today", TODAY.replace("01", "02"), "--json"]
            )
        seconds = time.perf_counter() - began
    print(f"\nOne command after the other: {seconds / few:.1f} s per school ({few} schools).\n")


def _night_row(night: str, run: Measured, schools: int, emulator: TimedEmulator) -> str:
    drive = sum(call.path.startswith("/drive/") for call in emulator.calls)
    refused = sum(call.status == 429 for call in emulator.calls)
    calls = len(emulator.moments) / schools
    return f"| {night} | {run.seconds:.0f} | {calls:.2f} | {drive} | {_share(emulator.moments)} | {refused} |"


def _share(moments: Sequence[tuple[float, str]]) -> str:
    """The part of the quota of reads that was used in all minutes but the last, in which the work ran out."""
    reads = sorted(moment for moment, kind in moments if kind == "read")
    minutes = Counter(int((moment - reads[0]) // 60.5) for moment in reads)
    whole = [minutes[each] for each in range(max(minutes, default=0))]
    return f"{sum(whole) / (60 * len(whole)):.0%}" if whole else "–"


def _an_hour_passes(emulator: Emulator) -> None:
    for file in emulator.world.files.values():
        file.modified -= 3600


def _spreadsheets(folder: Path, schools: int, emulator: Emulator) -> Path:
    folder.mkdir()
    for number in range(schools):
        tabs = {sheet.title: [list(row) for row in sheet.rows] for sheet in _school(number % PATTERNS)}
        spreadsheet = emulator.new_spreadsheet(f"Trường số {number}", share_with=(SERVICE,), tabs=tabs)
        place = folder / f"truong-{number:05}"
        place.mkdir()
        store = f'[store]\nkind = "google"\ninput = "{spreadsheet}"\n'
        account = f'[google]\ncredentials = "{emulator.key_file}"\nendpoint = "{emulator.endpoint}"\n'
        (place / "config.toml").write_text(_config(number, store + account), encoding="utf-8")
    (folder / "fleet.toml").write_text(DISTRICT, encoding="utf-8")
    return folder / "fleet.toml"


# --- (c) a nation ---------------------------------------------------------------------------------------------

GRADE = """
import sys, time
from pathlib import Path
from scripts.score_rows import grade_all
from sheets_sync.model import SchoolYear
from sheets_sync.rules.rubric_file import load_rubric
rubric = load_rubric("ha-noi-3814", Path())
began = time.perf_counter()
grade_all(sys.argv[1], rubric, SchoolYear(2023), Path(sys.argv[2]))
print(time.perf_counter() - began)
"""


def nation(folder: Path, people: int) -> None:
    """Everybody's rows of a year, graded and ranked within school and team, month by month and for the year."""
    rows, graded = folder / "rows.parquet", folder / "graded"
    _make_rows(rows, people)
    run = measured([sys.executable, "-c", GRADE, str(rows), str(graded)])
    seconds, count = float(run.lines[-1]), people * MONTHS
    size = sum(path.stat().st_size for path in graded.iterdir()) / 2**20
    print(f"### {people:,} people, {count:,} score rows from Parquet\n")
    print("| seconds | rows a second | MB at most | MB read | MB written |\n|---|---|---|---|---|")
    read = rows.stat().st_size / 2**20
    print(f"| {seconds:.1f} | {count / seconds:,.0f} | {run.megabytes:,.0f} | {read:,.0f} | {size:,.0f} |\n")


def _make_rows(path: Path, people: int) -> None:
    import duckdb

    from sheets_sync.rules.rubric_file import load_rubric

    discipline, work, bonus = (
        item.key for part in load_rubric("ha-noi-3814", Path()).criteria for item in part.inputs
    )
    with duckdb.connect() as database:
        database.execute("SELECT setseed(0.3814)")
        database.execute(
            f"""COPY (
                SELECT 'S' || (person // {STAFF}) AS school, 'T' || (person % {STAFF} // 12) AS team,
                    'CB' || (person % {STAFF}) AS staff_id, month.month,
                    1800 + (random() * 4)::INT * 50 AS "{discipline}", 4500 + (random() * 50)::INT * 50 AS "{work}",
                    CASE WHEN random() < 0.5 THEN (random() * 10)::INT * 50 END AS "{bonus}",
                    NULL::INT AS team_total,
                    CASE WHEN random() < 0.9 THEN 5000 + (random() * 100)::INT * 50 END AS approved
                FROM range({people}) AS all_people(person),
                    (SELECT unnest({[str(month) for month in _months()]}) AS month) AS month
            ) TO '{path}' (FORMAT parquet)"""
        )


def _months() -> Sequence[object]:
    from sheets_sync.model import SchoolYear

    return SchoolYear(2023).months


if __name__ == "__main__":
    main()
