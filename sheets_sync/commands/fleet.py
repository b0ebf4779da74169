"""fleet: many schools at once, and the district's roll-up of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.fleet_telling import Telling
from sheets_sync.commands.nightly import shrink_option
from sheets_sync.errors import UsageError
from sheets_sync.help_pages import group
from sheets_sync.language import N_, Message
from sheets_sync.options import Function, Run, period_options, shared_options
from sheets_sync.possible_words import kinds_like
from sheets_sync.titles import ALL_TITLES

if TYPE_CHECKING:
    from sheets_sync.fleet.district_tabs import DistrictDraft
    from sheets_sync.fleet.fleet_file import Engine, Fleet
    from sheets_sync.fleet.members import Member
    from sheets_sync.fleet.night import Night, Order
    from sheets_sync.fleet.rollup import Proposal
    from sheets_sync.fleet.same_person import SamePerson
    from sheets_sync.fleet.shelf import Status

    Whole = tuple[Fleet, tuple[Member, ...]]  # a fleet with all its schools


@group(help=N_("Nhiều trường một lúc, và bảng tổng hợp của đơn vị quản lý (cần gói [fleet])."))
@shared_options
def fleet(run: Run) -> None:
    """The group itself does nothing."""


_FILE = click.option(
    "--fleet", "file", type=click.Path(), default="fleet.toml", metavar="FILE", help=N_("Tệp fleet.toml.")
)
_ONLY = click.option("--only", metavar="PATTERN", help=N_("Chỉ các trường có tên khớp, ví dụ 'thcs-*'."))
_FAILED = click.option("--failed", is_flag=True, help=N_("Chỉ các trường lần trước chưa xong."))
_ENGINE = (
    click.option(
        "--scheduler", metavar="ADDRESS", help=N_("Bộ điều phối Dask có sẵn, ví dụ tcp://may-chu:8786.")
    ),
    click.option(
        "--workers", type=click.IntRange(1, 1000), metavar="N", help=N_("Số tiến trình trên máy này.")
    ),
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
def fleet_check(run: Run, file: str, **chosen: Any) -> int:
    """Check every school; the exit code says whether all runs succeeded, not whether the sheets are clean."""
    with _alone(file, "check") as whole:
        from sheets_sync.fleet.night import Order

        return _run(run, whole, Order("check", run.day), **chosen).exit_code


@fleet.command("sync", help=N_("Chạy sync cho mọi trường, rồi ghi bảng tổng hợp của đơn vị."))
@click.option("--everyone", is_flag=True, help=N_("Chạy cả những trường mà Drive cho biết là không đổi."))
@shrink_option
@_running
def fleet_sync(run: Run, file: str, everyone: bool, allow_shrink: bool, **chosen: Any) -> int:
    """Sync every school that may have changed, then write the district's tabs."""
    with _alone(file, "sync") as whole:
        from sheets_sync.fleet.night import Order

        night = _run(run, whole, Order("sync", run.day, everyone=everyone), **chosen)
        _publish(run, whole, allow_shrink)
    return night.exit_code


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
    **chosen: Any,
) -> int:
    """Every school's documents of these kinds, else those that are due; then the district's own paper."""
    with _alone(file, "report") as whole:
        from sheets_sync.fleet.night import Order

        period = (month, term, whole_year)
        night = _run(run, whole, Order("report", run.day, kinds, period, replace), **chosen)
        _publish_document(run, whole, replace)
    return night.exit_code


def _publish_document(run: Run, whole: Whole, replace: bool) -> None:
    from sheets_sync.fleet.district_document import registrations_document
    from sheets_sync.fleet.publish import district
    from sheets_sync.output import print_json_line
    from sheets_sync.publishers.folder import FolderPublisher

    draft = district(*whole, run.day)
    if not draft.figures.schools:
        return
    published = FolderPublisher(draft.config.reports_path).publish(registrations_document(draft), replace)
    if run.as_json:
        print_json_line({"document": published._asdict()})
    else:
        said = N_("Đã viết {path}.") if published.changed else N_("{path} không thay đổi.")
        run.say(said, path=published.location)


@fleet.command(
    "status", help=N_("Lần chạy cuối của từng trường: xong chưa, số liệu của ngày nào, vì sao chưa xong.")
)
@_selecting
def fleet_status(run: Run, file: str, only: str | None, failed: bool) -> int:
    """What is known of every school without asking any; the exit code as after a run."""
    from sheets_sync.fleet.fleet_file import load_fleet
    from sheets_sync.fleet.members import members
    from sheets_sync.fleet.outcome import SUCCEEDED
    from sheets_sync.fleet.shelf import Shelf
    from sheets_sync.output import print_json, print_table

    plan = load_fleet(Path(file))
    schools = _chosen((plan, members(plan)), only, failed)
    shelf = Shelf(plan.state_path)
    rows = [_status_row(school, shelf.status(school.key), run) for school in schools]
    if run.as_json:
        print_json({"schools": rows})
    else:
        names = [
            run.t("Trường"),
            run.t("Tên"),
            run.t("Lần chạy cuối"),
            run.t("Số liệu ngày"),
            run.t("Vì sao chưa xong"),
        ]
        print_table(names, [_status_words(row, run) for row in rows])
    well = sum(row["state"] in SUCCEEDED for row in rows)
    return 0 if well == len(rows) else 1 if well else 4


def _status_row(school: Member, status: Status | None, run: Run) -> dict[str, Any]:
    reasons = school.mistakes or (status.reasons if status else ())
    return {
        "school": school.key,
        "name": school.name,
        "state": status.state if status else None,
        "action": status.action if status else None,
        "day": status.day if status else None,
        "counts": dict(status.counts) if status else {},
        "reasons": [str(run.t.say(reason)) for reason in reasons],
    }


def _status_words(row: dict[str, Any], run: Run) -> list[str]:
    from sheets_sync.fleet.outcome import STATES

    state = run.t(STATES[row["state"]]) if row["state"] else run.t("chưa chạy")
    return [row["school"], row["name"], state, row["day"] or "", "; ".join(row["reasons"])]


@fleet.command("titles", help=N_("Đề nghị của mọi trường theo từng danh hiệu, theo lần chạy tốt gần nhất."))
@click.option("--title", type=click.Choice(ALL_TITLES, case_sensitive=False), help=N_("Chỉ một danh hiệu."))
@_selecting
def fleet_titles(run: Run, file: str, only: str | None, failed: bool, title: str | None) -> int:
    """All proposals in one list, and who is proposed twice, from what the schools' runs have left."""
    from sheets_sync.fleet.same_person import proposed_twice
    from sheets_sync.output import print_json, print_table
    from sheets_sync.titles import TITLES

    draft = _district(run, file, only, failed)
    order = [each.code for each in TITLES]
    found = [each for each in draft.figures.proposals if title in (None, each.title)]
    found.sort(key=lambda each: order.index(each.title))  # within a title as the schools list them
    twice = proposed_twice(found)
    if run.as_json:
        print_json(
            {"rows": [_proposal_json(each) for each in found], "twice": [_twice_json(each) for each in twice]}
        )
        return 0
    print_table(
        [
            run.t("Danh hiệu"),
            run.t("Trường"),
            run.t("Mã CB"),
            run.t("Họ và tên, tập thể"),
            run.t("Kết luận của trường"),
        ],
        [_proposal_words(each, run) for each in found],
    )
    run.say("{count} đề nghị của {schools} trường; {twice} người được đề nghị ở hai nơi.",
            count=len(found), schools=len({each.school for each in found}), twice=len(twice))  # fmt: skip
    return 0


def _proposal_words(proposal: Proposal, run: Run) -> list[str]:
    from sheets_sync.agenda import OUTCOMES
    from sheets_sync.titles import BY_CODE

    subject = "" if proposal.is_team else proposal.subject
    outcome = run.t(OUTCOMES[proposal.verdict])
    return [BY_CODE[proposal.title].short, proposal.school_name, subject, proposal.name, outcome]


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    born = proposal.born.isoformat() if proposal.born else None
    return {**proposal._asdict(), "open": list(proposal.open), "born": born}


def _twice_json(same: SamePerson) -> dict[str, Any]:
    places = {(each.school, each.subject): each.name for each in same.proposals}
    people = [{"school": school, "staff_id": subject} for school, subject in places]
    return {"name": same.proposals[0].name, "certain": same.certain, "people": people}


def _district(run: Run, file: str, only: str | None, failed: bool) -> DistrictDraft:
    """What is known of the district's schools by their last good runs."""
    from sheets_sync.fleet.extra import require_extra
    from sheets_sync.fleet.fleet_file import load_fleet

    require_extra()
    from sheets_sync.fleet.members import members
    from sheets_sync.fleet.publish import district

    plan = load_fleet(Path(file))
    return district(plan, _chosen((plan, members(plan)), only, failed), run.day)


def _publish(run: Run, whole: Whole, allow_shrink: bool) -> None:
    """Write the district's tabs from what all its schools' last good runs gave."""
    from sheets_sync.fleet.publish import district, gate_of, publish
    from sheets_sync.output import print_json_line

    draft = district(*whole, run.day)
    known = bool(draft.figures.schools)
    written = publish(draft, allow_shrink, gate_of(*whole)) if known else ()
    outputs = draft.config
    place = outputs.store.output if outputs.store.kind == "google" else outputs.output_path
    if run.as_json:
        print_json_line({"roll_up": {"place": str(place), "tabs_written": written}})
    elif not known:
        run.say("Chưa trường nào có kết quả nên chưa ghi bảng tổng hợp của đơn vị.")
    elif written:
        run.say("Đã ghi {path}: {tabs}.", path=place, tabs=", ".join(written))
    else:
        run.say("Bảng tổng hợp của đơn vị không thay đổi; không ghi gì.")


@contextmanager
def _alone(file: str, action: str) -> Iterator[Whole]:
    """The fleet and its schools, with no other run of it under way: each of two would take all of Google's quota."""
    from sheets_sync.fleet.extra import require_extra
    from sheets_sync.fleet.fleet_file import load_fleet
    from sheets_sync.fleet.members import members
    from sheets_sync.lock import one_at_a_time

    require_extra()
    plan = load_fleet(Path(file))
    schools = members(plan)
    with one_at_a_time(plan.state_path / "lock", f"fleet {action}"):
        yield plan, schools


def _run(
    run: Run,
    whole: Whole,
    order: Order,
    only: str | None,
    failed: bool,
    scheduler: str | None,
    workers: int | None,
) -> Night:
    from sheets_sync.fleet.night import run_night

    plan = whole[0]
    schools = _chosen(whole, only, failed)
    engine = _engine(plan.engine, scheduler, workers)
    with Telling(run, len(schools)) as telling, _tidied_up():
        night = run_night(plan, schools, order, engine, telling)
    telling.sum_up(night)
    return night


@contextmanager
def _tidied_up() -> Iterator[None]:
    """Unlike other commands a night may go on for an hour, and a cluster's client makes cycles; the roll-up makes none."""
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


def _chosen(whole: Whole, only: str | None, failed: bool) -> tuple[Member, ...]:
    from sheets_sync.fleet.members import matching
    from sheets_sync.fleet.outcome import SUCCEEDED
    from sheets_sync.fleet.shelf import Shelf

    plan, every = whole
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
