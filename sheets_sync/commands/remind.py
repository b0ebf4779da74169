"""remind: a mail to each person with the cells that are theirs to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message, translator

if TYPE_CHECKING:
    from sheets_sync.operations.reminders import Reminder


@dataclass
class Sent:
    """By staff id: who was sent a mail, who had the same one earlier that day, and why others could not be sent one."""

    now: set[str] = field(default_factory=set)
    earlier: set[str] = field(default_factory=set)
    failed: Mapping[str, Message] = field(default_factory=dict)

    def error(self) -> UnavailableError:
        """How many mails could not be sent, in the line that goes to the log; then to whom, a line for each reason."""
        count, all_ = len(self.failed), len(self.failed) + len(self.now)
        text = N_("Không gửi được {count} trong {all} thư. Chạy lại thì chỉ gửi những thư còn thiếu.")
        return UnavailableError(Message(text, {"count": count, "all": all_}), *self._by_reason())

    def _by_reason(self) -> Iterator[Message]:
        ids: dict[str, list[str]] = {}
        for staff_id, reason in self.failed.items():
            ids.setdefault(str(reason), []).append(staff_id)
        for of_one_reason in ids.values():
            params = {"ids": ", ".join(of_one_reason), "reason": self.failed[of_one_reason[0]]}
            yield Message(N_("Không gửi được thư cho {ids}: {reason}."), params)


@command(help=N_("Nhắc từng người những ô của họ cần sửa, qua thư; không có --send thì chỉ cho xem trước."))
@click.option("--send", is_flag=True, help=N_("Gửi thật."))
@shared_options
def remind(run: Run, send: bool) -> int:
    """Mail each person the cells that are theirs to mend; exit 4 when some of the mails could not be sent."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.operations.reminders import reminders

    found = list(reminders(run.results(), translator(run.config.language)))
    sent = _send(run, found) if send else Sent()
    if run.as_json:
        print_json({"sent": send, "reminders": [_json(run, each, sent) for each in found]})
        return UnavailableError.exit_code if sent.failed else 0
    _say(run, found)
    if send and found:
        _say_sent(run, sent)
    elif found:
        run.say("Chưa gửi gì. Xem từng thư bằng --verbose; gửi thật bằng --send.")
    if sent.failed:
        raise sent.error()
    return 0


def _json(run: Run, reminder: Reminder, sent: Sent) -> dict[str, Any]:
    staff_id = reminder.person.staff_id
    return {
        "staff_id": staff_id,
        "to": reminder.to,
        "subject": reminder.subject,
        "count": reminder.cells,
        "sent": staff_id in sent.now,
        "sent_earlier": staff_id in sent.earlier,
        "failed": str(run.t.say(sent.failed[staff_id])) if staff_id in sent.failed else None,
    }


def _say(run: Run, found: Sequence[Reminder]) -> None:
    for each in found:
        to = each.to or run.t("chưa có Email trong Danh sách")
        run.say(
            "{staff_id} ({to}): {count} ô cần sửa", staff_id=each.person.staff_id, to=to, count=each.cells
        )
        if run.verbose:
            run.say("{text}", text=each.body)
    if not found:
        run.say("Không ai có ô nào cần sửa.")


def _say_sent(run: Run, sent: Sent) -> None:
    run.say("Đã gửi {count} thư.", count=len(sent.now))
    if sent.earlier:
        ids = ", ".join(sorted(sent.earlier))
        run.say("Hôm nay đã gửi đúng thư ấy rồi, không gửi lại: {ids}.", ids=ids)


def _send(run: Run, found: Sequence[Reminder]) -> Sent:
    """Send what has an address and was not sent today, each to that one person; raises UnavailableError, ConfigError."""
    from sheets_sync.commands.recorded import recorded
    from sheets_sync.journal.journal import mail_lock_path
    from sheets_sync.operations.mail import Letter, deliver
    from sheets_sync.operations.sent_reminders import SentReminders

    letters = [Letter(each.person.staff_id, each.to, each.subject, each.body) for each in found if each.to]
    sent = Sent()
    with recorded(run, "remind", lock_of=mail_lock_path) as record:
        before = SentReminders(record.journal, run.day.isoformat())
        sent.earlier = {letter.key for letter in letters if before.has(letter)}

        def note(letter: Letter) -> None:
            before.add(letter)
            sent.now.add(letter.key)
            record.written.append(letter.key)

        left = [letter for letter in letters if letter.key not in sent.earlier]
        sent.failed = deliver(run.config, left, note)
        if sent.failed:
            record.fail(sent.error(), translator(run.config.language))
    return sent
