"""One run over a fleet: who has to be run, on which cluster, within which budgets, and every outcome put on record."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.fleet.fleet_file import CallQuota, Engine, Fleet
from sheets_sync.fleet.kept.hints import Listing, hint_of, is_unchanged, listing
from sheets_sync.fleet.kept.school_parquet import is_whole
from sheets_sync.fleet.kept.shelf import StateFolder
from sheets_sync.fleet.members import Member, quotas_of
from sheets_sync.fleet.outcome import FleetAction, OnOutcome, SchoolOutcome, SchoolTask
from sheets_sync.fleet.running.ledger import Ages, Ledger

if TYPE_CHECKING:
    from distributed import Client

Quotas = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By account and kind: the calls let through and those that Google turned away."""


@dataclass(frozen=True)
class Order:
    """What to do with the schools; `today` is the day for all, `everyone` also runs whom a hint calls unchanged."""

    action: FleetAction
    today: date
    kinds: tuple[str, ...] = ()
    period: tuple[str | None, int | None, bool] = (None, None, False)
    replace: bool = False
    everyone: bool = False


@dataclass
class FleetRun:
    """What a run over the fleet came to."""

    outcomes: list[SchoolOutcome] = field(default_factory=list)
    quotas: Quotas = field(default_factory=dict)
    listings: int = 0

    @property
    def exit_code(self) -> int:
        """0 when every school's run succeeded, 1 when some did, 4 when none did."""
        well = sum(outcome.succeeded for outcome in self.outcomes)
        return 0 if well == len(self.outcomes) else 1 if well else 4


def run_fleet(
    fleet: Fleet,
    schools: Sequence[Member],
    order: Order,
    engine: Engine,
    on_outcome: OnOutcome = lambda _: None,
) -> FleetRun:
    """Run the schools; raises UnavailableError only where there is no cluster to run them on."""
    return _Run(fleet, schools, order, on_outcome).all(engine)


class _Run:
    def __init__(self, fleet: Fleet, schools: Sequence[Member], order: Order, on_outcome: OnOutcome) -> None:
        self.fleet, self.order, self.on_outcome = fleet, order, on_outcome
        self.schools = {school.key: school for school in schools}
        self.shelf, self.ledger = StateFolder(fleet.state_path), Ledger(fleet.state_path)
        self.seen: dict[str, Listing] = {}
        self.result = FleetRun()

    def all(self, engine: Engine) -> FleetRun:
        """Everything in its order."""
        for school in self.schools.values():
            if school.mistakes:
                self._done(_unusable(school, self.order.action))
        waiting = [school for school in self.schools.values() if school.config]
        if self.order.action == "sync":
            self._look_at_drive(waiting)
            waiting = [school for school in waiting if not self._skipped(school)]
        if waiting:
            self._run(waiting, engine)
        return self.result

    def _done(self, outcome: SchoolOutcome) -> None:
        school = self.schools[outcome.key]
        hint = None
        if outcome.action == "sync" and school.account in self.seen:
            hint = hint_of(school, outcome, self.seen[school.account], self.order.today)
        self.shelf.keep(outcome, self.order.today, hint)
        self.result.outcomes.append(outcome)
        self.on_outcome(outcome)

    # --- whom Drive calls unchanged ---------------------------------------------------------------------------

    def _look_at_drive(self, waiting: Iterable[Member]) -> None:
        """One list for each account; where it cannot be had every school is read."""
        first = {school.account: school for school in waiting if school.account}
        for account, school in first.items():
            try:
                session = _session(school)
                self.seen[account] = listing(session)
                self.result.listings += session.tally.files
            except SheetsSyncError:
                continue  # each school then meets the same trouble, and names it

    def _skipped(self, school: Member) -> bool:
        seen, today = self.seen.get(school.account, {}), self.order.today
        status = self.shelf.status(school.key)
        if self.order.everyone or not any(map(is_whole, self.shelf.results([school.key]).values())):
            return False
        if not is_unchanged(school, status, seen, today, self.fleet.fresh_daily):
            return False
        counts = status.counts if status else {}
        self._done(
            SchoolOutcome(school.key, school.name, "sync", "unchanged", counts=counts, began=time.time())
        )
        return True

    # --- on the cluster -----------------------------------------------------------------------------------------

    def _run(self, waiting: Sequence[Member], engine: Engine) -> None:
        from sheets_sync.fleet.running.engine import cluster, run_all

        tasks = [self._task(school) for school in in_turn(waiting)]
        with cluster(engine, len(tasks)) as client:
            quotas = quotas_of(waiting)
            if quotas:
                self._open_budgets(client, quotas)
            try:
                run_all(client, tasks, engine.seconds, self._done)
            finally:
                if quotas:
                    self.ledger.keep(self._close_budgets(client, quotas))

    def _task(self, school: Member) -> SchoolTask:
        assert school.config
        order = self.order
        return SchoolTask(
            school.key,
            str(school.path),
            school.config,
            order.today,
            order.action,
            school.account,
            order.kinds,
            order.period,
            order.replace,
        )

    def _open_budgets(self, client: Client, quotas: Mapping[str, CallQuota]) -> None:
        from sheets_sync.fleet.running.quota_plugin import QuotaPlugin

        client.register_plugin(QuotaPlugin(quotas, self.ledger.ages()))

    def _close_budgets(self, client: Client, quotas: Mapping[str, CallQuota]) -> Ages:
        """What still counts for the next run; where the scheduler is gone, as if all had been used up just now."""
        try:
            self.result.quotas = client.sync(client.scheduler.sheets_sync_quota)
        except (OSError, TimeoutError):
            return {
                account: {kind: [0.0] * limit for kind, limit in quota._asdict().items()}
                for account, quota in quotas.items()
            }
        return {
            account: {kind: each["ages"] for kind, each in kinds.items()}
            for account, kinds in self.result.quotas.items()
        }


def _session(school: Member) -> Any:
    from sheets_sync.google.session import Session
    from sheets_sync.google.signin import sign_in

    assert school.config
    google = school.config.google
    return Session(sign_in(google, school.config.folder), google.endpoint)


def _unusable(school: Member, action: FleetAction) -> SchoolOutcome:
    return SchoolOutcome(school.key, school.name, action, "failed", school.mistakes, began=time.time())


def in_turn(schools: Iterable[Member]) -> Iterator[Member]:
    """One school of each account after the other, so that no account's budget lies idle behind another's."""
    queues: dict[str, deque[Member]] = {}
    for school in schools:
        queues.setdefault(school.account, deque()).append(school)
    while queues:
        for account in list(queues):
            yield queues[account].popleft()
            if not queues[account]:
                del queues[account]
