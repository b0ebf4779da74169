"""The schools' tasks on a Dask cluster, ours on this machine or somebody's: every task ends in an outcome.

Dask spreads the tasks, runs those of a worker that died again elsewhere, and has each worker watched by a nanny that
ends it when it takes too much memory. What Dask leaves open is decided here: how long one school may take, and what a
school is called whose workers die.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import os
import queue
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster
from distributed.comm import get_address_host_port

from sheets_sync.errors import UnavailableError, UsageError
from sheets_sync.fleet.fleet_file import Engine
from sheets_sync.fleet.outcome import BEGAN, OnOutcome, RunState, SchoolOutcome, SchoolTask
from sheets_sync.fleet.running.school_task import OUT_OF_MEMORY, run_task
from sheets_sync.language import N_, Message

_LOOK = 0.2  # seconds between two looks at the clock
_COUNT = 5.0  # seconds between two counts of the workers
_WITHOUT_WORKERS = 120.0  # seconds after which a cluster without a single worker is given up
_GONE = (asyncio.CancelledError, concurrent.futures.CancelledError, OSError)  # no scheduler to hear it from
_MEMORY = "worker-restart-memory"  # the topic on which nannies say that they ended a worker


@contextmanager
def cluster(engine: Engine, schools: int) -> Iterator[Client]:
    """A client of the scheduler that the engine names, else of one of our own with its workers.

    Raises UsageError for what is no address, UnavailableError where nobody answers there.
    """
    if engine.scheduler:
        with _connected(engine.scheduler) as client:
            _require_workers(client, engine.scheduler)
            yield client
        return
    with _local(engine, schools) as local, Client(local, set_as_default=False) as client:
        yield client


def _connected(address: str) -> Client:
    try:
        get_address_host_port(address, strict=True)  # a client that was given no address ends 20 seconds late
    except ValueError as error:
        text = N_("{address} không phải là địa chỉ của bộ điều phối; viết như tcp://may-chu:8786.")
        raise UsageError(Message(text, {"address": address})) from error
    try:
        return Client(address, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError) as error:
        text = N_("Không nối được bộ điều phối {address} ({error}). Xem địa chỉ và tường lửa, rồi chạy lại.")
        raise UnavailableError(Message(text, {"address": address, "error": error})) from error


def _require_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=30)
    except TimeoutError as error:
        text = N_(
            "Bộ điều phối {address} chưa có máy chạy nào (dask worker). Khởi động máy chạy rồi chạy lại."
        )
        raise UnavailableError(Message(text, {"address": address})) from error


@contextmanager
def _local(engine: Engine, schools: int) -> Iterator[LocalCluster]:
    """Workers on this machine, one process each; one thread holds one school, so that a death has one suspect."""
    workers = min(engine.workers or os.cpu_count() or 1, max(schools, 1))
    settings = {
        "distributed.scheduler.allowed-failures": engine.tries - 1,
        "distributed.scheduler.worker-saturation": 1.0,
        "distributed.worker.memory.spill": False,
        "distributed.worker.memory.target": False,
        "distributed.worker.memory.pause": False,
        "distributed.admin.log-format": "%(name)s %(levelname)s %(message)s",
    }
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=engine.threads,
            memory_limit=engine.memory,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as local,
    ):
        yield local


def run_all(
    client: Client, tasks: Sequence[SchoolTask], seconds: float, on_outcome: OnOutcome = lambda _: None
) -> list[SchoolOutcome]:
    """The outcome of every task, in the order in which they end; `seconds` is the longest that one may take."""
    return list(_Watch(client, tasks, seconds).outcomes(on_outcome))


class _Watch:
    """Tasks under way: which have begun where and when, and which are over."""

    def __init__(self, client: Client, tasks: Sequence[SchoolTask], seconds: float) -> None:
        self.client, self.seconds = client, seconds
        self.run = f"{time.time_ns():x}"
        self.tasks = {task.key: task for task in tasks}
        self.begun: dict[str, tuple[float, str]] = {}
        self.short_of_memory: set[str] = set()
        self.over: queue.Queue[str] = queue.Queue()
        self.futures: dict[str, Future] = {}
        self.workers_seen = self.workers_counted = time.monotonic()

    def outcomes(self, on_outcome: OnOutcome) -> Iterator[SchoolOutcome]:
        """Submit everything, and yield what comes of it."""
        self.client.subscribe_topic(BEGAN, self._note_begin)
        self.client.subscribe_topic(_MEMORY, self._note_memory)
        try:
            for key, task in self.tasks.items():
                self.futures[key] = self.client.submit(run_task, task, key=f"{self.run} {key}", pure=False)
                self.futures[key].add_done_callback(lambda _, key=key: self.over.put(key))
            while self.futures:
                for outcome in (*self._next(), *self._hung(), *self._deserted()):
                    on_outcome(outcome)
                    yield outcome
        finally:
            for topic in (BEGAN, _MEMORY):
                with suppress(ValueError):
                    self.client.unsubscribe_topic(topic)
            self.client.cancel(list(self.futures.values()), force=True)

    def _next(self) -> Iterator[SchoolOutcome]:
        with suppress(queue.Empty):
            key = self.over.get(timeout=_LOOK)
            future = self.futures.pop(key, None)  # one that hung is over already
            if future is not None:
                yield self._outcome(key, future)

    def _outcome(self, key: str, future: Future) -> SchoolOutcome:
        try:
            found: SchoolOutcome = future.result()
            return found
        except _GONE:
            return self._failed(key, "lost", Message(NO_CLUSTER))
        except KilledWorker:
            state: RunState = "memory" if key in self.short_of_memory else "lost"
            return self._failed(key, state, Message(OUT_OF_MEMORY if state == "memory" else LOST))
        except Exception as error:  # of Dask's own, such as a version of ours that the worker does not know
            text = N_(
                "máy chạy không nhận được việc này ({kind}: {error}); xem máy chạy có cùng phiên bản không"
            )
            return self._failed(key, "bug", Message(text, {"kind": type(error).__name__, "error": error}))

    def _failed(self, key: str, state: RunState, reason: Message) -> SchoolOutcome:
        task = self.tasks[key]
        since = self.begun.get(key, (time.monotonic(), ""))[0]
        name, seconds = task.config.school.name, time.monotonic() - since
        return SchoolOutcome(
            key, name, task.action, state, (reason,), began=time.time() - seconds, seconds=seconds
        )

    # --- those that take too long -----------------------------------------------------------------------------

    def _hung(self) -> Iterator[SchoolOutcome]:
        """Give up who takes too long, and start its worker anew: a thread cannot be stopped, a process can."""
        now = time.monotonic()
        late = [
            key
            for key, (since, _) in self.begun.items()
            if key in self.futures and now - since > self.seconds
        ]
        for key in late:
            self.futures.pop(key).cancel(force=True)
            text = N_(
                "quá {seconds} giây chưa xong nên đã dừng; xem mạng và sổ của trường, hoặc tăng [engine] seconds"
            )
            yield self._failed(key, "hung", Message(text, {"seconds": round(self.seconds)}))
        for worker in {self.begun[key][1] for key in late}:
            self._restart(worker)

    def _restart(self, worker: str) -> None:
        with suppress(ValueError, TimeoutError, OSError):  # it may be gone by now
            self.client.restart_workers([worker], timeout=30, raise_for_error=False)

    def _deserted(self) -> Iterator[SchoolOutcome]:
        """Give everything up when no worker is left and none comes back."""
        now = time.monotonic()
        if now - self.workers_counted < _COUNT:
            return
        self.workers_counted = now
        if self.client.scheduler_info(n_workers=1)["workers"]:
            self.workers_seen = now
        elif now - self.workers_seen > _WITHOUT_WORKERS:
            for key in list(self.futures):
                self.futures.pop(key).cancel(force=True)
                yield self._failed(key, "lost", Message(NO_CLUSTER))

    # --- what workers and nannies say -------------------------------------------------------------------------

    def _note_begin(self, event: tuple[float, Mapping[str, Any]]) -> None:
        run, _, key = str(event[1]["task"]).partition(" ")
        if run == self.run:
            self.begun[key] = (time.monotonic(), str(event[1]["worker"]))

    def _note_memory(self, event: tuple[float, Mapping[str, Any]]) -> None:
        worker = str(event[1].get("worker"))
        self.short_of_memory |= {key for key, (_, where) in self.begun.items() if where == worker}


NO_CLUSTER = N_("không còn máy chạy nào, hoặc bộ điều phối đã dừng; khởi động lại rồi chạy lại với --failed")
LOST = N_(
    "máy chạy dừng đột ngột mỗi lần chạy trường này (có thể hết bộ nhớ); xem nhật ký của máy chạy, hoặc tăng [engine] memory"
)
