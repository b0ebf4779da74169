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
from pathlib import Path
from typing import Any

from scripts.papers.achievements import achievement_person, achievement_team
from scripts.papers.awards import certificate, decision, proposal
from scripts.papers.decisions import board, initiatives, initiatives_proposal
from scripts.papers.minutes import minutes
from scripts.papers.monthly import monthly
from scripts.papers.notices import notice
from scripts.papers.page import new_document
from scripts.papers.plans import ceremony, guidance, inspection, movement, plan
from scripts.papers.registration import contest, registration
from scripts.papers.sheets import monthly_sheet
from scripts.papers.summaries import term, year
from sheets_sync.documents.kinds import read_kind
from sheets_sync.documents.word_file import pack, parts_of
from sheets_sync.language import LANGUAGES, Translator, translator

FOLDER = Path(__file__).resolve().parent.parent / "templates"
PAGES = Path(__file__).resolve().parent / "pages"

TEMPLATES: dict[str, Callable[[Any, Translator], None]] = {
    "achievement-person": achievement_person,
    "achievement-team": achievement_team,
    "board": board,
    "ceremony": ceremony,
    "certificate": certificate,
    "contest": contest,
    "decision": decision,
    "guidance": guidance,
    "initiatives": initiatives,
    "initiatives-proposal": initiatives_proposal,
    "inspection": inspection,
    "minutes": minutes,
    "monthly": monthly,
    "monthly-sheet": monthly_sheet,
    "movement": movement,
    "notice": notice,
    "plan": plan,
    "proposal": proposal,
    "registration": registration,
    "term": term,
    "year": year,
}


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
