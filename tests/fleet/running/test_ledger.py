"""What an account used a moment ago counts for the next run, and for the roll-up's own calls."""

from __future__ import annotations

import time

from sheets_sync.fleet.fleet_file import CallQuota
from sheets_sync.fleet.running.ledger import Ledger, LedgerGate


def test_what_was_kept_grows_old(tmp_path):
    Ledger(tmp_path).keep({"mot": {"reads": [5.0], "writes": []}})
    [age] = Ledger(tmp_path).ages()["mot"]["reads"]

    assert 5.0 <= age < 15.0


def test_a_run_of_one_account_does_not_forget_the_calls_of_another(tmp_path):
    Ledger(tmp_path).keep({"mot": {"reads": [1.0]}})
    Ledger(tmp_path).keep({"hai": {"reads": [1.0]}})

    assert set(Ledger(tmp_path).ages()) == {"mot", "hai"}


def test_a_call_of_more_than_a_minute_ago_is_forgotten(tmp_path):
    Ledger(tmp_path).keep({"mot": {"reads": [61.0, 1.0]}})

    assert len(Ledger(tmp_path).ages()["mot"]["reads"]) == 1


def test_a_damaged_file_is_as_none(tmp_path):
    Ledger(tmp_path).path.write_text('{"mot": [', encoding="utf-8")

    assert Ledger(tmp_path).ages() == {}


def test_a_call_waits_until_one_of_the_run_before_is_forgotten(tmp_path):
    ledger = Ledger(tmp_path)
    ledger.keep({"mot": {"reads": [59.5, 1.0]}})
    gate, began = LedgerGate(ledger, "mot", CallQuota(reads=2)), time.monotonic()
    with gate.turn("reads"):
        waited = time.monotonic() - began

    assert 0.3 < waited < 10
    assert len(ledger.ages()["mot"]["reads"]) == 2


def test_calls_to_drive_do_not_count(tmp_path):
    gate = LedgerGate(Ledger(tmp_path), "mot", CallQuota(reads=1))
    with gate.turn("reads"), gate.turn("files"), gate.turn("files"):
        pass

    assert len(Ledger(tmp_path).ages()["mot"]["reads"]) == 1
