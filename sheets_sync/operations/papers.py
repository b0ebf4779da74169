"""Papers made, published, compared with what was issued the last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as altered
from typing import NamedTuple

from sheets_sync.documents import make
from sheets_sync.documents.fields.request import DocumentRequest
from sheets_sync.documents.make import Document
from sheets_sync.documents.pages import has_page
from sheets_sync.documents.publishers import Published, Publisher
from sheets_sync.documents.publishers.folder import FolderPublisher
from sheets_sync.documents.word_text import Difference, differences
from sheets_sync.errors import UsageError
from sheets_sync.journal import run_parts
from sheets_sync.journal.journal import Journal, journal_path
from sheets_sync.language import N_, Message
from sheets_sync.operations.opened_school import OpenedSchool
from sheets_sync.operations.recorded_run import Record
from sheets_sync.results.results import Results
from sheets_sync.settings.config import Config


class PublishedPapers(NamedTuple):
    """The papers that were made, where each was published, and what the publisher to Drive reported besides."""

    documents: list[Document]
    published: list[Published]
    messages: list[Message]


class ComparedPaper(NamedTuple):
    """A paper, whether it is new, and where it differs from the one of the last time."""

    document: Document
    new: bool
    differences: tuple[Difference, ...]

    @property
    def changed(self) -> bool:
        """Whether it would say something else."""
        return self.new or bool(self.differences)


def results_on_record(school: OpenedSchool, record: Record) -> Results:
    """The results, and what they were computed from into the journal."""
    results = school.results()
    record.parts = run_parts.parts(results, ())
    return results


def publish(
    school: OpenedSchool,
    record: Record,
    requests: Sequence[DocumentRequest],
    formats: Sequence[str] = ("docx",),
    replace: bool = False,
) -> PublishedPapers:
    """Make and publish the papers, and put their names on record."""
    done = PublishedPapers([], [], [])
    with _publisher(school, record.journal, done.messages) as publisher, school.progress() as progress:
        for number, request in enumerate(requests, 1):
            progress(Message(N_("Lập văn bản {number}/{all}"), {"number": number, "all": len(requests)}))
            for document in _in_formats(request, formats):
                done.documents.append(document)
                published = publisher.publish(document, replace=replace)
                _notify(school, published)
                done.published.append(published)
                record.written.append(published.name)
    return done


def compare(school: OpenedSchool, requests: Sequence[DocumentRequest]) -> Iterator[ComparedPaper]:
    """In which lines the papers would say something else than those of the last time; writes nothing."""
    with _readable_publisher(school) as publisher:
        for request in requests:
            document = make.make(request)
            before = publisher.issued(document)
            found = differences(before, document.content) if before is not None else ()
            yield ComparedPaper(document, before is None, tuple(found))


def _in_formats(request: DocumentRequest, formats: Sequence[str]) -> Iterator[Document]:
    """A document in each format; a web page is made beside others only where its kind has one."""
    of_word = [form for form in formats if form != "html"]
    if of_word:
        document = make.make(request)
        yield from (altered(document, format=form) for form in of_word)
    if "html" in formats and (not of_word or has_page(request.kind.key, request.config)):
        yield make.make_page(request)


def _notify(school: OpenedSchool, published: Published) -> None:
    text = N_("Đã viết {path}.") if published.changed else N_("{path} không thay đổi.")
    school.notify(Message(text, {"path": published.location}))
    if published.kept:
        text = N_("{name} đã có người sửa nên được giữ nguyên (--replace để ghi đè).")
        school.notify(Message(text, {"name": published.kept}))
    for name in published.left:
        text = N_("Bên cạnh còn {name} của lần trước: so lại, không cần nữa thì xoá.")
        school.notify(Message(text, {"name": name}))


# --- where they go ----------------------------------------------------------------------------------------------


def on_drive(config: Config) -> bool:
    """Whether papers go to Drive."""
    return bool(config.reports.drive or config.reports.files)


def refuse_formats(config: Config, formats: Sequence[str]) -> None:
    """Raise UsageError for a format that needs Drive where there is none, or an office program."""
    if on_drive(config):
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
def _publisher(school: OpenedSchool, journal: Journal, messages: list[Message]) -> Iterator[Publisher]:
    """The school's publisher; what the one to Drive has to report is reported even when it fails."""
    if not on_drive(school.config):
        yield FolderPublisher(school.config.reports_path)
        return
    from sheets_sync.documents.publishers.drive import DrivePublisher

    publisher = DrivePublisher(school.config, school.google, journal)
    try:
        yield publisher
    finally:
        for message in publisher.messages:
            messages.append(message)
            school.notify(message)


@contextmanager
def _readable_publisher(school: OpenedSchool) -> Iterator[Publisher]:
    """The place of the present papers, to be read only."""
    if not on_drive(school.config):
        yield FolderPublisher(school.config.reports_path)
        return
    with (
        Journal(journal_path(school.config, school.path)) as journal,
        _publisher(school, journal, []) as publisher,
    ):
        yield publisher
