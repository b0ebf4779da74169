"""Wanted output tabs against the current ones: what a sync would change, and what it must not do.

Nothing is read or written here; a store gives the current tabs, `views.tabs` the wanted ones.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from sheets_sync.language import N_, Message
from sheets_sync.results import closing
from sheets_sync.results.results import Results
from sheets_sync.rules import forms
from sheets_sync.school.scorebook import is_filled
from sheets_sync.stores import CurrentTabs
from sheets_sync.tables import OutputTab, Rows
from sheets_sync.text.vietnamese import fold
from sheets_sync.views.column_marks import marks_facts
from sheets_sync.views.losses import MADE_UP, filled_rows, losses_of

_LONGEST_TITLE, _NOT_IN_TITLES = 31, frozenset("[]:*?/\\")  # of a sheet in Excel

TabAction = Literal["create", "update", "remove", "unchanged"]


@dataclass(frozen=True, slots=True)
class TabChange:
    """What happens to one tab, in rows; an update without any concerns looks, links or charts only."""

    title: str
    action: TabAction
    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sync would do; with refusals it must not. `changed` says whether there is anything to write."""

    tabs: tuple[TabChange, ...]
    refusals: tuple[Message, ...]
    changed: bool


def plan(
    wanted: Sequence[OutputTab],
    facts: Mapping[str, str],
    current: CurrentTabs,
    obstacles: Sequence[Message] = (),
    shrink: int | None = 50,
) -> Plan:
    """The change from the current tabs to the wanted ones; `obstacles` are refusals found before (`obstacles`).

    `shrink` is the share of rows, in per cent, that must not be lost; None lets any be lost.
    """
    tabs = [_tab_change(tab, current) for tab in wanted]
    titles = {tab.title for tab in wanted}
    tabs += [
        TabChange(title, "remove", removed=len(rows))
        for title, rows in current.tabs.items()
        if title not in titles
    ]
    changed = dict(facts) != dict(current.facts) or any(tab.action != "unchanged" for tab in tabs)
    losses = (
        () if obstacles else losses_of(facts, current.facts, shrink)
    )  # a roster that was not read is reported once
    refusals = (*obstacles, *_twice(wanted), *losses, *_foreign(current), *_taken(wanted, current))
    return Plan(tuple(tabs), tuple(refusals), changed)


def facts(results: Results) -> dict[str, str]:
    """What the next sync must know of this one."""
    store = results.config.store
    # on Google the store itself knows where links lead, however the config spells its spreadsheets
    files = "|".join([*store.input, store.output or ""]) if store.in_files else ""
    closed = " ".join(map(str, sorted(results.book.months)))
    left_open = " ".join(map(str, closing.left_open(results)))
    reopened = " ".join(sorted({str(each.month) for each in results.book.reopened}))
    return {
        **({"closed": closed} if closed else {}),
        **({"reopened": reopened} if reopened else {}),
        "roster": str(len(results.school.roster.people)),
        "months": " ".join(map(str, results.ranked_months)),
        **_class_weeks(results),
        **({"left_open": left_open} if left_open else {}),
        "rows": filled_rows(results),
        **marks_facts(results),
        "ids": "own" if results.school.roster.has_ids else MADE_UP,
        "files": hashlib.sha256(files.encode()).hexdigest()[:16],  # links lead to them
    }


def _class_weeks(results: Results) -> dict[str, str]:
    """The months whose weeks have marks of classes, for a school that ranks nothing else."""
    scores = results.class_scores.items()
    months = [month for month, weeks in scores if any(map(is_filled, chain.from_iterable(weeks.values())))]
    return {"weeks": " ".join(map(str, months))} if months else {}


def obstacles(results: Results, wanted: Sequence[OutputTab]) -> tuple[Message, ...]:
    """Why these results must not be written at all: an unread roster, outputs upon forms."""
    return (
        *_unreadable_roster(results),
        *_damaged(results),
        *_outputs_upon_forms(results, wanted),
        *_impossible(wanted),
    )


# --- one tab ----------------------------------------------------------------------------------------------


def _tab_change(tab: OutputTab, current: CurrentTabs) -> TabChange:
    rows = tab.values()
    old = current.tabs.get(tab.title)
    if old is None:
        return TabChange(tab.title, "create", added=len(rows))
    if tab.has_values(old) and current.digests.get(tab.title) == tab.digest():
        return TabChange(tab.title, "unchanged")
    return _update(tab.title, old, rows)


def _update(title: str, old: Rows, new: Rows) -> TabChange:
    before, after = Counter(old), Counter(new)
    gone, come = (before - after).total(), (after - before).total()
    both = min(gone, come)
    return TabChange(title, "update", added=come - both, removed=gone - both, changed=both)


# --- refusals ---------------------------------------------------------------------------------------------


def _damaged(results: Results) -> Iterator[Message]:
    """Closed months whose results cannot be recovered."""
    for month in results.damaged:
        yield Message(
            N_(
                "Tháng {month} ở tab “{tab}” đã bị sửa bằng tay, và các ô hiện giờ không còn cho đúng kết quả đã chốt. "
                "Lấy lại tab ấy (Google: Lịch sử phiên bản; hoặc sheets-sync show RUN --xlsx), hoặc mở lại rồi chốt "
                "lại tháng ấy."
            ),
            {"month": month.shown, "tab": results.closed_title},
        )


def _foreign(current: CurrentTabs) -> Iterator[Message]:
    """Tabs that somebody else put into our file: rewriting the file would lose them."""
    for title in current.tabs:
        if title not in current.digests:
            yield Message(
                N_(
                    "Tab “{title}” trong bảng tổng hợp không do chương trình này tạo ra. "
                    "Chuyển tab ấy sang tệp khác, hoặc xoá đi, rồi chạy lại."
                ),
                {"title": title},
            )


def _taken(wanted: Sequence[OutputTab], current: CurrentTabs) -> Iterator[Message]:
    """Somebody's own tabs that bear the name of one of ours."""
    taken = {fold(title): title for title in current.taken}
    for tab in wanted:
        if fold(tab.title) in taken:
            yield Message(
                N_(
                    "Tab “{title}” không do chương trình này tạo ra nên không ghi đè. Đổi tên tab ấy, "
                    "hoặc đặt tên khác cho tab kết quả ở [store.titles] trong config.toml, rồi chạy lại."
                ),
                {"title": taken[fold(tab.title)]},
            )


def _twice(wanted: Sequence[OutputTab]) -> Iterator[Message]:
    for title, times in Counter(fold(tab.title) for tab in wanted).items():
        if times > 1:
            same = next(tab.title for tab in wanted if fold(tab.title) == title)
            yield Message(
                N_("Hai tab kết quả cùng tên “{title}”. Sửa [store.titles] trong config.toml."),
                {"title": same},
            )


def _outputs_upon_forms(results: Results, wanted: Sequence[OutputTab]) -> Iterator[Message]:
    config = results.config
    known = [form.title for form in forms.all_forms(results.rubric, config.year)]
    known += [alias for aliases in config.tabs.values() for alias in aliases]
    taken = {fold(title) for title in known}
    for tab in wanted:
        if fold(tab.title) in taken:
            yield Message(
                N_("Tab kết quả “{title}” trùng tên một tab nhập liệu. Sửa [store.titles] ở config.toml."),
                {"title": tab.title},
            )


def _impossible(wanted: Sequence[OutputTab]) -> Iterator[Message]:
    for tab in wanted:
        title = tab.title
        if len(title) > _LONGEST_TITLE or _NOT_IN_TITLES & set(title) or "'" in (title[0], title[-1]):
            yield Message(
                N_(
                    "Tên tab “{title}” không dùng được: nhiều nhất {most} ký tự, không có {signs}. "
                    "Sửa [store.titles] trong config.toml."
                ),
                {"title": title, "most": _LONGEST_TITLE, "signs": " ".join(sorted(_NOT_IN_TITLES))},
            )


def _unreadable_roster(results: Results) -> Iterator[Message]:
    title = fold(forms.ROSTER.title)
    for problem in results.problems:
        if problem.code == "tab-missing" and fold(problem.where.tab) == title:
            yield Message(
                N_("Không thấy tab “{tab}”. Xem lại tệp nhập liệu; bảng tổng hợp cũ được giữ nguyên."),
                {"tab": problem.where.tab},
            )
        if problem.code == "column-missing" and fold(problem.where.tab) == title:
            yield Message(
                N_("Tab “{tab}” thiếu cột “{column}”. Thêm cột ấy; bảng tổng hợp cũ được giữ nguyên."),
                {"tab": problem.where.tab, "column": problem.params.get("column", problem.value)},
            )
