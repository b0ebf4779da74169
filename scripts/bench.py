"""Start-up against bare imports, and a million score rows checked and ranked; prints a table for the README."""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sheets_sync import pipeline
from sheets_sync.model import RawCell, Sheet
from sheets_sync.rules import forms
from sheets_sync.rules.rubric_file import load_rubric
from sheets_sync.settings.config_file import parse_config

TODAY = date(2024, 6, 1)
CONFIG = {"school": {"name": "Trường THCS Đo Tốc Độ", "year": "2023-2024"}}
SLIPS: tuple[RawCell, ...] = (25, "bảy mươi", None, "8,555", -1)
SAMPLE = Path("tests/samples/messy-school/so-thi-dua.xlsx")


def main() -> None:
    """Run the parts and print their figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000, help="score rows of the large run")
    options.add_argument("--repeat", type=int, default=9, help="runs of each process")
    chosen = options.parse_args()
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n"
    )
    start_up(chosen.repeat)
    growth(chosen.rows)


# --- whole processes, taken in turn ---------------------------------------------------------------------------


def start_up(repeat: int) -> None:
    """`--help` against `import click`, `check` against the imports it cannot do without."""
    with tempfile.TemporaryDirectory() as folder:
        config = _school(Path(folder))
        program = str(Path(sys.executable).with_name("sheets-sync"))
        commands = {
            "sheets-sync --help": [program, "--help"],
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "sheets-sync check": [program, "check", "--config", str(config), "--today", "2024-04-10"],
            "python -c 'import click, pydantic, openpyxl'": [
                sys.executable,
                "-c",
                "import click, pydantic, openpyxl",
            ],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(repeat):
            for name, command in commands.items():
                times[name].append(_seconds(command))
    medians = {name: statistics.median(runs) for name, runs in times.items()}
    names = list(medians)
    for name, bare in ((names[0], names[1]), (names[2], names[3])):
        ratio = medians[name] / medians[bare]
        print(f"{name}: {medians[name]:.3f} s, {ratio:.2f} x {bare} ({medians[bare]:.3f} s)")


def _school(folder: Path) -> Path:
    config = folder / "config.toml"
    school, store = '[school]\nname = "Trường"\nyear = "2023-2024"\n', SAMPLE.resolve().as_posix()
    config.write_text(f'{school}[store]\ninput = "{store}"\n', encoding="utf-8")
    return config


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


# --- many rows ------------------------------------------------------------------------------------------------


def growth(rows: int) -> None:
    """Check and rank a tenth of the rows, and all of them: the time must not grow faster than the rows."""
    _timed(1000)  # what is imported and compiled once belongs to neither
    taken: dict[int, list[float]] = {rows // 10: [], rows: []}
    for _ in range(3):  # in turn, for a machine is not equally fast all the time
        for count in (rows // 10, rows, rows // 10):
            taken[count].append(_timed(count))
    few, many = (statistics.median(seconds) for seconds in taken.values())
    for count, seconds in ((rows // 10, few), (rows, many)):
        print(f"check and rank {count:,} score rows: {seconds:.1f} s, {count / seconds:,.0f} rows a second")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"ten times the rows: {many / few:.1f} times the time; {memory:,.0f} MB at most")


def _timed(rows: int) -> float:
    config = parse_config(CONFIG, Path("config.toml"))
    sheets = tuple(made_up_school(rows))
    gc.collect()
    gc.disable()  # as the command does
    began = time.process_time()
    results = pipeline.compute(sheets, config, TODAY)
    for month in config.year.months:
        for by in ("staff", "team"):
            results.ranking(month, by)
    seconds = time.process_time() - began
    gc.enable()
    return seconds


def made_up_school(rows: int) -> Iterator[Sheet]:
    """A roster of a ninth of the rows, and nine month tabs, with a slip in every two hundredth row."""
    chance = random.Random(rows)
    year = parse_config(CONFIG, Path("config.toml")).year
    people = [(f"CB{number:06}", _name(chance), f"Tổ {number // 12}") for number in range(rows // 9)]
    header = [column.header for column in forms.ROSTER.columns]
    yield Sheet("Danh sách", [header, *(_person(number, *person) for number, person in enumerate(people, 1))])
    columns = [column.header for column in forms.month_form(load_rubric("ha-noi-3814", Path())).columns]
    for month in year.months:
        scores = (_score(chance, number, *person[:2]) for number, person in enumerate(people, 1))
        yield Sheet(forms.month_title(month.number), [columns, *scores])


def _name(chance: random.Random) -> str:
    family = chance.choice(("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Vũ"))
    middle = chance.choice(("Thị", "Văn", "Thu", "Minh", "Đức", "Ngọc", "Quang", "Thuý"))
    return f"{family} {middle} {chance.choice(('An', 'Ánh', 'Bình', 'Đạt', 'Hoà', 'Lan', 'Ân', 'Yến', 'Tú', 'Hạnh'))}"


def _person(number: int, staff_id: str, name: str, team: str) -> list[RawCell]:
    return [number, staff_id, name, None, team, "Giáo viên", "GV", None, None, "Đang làm việc", None, None]


def _score(chance: random.Random, number: int, staff_id: str, name: str) -> list[RawCell]:
    discipline, work = chance.choice((18, 19.5, 20)), chance.randrange(90, 140) / 2
    bonus: RawCell = chance.choice((None, 1, "2,5", 5))
    slip = chance.choice(SLIPS) if number % 200 == 0 else discipline
    approved = round(discipline + work) if number % 10 else None
    return [number, staff_id, name, slip, work, bonus, None, None, approved, None, None]


if __name__ == "__main__":
    main()
