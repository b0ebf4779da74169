"""Documents made, published, compared with what was issued the last time; what they lack is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as altered
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheets_sync.commands.options import Run
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.commands.recorded import Record
    from sheets_sync.documents.fields.request import DocumentRequest
    from sheets_sync.documents.make import Document
    from sheets_sync.documents.publishers import Publisher
    from sheets_sync.documents.publishers.drive import DrivePublisher
    from sheets_sync.journal.journal import Journal
    from sheets_sync.model import Period
    from sheets_sync.results.results import Results


def computed_for_papers(run: Run, record: Record) -> Results:
    """The results, and what they were computed from into the journal."""
    from sheets_sync.journal import run_parts

    results = run.results()
    record.parts = run_parts.parts(results, ())
    return results


def published(
    run: Run,
    record: Record,
    asked: Sequence[DocumentRequest],
    formats: Sequence[str] = ("docx",),
    replace: bool = False,
) -> dict[str, Any]:
    """Make and publish the documents; what they lack is told at the end."""
    from sheets_sync.commands.printing import ProgressLine

    told: list[str] = []
    made: list[dict[str, Any]] = []
    found: list[Document] = []
    on_drive = _on_drive(run)
    with (
        _drive(run, told, record.journal) if on_drive else _folder(run) as publisher,
        ProgressLine(run.t, not run.quiet) as progress,
    ):
        for number, one in enumerate(asked, 1):
            progress(Message(N_("Lập văn bản {number}/{all}"), {"number": number, "all": len(asked)}))
            for document in _in_formats(one, formats):
                found.append(document)
                made.append(_publish(run, publisher, document, replace))
                record.written.append(made[-1]["name"])
    gaps = _tell_gaps(run, found)
    more = {"messages": told} if on_drive else {}
    return {"documents": made, "gaps": gaps, **more, **run.google_calls()}


def differing(run: Run, asked: Sequence[DocumentRequest]) -> dict[str, Any]:
    """In which lines the documents would say something else than those of the last time; writes nothing."""
    from sheets_sync.documents import make
    from sheets_sync.documents.word_text import differences

    told: list[str] = []
    rows: list[dict[str, Any]] = []
    with _compared(run, told) as publisher:
        for one in asked:
            document = make.make(one)
            before = publisher.issued(document)
            found = differences(before, document.content) if before is not None else ()
            lines = [{"removed": list(each.removed), "added": list(each.added)} for each in found]
            rows.append(
                {
                    "kind": document.kind,
                    "period": str(document.period),
                    "name": document.name,
                    "new": before is None,
                    "changed": before is None or bool(found),
                    "differences": lines,
                }
            )
            _tell_differences(run, rows[-1])
    return {"documents": rows, **run.google_calls()}


def _tell_differences(run: Run, row: dict[str, Any]) -> None:
    if row["new"]:
        run.say("{name}: chưa viết lần nào.", name=row["name"])
    elif not row["changed"]:
        run.say("{name}: không khác bản lần trước.", name=row["name"])
    else:
        run.say("{name}:", name=row["name"])
    for each in row["differences"]:
        for mark, lines in (("−", each["removed"]), ("+", each["added"])):
            for line in lines:
                run.say("  {mark} {line}", mark=mark, line=line)


def _in_formats(asked: DocumentRequest, formats: Sequence[str]) -> Iterator[Document]:
    """A document in each format; a web page is made beside others only where its kind has one."""
    from sheets_sync.documents import make
    from sheets_sync.documents.pages import has_page

    of_word = [form for form in formats if form != "html"]
    if of_word:
        document = make.make(asked)
        yield from (altered(document, format=form) for form in of_word)
    if "html" in formats and (not of_word or has_page(asked.kind.key, asked.config)):
        yield make.make_page(asked)


def _publish(run: Run, publisher: Publisher, document: Document, replace: bool) -> dict[str, Any]:
    published = publisher.publish(document, replace=replace)
    said = N_("Đã viết {path}.") if published.changed else N_("{path} không thay đổi.")
    run.say(said, path=published.location)
    if published.kept:
        run.say("{name} đã có người sửa nên được giữ nguyên (--replace để ghi đè).", name=published.kept)
    for name in published.left:
        run.say("Bên cạnh còn {name} của lần trước: so lại, không cần nữa thì xoá.", name=name)
    return published._asdict()


def _tell_gaps(run: Run, made: Sequence[Document]) -> list[dict[str, Any]]:
    """The cover note: what the documents lack, each thing once for a kind and period."""
    from sheets_sync.commands.printing import period_words
    from sheets_sync.documents.kinds import find_kind

    found: dict[tuple[str, Period], dict[str, None]] = {}
    for document in made:
        texts = found.setdefault((document.kind, document.period), {})
        texts.update(dict.fromkeys(str(run.t.say(gap)) for gap in document.gaps))
    for (kind, period), texts in found.items():
        if texts:
            title = find_kind(kind, run.config).title(run.t.language)
            run.say("{title}, {period}, còn thiếu:", title=title, period=period_words(period, run.t))
        for text in texts:
            run.say("  - {gap}", gap=text)
    return [
        {"kind": kind, "period": str(period), "gaps": list(texts)}
        for (kind, period), texts in found.items()
        if texts
    ]


# --- where they go ----------------------------------------------------------------------------------------------


def _on_drive(run: Run) -> bool:
    return bool(run.config.reports.drive or run.config.reports.files)


def refuse_formats(run: Run, formats: Sequence[str]) -> None:
    """Refuse what needs Drive where there is none."""
    if _on_drive(run):
        return
    if "gdoc" in formats:
        text = N_(
            "Google Tài liệu (gdoc) chỉ có trên Drive. Ghi mã thư mục đặt văn bản vào config.toml: "
            '[reports] drive = "…", rồi chạy lại.'
        )
        raise UsageError(Message(text))
    if "pdf" in formats:
        from sheets_sync.documents.libreoffice import require_office

        require_office()


@contextmanager
def _folder(run: Run) -> Iterator[Publisher]:
    from sheets_sync.documents.publishers.folder import FolderPublisher

    yield FolderPublisher(run.config.reports_path)


@contextmanager
def _compared(run: Run, told: list[str]) -> Iterator[Publisher]:
    """The place where documents stand, to be read only."""
    from sheets_sync.journal.journal import Journal, journal_path

    if not _on_drive(run):
        with _folder(run) as folder:
            yield folder
        return
    with (
        Journal(journal_path(run.config, Path(run.config_path))) as journal,
        _drive(run, told, journal) as drive,
    ):
        yield drive


@contextmanager
def _drive(run: Run, told: list[str], journal: Journal) -> Iterator[DrivePublisher]:
    """The publisher to Drive; what it has to tell is told, even when it fails."""
    from sheets_sync.documents.publishers.drive import DrivePublisher

    publisher = DrivePublisher(run.config, run.google, journal)
    try:
        yield publisher
    finally:
        for message in publisher.messages:
            told.append(run.t(message.template, **message.params))
            run.say(message.template, **message.params)
