"""A Word document as it looks: every paragraph with its type, size and place, worked out from the XML alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from sheets_sync.documents.word_file import parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4


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
        self.sheets: list[list[Line]] = [[]]
        for each in self.root.iter(W + "p"):
            if each.find(f"{W}pPr/{W}sectPr") is not None:
                self.sheets.append([])
            else:
                self.sheets[-1].append(self._line(each))

    @property
    def lines(self) -> list[Line]:
        """The lines of the paper itself, without its annexes."""
        return self.sheets[0]

    @property
    def text(self) -> str:
        """Everything it says, annexes too, a line a paragraph."""
        return "\n".join(line.text for sheet in self.sheets for line in sheet)

    @property
    def sections(self) -> list[Any]:
        """The properties of every section, in order."""
        return list(self.root.iter(W + "sectPr"))

    def header(self, kind: str) -> Any:
        """The header part of the first page (`first`) or of the others (`default`), or nothing."""
        wanted = [
            each for each in self.sections[0].findall(W + "headerReference") if each.get(W + "type") == kind
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
