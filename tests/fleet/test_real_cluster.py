"""A cluster as a district would start it: a scheduler and two workers, processes of their own; one of them dies at work."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sheets_sync.files.lock import holder
from sheets_sync.fleet.fleet_file import PER_MINUTE
from sheets_sync.fleet.running.ledger import Ledger
from sheets_sync.journal.journal import Journal
from sheets_sync.journal.runs import UNFINISHED, Runs
from sheets_sync.stores.xlsx.outputs import OutputWorkbook
from tests.drawn import sheets
from tests.fleet.fleet_schools import SCHOOL, TODAY, district
from tests.google_school import spreadsheet_of

pytestmark = pytest.mark.slow
KEYS = [f"truong-{number:02}" for number in range(40)]


class Cluster:
    """The processes, and where the scheduler listens."""

    def __init__(self, processes: ExitStack, folder: Path) -> None:
        self.processes, self.folder = processes, folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.scheduler = self._start("dask_scheduler", "--host", self.address, "--no-dashboard", "--no-show")
        self.workers = [self._worker(name) for name in ("mot", "hai")]

    def _worker(self, name: str) -> subprocess.Popen[bytes]:
        """A worker without a nanny, so that killing the process kills the worker and nobody starts it anew."""
        words = ("--no-nanny", "--nthreads", "1", "--name", name, "--no-dashboard", "--host", "127.0.0.1")
        return self._start("dask_worker", self.address, *words)

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        log = self.processes.enter_context((self.folder / f"{program}.log").open("ab"))
        command = [sys.executable, "-m", f"distributed.cli.{program}", *words]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        self.processes.callback(process.wait)
        self.processes.callback(process.kill)
        return process


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def real(tmp_path_factory) -> Iterator[Cluster]:
    with ExitStack() as processes:
        yield Cluster(processes, tmp_path_factory.mktemp("cluster"))


def sync(path: Path, scheduler: str) -> subprocess.Popen[str]:
    words = [
        "fleet",
        "sync",
        "--fleet",
        str(path),
        "--scheduler",
        scheduler,
        "--today",
        TODAY.isoformat(),
        "--json",
    ]
    return subprocess.Popen([sys.executable, "-m", "sheets_sync", *words], stdout=subprocess.PIPE, text=True)


def stopped_at_work(worker: subprocess.Popen[bytes], folder: Path) -> Path:
    """Stop a worker in the middle of a school; the school's folder."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for lock in folder.glob("*/nhat-ky.sqlite.lock"):
            if (held := holder(lock)) and held.process == worker.pid:
                worker.send_signal(signal.SIGSTOP)
                if holder(lock) == held and outcomes(lock.parent) == [UNFINISHED]:
                    return lock.parent
                worker.send_signal(signal.SIGCONT)
    raise TimeoutError("the worker never held a lock")


def outcomes(school: Path) -> list[str]:
    """What came of a school's runs by its own journal, the last one first."""
    with Journal(school / "nhat-ky.sqlite") as journal:
        return [run.outcome for run in Runs(journal).latest(9)]


def test_a_worker_killed_in_the_middle_harms_nothing(real, tmp_path):
    path = district(tmp_path, dict.fromkeys(KEYS, SCHOOL))
    with sync(path, real.address) as run:
        assert run.stdout
        told = [json.loads(run.stdout.readline()) for _ in range(5)]
        torn = stopped_at_work(real.workers[0], tmp_path)
        real.workers[0].send_signal(signal.SIGKILL)
        told += map(json.loads, run.stdout)
    *schools, summary, roll_up = told

    assert run.returncode == 0
    assert real.workers[0].wait() == -signal.SIGKILL
    assert outcomes(torn) == ["done", UNFINISHED]  # run again by the other, for the lock has fallen
    assert sorted(each["school"] for each in schools) == KEYS  # each of them once
    assert {each["state"] for each in schools} == {"done"}
    assert summary["summary"]["states"] == {"done": len(KEYS)}
    assert "Các trường" in roll_up["roll_up"]["tabs_written"]
    for key in KEYS:
        assert "Xếp hạng tháng" in OutputWorkbook(tmp_path / key / "tong-hop.xlsx").current_tabs().tabs

    with sync(path, real.address) as again:  # on the worker that is left
        assert again.stdout
        second = [json.loads(line) for line in again.stdout]
    assert again.returncode == 0
    assert [each["written"] for each in second[:-2]] == [[]] * len(KEYS)
    assert second[-1]["roll_up"]["tabs_written"] == []


def test_a_scheduler_killed_in_the_middle_leaves_what_is_done(real, google, tmp_path):
    path = district(tmp_path, dict.fromkeys(KEYS, SCHOOL))
    for key in KEYS:
        with (tmp_path / key / "config.toml").open("a", encoding="utf-8") as config:
            config.write(
                f"""[store]\nkind = "google"\ninput = "{spreadsheet_of(google, sheets(SCHOOL))}"\n"""
                f"""[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n"""
            )
    with sync(path, real.address) as run:
        assert run.stdout
        told = [json.loads(run.stdout.readline()) for _ in range(3)]
        real.scheduler.kill()
        told += map(json.loads, run.stdout)
    *schools, summary, roll_up = told

    assert run.returncode == 1
    assert sorted(each["school"] for each in schools) == KEYS
    assert {each["state"] for each in schools} == {"done", "lost"}, schools
    assert summary["summary"]["schools"] == len(KEYS)
    assert "Các trường" in roll_up["roll_up"]["tabs_written"]
    [used] = Ledger(tmp_path / "fleet-state").ages().values()
    assert len(used["reads"]) == PER_MINUTE  # nobody knows any more, so it counts as all


def test_without_a_scheduler_the_command_says_so_and_can_be_tried_later(tmp_path):
    path = district(tmp_path, {"a": SCHOOL})
    with sync(path, f"tcp://127.0.0.1:{free_port()}") as run:
        assert run.stdout
        said = json.loads(run.stdout.read())

    assert run.returncode == 4
    assert "bộ điều phối" in said["error"]["messages"][0]
