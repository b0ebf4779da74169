"""What a period's points come to: counts, ratings, rankings of teams and people, month by month, and comments."""

from __future__ import annotations

from collections.abc import Iterable

from sheets_sync.documents.comments import month_comments, period_comments
from sheets_sync.documents.fields.request import DocumentRequest, Fields, lettered, period_text
from sheets_sync.language import Translator
from sheets_sync.model import Month
from sheets_sync.points import half_up
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.results.period_figures import PeriodFigures, TeamPeople
from sheets_sync.text.words import count_text, decimal_text, month_text


def period(request: DocumentRequest) -> Fields:
    """The period in words, and what it is."""
    kind = "month" if isinstance(request.period, Month) else "term" if "/" in str(request.period) else "year"
    return {"text": period_text(request.period, request.t), "kind": kind}


def month(request: DocumentRequest) -> Fields:
    """The month of a document about a month."""
    return _month(request.month_figures.month, request.t)


def previous(request: DocumentRequest) -> Fields | None:
    """The ranked month before it."""
    before = request.month_figures.previous
    return _month(before, request.t) if before else None


def _month(month: Month, t: Translator) -> Fields:
    return {"number": month.number, "year": month.year, "text": month_text(month, t)}


def rubric(request: DocumentRequest) -> Fields:
    """The rubric: its name, its best rating, its criteria and from how many points a rating is given."""
    rubric, t = request.results.rubric, request.t
    return {
        "name": rubric.name,
        "source": rubric.source,
        "best": request.figures.best_rating,
        "criteria": [
            {"name": one.name, "low": decimal_text(one.low, t), "high": decimal_text(one.high, t)}
            for one in rubric.criteria
        ],
        "bands": [{"rating": band.name, "start": decimal_text(band.start, t)} for band in rubric.bands],
    }


def quota(request: DocumentRequest) -> int | None:
    """The most that may have the best rating, in per cent."""
    limit = request.results.rubric.quota
    return limit.percent if limit else None


def counts(request: DocumentRequest) -> Fields:
    """How many people there are, have handed in, are rated, are missing."""
    figures = request.figures
    rated, missing = len(figures.ranked_people), _total(figures.missing)
    left_out = not_approved = 0
    if isinstance(figures, MonthFigures):
        left_out, not_approved = _total(figures.left_out), len(figures.not_approved)
    numbers = {
        "staff": rated + missing + left_out,
        "submitted": rated + left_out,
        "rated": rated,
        "left_out": left_out,
        "missing": missing,
        "not_approved": not_approved,
        "months": len(figures.months),
    }
    return {name: count_text(count, request.t) for name, count in numbers.items()}


def _total(groups: Iterable[TeamPeople]) -> int:
    return sum(len(group.names) for group in groups)


def ratings(request: DocumentRequest) -> list[Fields]:
    """Each rating with how many have it."""
    return [
        {
            "rating": share.rating,
            "count": share.holders,
            "share": decimal_text(share.share, request.t),
        }
        for share in request.figures.shares
    ]


def teams(request: DocumentRequest) -> list[Fields]:
    """The teams by rank."""
    figures, t = request.figures, request.t
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


def ranking(request: DocumentRequest) -> list[Fields]:
    """Everybody rated, by rank."""
    figures, t = request.figures, request.t
    return [
        {
            "rank": row.rank,
            "name": figures.name(row.staff_id),
            "team": row.team,
            "points": decimal_text(row.points, t),
            "rating": row.rating,
            "team_rank": row.team_rank,
        }
        for row in figures.ranked_people
    ]


def missing(request: DocumentRequest) -> list[Fields]:
    """Who has no points, by team."""
    return _people(request.figures.missing, request.t)


def left_out(request: DocumentRequest) -> list[Fields]:
    """Who has points that cannot be ranked for errors, by team."""
    figures = request.figures
    return _people(figures.left_out, request.t) if isinstance(figures, MonthFigures) else []


def _people(groups: Iterable[TeamPeople], t: Translator) -> list[Fields]:
    return [
        {"team": group.team, "count": count_text(len(group.names), t), "names": "; ".join(group.names)}
        for group in groups
    ]


def months(request: DocumentRequest) -> list[Fields]:
    """The ranked months of the period, each with how many were rated, the mean, and the best rating's part."""
    return [_month_row(request, one) for one in request.figures.months]


def _month_row(request: DocumentRequest, month: Month) -> Fields:
    figures, t = PeriodFigures(request.results, month), request.t
    best = next(share for share in figures.shares if share.rating == figures.best_rating)
    return {
        "month": month.shown,
        "rated": len(figures.ranked_people),
        "points": decimal_text(figures.mean or 0, t),
        "best": best.holders,
        "share": decimal_text(half_up(10000 * best.holders, len(figures.ranked_people)), t),
        "ratings": "; ".join(f"{share.rating}: {share.holders}" for share in figures.shares),
    }


def remarks(request: DocumentRequest) -> Fields:
    """Comments by topic, each text with its letter."""
    if isinstance(request.figures, MonthFigures):
        found = month_comments(request.figures)
    else:
        found = period_comments(request.figures, request.t)
    return {topic: lettered(texts, request.t) for topic, texts in found.items()}
