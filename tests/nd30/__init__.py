"""Whether a document is laid out as Phụ lục I of NĐ 30/2020 asks: its Word file by the XML, its PDF by positions.

Knows nothing of our styles. What a paper must have follows from its name, BÁO CÁO or QUYẾT ĐỊNH.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.nd30 import body, foot, head, page
from tests.nd30.paper import Paper

Check = Callable[[Paper], Iterator[str]]

ALWAYS: tuple[Check, ...] = (page.page, page.page_number, page.fonts, page.tables)
OF_PAPERS: tuple[Check, ...] = (
    head.head,
    head.number_and_date,
    head.title,
    head.addressees,
    body.grounds,
    body.body,
)
OF_FEET: tuple[Check, ...] = (foot.recipients, foot.signature)


def breaches(content: bytes) -> list[str]:
    """Everything in which a paper departs from the decree; an empty list for one that is laid out right."""
    paper = Paper(content)
    checks: Sequence[Check] = ALWAYS
    if head.name_of(paper) != "GIẤY KHEN":  # a certificate is no administrative paper
        checks = (*checks, *OF_PAPERS, foot.annexes)
        if head.form_of(paper).recipients:
            checks = (*checks, *OF_FEET)
    return [breach for check in checks for breach in check(paper)]
