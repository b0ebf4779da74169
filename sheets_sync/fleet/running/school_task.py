"""One school's run as a task of the cluster: the pipeline as a school runs it, and its results as Parquet.

Whatever goes wrong comes back as an outcome with its reason; only what kills the process does not.
"""

from __future__ import annotations

import gc
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.errors import RefusedError, SheetsSyncError
from sheets_sync.fleet.outcome import RunState, SchoolOutcome, SchoolTask
from sheets_sync.language import N_, Message
from sheets_sync.operations.opened_school import OpenedSchool

if TYPE_CHECKING:
    from sheets_sync.google.session import Gate
    from sheets_sync.results.results import Results


def run_task(task: SchoolTask) -> SchoolOutcome:
    """What came of a school's run, on a worker of a cluster: it reports that it begins, and draws on the quota there."""
    from sheets_sync.fleet.running.worker_side import gate_of, say_begun

    say_begun()
    gc.disable()  # as for a command, a quarter faster; what cycles a school makes are collected after it
    try:
        return run_here(task, gate_of(task.account) if task.account else None)
    finally:
        gc.enable()


def run_here(task: SchoolTask, gate: Gate | None = None) -> SchoolOutcome:
    """What came of a school's run; never raises for what the school or Google did."""
    began, clock = time.time(), time.monotonic()
    on_google = task.config.store.kind == "google"
    school = OpenedSchool(task.config, task.path, task.today, gate if on_google else None)
    outcome = SchoolOutcome(task.key, task.config.school.name, task.action, "done", began=began)
    try:
        done = _done(school, task, outcome)
    except SheetsSyncError as error:
        state: RunState = "refused" if isinstance(error, RefusedError) else "failed"
        done = replace(outcome, state=state, reasons=error.messages)
    except MemoryError:
        done = replace(outcome, state="memory", reasons=(Message(OUT_OF_MEMORY),))
    except OSError as error:
        text = N_("Máy không làm được việc ấy ({error}). Xem chỗ trống trên đĩa và quyền, rồi chạy lại.")
        done = replace(
            outcome, state="failed", reasons=(Message(text, {"error": error.strerror or str(error)}),)
        )
    except Exception as error:  # a bug that one school's sheets show must not stop the others
        done = replace(outcome, state="bug", reasons=(_bug(error),))
    return replace(done, calls=school.calls(), seconds=time.monotonic() - clock)


OUT_OF_MEMORY = N_("hết bộ nhớ khi chạy trường này; sổ quá lớn, hoặc tăng [engine] memory")


def _bug(error: Exception) -> Message:
    """Which error of ours and where, without what the sheets hold."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = N_("lỗi của chương trình ({kind} ở {file}:{line}); chạy riêng trường này với --verbose")
    place = {"file": last.filename.replace("\\", "/").rpartition("/")[2], "line": last.lineno}
    return Message(text, {"kind": type(error).__name__, **place})


def _done(school: OpenedSchool, task: SchoolTask, outcome: SchoolOutcome) -> SchoolOutcome:
    """Run the school; raises what goes wrong."""
    from sheets_sync.operations.paper_choice import ChosenPeriod
    from sheets_sync.operations.run_school import run_school

    done = run_school(school, task.action, task.kinds, ChosenPeriod(*task.period), task.replace)
    written = replace(outcome, written=done.written)
    return written if task.action == "report" else _with_results(written, done.results)


def _with_results(outcome: SchoolOutcome, results: Results) -> SchoolOutcome:
    from sheets_sync.fleet.kept.school_parquet import school_bytes
    from sheets_sync.fleet.kept.school_rows import school_row
    from sheets_sync.views import as_json

    return replace(
        outcome,
        counts=as_json.counts(results.problems),
        parquet=school_bytes(school_row(outcome.key, results)),
    )
