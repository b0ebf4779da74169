"""A condition as the registry holds it: its function, the figures that its dataclass declares, and whom it judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, get_type_hints

from sheets_sync.awards.conditions.figures import DeclaredFigure, figures_of
from sheets_sync.awards.conditions.finding import Finding
from sheets_sync.awards.review import Candidate

Judged = Literal["persons", "teams", "both"]
RatingsOf = Literal["nobody", "candidate", "members"]


class Condition(NamedTuple):
    """One condition; `ratings_of` says whose rating of the year it rests on, for a verdict is provisional with it."""

    function: Callable[[Candidate, Any], Finding]
    declared: type[Any]
    figures: Mapping[str, DeclaredFigure]
    judges: Judged
    ratings_of: RatingsOf

    def find(self, candidate: Candidate, given: Mapping[str, object]) -> Finding:
        """What the condition finds about a candidate with the figures of a rule."""
        return self.function(candidate, self.declared(**given))

    @property
    def for_persons(self) -> bool:
        """Whether it can judge a person."""
        return self.judges != "teams"

    @property
    def for_teams(self) -> bool:
        """Whether it can judge a team."""
        return self.judges != "persons"


def condition(
    function: Callable[[Candidate, Any], Finding], judges: Judged, ratings_of: RatingsOf = "nobody"
) -> Condition:
    """The condition of a function whose parameter `figures` is a dataclass; raises TypeError for other parameters."""
    declared = get_type_hints(function).get("figures", object)
    return Condition(function, declared, figures_of(declared), judges, ratings_of)
