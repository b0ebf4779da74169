"""The head: issuing body, Quốc hiệu, number, place and date, the name of the paper, whom it goes to (mục II.1-5, 9a)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sheets_sync.documents.word_lines import text_width
from tests.nd30.page import looks
from tests.nd30.paper import Line, Paper, W

PLACE_AND_DATE = re.compile(
    r"(?:\w.*|…+), ngày (?:0[1-9]|[12]\d|3[01]|…+) tháng (?:0[12]|[3-9]|1[0-2]|…+) năm (?:\d{4}|…+)"
)


class Form(NamedTuple):
    """What a kind of paper must have: its abbreviation (Phụ lục III), addressees, recipients, a date in its head."""

    sign: str
    sent_up: bool = False
    recipients: bool = True
    dated: bool = True


FORMS = {
    "BÁO CÁO": Form("BC", sent_up=True),
    "TỜ TRÌNH": Form("TTr", sent_up=True),
    "QUYẾT ĐỊNH": Form("QĐ"),
    "KẾ HOẠCH": Form("KH"),
    "HƯỚNG DẪN": Form("HD"),
    "CHƯƠNG TRÌNH": Form("CTr"),
    "THÔNG BÁO": Form("TB"),
    "BIÊN BẢN": Form("BB", dated=False),
    "PHIẾU ĐÁNH GIÁ": Form("", recipients=False),
    "BÁO CÁO THÀNH TÍCH": Form("", recipients=False),
}


def name_of(paper: Paper) -> str:
    """The name of the kind of paper, as it stands in it."""
    names = (*FORMS, "GIẤY KHEN")
    return next((line.shown for line in paper.lines if line.shown in names), "")


def form_of(paper: Paper) -> Form:
    """What a paper of this name must have."""
    return FORMS.get(name_of(paper), Form("?"))


def head(paper: Paper) -> Iterator[str]:
    """Quốc hiệu and Tiêu ngữ, the bodies above and issuing, with rules of the right length."""
    nation = find(paper, re.compile(r"CỘNG H(ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    yield from looks(nation, "Quốc hiệu", (12, 13), bold=True)
    motto = find(paper, re.compile(r"Độc lập - Tự do - Hạnh phúc"))
    yield from looks(motto, "Tiêu ngữ", (13, 14), bold=True)
    yield from ruled(paper, motto, 0.97, 1.03)
    upper, issuer = paper.lines[0], paper.lines[1]
    yield from looks(upper, "chủ quản", (12, 13))
    yield from looks(issuer, "issuing body", (12, 13), bold=True)
    if upper.shown != upper.shown.upper() or issuer.shown != issuer.shown.upper():
        yield "names of the issuing bodies are not in capitals"
    yield from ruled(paper, issuer, 1 / 3, 1 / 2)


def number_and_date(paper: Paper) -> Iterator[str]:
    """The number with the abbreviation of its kind, the place and date in italics."""
    form = form_of(paper)
    if form.sign:
        number = re.compile(rf"Số: (?:0[1-9]|[1-9]\d+|…+)/{form.sign}-[A-ZĐ]+(?:-[A-ZĐ]+)*")
        yield from looks(find(paper, number), "number", (13, 13))
    if form.dated:
        yield from looks(find(paper, PLACE_AND_DATE), "place and date", (13, 14), italic=True)


def title(paper: Paper) -> Iterator[str]:
    """The kind of paper in capitals, what it is about below, and the rule."""
    name = next((line for line in paper.lines if line.shown == name_of(paper)), None)
    yield from looks(name, "kind of paper", (13, 14), bold=True)
    if name is None:
        return
    after = paper.lines[paper.lines.index(name) + 1 :]
    subject = after[: next((at for at, line in enumerate(after) if not line.text), 0)]
    if not subject:
        yield "no subject"
    for line in subject:
        yield from looks(line, "subject", (13, 14), bold=True)
    yield from ruled(paper, subject[-1] if subject else None, 1 / 3, 1 / 2)


def addressees(paper: Paper) -> Iterator[str]:
    """One on the same line; several below each other, `;` after each and `.` after the last."""
    line = next((line for line in paper.lines if line.text.startswith("Kính gửi:")), None)
    if not form_of(paper).sent_up:
        if line:
            yield "addressees in a paper that is not sent up"
    elif line is None:
        yield "no addressee"
    elif line.text == "Kính gửi:":
        yield from looks(line, "addressee", (13, 14), align="left")
        yield from _several(line, paper.lines[paper.lines.index(line) + 1 :])
    else:
        yield from looks(line, "addressee", (13, 14))


def _several(first: Line, after: Sequence[Line]) -> Iterator[str]:
    listed = after[: next((at for at, line in enumerate(after) if not line.text.startswith("- ")), 0)]
    if len(listed) < 2:
        yield "one addressee on a line of its own"
    ends = [line.text[-1] for line in listed]
    if ends != [";"] * (len(listed) - 1) + ["."] * bool(listed):
        yield f"the addressees end with {ends}"
    if any(line.left <= first.left for line in listed):
        yield "the addressees do not stand under the colon"


def ruled(paper: Paper, line: Line | None, low: float, high: float) -> Iterator[str]:
    """A line below a text, so long against it, in the middle."""
    if line is None:
        return
    sheet = next(sheet for sheet in paper.sheets if any(each is line for each in sheet))
    rule = sheet[next(at for at, each in enumerate(sheet) if each is line) + 1]
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


def find(paper: Paper, pattern: re.Pattern[str]) -> Line | None:
    """The first line that is this and nothing else."""
    return next((line for line in paper.lines if pattern.fullmatch(line.shown)), None)
