"""Builds the stock Word templates from one head, one signature block and one set of styles (NĐ 30/2020, Phụ lục I).

Run by scripts/make-templates, once for each language. The texts stand here as they stand in the Vietnamese templates,
Jinja tags and all, and go through the catalogue as the program's own do (scripts/catalogue); Quốc hiệu and Tiêu ngữ
stay as they are. A school changes its own copy in Word, not this file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

from sheets_sync.language import LANGUAGES, N_, Translator, translator
from sheets_sync.word_file import pack, parts_of
from sheets_sync.word_lines import FULL_LINE, SHORT_LINE, text_width

FOLDER = Path(__file__).resolve().parent.parent / "templates"
FONT = "Times New Roman"
SPELLING = {"vi": "vi-VN", "en": "en-GB"}  # what Word checks the spelling by
UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
LEFT, CENTER, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


class Look(NamedTuple):
    """How a style looks; sizes and spaces in points."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Any = LEFT
    before: float = 0
    after: float = 0
    indent: Any = None
    caps: bool = False
    keep_next: bool = False


INDENT = Twips(720)  # 1,27 cm
STYLES = {
    "Cơ quan chủ quản": Look(12, align=CENTER, caps=True),
    "Cơ quan ban hành": Look(12, bold=True, align=CENTER, caps=True),
    "Quốc hiệu": Look(12, bold=True, align=CENTER),
    "Tiêu ngữ": Look(13, bold=True, align=CENTER),
    "Số, ký hiệu": Look(13, align=CENTER),
    "Địa danh, ngày tháng": Look(13, italic=True, align=CENTER),
    "Tên loại": Look(14, bold=True, align=CENTER, before=14, caps=True, keep_next=True),
    "Trích yếu": Look(14, bold=True, align=CENTER, keep_next=True),
    "Kính gửi": Look(13, align=CENTER, before=10, after=10),
    "Nội dung": Look(13, align=BOTH, after=6, indent=INDENT),
    "Đề mục I": Look(13, bold=True, align=BOTH, before=6, after=6, indent=INDENT, caps=True, keep_next=True),
    "Đề mục 1": Look(13, bold=True, align=BOTH, after=6, indent=INDENT, keep_next=True),
    "Đầu bảng": Look(13, bold=True, align=CENTER, before=2, after=2),
    "Ô bảng": Look(13, before=0.5, after=0.5),
    "Ô bảng giữa": Look(13, align=CENTER, before=0.5, after=0.5),
    "Sau bảng": Look(6),
    "Nơi nhận": Look(12, bold=True, italic=True),
    "Danh sách nơi nhận": Look(11),
    "Chức vụ người ký": Look(13, bold=True, align=CENTER, caps=True),
    "Họ tên người ký": Look(13, bold=True, align=CENTER),
    "Số trang": Look(13, align=CENTER),
}


# --- the page and the styles ------------------------------------------------------------------------------------


def new_document(title: str, language: str) -> Any:
    """An empty A4 page with the styles, and the page number from the second page on."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "sheets-sync"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = datetime(2023, 8, 1, tzinfo=UTC)
    _drop_unused(document)
    _set_page(document.sections[0])
    _set_styles(document, SPELLING[language])
    _set_settings(document)
    _number_pages(document.sections[0])
    document.element.body.remove_all("w:p")
    return document


def _drop_unused(document: Any) -> None:
    """What python-docx's own blank document carries and no paper of ours needs."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in relations.items() if rel.reltype.endswith(UNUSED)]:
            del relations[key]


def _set_page(section: Any) -> None:
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20.5)
    section.left_margin, section.right_margin = Mm(30.5), Mm(17.5)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True


def _set_styles(document: Any, spelling: str) -> None:
    styles = document.styles
    for style in list(styles):
        if style.name not in ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"):
            style.delete()
    _defaults(styles.element, spelling)
    _dress(styles["Normal"], Look(13))
    for name, look in STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style, style.hidden = styles["Normal"], True, False
        _dress(style, look)
    for name in (FULL_LINE, SHORT_LINE):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _dress(style, Look(13, align=CENTER))
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(5)
        style.paragraph_format.space_before = Pt(2)
        _border_on_top(style.element.get_or_add_pPr())


def _defaults(styles: Any, spelling: str) -> None:
    """Times New Roman and the language for whatever has no style of its own."""
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(_fonts())
    lang = f'<w:lang {nsdecls("w")} w:val="{spelling}" w:eastAsia="{spelling}" w:bidi="ar-SA"/>'
    defaults.append(parse_xml(lang))


def _fonts() -> Any:
    names = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return parse_xml(f"<w:rFonts {nsdecls('w')} {names}/>")


def _dress(style: Any, look: Look) -> None:
    font, paragraph = style.font, style.paragraph_format
    run = style.element.get_or_add_rPr()
    for fonts in run.findall(qn("w:rFonts")):
        run.remove(fonts)
    run.insert(0, _fonts())
    font.size, font.bold, font.italic, font.all_caps = (
        Pt(look.size),
        look.bold,
        look.italic,
        look.caps or None,
    )
    paragraph.alignment, paragraph.first_line_indent = look.align, look.indent
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.line_spacing, paragraph.keep_with_next = 1.0, look.keep_next or None
    paragraph.widow_control = True


def _border_on_top(properties: Any) -> None:
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    )
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(border)


def _set_settings(document: Any) -> None:
    """Today's Word layout, not that of 2007 (`Compatibility Mode`)."""
    settings = document.settings.element
    for compat in settings.findall(qn("w:compat")):
        settings.remove(compat)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    settings.find(qn("w:rsids")).addprevious(compat)


def _number_pages(section: Any) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Số trang"
    for kind, text in (("begin", None), (None, " PAGE "), ("separate", None), ("text", "2"), ("end", None)):
        run = paragraph.add_run(text if kind == "text" else None)
        if kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    section.first_page_header.paragraphs[0].style = "Số trang"


# --- paragraphs and tables --------------------------------------------------------------------------------------


def write(place: Any, style: str, *texts: str) -> None:
    """Paragraphs of one style at the end of a document or cell."""
    for text in texts:
        place.add_paragraph(text, style=style)


def tag(place: Any, text: str) -> None:
    """A paragraph that holds a Jinja tag and goes when the template is filled in."""
    place.add_paragraph(text, style="Nội dung")


def write_cell(cell: Any, *lines: tuple[str, str]) -> None:
    """(style, text) lines of a cell."""
    for number, (style, text) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = style
        if text:
            paragraph.add_run(text)


def bare_table(document: Any, rows: int, widths: Sequence[Any]) -> Any:
    """A table without borders or cell margins, for placing things beside each other."""
    table = document.add_table(rows, len(widths))
    _set_table(table, widths)
    margins = parse_xml(
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for row in table.rows:
        _never_split(row)
    return table


class TableColumn(NamedTuple):
    """A column of a data table: heading, width in mm, the field in it, and whether it is centred."""

    heading: str
    width: float
    field: str
    centered: bool = True


def data_table(document: Any, loop: str, columns: Sequence[TableColumn], last: Sequence[str] = ()) -> None:
    """A ruled table: a heading row repeated on every page, one row for each item of the loop, perhaps a last row."""
    table = document.add_table(4, len(columns), style="Table Grid")
    heading, start, row, end = table.rows
    _repeat(heading)
    for cell, column in zip(heading.cells, columns, strict=True):
        write_cell(cell, ("Đầu bảng", column.heading))
    write_cell(start.cells[0], ("Ô bảng", f"{{%tr for {loop} %}}"))
    for cell, column in zip(row.cells, columns, strict=True):
        write_cell(cell, ("Ô bảng giữa" if column.centered else "Ô bảng", column.field))
    write_cell(end.cells[0], ("Ô bảng", "{%tr endfor %}"))
    if last:
        for cell, text in zip(table.add_row().cells, last, strict=True):
            write_cell(cell, ("Đầu bảng", text))
    for each in table.rows:
        _never_split(each)
        for cell in each.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    _set_table(table, [Mm(width) for width in _widths(columns)])
    write(document, "Sau bảng", "")


def _widths(columns: Sequence[TableColumn]) -> list[float]:
    """The columns' widths in mm; one too narrow for a word of its heading takes from the widest."""
    widths = [column.width for column in columns]
    for place, column in enumerate(columns):
        short = _narrowest(column.heading) - widths[place]
        if short > 0:
            widths[place] += short
            widths[widths.index(max(widths))] -= short
    return widths


def _narrowest(heading: str) -> float:
    """How wide, in mm, a column must be so that no word of its heading breaks: the word and Word's own margins."""
    longest = max(text_width(word, STYLES["Đầu bảng"].size) for word in heading.split())
    return float(ceil(Pt(longest + 2 * 5.4).mm + 0.5))


def _set_table(table: Any, widths: Sequence[Any]) -> None:
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    total = parse_xml(f'<w:tblW {nsdecls("w")} w:w="{sum(int(w / 635) for w in widths)}" w:type="dxa"/>')
    for old in table._tbl.tblPr.findall(qn("w:tblW")):
        table._tbl.tblPr.replace(old, total)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _repeat(row: Any) -> None:
    _row_property(row, "w:tblHeader")


def _never_split(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


# --- what every paper has ---------------------------------------------------------------------------------------


def head(document: Any, abbreviation: str, t: Translator) -> None:
    """Issuing body and Quốc hiệu, Tiêu ngữ; number beside place and date."""
    table = bare_table(document, 2, (Mm(68), Mm(94)))
    (issuer, motto), (number, place) = (row.cells for row in table.rows)
    write_cell(
        issuer,
        ("Cơ quan chủ quản", "{{ school.upper | upper }}"),
        ("Cơ quan ban hành", "{{ school.name | upper }}"),
        (SHORT_LINE, ""),
    )
    write_cell(
        motto,
        ("Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc"),
        (FULL_LINE, ""),
    )
    sign = f'{{{{ paper.sign or "{abbreviation}-" ~ school.sign }}}}'
    write_cell(number, ("Số, ký hiệu", f"{t('Số: {{ paper.number }}')}/{sign}"))
    write_cell(place, ("Địa danh, ngày tháng", "{{ school.place }}, {{ paper.date }}"))


def heading(document: Any, kind: str, subject: str) -> None:
    """The kind of paper, what it is about, and the line below."""
    write(document, "Tên loại", kind)
    write(document, "Trích yếu", subject)
    write(document, SHORT_LINE, "")


def signature(document: Any, t: Translator) -> None:
    """Recipients on the left, who signs on the right; never apart, never split."""
    write(document, "Sau bảng", "")
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    table = bare_table(document, 1, (Mm(81), Mm(81)))
    recipients, signer = table.rows[0].cells
    write_cell(
        recipients,
        ("Nơi nhận", t("Nơi nhận:")),
        ("Danh sách nơi nhận", "{%p for recipient in paper.recipients %}"),
        ("Danh sách nơi nhận", "- {{ recipient }};"),
        ("Danh sách nơi nhận", "{%p endfor %}"),
        ("Danh sách nơi nhận", t("- Lưu: {{ paper.filing }}.")),
    )
    write_cell(
        signer,
        ("Chức vụ người ký", "{{ paper.signer_post | upper }}"),
        *[("Họ tên người ký", "")] * 4,
        ("Họ tên người ký", "{{ paper.signer }}"),
    )


# --- the monthly report -----------------------------------------------------------------------------------------


def monthly(document: Any, t: Translator) -> None:
    """The month's emulation report to the upper council."""
    head(document, "BC", t)
    heading(document, t("BÁO CÁO"), t("Kết quả thi đua {{ month.text }}"))
    write(document, "Kính gửi", t("Kính gửi: {{ paper.addressee }}"))
    write(
        document,
        "Nội dung",
        t(
            "Thực hiện kế hoạch công tác thi đua, khen thưởng năm học {{ school.year }}, {{ school.name }} "
            "báo cáo kết quả chấm điểm, xếp loại thi đua {{ month.text }} như sau:"
        ),
    )
    _results(document, t)
    _comments(document, t)
    _requests(document, t)
    signature(document, t)


def _results(document: Any, t: Translator) -> None:
    write(document, "Đề mục I", t("I. KẾT QUẢ THI ĐUA {{ month.text | upper }}"))
    write(document, "Đề mục 1", t("1. Tình hình chấm điểm"))
    write(
        document,
        "Nội dung",
        t("Tổng số người thuộc diện chấm điểm trong tháng: {{ counts.staff }} người, trong đó:"),
        t(
            "a) Đã nộp điểm: {{ counts.submitted }} người, được xếp loại: {{ counts.rated }} người"
            "{% if left_out %}, chưa xếp loại do số liệu còn lỗi: {{ counts.left_out }} người{% endif %};"
        ),
        t(
            "b) Chưa có điểm: {{ counts.missing }} người"
            "{% if missing %} (danh sách tại khoản 5 Mục này){% endif %};"
        ),
        t("c) Đã xếp loại nhưng chưa được Hiệu trưởng duyệt: {{ counts.not_approved }} người."),
    )
    write(document, "Đề mục 1", t("2. Kết quả xếp loại"))
    data_table(
        document,
        "row in ratings",
        (
            TableColumn(t("Xếp loại"), 40, "{{ row.rating }}"),
            TableColumn(t("Số người"), 40, "{{ row.count }}"),
            TableColumn(t("Tỷ lệ (%)"), 40, "{{ row.share }}"),
        ),
        (t("Tổng số"), "{{ ranking | length }}", t("100,00")),
    )
    write(document, "Đề mục 1", t("3. Xếp hạng các tổ"))
    data_table(
        document,
        "row in teams",
        (
            TableColumn(t("Hạng"), 16, "{{ row.rank }}"),
            TableColumn(t("Tổ"), 62, "{{ row.name }}", centered=False),
            TableColumn(t("Điểm trung bình"), 28, "{{ row.points }}"),
            TableColumn(t("Số người được xếp loại"), 32, "{{ row.rated }}/{{ row.size }}"),
            TableColumn(t("Xếp loại"), 24, "{{ row.rating }}"),
        ),
    )
    write(document, "Đề mục 1", t("4. Xếp hạng cá nhân toàn trường"))
    data_table(
        document,
        "row in ranking",
        (
            TableColumn(t("Hạng"), 16, "{{ row.rank }}"),
            TableColumn(t("Họ và tên"), 52, "{{ row.name }}", centered=False),
            TableColumn(t("Tổ"), 42, "{{ row.team }}", centered=False),
            TableColumn(t("Điểm"), 17, "{{ row.points }}"),
            TableColumn(t("Xếp loại"), 14, "{{ row.rating }}"),
            TableColumn(t("Hạng trong tổ"), 21, "{{ row.team_rank }}"),
        ),
    )
    write(document, "Đề mục 1", t("5. Danh sách người chưa có điểm"))
    tag(document, "{%p if missing %}")
    data_table(
        document,
        "row in missing",
        (
            TableColumn(t("Tổ"), 43, "{{ row.team }}", centered=False),
            TableColumn(t("Số người"), 20, "{{ row.count }}"),
            TableColumn(t("Họ và tên"), 99, "{{ row.names }}", centered=False),
        ),
    )
    tag(document, "{%p else %}")
    write(document, "Nội dung", t("Không có."))
    tag(document, "{%p endif %}")


def _comments(document: Any, t: Translator) -> None:
    write(document, "Đề mục I", t("II. NHẬN XÉT"))
    write(document, "Đề mục 1", t("1. Về kết quả xếp loại, xếp hạng"))
    _each(document, "comments.results")
    write(document, "Đề mục 1", t("2. Về biến động so với tháng trước"))
    _each(document, "comments.changes")
    write(document, "Đề mục 1", t("3. Về việc chấm điểm và duyệt điểm"))
    _each(document, "comments.scoring")


def _requests(document: Any, t: Translator) -> None:
    write(document, "Đề mục I", t("III. KIẾN NGHỊ"))
    write(document, "Đề mục 1", t("1. Đối với các tổ và cá nhân trong trường"))
    _each(document, "comments.requests")
    write(document, "Đề mục 1", t("2. Đối với {{ paper.addressee }}"))
    write(
        document,
        "Nội dung",
        t(
            "{{ school.name }} kính đề nghị {{ paper.addressee }} xem xét, cho ý kiến chỉ đạo để nhà trường "
            "thực hiện tốt công tác thi đua, khen thưởng năm học {{ school.year }}./."
        ),
    )
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _each(document: Any, items: str) -> None:
    tag(document, f"{{%p for item in {items} %}}")
    write(document, "Nội dung", "{{ item }}")
    tag(document, "{%p endfor %}")


# --- making them ------------------------------------------------------------------------------------------------

TEMPLATES: dict[str, tuple[str, Callable[[Any, Translator], None]]] = {
    "monthly": (N_("Báo cáo thi đua tháng"), monthly)
}


def build(kind: str, language: str = "vi") -> bytes:
    """The stock template of a kind in a language."""
    title, fill = TEMPLATES[kind]
    t = translator(language)
    document = new_document(t(title), language)
    fill(document, t)
    saved = io.BytesIO()
    document.save(saved)
    return pack(parts_of(saved.getvalue()))


def files() -> Iterable[tuple[str, str, str]]:
    """The file name, kind and language of each of them; the Vietnamese one, which any language falls back to, has none."""
    for kind in TEMPLATES:
        for language in LANGUAGES:
            yield f"{kind}.docx" if language == "vi" else f"{kind}.{language}.docx", kind, language


def main(folder: Path = FOLDER) -> None:
    """Write all of them."""
    for name, kind, language in files():
        (folder / name).write_bytes(build(kind, language))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
