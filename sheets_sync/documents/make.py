"""Results + a Word template → documents; the same results give the same bytes.

`requests_for` lists the documents of a kind and a period, `make` makes one of them. What a kind is is in its template and
the TOML beside it (`kinds.py`); what a template can use is in `fields/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from pathlib import Path

from sheets_sync.documents import word
from sheets_sync.documents.fields import fields_for, names_for
from sheets_sync.documents.fields.groups import chosen_teams
from sheets_sync.documents.fields.people import chosen
from sheets_sync.documents.fields.request import BLANK, DocumentRequest, figures_of, period_text
from sheets_sync.documents.fields.titles import authorities
from sheets_sync.documents.gaps import data_gaps, gaps, is_pointless
from sheets_sync.documents.kinds import DocumentKind
from sheets_sync.documents.pages import fill_in, page_path
from sheets_sync.documents.trailer import with_trailer
from sheets_sync.documents.word_file import Seal, seal, subject_mark
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message
from sheets_sync.model import Month, Period, SchoolYear
from sheets_sync.results.fingerprints import results_fingerprint
from sheets_sync.results.period_figures import months_of
from sheets_sync.results.results import Results
from sheets_sync.rules.audiences import Audience
from sheets_sync.text.vietnamese import fold, slug


@dataclass(frozen=True, slots=True)
class Document:
    """A document as bytes; `name` is its file name, the same for the same kind, period and subject.

    Two subjects may come to one name: their publisher keeps them apart. `is_part`: usually it is in one file with
    the others of its kind.
    """

    kind: str
    period: Period
    format: str
    name: str
    content: bytes
    subject: str = ""
    gaps: tuple[Message, ...] = field(default=(), compare=False)
    is_part: bool = False


def requests_for(
    kind: DocumentKind, results: Results, period: Period, split: bool = False
) -> list[DocumentRequest]:
    """The documents that a kind comes to in a period; `split` makes one for each person or team.

    What is incomplete is made all the same, with dots. Raises UsageError for a period that the kind is not about, for
    results without anybody rated, and where there is nobody whom it could be about.
    """
    if not kind.takes(period):
        raise UsageError(_other_period(kind))
    whole = DocumentRequest(kind, results, period, figures_of(results, period))
    if is_pointless(whole):
        raise UsageError(_nothing(whole))
    subjects = subjects_of(whole) if kind.each else []
    if kind.each and not subjects:
        raise UsageError(_nobody(whole))
    if kind.each is None or (kind.together and not split):
        return [whole]
    return [replace(whole, subjects=(subject,), only=len(subjects) == 1) for subject in subjects]


def subjects_of(request: DocumentRequest) -> list[str]:
    """Those for whom a kind makes a document each."""
    if request.kind.each == "movement":
        return _movements(request) or [BLANK]
    if request.kind.each == "authority":
        return list(authorities(request))
    if request.kind.each == "team":
        return chosen_teams(request)
    return [person.staff_id for person in chosen(request)]


def _movements(request: DocumentRequest) -> list[str]:
    """The names of the movements; of two rows with one name the first counts, and `check` says so."""
    found: dict[str, str] = {}
    for one in request.results.school.movements:
        if one.name:
            found.setdefault(fold(one.name), one.name)
    return list(found.values())


def make(request: DocumentRequest) -> Document:
    """The document; a template that cannot be used is a ConfigError."""
    template = word.Template(word.template_path(request.kind.key, request.config))
    title = _title(request)
    content = template.fill_in(
        fields_for(request, template.names, _audience(request, "board")),
        known=names_for(request),
        title=title,
        author=request.config.school.name,
        day=datetime.combine(months_of(request.period)[-1].last, time(), UTC),
    )
    mark = results_fingerprint(request.results, request.period)
    sealed = seal(content, request.kind.key, str(request.period), mark, request.subject)
    lacking, is_part = gaps(request), _is_part(request)
    return Document(
        request.kind.key, request.period, "docx", file_name(title), sealed, request.subject, lacking, is_part
    )


def make_page(request: DocumentRequest) -> Document:
    """The document as a web page for everybody: with what is public and nothing else; raises UsageError without one."""
    path = page_path(request.kind.key, request.config)
    public = replace(request, figures=figures_of(request.results, request.period, public=True))
    text = fill_in(path, fields_for(public, audience=_audience(request, "staff"))).encode()
    mark = results_fingerprint(request.results, request.period)
    of = subject_mark(request.subject)
    seal = Seal(request.kind.key, str(request.period), sha256(text).hexdigest(), mark, of)
    name = str(Path(file_name(_title(request))).with_suffix(".html"))
    content = with_trailer(text, "html", seal)
    lacking, is_part = data_gaps(request), _is_part(request)
    return Document(
        request.kind.key, request.period, "html", name, content, request.subject, lacking, is_part
    )


def _is_part(request: DocumentRequest) -> bool:
    return bool(request.subject) and request.kind.together


def _audience(request: DocumentRequest, usual: Audience) -> Audience:
    """For whom a document is: as the school says of its kind, else as usual; a page hangs in the hall."""
    return request.config.reports.audiences.get(request.kind.key, usual)


def _title(request: DocumentRequest) -> str:
    parts = [request.kind.title(request.config.language), period_mark(request.period), _subject_name(request)]
    return " ".join(filter(None, parts))


def period_mark(period: Period) -> str:
    """The period in the name of a file."""
    if isinstance(period, Month):
        return f"{period.number}-{period.year}"
    return str(period) if isinstance(period, SchoolYear) else f"hk{period.number} {period.school_year}"


def _subject_name(request: DocumentRequest) -> str:
    """Who or what the document is about, in the name of its file; a person by name, and by id among namesakes."""
    if request.kind.each != "person" or not request.subject:
        return request.subject if request.subjects and len(request.subjects) == 1 else ""
    return request.figures.name(request.subject)


def file_name(title: str) -> str:
    """A title as a file name in plain ASCII letters."""
    plain = slug(title) or "van-ban"
    return f"{plain[0].upper()}{plain[1:]}.docx"


def _nothing(request: DocumentRequest) -> Message:
    if isinstance(request.period, Month):
        text = N_(
            "Tháng {month} năm {year} chưa có ai được xếp hạng nên chưa lập được văn bản. "
            "Chọn tháng khác bằng --month, hoặc chạy `sheets-sync check` để xem tháng ấy còn thiếu gì."
        )
        return Message(text, {"month": request.period.number, "year": request.period.year})
    text = N_(
        "Chưa lập được “{kind}” của {period}: chưa có ai được xếp loại. Chọn kỳ khác, hoặc chấm điểm rồi chạy lại."
    )
    return Message(text, {"kind": request.kind.key, "period": period_text(request.period, request.t)})


def _nobody(request: DocumentRequest) -> Message:
    text = N_("Chưa lập được “{kind}” của {period}: chưa có người, tổ hay nội dung nào để lập.")
    return Message(text, {"kind": request.kind.key, "period": period_text(request.period, request.t)})


def _other_period(kind: DocumentKind) -> Message:
    options = {"month": "--month", "term": "--term", "year": "--year"}
    text = N_("“{kind}” lập theo kỳ khác: chọn bằng {options}.")
    return Message(text, {"kind": kind.key, "options": " / ".join(options[name] for name in kind.periods)})
