"""Who else can see the school's spreadsheets: people's data, and what only the board should see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sheets_sync.language import N_
from sheets_sync.rules.forms import FORMS
from sheets_sync.school.layout import Titles
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful
from sheets_sync.setup.doctor.spreadsheets import titled
from sheets_sync.views.tabs.cells import tab_title

if TYPE_CHECKING:
    from sheets_sync.stores.gsheets.snapshot import Snapshot

A_BOARD = 10  # people; more of them than this are no board any more


def public(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Anyone with the link can see names, birthdays and marks."""
    for spreadsheet, book in facts.books.items():
        if any(each.get("type") == "anyone" for each in facts.permissions(spreadsheet) or ()):
            yield doubtful(
                N_(
                    "Ai có đường dẫn cũng xem được trang tính “{title}”, trong đó có dữ liệu cá nhân của thầy cô."
                ),
                N_("Mở trang tính ấy, bấm Chia sẻ → Quyền truy cập chung → Bị hạn chế."),
                title=book.title,
            )


def unseen(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Readers, and people's sign-ins, may not see who a spreadsheet is shared with."""
    titles = [
        book.title for spreadsheet, book in facts.books.items() if facts.permissions(spreadsheet) is None
    ]
    if titles:
        yield doubtful(
            N_("{account} không xem được ai đang mở được {titles}."),
            N_("Mở từng trang tính ấy, bấm Chia sẻ, tự xem có ai không nên xem không."),
            account=facts.account,
            titles=", ".join(f"“{title}”" for title in titles),
        )


def private_forms(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Leave, discipline, votes and the like stand where the whole school can read or type."""
    for spreadsheet, book in facts.books.items():
        tabs = _private_tabs(book, facts)
        if tabs and _is_wide(facts.permissions(spreadsheet) or (), facts.account):
            yield doubtful(
                N_("“{title}” chia sẻ rộng mà có các tab riêng của Ban: {tabs}."),
                N_(
                    "Chuyển các tab ấy sang một sổ mới chỉ Ban thi đua xem được, rồi ghi cả hai sổ vào [store] input."
                ),
                title=book.title,
                tabs=", ".join(tabs),
            )


def private_evidence(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """What the board keeps in a workbook of its own comes back, as evidence, in outputs that the school can read."""
    output = facts.books.get(facts.output)
    if output is None or not _is_wide(facts.permissions(facts.output) or (), facts.account):
        return
    others = [book for spreadsheet, book in facts.books.items() if spreadsheet != facts.output]
    if any(_private_tabs(book, facts) for book in others):
        yield doubtful(
            N_(
                "“{title}” chia sẻ rộng, mà tab “{tab}” sẽ nêu ở đó cả kỷ luật, số phiếu lấy từ sổ riêng của Ban."
            ),
            N_(
                "Để bảng tổng hợp ở một trang tính khác, chỉ chia sẻ cho những ai được xem, rồi ghi địa chỉ ấy vào "
                "[store] output."
            ),
            title=output.title,
            tab=tab_title(facts.config, "Đề xuất danh hiệu"),
        )


def _private_tabs(book: Snapshot, facts: DoctorFacts) -> list[str]:
    titles = Titles(facts.config)
    folded = {title for form in FORMS if form.private for title in titles.tab(form.title)}
    return [tab.title for tab in titled(book, folded)]


def _is_wide(permissions: Sequence[dict[str, Any]], account: str) -> bool:
    if any(each.get("type") in ("anyone", "domain", "group") for each in permissions):
        return True
    people = {str(each.get("emailAddress", "")).lower() for each in permissions} - {account.lower(), ""}
    return len(people) > A_BOARD
