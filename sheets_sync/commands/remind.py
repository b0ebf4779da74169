"""remind: a mail to each person with the cells that are theirs to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sheets_sync.help_pages import command
from sheets_sync.language import N_, translator
from sheets_sync.options import Run, shared_options

if TYPE_CHECKING:
    from sheets_sync.reminders import Reminder


@command(help=N_("Nhắc từng người những ô của họ cần sửa, qua thư; không có --send thì chỉ cho xem trước."))
@click.option("--send", is_flag=True, help=N_("Gửi thật."))
@shared_options
def remind(run: Run, send: bool) -> None:
    """Mail each person the cells that are theirs to mend."""
    from sheets_sync.output import print_json
    from sheets_sync.reminders import reminders

    found = list(reminders(run.results(), translator(run.config.language)))
    sent = _send(run, found) if send else set()
    if run.as_json:
        print_json({"sent": send, "reminders": [_json(each, each.person.staff_id in sent) for each in found]})
        return
    for each in found:
        to = each.to or run.t("chưa có Email trong Danh sách")
        run.say(
            "{staff_id} ({to}): {count} ô cần sửa", staff_id=each.person.staff_id, to=to, count=each.cells
        )
        if run.verbose:
            run.say("{text}", text=each.body)
    if not found:
        run.say("Không ai có ô nào cần sửa.")
    elif send:
        run.say("Đã gửi {count} thư.", count=len(sent))
    else:
        run.say("Chưa gửi gì. Xem từng thư bằng --verbose; gửi thật bằng --send.")


def _json(reminder: Reminder, sent: bool) -> dict[str, Any]:
    return {
        "staff_id": reminder.person.staff_id,
        "to": reminder.to,
        "subject": reminder.subject,
        "count": reminder.cells,
        "sent": sent,
    }


def _send(run: Run, found: list[Reminder]) -> set[str]:
    """Send what has an address, each to that one person; who was sent one. Raises UnavailableError, ConfigError."""
    from sheets_sync.alerts import mail, post
    from sheets_sync.commands.recorded import recorded

    sent: set[str] = set()
    with recorded(run, "remind") as record, post(run.config) as server:
        for each in found:
            if each.to:
                server.send_message(mail(run.config, [each.to], each.subject, each.body))
                sent.add(each.person.staff_id)
                record.written.append(each.person.staff_id)
    return sent
