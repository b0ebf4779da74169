"""What the law may require for a title: functions from a candidate and a rule's figures to a finding.

A rule set (`rules/law/*.toml`, or a school's own) names a condition of `CONDITIONS` and gives it the figures that the
dataclass of its function declares. docs/extending.md says how to add one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.awards.conditions.condition import Condition, condition
from sheets_sync.awards.conditions.conduct import discipline, members_discipline, pending
from sheets_sync.awards.conditions.council import confirm, upper_vote, vote
from sheets_sync.awards.conditions.earlier import consecutive, lower_title, once
from sheets_sync.awards.conditions.members import members_complete, members_holder, members_share
from sheets_sync.awards.conditions.merit import achievement, initiative, merit
from sheets_sync.awards.conditions.rating import rating
from sheets_sync.awards.conditions.registering import at_school, registered
from sheets_sync.awards.conditions.service import absence, sector_years, worked

CONDITIONS: Mapping[str, Condition] = {
    "at-school": condition(at_school, "persons"),
    "registered": condition(registered, "both"),
    "rating": condition(rating, "both", ratings_of="candidate"),
    "confirm": condition(confirm, "both"),
    "worked": condition(worked, "persons"),
    "absence": condition(absence, "persons"),
    "discipline": condition(discipline, "persons"),
    "lower-title": condition(lower_title, "persons", ratings_of="candidate"),
    "merit": condition(merit, "persons", ratings_of="candidate"),
    "initiative": condition(initiative, "persons"),
    "consecutive": condition(consecutive, "both"),
    "achievement": condition(achievement, "both"),
    "sector-years": condition(sector_years, "persons"),
    "once": condition(once, "both"),
    "vote": condition(vote, "both"),
    "upper-vote": condition(upper_vote, "persons"),
    "pending": condition(pending, "persons"),
    "members-share": condition(members_share, "teams", ratings_of="members"),
    "members-complete": condition(members_complete, "teams", ratings_of="members"),
    "members-holder": condition(members_holder, "teams", ratings_of="members"),
    "members-discipline": condition(members_discipline, "teams"),
}
"""Every condition by the name that a rule set uses."""
