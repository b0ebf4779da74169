"""The golden texts of the documents: what every kind says of the demo school, a line a paragraph or table row.

scripts/golden writes them anew; the difference is to be read before it is committed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from sheets_sync import demo, pipeline
from sheets_sync.documents import make
from sheets_sync.documents.fields.request import DocumentRequest
from sheets_sync.documents.kinds import DocumentKind, stock_kinds
from sheets_sync.documents.word_text import text_lines
from sheets_sync.model import Month, Period
from sheets_sync.results.results import Results
from sheets_sync.settings.config_file import load_config
from sheets_sync.stores.xlsx import XlsxStore

FOLDER = Path(__file__).parent / "golden" / "documents"
FEW = 2  # of sheets that differ only in whom they are about


@cache
def demo_school() -> Results:
    """The demo school on its day."""
    with tempfile.TemporaryDirectory() as folder:
        demo.make(Path(folder))
        config = load_config(Path(folder) / demo.CONFIG)
        return pipeline.compute(XlsxStore(config, lambda _: True).read(), config, demo.DEMO_TODAY)


def usual_period(kind: DocumentKind, results: Results) -> Period:
    """A period of the demo's year that the kind may be about."""
    year = results.config.year
    if kind.periods[0] == "month":
        return Month(2024, 3)
    return year.term(1) if kind.periods[0] == "term" else year


def requests_of(kind: DocumentKind, results: Results) -> list[DocumentRequest]:
    """The documents of a kind; of those with a sheet for each, a few sheets."""
    found = make.requests_for(kind, results, usual_period(kind, results))
    if kind.together:
        return [replace(found[0], subjects=tuple(make.subjects_of(found[0])[:FEW]))]
    return found


def text_of(content: bytes) -> str:
    """What a document says, a line a paragraph or table row."""
    return "\n".join(text_lines(content)) + "\n"


def texts(kind: DocumentKind, contents: Sequence[bytes]) -> Mapping[str, str]:
    """The texts of a kind's documents by the name of their golden file."""
    count = len(contents)
    names = [kind.key if count == 1 else f"{kind.key}-{number}" for number in range(1, count + 1)]
    return {name: text_of(content) for name, content in zip(names, contents, strict=True)}


def main() -> None:
    """Write all of them."""
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for kind in stock_kinds().values():
        contents = [make.make(request).content for request in requests_of(kind, demo_school())]
        for name, text in texts(kind, contents).items():
            (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
