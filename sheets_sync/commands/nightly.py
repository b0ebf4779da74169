"""check, plan, sync: what runs every day."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.errors import RefusedError
from sheets_sync.language import N_
from sheets_sync.options import Run, shared_options

if TYPE_CHECKING:
    from sheets_sync.results import Results

DATA_HAS_ERRORS = 1


@click.command(help=N_("Đọc và kiểm tra; liệt kê từng điều cần sửa với ô của nó. Không ghi gì."))
@shared_options
def check(run: Run) -> int:
    """List every problem; exit 1 when there is an error."""
    from sheets_sync.output import print_json

    found = checked(run)
    if run.as_json:
        print_json(found)
    return DATA_HAS_ERRORS if found["counts"]["error"] else 0


def checked(run: Run) -> dict[str, Any]:
    from sheets_sync import as_json, output

    results = run.results()
    if not (run.as_json or run.quiet):
        output.print_problems(results.problems, run.t, run.verbose)
    if not results.school.roster.people:
        run.say(_why_nobody(results))
    if run.unread:
        run.say(
            "Các tab không đọc: {tabs}. Tab nào của trường thì đổi tên, hoặc ghi vào [tabs] trong cấu hình.",
            tabs=", ".join(run.unread),
        )
    unread = results.school.unread
    if unread:
        columns = "; ".join(f"“{header}” ({', '.join(tabs)})" for header, tabs in unread.items())
        run.say("Các cột không đọc: {columns}.", columns=columns)
    found = as_json.check_json(results.problems, run.t)
    return {**found, "unread_tabs": list(run.unread), "unread_columns": list(unread)}


def _why_nobody(results: Results) -> str:
    """A roster without people may be one whose columns are not there."""
    if any(problem.code in ("tab-missing", "column-missing") for problem in results.problems):
        return N_("Chưa đọc được Danh sách, nên chưa kiểm tra được các tab khác; sửa điều trên trước.")
    return N_("Danh sách chưa có ai, nên chưa kiểm tra được các tab khác.")


@click.command(help=N_("Cho biết sync sẽ thay đổi gì. Không ghi gì."))
@shared_options
def plan(run: Run) -> int:
    """Show what sync would change; exit 5 when it would be refused."""
    from sheets_sync import as_json, output, pipeline

    with output.Progress(run.t, not run.quiet) as progress:
        planned = pipeline.plan(run.store, run.config, run.day, progress)
    if run.as_json:
        output.print_json(
            {**as_json.plan_json(planned.plan, run.t), "counts": as_json.counts(planned.results.problems)}
        )
    elif not run.quiet:
        output.print_plan(planned.plan, run.t)
    if planned.plan.refusals and not run.as_json:
        raise RefusedError(*planned.plan.refusals)
    return RefusedError.exit_code if planned.plan.refusals else 0


@click.command(
    help=N_("Kiểm tra, xếp hạng, ghi các tab tổng hợp một lần; chạy lại ngay sau đó thì không ghi gì.")
)
@click.option("--strict", is_flag=True, help=N_("Báo mã 1 khi dữ liệu còn lỗi."))
@shared_options
def sync(run: Run, strict: bool) -> int:
    """Publish what is valid and list what is not."""
    from sheets_sync.output import print_json

    written = synced(run)
    if run.as_json:
        print_json(written)
    return DATA_HAS_ERRORS if strict and written["counts"]["error"] else 0


def synced(run: Run) -> dict[str, Any]:
    from sheets_sync import as_json, output, pipeline

    with output.Progress(run.t, not run.quiet) as progress:
        planned, written = pipeline.sync(run.store, run.config, run.day, progress)
    changed = planned.plan.changed or bool(written)
    if changed:
        run.say("Đã ghi {path}: {tabs}.", path=run.output_name, tabs=", ".join(written))
    else:
        run.say("Không có gì thay đổi từ lần trước; không ghi gì.")
    numbers = as_json.counts(planned.results.problems)
    run.say(output.counts_line(numbers, run.t))
    run_id = f"{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}"
    done = {"changed": changed, "tabs_written": list(written), "counts": numbers, "run_id": run_id}
    return {**done, **run.google_calls()}
