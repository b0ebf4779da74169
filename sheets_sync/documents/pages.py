"""Web pages for everybody: a kind's HTML template filled with what is public, in one file that needs no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from sheets_sync.documents.sandbox import UnknownField, sandbox
from sheets_sync.documents.word import STOCK, own_folder
from sheets_sync.errors import ConfigError, UsageError
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config
from sheets_sync.text.nearest import nearest


def page_path(kind: str, config: Config) -> Path:
    """The page's template: the school's own, else the stock one; raises UsageError for a kind that has none."""
    for folder in filter(None, (own_folder(config), STOCK)):
        for name in (f"{kind}.{config.language}.html", f"{kind}.html"):
            if (folder / name).is_file():
                return folder / name
    text = N_("“{kind}” không có bản html. Có bản html: {kinds}.")
    known = sorted({path.name.split(".")[0] for path in STOCK.glob("*.html")})
    raise UsageError(Message(text, {"kind": kind, "kinds": ", ".join(known)}))


def has_page(kind: str, config: Config) -> bool:
    """Whether a kind has a page."""
    try:
        return bool(page_path(kind, config))
    except UsageError:
        return False


def fill_in(path: Path, fields: Mapping[str, Any]) -> str:
    """The page with the fields in it; raises ConfigError for a template that cannot be used."""
    try:
        return sandbox(word=False).from_string(path.read_text(encoding="utf-8-sig")).render(**fields)
    except UnknownField as error:
        near = nearest(error.name, error.known or fields)
        said = N_("Mẫu {file}: không có trường “{name}”. Có phải “{near}”? Sửa mẫu ấy.")
        if not near:
            said = N_("Mẫu {file}: không có trường “{name}”. Sửa mẫu ấy, hoặc xoá đi để dùng mẫu có sẵn.")
        raise ConfigError(Message(said, {"file": path.name, "name": error.name, "near": near})) from error
    except TemplateSyntaxError as error:
        said = N_("Mẫu {file}, dòng {line}: thẻ viết sai cú pháp ({error}). Sửa mẫu ấy.")
        params = {"file": path.name, "line": error.lineno, "error": error.message}
        raise ConfigError(Message(said, params)) from error
    except (OSError, TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        said = N_("Mẫu {file} không dùng được ({error}). Sửa mẫu ấy, hoặc xoá đi để dùng mẫu có sẵn.")
        raise ConfigError(Message(said, {"file": path.name, "error": error})) from error
