"""titles: who may be proposed for what, and why or why not."""

from __future__ import annotations

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options, title_code, title_option, what_if_option
from sheets_sync.language import N_


@command(
    help=N_(
        "Ai đủ điều kiện đề nghị danh hiệu nào, ai chưa, thiếu gì, theo điều luật nào; --verbose: mọi điều kiện."
    )
)
@title_option
@what_if_option
@shared_options
def titles(run: Run, title: str | None, overlay: str | None) -> None:
    """Print the council's agenda, or what another rule would change in it."""
    from sheets_sync.awards.agenda import agenda
    from sheets_sync.commands import printing
    from sheets_sync.commands.printing import titles as output_titles
    from sheets_sync.views import as_json

    title = title_code(title) if title else None
    if overlay:
        _what_if(run, overlay, title)
        return
    results = run.results()
    if run.as_json:
        wanted = tuple(verdict for verdict in results.verdicts if title in (None, verdict.title))
        printing.print_json(as_json.titles_json(results, wanted, run.t))
        return
    items = [item for item in agenda(results.review, results.verdicts) if title in (None, item.title)]
    output_titles.print_agenda(items, run.t, run.verbose)
    run.notify(results)
    day = f"{results.config.decision_date:%d/%m/%Y}"
    if not items:
        run.say("Chưa có ai đăng ký danh hiệu, cũng chưa có ai đủ điều kiện.")
    elif results.law:
        run.say("Theo {law}, ngày quyết định {day}.", law=results.law.name, day=day)


def _what_if(run: Run, overlay: str, title: str | None) -> None:
    from sheets_sync.awards.what_if import title_changes
    from sheets_sync.commands import printing
    from sheets_sync.commands.printing import titles as output_titles
    from sheets_sync.views import as_json

    before, after = run.what_if(overlay)
    changes = [
        each for each in title_changes(before.verdicts, after.verdicts) if title in (None, each.after.title)
    ]
    if run.as_json:
        printing.print_json(as_json.title_changes_json(changes, run.t))
    else:
        output_titles.print_title_changes(changes, run.t)
