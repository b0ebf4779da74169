"""The requirements of the rules in force, in words, whoever the candidate is."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.awards.review import Review
from sheets_sync.awards.verdicts import judge
from sheets_sync.language import Message
from sheets_sync.model import Person, Place
from sheets_sync.rules.law import RuleSet
from sheets_sync.rules.rubric import Rubric
from sheets_sync.school.roster import Roster
from sheets_sync.school.school import School
from sheets_sync.settings.config import Config


def requirements(config: Config, rubric: Rubric, law: RuleSet) -> Mapping[tuple[str, str], Message]:
    """What each rule requires, by title and rule.

    A condition returns its requirement with its finding, the same for every candidate: so each is applied to one person
    and one team without any records.
    """
    nobody = Person(Place("", None, 1, {}), "0", "0", team="1")
    review = Review(config, rubric, School(Roster(config.year, (nobody,))), {}, law)
    return {
        (verdict.title, reason.rule): reason.requirement
        for verdict in judge(review)
        for reason in verdict.reasons
    }
