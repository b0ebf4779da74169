"""What a template can use: one dict of plain values, the same for every document of a month.

To give templates something more, add it here; the names are what `{{ … }}` in a template says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from sheets_sync.cells import BadCell, month_of_text
from sheets_sync.comments import comments
from sheets_sync.config import Config
from sheets_sync.language import N_, Translator, translator
from sheets_sync.model import Month, Paper
from sheets_sync.month_figures import MonthFigures, TeamPeople
from sheets_sync.results import Results
from sheets_sync.vietnamese import fold
from sheets_sync.words import count_text, date_text, decimal_text, month_text

Fields = Mapping[str, Any]

_BLANK = "……"
_LETTERS = {"vi": "abcdđeêghiklmnoôơpqrstuưvxy", "en": ascii_lowercase}  # points of a paragraph
_USUAL = {  # what stands in most configs and registers and is no name
    N_("HIỆU TRƯỞNG"),
    N_("Như trên"),
    N_("Các tổ chuyên môn"),
    N_("VT, TĐKT"),
}


def month_fields(names: Iterable[str], results: Results, month: Month) -> Fields:
    """The fields of a document about a month; `names` are those that the register may call it by."""
    figures, t = MonthFigures(results, month), translator(results.config.language)
    return {
        "school": _school(results.config),
        "month": _month(month, t),
        "previous": _month(figures.previous, t) if figures.previous else None,
        "paper": _paper(_registered(names, results, month), results.config, t),
        "rubric": {"name": results.rubric.name, "best": figures.best_rating},
        "quota": results.rubric.quota.percent if results.rubric.quota else None,
        "counts": _counts(figures, t),
        "ratings": [
            {"rating": share.rating, "count": share.holders, "share": decimal_text(share.share, t)}
            for share in figures.shares
        ],
        "teams": _teams(figures, t),
        "ranking": _ranking(figures, t),
        "missing": _people(figures.missing, t),
        "left_out": _people(figures.left_out, t),
        "comments": {topic: _lettered(texts, t) for topic, texts in comments(results, month).items()},
    }


def _school(config: Config) -> Fields:
    school = config.school
    return {
        "name": school.name,
        "upper": school.upper,
        "place": school.place,
        "sign": school.sign,
        "board": school.board,
        "year": str(school.year),
    }


def _month(month: Month, t: Translator) -> Fields:
    return {"number": month.number, "year": month.year, "text": month_text(month, t)}


# --- the paper: its number, date, signer and recipients ---------------------------------------------------------


def _registered(names: Iterable[str], results: Results, month: Month) -> Paper | None:
    """The paper's line in the register `Văn bản`; of several the last, they are numbered as they go out."""
    wanted = {fold(name) for name in names}
    lines = [
        paper
        for paper in results.school.papers
        if fold(paper.kind or "") in wanted and _is_of(paper, month, results.config)
    ]
    return lines[-1] if lines else None


def _is_of(paper: Paper, month: Month, config: Config) -> bool:
    try:
        return month_of_text(fold(paper.period or ""), config.year) == month
    except BadCell:
        return False


def _paper(paper: Paper | None, config: Config, t: Translator) -> Fields:
    """What the register does not say stays blank; a number or date is never made up."""
    number, _, sign = ((paper and paper.number) or "").partition("/")
    listed = [name.strip() for name in ((paper and paper.recipients) or "").split(";") if name.strip()]
    return {
        "number": number_text(number),
        "sign": sign.strip() or None,
        "date": date_text(paper.issued if paper else None, t),
        "addressee": config.reports.addressee,
        "recipients": [_usual(name, t) for name in listed or config.reports.recipients],
        "filing": _usual(config.reports.filing, t),
        "signer": (paper and paper.signer) or config.school.signer,
        "signer_post": _usual(config.school.signer_post, t),
    }


def number_text(number: str) -> str:
    """A paper's number as its head shows it: below 10 with a 0 before it, dots where there is none."""
    number = number.strip()
    return number.zfill(2) if number else _BLANK


def _usual(text: str, t: Translator) -> str:
    """A configured text in the document's language if it is one of the usual ones; names stay as they are."""
    return t(text) if text in _USUAL else text


# --- the figures ------------------------------------------------------------------------------------------------


def _counts(figures: MonthFigures, t: Translator) -> Fields:
    rated, missing = len(figures.standings), _total(figures.missing)
    left_out, not_approved = _total(figures.left_out), len(figures.not_approved)
    counts = {
        "staff": rated + missing + left_out,
        "submitted": rated + left_out,
        "rated": rated,
        "left_out": left_out,
        "missing": missing,
        "not_approved": not_approved,
    }
    return {name: count_text(count, t) for name, count in counts.items()}


def _total(groups: Iterable[TeamPeople]) -> int:
    return sum(len(group.names) for group in groups)


def _teams(figures: MonthFigures, t: Translator) -> list[Fields]:
    return [
        {
            "rank": team.rank,
            "name": team.name,
            "points": decimal_text(team.points, t),
            "rating": team.rating,
            "rated": team.rated,
            "size": figures.size(team.name),
        }
        for team in figures.teams
    ]


def _ranking(figures: MonthFigures, t: Translator) -> list[Fields]:
    return [
        {
            "rank": row.rank,
            "name": figures.name(row.staff_id),
            "team": row.team,
            "points": decimal_text(row.points, t),
            "rating": row.rating,
            "team_rank": row.team_rank,
        }
        for row in figures.standings
    ]


def _people(groups: Iterable[TeamPeople], t: Translator) -> list[Fields]:
    return [
        {"team": group.team, "count": count_text(len(group.names), t), "names": "; ".join(group.names)}
        for group in groups
    ]


def _lettered(texts: Sequence[str], t: Translator) -> list[str]:
    """Several texts each with the letter that stands before it (after the alphabet a hyphen), one text without."""
    if len(texts) < 2:
        return list(texts)
    signs = [*(f"{letter})" for letter in _LETTERS[t.language]), *["-"] * len(texts)]
    return [f"{sign} {text}" for sign, text in zip(signs, texts, strict=False)]
