"""The parts that papers share: head, heading, addressees, legal bases, annexes, recipients and signatures."""

from __future__ import annotations

from typing import Any

from docx.shared import Mm

from scripts.papers.page import end_section, new_section
from scripts.papers.tables import bare_table, tag, write, write_cell
from sheets_sync.documents.word_lines import FULL_LINE, SHORT_LINE
from sheets_sync.language import N_, Translator

MOTTO = (
    ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
    (FULL_LINE, ""),
)
ISSUER = (
    ("Cơ quan chủ quản", "{{ paper.above | upper }}"),
    ("Cơ quan ban hành", "{{ paper.issuer | upper }}"),
    (SHORT_LINE, ""),
)
SIGNER_POST = (
    ("Chức vụ người ký", "{%p for post in paper.signer_posts %}"),
    ("Chức vụ người ký", "{{ post | upper }}"),
    ("Chức vụ người ký", "{%p endfor %}"),
)
AS_ABOVE = N_("- Như trên;")
LAW = N_("Căn cứ Luật Thi đua, khen thưởng;")


def head(document: Any, t: Translator, numbered: bool = True, dated: bool = True) -> None:
    """Issuing body and Quốc hiệu, Tiêu ngữ; number beside place and date, for papers that have them."""
    table = bare_table(document, 2 if numbered or dated else 1, (Mm(68), Mm(94)))
    write_cell(table.rows[0].cells[0], *ISSUER)
    write_cell(table.rows[0].cells[1], *MOTTO)
    if numbered or dated:
        number, place = table.rows[1].cells
        write_cell(number, ("Số, ký hiệu", t("Số: {{ paper.full_number }}") if numbered else ""))
        write_cell(place, ("Địa danh, ngày tháng", "{{ school.place }}, {{ paper.date }}" if dated else ""))


def heading(document: Any, kind: str, *subject: str) -> None:
    """The kind of paper, what it is about in one line or two, and the rule below."""
    write(document, "Tên loại", kind)
    write(document, "Trích yếu", *subject)
    write(document, SHORT_LINE, "")


def addressees(document: Any, t: Translator) -> None:
    """One addressee on the same line; several below each other, under the colon."""
    tag(document, "{%p if paper.addressees | length == 1 %}")
    write(document, "Kính gửi", t("Kính gửi: {{ paper.addressee }}"))
    tag(document, "{%p else %}")
    write(document, "Kính gửi nhiều nơi", t("Kính gửi:"))
    tag(document, "{%p for addressee in paper.addressees %}")
    write(document, "Nơi gửi", "- {{ addressee }}{% if loop.last %}.{% else %};{% endif %}")
    tag(document, "{%p endfor %}")
    write(document, "Sau bảng", "")
    tag(document, "{%p endif %}")


def bases(document: Any, *texts: str) -> None:
    """Legal bases, each on its own line in italics."""
    write(document, "Căn cứ", *texts)


def body(document: Any, *texts: str) -> None:
    """Plain paragraphs."""
    write(document, "Nội dung", *texts)


def part(document: Any, text: str) -> None:
    """A heading `I.`"""
    write(document, "Đề mục I", text)


def point(document: Any, text: str) -> None:
    """A heading `1.`"""
    write(document, "Đề mục 1", text)


def picture(document: Any, field: str, caption: str) -> None:
    """A chart with its caption below, where there is one."""
    tag(document, f"{{%p if {field} %}}")
    write(document, "Hình", f"{{{{ {field} }}}}")
    write(document, "Tên hình", caption)
    tag(document, "{%p endif %}")


def each(document: Any, items: str, text: str = "{{ item }}") -> None:
    """A paragraph for each item of a list."""
    tag(document, f"{{%p for item in {items} %}}")
    write(document, "Nội dung", text)
    tag(document, "{%p endfor %}")


def otherwise(document: Any, text: str) -> None:
    """The text where the condition before does not hold; ends it."""
    tag(document, "{%p else %}")
    write(document, "Nội dung", text)
    tag(document, "{%p endif %}")


def close(document: Any, text: str) -> None:
    """The last sentence, with the mark that closes a paper; stays with the signature."""
    write(document, "Nội dung", f"{text}./.")
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def annex(document: Any, t: Translator, title: str, number: str = "") -> None:
    """An annex on a page of its own: its number among several, its title, and which paper it belongs to."""
    new_section(document)
    write(document, "Phụ lục", f"{t('Phụ lục')} {number}".rstrip())
    write(document, "Tên phụ lục", title)
    said = t(
        "(Kèm theo {{ paper.form }} số {{ paper.full_number }}, {{ paper.date }} của {{ paper.issuer }})"
    )
    write(document, "Kèm theo", said)
    write(document, SHORT_LINE, "")
    write(document, "Sau bảng", "")


def next_sheet(document: Any) -> None:
    """Within a loop: what the next turn writes begins a page of its own, numbered anew."""
    tag(document, "{%p if not loop.last %}")
    end_section(document.add_paragraph(style="Sang trang"), document.sections[0])
    tag(document, "{%p endif %}")


# --- the foot ---------------------------------------------------------------------------------------------------


def recipients(
    cell: Any, t: Translator, first: str = "", listed: str = "paper.others", filed: str = ""
) -> None:
    """`Nơi nhận:` and its lines; a first one of the kind's own, then those of the register or the config."""
    lines = [("Danh sách nơi nhận", first)] if first else []
    write_cell(
        cell,
        ("Nơi nhận", t("Nơi nhận:")),
        *lines,
        ("Danh sách nơi nhận", f"{{%p for recipient in {listed} %}}"),
        ("Danh sách nơi nhận", "- {{ recipient }};"),
        ("Danh sách nơi nhận", "{%p endfor %}"),
        ("Danh sách nơi nhận", filed or t("- Lưu: {{ paper.filing }}.")),
    )


def signature(document: Any, t: Translator, first: str = "") -> None:
    """Recipients on the left, who signs on the right; never apart, never split.

    A paper sent up lists `Như trên` first, a decision who carries it out; others have no first line of their own.
    """
    _keep(document)
    table = bare_table(document, 1, (Mm(81), Mm(81)))
    left, right = table.rows[0].cells
    recipients(left, t, t(first), "paper.others")
    write_cell(
        right,
        *SIGNER_POST,
        *[("Họ tên người ký", "")] * 4,
        ("Họ tên người ký", "{{ paper.signer }}"),
    )


def signatures(document: Any, *signers: tuple[str, str]) -> None:
    """Several who sign beside each other: post and name."""
    _keep(document)
    table = bare_table(document, 2, [Mm(162 // len(signers))] * len(signers))
    posts, names = table.rows
    for above, below, (post, name) in zip(posts.cells, names.cells, signers, strict=True):
        write_cell(above, ("Chức vụ người ký", post), *[("Chức vụ người ký", "")] * 4)
        write_cell(below, ("Họ tên người ký", name))
        for paragraph in above.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _keep(document: Any) -> None:
    write(document, "Sau bảng", "")
    document.paragraphs[-1].paragraph_format.keep_with_next = True
