"""Results + a Word template → a document; the same results give the same bytes.

To add a document: put one more template beside the stock ones. Its file name is the kind, its title (a property of
the Word file) begins the names of the documents made from it, and `fields.py` says what it can use. Beside it may
stand others for one language each, as `<kind>.en.docx`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sheets_sync import word
from sheets_sync.audiences import fields_seen
from sheets_sync.errors import UsageError
from sheets_sync.fields import month_fields
from sheets_sync.fingerprints import results_fingerprint
from sheets_sync.language import N_, Message
from sheets_sync.model import Month
from sheets_sync.nearest import nearest
from sheets_sync.results import Results
from sheets_sync.vietnamese import slug
from sheets_sync.word_file import seal

KINDS: tuple[str, ...] = word.stock_kinds()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as bytes; `name` is its file name, the same for the same kind and period."""

    kind: str
    period: Month
    format: str
    name: str
    content: bytes


def build(kind: str, results: Results, period: Month) -> Document:
    """A document of this kind; raises UsageError for an unknown kind or a month without a ranked row.

    A template that cannot be used is a ConfigError.
    """
    _require(kind, results, period)
    template = word.Template(word.template_path(kind, results.config))
    title = f"{template.title or kind} {period.number}-{period.year}"
    fields = month_fields((kind, template.title, *word.stock_titles(kind)), results, period)
    content = template.fill_in(
        fields_seen(fields, results.config.reports.audiences.get(kind, "board"), fields["rubric"]["best"]),
        title=title,
        author=results.config.school.name,
        day=datetime.combine(period.last, time(), UTC),
    )
    return Document(
        kind,
        period,
        "docx",
        file_name(title),
        seal(content, kind, str(period), results_fingerprint(results, period)),
    )


def file_name(title: str) -> str:
    """A title as a file name in plain ASCII letters."""
    plain = slug(title) or "van-ban"
    return f"{plain[0].upper()}{plain[1:]}.docx"


def _require(kind: str, results: Results, period: Month) -> None:
    if kind not in KINDS:
        near = nearest(kind, KINDS) or ", ".join(KINDS)
        raise UsageError(
            Message(N_("Không có loại văn bản “{kind}”. Có phải “{near}”?"), {"kind": kind, "near": near})
        )
    if not results.grades.get(period):
        raise UsageError(
            Message(
                N_(
                    "Tháng {month} năm {year} chưa có ai được xếp hạng nên chưa lập được văn bản. "
                    "Chọn tháng khác bằng --month, hoặc chạy `sheets-sync check` để xem tháng ấy còn thiếu gì."
                ),
                {"month": period.number, "year": period.year},
            )
        )
