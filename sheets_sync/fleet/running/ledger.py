"""When the calls of each account were over, kept for a minute: for the next run, and for calls that no cluster counts."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.files.atomic_file import replace_file
from sheets_sync.fleet.fleet_file import CallQuota
from sheets_sync.fleet.running.budget import COUNTED, WINDOW, Budget

if TYPE_CHECKING:
    from sheets_sync.google.session import CallKind

Ages = Mapping[str, Mapping[str, Iterable[float]]]
"""By account and kind, how many seconds ago the calls were over that still count."""


class Ledger:
    """A file in the fleet's state; it may be lost, then a run right after another may ask Google for too much."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "quota.json"

    def ages(self) -> dict[str, dict[str, list[float]]]:
        """What still counts of all accounts."""
        now = time.time()
        return {
            account: {kind: [max(0.0, now - moment) for moment in moments] for kind, moments in kinds.items()}
            for account, kinds in self._moments().items()
        }

    def keep(self, ages: Ages) -> None:
        """Note the calls of these accounts; those of others stay."""
        now = time.time()
        new = {
            account: {kind: [now - age for age in each] for kind, each in kinds.items()}
            for account, kinds in ages.items()
        }
        replace_file(self.path, json.dumps(self._moments() | new).encode())

    def _moments(self) -> dict[str, dict[str, list[float]]]:
        """When the calls were over, in seconds since 1970."""
        oldest = time.time() - WINDOW
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return {
                account: {
                    kind: [each for each in moments if each > oldest] for kind, moments in kinds.items()
                }
                for account, kinds in kept.items()
            }
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


class LedgerGate:
    """The gate of calls that the command makes itself, when no cluster keeps the account's budget; see `google.Gate`."""

    def __init__(self, ledger: Ledger, account: str, quota: CallQuota) -> None:
        self.ledger, self.account = ledger, account
        kept, now = ledger.ages().get(account, {}), time.monotonic()
        self.budgets = {
            kind: Budget(getattr(quota, kind), [now - age for age in kept.get(kind, ())]) for kind in COUNTED
        }

    @contextmanager
    def turn(self, kind: CallKind) -> Iterator[None]:
        """The time of one call; entering waits until the budget has room."""
        budget = self.budgets.get(kind)
        if budget is None:
            yield
            return
        while (seconds := budget.wait(time.monotonic())) > 0:
            time.sleep(seconds)
        number = budget.take(time.monotonic())
        try:
            yield
        finally:
            budget.end(number, time.monotonic())
            self._keep()

    def busy(self, kind: CallKind, retry_after: float | None) -> None:
        """Google has turned a call away all the same."""
        if kind in self.budgets:
            self.budgets[kind].busy(time.monotonic(), retry_after)

    def _keep(self) -> None:
        now = time.monotonic()
        self.ledger.keep(
            {
                self.account: {
                    kind: [now - over for over in budget.recent(now)] for kind, budget in self.budgets.items()
                }
            }
        )
