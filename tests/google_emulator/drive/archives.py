"""A spreadsheet's texts as an OpenDocument file, and as web pages in a ZIP archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

Tabs = Mapping[str, Sequence[Sequence[str]]]  # rows of texts by title

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMESPACE}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def open_document(tabs: Tabs) -> bytes:
    """An .ods with these texts."""
    tables = "".join(_table(title, rows) for title, rows in tabs.items())
    content = (
        f'<office:document-content xmlns:office="{_NAMESPACE}:office:1.0" xmlns:table="{_NAMESPACE}:table:1.0" '
        f'xmlns:text="{_NAMESPACE}:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return _zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": _MANIFEST})


def _table(title: str, rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(_cell(text) for text in row) for row in rows)
    lines = "".join(f"<table:table-row>{each}</table:table-row>" for each in cells)
    return f'<table:table table:name="{escape(title)}">{lines}</table:table>'


def _cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def web_pages(tabs: Tabs) -> bytes:
    """A ZIP archive with a page for each tab."""
    return _zipped({f"{title.replace('/', '-')}.html": _page(rows) for title, rows in tabs.items()})


def _page(rows: Sequence[Sequence[str]]) -> str:
    lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    body = "".join(f"<tr>{each}</tr>" for each in lines)
    return f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'


def _zipped(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # not compressed: of an OpenDocument the type must not be
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()
