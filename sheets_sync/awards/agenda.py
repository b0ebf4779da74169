"""Verdicts in the order in which a council goes through them: who may be proposed, who waits, who is one short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sheets_sync.awards.review import Review
from sheets_sync.awards.verdicts import QuotaShare, shares, short_of, strength
from sheets_sync.language import N_, Message
from sheets_sync.model import Outcome, Reason, Verdict
from sheets_sync.rules.titles import TITLES
from sheets_sync.text.vietnamese import name_key

OUTCOMES: Mapping[Outcome, str] = {
    "eligible": N_("Đủ điều kiện"),
    "over_quota": N_("Vượt tỉ lệ"),
    "on_hold": N_("Chờ xem xét"),
    "not_eligible": N_("Chưa đủ"),
}
"""In words, what came of a title; in the order in which a council goes through them."""
_ORDER = list(OUTCOMES)


class Item(NamedTuple):
    """A title on the agenda: whom to speak about, in order, how far its quota is used, and how many are left aside."""

    title: str
    verdicts: tuple[Verdict, ...]
    counts: Mapping[Outcome, int]
    share: QuotaShare | None
    left_aside: int


def agenda(review: Review, verdicts: Sequence[Verdict]) -> tuple[Item, ...]:
    """Every title that anybody has to be spoken about for; who neither registered nor comes near is left aside."""
    quota_shares = {share.quota.title: share for share in shares(review, verdicts)}
    items = []
    for title in (title.code for title in TITLES):
        judged = [verdict for verdict in verdicts if verdict.title == title]
        share = quota_shares.get(title)
        shown = _in_order(review, filter(is_on_agenda, judged), share is not None)
        counts = Counter(verdict.verdict for verdict in shown)
        items.append(Item(title, tuple(shown), counts, share, len(judged) - len(shown)))
    return tuple(item for item in items if item.verdicts)


def is_on_agenda(verdict: Verdict) -> bool:
    """Whether a council speaks of this: somebody registered, may be proposed, or lacks nothing but one thing."""
    if verdict.registered or verdict.verdict != "not_eligible":
        return True
    return short_of(verdict) == 1 and any(reason.rule == "registered" for reason in verdict.reasons)


def one_short(verdict: Verdict) -> bool:
    """Whether one single condition is missing."""
    return verdict.verdict == "not_eligible" and short_of(verdict) == 1


def missing(verdict: Verdict) -> tuple[Reason, ...]:
    """The conditions that prevent a proposal: those not met, else those that hold everything up, else the quota."""
    for unmet in (
        [reason for reason in verdict.reasons if reason.met is False],
        [reason for reason in verdict.reasons if reason.holds],
    ):
        if unmet:
            return tuple(unmet)
    return ()


def to_confirm(verdict: Verdict) -> tuple[Reason, ...]:
    """What the council has yet to confirm."""
    return tuple(reason for reason in verdict.reasons if reason.met is None and not reason.holds)


def to_confirm_of_all(item: Item) -> tuple[Message, ...]:
    """What the council has yet to confirm of everybody who may be proposed for a title: said once, not on every line."""
    unconfirmed = [
        [reason.requirement for reason in to_confirm(v)] for v in item.verdicts if v.verdict == "eligible"
    ]
    return (
        tuple(each for each in unconfirmed[0] if all(each in others for others in unconfirmed))
        if unconfirmed
        else ()
    )


def _in_order(review: Review, verdicts: Iterable[Verdict], competing: bool) -> list[Verdict]:
    """By outcome, then by how much is missing; where places are limited the strongest first, else by name."""

    def place(verdict: Verdict) -> tuple[object, ...]:
        strongest = strength(review, verdict) if competing else ()
        names = (name_key(verdict.name), verdict.subject)
        return _ORDER.index(verdict.verdict), short_of(verdict), strongest, names

    return sorted(verdicts, key=place)


def by_subject(verdicts: Iterable[Verdict], subject: str) -> tuple[Verdict, ...]:
    """The verdicts on one person or team."""
    return tuple(verdict for verdict in verdicts if verdict.subject == subject)
