"""The budgets of all Google accounts where the scheduler is, as Dask's own semaphores are: no worker's death loses them.

A Dask semaphore counts who is inside at once, not how many were in the last minute, and its leases can neither outlast
their holder nor be closed to all after a 429; an actor dies with the worker it lives on. So this is a plugin of the
scheduler with handlers of its own, which workers call as they call those of the semaphores.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from distributed.diagnostics.plugin import SchedulerPlugin

from sheets_sync.fleet.fleet_file import CallQuota
from sheets_sync.fleet.running.budget import COUNTED, Budget
from sheets_sync.fleet.running.ledger import Ages

if TYPE_CHECKING:
    from distributed.scheduler import Scheduler


class QuotaPlugin(SchedulerPlugin):  # type: ignore[misc]
    """Lets calls through one by one, in the order in which workers ask, as each account's budget allows."""

    name = "sheets-sync-quota"

    def __init__(self, quotas: Mapping[str, CallQuota], ages: Ages) -> None:
        self.quotas, self.ages = dict(quotas), ages

    async def start(self, scheduler: Scheduler) -> None:
        """Called where the scheduler is; goes on with the ledgers of a run before, or of one that goes on beside it."""
        self.scheduler = scheduler
        before = scheduler.plugins.pop(self.name, None)
        self.budgets: dict[tuple[str, str], Budget] = dict(before.budgets) if before else {}
        self.queues: dict[tuple[str, str], asyncio.Lock] = dict(before.queues) if before else {}
        for account, quota in self.quotas.items():
            for kind in COUNTED:
                self._open(account, kind, getattr(quota, kind))
        scheduler.handlers.update(
            sheets_sync_turn=self.turn,
            sheets_sync_over=self.over,
            sheets_sync_busy=self.busy,
            sheets_sync_quota=self.report,
        )

    def _open(self, account: str, kind: str, limit: int) -> None:
        if (account, kind) in self.budgets:
            self.budgets[account, kind].limit = limit
            return
        now = time.monotonic()
        ages = self.ages.get(account, {}).get(kind, ())
        self.budgets[account, kind] = Budget(limit, [now - age for age in ages])
        self.queues[account, kind] = asyncio.Lock()

    async def turn(self, account: str, kind: str, worker: str) -> int:
        """Wait until the account has room for one more call; the call's number, 0 for a worker that is gone."""
        budget = self.budgets[account, kind]
        async with self.queues[account, kind]:  # first come, first served
            while (seconds := budget.wait(time.monotonic())) > 0:
                await asyncio.sleep(min(seconds, 1.0))
            return budget.take(time.monotonic(), worker) if worker in self.scheduler.workers else 0

    async def over(self, account: str, kind: str, number: int) -> None:
        """A call is over, however it went."""
        self.budgets[account, kind].end(number, time.monotonic())

    async def busy(self, account: str, kind: str, retry_after: float | None) -> None:
        """Google turned a call away: everybody who uses this account waits."""
        self.budgets[account, kind].busy(time.monotonic(), retry_after)

    async def report(self) -> dict[str, dict[str, dict[str, Any]]]:
        """By account and kind: calls let through, turned away by Google, and the ages of those that still count."""
        now = time.monotonic()
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for (account, kind), budget in self.budgets.items():
            found.setdefault(account, {})[kind] = {
                "calls": budget.granted,
                "refused": budget.turned_away,
                "ages": [now - over for over in budget.recent(now)],
            }
        return found

    def remove_worker(self, scheduler: Scheduler, worker: str, *, stimulus_id: str, **_: Any) -> None:
        """The calls of a worker that is gone are over."""
        for budget in self.budgets.values():
            budget.end_all(worker, time.monotonic())
