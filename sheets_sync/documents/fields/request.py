"""The request for a document: its kind, period and subjects, from which every field is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from sheets_sync.documents.kinds import DocumentKind
from sheets_sync.language import N_, Translator, translator
from sheets_sync.model import Month, Period, SchoolYear, Term
from sheets_sync.results.month_figures import MonthFigures
from sheets_sync.results.period_figures import PeriodFigures
from sheets_sync.results.results import Results
from sheets_sync.school.roster import Roster
from sheets_sync.settings.config import Config
from sheets_sync.text.words import month_text

Fields = Mapping[str, Any]

BLANK = "……"
_LETTERS = {"vi": "abcdđeêghiklmnoôơpqrstuưvxy", "en": ascii_lowercase}  # points of a paragraph
_TERMS = (N_("học kỳ I năm học {year}"), N_("học kỳ II năm học {year}"))


@dataclass(frozen=True)
class DocumentRequest:
    """A document to make; `subjects` are those it is about, nothing for all; `only`: its kind has one subject."""

    kind: DocumentKind
    results: Results
    period: Period
    figures: PeriodFigures
    subjects: tuple[str, ...] | None = None
    only: bool = True

    @property
    def config(self) -> Config:
        """The school's config."""
        return self.results.config

    @property
    def roster(self) -> Roster:
        """The school's roster."""
        return self.results.school.roster

    @property
    def t(self) -> Translator:
        """The translator of the document's language."""
        return translator(self.config.language)

    @property
    def subject(self) -> str:
        """The one that the document is about, or nothing."""
        return self.subjects[0] if self.subjects and len(self.subjects) == 1 else ""

    @property
    def month_figures(self) -> MonthFigures:
        """The figures of a document that is about a month."""
        assert isinstance(self.figures, MonthFigures)
        return self.figures


def figures_of(results: Results, period: Period, public: bool = False) -> PeriodFigures:
    """The figures of a period; public ones know people by their names alone."""
    if isinstance(period, Month):
        return MonthFigures(results, period, public)
    return PeriodFigures(results, period, public)


def period_text(period: Period, t: Translator) -> str:
    """`tháng 10 năm 2023`, `học kỳ I năm học 2023-2024`, `năm học 2023-2024`."""
    if isinstance(period, Month):
        return month_text(period, t)
    if isinstance(period, Term):
        return t(_TERMS[period.number - 1], year=str(period.school_year))
    return year_text(period, t)


def year_text(year: SchoolYear, t: Translator) -> str:
    """`năm học 2023-2024`."""
    return t(N_("năm học {year}"), year=str(year))


def lettered(texts: Sequence[str], t: Translator) -> list[str]:
    """Several texts each with the letter before it (after the alphabet a hyphen), one text without."""
    if len(texts) < 2:
        return list(texts)
    signs = [*(f"{letter})" for letter in _LETTERS[t.language]), *["-"] * len(texts)]
    return [f"{sign} {text}" for sign, text in zip(signs, texts, strict=False)]
