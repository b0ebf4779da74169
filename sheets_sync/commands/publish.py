"""Papers published and compared, in lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sheets_sync.commands.options import Run

if TYPE_CHECKING:
    from sheets_sync.documents.fields.request import DocumentRequest
    from sheets_sync.documents.make import Document
    from sheets_sync.model import Period
    from sheets_sync.operations.papers import ComparedPaper
    from sheets_sync.operations.recorded_run import Record


def published(
    run: Run,
    record: Record,
    requests: Sequence[DocumentRequest],
    formats: Sequence[str] = ("docx",),
    replace: bool = False,
) -> dict[str, Any]:
    """Make and publish the documents; the list of what they lack comes at the end."""
    from sheets_sync.operations import papers

    done = papers.publish(run.school, record, requests, formats, replace)
    gaps = _say_gaps(run, done.documents)
    messages = {"messages": [run.t.say(each) for each in done.messages]}
    return {
        "documents": [each._asdict() for each in done.published],
        "gaps": gaps,
        **(messages if papers.on_drive(run.config) else {}),
        **run.google_calls(),
    }


def _say_gaps(run: Run, made: Sequence[Document]) -> list[dict[str, Any]]:
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


def differing(run: Run, requests: Sequence[DocumentRequest]) -> dict[str, Any]:
    """In which lines the documents would say something else than those of the last time; writes nothing."""
    from sheets_sync.operations.papers import compare

    rows: list[dict[str, Any]] = []
    for each in compare(run.school, requests):
        rows.append(_row(each))
        _say_differences(run, rows[-1])
    return {"documents": rows, **run.google_calls()}


def _row(paper: ComparedPaper) -> dict[str, Any]:
    lines = [{"removed": list(each.removed), "added": list(each.added)} for each in paper.differences]
    return {
        "kind": paper.document.kind,
        "period": str(paper.document.period),
        "name": paper.document.name,
        "new": paper.new,
        "changed": paper.changed,
        "differences": lines,
    }


def _say_differences(run: Run, row: dict[str, Any]) -> None:
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
