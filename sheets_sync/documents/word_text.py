"""What a Word file says, a line a paragraph or table row, and in which lines two of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple
from xml.etree import ElementTree

from sheets_sync.documents.word_file import UNREADABLE, parts_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Difference(NamedTuple):
    """Lines that are gone and lines that came in their place."""

    removed: tuple[str, ...]
    added: tuple[str, ...]


def text_lines(content: bytes) -> tuple[str, ...]:
    """The lines of a Word file, the cells of a row parted by bars; nothing for what is no Word file."""
    try:
        body = ElementTree.fromstring(parts_of(content)["word/document.xml"]).find(f"{W}body")
    except (*UNREADABLE, KeyError, ElementTree.ParseError):
        return ()
    return tuple(_lines(body)) if body is not None else ()


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """Where two Word files say something else, in the order of the text."""
    old, new = text_lines(before), text_lines(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(Difference(old[a:b], new[c:d]) for step, a, b, c, d in steps if step != "equal")


def _lines(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield " | ".join(" / ".join(filter(None, _texts(cell))) for cell in row.iter(f"{W}tc"))
        elif element.tag == f"{W}p" and (text := "".join(_texts(element))):
            yield text


def _texts(element: Any) -> list[str]:
    paragraphs = [element] if element.tag == f"{W}p" else element.iter(f"{W}p")
    return ["".join(each.text or "" for each in paragraph.iter(f"{W}t")) for paragraph in paragraphs]
