"""The page of every paper and its styles, as Phụ lục I of NĐ 30/2020 has them."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

from sheets_sync.documents.word_lines import FULL_LINE, SHORT_LINE

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
    left: Any = None
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
    "Kính gửi nhiều nơi": Look(13, before=10, left=Mm(30), keep_next=True),
    "Nơi gửi": Look(13, left=Mm(48)),
    "Căn cứ": Look(13, italic=True, align=BOTH, after=6, indent=INDENT),
    "Thẩm quyền": Look(13, bold=True, align=CENTER, before=8, after=8, caps=True, keep_next=True),
    "Nội dung": Look(13, align=BOTH, after=6, indent=INDENT),
    "Đề mục I": Look(13, bold=True, align=BOTH, before=6, after=6, indent=INDENT, caps=True, keep_next=True),
    "Đề mục 1": Look(13, bold=True, align=BOTH, after=6, indent=INDENT, keep_next=True),
    "Đầu bảng": Look(13, bold=True, align=CENTER, before=2, after=2),
    "Ô bảng": Look(13, before=0.5, after=0.5),
    "Ô bảng giữa": Look(13, align=CENTER, before=0.5, after=0.5),
    "Sau bảng": Look(6),
    "Hình": Look(13, align=CENTER, before=4, keep_next=True),
    "Tên hình": Look(13, italic=True, align=CENTER, after=6),
    "Nơi nhận": Look(12, bold=True, italic=True),
    "Danh sách nơi nhận": Look(11),
    "Chức vụ người ký": Look(13, bold=True, align=CENTER, caps=True),
    "Họ tên người ký": Look(13, bold=True, align=CENTER),
    "Ghi chú người ký": Look(13, italic=True, align=CENTER),
    "Phụ lục": Look(14, bold=True, align=CENTER, keep_next=True),
    "Tên phụ lục": Look(13, bold=True, align=CENTER, caps=True, keep_next=True),
    "Kèm theo": Look(13, italic=True, align=CENTER, keep_next=True),
    "Giấy khen": Look(28, bold=True, align=CENTER, before=20, after=14, caps=True),
    "Dòng giấy khen": Look(16, align=CENTER, before=5, after=5),
    "Người được khen": Look(20, bold=True, align=CENTER, before=8, after=8),
    "Sang trang": Look(1),
    "Số trang": Look(13, align=CENTER),
}


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
    _take_no_room(styles["Sang trang"].paragraph_format)
    for name in (FULL_LINE, SHORT_LINE):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _dress(style, Look(13, align=CENTER))
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(5)
        style.paragraph_format.space_before = Pt(2)
        _border_on_top(style.element.get_or_add_pPr())


def _take_no_room(paragraph: Any) -> None:
    """As low as Word allows."""
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


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
    paragraph.left_indent = look.left
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


def new_section(document: Any) -> None:
    """A new page whose pages are numbered anew, the first without its number."""
    _number_anew(document.add_section(WD_SECTION.NEW_PAGE)._sectPr)
    document.paragraphs[-1].style = "Sang trang"  # it ends the former section, on a page that may be full


def end_section(paragraph: Any, section: Any) -> None:
    """End a section like this one in a paragraph: what follows begins a page, and its pages are numbered anew."""
    _number_anew(section._sectPr)
    own = deepcopy(section._sectPr)
    paragraph._p.get_or_add_pPr().append(own)


def _number_anew(properties: Any) -> None:
    for number in properties.findall(qn("w:pgNumType")):
        properties.remove(number)
    start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    properties.find(qn("w:cols")).addprevious(start)
