"""The district's paper: the schools' registrations put together, as it goes to the council above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from sheets_sync.documents.fields.paper import posts_of, usual
from sheets_sync.documents.make import Document, file_name
from sheets_sync.documents.word import Template
from sheets_sync.documents.word_file import seal
from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.figures import SchoolFigures
from sheets_sync.language import Translator
from sheets_sync.rules.titles import TITLES
from sheets_sync.settings.config import Config
from sheets_sync.text.words import date_text

KIND = "district-registrations"
_FOLDER = Path(__file__).parent.parent / "templates"
_BLANK = "……"


def registrations_document(draft: DistrictDraft) -> Document:
    """The paper as a Word file; the same figures give the same bytes."""
    config = draft.config
    own = _FOLDER / f"registrations.{config.language}.docx"
    template = Template(own if own.exists() else _FOLDER / "registrations.docx")
    title = f"{template.title} {config.year}"
    day = datetime.combine(config.registration_deadline, time(), UTC)
    fields = document_fields(draft)
    content = template.fill_in(fields, fields, title=title, author=config.school.name, day=day)
    return Document(KIND, config.year, "docx", file_name(title), seal(content, KIND, str(config.year)))


def document_fields(draft: DistrictDraft) -> dict[str, Any]:
    """What the template can use: district, paper, sums, a row per school, and the schools without figures."""
    config, schools = draft.config, draft.figures.schools
    rows = [_row(number, school) for number, school in enumerate(schools, 1)]
    return {
        "school": {
            "name": config.school.name,
            "upper": config.school.upper,
            "place": config.school.place,
            "sign": config.school.sign,
            "year": str(config.year),
        },
        "paper": _paper(config, draft.t),
        "counts": _counts(schools, rows),
        "schools": rows,
        "silent": list(_silent(draft)),
    }


def _silent(draft: DistrictDraft) -> Iterator[str]:
    """The schools without figures, and why where it is not that they have none yet; a copied folder is none of them."""
    for each in draft.left_out:
        if each.why in ("no-results", "unreadable"):
            yield each.name
        elif each.why != "copy":
            yield f"{each.name} ({draft.t.say(each.short)})"


def _paper(config: Config, t: Translator) -> dict[str, Any]:
    """Number and date are given by hand when the paper goes out."""
    addressee = config.reports.addressee
    return {
        "full_number": f"{_BLANK}/TH-{config.school.sign}",
        "date": date_text(None, t),
        "addressee": addressee,
        "addressees": [addressee],
        "others": [],
        "filing": usual(config.reports.filing, t),
        "signer": config.school.signer,
        "signer_posts": posts_of(config.school.signer_post, t),
        "issuer": config.school.name,
        "above": config.school.upper,
    }


def _row(number: int, school: SchoolFigures) -> dict[str, Any]:
    titles = {title.code: school.registrations.get(title.code, 0) for title in TITLES}
    return {
        "number": number,
        "name": school.name,
        "staff": school.staff,
        "people": school.registered_people,
        "missing": school.missing_registrations,
        "need_not_register": school.need_not_register,
        **titles,
    }


def _counts(schools: tuple[SchoolFigures, ...], rows: list[dict[str, Any]]) -> Mapping[str, int]:
    return {
        "schools": len(schools),
        "staff": sum(school.staff for school in schools),
        "people": sum(school.registered_people for school in schools),
        "teams": sum(school.registered_teams for school in schools),
        "missing": sum(school.missing_registrations for school in schools),
        "need_not_register": sum(school.need_not_register for school in schools),
        "late": sum(school.late_registrations for school in schools),
        **{title.code: sum(row[title.code] for row in rows) for title in TITLES},
    }
