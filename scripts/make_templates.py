"""Builds the stock templates: Word files from the parts in `papers/` (NĐ 30/2020, Phụ lục I), web pages from `pages/`.

Run by scripts/make-templates. The texts are in `papers/` as in the Vietnamese templates, with their Jinja tags,
and go through the catalogue as the program's own do (scripts/catalogue); Quốc hiệu and Tiêu ngữ stay as they are. What a
kind is called and when it is due is in the TOML beside its template. A school changes its own copy in Word.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from scripts import papers
from scripts.papers.page import new_document
from sheets_sync.documents.kinds import read_kind
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.language import LANGUAGES, Translator, translator

FOLDER = Path(__file__).resolve().parent.parent / "templates"
PAGES = Path(__file__).resolve().parent / "pages"

Paper = Callable[[Any, Translator], None]


def _papers() -> dict[str, Paper]:
    """The function that writes each stock kind: the one of its name in a module of `papers/`."""
    modules = [import_module(f"{papers.__name__}.{found.name}") for found in iter_modules(papers.__path__)]
    functions = {
        name: each
        for module in modules
        for name, each in vars(module).items()
        if getattr(each, "__module__", "") == module.__name__
    }
    kinds = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return {kind: functions[kind.replace("-", "_")] for kind in kinds}


TEMPLATES = _papers()


def build(kind: str, language: str = "vi") -> bytes:
    """The stock template of a kind in a language."""
    title = read_kind(kind, FOLDER / f"{kind}.toml").title(language)
    document = new_document(title, language)
    TEMPLATES[kind](document, translator(language))
    saved = io.BytesIO()
    document.save(saved)
    return pack(parts_of(saved.getvalue()))


def files() -> Iterable[tuple[str, str, str]]:
    """The file name, kind and language of each of them; the Vietnamese one, which any language falls back to, has none."""
    for kind in TEMPLATES:
        for language in LANGUAGES:
            yield f"{kind}.docx" if language == "vi" else f"{kind}.{language}.docx", kind, language


def build_page(kind: str, language: str = "vi") -> str:
    """The stock web page of a kind in a language: its texts are in [[ ]], its look is put into it."""
    t, look = translator(language), (PAGES / "look.css").read_text(encoding="utf-8")
    page = (PAGES / f"{kind}.html").read_text(encoding="utf-8")
    page = re.sub(r"\[\[(.+?)\]\]", lambda found: language if found[1] == "vi" else t(found[1]), page)
    return page.replace("{# the look #}\n", look)


def pages() -> Iterable[tuple[str, str, str]]:
    """The file name, kind and language of each page."""
    for kind in sorted(path.stem for path in PAGES.glob("*.html")):
        for language in LANGUAGES:
            yield f"{kind}.html" if language == "vi" else f"{kind}.{language}.html", kind, language


def main(folder: Path = FOLDER) -> None:
    """Write all of them."""
    for name, kind, language in files():
        (folder / name).write_bytes(build(kind, language))
    for name, kind, language in pages():
        (folder / name).write_text(build_page(kind, language), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
