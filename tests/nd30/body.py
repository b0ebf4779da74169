"""What a paper says: legal bases in italics, justified paragraphs, I / 1. / a) (mục II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.nd30.head import form_of
from tests.nd30.paper import Line, Paper

_GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị của|Xét) .+")
_LETTERS = "abcdđeêghiklmnoôơpqrstuưvxy"


def grounds(paper: Paper) -> Iterator[str]:
    """Each legal basis on its own line in italics, `;` after each and `.` after the last."""
    found = [line for line in paper.lines if line.italic and _GROUND.fullmatch(line.text)]
    for line in found:
        if not 13 <= line.size <= 14 or line.bold or line.align != "both":
            yield f"basis looks wrong: {line}"
        if re.match(r"Căn cứ Luật .* số ", line.text):
            yield f"{line.text!r} gives the number of a Luật"
    ends = [line.text[-1] for line in found]
    if found and ends != [";"] * (len(found) - 1) + ["."]:
        yield f"the legal bases end with {ends}"


def body(paper: Paper) -> Iterator[str]:
    """Paragraphs of the body: justified, indented, apart; headings numbered and set as their level asks."""
    lines = [line for line in _body_of(paper) if not (line.italic and _GROUND.fullmatch(line.text))]
    for line in lines:
        if line.align == "center" and line.bold and line.shown == line.shown.upper():
            continue  # who decides, and QUYẾT ĐỊNH:
        if line.align == "center" and line.italic and line.text.startswith("Biểu đồ: "):
            continue
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
    yield from _capitals(lines)
    yield from _headings(lines)
    yield from _letters(lines)
    if form_of(paper).recipients and not (lines and lines[-1].text.endswith("./.")):
        yield "the body does not close with ./."


def _body_of(paper: Paper) -> list[Line]:
    """The lines after the head, outside tables and addressees."""
    start = next((at for at, line in enumerate(paper.lines) if line.border and not line.in_table), 0)
    lines = [line for line in paper.lines[start:] if line.text and not line.in_table]
    gone = next((at for at, line in enumerate(lines) if line.text.startswith("Kính gửi:")), None)
    while gone is not None and gone < len(lines) and re.match(r"Kính gửi:|- ", lines[gone].text):
        del lines[gone]
    return lines


def _capitals(lines: list[Line]) -> Iterator[str]:
    """Phụ lục II: Điều, Mục, Phụ lục of a certain number in capitals, khoản and điểm not; quận before a name small."""
    for line in lines:
        for found in re.findall(r"\b(?:điều|mục|phụ lục) (?:\d+|[IVX]+)\b", line.text):
            yield f"{found!r} begins with a small letter"
        for found in re.findall(r"(?<=[a-zà-ỹ] )(?:Khoản|Điểm) (?:\d+|[a-zđ]\b)", line.text):
            yield f"{found!r} begins with a capital"
        for found in re.findall(r"(?<=[a-zà-ỹ] )Quận [A-ZĐ]\w+", line.text):
            yield f"{found!r} begins with a capital"


def _headings(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        if re.match(r"[IVX]+\. ", line.shown) and not (line.bold and line.shown == line.shown.upper()):
            yield f"{line.text!r} is not in bold capitals"
        if re.match(r"\d+\. [^:]+$", line.shown) and not line.bold:
            yield f"{line.text!r} is a heading and not bold"
        if re.match(r"Điều \d+\. ", line.shown) and not line.bold:
            yield f"{line.text!r} is an article whose number is not bold"
        if re.match(r"[a-zđ]\) ", line.shown) and line.bold:
            yield f"{line.text!r} is bold"


def _letters(lines: list[Line]) -> Iterator[str]:
    """Points follow the Vietnamese alphabet, each run of them from a)."""
    expected = 0
    for line in lines:
        found = re.match(r"(\w)\) ", line.text)
        if found is None:
            expected = 0
        elif found[1] != _LETTERS[expected]:
            yield f"{line.text!r} should be {_LETTERS[expected]})"
            expected = _LETTERS.find(found[1]) + 1
        else:
            expected += 1
