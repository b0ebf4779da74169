"""What a task does on its worker: report that it has begun, and wait for its turns at Google."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from distributed import get_worker
from distributed.utils import sync

from sheets_sync.fleet.outcome import BEGAN
from sheets_sync.fleet.running.budget import COUNTED
from sheets_sync.google.session import CallKind


def say_begun() -> None:
    """Report to those who watch the cluster that this task begins here."""
    worker = get_worker()
    worker.log_event(BEGAN, {"task": str(worker.get_current_task()), "worker": worker.address})


def gate_of(account: str) -> ClusterGate:
    """The gate to an account's budget."""
    return ClusterGate(account)


class ClusterGate:
    """Requests from the scheduler room in the account's budget; see `google.Gate`."""

    def __init__(self, account: str) -> None:
        self.account = account
        self._worker = get_worker()

    @contextmanager
    def turn(self, kind: CallKind) -> Iterator[None]:
        """The time of one call; entering waits until the budget has room."""
        if kind not in COUNTED:
            yield
            return
        number = self._ask("turn", kind=kind, worker=self._worker.address)
        try:
            yield
        finally:
            self._ask("over", kind=kind, number=number)

    def busy(self, kind: CallKind, retry_after: float | None) -> None:
        """Google has turned a call away all the same."""
        if kind in COUNTED:
            self._ask("busy", kind=kind, retry_after=retry_after)

    def _ask(self, what: str, **arguments: object) -> Any:
        handler = getattr(self._worker.scheduler, f"sheets_sync_{what}")
        return sync(self._worker.loop, handler, account=self.account, **arguments)
