"""Schools on a cluster of this machine: one that goes wrong is named, and never stops the others."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from distributed import Client

from sheets_sync.errors import UsageError
from sheets_sync.files.lock import one_at_a_time
from sheets_sync.fleet.fleet_file import Engine, load_fleet
from sheets_sync.fleet.members import members
from sheets_sync.fleet.outcome import SchoolOutcome, SchoolTask
from sheets_sync.fleet.running.engine import cluster, run_all
from sheets_sync.journal.journal import Journal
from sheets_sync.journal.runs import Runs
from sheets_sync.model import Sheet
from tests.fleet.fleet_schools import SCHOOL, TODAY, district, workbook

pytestmark = pytest.mark.slow  # a cluster, or a minute of somebody's quota


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """Two workers, small ones."""
    with cluster(Engine(workers=2, memory="1GiB"), schools=9) as client:
        yield client


def tasks(path: Path) -> list[SchoolTask]:
    schools = members(load_fleet(path))
    return [
        SchoolTask(each.key, str(each.path), each.config, TODAY, "sync") for each in schools if each.config
    ]


def outcomes(client: Client, path: Path, seconds: float = 120) -> dict[str, SchoolOutcome]:
    return {each.key: each for each in run_all(client, tasks(path), seconds)}


def test_every_school_is_synced_and_brings_its_results(client, tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL, "c": SCHOOL})
    found = outcomes(client, path)

    assert {key: each.state for key, each in found.items()} == dict.fromkeys("abc", "done")
    assert all(each.parquet for each in found.values())
    assert all((tmp_path / key / "tong-hop.xlsx").exists() for key in "abc")


def test_every_school_has_its_run_in_its_own_journal(client, tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL})
    outcomes(client, path)

    for key in "ab":
        with Journal(tmp_path / key / "nhat-ky.sqlite") as journal:
            [run] = Runs(journal).find("last")
        assert (run.command, run.outcome) == ("sync", "done")


def test_a_school_that_somebody_else_runs_just_now_waits_and_is_named(client, tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "b": SCHOOL})
    with one_at_a_time(tmp_path / "a" / "nhat-ky.sqlite.lock", "sync"):
        found = outcomes(client, path)

    assert {key: each.state for key, each in found.items()} == {"a": "failed", "b": "done"}
    assert "lần chạy khác" in str(found["a"].reasons[0])


def test_a_school_that_fails_or_is_refused_is_named_with_its_reason(client, tmp_path):
    nobody = SCHOOL.replace("TV01", "").replace("TV02", "").replace("TT01", "")
    path = district(tmp_path, {"gone": SCHOOL, "good": SCHOOL, "nobody": nobody})
    (tmp_path / "gone" / "so-thi-dua.xlsx").unlink()
    found = outcomes(client, path)

    assert {key: each.state for key, each in found.items()} == {
        "gone": "failed",
        "good": "done",
        "nobody": "refused",
    }
    assert "so-thi-dua.xlsx" in str(found["gone"].reasons[0])


def test_what_is_no_address_of_a_scheduler_is_told():
    with pytest.raises(UsageError, match="tcp://may-chu:8786"), cluster(Engine(scheduler="may-chu"), 1):
        pass


@pytest.mark.slow
def test_a_school_that_hangs_is_stopped_and_the_others_go_on(client, google, tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "hangs": SCHOOL, "z": SCHOOL})
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes every connection and never answers
        with (tmp_path / "hangs" / "config.toml").open("a", encoding="utf-8") as config:
            config.write(
                f"""[store]\nkind = "google"\ninput = "1abcdefghijklmnop"\n[google]\n"""
                f"""credentials = "{google.key_file}"\nendpoint = "http://127.0.0.1:{silent.getsockname()[1]}"\n"""
            )
        found = outcomes(client, path, seconds=8)

    assert {key: each.state for key, each in found.items()} == {"a": "done", "hangs": "hung", "z": "done"}
    assert "8 giây" in str(found["hangs"].reasons[0])


@pytest.mark.slow
def test_a_school_that_takes_too_much_memory_is_named_and_the_others_go_on(tmp_path):
    path = district(tmp_path, {"a": SCHOOL, "huge": SCHOOL, "z": SCHOOL})
    with_many_huge_books(tmp_path / "huge")
    with cluster(Engine(workers=2, memory="320MiB", tries=1), schools=3) as client:
        found = outcomes(client, path)

    assert {key: each.state for key, each in found.items()} == {"a": "done", "huge": "memory", "z": "done"}


def with_many_huge_books(folder: Path) -> None:
    """Let a school's staff keep nine books, each as large as one may be."""
    rows = [["Mã CB", *(f"Cột {column}" for column in range(25))]]
    rows += [[f"TV{row}", *(f"{row} chữ thứ {column}" for column in range(25))] for row in range(30_000)]
    workbook(folder / "0.xlsx", (Sheet("Tháng 10", rows),), texts_in_place=True)
    names = [f"{number}.xlsx" for number in range(9)]
    for name in names[1:]:
        copyfile(folder / "0.xlsx", folder / name)
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write(f"[store]\ninput = {['so-thi-dua.xlsx', *names]}\n")
