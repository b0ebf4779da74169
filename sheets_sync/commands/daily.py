"""check, plan, sync: what runs every day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options, shrink_option, wait_option
from sheets_sync.errors import RefusedError
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.operations.recorded_run import Record
    from sheets_sync.pipeline import Decision
    from sheets_sync.results.results import Results

DATA_HAS_ERRORS = 1


@command(help=N_("Đọc và kiểm tra; liệt kê từng điều cần sửa với ô của nó. Không ghi gì."))
@shared_options
def check(run: Run) -> int:
    """List every problem; exit 1 when there is an error."""
    from sheets_sync.commands.printing import print_json

    found = checked(run)
    if run.as_json:
        print_json(found)
    return DATA_HAS_ERRORS if found["counts"]["error"] else 0


def checked(run: Run) -> dict[str, Any]:
    from sheets_sync.commands import printing
    from sheets_sync.views import as_json

    [results], unread_tabs = run.school.read()
    if not (run.as_json or run.quiet):
        printing.print_problems(results.problems, run.t, run.verbose)
    if not results.school.roster.people:
        run.say(_why_nobody(results))
    run.notify(results)
    if unread_tabs:
        run.say(
            "Các tab không đọc: {tabs}. Tab nào của trường thì đổi tên, hoặc ghi vào [tabs] trong cấu hình.",
            tabs=", ".join(_tab_words(run, unread_tabs)),
        )
    unread = results.school.unread
    if unread:
        columns = "; ".join(f"“{header}” ({', '.join(tabs)})" for header, tabs in unread.items())
        run.say("Các cột không đọc: {columns}.", columns=columns)
    found = as_json.check_json(results.problems, run.t)
    notices = as_json.notices(results, run.t)
    return {**found, "notices": notices, "unread_tabs": list(unread_tabs), "unread_columns": list(unread)}


def _tab_words(run: Run, titles: Sequence[str]) -> Iterator[str]:
    """The tabs that were not read, each with the form that its title begins like."""
    from sheets_sync.results.unread import looks_like

    for title in titles:
        form = looks_like(title, run.config)
        yield run.t("{tab} (có phải {form} không?)", tab=title, form=form) if form else title


def _why_nobody(results: Results) -> str:
    """A roster without people may be one whose columns are not there."""
    if any(problem.code in ("tab-missing", "column-missing") for problem in results.problems):
        return N_("Chưa đọc được Danh sách, nên chưa kiểm tra được các tab khác; sửa điều trên trước.")
    return N_("Danh sách chưa có ai, nên chưa kiểm tra được các tab khác.")


@command(help=N_("Cho biết sync sẽ thay đổi gì. Không ghi gì."))
@shared_options
def plan(run: Run) -> int:
    """Show what sync would change; exit 5 when it would be refused."""
    from sheets_sync import pipeline
    from sheets_sync.commands import printing
    from sheets_sync.journal.journal import Journal, journal_path
    from sheets_sync.journal.runs import Runs
    from sheets_sync.operations.syncing import run_options
    from sheets_sync.views import as_json

    path = journal_path(run.config, Path(run.config_path))
    with Journal(path, create=False) as journal, run.school.progress() as progress:
        options = run_options(run.config, Runs(journal))
        planned = pipeline.plan(run.school.store, run.config, run.day, progress, options)
    results = planned.results
    if run.as_json:
        known = {
            "counts": as_json.counts(results.problems),
            "notices": as_json.notices(results, run.t),
        }
        printing.print_json({**as_json.plan_json(planned.plan, run.t), **known})
    elif not run.quiet:
        printing.print_plan(planned.plan, run.t)
    run.notify(results)
    if planned.plan.refusals and not run.as_json:
        raise RefusedError(*planned.plan.refusals)
    return RefusedError.exit_code if planned.plan.refusals else 0


@command(help=N_("Kiểm tra, xếp hạng, ghi các tab tổng hợp một lần; chạy lại ngay sau đó thì không ghi gì."))
@click.option("--strict", is_flag=True, help=N_("Báo mã 1 khi dữ liệu còn lỗi."))
@shrink_option
@wait_option
@shared_options
def sync(run: Run, strict: bool, allow_shrink: bool, wait: float | None) -> int:
    """Publish what is valid and list what is not."""
    from sheets_sync.commands.printing import print_json

    written = synced(run, wait, allow_shrink)
    if run.as_json:
        print_json(written)
    return DATA_HAS_ERRORS if strict and written["counts"]["error"] else 0


def synced(run: Run, wait: float | None = None, allow_shrink: bool = False) -> dict[str, Any]:
    """One sync: what is valid is published, what is not is listed."""
    from sheets_sync.commands.recorded import recorded

    with recorded(run, "sync", wait) as record:
        return written(run, record, None, allow_shrink)


def written(
    run: Run, record: Record, decide: Decision | None = None, allow_shrink: bool = False
) -> dict[str, Any]:
    """Compute and write, closing or reopening what is decided (else what the config closes by date); for JSON."""
    from sheets_sync.commands import printing
    from sheets_sync.operations import syncing
    from sheets_sync.results import closing, unread

    planned, titles = syncing.sync(run.school, record, decide, allow_shrink)
    changed = planned.plan.changed or bool(titles)
    if changed:
        run.say("Đã ghi {path}: {tabs}.", path=run.output_name, tabs=", ".join(titles))
    else:
        run.say("Không có gì thay đổi từ lần trước; không ghi gì.")
    run.say(printing.counts_line(record.counts, run.t))
    run.notify(planned.results)
    for month, count in closing.left_open(planned.results).items():
        run.say("{line}", line=closing.left_open_text(month, count))
    if left := unread.unread_line(planned.results, run.t):
        run.say("{line}", line=left)
    done = {"changed": changed, "tabs_written": record.written, "counts": record.counts, "run_id": record.id}
    return {**done, **run.google_calls()}
