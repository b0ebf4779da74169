"""verify: whether a paper is what was computed, when that was, and whether it still is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.awards.school_law import AppliedLaw
    from sheets_sync.documents.verify import Claim
    from sheets_sync.journal.runs import RunNote

NOT_SO = 1


@command(
    help=N_(
        "Một văn bản hay dấu (ở cuối văn bản) có đúng là kết quả đã tính không; khác hoặc bị sửa thì mã 1."
    )
)
@click.argument("claimed", type=click.Path(), metavar="DOCUMENT|FINGERPRINT")
@shared_options
def verify(run: Run, claimed: str) -> int:
    """Compare a document, or a fingerprint, with what was and is computed."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.documents.verify import claim_of

    claim = claim_of(claimed)
    note, period, law = _known(run, claim)
    now = _now(run, law)
    period = (
        claim.period
        or period
        or next((each for each, mark in now.items() if mark == claim.fingerprint), None)
    )
    current = now.get(period or "") == claim.fingerprint if period else False
    found = {
        "fingerprint": claim.fingerprint,
        "period": period,
        "edited": claim.edited,
        "run_id": note.id if note else None,
        "date": note.began if note else None,
        "current": current,
        "law": _law_json(run, law) if law else None,
    }
    if run.as_json:
        print_json(found)
    _say(run, claim, note, period, current)
    if law and note and not _is_of_today(run, law):
        run.say(
            "Luật hay con số của luật đã đổi từ lần chạy ấy: danh hiệu, tiền thưởng trên giấy theo luật lúc đó."
        )
    return 0 if current and not claim.edited else NOT_SO


def _known(run: Run, claim: Claim) -> tuple[RunNote | None, str | None, AppliedLaw | None]:
    """The run that had this result, one that published it if there is one; its period; the law recorded with it."""
    from sheets_sync.documents.verify import known
    from sheets_sync.journal.journal import Journal, journal_path
    from sheets_sync.journal.run_parts import recorded_law
    from sheets_sync.journal.runs import Runs

    with Journal(journal_path(run.config, Path(run.config_path)), create=False) as journal:
        runs = Runs(journal)
        note, period = known(runs, claim)
        return note, period, recorded_law(runs, note, run.config.folder) if note else None


def _now(run: Run, law: AppliedLaw | None) -> dict[str, str]:
    from sheets_sync.journal import run_parts

    return {part.name: part.body for part in run_parts.fingerprints(run.results(law))}


def _law_json(run: Run, law: AppliedLaw) -> dict[str, Any]:
    return {"key": law.rules.key if law.rules else None, "current": _is_of_today(run, law)}


def _is_of_today(run: Run, law: AppliedLaw) -> bool:
    """Whether a run's law is that of today, figure by figure; one that can no longer be read is not."""
    from sheets_sync.awards.school_law import law_of
    from sheets_sync.errors import ConfigError

    try:
        return law.rules == law_of(run.config)
    except ConfigError:
        return False


def _say(run: Run, claim: Claim, note: RunNote | None, period: str | None, current: bool) -> None:
    from sheets_sync.journal.runs import moment

    known: dict[str, Any] = {"mark": claim.fingerprint, "period": period}
    if note:
        run.say(
            "Dấu {mark}: kết quả {period}, lần chạy {run}, {when}.", **known, run=note.id, when=moment(note)
        )
    elif period:
        run.say("Dấu {mark}: kết quả {period}; nhật ký máy này không có lần chạy ấy.", **known)
    else:
        run.say("Dấu {mark}: không có trong nhật ký máy này, cũng không phải kết quả hôm nay.", **known)
    if claim.edited:
        run.say("Văn bản đã có người sửa sau khi được viết ra.")
    elif claim.edited is not None:
        run.say("Văn bản còn nguyên như khi được viết ra.")
    if period and current:
        run.say("Kết quả hôm nay vẫn đúng như thế.")
    elif period:
        run.say("Kết quả hôm nay đã khác.")
