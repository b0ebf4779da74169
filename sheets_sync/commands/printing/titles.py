"""Verdicts, the law, and what another rule would change, as terminal text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sheets_sync.awards.agenda import OUTCOMES, missing, one_short
from sheets_sync.awards.verdicts import QUOTA
from sheets_sync.commands.printing import period_words, print_table
from sheets_sync.language import N_, Translator
from sheets_sync.model import Period, RankedPerson, Reason, Verdict
from sheets_sync.rules.titles import BY_CODE
from sheets_sync.text.words import decimal_text

if TYPE_CHECKING:
    from sheets_sync.awards.agenda import Item
    from sheets_sync.awards.what_if import TitleChange, WhatIfChange


# --- titles ---------------------------------------------------------------------------------------------------


def print_agenda(items: Sequence[Item], t: Translator, every_condition: bool) -> None:
    """Title by title whom the council speaks about and what stands in the way; every condition where asked for."""
    if not sys.stdout.isatty() and not every_condition:
        for item in items:
            for verdict in item.verdicts:
                print("\t".join((item.title, *_verdict_texts(verdict, t))))
        return
    for item in items:
        print(_item_heading(item, t))
        if every_condition:
            for verdict in item.verdicts:
                print_verdict(verdict, t)
        else:
            headings = (t("Mã CB"), t("Họ và tên, tập thể"), t("Tổ"), t("Kết luận"), t("Còn vướng"))
            print_table(headings, [_verdict_texts(verdict, t) for verdict in item.verdicts])
    if items and every_condition:
        print(legend(t))


def legend(t: Translator) -> str:
    """What the signs before the conditions mean."""
    return t("✓ đạt, ✗ chưa đạt, ? còn chờ xác nhận; trong ngoặc vuông là căn cứ.")


def _item_heading(item: Item, t: Translator) -> str:
    counts = ", ".join(
        f"{t(OUTCOMES[each]).lower()} {item.counts[each]}" for each in OUTCOMES if item.counts.get(each)
    )
    heading = f"{BY_CODE[item.title].name}: {counts}"
    if item.share:
        of, most = BY_CODE[item.share.quota.of].short, item.share.most
        text = N_("; {percent} % của {base} {of} là nhiều nhất {most}")
        heading += t(text, percent=item.share.quota.percent, base=item.share.base, of=of, most=most)
    return f"{heading}."


def _verdict_texts(verdict: Verdict, t: Translator) -> list[str]:
    said = [
        f"{t.say(each.requirement)} ({t.say(each.evidence)}) [{each.source}]" for each in missing(verdict)
    ]
    said += [_beyond(each, t) for each in verdict.reasons if each.rule == QUOTA and each.met is None]
    is_team = verdict.subject == verdict.team  # a team's name stands in the column of names alone
    who = ["", verdict.name, ""] if is_team else [verdict.subject, verdict.name, verdict.team]
    return [*who, _outcome(verdict, t), "; ".join(said)]


def _beyond(quota: Reason, t: Translator) -> str:
    """By how much somebody is beyond a quota that only warns."""
    place, candidates, most = (quota.evidence.params[name] for name in ("place", "candidates", "most"))
    return t(
        "vượt tỉ lệ: thứ {place}/{candidates}, nhiều nhất {most}",
        place=place,
        candidates=candidates,
        most=most,
    )


def _outcome(verdict: Verdict, t: Translator) -> str:
    said = t("Thiếu một điều kiện") if one_short(verdict) else t(OUTCOMES[verdict.verdict])
    return t("{said} (tạm tính)", said=said) if verdict.provisional else said


_SIGNS = {True: "✓", False: "✗", None: "?"}


def print_verdict(verdict: Verdict, t: Translator) -> None:
    """One verdict with every condition: met, not met or to be confirmed, its evidence and its source."""
    print(f"{BY_CODE[verdict.title].name}, {verdict.name}: {_outcome(verdict, t)}")
    for reason in verdict.reasons:
        print(
            f"  {_SIGNS[reason.met]} {t.say(reason.requirement)}: {t.say(reason.evidence)} [{reason.source}]"
        )


def print_verdicts(verdicts: Sequence[Verdict], t: Translator) -> None:
    """Several verdicts, each with every condition."""
    for verdict in verdicts:
        print()
        print_verdict(verdict, t)


# --- what if ----------------------------------------------------------------------------------------------------


def print_title_changes(changes: Sequence[TitleChange], t: Translator) -> None:
    """Whose verdict would be another, and why."""
    rows = []
    for change in changes:
        outcomes = f"{t(OUTCOMES[change.before.verdict])} → {t(OUTCOMES[change.after.verdict])}"
        because = "; ".join(
            f"{t.say(reason.requirement)} ({t.say(reason.evidence)})" for reason in change.because
        )
        rows.append(
            [BY_CODE[change.after.title].short, change.after.subject, change.after.name, outcomes, because]
        )
    _print_changes([t("Danh hiệu"), t("Mã CB"), t("Họ và tên, tập thể"), t("Kết luận"), t("Vì")], rows, t)


def print_rank_changes(period: Period, changes: Sequence[WhatIfChange], t: Translator) -> None:
    """Whose place would be another."""
    print(period_words(period, t))
    rows = [
        [each.staff_id, each.name, f"{_place_words(each.before, t)} → {_place_words(each.after, t)}"]
        for each in changes
    ]
    _print_changes([t("Mã CB"), t("Họ và tên"), t("Hạng, điểm, loại")], rows, t)


def _print_changes(headings: Sequence[str], rows: Sequence[Sequence[str]], t: Translator) -> None:
    if rows:
        print_table(headings, rows)
        print(t("{count} thay đổi; chưa ghi gì.", count=len(rows)))
    else:
        print(t("Không ai thay đổi."))


def _place_words(row: RankedPerson | None, t: Translator) -> str:
    return f"{row.rank}, {decimal_text(row.points, t)}, {row.rating}" if row else "–"
