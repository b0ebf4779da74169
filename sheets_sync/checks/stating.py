"""How the rules state what they find."""

from __future__ import annotations

from datetime import date

from sheets_sync.model import Person, Place, Problem, Where


def at_cell(
    place: Place, key: str, code: str, value: object, staff_id: str | None, /, **params: object
) -> Problem:
    """A problem at one of a record's cells; `variant` among the params picks the text."""
    variant = str(params.pop("variant", ""))
    shown = None if value is None else str(value)
    return Problem(code, place.at(key), shown, staff_id or None, params, variant)


def about_person(person: Person, code: str, where: Where, **params: object) -> Problem:
    """A problem of a person who has no row, so that no cell is meant."""
    who = {"name": person.name, "staff_id": person.staff_id, "team": person.team or ""}
    return Problem(code, where, None, person.staff_id, {**who, **params})


def first_row(seen: dict[object, Place], key: object, place: Place) -> int | None:
    """The row where this key stood before, or nothing when this is the first; `seen` remembers it."""
    earlier = seen.setdefault(key, place)
    return None if earlier is place else earlier.row


def day_text(day: date) -> str:
    """05/09/2023."""
    return f"{day:%d/%m/%Y}"
