"""A paper as it prints: where its words stand on the pages of its PDF (Phụ lục I, mục I and IV), in millimetres."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

POINTS_PER_MM = 72 / 25.4
X = "{http://www.w3.org/1999/xhtml}"


class Word(NamedTuple):
    """A word and the box around it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page: its size and its words in reading order."""

    width: float
    height: float
    words: tuple[Word, ...]


def pages_of(pdf: Path) -> list[Page]:
    """The pages of a PDF, by poppler's pdftotext."""
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True)
    text = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", done.stdout)
    root = etree.fromstring(text, etree.XMLParser(recover=True))
    return [_page(each) for each in root.iter(f"{X}page")]


def _page(page: etree._Element) -> Page:
    sides = ("xMin", "yMin", "xMax", "yMax")
    words = [
        Word(each.text or "", *(float(each.get(side) or 0) / POINTS_PER_MM for side in sides))
        for each in page.iter(f"{X}word")
    ]
    width, height = (float(page.get(side) or 0) / POINTS_PER_MM for side in ("width", "height"))
    return Page(width, height, tuple(_joined(words)))


def _joined(words: list[Word]) -> Iterator[Word]:
    """Words whose letters come from several fonts stand apart in the PDF, without a space between them."""
    last: Word | None = None
    for word in words:
        if last and abs(word.top - last.top) < 0.6 and abs(word.left - last.right) < 0.5:
            last = last._replace(text=last.text + word.text, right=word.right)
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def misprints(pages: list[Page]) -> list[str]:
    """Everything in which the pages depart from the decree."""
    checks = (_size, _margins, _page_numbers, _head, _foot)
    return [breach for check in checks for breach in check(pages)]


def _size(pages: list[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        if abs(page.width - 210) > 1 or abs(page.height - 297) > 1:
            yield f"page {number} is {page.width:.0f} x {page.height:.0f} mm"


def _margins(pages: list[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        for word in page.words:
            if word.bottom < 20:
                continue  # the page number
            if word.left < 29.5 or word.right > 195.5 or word.bottom > 277.5:
                yield f"page {number}: {word.text!r} stands outside the margins"


def _page_numbers(pages: list[Page]) -> Iterator[str]:
    """In the middle of the top margin, counting from the first page, which does not show it, and anew in an annex."""
    expected = 2
    for number, page in enumerate(pages, 1):
        above = [word for word in page.words if word.bottom < 20]
        if not above:
            if number > 1 and not _begins(page):
                yield f"page {number} shows no number"
            expected = 2
            continue
        (word, *more) = above
        if more or word.text != str(expected):
            yield f"page {number} shows {' '.join(each.text for each in above)!r}, not {expected}"
        if abs((word.left + word.right) / 2 - (30.5 + 192.5) / 2) > 3:
            yield f"page {number}: its number is not in the middle"
        expected += 1


def _begins(page: Page) -> bool:
    first = page.words[0].text if page.words else ""
    return first in ("Phụ", "UBND", "TRƯỜNG", "CỘNG")


def _head(pages: list[Page]) -> Iterator[str]:
    """Issuing body left, Quốc hiệu right, on one line; number and date on one line."""
    words = pages[0].words
    nation = next((word for word in words if word.text == "CỘNG"), None)
    first = words[0]
    if nation is None or nation.left < 105 - 15:
        yield "Quốc hiệu does not stand on the right"
    elif abs(first.top - nation.top) > 1.5 or first.left > 105:
        yield "the body above does not stand level with Quốc hiệu, on the left"
    number = next((word for word in words if word.text == "Số:"), None)
    date = next((word for word in words if word.text == "ngày"), None)
    dated = number and date and date.top < 60
    if dated and number and date and abs(number.top - date.top) > 1.5:
        yield "number and date do not stand on one line"


def _foot(pages: list[Page]) -> Iterator[str]:
    """`Nơi nhận:` level with the post of who signs."""
    for page in pages:
        for one, following in zip(page.words, page.words[1:], strict=False):
            if (one.text, following.text) == ("Nơi", "nhận:"):
                beside = [word for word in page.words if word.left > 100 and abs(word.top - one.top) < 2.5]
                names = any(
                    word.text == "KÝ" for word in page.words
                )  # minutes: recipients below both who sign
                if not beside and not names:
                    yield "Nơi nhận does not stand level with the post of who signs"
