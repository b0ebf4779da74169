"""The figures that a rule set gives a condition: the fields of a dataclass, each with what may be written for it.

A field is an `int` (0 to 1000), a `bool`, a `str`, or one of them narrowed: `Annotated[int, Whole(1, 12)]`,
`Annotated[str, OneOf(words)]`, and `tuple[…, ...]` of the latter. A field without a default must be given.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from sheets_sync.files.toml_reading import Table
from sheets_sync.rules.forms import LEAVE_KINDS, LEVELS, MEASURES, YEAR_LEVELS
from sheets_sync.rules.titles import ALL_TITLES


class Whole(NamedTuple):
    """A whole number within bounds."""

    low: int
    high: int


class TrueOrFalse(NamedTuple):
    """`true` or `false`."""


class FreeText(NamedTuple):
    """A text in the school's own words."""


class OneOf(NamedTuple):
    """One of these words."""

    words: tuple[str, ...]


class SomeOf(NamedTuple):
    """A list of these words."""

    words: tuple[str, ...]


FigureKind = Whole | TrueOrFalse | FreeText | OneOf | SomeOf

ANY_NUMBER = Whole(0, 1000)
"""What a plain `int` takes."""
TitleCode = Annotated[str, OneOf(ALL_TITLES)]
YearLevelName = Annotated[str, OneOf(YEAR_LEVELS[:4])]
"""A level of the year's rating, the best first."""
Measure = Annotated[str, OneOf(MEASURES[1:])]
"""A disciplinary measure, the mildest first."""
Until = Annotated[str, OneOf(("decision", "year"))]
RecognitionLevel = Annotated[str, OneOf(LEVELS)]
LeaveKind = Annotated[str, OneOf(LEAVE_KINDS)]


@dataclasses.dataclass(frozen=True)
class NoFigures:
    """The figures of a condition that takes none."""


class DeclaredFigure(NamedTuple):
    """One figure of a condition: what may be written for it, and whether it must be given."""

    kind: FigureKind
    needed: bool


def figures_of(declared: type[Any]) -> Mapping[str, DeclaredFigure]:
    """The figures of a dataclass by name; raises TypeError for a field that no rule set could give."""
    hints = get_type_hints(declared, include_extras=True)
    return {
        field.name: DeclaredFigure(
            _kind(hints[field.name], f"{declared.__name__}.{field.name}"),
            field.default is dataclasses.MISSING,
        )
        for field in dataclasses.fields(declared)
    }


def read_figure(table: Table, key: str, kind: FigureKind) -> object:
    """The value of a key, or None where it is wrong, which the table's report then says."""
    match kind:
        case Whole(low, high):
            return table.whole(key, low, high)
        case TrueOrFalse():
            return table.truth(key)
        case FreeText():
            return table.text(key)
        case OneOf(words):
            return table.one_of(key, words)
        case SomeOf(words):
            return read_words(table, key, words)


def read_words(table: Table, key: str, known: Sequence[str], needed: bool = False) -> tuple[str, ...]:
    """A list of words of which each must be known."""
    words = table.texts(key, needed)
    for word in words:
        if word not in known:
            table.unknown_name(key, word, known)
    return tuple(word for word in words if word in known)


def _kind(annotation: Any, field: str) -> FigureKind:
    plain: Mapping[Any, FigureKind] = {int: ANY_NUMBER, bool: TrueOrFalse(), str: FreeText()}
    if annotation in plain:
        return plain[annotation]
    match get_origin(annotation), get_args(annotation):
        case origin, (item, more) if origin is tuple and more is Ellipsis:
            item_kind = _kind(item, field)
            if isinstance(item_kind, OneOf):
                return SomeOf(item_kind.words)
        case _, (base, Whole() | OneOf() as kind) if base is (int if isinstance(kind, Whole) else str):
            return kind
    raise TypeError(f"{field}: no rule set can give a figure of type {annotation}")
