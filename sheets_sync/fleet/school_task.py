"""One school's run as a task of the cluster: the pipeline as a school runs it, and its results as Parquet.

Whatever goes wrong comes back as an outcome with its reason; only what kills the process does not.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.errors import RefusedError, SheetsSyncError
from sheets_sync.fleet.outcome import Outcome, State, Task
from sheets_sync.language import N_, Message
from sheets_sync.model import Sheet
from sheets_sync.options import Run, chosen_period
from sheets_sync.stores import Standing, Store

if TYPE_CHECKING:
    from sheets_sync.google import Gate
    from sheets_sync.publishers import Publisher
    from sheets_sync.results import Results
    from sheets_sync.tables import OutputTab

BEGAN = "sheets-sync-began"
"""The topic of the cluster's events on which a task says that it has begun, and where."""


def run_school(task: Task) -> Outcome:
    """What came of a school's run, on a worker of a cluster: it says that it begins, and asks for its quota there."""
    from sheets_sync.fleet.worker_side import gate_of, say_begun

    say_begun()
    return run_here(task, gate_of(task.account) if task.account else None)


def run_here(task: Task, gate: Gate | None = None) -> Outcome:
    """What came of a school's run; never raises for what the school or Google did."""
    began, clock = time.time(), time.monotonic()
    run = _run_of(task, gate)
    outcome = Outcome(task.key, task.config.school.name, task.action, "done", began=began)
    try:
        done = _ACTIONS[task.action](run, task, outcome)
    except SheetsSyncError as error:
        state: State = "refused" if isinstance(error, RefusedError) else "failed"
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


def _run_of(task: Task, gate: Gate | None) -> Run:
    """A school's own run, its config already read, silent."""
    run = Run()
    run.config_path, run.today, run.quiet = task.path, task.today, True
    run.config = task.config
    if gate and task.config.store.kind == "google":
        run.gate = gate
    return run


# --- what can be asked of a school ----------------------------------------------------------------------------


def _check(run: Run, task: Task, outcome: Outcome) -> Outcome:
    from sheets_sync import pipeline

    watched = Watched(run.store)
    results = pipeline.compute(watched.read(), run.config, run.day)
    return _with_results(outcome, results, watched.contents)


def _sync(run: Run, task: Task, outcome: Outcome) -> Outcome:
    from sheets_sync import pipeline

    watched = Watched(run.store)
    with alone(run):
        planned, written = pipeline.sync(watched, run.config, run.day)
    return replace(_with_results(outcome, planned.results, watched.contents), written=written)


def _report(run: Run, task: Task, outcome: Outcome) -> Outcome:
    from sheets_sync import documents
    from sheets_sync.model import Month

    with alone(run), _publisher(run) as publisher:
        results = run.results()
        period = chosen_period(run, results, task.month, None, False)
        assert isinstance(period, Month)
        made = [
            publisher.publish(documents.build(kind, results, period), replace=task.replace)
            for kind in task.kinds
        ]
    return replace(outcome, written=tuple(each.location for each in made if each.changed))


@contextmanager
def _publisher(run: Run) -> Iterator[Publisher]:
    """Where the school's documents go: its folder, or Drive with its journal at hand."""
    if not (run.config.reports.drive or run.config.reports.files):
        from sheets_sync.publishers.folder import FolderPublisher

        yield FolderPublisher(run.config.reports_path)
        return
    from sheets_sync.journal import Journal, journal_path
    from sheets_sync.publishers.drive import DrivePublisher

    with Journal(journal_path(run.config, Path(run.config_path))) as journal:
        yield DrivePublisher(run.config, run.google, journal)


_ACTIONS: Mapping[str, Callable[[Run, Task, Outcome], Outcome]] = {
    "check": _check,
    "sync": _sync,
    "report": _report,
}


def alone(run: Run) -> AbstractContextManager[None]:
    """The time in which no other run of this school may write."""
    from sheets_sync import journal

    if find_spec("sheets_sync.lock") is None:  # a program that knows no lock relies on the atomic write alone
        return nullcontext()
    path = getattr(journal, "lock_path")(run.config, Path(run.config_path))  # noqa: B009
    held: AbstractContextManager[None] = import_module("sheets_sync.lock").one_at_a_time(path, "fleet")
    return held


def _with_results(outcome: Outcome, results: Results, contents: str) -> Outcome:
    from sheets_sync import as_json
    from sheets_sync.fleet.school_parquet import school_bytes
    from sheets_sync.fleet.school_rows import school_row

    parquet = school_bytes(school_row(outcome.key, results))
    return replace(outcome, counts=as_json.counts(results.problems), parquet=parquet, contents=contents)


class Watched:
    """A store that remembers the hash of what it read last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.contents = ""

    @property
    def unread(self) -> list[str]:
        """The titles of the tabs that `read` left aside."""
        return self._store.unread

    @unread.setter
    def unread(self, titles: list[str]) -> None:
        self._store.unread = titles

    def read(self) -> tuple[Sheet, ...]:
        """The staff's tabs; see `stores.Store`."""
        sheets = self._store.read()
        self.contents = hashlib.sha256(repr(sheets).encode("utf-8", "replace")).hexdigest()
        return sheets

    def standing(self) -> Standing:
        """The outputs as they stand; see `stores.Store`."""
        return self._store.standing()

    def write(self, tabs: Sequence[OutputTab], facts: Mapping[str, str]) -> bool:
        """Put these tabs in the place of ours; see `stores.Store`."""
        return self._store.write(tabs, facts)
