"""close, reopen: results that were announced stay announced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sheets_sync.commands.daily import written
from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options, shrink_option, wait_option
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sheets_sync.journal.runs import RunPart
    from sheets_sync.model import Month, Problem
    from sheets_sync.pipeline import Decision
    from sheets_sync.results.closed_months import ClosedBook
    from sheets_sync.results.results import Results


MOST_LISTED = 10


@command(help=N_("Chốt một tháng: điểm, xếp loại, thứ hạng giữ nguyên dù sau đó có ai sửa ô."))
@click.argument("month", metavar="MONTH")
@click.option(
    "--reason",
    default="",
    metavar="TEXT",
    help=N_("Vì sao chốt khi các ô còn lỗi; được ghi vào tab “Chốt tháng”."),
)
@shrink_option
@wait_option
@shared_options
def close(run: Run, month: str, reason: str, allow_shrink: bool, wait: float | None) -> None:
    """Freeze a month's results; one with errors only for a reason."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.commands.recorded import recorded
    from sheets_sync.operations.paper_choice import month_of
    from sheets_sync.rules.problems import as_message

    chosen = month_of(month, run.config.year)
    closing = _Closing(chosen, reason.strip())
    with recorded(run, "close", wait) as record:
        record.closed.append(str(chosen))
        done = written(run, record, closing, allow_shrink)
        [ranking] = [json.loads(part.body) for part in record.parts if part.name == f"{chosen} staff"]
        done["not_rated"] = ranking["not_rated"]
        done["not_approved"] = _not_approved(run, chosen, record.parts)
        fingerprints = {part.name: part.body for part in record.parts if part.kind == "fingerprint"}
    mark = {"month": chosen.shown, "mark": fingerprints[str(chosen)]}
    if closing.closed_since:
        since = f"{closing.closed_since:%d/%m/%Y}"
        run.say("Tháng {month} đã chốt từ ngày {day}, dấu kết quả {mark}.", day=since, **mark)
    else:
        run.say("Tháng {month} đã chốt, dấu kết quả {mark}.", **mark)
    if closing.errors:
        run.say("Chốt khi còn {count} lỗi:", count=len(closing.errors))
    for problem in closing.errors:
        run.say("  {message}", message=as_message(problem))
    _say_ids(run, done["not_rated"], N_("Chốt khi còn {count} người chưa có điểm: {ids}."))
    _say_ids(run, done["not_approved"], N_("{count} người chưa được Hiệu trưởng duyệt: {ids}."))
    if run.as_json:
        print_json(
            {
                "month": str(chosen),
                "closed": True,
                "fingerprint": fingerprints[str(chosen)],
                **_why(closing),
                **done,
            }
        )


def _why(closing: _Closing) -> dict[str, object]:
    """The errors that were left in the month, and why it was closed all the same; for JSON."""
    return {"errors": len(closing.errors), "reason": closing.reason or None}


class _Closing:
    """The decision to close a month, with the errors that are left in it for the reason that is given.

    `closed_since` is the day on which somebody had closed it already.
    """

    def __init__(self, month: Month, reason: str) -> None:
        self.month, self.reason = month, reason
        self.closed_since: date | None = None
        self.errors: tuple[Problem, ...] = ()
        self._seen = False

    def __call__(self, fresh: Results, book: ClosedBook) -> ClosedBook:
        from sheets_sync.results.closing import closing_of
        from sheets_sync.results.month_errors import month_errors

        if (
            not self._seen and self.month in book.months
        ):  # a later round meets the month that this run has closed
            self.closed_since = book.months[self.month].day
        self._seen = True
        if not self.closed_since:
            self.errors = month_errors(fresh, self.month)
        return closing_of(self.month, self.reason)(fresh, book)


def _not_approved(run: Run, month: Month, parts: Sequence[RunPart]) -> list[str]:
    """Who has marks in the month that the principal has not approved."""
    from sheets_sync.school.school import named_month

    found = [each for part in parts if part.kind == "problems" for each in json.loads(part.body)]
    return [
        each["staff_id"]
        for each in found
        if each["code"] == "not-approved" and named_month(each["tab"], run.config.year) == month
    ]


def _say_ids(run: Run, ids: Sequence[str], text: str) -> None:
    if ids:
        more = ["…"] if len(ids) > MOST_LISTED else []
        run.say(text, count=len(ids), ids=", ".join([*ids[:MOST_LISTED], *more]))


@command(help=N_("Mở lại một tháng đã chốt, có lý do; sau đó tháng ấy lại tính theo các ô."))
@click.argument("month", metavar="MONTH")
@click.option(
    "--reason", required=True, metavar="TEXT", help=N_("Vì sao mở lại; được ghi vào tab “Chốt tháng”.")
)
@shrink_option
@wait_option
@shared_options
def reopen(run: Run, month: str, reason: str, allow_shrink: bool, wait: float | None) -> None:
    """Let a closed month follow its cells again."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.commands.recorded import recorded
    from sheets_sync.operations.paper_choice import month_of

    chosen = month_of(month, run.config.year)
    if not reason.strip():
        raise UsageError(Message(N_("Ghi lý do mở lại tháng: --reason “…”.")))
    with recorded(run, "reopen", wait) as record:
        record.closed.append(str(chosen))
        done = written(run, record, _reopening(run, chosen, reason.strip()), allow_shrink)
    run.say("Tháng {month} đã mở lại; chốt lại bằng sheets-sync close.", month=chosen.shown)
    if run.as_json:
        print_json({"month": str(chosen), "closed": False, "reason": reason.strip(), **done})


def _reopening(run: Run, month: Month, reason: str) -> Decision:
    from sheets_sync.operations.recorded_run import account
    from sheets_sync.results.closed_months import Reopening

    def decide(fresh: Results, book: ClosedBook) -> ClosedBook:
        closed = book.months.get(month)
        results = closed.results if closed else ""
        if closed is None and str(month) not in run.school.store.current_tabs().facts.get("closed", ""):
            text = N_("Tháng {month} chưa chốt, nên không có gì để mở lại.")
            raise UsageError(Message(text, {"month": month.shown}))
        return book.reopening(Reopening(month, fresh.today, reason, account(), results))

    return decide
