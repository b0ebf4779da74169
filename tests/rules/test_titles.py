"""Titles by all the spellings that people use."""

from __future__ import annotations

import pytest

from sheets_sync.model import RawCell
from sheets_sync.rules.titles import PERSON_TITLES, TEAM_TITLES, TITLES, read_titles
from sheets_sync.text.cells import BadCell


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("LĐTT", "LDTT"),
        ("LDTT", "LDTT"),
        ("lđtt", "LDTT"),
        (" Lao động\ntiên tiến ", "LDTT"),
        ("CSTĐCS", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("Chiến sĩ thi đua cơ sở", "CSTDCS"),
        ("Chiến sỹ thi đua cơ sở.", "CSTDCS"),
        ("LĐTT (bổ sung)", "LDTT"),
        ("LĐTT + CSTĐCS", "LDTT CSTDCS"),
        ("LĐTT\nCSTĐCS", "LDTT CSTDCS"),
        ("LĐTT và LDTT", "LDTT"),
        ("KNC", "KNC"),
        ("Giấy khen", "GIAYKHEN"),
        (None, None),
        (" - ", None),
    ],
)
def test_spellings(typed: RawCell, codes: str | None) -> None:
    assert read_titles(typed, PERSON_TITLES) == (codes.split() and tuple(codes.split()) if codes else None)


@pytest.mark.parametrize("title", TITLES)
def test_every_title_is_read_by_its_own_names(title: object) -> None:
    code = title.code  # type: ignore[attr-defined]
    for typed in (code, title.name, title.short):  # type: ignore[attr-defined]
        assert read_titles(typed, (code,)) == (code,)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("CSTĐ", "title-ambiguous"),
        ("cstd", "title-ambiguous"),
        ("Chiến sỹ thi đua", "title-ambiguous"),
        ("GK", "title-ambiguous"),
        ("LĐTT; CSTĐ", "title-ambiguous"),
        ("Lao động tiên tiên", "not-in-list"),
        ("HTXSNV", "not-in-list"),
        ("TTLĐTT", "not-in-list"),
        ("//", "not-in-list"),
        ("nt", "not-in-list"),
        (5, "not-in-list"),
        ("Lao ®éng tiªn tiÕn", "legacy-encoding"),
    ],
)
def test_what_is_no_title_of_persons(typed: RawCell, problem: str) -> None:
    with pytest.raises(BadCell) as caught:
        read_titles(typed, PERSON_TITLES)
    assert caught.value.code == problem


def test_the_remedy_for_an_unclear_title_names_all_it_could_be() -> None:
    with pytest.raises(BadCell) as caught:
        read_titles("CSTĐ", PERSON_TITLES)
    assert str(caught.value.params["could_be"]).count("Chiến sĩ thi đua") == 3


def test_a_title_of_persons_is_none_of_teams() -> None:
    with pytest.raises(BadCell, match="not-in-list"):
        read_titles("CSTĐ", TEAM_TITLES)
