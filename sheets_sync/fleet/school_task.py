"""One school's run as a task of the cluster: the pipeline as a school runs it, and its results as Parquet.

Whatever goes wrong comes back as an outcome with its reason; only what kills the process does not.
"""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sheets_sync.commands.options import Run
from sheets_sync.commands.recorded import recorded
from sheets_sync.errors import RefusedError, SheetsSyncError
from sheets_sync.fleet.outcome import RunState, SchoolOutcome, SchoolTask
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.google.session import Gate
    from sheets_sync.results.results import Results


def run_school(task: SchoolTask) -> SchoolOutcome:
    """What came of a school's run, on a worker of a cluster: it says that it begins, and asks for its quota there."""
    from sheets_sync.fleet.worker_side import gate_of, say_begun

    say_begun()
    gc.disable()  # as for a command, a quarter faster; what cycles a school makes are collected after it
    try:
        return run_here(task, gate_of(task.account) if task.account else None)
    finally:
        gc.enable()


def run_here(task: SchoolTask, gate: Gate | None = None) -> SchoolOutcome:
    """What came of a school's run; never raises for what the school or Google did."""
    began, clock = time.time(), time.monotonic()
    run = _run_of(task, gate)
    outcome = SchoolOutcome(task.key, task.config.school.name, task.action, "done", began=began)
    try:
        done = _ACTIONS[task.action](run, task, outcome)
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
    calls = asdict(run.google.tally) if "google" in run.__dict__ else {}
    return replace(done, calls=calls, seconds=time.monotonic() - clock)


OUT_OF_MEMORY = N_("hết bộ nhớ khi chạy trường này; sổ quá lớn, hoặc tăng [engine] memory")


def _bug(error: Exception) -> Message:
    """Which error of ours and where, without what the sheets hold."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    text = N_("lỗi của chương trình ({kind} ở {file}:{line}); chạy riêng trường này với --verbose")
    place = {"file": last.filename.replace("\\", "/").rpartition("/")[2], "line": last.lineno}
    return Message(text, {"kind": type(error).__name__, **place})


def _run_of(task: SchoolTask, gate: Gate | None) -> Run:
    """A school's own run, its config already read, silent."""
    run = Run()
    run.config_path, run.today, run.quiet = task.path, task.today, True
    run.config = task.config
    if gate and task.config.store.kind == "google":
        run.gate = gate
    return run


# --- what can be asked of a school ----------------------------------------------------------------------------


def _check(run: Run, task: SchoolTask, outcome: SchoolOutcome) -> SchoolOutcome:
    return _with_results(outcome, run.results())


def _sync(run: Run, task: SchoolTask, outcome: SchoolOutcome) -> SchoolOutcome:
    """The nightly run, alone and on record in the school's own journal."""
    from sheets_sync.commands.daily import synced_on_record

    with recorded(run, "sync") as record:
        planned, written = synced_on_record(run, record)
    return replace(_with_results(outcome, planned.results), written=written)


def _report(run: Run, task: SchoolTask, outcome: SchoolOutcome) -> SchoolOutcome:
    """The documents of the kinds that are named, else those due; alone and on record."""
    from sheets_sync.commands.documents import Chosen, wanted_documents
    from sheets_sync.commands.publish import computed_for_papers, published
    from sheets_sync.documents.kinds import find_kind

    with recorded(run, "report") as record:
        kinds = [find_kind(kind, run.config) for kind in task.kinds]
        asked = wanted_documents(run, computed_for_papers(run, record), kinds, Chosen(*task.period))
        made = published(run, record, asked, ("docx",), task.replace)
    return replace(
        outcome, written=tuple(str(each["location"]) for each in made["documents"] if each["changed"])
    )


_ACTIONS: Mapping[str, Callable[[Run, SchoolTask, SchoolOutcome], SchoolOutcome]] = {
    "check": _check,
    "sync": _sync,
    "report": _report,
}


def _with_results(outcome: SchoolOutcome, results: Results) -> SchoolOutcome:
    from sheets_sync.fleet.school_parquet import school_bytes
    from sheets_sync.fleet.school_rows import school_row
    from sheets_sync.views import as_json

    return replace(
        outcome,
        counts=as_json.counts(results.problems),
        parquet=school_bytes(school_row(outcome.key, results)),
    )
