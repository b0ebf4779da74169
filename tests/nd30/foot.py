"""The foot: recipients on the left, who signs on the right, annexes behind (mục II.7, II.9, III.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.nd30.head import find, form_of, name_of, ruled
from tests.nd30.page import looks
from tests.nd30.paper import Line, Paper

_FORM = "(?:Báo cáo|Biên bản|Kế hoạch|Quyết định|Thông báo|Tờ trình)"
_BELONGS = re.compile(rf"\(Kèm theo {_FORM} số .+/.+, ngày .+ tháng .+ năm .+ của .+\)")


def recipients(paper: Paper) -> Iterator[str]:
    """`Nơi nhận:`, then one on each line, `Lưu: VT` last; papers sent up begin with `Như trên`."""
    start = find(paper, re.compile("Nơi nhận:"))
    yield from looks(start, "Nơi nhận", (12, 12), bold=True, italic=True, align="left")
    if start is None:
        return
    items = [line for line in paper.lines[paper.lines.index(start) + 1 :] if line.text.startswith("- ")]
    for line in items:
        yield from looks(line, "recipient", (11, 11), align="left")
    ends = [line.text[-1] for line in items]
    if ends != [";"] * (len(items) - 1) + ["."] or not items[-1].text.startswith("- Lưu: VT"):
        yield "the list of recipients ends wrongly"
    first = items[0].text if items else ""
    if form_of(paper).sent_up != (first == "- Như trên;"):
        yield f"the first recipient is {first!r}, not or wrongly “Như trên”"
    if name_of(paper) == "QUYẾT ĐỊNH" and not re.fullmatch(r"- Như Điều \d+;", first):
        yield f"the first recipient of a decision is {first!r}"


def signature(paper: Paper) -> Iterator[str]:
    """The post in bold capitals, the name in bold below; no academic title before it."""
    closed = [at for at, line in enumerate(paper.lines) if line.text.endswith("./.")]
    kept = [line for line in paper.lines[closed[-1] if closed else 0 :] if line.in_table]
    post = next((line for line in kept if line.shown.isupper() and line.bold), None)
    yield from looks(post, "post of the signer", (13, 14), bold=True)
    for line in kept[kept.index(post) + 1 :] if post else []:
        if line.text and line.align == "center":
            yield from looks(line, "name of the signer", (13, 14), bold=True)
            if re.match(r"(?:PGS|GS|TS|ThS|NGƯT|NGND)\b", line.text):
                yield f"a title stands before the name of the signer: {line.text!r}"


def annexes(paper: Paper) -> Iterator[str]:
    """Annexes that the body refers to, numbered where there are several, with heading and the paper they belong to."""
    found = [sheet for sheet in paper.sheets[1:] if sheet and sheet[0].text.startswith("Phụ lục")]
    if found and not any("Phụ lục" in line.text for line in paper.lines):
        yield "the body does not mention the annex"
    numbers = [sheet[0].text.removeprefix("Phụ lục").strip() for sheet in found]
    if numbers and numbers != ([""] if len(numbers) == 1 else ["I", "II", "III", "IV"][: len(numbers)]):
        yield f"annexes are numbered {numbers}"
    for sheet in found:
        yield from _annex(paper, sheet)


def _annex(paper: Paper, sheet: list[Line]) -> Iterator[str]:
    yield from looks(sheet[0], "annex", (14, 14), bold=True)
    yield from looks(sheet[1], "name of the annex", (13, 14), bold=True)
    if sheet[1].shown != sheet[1].shown.upper():
        yield "the name of the annex is not in capitals"
    yield from looks(sheet[2], "paper of the annex", (13, 14), italic=True)
    if not _BELONGS.fullmatch(sheet[2].text):
        yield f"{sheet[2].text!r} does not say which paper the annex belongs to"
    yield from ruled(paper, sheet[2], 0.1, 1 / 2)
