"""fleet status, fleet titles: what is known of the schools by their last runs, without running any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, title_code, title_option
from sheets_sync.fleet.commands.choice import chosen, selecting, whole_fleet
from sheets_sync.fleet.commands.left_out import left_out_json, say_left_out
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.fleet.district.district_draft import DistrictDraft
    from sheets_sync.fleet.district.figures import Proposal
    from sheets_sync.fleet.district.same_person import SamePerson
    from sheets_sync.fleet.members import Member


@command(
    name="status",
    help=N_("Lần chạy cuối của từng trường: xong chưa, số liệu của ngày nào, vì sao chưa xong."),
)
@selecting
def fleet_status(run: Run, file: str, only: str | None, failed: bool) -> int:
    """What is known of every school without running any; the exit code as after a run."""
    from sheets_sync.commands.printing import print_json, print_table
    from sheets_sync.fleet.outcome import SUCCEEDED

    draft = _district(run, file, only, failed)
    rows = [_status_row(school, draft, run) for school in draft.members]
    if run.as_json:
        print_json({"schools": rows, "left_out": left_out_json(run, draft.left_out)})
    else:
        names = [
            run.t("Trường"),
            run.t("Tên"),
            run.t("Lần chạy cuối"),
            run.t("Số liệu ngày"),
            run.t("Vì sao chưa xong"),
        ]
        print_table(names, [_status_words(row, run) for row in rows])
        say_left_out(run, [each for each in draft.left_out if each.why == "gone"])  # the table has the others
    well = sum(row["state"] in SUCCEEDED for row in rows)
    return 0 if well == len(rows) else 1 if well else 4


def _status_row(school: Member, draft: DistrictDraft, run: Run) -> dict[str, Any]:
    status = draft.statuses.get(school.key)
    reasons = [*(school.mistakes or (status.reasons if status else ()))]
    uncounted = draft.left_out_by_key.get(school.key)
    if uncounted and uncounted.why != "no-results" and uncounted.reason not in reasons:
        reasons.append(uncounted.reason)
    return {
        "school": school.key,
        "name": school.name,
        "state": status.state if status else None,
        "action": status.action if status else None,
        "day": status.day if status else None,
        "counts": dict(status.counts) if status else {},
        "counted": school.key in draft.figures.by_key,
        "reasons": [str(run.t.say(reason)) for reason in reasons],
    }


def _status_words(row: dict[str, Any], run: Run) -> list[str]:
    from sheets_sync.fleet.outcome import STATES

    state = run.t(STATES[row["state"]]) if row["state"] else run.t("chưa chạy")
    return [row["school"], row["name"], state, row["day"] or "", "; ".join(row["reasons"])]


@command(name="titles", help=N_("Đề nghị của mọi trường theo từng danh hiệu, theo lần chạy tốt gần nhất."))
@title_option
@selecting
def fleet_titles(run: Run, file: str, only: str | None, failed: bool, title: str | None) -> int:
    """Whom the schools propose, on whom they have yet to decide, and who is proposed twice, by their last good runs."""
    from sheets_sync.commands.printing import print_json, print_table
    from sheets_sync.fleet.district.same_person import proposed_twice

    title = title_code(title) if title else None
    draft = _district(run, file, only, failed)
    found, undecided = (_by_title(each, title) for each in (draft.figures.proposals, draft.figures.undecided))
    twice = proposed_twice(found)
    if run.as_json:
        print_json(
            {
                "rows": [_proposal_json(each) for each in found],
                "undecided": [_proposal_json(each) for each in undecided],
                "twice": [_twice_json(each) for each in twice],
                "left_out": left_out_json(run, draft.left_out),
            }
        )
        return 0
    print_table(
        [
            run.t("Danh hiệu"),
            run.t("Trường"),
            run.t("Mã CB"),
            run.t("Họ và tên, tập thể"),
            run.t("Kết luận của trường"),
        ],
        [_proposal_words(each, run) for each in _by_title([*found, *undecided], title)],
    )
    text = N_(
        "{count} đề nghị của {schools} trường; chưa tính {undecided} trường hợp trường còn phải quyết; {twice} người được "
        "đề nghị ở hai nơi."
    )
    schools = len({each.school for each in found})
    run.say(text, count=len(found), schools=schools, undecided=len(undecided), twice=len(twice))
    say_left_out(run, draft.left_out)
    return 0


def _by_title(proposals: Sequence[Proposal], title: str | None) -> list[Proposal]:
    """Those for a title, or all of them in the order of the titles; within a title as the schools list them."""
    from sheets_sync.rules.titles import TITLES

    order = [each.code for each in TITLES]
    found = [each for each in proposals if title in (None, each.title)]
    return sorted(found, key=lambda each: order.index(each.title))


def _proposal_words(proposal: Proposal, run: Run) -> list[str]:
    from sheets_sync.awards.agenda import OUTCOMES
    from sheets_sync.rules.titles import BY_CODE

    subject = "" if proposal.is_team else proposal.subject
    outcome = run.t(OUTCOMES[proposal.verdict])
    return [BY_CODE[proposal.title].short, proposal.school_name, subject, proposal.name, outcome]


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    born = proposal.born.isoformat() if proposal.born else None
    return {**proposal._asdict(), "open": list(proposal.open), "born": born}


def _twice_json(same: SamePerson) -> dict[str, Any]:
    places = {(each.school, each.subject): each.name for each in same.proposals}
    people = [{"school": school, "staff_id": subject} for school, subject in places]
    return {"name": same.proposals[0].name, "certain": same.certain, "people": people}


def _district(run: Run, file: str, only: str | None, failed: bool) -> DistrictDraft:
    """What is known of the district's schools by their last good runs."""
    from sheets_sync.fleet.extra import require_extra

    require_extra()
    from sheets_sync.fleet.district.publish import district

    whole = whole_fleet(file)
    return district(*whole, run.day, chosen(whole, only, failed))
