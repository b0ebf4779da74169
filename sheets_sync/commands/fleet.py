"""fleet: many schools at once, and the district's roll-up of them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.options import Function, Run, shared_options

if TYPE_CHECKING:
    from sheets_sync.fleet.fleet_file import Engine, Fleet
    from sheets_sync.fleet.members import Member
    from sheets_sync.fleet.night import Night, Order
    from sheets_sync.fleet.outcome import Outcome


@click.group(help=N_("Nhiều trường một lúc, và bảng tổng hợp của đơn vị quản lý (cần gói [fleet])."))
@shared_options
def fleet(run: Run) -> None:
    """The group itself does nothing."""


_FILE = click.option("--fleet", "file", default="fleet.toml", metavar="FILE", help=N_("Tệp fleet.toml."))
_ONLY = click.option("--only", metavar="PATTERN", help=N_("Chỉ các trường có tên khớp, ví dụ 'thcs-*'."))
_FAILED = click.option("--failed", is_flag=True, help=N_("Chỉ các trường lần trước chưa xong."))
_ENGINE = (
    click.option(
        "--scheduler", metavar="ADDRESS", help=N_("Bộ điều phối Dask có sẵn, ví dụ tcp://may-chu:8786.")
    ),
    click.option("--workers", type=click.IntRange(1, 1000), help=N_("Số tiến trình trên máy này.")),
)


def _selecting(function: Function) -> Function:
    """--fleet, --only, --failed."""
    return _FILE(_ONLY(_FAILED(shared_options(function))))


def _running(function: Function) -> Function:
    """The options of a command that runs the schools."""
    for option in reversed(_ENGINE):
        function = option(function)
    return _selecting(function)


@fleet.command("check", help=N_("Kiểm tra mọi trường; không ghi gì vào sổ hay bảng tổng hợp nào."))
@_running
def fleet_check(run: Run, **chosen: Any) -> int:
    """Check every school; the exit code says whether all runs succeeded, not whether the sheets are clean."""
    from sheets_sync.fleet.night import Order

    return _run(run, Order("check", run.day), **chosen).exit_code


@fleet.command("sync", help=N_("Chạy sync cho mọi trường, rồi ghi bảng tổng hợp của đơn vị."))
@click.option("--everyone", is_flag=True, help=N_("Chạy cả những trường mà Drive cho biết là không đổi."))
@_running
def fleet_sync(run: Run, everyone: bool, **chosen: Any) -> int:
    """Sync every school that may have changed, then write the district's tabs."""
    from sheets_sync.fleet.night import Order

    night = _run(run, Order("sync", run.day, everyone=everyone), **chosen)
    _publish(run, chosen["file"])
    return night.exit_code


def _publish(run: Run, file: str) -> None:
    """Write the district's tabs from what all its schools' last good runs gave."""
    from sheets_sync.fleet.fleet_file import load_fleet
    from sheets_sync.fleet.members import members
    from sheets_sync.fleet.publish import district, publish

    plan = load_fleet(Path(file))
    written = publish(district(plan, members(plan), run.day))
    place = plan.outputs.store.output if plan.outputs.store.kind == "google" else plan.outputs.output_path
    if run.as_json:
        click.echo(
            json.dumps({"roll_up": {"place": str(place), "tabs_written": written}}, ensure_ascii=False)
        )
    elif written:
        run.say("Đã ghi {path}: {tabs}.", path=place, tabs=", ".join(written))
    else:
        run.say("Bảng tổng hợp của đơn vị không thay đổi; không ghi gì.")


def _run(
    run: Run,
    order: Order,
    file: str,
    only: str | None,
    failed: bool,
    scheduler: str | None,
    workers: int | None,
) -> Night:
    from sheets_sync.fleet.extra import require_extra
    from sheets_sync.fleet.fleet_file import load_fleet
    from sheets_sync.fleet.night import run_night

    require_extra()
    plan = load_fleet(Path(file))
    schools = _chosen(plan, only, failed)
    engine = _engine(plan.engine, scheduler, workers)
    with _Telling(run, len(schools)) as telling:
        night = run_night(plan, schools, order, engine, telling)
    telling.sum_up(night)
    return night


def _engine(engine: Engine, scheduler: str | None, workers: int | None) -> Engine:
    """The engine of the file, or as the options say; workers of our own need no scheduler of somebody's."""
    if workers:
        engine = engine._replace(scheduler=None, workers=workers)
    return engine._replace(scheduler=scheduler) if scheduler else engine


def _chosen(plan: Fleet, only: str | None, failed: bool) -> tuple[Member, ...]:
    from sheets_sync.fleet.members import matching, members
    from sheets_sync.fleet.outcome import SUCCEEDED
    from sheets_sync.fleet.shelf import Shelf

    every = members(plan)
    found = matching(every, only)
    if only and not found:
        text = N_("Không có trường nào khớp với “{pattern}”. Có: {schools}.")
        known = ", ".join(each.key for each in every[:10])
        raise UsageError(Message(text, {"pattern": only, "schools": known}))
    if failed:
        shelf = Shelf(plan.state_path)
        states = {each.key: shelf.status(each.key) for each in found}
        found = tuple(each for each in found if (last := states[each.key]) and last.state not in SUCCEEDED)
    return found


# --- telling ------------------------------------------------------------------------------------------------


class _Telling:
    """Tells of every outcome: a bar and the failures for people, a JSON line each for machines."""

    def __init__(self, run: Run, schools: int) -> None:
        self.run, self.schools = run, schools
        self.bar: Any = None

    def __enter__(self) -> _Telling:
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

    def __call__(self, outcome: Outcome) -> None:
        """Tell of one school."""
        if self.run.as_json:
            click.echo(json.dumps(_outcome_json(outcome, self.run), ensure_ascii=False))
        elif not outcome.succeeded:
            click.echo(_outcome_line(outcome, self.run), err=True)
        elif self.run.verbose:
            click.echo(_outcome_line(outcome, self.run))
        if self.bar:
            self.bar.update(self.step, advance=1, description=outcome.name)

    def sum_up(self, night: Night) -> None:
        """The line at the end."""
        from sheets_sync.fleet.outcome import STATES

        states = Counter(outcome.state for outcome in night.outcomes)
        calls = {
            kind: sum(outcome.calls.get(kind, 0) for outcome in night.outcomes)
            for kind in ("reads", "writes", "files", "retries")
        }
        calls["files"] += night.listings
        refused = sum(kind["refused"] for account in night.quotas.values() for kind in account.values())
        if self.run.as_json:
            summary = {
                "schools": self.schools,
                "states": dict(states),
                "google": {**calls, "refused": refused},
            }
            click.echo(json.dumps({"summary": summary}, ensure_ascii=False))
            return
        listed = ", ".join(
            f"{self.run.t(STATES[state])} {states[state]}" for state in STATES if states[state]
        )
        self.run.say("{schools} trường: {listed}.", schools=len(night.outcomes), listed=listed or "–")
        if any(calls.values()):
            self.run.say(
                "Google: {reads} lệnh đọc, {writes} lệnh ghi, {files} lệnh Drive; {refused} lần bị giới hạn.",
                refused=refused,
                **calls,
            )


def _outcome_json(outcome: Outcome, run: Run) -> dict[str, Any]:
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


def _outcome_line(outcome: Outcome, run: Run) -> str:
    from sheets_sync.fleet.outcome import STATES

    said = "; ".join(str(run.t.say(reason)) for reason in outcome.reasons)
    state = run.t(STATES[outcome.state])
    return f"{outcome.key} ({outcome.name}): {state}. {said}" if said else f"{outcome.key}: {state}"
