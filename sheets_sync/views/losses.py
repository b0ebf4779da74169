"""What a sync would lose against the one before: people and their ids, rows, columns, ranked and closed months.

It is refused, not done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheets_sync.language import N_, Message
from sheets_sync.model import Month
from sheets_sync.results.closed_months import TITLE
from sheets_sync.results.results import Results
from sheets_sync.rules import forms
from sheets_sync.school.scorebook import is_filled
from sheets_sync.views.column_marks import ColumnFill, read_marks

LEAST = 2  # rows; losing a single one is no catastrophe, whatever its share
MADE_UP = "made-up"
"""The fact that the ids are made from the names, for the school has none of its own."""

RunFacts = Mapping[str, str]


def losses_of(facts: RunFacts, before: RunFacts, shrink: int | None) -> Iterator[Message]:
    """Why a sync with these facts must not follow one with those; `shrink` is the share, in per cent, that is too much.

    Without it only an empty roster and closed months that are gone are refused.
    """
    new = int(facts.get("roster", "0"))
    if new == 0:
        yield Message(
            N_("“{tab}” chưa có ai, nên chưa ghi bảng tổng hợp. Điền tab ấy rồi chạy lại."),
            {"tab": forms.ROSTER.title},
        )
    yield from _no_longer_closed(facts, before)
    if shrink is None:
        return
    old = int(before.get("roster", "0"))
    if new and new < old and (old - new) * 100 >= shrink * old:
        yield Message(
            N_(
                "“{tab}” chỉ còn {new} người, lần trước có {old}. Nếu đúng là như vậy, chạy lại với --allow-shrink."
            ),
            {"tab": forms.ROSTER.title, "new": new, "old": old},
        )
    if new:
        yield from _ids_gone(facts, before)
    yield from _months_gone(facts, before)
    yield from _months_shrunk(facts, before, shrink)
    yield from _columns_gone(facts, before)
    yield from _columns_emptied(facts, before, shrink)


def _ids_gone(facts: RunFacts, before: RunFacts) -> Iterator[Message]:
    """A roster without its ids goes by names, and everybody is somebody else."""
    if before.get("ids") == "own" and facts.get("ids") == MADE_UP:
        yield Message(
            N_(
                "“{tab}” không còn cột “{column}” (lần trước có), nên mã của mọi người sẽ đổi. Trả lại tên cột, hoặc "
                "ghi tên mới vào [columns]; nếu đúng là bỏ mã, chạy lại với --allow-shrink."
            ),
            {"tab": forms.ROSTER.title, "column": forms.ROSTER.column("staff_id").header},
        )


def _months_gone(facts: RunFacts, before: RunFacts) -> Iterator[Message]:
    """Months without a ranking that had one; a row or two in the wrong tab, taken out again, is no month."""
    still, rows = facts.get("months", "").split(), _counts(before)
    lost = [
        month
        for month in before.get("months", "").split()
        if month not in still and rows.get(month, LEAST + 1) > LEAST
    ]
    if lost:
        yield Message(
            N_(
                "Tháng {months} đã có xếp hạng mà nay không còn điểm nào. Xem các tab tháng ấy có bị đổi tên, xoá hay "
                "làm trống không; nếu đúng là như vậy, chạy lại với --allow-shrink."
            ),
            {"months": ", ".join(Month.of(month).shown for month in lost)},
        )


def _months_shrunk(facts: RunFacts, before: RunFacts, shrink: int) -> Iterator[Message]:
    now = _counts(facts)
    closed = facts.get("closed", "").split()
    for month, old in _counts(before).items():
        new = now.get(month, 0)
        if month not in closed and new and _is_too_few(new, old, shrink):
            yield Message(
                N_(
                    "Tháng {month} chỉ còn {new} dòng điểm, lần trước có {old}. Xem lại tab tháng ấy; nếu đúng là như "
                    "vậy, chạy lại với --allow-shrink."
                ),
                {"month": Month.of(month).shown, "new": new, "old": old},
            )


def _is_too_few(new: int, old: int, shrink: int) -> bool:
    return new <= old - LEAST and (old - new) * 100 >= shrink * old


# --- columns --------------------------------------------------------------------------------------------------


def _columns_gone(facts: RunFacts, before: RunFacts) -> Iterator[Message]:
    """Columns that held marks and are not found any more, in a month's tab or in one of its tabs."""
    gone: dict[str, list[tuple[str, ColumnFill, ColumnFill]]] = {}
    for header, month, was, now in _fewer_marks(facts, before):
        if now.lacking > was.lacking:
            gone.setdefault(header, []).append((month, was, now))
    for header, found in gone.items():
        left = sum(now.filled for _, _, now in found)
        params = {
            "months": ", ".join(Month.of(month).shown for month, _, _ in found),
            "column": header,
            "old": sum(was.filled for _, was, _ in found),
            "new": left,
        }
        yield Message(_SOME_LACK_IT if left else _ALL_LACK_IT, params)


_ALL_LACK_IT = N_(
    "Tháng {months} không còn cột “{column}” (lần trước có {old} điểm). Trả lại tên cột, hoặc ghi tên mới vào "
    "[columns]; nếu đúng là bỏ cột ấy, chạy lại với --allow-shrink."
)
_SOME_LACK_IT = N_(
    "Tháng {months} có tab không còn cột “{column}” (lần trước có {old} điểm, nay còn {new}). Trả lại tên cột, hoặc "
    "ghi tên mới vào [columns]; nếu đúng là bỏ cột ấy, chạy lại với --allow-shrink."
)


def _columns_emptied(facts: RunFacts, before: RunFacts, shrink: int) -> Iterator[Message]:
    """Columns that are there but lost their marks, while the month's rows are still there."""
    rows, old_rows = _counts(facts), _counts(before)
    for header, month, was, now in _fewer_marks(facts, before):
        count = rows.get(month, 0)
        with_rows = count and not _is_too_few(count, old_rows.get(month, 0), shrink)
        if with_rows and now.lacking <= was.lacking and _is_too_few(now.filled, was.filled, shrink):
            yield Message(
                N_(
                    "Tháng {month}, cột “{column}” chỉ còn {new} điểm, lần trước có {old}. Xem lại cột ấy; nếu đúng "
                    "là như vậy, chạy lại với --allow-shrink."
                ),
                {"month": Month.of(month).shown, "column": header, "new": now.filled, "old": was.filled},
            )


def _fewer_marks(facts: RunFacts, before: RunFacts) -> Iterator[tuple[str, str, ColumnFill, ColumnFill]]:
    """The columns of this rubric that lost marks in months that are not closed: header, month, then and now."""
    closed, marks = facts.get("closed", "").split(), read_marks(facts)
    for (header, month), was in read_marks(before).items():
        now = marks.get((header, month))
        if now and month not in closed and now.filled < was.filled:
            yield header, month, was, now


def _no_longer_closed(facts: RunFacts, before: RunFacts) -> Iterator[Message]:
    """Months that the last sync knew as closed, and that somebody has taken out of `Chốt tháng` by hand."""
    known = {*facts.get("closed", "").split(), *facts.get("reopened", "").split()}
    gone = [month for month in before.get("closed", "").split() if month not in known]
    if gone:
        yield Message(
            N_(
                "Tháng {months} đã chốt mà không còn ở tab “{tab}”. Lấy lại tab ấy (Google: Lịch sử phiên bản; hoặc "
                "sheets-sync show RUN --xlsx), hoặc mở lại tháng: sheets-sync reopen … --reason …"
            ),
            {"months": ", ".join(Month.of(month).shown for month in gone), "tab": TITLE},
        )


# --- rows as a fact -----------------------------------------------------------------------------------------------


def filled_rows(results: Results) -> str:
    """How many rows with anything in them each month has: `2023-09=60 2023-10=58`."""
    counts = {month: sum(map(is_filled, scores.rows)) for month, scores in results.school.months.items()}
    return " ".join(f"{month}={count}" for month, count in counts.items() if count)


def _counts(facts: RunFacts) -> dict[str, int]:
    pairs = (each.partition("=") for each in facts.get("rows", "").split())
    return {month: int(count) for month, _, count in pairs if count.isdecimal()}
