"""A fleet of spreadsheets: the calls it makes, and those that it does not have to make."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.errors import RefusedError
from sheets_sync.fleet.district.publish import district as district_of
from sheets_sync.fleet.district.publish import gate_of, publish
from sheets_sync.fleet.fleet_file import Engine, load_fleet
from sheets_sync.fleet.members import members
from sheets_sync.fleet.running.engine import cluster
from sheets_sync.fleet.running.ledger import Ledger
from sheets_sync.fleet.running.run import FleetRun, Order, run_fleet
from sheets_sync.stores.gsheets import GoogleStore
from tests.drawn import sheets
from tests.fleet.fleet_schools import DISTRICT, SCHOOL, TODAY
from tests.google_emulator.faults import Fault
from tests.google_emulator.server import SERVICE
from tests.google_emulator.sheets import hand
from tests.google_school import google_session, spreadsheet_of

pytestmark = pytest.mark.slow  # a cluster, or a minute of somebody's quota

HOUR = 3600.0


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A scheduler with two workers, which outlives a night as a district's does."""
    with cluster(Engine(workers=2), schools=2) as client:
        yield Engine(scheduler=client.scheduler.address)


class Fleet:
    """Three schools in spreadsheets of the emulator, and the nights that are run over them."""

    def __init__(self, google, folder: Path, engine: Engine, more: str = "", schools: str = "abc") -> None:
        self.google, self.engine = google, engine
        self.ids = {key: spreadsheet_of(google, sheets(SCHOOL)) for key in schools}
        for key, spreadsheet in self.ids.items():
            (folder / key).mkdir()
            (folder / key / "config.toml").write_text(
                f'[school]\nname = "Trường {key}"\nyear = "2023-2024"\n'
                f'[journal]\npath = "nhat-ky.sqlite"\n[store]\nkind = "google"\ninput = "{spreadsheet}"\n'
                f'[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n',
                encoding="utf-8",
            )
        self.path = folder / "fleet.toml"
        self.path.write_text(DISTRICT + more, encoding="utf-8")
        self.an_hour_passes()

    def an_hour_passes(self) -> None:
        """What was changed so far was changed an hour ago."""
        for spreadsheet in self.ids.values():
            self.google.world.files[spreadsheet].modified -= HOUR

    def night(self, today=TODAY, **order) -> FleetRun:
        """One sync of all, the emulator's log begun anew."""
        self.google.calls.clear()
        fleet = load_fleet(self.path)
        return run_fleet(fleet, members(fleet), Order("sync", today, **order), self.engine)

    @property
    def calls(self) -> Counter[str]:
        """Calls by what they were for; sign-ins left out."""
        return Counter(
            "list" if call.path.startswith("/drive") else "read" if call.method == "GET" else "write"
            for call in self.google.calls
            if not call.path.startswith("/token")
        )


def states(night: FleetRun) -> dict[str, str]:
    return {outcome.key: outcome.state for outcome in night.outcomes}


@pytest.fixture
def fleet(google, tmp_path, engine) -> Fleet:
    return Fleet(google, tmp_path, engine)


def test_a_night_costs_one_list_and_a_read_and_a_write_per_school(fleet):
    night = fleet.night()

    assert states(night) == dict.fromkeys("abc", "done")
    assert fleet.calls == {"list": 1, "read": 3, "write": 3}


def test_unchanged_schools_cost_one_list_together(fleet):
    fleet.night()
    fleet.an_hour_passes()
    fleet.night()  # sees the versions that our own writing made
    assert fleet.calls == {"list": 1, "read": 3}

    night = fleet.night()

    assert states(night) == dict.fromkeys("abc", "unchanged")
    assert fleet.calls == {"list": 1}


def quiet(fleet: Fleet) -> None:
    """Two nights, after which nothing of the schools is unknown."""
    fleet.night()
    fleet.an_hour_passes()
    fleet.night()


def test_who_typed_something_is_read_and_the_others_are_not(fleet):
    quiet(fleet)
    type_in(fleet, "b", "'Tháng 10'!E2", 71)
    night = fleet.night()

    assert states(night) == {"a": "unchanged", "b": "done", "c": "unchanged"}
    assert fleet.calls == {"list": 1, "read": 1, "write": 1}


def type_in(fleet: Fleet, key: str, cell: str, value: object) -> None:
    world, spreadsheet = fleet.google.world, fleet.ids[key]
    hand.type_in(fleet.google.spreadsheet(spreadsheet), cell, value)
    world.touch(spreadsheet, world.accounts[fleet.google.person])


def test_a_version_that_is_equal_soon_after_a_change_is_not_believed(fleet):
    fleet.night()
    fleet.night()  # a moment after our own writing: Drive may not show all of it yet
    fleet.night()

    assert fleet.calls == {"list": 1, "read": 3}


@pytest.mark.parametrize(
    ("what", "read"),
    [
        ("another day", 3),
        ("everyone", 3),
        ("a new rule", 1),
        ("lost results", 1),
    ],
)
def test_what_else_makes_a_school_run_again(fleet, what, read):
    quiet(fleet)
    if what == "a new rule":
        config = fleet.path.parent / "a" / "config.toml"
        config.write_text(config.read_text(encoding="utf-8") + "[deadlines]\nentries = 1\n", encoding="utf-8")
    if what == "lost results":
        next((fleet.path.parent / "fleet-state" / "schools").glob("a-*/results.parquet")).unlink()
    fleet.night(today=TODAY.replace(day=21) if what == "another day" else TODAY, everyone=what == "everyone")

    assert fleet.calls["read"] == read


def test_a_fleet_may_say_that_another_day_alone_is_no_reason(google, tmp_path, engine):
    fleet = Fleet(google, tmp_path, engine)
    fleet.path.write_text(DISTRICT + "fresh_daily = false\n", encoding="utf-8")
    quiet(fleet)
    fleet.night(today=TODAY.replace(day=21))

    assert fleet.calls == {"list": 1}


def test_a_refusal_of_google_is_waited_out_by_everybody_and_counted(fleet):
    fleet.google.faults.add(Fault("429", matching="GET /v4/spreadsheets", retry_after=5))
    night = fleet.night()

    assert states(night) == dict.fromkeys("abc", "done")
    waited = sum(outcome.seconds > 4 for outcome in night.outcomes)
    assert waited >= 2  # by the one that was turned away, and by the next one that wanted to read
    assert sum(kind["refused"] for account in night.quotas.values() for kind in account.values()) == 1


def roll_up_in(google, spreadsheet: str) -> str:
    """The sections of a fleet.toml whose roll-up stands in a spreadsheet."""
    return (
        f'[store]\nkind = "google"\noutput = "{spreadsheet}"\n'
        f'[google]\ncredentials = "{google.key_file}"\nendpoint = "{google.endpoint}"\n'
    )


def test_the_roll_up_may_be_a_spreadsheet(google, tmp_path, engine):
    roll_up = google.new_spreadsheet("Tổng hợp quận")
    fleet = Fleet(google, tmp_path, engine, roll_up_in(google, roll_up), schools="abcdef")
    fleet.night()
    plan = load_fleet(fleet.path)
    publish(district_of(plan, members(plan), TODAY))

    stands = GoogleStore(plan.outputs, lambda _: False, google_session(google, plan.outputs)).current_tabs()
    assert [row[0] for row in stands.tabs["Các trường"][4:]] == [
        *(f"Trường {key}" for key in "abcdef"),
        "Cộng",
    ]
    assert publish(district_of(plan, members(plan), TODAY)) == ()


def test_a_spreadsheet_that_holds_a_schools_summary_is_not_taken(google, tmp_path, engine):
    fleet = Fleet(google, tmp_path, engine, schools="ab")
    fleet.night()
    (tmp_path / "a" / "config.toml").unlink()
    fleet.path.write_text(DISTRICT + roll_up_in(google, fleet.ids["a"]), encoding="utf-8")
    plan = load_fleet(fleet.path)

    with pytest.raises(RefusedError, match="của một trường"):
        publish(district_of(plan, members(plan), TODAY))


def test_the_roll_ups_own_calls_count_like_those_of_its_schools(google, tmp_path):
    roll_up = google.new_spreadsheet("Tổng hợp quận")
    fleet = Fleet(google, tmp_path, Engine(workers=1), roll_up_in(google, roll_up))
    fleet.night()
    plan = load_fleet(fleet.path)
    schools = members(plan)
    publish(district_of(plan, schools, TODAY), gate=gate_of(plan, schools))

    [used] = Ledger(plan.state_path).ages().values()  # one account, one budget
    assert {kind: len(ages) for kind, ages in used.items()} == {"reads": 4, "writes": 4}


def test_two_accounts_have_a_budget_each_never_exceeded_and_nearly_all_used(google, tmp_path):
    google.world.clock.ahead = 0
    google.quotas.per_user = 6
    second = "hai@du-an-hai.iam.gserviceaccount.com"
    google.new_account(second, "service", storage=False)
    more = (
        "[quota]\nreads = 6\nwrites = 6\n"
        f'[google]\nendpoint = "{google.endpoint}"\n'
        f'[accounts.hai]\nschools = ["[h-n]/*.toml"]\ncredentials = "{google.new_key(second, "du-an-hai")}"\n'
    )
    fleet = Fleet(google, tmp_path, Engine(workers=2), more, schools="abcdefghijklmn")
    for key in "hijklmn":
        google.share(fleet.ids[key], second)
        google.unshare(fleet.ids[key], SERVICE)
    began = time.monotonic()  # with a cluster of its own, where nobody has called yet
    night = fleet.night()

    assert set(states(night).values()) == {"done"}
    assert [call.status for call in google.calls if call.status == 429] == []
    assert time.monotonic() - began < 90  # 7 each, 6 a minute: one account for all would take two minutes
