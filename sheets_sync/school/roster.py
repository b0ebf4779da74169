"""The roster: who there is, by id and by name, and who was at work when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, count
from typing import NamedTuple

from sheets_sync.model import Leave, Month, Person, RawCell, SchoolYear
from sheets_sync.rules.forms import AT_WORK
from sheets_sync.text.cells import BadCell, is_blank, refuse_legacy, shown
from sheets_sync.text.nearest import nearest
from sheets_sync.text.vietnamese import clean, fold, name_key, slug

_FOR_EVER = date.max
_SUGGEST_UP_TO = 5000  # people; beyond, looking for a likely id at every slip would cost more than it helps


def team_key(name: str) -> str:
    """The form in which teams are compared: with or without `Tổ` before the name, spaces around hyphens ignored."""
    return fold(name).removeprefix("tổ ").replace(" - ", "-").replace("- ", "-").replace(" -", "-")


class Listed(NamedTuple):
    """How somebody is listed: place in name order, name, team, and its number (-1: none)."""

    place: int
    name: str
    team: str
    team_number: int


@dataclass(frozen=True)
class Roster:
    """Everybody on `Danh sách`, in its order; `has_ids` says whether the school uses staff codes.

    `former` are those who are no longer there, and are known from closed months.
    """

    year: SchoolYear
    people: tuple[Person, ...] = ()
    has_ids: bool = True
    leaves: Mapping[str, tuple[Leave, ...]] = field(default_factory=dict)
    former: tuple[Person, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        """People by their id, former ones too."""
        return {person.staff_id: person for person in (*self.people, *self.former)}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Person, ...]]:
        """People by the folded form of their name."""
        found: dict[str, list[Person]] = {}
        for person in self.people:
            found.setdefault(fold(person.name), []).append(person)
        return {name: tuple(people) for name, people in found.items()}

    @cached_property
    def called(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by what people are called besides their whole name: the last words of it, and their position."""
        found: dict[str, list[str]] = {}
        for person in self.people:
            words = fold(person.name).split()
            ends = [" ".join(words[at:]) for at in range(1, len(words))]
            for called in (*ends, fold(person.position or "")):
                found.setdefault(called, []).append(person.staff_id)
        return {called: tuple(ids) for called, ids in found.items()}

    @cached_property
    def teams(self) -> Mapping[str, str]:
        """Teams by their compared form, each as first typed on the roster."""
        found: dict[str, str] = {}
        for person in (*self.people, *self.former):
            if person.team:
                found.setdefault(team_key(person.team), person.team)
        return found

    @cached_property
    def _by_number(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for staff_id in self.by_id:
            bare = staff_id.lstrip("0")
            found[bare] = (*found.get(bare, ()), staff_id)
        return found

    @cached_property
    def listed(self) -> Mapping[str, Listed]:
        """Everybody by id with their place in the Vietnamese list of names, namesakes by id."""
        everybody = self.in_name_order((*self.people, *self.former))
        numbers = {team: number for number, team in enumerate(self.teams.values())}
        teams = ((person, self.team_of(person.staff_id)) for person in everybody)
        return {
            person.staff_id: Listed(place, person.name, team, numbers.get(team, -1))
            for place, (person, team) in enumerate(teams)
        }

    def in_name_order(self, people: Iterable[Person] | None = None) -> list[Person]:
        """People in Vietnamese name order."""
        by_id = sorted(self.people if people is None else people, key=lambda person: person.staff_id)
        return sorted(by_id, key=lambda person: name_key(person.name))

    @cached_property
    def _team_of(self) -> Mapping[str, str]:
        everybody = (*self.people, *self.former)
        return {p.staff_id: self.teams[team_key(p.team)] for p in everybody if p.team}

    def team_of(self, staff_id: str) -> str:
        """A person's team as the school writes it, or nothing."""
        return self._team_of.get(staff_id, "")

    # --- finding somebody -------------------------------------------------------------------------------------

    def find_id(self, raw: RawCell, name: RawCell = None) -> str:
        """The id that a cell means; raises BadCell `staff-unknown` naming the likely one."""
        if isinstance(raw, str):
            if raw in self.by_id:
                return raw
            text = clean(raw)
            if text in self.by_id:
                return text
        else:
            text = shown(raw) or ""
            same = self._by_number.get(text.lstrip("0"), ()) if type(raw) in (int, float) else ()
            if len(same) == 1:
                return same[0]
            if same:
                raise BadCell("staff-unknown", "several", ids=same)
        near = self.likely_id(name, text)
        raise BadCell("staff-unknown", "likely" if near else "", likely=near, name=self._name(near))

    def find_name(self, raw: RawCell, team: RawCell = None) -> str:
        """The id of the one person of this name, in this team if it is one; raises BadCell when none or several are."""
        text = shown(raw) or ""
        people = self.by_name.get(fold(text), ())
        wanted = team_key(shown(team) or "")
        mates = (
            tuple(p for p in people if p.team and team_key(p.team) == wanted)
            if wanted in self.teams
            else people
        )
        if len(mates) == 1:
            return mates[0].staff_id
        if people:
            who = ", ".join(f"{p.staff_id} ({p.team or '?'})" for p in people)
            if not mates:
                raise BadCell("staff-unknown", "team", who=who)
            one_team = len({team_key(person.team or "") for person in mates}) == 1
            raise BadCell("name-ambiguous", "one-team" if one_team else "", who=who)
        refuse_legacy(raw)
        near = self._nearest_name(text)
        raise BadCell("staff-unknown", "name-likely" if near else "name", likely=near)

    def find_team(self, raw: RawCell) -> str:
        """The team that a cell means; raises BadCell `team-unknown` naming the nearest."""
        return find_team(raw, self.teams)

    def likely_id(self, name: RawCell, text: str = "") -> str | None:
        """The id that a name suggests, else the one that differs in its zeros, else the id most like the text."""
        people = self.by_name.get(fold(name), ()) if isinstance(name, str) and not is_blank(name) else ()
        if not people and text:
            people = self.by_name.get(fold(text), ())
        if len(people) == 1:
            return people[0].staff_id
        same = self._by_number.get(text.lstrip("0"), ()) if text else ()
        if len(same) == 1:
            return same[0]
        if not text or len(self.people) > _SUGGEST_UP_TO:
            return None
        return nearest(text, (person.staff_id for person in people) if people else self.by_id, at_least=70)

    def _nearest_name(self, text: str) -> str | None:
        if len(self.people) > _SUGGEST_UP_TO:
            return None
        return nearest(text, [person.name for person in self.people], at_least=75)

    def _name(self, staff_id: str | None) -> str:
        return self.by_id[staff_id].name if staff_id else ""

    # --- being at work ----------------------------------------------------------------------------------------

    def away(self, person: Person) -> list[tuple[date, date]]:
        """The spans of days, both ends included, on which a person was not at work."""
        spans = [
            (leave.start, leave.end or _FOR_EVER)
            for leave in self.leaves.get(person.staff_id, ())
            if leave.start and leave.start <= (leave.end or _FOR_EVER)
        ]
        if person.status not in (None, AT_WORK):
            spans.append((person.status_from or date.min, _FOR_EVER))
        if person.joined_school and person.joined_school > self.year.first:
            spans.append((date.min, person.joined_school - timedelta(days=1)))
        return sorted(spans)

    @cached_property
    def _spans_away(self) -> Mapping[str, list[tuple[date, date]]]:
        spans = ((person.staff_id, self.away(person)) for person in self.people)
        return {staff_id: away for staff_id, away in spans if away}

    def at_work_on(self, person: Person, day: date) -> bool:
        """Whether a person was at work on a day."""
        return not any(first <= day <= last for first, last in self._spans_away.get(person.staff_id, ()))

    def at_work(self, person: Person, month: Month) -> bool:
        """Whether a person was at work on at least one day of a month."""
        spans = self._spans_away.get(person.staff_id)
        if spans is None:
            return True
        day, last_day = month.first, month.last
        for first, last in spans:
            if first > day or day > last_day:
                break
            day = max(day, min(last, last_day) + timedelta(days=1))
        return day <= last_day

    def expected(self, month: Month) -> tuple[Person, ...]:
        """Everybody at work in a month, in the roster's order."""
        return tuple(person for person in self.people if self.at_work(person, month))


def find_team(raw: RawCell, teams: Mapping[str, str]) -> str:
    """The one of these teams (compared form → as written) that a cell means; raises BadCell `team-unknown`."""
    wanted = team_key(shown(raw) or "")
    if wanted not in teams:
        refuse_legacy(raw)
        near = nearest(wanted, teams)
        raise BadCell("team-unknown", "likely" if near else "", likely=teams[near] if near else None)
    return teams[wanted]


def made_up_ids(people: Sequence[Person]) -> list[str]:
    """Ids for a school without staff codes: the name; namesakes also the team, the birthday, at last a number."""
    ids = [slug(person.name) or "khong-ten" for person in people]
    for more in (
        [slug(person.team or "") for person in people],
        [str(person.born or "") for person in people],
    ):
        bearers = Counter(ids)
        ids = [
            f"{each}-{part}" if part and bearers[each] > 1 else each
            for each, part in zip(ids, more, strict=True)
        ]
    return _numbered(ids)


def _numbered(ids: Iterable[str]) -> list[str]:
    taken: dict[str, None] = {}
    for wanted in ids:
        others = (f"{wanted}-{number}" for number in count(2))
        taken[next(each for each in chain([wanted], others) if each not in taken)] = None
    return list(taken)
