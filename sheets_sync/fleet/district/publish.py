"""The district's tabs into its workbook or spreadsheet, by the same plan and the same atomic write as a school's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sheets_sync.errors import RefusedError
from sheets_sync.fleet.accounts import budget_of
from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.district_tabs import tabs
from sheets_sync.fleet.district.figures import RollUp
from sheets_sync.fleet.district.left_out import left_out
from sheets_sync.fleet.district.rollup import roll_up
from sheets_sync.fleet.fleet_file import Fleet
from sheets_sync.fleet.kept.known_schools import gone
from sheets_sync.fleet.kept.shelf import StateFolder
from sheets_sync.fleet.members import Member, quotas_of
from sheets_sync.fleet.running.ledger import Ledger, LedgerGate
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config
from sheets_sync.stores import CurrentTabs, Store, open_store
from sheets_sync.views import changes

if TYPE_CHECKING:
    from sheets_sync.google.session import Gate, Session

_SCHOOLS = "schools"


def district(
    fleet: Fleet, schools: Sequence[Member], today: date, only: Sequence[Member] | None = None
) -> DistrictDraft:
    """What the district knows of its schools by their last good runs; of `only` some of them where they are named."""
    shelf, shown = StateFolder(fleet.state_path), schools if only is None else only
    statuses = {school.key: shelf.status(school.key) for school in shown}
    figures = roll_up(shelf.results(school.key for school in shown if not school.twin), fleet.outputs.year)
    lost = gone(fleet, schools) if len(shown) == len(schools) else ()
    uncounted = left_out(fleet, shown, statuses, figures, lost)
    return DistrictDraft(fleet.outputs, today, shown, statuses, figures, uncounted)


def gate_of(fleet: Fleet, schools: Sequence[Member]) -> Gate | None:
    """The gate of the roll-up's own calls, which count like those of its schools; none for a workbook."""
    account = budget_of(fleet.outputs)
    if not account:
        return None
    quota = quotas_of(schools).get(account, fleet.quota)
    return LedgerGate(Ledger(fleet.state_path), account, quota)


def publish(draft: DistrictDraft, allow_shrink: bool = False, gate: Gate | None = None) -> tuple[str, ...]:
    """Write the district's tabs, all or none; the titles of those that changed. `allow_shrink` lets schools be lost.

    As long as no school has results nothing is written.
    Raises RefusedError where the present tabs would be lost, UnavailableError where it cannot be written now.
    """
    if not draft.figures.schools:
        return ()
    store = _store(draft.config, gate)
    wanted, current = tabs(draft), store.current_tabs()
    facts = _facts(draft.figures)
    losses = tuple(_losses(draft.figures, current, allow_shrink))
    plan = changes.plan(wanted, facts, current, losses, shrink=None)
    if plan.refusals:
        raise RefusedError(*plan.refusals)
    if plan.changed:
        store.write(wanted, facts)
    return tuple(tab.title for tab in plan.tabs if tab.action != "unchanged")


def _store(config: Config, gate: Gate | None) -> Store:
    """The store that a school with this output would have; it has no tabs of its staff."""
    if config.store.in_files:
        config = config._replace(store=config.store._replace(input=()))

    def google() -> Session:
        from sheets_sync.google.session import Session
        from sheets_sync.google.signin import sign_in

        return Session(sign_in(config.google, config.folder), config.google.endpoint, gate=gate)

    return open_store(config, lambda _: False, google)


def _facts(figures: RollUp) -> Mapping[str, str]:
    """What the next roll-up must know of this one; `roster` is what any plan looks at."""
    people = sum(school.staff for school in figures.schools)
    return {"roster": str(people), _SCHOOLS: str(len(figures.schools))}


def _losses(figures: RollUp, current: CurrentTabs, allow_shrink: bool) -> Iterator[Message]:
    """Why these figures must not take the place of the present ones."""
    new, old = len(figures.schools), int(current.facts.get(_SCHOOLS, "0"))
    people = int(current.facts.get("roster", "0"))
    if current.digests and _SCHOOLS not in current.facts:
        yield Message(
            N_(
                "Chỗ này đang giữ bảng tổng hợp của một trường; đặt chỗ khác cho “output” trong [store] của fleet.toml."
            )
        )
    elif not allow_shrink and (new * 2 <= old or sum(each.staff for each in figures.schools) * 2 <= people):
        text = N_(
            "Chỉ còn {new} trường có kết quả, lần trước có {old}; bảng tổng hợp cũ được giữ nguyên. Chạy lại đủ các "
            "trường; nếu đúng là như vậy, chạy lại với --allow-shrink."
        )
        yield Message(text, {"new": new, "old": old})
