"""What a template can use: one dict of plain values, the same for every document of a month.

To give templates something more, add it here; the names are what `{{ … }}` in a template says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sheets_sync.cells import BadCell, month_of_text
from sheets_sync.comments import comments, month_text, people
from sheets_sync.config import Config
from sheets_sync.language import Translator, translator
from sheets_sync.model import Month, Paper
from sheets_sync.month_figures import MonthFigures, TeamPeople
from sheets_sync.points import points_text
from sheets_sync.results import Results
from sheets_sync.vietnamese import fold

Fields = Mapping[str, Any]

_BLANK = "……"
_LETTERS = "abcdđeêghiklmnoôơpqrstuưvxy"  # points of a paragraph, in the order of the Vietnamese alphabet


def month_fields(names: Iterable[str], results: Results, month: Month) -> Fields:
    """The fields of a document about a month; `names` are those that the register may call it by."""
    figures, t = MonthFigures(results, month), translator(results.config.language)
    return {
        "school": _school(results.config),
        "month": _month(month, t),
        "previous": _month(figures.previous, t) if figures.previous else None,
        "paper": _paper(_registered(names, results, month), results.config),
        "rubric": {"name": results.rubric.name, "best": figures.best_rating},
        "quota": results.rubric.quota.percent if results.rubric.quota else None,
        "counts": _counts(figures),
        "ratings": [
            {"rating": share.rating, "count": share.holders, "share": points_text(share.share)}
            for share in figures.shares
        ],
        "teams": _teams(figures),
        "ranking": _ranking(figures),
        "missing": _people(figures.missing),
        "left_out": _people(figures.left_out),
        "comments": {topic: _lettered(texts) for topic, texts in comments(results, month).items()},
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


def _paper(paper: Paper | None, config: Config) -> Fields:
    """What the register does not say stays blank; a number or date is never made up."""
    number, _, sign = ((paper and paper.number) or "").partition("/")
    listed = [name.strip() for name in ((paper and paper.recipients) or "").split(";") if name.strip()]
    return {
        "number": number_text(number),
        "sign": sign.strip() or None,
        "date": date_text(paper.issued if paper else None),
        "addressee": config.reports.addressee,
        "recipients": listed or list(config.reports.recipients),
        "filing": config.reports.filing,
        "signer": (paper and paper.signer) or config.school.signer,
        "signer_post": config.school.signer_post,
    }


def number_text(number: str) -> str:
    """A paper's number as its head shows it: below 10 with a 0 before it, dots where there is none."""
    number = number.strip()
    return number.zfill(2) if number else _BLANK


def date_text(day: date | None) -> str:
    """A date as a paper's head shows it: a 0 before days below 10 and before the months 1 and 2 only."""
    if day is None:
        return f"ngày {_BLANK} tháng {_BLANK} năm {_BLANK}"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


# --- the figures ------------------------------------------------------------------------------------------------


def _counts(figures: MonthFigures) -> Fields:
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
    return {name: people(count) for name, count in counts.items()}


def _total(groups: Iterable[TeamPeople]) -> int:
    return sum(len(group.names) for group in groups)


def _teams(figures: MonthFigures) -> list[Fields]:
    return [
        {
            "rank": team.rank,
            "name": team.name,
            "points": points_text(team.points),
            "rating": team.rating,
            "rated": team.rated,
            "size": figures.size(team.name),
        }
        for team in figures.teams
    ]


def _ranking(figures: MonthFigures) -> list[Fields]:
    return [
        {
            "rank": row.rank,
            "name": figures.name(row.staff_id),
            "team": row.team,
            "points": points_text(row.points),
            "rating": row.rating,
            "team_rank": row.team_rank,
        }
        for row in figures.standings
    ]


def _people(groups: Iterable[TeamPeople]) -> list[Fields]:
    return [
        {"team": group.team, "count": people(len(group.names)), "names": "; ".join(group.names)}
        for group in groups
    ]


def _lettered(texts: Sequence[str]) -> list[str]:
    """Several texts each with the letter that stands before it (after the alphabet a hyphen), one text without."""
    if len(texts) < 2:
        return list(texts)
    signs = [*(f"{letter})" for letter in _LETTERS), *["-"] * len(texts)]
    return [f"{sign} {text}" for sign, text in zip(signs, texts, strict=False)]
