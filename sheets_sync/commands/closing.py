"""close, reopen: results that were announced stay announced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sheets_sync.commands.nightly import shrink_option, written
from sheets_sync.commands.recorded import account, recorded, wait_option
from sheets_sync.errors import UsageError
from sheets_sync.help_pages import command
from sheets_sync.language import N_, Message
from sheets_sync.options import Run, chosen_month, shared_options

if TYPE_CHECKING:
    from sheets_sync.closed_months import ClosedBook
    from sheets_sync.model import Month
    from sheets_sync.pipeline import Decision
    from sheets_sync.results import Results


@command(help=N_("Chốt một tháng: điểm, xếp loại, thứ hạng giữ nguyên dù sau đó có ai sửa ô."))
@click.argument("month", metavar="MONTH")
@shrink_option
@wait_option
@shared_options
def close(run: Run, month: str, allow_shrink: bool, wait: float) -> None:
    """Freeze a month's results."""
    from sheets_sync.closing import closing_of
    from sheets_sync.output import print_json

    chosen = _month(run, month)
    with recorded(run, "close", wait) as record:
        record.closed.append(str(chosen))
        done = written(run, record, closing_of(chosen), allow_shrink)
        [ranking] = [json.loads(part.body) for part in record.parts if part.name == f"{chosen} staff"]
        done["not_rated"] = ranking["not_rated"]
        told = {part.name: part.body for part in record.parts if part.kind == "fingerprint"}
    run.say("Tháng {month} đã chốt, dấu kết quả {mark}.", month=chosen, mark=told[str(chosen)])
    if done["not_rated"]:
        run.say(
            "Chốt khi còn {count} người chưa có điểm: {ids}.",
            count=len(done["not_rated"]),
            ids=", ".join(done["not_rated"]),
        )
    if run.as_json:
        print_json({"month": str(chosen), "closed": True, "fingerprint": told[str(chosen)], **done})


@command(help=N_("Mở lại một tháng đã chốt, có lý do; sau đó tháng ấy lại tính theo các ô."))
@click.argument("month", metavar="MONTH")
@click.option(
    "--reason", required=True, metavar="TEXT", help=N_("Vì sao mở lại; được ghi vào tab “Chốt tháng”.")
)
@shrink_option
@wait_option
@shared_options
def reopen(run: Run, month: str, reason: str, allow_shrink: bool, wait: float) -> None:
    """Let a closed month follow its cells again."""
    from sheets_sync.output import print_json

    chosen = _month(run, month)
    if not reason.strip():
        raise UsageError(Message(N_("Ghi lý do mở lại tháng: --reason “…”.")))
    with recorded(run, "reopen", wait) as record:
        record.closed.append(str(chosen))
        done = written(run, record, _reopening(run, chosen, reason.strip()), allow_shrink)
    run.say("Tháng {month} đã mở lại; chốt lại bằng sheets-sync close.", month=chosen)
    if run.as_json:
        print_json({"month": str(chosen), "closed": False, "reason": reason.strip(), **done})


def _month(run: Run, text: str) -> Month:
    from sheets_sync.model import Month

    month = chosen_month(run, text)
    assert isinstance(month, Month)
    return month


def _reopening(run: Run, month: Month, reason: str) -> Decision:
    from sheets_sync.closed_months import Reopening

    def decide(fresh: Results, book: ClosedBook) -> ClosedBook:
        standing = book.months.get(month)
        told = standing.results if standing else ""
        if standing is None and str(month) not in run.store.standing().facts.get("closed", ""):
            text = N_("Tháng {month} chưa chốt, nên không có gì để mở lại.")
            raise UsageError(Message(text, {"month": f"{month.number}/{month.year}"}))
        return book.reopening(Reopening(month, fresh.today, reason, account(), told))

    return decide
