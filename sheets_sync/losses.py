"""What a sync would lose against the one before: people, rows, ranked and closed months. It is refused, not done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sheets_sync import forms
from sheets_sync.closed_months import TITLE
from sheets_sync.language import N_, Message
from sheets_sync.model import Score
from sheets_sync.results import Results

LEAST = 2  # rows; losing a single one is no catastrophe, whatever its share

Facts = Mapping[str, str]


def losses_of(facts: Facts, before: Facts, shrink: int | None) -> Iterator[Message]:
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
    yield from _months_gone(facts, before)
    yield from _months_shrunk(facts, before, shrink)


def _months_gone(facts: Facts, before: Facts) -> Iterator[Message]:
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
                "làm trống không; nếu đúng là như vậy (hay đã sang năm học mới), chạy lại với --allow-shrink."
            ),
            {"months": ", ".join(_as_said(month) for month in lost)},
        )


def _months_shrunk(facts: Facts, before: Facts, shrink: int) -> Iterator[Message]:
    now = _counts(facts)
    closed = facts.get("closed", "").split()
    for month, old in _counts(before).items():
        new = now.get(month, 0)
        if month not in closed and 0 < new <= old - LEAST and (old - new) * 100 >= shrink * old:
            yield Message(
                N_(
                    "Tháng {month} chỉ còn {new} dòng điểm, lần trước có {old}. Xem lại tab tháng ấy; nếu đúng là như "
                    "vậy, chạy lại với --allow-shrink."
                ),
                {"month": _as_said(month), "new": new, "old": old},
            )


def _no_longer_closed(facts: Facts, before: Facts) -> Iterator[Message]:
    """Months that the last sync knew as closed, and that somebody has taken out of `Chốt tháng` by hand."""
    known = {*facts.get("closed", "").split(), *facts.get("reopened", "").split()}
    gone = [month for month in before.get("closed", "").split() if month not in known]
    if gone:
        yield Message(
            N_(
                "Tháng {months} đã chốt mà không còn ở tab “{tab}”. Lấy lại tab ấy (Google: Lịch sử phiên bản; hoặc "
                "sheets-sync show RUN --xlsx), hoặc mở lại tháng: sheets-sync reopen … --reason …"
            ),
            {"months": ", ".join(_as_said(month) for month in gone), "tab": TITLE},
        )


def _as_said(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{int(number)}/{year}"


# --- rows as a fact -----------------------------------------------------------------------------------------------


def filled_rows(results: Results) -> str:
    """How many rows with anything in them each month has: `2023-09=60 2023-10=58`."""
    counts = {month: sum(map(is_filled, scores.rows)) for month, scores in results.school.months.items()}
    return " ".join(f"{month}={count}" for month, count in counts.items() if count)


def is_filled(score: Score) -> bool:
    """Whether a row holds a mark or a total, readable or not."""
    cells = (*score.marks, score.own_total, score.team_total, score.approved)
    return any(cell is not None for cell in cells) or bool(score.place.bad)


def _counts(facts: Facts) -> dict[str, int]:
    pairs = (each.partition("=") for each in facts.get("rows", "").split())
    return {month: int(count) for month, _, count in pairs if count.isdecimal()}
