"""report: the papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as altered
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.recorded import Record, recorded, wait_option
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.lock import PATIENCE
from sheets_sync.options import Run, chosen_period, period_options, shared_options

if TYPE_CHECKING:
    from sheets_sync.journal import Journal
    from sheets_sync.publishers.drive import DrivePublisher
    from sheets_sync.publishers.folder import FolderPublisher

FORMATS = ("docx", "gdoc", "pdf")  # in this order: a PDF on Drive is made of the Google Doc


@click.command(
    help=N_(
        "Viết báo cáo và đặt vào thư mục báo cáo, trên máy hoặc trên Drive; tệp ai đó đã sửa thì không bị ghi đè."
    )
)
@click.argument("kinds", metavar="[KIND]...", nargs=-1)
@period_options
@click.option(
    "--format",
    "formats",
    default="docx",
    metavar="docx,gdoc,pdf",
    help=N_("Định dạng, cách nhau bằng dấu phẩy: docx; trên Drive có thêm gdoc (Google Tài liệu), pdf."),
)
@click.option("--list", "only_list", is_flag=True, help=N_("Chỉ liệt kê các loại báo cáo."))
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
    replace: bool,
    wait: float,
) -> None:
    """Generate documents."""
    from sheets_sync.documents import KINDS
    from sheets_sync.nearest import nearest
    from sheets_sync.output import print_json

    if only_list:
        print_json({"kinds": list(KINDS)}) if run.as_json else click.echo("\n".join(KINDS))
        return
    for kind in kinds:
        if kind not in KINDS:
            near = nearest(kind, KINDS) or KINDS[0]
            raise UsageError(
                Message(N_("Không có loại báo cáo “{kind}”. Có phải “{near}”?"), {"kind": kind, "near": near})
            )
    wanted = chosen_formats(formats)
    if term or whole_year:
        raise UsageError(Message(N_("Báo cáo monthly là của một tháng: chọn bằng --month.")))
    documents = reported(run, kinds or KINDS, month, replace, wanted, wait)
    if run.as_json:
        print_json(documents)


def chosen_formats(text: str) -> tuple[str, ...]:
    """The formats that a list names, each once; raises UsageError for another."""
    from sheets_sync.nearest import nearest

    named = [each.strip().lower() for each in text.split(",") if each.strip()]
    for each in named:
        if each not in FORMATS:
            near = nearest(each, FORMATS) or ", ".join(FORMATS)
            unknown = N_("Không có định dạng “{format}”. Có phải “{near}”?")
            raise UsageError(Message(unknown, {"format": each, "near": near}))
    return tuple(each for each in FORMATS if each in named) or FORMATS[:1]


def reported(
    run: Run,
    kinds: Sequence[str],
    month: str | None,
    replace: bool,
    formats: Sequence[str] = ("docx",),
    wait: float = PATIENCE,
) -> dict[str, Any]:
    """Write the documents, alone and on record."""
    with recorded(run, "report", wait) as record:
        return _published(run, record, kinds, month, replace, formats)


def _published(
    run: Run, record: Record, kinds: Sequence[str], month: str | None, replace: bool, formats: Sequence[str]
) -> dict[str, Any]:
    from sheets_sync import documents, evidence
    from sheets_sync.model import Month

    on_drive = bool(run.config.reports.drive or run.config.reports.files)
    if not on_drive:
        _refuse_what_needs_drive(formats)
    results = run.results()
    record.parts = evidence.parts(results, ())
    period = chosen_period(run, results, month, None, False)
    assert isinstance(period, Month)
    made = []
    told: list[str] = []
    with _drive(run, told, record.journal) if on_drive else _folder(run) as publisher:
        for kind in kinds:
            document = documents.build(kind, results, period)
            for form in formats:
                published = publisher.publish(altered(document, format=form), replace=replace)
                made.append(published._asdict())
                record.written.append(published.name)
                said = N_("Đã viết {path}.") if published.changed else N_("{path} không thay đổi.")
                run.say(said, path=published.location)
                if published.name != document.name and not on_drive:
                    run.say(
                        "{name} đã có người sửa nên được giữ nguyên (--replace để ghi đè).",
                        name=document.name,
                    )
    return {"documents": made, **({"messages": told} if on_drive else {}), **run.google_calls()}


def _refuse_what_needs_drive(formats: Sequence[str]) -> None:
    if "gdoc" in formats:
        text = N_(
            "Google Tài liệu (gdoc) chỉ có trên Drive. Ghi mã thư mục đặt văn bản vào config.toml: "
            '[reports] drive = "…", rồi chạy lại.'
        )
        raise UsageError(Message(text))
    if list(formats) != ["docx"]:
        text = N_("Không có Drive thì bản này chỉ viết được docx, chưa viết được “{formats}”.")
        raise UsageError(Message(text, {"formats": ",".join(formats)}))


@contextmanager
def _folder(run: Run) -> Iterator[FolderPublisher]:
    from sheets_sync.publishers.folder import FolderPublisher

    yield FolderPublisher(run.config.reports_path)


@contextmanager
def _drive(run: Run, told: list[str], journal: Journal) -> Iterator[DrivePublisher]:
    """The publisher to Drive; what it has to tell is told, even when it fails."""
    from sheets_sync.publishers.drive import DrivePublisher

    publisher = DrivePublisher(run.config, run.google, journal)
    try:
        yield publisher
    finally:
        for message in publisher.told:
            told.append(run.t(message.template, **message.params))
            run.say(message.template, **message.params)
