"""Whether a Word document is laid out as Phụ lục I of NĐ 30/2020 asks; reads the XML and knows nothing of our styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from sheets_sync.word_file import parts_of
from sheets_sync.word_lines import text_width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4

NUMBER = re.compile(r"Số: (?:0[1-9]|[1-9]\d+|…+)/BC-[A-ZĐ]+(?:-[A-ZĐ]+)*")
PLACE_AND_DATE = re.compile(
    r"(?:\w.*|…+), ngày (?:0[1-9]|[12]\d|3[01]|…+) tháng (?:0[12]|[3-9]|1[0-2]|…+) năm (?:\d{4}|…+)"
)


@dataclass(frozen=True)
class Line:
    """A paragraph as it looks: text in points of type size, lengths in twips."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    align: str
    first_line: int
    left: int
    right: int
    after: int
    before: int
    spacing: int
    border: bool
    room: float | None
    in_table: bool

    @property
    def shown(self) -> str:
        return self.text.upper() if self.caps else self.text


class Paper:
    """A document's parts, with every paragraph's look worked out from its runs, style and defaults."""

    def __init__(self, content: bytes) -> None:
        self.parts = parts_of(content)
        self.root = etree.fromstring(self.parts["word/document.xml"])
        styles = etree.fromstring(self.parts["word/styles.xml"])
        self._styles = {each.get(W + "styleId"): each for each in styles.iter(W + "style")}
        self._default = next(each for each in self._styles.values() if each.get(W + "default") == "1")
        self._defaults = styles.find(f"{W}docDefaults")
        self.section = self.root.find(f"{W}body/{W}sectPr")
        self.lines = [self._line(each) for each in self.root.iter(W + "p")]

    def header(self, kind: str) -> Any:
        """The header part of the first page (`first`) or of the others (`default`), or nothing."""
        wanted = [
            each for each in self.section.findall(W + "headerReference") if each.get(W + "type") == kind
        ]
        if not wanted:
            return None
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        key = wanted[0].get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        return next(
            etree.fromstring(self.parts[f"word/{each.get('Target')}"])
            for each in relations
            if each.get("Id") == key
        )

    def header_line(self, kind: str) -> Line | None:
        header = self.header(kind)
        return self._line(next(header.iter(W + "p"))) if header is not None else None

    def _line(self, paragraph: Any) -> Line:
        text = "".join(each.text or "" for each in paragraph.iter(W + "t"))
        run = next((each for each in paragraph.iter(W + "r") if each.find(W + "t") is not None), None)
        cell = next((each for each in paragraph.iterancestors(W + "tc")), None)
        width = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
        return Line(
            text=text,
            font=str(self._look(paragraph, run, "rFonts", "ascii", "")),
            size=int(self._look(paragraph, run, "sz", "val", 20)) / 2,
            bold=self._on(paragraph, run, "b"),
            italic=self._on(paragraph, run, "i"),
            caps=self._on(paragraph, run, "caps"),
            align=str(self._layout(paragraph, "jc", "val", "left")),
            first_line=int(self._layout(paragraph, "ind", "firstLine", 0)),
            left=int(self._layout(paragraph, "ind", "left", 0)),
            right=int(self._layout(paragraph, "ind", "right", 0)),
            after=int(self._layout(paragraph, "spacing", "after", 0)),
            before=int(self._layout(paragraph, "spacing", "before", 0)),
            spacing=int(self._layout(paragraph, "spacing", "line", 240)),
            border=self._property(paragraph, None, "pPr", "pBdr") is not None,
            room=int(width.get(W + "w")) if width is not None else None,
            in_table=cell is not None,
        )

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        reference = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._styles.get(reference.get(W + "val")) if reference is not None else self._default
        while style is not None:
            yield style
            base = style.find(W + "basedOn")
            style = self._styles.get(base.get(W + "val")) if base is not None else None

    def _property(self, paragraph: Any, run: Any, group: str, name: str, attribute: str | None = None) -> Any:
        own = [run] if run is not None else []
        places = [*own, *([paragraph] if group == "pPr" else []), *self._chain(paragraph)]
        default = self._defaults.find(f"{W}{group}Default")
        for place in [*places, *([default] if default is not None else [])]:
            found = place.find(f"{W}{group}/{W}{name}")
            if found is not None and (attribute is None or found.get(W + attribute) is not None):
                return found
        return None

    def _look(self, paragraph: Any, run: Any, name: str, attribute: str, otherwise: object) -> object:
        found = self._property(paragraph, run, "rPr", name, attribute)
        return found.get(W + attribute) if found is not None else otherwise

    def _layout(self, paragraph: Any, name: str, attribute: str, otherwise: object) -> object:
        found = self._property(paragraph, None, "pPr", name, attribute)
        return found.get(W + attribute) if found is not None else otherwise

    def _on(self, paragraph: Any, run: Any, name: str) -> bool:
        found = self._property(paragraph, run, "rPr", name)
        return found is not None and found.get(W + "val") not in ("0", "false")


def breaches(content: bytes) -> list[str]:
    """Everything in which a report departs from the decree; an empty list for one that is laid out right."""
    paper = Paper(content)
    checks = (
        _page,
        _page_number,
        _fonts,
        _head,
        _number_and_date,
        _title,
        _body,
        _tables,
        _recipients,
        _signature,
    )
    return [breach for check in checks for breach in check(paper)]


def _page(paper: Paper) -> Iterator[str]:
    size, margins = paper.section.find(W + "pgSz"), paper.section.find(W + "pgMar")
    for side, length in (("w", 210), ("h", 297)):
        if abs(_mm(size, side) - length) > 0.5:
            yield f"page {side} is {_mm(size, side):.1f} mm"
    for side, low, high in (("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)):
        if not low <= _mm(margins, side) <= high:
            yield f"{side} margin is {_mm(margins, side):.2f} mm"


def _page_number(paper: Paper) -> Iterator[str]:
    line, first = paper.header_line("default"), paper.header("first")
    if line is None or "PAGE" not in etree.tostring(paper.header("default"), encoding="unicode"):
        yield "no page number in the top margin"
    elif line.align != "center" or not 13 <= line.size <= 14 or line.bold or line.italic:
        yield f"page number looks wrong: {line}"
    if (
        paper.section.find(W + "titlePg") is None
        or first is None
        or "PAGE" in etree.tostring(first, encoding="unicode")
    ):
        yield "page number shown on page 1"
    if not 0 < _mm(paper.section.find(W + "pgMar"), "header") < 20:
        yield "header is not within the top margin"


def _fonts(paper: Paper) -> Iterator[str]:
    for line in paper.lines:
        if line.text and line.font != "Times New Roman":
            yield f"{line.text!r} is set in {line.font!r}"
    for color in paper.root.iter(W + "color"):
        if color.get(W + "val") not in ("000000", "auto"):
            yield f"text in colour {color.get(W + 'val')}"


def _head(paper: Paper) -> Iterator[str]:
    nation = _find(paper, re.compile(r"CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    yield from _looks(nation, "Quốc hiệu", (12, 13), bold=True)
    motto = _find(paper, re.compile(r"Độc lập - Tự do - Hạnh phúc"))
    yield from _looks(motto, "Tiêu ngữ", (13, 14), bold=True)
    yield from _ruled(paper, motto, 0.97, 1.03)
    upper, issuer = paper.lines[0], paper.lines[1]
    yield from _looks(upper, "chủ quản", (12, 13))
    yield from _looks(issuer, "issuing body", (12, 13), bold=True)
    if upper.shown != upper.shown.upper() or issuer.shown != issuer.shown.upper():
        yield "names of the issuing bodies are not in capitals"
    yield from _ruled(paper, issuer, 1 / 3, 1 / 2)


def _number_and_date(paper: Paper) -> Iterator[str]:
    yield from _looks(_find(paper, NUMBER), "number", (13, 13))
    yield from _looks(_find(paper, PLACE_AND_DATE), "place and date", (13, 14), italic=True)


def _title(paper: Paper) -> Iterator[str]:
    name = _find(paper, re.compile("BÁO CÁO"))
    yield from _looks(name, "kind of paper", (13, 14), bold=True)
    subject = paper.lines[paper.lines.index(name) + 1] if name else None
    yield from _looks(subject, "subject", (13, 14), bold=True)
    yield from _ruled(paper, subject, 1 / 3, 1 / 2)
    yield from _looks(_find(paper, re.compile("Kính gửi: .+")), "addressee", (13, 14))


def _body(paper: Paper) -> Iterator[str]:
    addressee = _find(paper, re.compile("Kính gửi: .+"))
    start = paper.lines.index(addressee) + 1 if addressee else 0
    body = [line for line in paper.lines[start:] if line.text and not line.in_table]
    for line in body:
        if line.align != "both":
            yield f"{line.text!r} is not justified"
        if not 13 <= line.size <= 14 or line.italic:
            yield f"{line.text!r} looks wrong"
        if line.first_line not in (567, 720):
            yield f"{line.text!r} is indented by {line.first_line} twips"
        if max(line.after, line.before) < 120:
            yield f"{line.text!r} stands less than 6 pt from the next"
        if not 240 <= line.spacing <= 360:
            yield f"{line.text!r} has line spacing {line.spacing}"
    for line in body:
        if re.match(r"[IVX]+\. ", line.shown) and not (line.bold and line.shown == line.shown.upper()):
            yield f"{line.text!r} is not in bold capitals"
        if re.match(r"\d+\. ", line.shown) and not line.bold:
            yield f"{line.text!r} is a heading and not bold"
        if re.match(r"[a-zđ]\) ", line.shown) and line.bold:
            yield f"{line.text!r} is bold"
    if not body or not body[-1].text.endswith("./."):
        yield "the body does not close with ./."


def _tables(paper: Paper) -> Iterator[str]:
    for table in paper.root.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a table row may split over two pages"
        borders = table.find(f"{W}tblPr/{W}tblStyle")
        ruled = borders is not None and borders.get(W + "val") == "TableGrid"
        if ruled and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table's heading is not repeated"


def _recipients(paper: Paper) -> Iterator[str]:
    start = _find(paper, re.compile("Nơi nhận:"))
    yield from _looks(start, "Nơi nhận", (12, 12), bold=True, italic=True, align="left")
    if start is None:
        return
    items = [line for line in paper.lines[paper.lines.index(start) + 1 :] if line.text.startswith("- ")]
    for line in items:
        yield from _looks(line, "recipient", (11, 11), align="left")
    if any(not line.text.endswith(";") for line in items[:-1]) or not re.fullmatch(
        r"- Lưu: VT.*\.", items[-1].text
    ):
        yield "the list of recipients ends wrongly"
    if items[0].text != "- Như trên;":
        yield "the first recipient is not “Như trên”"


def _signature(paper: Paper) -> Iterator[str]:
    kept = [line for line in paper.lines if line.in_table][-12:]
    post = next((line for line in kept if line.shown.isupper() and line.bold), None)
    yield from _looks(post, "post of the signer", (13, 14), bold=True)
    after = kept[kept.index(post) + 1 :] if post else []
    for line in after:
        if line.text:
            yield from _looks(line, "name of the signer", (13, 14), bold=True)


def _looks(
    line: Line | None,
    what: str,
    sizes: tuple[int, int],
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
) -> Iterator[str]:
    if line is None:
        yield f"no {what}"
    elif not (
        sizes[0] <= line.size <= sizes[1]
        and line.bold == bold
        and line.italic == italic
        and line.align == align
    ):
        yield f"{what} looks wrong: {line}"


def _ruled(paper: Paper, line: Line | None, low: float, high: float) -> Iterator[str]:
    """A line below a text, so long against it, in the middle."""
    if line is None:
        return
    rule = paper.lines[paper.lines.index(line) + 1]
    page, margins = paper.section.find(W + "pgSz"), paper.section.find(W + "pgMar")
    text_area = int(page.get(W + "w")) - int(margins.get(W + "left")) - int(margins.get(W + "right"))
    room = rule.room or text_area
    length = room - rule.left - rule.right
    of_text = min(text_width(line.shown, line.size), room / 20)  # a long text goes on in a second line
    if not rule.border or rule.text:
        yield f"no line below {line.text!r}"
    elif not low <= length / 20 / of_text <= high:
        yield f"the line below {line.text!r} is {length / 20:.0f} pt long"
    elif abs(rule.left - rule.right) > 2:
        yield f"the line below {line.text!r} is not in the middle"


def _find(paper: Paper, pattern: re.Pattern[str]) -> Line | None:
    return next((line for line in paper.lines if pattern.fullmatch(line.shown)), None)


def _mm(element: Any, side: str) -> float:
    return int(element.get(W + side)) / TWIPS_PER_MM
