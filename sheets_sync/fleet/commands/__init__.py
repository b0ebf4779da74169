"""fleet: many schools at once, and the district's roll-up of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.completion_words import kinds_like
from sheets_sync.commands.help_pages import group
from sheets_sync.commands.options import Function, Run, period_options, shared_options, shrink_option
from sheets_sync.errors import ConfigError, UsageError
from sheets_sync.fleet.commands.choice import chosen, selecting, whole_fleet
from sheets_sync.fleet.commands.known import fleet_status, fleet_titles
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.fleet.commands.choice import Whole
    from sheets_sync.fleet.district.district_draft import DistrictDraft
    from sheets_sync.fleet.fleet_file import Engine
    from sheets_sync.fleet.running.run import FleetRun, Order
    from sheets_sync.settings.config import Config


@group(help=N_("Nhiều trường một lúc, và bảng tổng hợp của đơn vị quản lý (cần gói [fleet])."))
@shared_options
def fleet(run: Run) -> None:
    """The group itself does nothing."""


_ENGINE = (
    click.option(
        "--scheduler", metavar="ADDRESS", help=N_("Bộ điều phối Dask có sẵn, ví dụ tcp://may-chu:8786.")
    ),
    click.option(
        "--workers", type=click.IntRange(1, 1000), metavar="N", help=N_("Số tiến trình trên máy này.")
    ),
)


def _running(function: Function) -> Function:
    """The options of a command that runs the schools."""
    for option in reversed(_ENGINE):
        function = option(function)
    return selecting(function)


@fleet.command("check", help=N_("Kiểm tra mọi trường; không ghi gì vào sổ hay bảng tổng hợp nào."))
@_running
def fleet_check(run: Run, file: str, **options: Any) -> int:
    """Check every school; the exit code says whether all runs succeeded, not whether the sheets are clean."""
    with _alone(run, file, "check") as whole:
        from sheets_sync.fleet.running.run import Order

        return _run(run, whole, Order("check", run.day), **options)[0].exit_code


@fleet.command("sync", help=N_("Chạy sync cho mọi trường, rồi ghi bảng tổng hợp của đơn vị."))
@click.option("--everyone", is_flag=True, help=N_("Chạy cả những trường mà Drive cho biết là không đổi."))
@shrink_option
@_running
def fleet_sync(run: Run, file: str, everyone: bool, allow_shrink: bool, **options: Any) -> int:
    """Sync every school that may have changed, then write the district's tabs."""
    with _alone(run, file, "sync") as whole:
        from sheets_sync.fleet.kept.known_schools import forget_gone
        from sheets_sync.fleet.running.run import Order

        if allow_shrink:
            forget_gone(*whole)
        done, draft = _run(run, whole, Order("sync", run.day, everyone=everyone), **options)
        _publish(run, whole, draft, allow_shrink)
    return done.exit_code


@fleet.command("report", help=N_("Lập văn bản của mọi trường, rồi bản tổng hợp đăng ký của đơn vị."))
@click.argument("kinds", metavar="[KIND]...", nargs=-1, shell_complete=kinds_like)
@period_options
@click.option("--replace", is_flag=True, help=N_("Ghi đè cả tệp đã có người sửa."))
@_running
def fleet_report(
    run: Run,
    file: str,
    kinds: tuple[str, ...],
    month: str | None,
    term: int | None,
    whole_year: bool,
    replace: bool,
    **options: Any,
) -> int:
    """Every school's documents of these kinds, else those that are due; then the district's own paper."""
    with _alone(run, file, "report") as whole:
        from sheets_sync.fleet.running.run import Order

        _require_known(kinds, whole)
        period = (month, term, whole_year)
        done, draft = _run(run, whole, Order("report", run.day, kinds, period, replace), **options)
        _publish_document(run, draft, replace)
    return done.exit_code


def _require_known(kinds: tuple[str, ...], whole: Whole) -> None:
    """Raise UsageError for a kind that no school knows, before each of them says so."""
    from sheets_sync.documents.kinds import find_kind
    from sheets_sync.documents.word import own_folder

    configs = {own_folder(school.config): school.config for school in whole[1] if school.config}
    for kind in kinds:
        if not any(_may_know(config, kind) for config in configs.values()):
            find_kind(kind, whole[0].outputs)


def _may_know(config: Config, kind: str) -> bool:
    """Whether a school knows a kind, or has templates that cannot be read: it will say itself what is wrong with them."""
    from sheets_sync.documents.kinds import find_kind

    try:
        find_kind(kind, config)
    except UsageError:
        return False
    except ConfigError:
        pass
    return True


def _publish_document(run: Run, draft: DistrictDraft, replace: bool) -> None:
    from sheets_sync.commands.printing import print_json_line
    from sheets_sync.documents.publishers.folder import FolderPublisher
    from sheets_sync.fleet.district.district_document import registrations_document

    if not draft.figures.schools:
        if not run.as_json:
            text = N_("Chưa trường nào có kết quả của năm học {year} nên chưa lập bản tổng hợp đăng ký.")
            run.say(text, year=draft.config.year)
        return
    published = FolderPublisher(draft.config.reports_path).publish(registrations_document(draft), replace)
    if run.as_json:
        print_json_line({"document": published._asdict()})
    else:
        said = N_("Đã viết {path}.") if published.changed else N_("{path} không thay đổi.")
        run.say(said, path=published.location)


def _publish(run: Run, whole: Whole, draft: DistrictDraft, allow_shrink: bool) -> None:
    """Write the district's tabs from what all its schools' last good runs gave."""
    from sheets_sync.commands.printing import print_json_line
    from sheets_sync.fleet.district.publish import gate_of, publish

    written = publish(draft, allow_shrink, gate_of(*whole))
    outputs = draft.config
    place = outputs.store.output if outputs.store.kind == "google" else outputs.output_path
    if run.as_json:
        print_json_line({"roll_up": {"place": str(place), "tabs_written": written}})
    elif not draft.figures.schools:
        text = N_("Chưa trường nào có kết quả của năm học {year} nên chưa ghi bảng tổng hợp của đơn vị.")
        run.say(text, year=outputs.year)
    elif written:
        run.say("Đã ghi {path}: {tabs}.", path=place, tabs=", ".join(written))
    else:
        run.say("Bảng tổng hợp của đơn vị không thay đổi; không ghi gì.")


@contextmanager
def _alone(run: Run, file: str, action: str) -> Iterator[Whole]:
    """The fleet and its schools, with no other run of it under way: each of two would take all of Google's quota."""
    from sheets_sync.files.lock import PATIENCE, one_at_a_time
    from sheets_sync.fleet.extra import require_extra
    from sheets_sync.fleet.kept.known_schools import remember

    require_extra()
    whole = whole_fleet(file)
    lock = whole[0].state_path / "lock"
    with one_at_a_time(lock, f"fleet {action}", PATIENCE, lambda said: run.say(said.template, **said.params)):
        remember(*whole)
        yield whole


def _run(
    run: Run,
    whole: Whole,
    order: Order,
    only: str | None,
    failed: bool,
    scheduler: str | None,
    workers: int | None,
) -> tuple[FleetRun, DistrictDraft]:
    """What the run came to, and what the district knows of all its schools after it."""
    from sheets_sync.fleet.commands.report import FleetReport
    from sheets_sync.fleet.district.publish import district
    from sheets_sync.fleet.running.run import run_fleet

    plan, schools = whole[0], chosen(whole, only, failed)
    engine = _engine(plan.engine, scheduler, workers)
    with FleetReport(run, len(schools)) as report, _tidied_up():
        done = run_fleet(plan, schools, order, engine, report)
    draft = district(*whole, run.day)
    report.sum_up(done, draft.left_out)
    return done, draft


@contextmanager
def _tidied_up() -> Iterator[None]:
    """Unlike other commands a fleet's run may go on for an hour, and a cluster's client makes cycles; the roll-up makes none."""
    gc.enable()
    try:
        yield
    finally:
        gc.disable()


def _engine(engine: Engine, scheduler: str | None, workers: int | None) -> Engine:
    """The engine of the file, or as the options say; workers of our own need no scheduler of somebody's."""
    if workers:
        engine = engine._replace(scheduler=None, workers=workers)
    return engine._replace(scheduler=scheduler) if scheduler else engine


fleet.add_command(fleet_status)
fleet.add_command(fleet_titles)
