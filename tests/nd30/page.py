"""The page: paper size, margins, page numbers, type face, tables (Phụ lục I, mục I)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.nd30.paper import TWIPS_PER_MM, Line, Paper, W


def page(paper: Paper) -> Iterator[str]:
    """A4 upright with the margins of every section within their bounds."""
    for section in paper.sections:
        size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
        for side, length in (("w", 210), ("h", 297)):
            if abs(_mm(size, side) - length) > 0.5:
                yield f"page {side} is {_mm(size, side):.1f} mm"
        for side, low, high in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
            if not low <= _mm(margins, side) <= high:
                yield f"{side} margin is {_mm(margins, side):.2f} mm"


def page_number(paper: Paper) -> Iterator[str]:
    """Centred in the top margin, not shown on the first page; each annex numbered anew."""
    line, first = paper.header_line("default"), paper.header("first")
    if line is None or "PAGE" not in etree.tostring(paper.header("default"), encoding="unicode"):
        yield "no page number in the top margin"
    elif line.align != "center" or not 13 <= line.size <= 14 or line.bold or line.italic:
        yield f"page number looks wrong: {line}"
    if first is None or "PAGE" in etree.tostring(first, encoding="unicode"):
        yield "page number shown on page 1"
    for number, section in enumerate(paper.sections):
        if section.find(W + "titlePg") is None:
            yield "page number shown on page 1"
        if not 0 < _mm(section.find(W + "pgMar"), "header") < 20:
            yield "header is not within the top margin"
        start = section.find(W + "pgNumType")
        if number and (start is None or start.get(W + "start") != "1"):
            yield "the pages of an annex are not numbered anew"


def fonts(paper: Paper) -> Iterator[str]:
    """Times New Roman, black."""
    for sheet in paper.sheets:
        for line in sheet:
            if line.text and line.font != "Times New Roman":
                yield f"{line.text!r} is set in {line.font!r}"
    for color in paper.root.iter(W + "color"):
        if color.get(W + "val") not in ("000000", "auto"):
            yield f"text in colour {color.get(W + 'val')}"


def tables(paper: Paper) -> Iterator[str]:
    """Ruled tables repeat their heading; no row splits over two pages."""
    for table in paper.root.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a table row may split over two pages"
        borders = table.find(f"{W}tblPr/{W}tblStyle")
        ruled = borders is not None and borders.get(W + "val") == "TableGrid"
        if ruled and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table's heading is not repeated"


def looks(
    line: Line | None,
    what: str,
    sizes: tuple[int, int],
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
) -> Iterator[str]:
    """A line of this size and kind of type, aligned so."""
    if line is None:
        yield f"no {what}"
    elif not (
        sizes[0] <= line.size <= sizes[1]
        and line.bold == bold
        and line.italic == italic
        and line.align == align
    ):
        yield f"{what} looks wrong: {line}"


def _mm(element: Any, side: str) -> float:
    return int(element.get(W + side)) / TWIPS_PER_MM
