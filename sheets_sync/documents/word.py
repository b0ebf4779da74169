"""Word templates: finding them, filling them in, and saying what is wrong with one.

A template is a Word file with Jinja tags; stock ones come with the program, and a school's own copies in the folder
that `reports.templates` names win over them. `<kind>.<language>.docx` serves one language, `<kind>.docx` any other.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from sheets_sync.documents.charts import Picture
from sheets_sync.documents.sandbox import CONTROLS, UnknownField, sandbox
from sheets_sync.documents.word_file import UNREADABLE, ZipParts, pack, parts_of
from sheets_sync.documents.word_tags import loose_tag, names_in, tag_with, unmatched_tag
from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config
from sheets_sync.text.nearest import nearest

_HERE = Path(__file__).parent.parent
STOCK = _HERE / "templates" if (_HERE / "templates").is_dir() else _HERE.parent / "templates"

_LONGEST_PROPERTY, _LONGEST_EXCERPT = 255, 120  # characters


def template_path(kind: str, config: Config) -> Path:
    """The template of a kind of document: the school's own copy, else the stock one; raises ConfigError."""
    folder = own_folder(config)
    if folder:
        own = _in_language(kind, config.language, folder)
        if own.exists():
            return own
    return _in_language(kind, config.language, STOCK)


def own_folder(config: Config) -> Path | None:
    """The school's folder of templates, if the config names one; raises ConfigError where it is not there."""
    if not config.reports.templates:
        return None
    folder = config.folder / config.reports.templates
    if not folder.is_dir():
        raise ConfigError(
            Message(
                N_(
                    "Không thấy thư mục mẫu văn bản {folder}. "
                    "Trong mục [reports] của config.toml, sửa templates, hoặc bỏ dòng ấy để dùng mẫu có sẵn."
                ),
                {"folder": folder},
            )
        )
    return folder


def _in_language(kind: str, language: str, folder: Path) -> Path:
    """A folder's template in this language, else its template for any; which may not be there either."""
    path = folder / f"{kind}.{language}.docx"
    return path if path.exists() else folder / f"{kind}.docx"


class Template:
    """One Word template; every mistake in it becomes a ConfigError that says where and what to do."""

    def __init__(self, path: Path) -> None:
        from docx import Document  # a heavy import: only who makes documents pays for it

        self.path = path
        try:
            self._content = path.read_bytes()
            self._parts = parts_of(self._content)
            properties = Document(io.BytesIO(self._content)).core_properties
        except (*UNREADABLE, LookupError, SyntaxError, ValueError) as error:
            raise ConfigError(
                Message(
                    N_(
                        "Mẫu {file} không đọc được như một tệp Word ({error}). "
                        "Mở mẫu bằng Word rồi lưu lại dạng .docx, hoặc xoá đi để dùng mẫu có sẵn."
                    ),
                    {"file": path, "error": error},
                )
            ) from error
        self.title = str(properties.title).strip()
        """The template's own title (Word: File, Info, Title), which begins the names of its documents."""

    @property
    def parts(self) -> ZipParts:
        """What the file consists of."""
        return self._parts

    @property
    def names(self) -> frozenset[str]:
        """Every name that its tags could mean a field by."""
        return names_in(self._parts)

    def fill_in(
        self, fields: Mapping[str, Any], known: Iterable[str], title: str, author: str, day: datetime
    ) -> bytes:
        """The Word file with the fields in place; title, author and day become its properties.

        `known` are the names of all fields that there are, for whoever has misspelled one.
        """
        from docxtpl import DocxTemplate

        from sheets_sync.documents.word_lines import fit_lines

        self._refuse_broken_tags()
        document = DocxTemplate(io.BytesIO(self._content))
        try:
            document.render(_with_pictures(fields, document), sandbox(), autoescape=True)
        except UnknownField as error:
            raise ConfigError(self._unknown_field(error, known)) from error
        except TemplateSyntaxError as error:
            raise ConfigError(self._syntax_error(error)) from error
        except (
            TemplateError,
            ArithmeticError,
            AttributeError,
            LookupError,
            SyntaxError,
            TypeError,
            ValueError,
        ) as error:
            raise ConfigError(self._failed(error)) from error
        _take_over(document)
        fit_lines(document.docx)
        _set_properties(document.docx.core_properties, title, author, day)
        saved = io.BytesIO()
        document.save(saved)
        return pack(parts_of(saved.getvalue()))

    # --- what is wrong with it --------------------------------------------------------------------------------

    def _unknown_field(self, error: UnknownField, fields: Iterable[str]) -> Message:
        near = nearest(error.name, error.known or fields)
        params = {
            "file": self.path.name,
            "tag": tag_with(error.name, self._parts) or error.name,
            "name": error.name,
            "near": near,
        }
        if near:
            return Message(
                N_(
                    "Mẫu {file}, chỗ “{tag}”: không có trường “{name}”. Có phải “{near}”? Sửa mẫu trong Word."
                ),
                params,
            )
        return Message(
            N_(
                "Mẫu {file}, chỗ “{tag}”: không có trường “{name}”. "
                "Sửa mẫu trong Word, hoặc xoá mẫu ấy để dùng mẫu có sẵn."
            ),
            params,
        )

    def _refuse_broken_tags(self) -> None:
        loose, unmatched = loose_tag(self._parts), unmatched_tag(self._parts)
        if loose:
            text = N_(
                "Mẫu {file}, chỗ “{tag}”: một thẻ thiếu dấu mở hoặc dấu đóng. "
                "Sửa mẫu trong Word: mỗi {{{{ có }}}} của nó, mỗi {{% có %}} của nó, trong cùng một đoạn."
            )
            raise ConfigError(Message(text, {"file": self.path.name, "tag": loose[:_LONGEST_EXCERPT]}))
        if unmatched:
            text = N_(
                "Mẫu {file}, chỗ “{tag}”: thẻ này không có thẻ mở hoặc thẻ đóng đi với nó. "
                "Sửa mẫu trong Word: mỗi for có endfor, mỗi if có endif."
            )
            raise ConfigError(Message(text, {"file": self.path.name, "tag": unmatched}))

    def _syntax_error(self, error: TemplateSyntaxError) -> Message:
        text = N_("Mẫu {file}, gần “{tag}”: thẻ viết sai cú pháp ({error}). Sửa thẻ ấy trong Word.")
        return Message(text, {"file": self.path.name, "tag": _excerpt(error), "error": error.message})

    def _failed(self, error: Exception) -> Message:
        return Message(
            N_(
                "Mẫu {file}: một thẻ không tính được ({error}). "
                "Xem lại các thẻ {{{{ … }}}} trong mẫu, hoặc xoá mẫu ấy để dùng mẫu có sẵn."
            ),
            {"file": self.path.name, "error": error},
        )


def _take_over(document: Any) -> None:
    """Put the body in again as elements of python-docx's own kind.

    docxtpl puts in lxml's kind, which goes on being used as long as anybody holds it; a profiler that looks at the
    frames, as every Dask worker has one, does so at times.
    """
    from docx.oxml import parse_xml

    root = document.docx.element
    root.replace(root.body, parse_xml(document.get_xml()))


def _with_pictures(fields: Mapping[str, Any], document: Any) -> dict[str, Any]:
    """The fields, with pictures as this document takes them."""
    from docx.shared import Mm
    from docxtpl import InlineImage

    def taken(value: Any) -> Any:
        if isinstance(value, Picture):
            return InlineImage(document, io.BytesIO(value.content), width=Mm(value.width))
        if isinstance(value, dict) and any(isinstance(each, Picture) for each in value.values()):
            return {name: taken(each) for name, each in value.items()}
        return value

    return {name: taken(value) for name, value in fields.items()}


def _excerpt(error: TemplateSyntaxError) -> str:
    """The paragraph with the mistake, without Word's mark-up; docxtpl gives it with some around it."""
    around = [unescape(line).strip() for line in getattr(error, "docx_context", ())]
    place = min(error.lineno - 1, 3)
    here = around[place] if place < len(around) else ""
    return (here or " ".join(filter(None, around)))[:_LONGEST_EXCERPT]


def _set_properties(properties: Any, title: str, author: str, day: datetime) -> None:
    author = CONTROLS.sub(" ", author)[:_LONGEST_PROPERTY]
    properties.title, properties.author, properties.last_modified_by = (
        title[:_LONGEST_PROPERTY],
        author,
        author,
    )
    properties.created = properties.modified = day
    properties.revision = 1
