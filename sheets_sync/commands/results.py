"""ranking, explain: what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, period_options, shared_options, what_if_option
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.rules.audiences import AUDIENCES, Audience

if TYPE_CHECKING:
    from sheets_sync.operations.paper_choice import ChosenPeriod


@command(help=N_("Xếp hạng một tháng, một học kỳ hoặc cả năm."))
@period_options
@click.option(
    "--by", type=click.Choice(("staff", "team", "class")), default="staff", help=N_("Theo người, tổ hay lớp.")
)
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="board",
    help=N_("Cho ai xem: board (Ban Thi đua), staff (cả trường), public (mọi người)."),
)
@what_if_option
@shared_options
def ranking(
    run: Run,
    month: str | None,
    term: int | None,
    whole_year: bool,
    by: str,
    audience: Audience,
    overlay: str | None,
) -> None:
    """Print a ranking, or what another rubric would change in it."""
    from sheets_sync.commands import printing
    from sheets_sync.operations.paper_choice import ChosenPeriod, period_of
    from sheets_sync.results.month_figures import best_rating
    from sheets_sync.rules.audiences import columns_seen, ranking_seen
    from sheets_sync.views import as_json

    if by == "class" and run.config.classes is None:
        raise UsageError(Message(N_("Cấu hình chưa có mục [classes], nên không có bảng xếp hạng lớp.")))
    if overlay:
        _what_if(run, overlay, by, ChosenPeriod(month, term, whole_year))
        return
    results = run.results()
    if not results.school.roster.people:
        run.say("Danh sách chưa có ai hoặc chưa đọc được; xem sheets-sync check.")
    ranked = results.ranking(period_of(ChosenPeriod(month, term, whole_year), results, by), by)
    seen = ranking_seen(as_json.ranking_json(ranked), audience, best_rating(results, by))
    if run.as_json:
        printing.print_json(seen)
    elif audience == "board":
        people = results.school.roster.by_id
        names = {} if by == "class" else {each: people[each].name for each in ranked.not_rated}
        printing.print_ranking(ranked, run.t, names)
    else:
        printing.print_rows(seen["rows"], columns_seen(audience, by), run.t)


def _what_if(run: Run, overlay: str, by: str, chosen: ChosenPeriod) -> None:
    from sheets_sync.awards.what_if import rank_changes
    from sheets_sync.commands import printing
    from sheets_sync.commands.printing import titles
    from sheets_sync.operations.paper_choice import period_of
    from sheets_sync.views import as_json

    if by != "staff":
        raise UsageError(Message(N_("--what-if xếp hạng theo người: bỏ --by, hoặc dùng --by staff.")))
    before, after = run.what_if(overlay)
    when = period_of(chosen, before)
    changes = rank_changes(before.ranking(when), after.ranking(when))
    if run.as_json:
        printing.print_json(as_json.rank_changes_json(when, changes))
    else:
        titles.print_rank_changes(when, changes, run.t)


@command(help=N_("Kể mọi con số của một người: từng ô, ai quyết định, điểm, hạng, điều cần sửa."))
@click.argument("words", metavar="MÃ_CB", nargs=-1, required=True)
@shared_options
def explain(run: Run, words: tuple[str, ...]) -> None:
    """Print one person's story; a name may be given without quotes."""
    from sheets_sync.commands import printing
    from sheets_sync.commands.printing import explanation, titles
    from sheets_sync.views import as_json
    from sheets_sync.views.explain import explain as story_of

    story = story_of(run.results(), " ".join(words))
    if run.as_json:
        printing.print_json(as_json.story_json(story, run.t))
    else:
        explanation.print_story(story, run.t)
        titles.print_verdicts(story.verdicts, run.t)
        if story.verdicts:
            printing.print_line("\n" + titles.legend(run.t))
