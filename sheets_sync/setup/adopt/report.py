"""An adoption as rows of a table for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.language import N_, Translator
from sheets_sync.setup.adopt import Adoption

CONFIDENCES: Mapping[str, str] = {
    "known": N_("đã biết"),
    "sure": N_("chắc chắn"),
    "likely": N_("có lẽ"),
    "none": N_("không rõ"),
}


def tab_rows(adoption: Adoption, t: Translator) -> list[list[str]]:
    """A line a tab: its title, the form, how sure, why."""
    return [
        [
            f"{tab.sheet.book}: {tab.sheet.title}" if tab.sheet.book else tab.sheet.title,
            tab.form.title if tab.counts and tab.form else "–",
            t(CONFIDENCES[tab.confidence]),
            str(t.say(tab.why)),
        ]
        for tab in adoption.tabs
    ]


def column_rows(adoption: Adoption, t: Translator) -> list[list[str]]:
    """A line a header that is no word of ours: its tabs, the column, how sure, why, the first values."""
    tabs: dict[tuple[str, str], list[str]] = {}
    lines: dict[tuple[str, str], list[str]] = {}
    for tab, _, match in adoption.read:
        for guess in match.columns:
            if guess.confidence != "known":
                key = (guess.header.text, guess.column.header)
                tabs.setdefault(key, []).append(tab.sheet.title)
                why = str(t.say(guess.why))
                lines.setdefault(key, [*key, t(CONFIDENCES[guess.confidence]), why, "; ".join(guess.values)])
    return [[", ".join(tabs[key]), *line] for key, line in lines.items()]


def unknown_columns(adoption: Adoption, t: Translator) -> Iterator[tuple[str, str, str]]:
    """The headers that are read as nothing: tab, header, why."""
    for tab, _, match in adoption.read:
        yield from ((tab.sheet.title, each.header.text, str(t.say(each.why))) for each in match.unknown)


def missing_columns(adoption: Adoption) -> Iterator[tuple[str, str]]:
    """The required columns without a header: tab, column."""
    for tab, _, match in adoption.read:
        yield from ((tab.sheet.title, column.header) for column in match.missing if match.header_row)


def adoption_json(adoption: Adoption, t: Translator) -> dict[str, Any]:
    """Everything that was guessed, and what could not be; `book` is null with a single input."""
    return {
        "tabs": [
            {
                "form": tab.form.title if tab.form else None,
                "tab": tab.sheet.title,
                "book": tab.sheet.book,
                "confidence": tab.confidence,
                "why": t.say(tab.why),
            }
            for tab in adoption.tabs
            if tab.counts
        ],
        "columns": [
            {
                "column": guess.column.header,
                "header": guess.header.text,
                "tab": tab.sheet.title,
                "book": tab.sheet.book,
                "confidence": guess.confidence,
                "why": t.say(guess.why),
            }
            for tab, _, match in adoption.read
            for guess in match.columns
        ],
        "unknown_tabs": [
            {"tab": tab.sheet.title, "book": tab.sheet.book, "why": t.say(tab.why)}
            for tab in adoption.unknown
        ],
        "unknown_columns": [
            {"tab": tab, "header": header, "why": why} for tab, header, why in unknown_columns(adoption, t)
        ],
        "missing_columns": [{"tab": tab, "column": column} for tab, column in missing_columns(adoption)],
        "conflicts": [
            {"kind": each.section, "name": each.other, "why": t.say(each.why)} for each in adoption.conflicts
        ],
    }
