"""Which header of a tab is which column of a form, by its words and by the cells below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from sheets_sync.language import N_, Message
from sheets_sync.model import RawCell, Sheet
from sheets_sync.rules.forms import NAME, Column, Form
from sheets_sync.school.layout import RawRow
from sheets_sync.setup.adopt.evidence import SchoolClues, agreement, is_distinctive, rows_below, values_in
from sheets_sync.setup.adopt.headers import Header, headers_of
from sheets_sync.setup.adopt.likeness import ALIKE, NEAR, SAME, column_names, is_never_a_column, likeness
from sheets_sync.text.cells import shown
from sheets_sync.text.vietnamese import clean, fold

GuessConfidence = Literal["known", "sure", "likely", "none"]
RANKS: Mapping[GuessConfidence, int] = {"known": 3, "sure": 2, "likely": 1, "none": 0}
EVERYDAY = frozenset({"stt", "staff_id", "name", "team", "note", "rating"})  # stand in tabs of many kinds

_SEEN = 3  # values shown as evidence
_SEEN_LENGTH = 30
_NEARLY_ALL, _MOST_OF_THEM, _FEW_OF_THEM = 0.9, 0.5, 0.2


class ColumnGuess(NamedTuple):
    """What a header is taken for, how surely and why, and the first values below it."""

    column: Column
    header: Header
    confidence: GuessConfidence
    why: Message
    values: tuple[str, ...] = ()


class NoColumn(NamedTuple):
    """A header that is none of the form's columns, and why it is not."""

    header: Header
    why: Message


class Match(NamedTuple):
    """A tab read as one form: its header row (from 1), which header is which column, what is left."""

    header_row: int
    columns: tuple[ColumnGuess, ...] = ()
    missing: tuple[Column, ...] = ()
    unknown: tuple[NoColumn, ...] = ()

    @property
    def needed(self) -> float:
        """The share of the required columns that are there."""
        required = sum(guess.column.required for guess in self.columns)
        return required / (required + len(self.missing)) if required + len(self.missing) else 1.0

    @property
    def distinctive(self) -> int:
        """How many columns are there that not every tab has."""
        return sum(guess.column.key not in EVERYDAY for guess in self.columns)


class _Offer(NamedTuple):
    """A guess that competes with others, by the likeness of its name and by its weight."""

    like: int
    weight: float
    guess: ColumnGuess


# --- which is which -------------------------------------------------------------------------------------------


def match(sheet: Sheet, form: Form, known: Mapping[str, Column], row: int, school: SchoolClues) -> Match:
    """The tab read as this form, whose headers the config knows by `known`; the surest guesses are made first."""
    headers, rows = headers_of(sheet, row), rows_below(sheet, row)
    found = _known(headers, known, rows)
    twice = {text for text, times in Counter(fold(header.text) for header in headers).items() if times > 1}
    free = [header for header in headers if header not in {guess.header for guess in found}]
    columns = list(dict.fromkeys(column for column in known.values()))
    offers = [
        offer
        for header in free
        if fold(header.text) not in twice | known.keys()
        for offer in _offers(form, columns, header, values_in(rows, header.number), school)
    ]
    for offer in sorted(offers, key=lambda each: (RANKS[each.guess.confidence], each.weight), reverse=True):
        _take(offer.guess, found)
    return Match(row, _in_order(found), _missing(form, found), tuple(_unknown(free, found, twice, offers)))


def _take(guess: ColumnGuess, found: list[ColumnGuess]) -> None:
    """Add a guess, unless its column or its header is taken: one header is one column."""
    taken = any(each.column.key == guess.column.key or each.header == guess.header for each in found)
    if guess.confidence != "none" and not taken:
        found.append(guess)


def _in_order(found: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    return tuple(sorted(found, key=lambda guess: guess.header.number))


def _known(
    headers: Sequence[Header], known: Mapping[str, Column], rows: Sequence[RawRow]
) -> list[ColumnGuess]:
    found: dict[str, ColumnGuess] = {}
    for header in headers:
        column = known.get(fold(header.text))
        if column is not None and column.key not in found:
            values = values_in(rows, header.number)
            found[column.key] = ColumnGuess(column, header, "known", Message(N_("đúng mẫu")), _seen(values))
    return list(found.values())


def _seen(values: Sequence[RawCell]) -> tuple[str, ...]:
    return tuple(clean((shown(value) or "")[:200])[:_SEEN_LENGTH] for value in values[:_SEEN])


def _missing(form: Form, found: Sequence[ColumnGuess]) -> tuple[Column, ...]:
    """The required columns without a header; names do instead of codes, and one subject is enough."""
    keys = {guess.column.key for guess in found}
    missing = [column for column in form.columns if column.required and column.key not in keys]
    if form.subject and not keys & {"staff_id", "team", "name"}:
        missing = [form.column("staff_id"), *missing]
    return tuple(column for column in missing if column.header != "Mã CB" or "name" not in keys)


def _unknown(
    free: Sequence[Header],
    found: Sequence[ColumnGuess],
    twice: set[str],
    offers: Sequence[_Offer],
) -> Iterator[NoColumn]:
    """The headers that nothing was made of, each with the best reason there is."""
    used = {guess.header for guess in found}
    for header in free:
        if header in used:
            continue
        best = max(
            (offer for offer in offers if offer.guess.header == header),
            key=lambda offer: offer.weight,
            default=None,
        )
        if fold(header.text) in twice:
            why = Message(N_("hai cột trùng tiêu đề: hãy đổi tên một cột"))
        elif best is None:
            why = Message(N_("không giống cột nào"))
        elif best.guess.confidence == "none":
            why = best.guess.why
        else:
            why = Message(
                N_("cũng giống “{column}”, mà tab đã có cột ấy"), {"column": best.guess.column.header}
            )
        yield NoColumn(header, why)


def _offers(
    form: Form, columns: Sequence[Column], header: Header, values: Sequence[RawCell], school: SchoolClues
) -> list[_Offer]:
    """The columns that a header could be; where it is a usual name of one, no other."""
    offers = [offer for column in columns if (offer := _offer(form, column, header, values, school))]
    usual = [offer for offer in offers if offer.like >= SAME]
    return usual or ([] if is_never_a_column(header.text) else offers)


def _offer(
    form: Form, column: Column, header: Header, values: Sequence[RawCell], school: SchoolClues
) -> _Offer | None:
    """What speaks for a header being this column, and how much; nothing where nothing does."""
    like = max(likeness(header.text, name) for name in column_names(form, column))
    if like < NEAR and not _speak_for(column, values, school):
        return None
    holds = agreement(column, values, school)
    confidence, why = _judged(column, like, holds)
    params = {"column": column.header, "share": round(100 * (holds or 0))}
    guess = ColumnGuess(column, header, confidence, Message(why, params), _seen(values))
    return _Offer(like, like + 10 * (0.5 if holds is None else holds), guess)


def _speak_for(column: Column, values: Sequence[RawCell], school: SchoolClues) -> bool:
    """Whether the values alone make this column; the first few can already say no."""
    if len(values) < 2 or not is_distinctive(column, school):
        return False
    return all((agreement(column, some, school) or 0) >= _NEARLY_ALL for some in (values[:2], values))


def _judged(column: Column, like: int, holds: float | None) -> tuple[GuessConfidence, str]:
    """How sure a guess is, and in which words to say why."""
    fits = 1.0 if holds is None else holds
    if like < NEAR:
        return "likely", N_("chỉ theo nội dung: {share} % giá trị hợp với “{column}”")
    if like >= SAME and fits >= _MOST_OF_THEM:
        return "sure", N_("tên quen dùng của “{column}”")
    if like >= SAME and (fits >= _FEW_OF_THEM or (column.required and column.header != NAME.header)):
        return "likely", N_("tên quen dùng của “{column}”, nhưng chỉ {share} % giá trị đọc được")
    if like >= ALIKE and fits >= _MOST_OF_THEM:
        return "likely", N_("tên gần giống “{column}”")
    if holds is not None and holds >= 0.8:
        return "likely", N_("tên hơi giống “{column}”, và {share} % giá trị hợp")
    return "none", N_("hơi giống “{column}”, nhưng không đủ chắc")
