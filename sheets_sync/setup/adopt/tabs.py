"""Which tab is which form, by its title, its headers and the cells below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sheets_sync.language import N_, Message
from sheets_sync.model import Sheet
from sheets_sync.rules import forms
from sheets_sync.rules.forms import Column, Form
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.layout import SCORED, Titles
from sheets_sync.school.roster import team_key
from sheets_sync.school.school import named_month
from sheets_sync.settings.config import Config
from sheets_sync.setup.adopt.columns import RANKS, GuessConfidence, Match, match
from sheets_sync.setup.adopt.evidence import SchoolClues, ranges_of, rows_below, values_in
from sheets_sync.setup.adopt.headers import Vocabulary, header_row, second_header_row, vocabulary
from sheets_sync.setup.adopt.likeness import (
    ALIKE,
    NEAR,
    SAME,
    is_copy,
    is_never_a_tab,
    likeness,
    month_named,
    tab_names,
)
from sheets_sync.text.cells import is_blank, shown
from sheets_sync.text.vietnamese import fold

_WHOLE_ROSTER = 5000  # rows
_A_DAY = re.compile(r"ngày\s+[\d.…]+", re.IGNORECASE)


class TabGuess(NamedTuple):
    """What a tab is taken for, how surely and why; `match` says which header is which column."""

    sheet: Sheet
    form: Form | None
    confidence: GuessConfidence
    why: Message
    match: Match | None = None
    weight: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether the tab is read as its form, or will be."""
        return self.form is not None and self.confidence != "none"


class Guesser:
    """Knows the forms of a school and what its config calls them; guesses about sheets."""

    def __init__(self, config: Config, rubric: Rubric, class_rubric: Rubric | None = None) -> None:
        self.config, self.year = config, config.year
        self.titles = Titles(config)
        self.forms = forms.all_forms(rubric, config.year)
        self.weeks = _week_forms(config, class_rubric)
        kinds = {form.key: form for form in (*self.forms, *self.weeks)}.values()
        self.headers: Mapping[str, Mapping[str, Column]] = {
            form.key: self.titles.headers(form) for form in kinds
        }
        self.words: Vocabulary = vocabulary(tuple(kinds), tuple(self.headers.values()))
        self.school = SchoolClues(config.year, ranges_of(rubric))

    def tabs(self, sheets: Sequence[Sheet]) -> tuple[TabGuess, ...]:
        """What every tab is taken for; the roster first, for by its codes and names other columns are recognised."""
        others = {sheet.title for sheet in sheets if self._known(sheet) not in (None, forms.ROSTER)}
        guesses = [self._best(sheet, (forms.ROSTER,)) for sheet in sheets if sheet.title not in others]
        rosters = [guess for guess in guesses if guess.form is forms.ROSTER and guess.counts]
        self.school = _with_roster(self.school, _one_per_book(rosters))
        return _one_per_book([self._best(sheet, self.forms) for sheet in sheets])

    def _best(self, sheet: Sheet, among: Sequence[Form]) -> TabGuess:
        row = header_row(sheet, self.words)
        form = self._known(sheet)
        if form is not None:
            return self._known_tab(sheet, form, row)
        candidates = list(self._candidates(sheet, among, row))
        called_so = [(form, like) for form, like in candidates if like >= SAME]
        best = self._surest(sheet, called_so, row) if called_so else None
        if best is None or not best.counts:
            best = self._surest(sheet, candidates, row)
        return best if best.counts else self._month_unnamed(sheet, among, row) or best

    def _surest(self, sheet: Sheet, candidates: Sequence[tuple[Form, int]], row: int) -> TabGuess:
        guesses = (self._as_form(sheet, form, like, row) for form, like in candidates)
        return max(guesses, key=lambda guess: guess.weight)

    def _match(self, sheet: Sheet, form: Form, row: int) -> Match:
        return match(sheet, form, self.headers[form.key], row, self.school) if row else Match(0)

    # --- tabs that the config knows -------------------------------------------------------------------------------

    def _known(self, sheet: Sheet) -> Form | None:
        month = named_month(sheet.title, self.year)
        months = {forms.month_title(month.number)} if month in self.year.months and month else set()
        return next(
            (
                form
                for form in (*self.forms, *self.weeks)
                if form.title in months or fold(sheet.title) in self.titles.tab(form.title)
            ),
            None,
        )

    def _known_tab(self, sheet: Sheet, form: Form, row: int) -> TabGuess:
        second = second_header_row(sheet, row, self.words) if row else 0
        said = N_("đúng tên") if row or _is_empty(sheet) else N_("đúng tên, nhưng không thấy dòng tiêu đề")
        why = _two_rows(row, second) if second else Message(said)
        return TabGuess(sheet, form, "known", why, self._match(sheet, form, row))

    # --- tabs of other titles -------------------------------------------------------------------------------------

    def _candidates(self, sheet: Sheet, among: Sequence[Form], row: int) -> Iterator[tuple[Form, int]]:
        """Forms that the tab could be, with how much its title says so."""
        months = [form for form in among if form.key == "scores"]
        yield from (
            (form, max(likeness(sheet.title, name) for name in tab_names(form)))
            for form in among
            if form.key != "scores"
        )
        named = month_named(sheet.title)
        if named is not None:
            title = forms.month_title(named.number)
            this_year = named.year in (None, self.year.month(named.number).year)
            like = SAME if named.clearly else NEAR
            yield from ((form, like) for form in months if form.title == title and this_year)
        else:
            numbers = _months_above(sheet, row)
            yield from ((form, 0) for form in months if {form.title} == set(map(forms.month_title, numbers)))

    def _as_form(self, sheet: Sheet, form: Form, like: int, row: int) -> TabGuess:
        found = self._match(sheet, form, row)
        confidence, why = self._judged(sheet, form, like, row, found)
        explained = found.distinctive / (len(found.columns) + len(found.unknown) or 1)
        weight = (
            1000 * RANKS[confidence] + like + 100 * found.needed * bool(found.distinctive) + 50 * explained
        )
        return TabGuess(sheet, form, confidence, why, found, weight)

    def _judged(
        self, sheet: Sheet, form: Form, like: int, row: int, found: Match
    ) -> tuple[GuessConfidence, Message]:
        """How sure it is that a tab is this form, and why."""
        said = {"form": form.title}
        if like < SAME and is_never_a_tab(sheet.title):
            return "none", _no_form()
        if is_copy(sheet.title) and like < SAME:
            copied = Message(N_("có vẻ là bản sao hoặc bản cũ của “{form}”"), said)
            return "none", copied if like >= NEAR else _no_form()
        second = second_header_row(sheet, row, self.words) if row else 0
        if second and like >= NEAR and not _usable(form, found):
            return "none", _two_rows(row, second)
        if like >= SAME and _usable(form, found):
            return "sure", _by_title(N_("tên quen dùng của “{form}”"), form, found)
        if like >= SAME and not row and _is_empty(sheet):
            return "likely", Message(N_("tên quen dùng của “{form}”; tab còn trống"), said)
        if (
            like >= NEAR
            and found.needed >= 0.5
            and found.distinctive
            and (like >= ALIKE or _usable(form, found))
        ):
            return "likely", _by_title(N_("tên giống “{form}”"), form, found)
        if found.distinctive > 1 and _usable(form, found) and not found.missing:
            return "likely", Message(N_("theo các cột: đủ cột của “{form}”, dù tên tab khác"), said)
        if like >= ALIKE:
            return "none", Message(N_("tên giống “{form}”, nhưng không thấy các cột của tab ấy"), said)
        return "none", _two_rows(row, second) if second else _no_form()

    def _month_unnamed(self, sheet: Sheet, among: Sequence[Form], row: int) -> TabGuess | None:
        """A tab with the columns of a month, where only the month is unknown."""
        month = next((form for form in among if form.key == "scores"), None)
        if month is None or not row or is_never_a_tab(sheet.title) or month_named(sheet.title):
            return None
        found = self._match(sheet, month, row)
        if found.distinctive < 2 or not _usable(month, found):
            return None
        text = N_("có vẻ là bảng điểm tháng, nhưng không rõ tháng nào: thêm tháng vào tên tab")
        return TabGuess(sheet, None, "none", Message(text))


def _week_forms(config: Config, rubric: Rubric | None) -> tuple[Form, ...]:
    """The weekly tabs of a class board, if the school has one."""
    classes = config.classes
    if classes is None or rubric is None:
        return ()
    form = forms.class_form(rubric, classes.names)
    return tuple(form._replace(title=classes.tab.format(week=week)) for week in range(1, classes.weeks + 1))


# --- judging --------------------------------------------------------------------------------------------------


def _usable(form: Form, found: Match) -> bool:
    """Whether reading would make something of the tab; a month without one criterion can still have totals."""
    if form.key in SCORED:
        return found.distinctive > 0 and not any(column.key == "staff_id" for column in found.missing)
    return found.distinctive > 0 and not found.missing


def _by_title(said: str, form: Form, found: Match) -> Message:
    """What the title says, and whether the columns are there."""
    title = Message(said, {"form": form.title})
    if not found.missing:
        return Message(N_("{title}, và có đủ cột"), {"title": title})
    missing = ", ".join(column.header for column in found.missing)
    return Message(N_("{title}; còn thiếu cột {missing}"), {"title": title, "missing": missing})


def _no_form() -> Message:
    return Message(N_("không giống tab nào của chương trình"))


def _two_rows(row: int, second: int) -> Message:
    text = N_("tiêu đề chia hai dòng ({first} và {second}), chỉ đọc được một: gộp về một dòng, bỏ ô trộn")
    return Message(text, {"first": min(row, second), "second": max(row, second)})


def _is_empty(sheet: Sheet) -> bool:
    return all(is_blank(cell) for row in sheet.rows for cell in row)


def _months_above(sheet: Sheet, row: int) -> set[int]:
    """The months that the lines above the headers name: `BẢNG CHẤM ĐIỂM THÁNG 10`; the date of a signature is none."""
    texts = (cell for line in sheet.rows[: max(row - 1, 0)] for cell in line if isinstance(cell, str))
    named = (month_named(text[:200]) for text in texts if not _A_DAY.search(text[:200]))
    return {each.number for each in named if each}


def _with_roster(school: SchoolClues, rosters: Sequence[TabGuess]) -> SchoolClues:
    """What is known of a school with the codes, names and teams of these rosters."""
    found: dict[str, set[str]] = {"staff_id": set(), "name": set(), "team": set()}
    for guess in rosters:
        rows = rows_below(guess.sheet, guess.match.header_row, _WHOLE_ROSTER) if guess.match else []
        for column in guess.match.columns if guess.match else ():
            if column.column.key in found:
                values = values_in(rows, column.header.number)
                found[column.column.key] |= {fold(shown(value) or "") for value in values}
    ids, names, teams = (frozenset(values) for values in found.values())
    return replace(school, ids=ids, names=names, teams=frozenset(map(team_key, teams)))


def _one_per_book(guesses: Sequence[TabGuess]) -> tuple[TabGuess, ...]:
    """In one workbook one tab is a form: the one that the config knows, or the surest; the others say so."""
    best: dict[tuple[str | None, str], TabGuess] = {}
    for guess in sorted(guesses, key=lambda each: (RANKS[each.confidence], each.weight), reverse=True):
        if guess.counts and guess.form:
            best.setdefault((guess.sheet.book, guess.form.title), guess)
    return tuple(_or_twin(guess, best) for guess in guesses)


def _or_twin(guess: TabGuess, best: Mapping[tuple[str | None, str], TabGuess]) -> TabGuess:
    if not guess.counts or guess.form is None:
        return guess._replace(form=None, match=None)
    chosen = best[guess.sheet.book, guess.form.title]
    if chosen is guess or guess.confidence == "known":
        return guess
    params = {"form": guess.form.title, "tab": chosen.sheet.title}
    text = N_("cũng giống “{form}”, nhưng sổ này đã có tab “{tab}”: gộp hai tab làm một nếu cùng loại")
    return TabGuess(guess.sheet, None, "none", Message(text, params))
