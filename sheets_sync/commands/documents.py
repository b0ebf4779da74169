"""report: the papers; what each kind is for, and when it is due."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.completion_words import kinds_like
from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, period_options, shared_options, wait_option
from sheets_sync.commands.publish import differing, published
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message, Translator

if TYPE_CHECKING:
    from sheets_sync.documents.papers_due import PaperDue
    from sheets_sync.results.results import Results

FORMATS = ("docx", "gdoc", "pdf", "html")  # in this order: a PDF on Drive is made of the Google Doc


@command(
    help=N_(
        "Viết văn bản và đặt vào thư mục văn bản, trên máy hoặc trên Drive; tệp ai đó đã sửa thì không bị ghi đè. "
        "Không nêu loại nào thì viết những văn bản đến kỳ."
    )
)
@click.argument("kinds", metavar="[KIND]...", nargs=-1, shell_complete=kinds_like)
@period_options
@click.option(
    "--format",
    "formats",
    default="docx",
    metavar="docx,gdoc,pdf,html",
    help=N_(
        "Định dạng, cách nhau bằng dấu phẩy: docx; pdf (trên máy cần LibreOffice); html cho thông báo và báo cáo tháng; "
        "trên Drive có thêm gdoc (Google Tài liệu)."
    ),
)
@click.option(
    "--list", "only_list", is_flag=True, help=N_("Chỉ liệt kê các loại văn bản, hạn và dữ liệu còn thiếu.")
)
@click.option(
    "--split", is_flag=True, help=N_("Phiếu, giấy khen, báo cáo thành tích: mỗi người, mỗi tổ một tệp.")
)
@click.option(
    "--diff",
    "only_diff",
    is_flag=True,
    help=N_("Chỉ liệt kê chỗ khác so với bản đã viết lần trước; không viết gì."),
)
@click.option("--replace", is_flag=True, help=N_("Ghi đè cả tệp đã có người sửa."))
@wait_option
@shared_options
def report(
    run: Run,
    kinds: tuple[str, ...],
    month: str | None,
    term: int | None,
    whole_year: bool,
    formats: str,
    only_list: bool,
    split: bool,
    only_diff: bool,
    replace: bool,
    wait: float | None,
) -> None:
    """Generate documents."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.commands.recorded import recorded
    from sheets_sync.documents.kinds import find_kind
    from sheets_sync.operations.paper_choice import ChosenPeriod, wanted_papers
    from sheets_sync.operations.papers import refuse_formats, results_on_record

    named = [find_kind(kind, run.config) for kind in kinds]
    wanted, period = chosen_formats(formats), ChosenPeriod(month, term, whole_year)
    if only_list:
        _list(run, run.results())
        return
    refuse_formats(run.config, wanted)
    if only_diff:
        requests = wanted_papers(run.results(), named, period, split, run.say_message)
        documents = differing(run, requests)
    else:
        with recorded(run, "report", wait) as record:
            results = results_on_record(run.school, record)
            requests = wanted_papers(results, named, period, split, run.say_message)
            if not requests:
                run.say("Hôm nay không có văn bản nào đến kỳ. Xem tất cả: sheets-sync report --list")
            documents = published(run, record, requests, wanted, replace)
    if run.as_json:
        print_json(documents)


def chosen_formats(text: str) -> tuple[str, ...]:
    """The formats that a list names, each once; raises UsageError for another."""
    from sheets_sync.text.nearest import nearest

    named = [each.strip().lower() for each in text.split(",") if each.strip()]
    for each in named:
        if each not in FORMATS:
            near = nearest(each, FORMATS) or ", ".join(FORMATS)
            unknown = N_("Không có định dạng “{format}”. Có phải “{near}”?")
            raise UsageError(Message(unknown, {"format": each, "near": near}))
    return tuple(each for each in FORMATS if each in named) or FORMATS[:1]


def reported(run: Run, kind: str, formats: Sequence[str] = ("docx",)) -> dict[str, Any]:
    """One kind for its usual period, made and published, alone and on record."""
    from sheets_sync.commands.recorded import recorded
    from sheets_sync.documents.kinds import find_kind
    from sheets_sync.operations.paper_choice import ChosenPeriod, wanted_papers
    from sheets_sync.operations.papers import results_on_record

    with recorded(run, "report") as record:
        results = results_on_record(run.school, record)
        kinds = [find_kind(kind, run.config)]
        requests = wanted_papers(results, kinds, ChosenPeriod(), split=False, notify=run.say_message)
        return published(run, record, requests, formats)


# --- what there is ----------------------------------------------------------------------------------------------


def _list(run: Run, results: Results) -> None:
    from sheets_sync.commands.printing import print_json, print_table
    from sheets_sync.documents.kinds import kinds
    from sheets_sync.documents.papers_due import next_of

    rows = [_listed(run, results, next_of(kind, results)) for kind in kinds(run.config).values()]
    if run.as_json:
        print_json({"kinds": [row["kind"] for row in rows], "list": rows})
        return
    t = run.t
    if not sys.stdout.isatty():
        shown = ("kind", "title", "purpose", "period", "due", "state_text")
        print_table((), [[*(row[key] or "–" for key in shown), "; ".join(row["gaps"])] for row in rows])
        return
    for row in rows:
        _say_kind(row, t)
    headings = [t("Loại"), t("Tên"), t("Kỳ"), t("Hạn"), t("Tình trạng")]
    lines = [[row["kind"], row["title"], row["period"], _day(row["due"]), row["state_text"]] for row in rows]
    print_table(headings, lines, codes=(0, 2, 3))


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "–"


def _say_kind(row: Mapping[str, Any], t: Translator) -> None:
    """What a kind is for and what it lacks, in lines as wide as the terminal: too much for a column of a table."""
    from shutil import get_terminal_size
    from textwrap import fill

    from sheets_sync.commands.printing import print_line

    lines = [("", f"{row['kind']}: {row['purpose']}")]
    if row["gaps"]:
        lines.append(("    ", t("Còn thiếu: {gaps}.", gaps="; ".join(row["gaps"]))))
    width = get_terminal_size().columns
    for indent, text in lines:
        print_line(fill(text, width, initial_indent=indent, subsequent_indent="    "))


def _listed(run: Run, results: Results, one: PaperDue) -> dict[str, Any]:
    from sheets_sync.documents.fields.request import DocumentRequest, figures_of
    from sheets_sync.documents.gaps import data_gaps, has_content
    from sheets_sync.documents.papers_due import STATES

    language, kind = run.t.language, one.kind
    request = DocumentRequest(kind, results, one.period, figures_of(results, one.period))
    return {
        "kind": kind.key,
        "title": kind.title(language),
        "purpose": kind.purpose(language),
        "period": str(one.period),
        "due": one.due.isoformat() if one.due else None,
        "state": one.state,
        "state_text": run.t(STATES[one.state]),
        "suffices": has_content(request),
        "gaps": [str(run.t.say(gap)) for gap in data_gaps(request)],
    }
