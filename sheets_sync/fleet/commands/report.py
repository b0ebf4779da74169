"""The report on a run over a fleet: a bar and the failures for people, JSON lines for machines."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.options import Run
from sheets_sync.commands.printing import print_json_line
from sheets_sync.fleet.commands.left_out import left_out_json, say_left_out
from sheets_sync.text.terminal import plain

if TYPE_CHECKING:
    from sheets_sync.fleet.district.left_out import LeftOut
    from sheets_sync.fleet.outcome import SchoolOutcome
    from sheets_sync.fleet.running.run import FleetRun


class FleetReport:
    """Prints every outcome: a bar and the failures for people, a JSON line each for machines."""

    def __init__(self, run: Run, schools: int) -> None:
        self.run, self.schools = run, schools
        self.bar: Any = None

    def __enter__(self) -> FleetReport:
        if not (self.run.as_json or self.run.quiet) and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)
            self.step = self.bar.add_task("", total=self.schools)
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def __call__(self, outcome: SchoolOutcome) -> None:
        """Print one school's outcome."""
        if self.run.as_json:
            print_json_line(_outcome_json(outcome, self.run))
        elif self.run.verbose or not outcome.succeeded:
            click.echo(plain(_outcome_line(outcome, self.run)), err=True)
        if self.bar:
            self.bar.update(self.step, advance=1, description=outcome.name)

    def sum_up(self, done: FleetRun, left_out: Sequence[LeftOut]) -> None:
        """The line at the end, and one for each school that does not count."""
        if self.run.as_json:
            print_json_line({"summary": self._summary(done, left_out)})
            return
        self._say_summary(done)
        say_left_out(self.run, left_out)

    def _summary(self, done: FleetRun, left_out: Sequence[LeftOut]) -> dict[str, Any]:
        return {
            "schools": self.schools,
            "states": dict(Counter(outcome.state for outcome in done.outcomes)),
            "google": _calls(done),
            "left_out": left_out_json(self.run, left_out),
        }

    def _say_summary(self, done: FleetRun) -> None:
        from sheets_sync.fleet.outcome import STATES

        states = Counter(outcome.state for outcome in done.outcomes)
        calls = _calls(done)
        if not done.outcomes:
            self.run.say("Lần chạy trước không trường nào chưa xong; không có gì để chạy lại.")
            return
        listed = ", ".join(
            f"{self.run.t(STATES[state])} {states[state]}" for state in STATES if states[state]
        )
        self.run.say("{schools} trường: {listed}.", schools=len(done.outcomes), listed=listed)
        if any(calls.values()):
            self.run.say(
                "Google: {reads} lệnh đọc, {writes} lệnh ghi, {files} lệnh Drive; {refused} lần bị giới hạn.",
                **calls,
            )


def _calls(done: FleetRun) -> dict[str, int]:
    """The calls to Google of a whole run, and how many of them it turned away."""
    calls = {
        kind: sum(outcome.calls.get(kind, 0) for outcome in done.outcomes)
        for kind in ("reads", "writes", "files", "retries")
    }
    calls["files"] += done.listings
    refused = sum(kind["refused"] for account in done.quotas.values() for kind in account.values())
    return {**calls, "refused": refused}


def _outcome_json(outcome: SchoolOutcome, run: Run) -> dict[str, Any]:
    return {
        "school": outcome.key,
        "name": outcome.name,
        "action": outcome.action,
        "state": outcome.state,
        "reasons": [str(run.t.say(reason)) for reason in outcome.reasons],
        "counts": dict(outcome.counts),
        "written": list(outcome.written),
        "google": dict(outcome.calls),
        "seconds": round(outcome.seconds, 3),
    }


def _outcome_line(outcome: SchoolOutcome, run: Run) -> str:
    from sheets_sync.fleet.outcome import STATES

    said = "; ".join(str(run.t.say(reason)) for reason in outcome.reasons)
    state = run.t(STATES[outcome.state])
    return f"{outcome.key} ({outcome.name}): {state}. {said}" if said else f"{outcome.key}: {state}"
