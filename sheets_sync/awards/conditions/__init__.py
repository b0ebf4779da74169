"""What the law may ask for a title: functions from a candidate, with a rule's figures, to what they find.

To add a condition: one function, one line in PERSON, TEAM or both; rule sets (`rules/law/*.toml`) then name it, and
give it the figures that its parameters ask for. Its two tests are drawn as tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sheets_sync.awards.conditions.conduct import discipline, members_discipline, pending
from sheets_sync.awards.conditions.council import confirm, upper_vote, vote
from sheets_sync.awards.conditions.earlier import consecutive, lower_title, once
from sheets_sync.awards.conditions.finding import Finding
from sheets_sync.awards.conditions.members import members_complete, members_holder, members_share
from sheets_sync.awards.conditions.merit import achievement, initiative, merit
from sheets_sync.awards.conditions.rating import rating
from sheets_sync.awards.conditions.registering import at_school, registered
from sheets_sync.awards.conditions.service import absence, sector_years, worked

Condition = Callable[..., Finding]

PERSON: Mapping[str, Condition] = {
    "at-school": at_school,
    "registered": registered,
    "rating": rating,
    "confirm": confirm,
    "worked": worked,
    "absence": absence,
    "discipline": discipline,
    "lower-title": lower_title,
    "merit": merit,
    "initiative": initiative,
    "consecutive": consecutive,
    "achievement": achievement,
    "sector-years": sector_years,
    "once": once,
    "vote": vote,
    "upper-vote": upper_vote,
    "pending": pending,
}
TEAM: Mapping[str, Condition] = {
    "registered": registered,
    "rating": rating,
    "confirm": confirm,
    "consecutive": consecutive,
    "members-share": members_share,
    "members-complete": members_complete,
    "members-holder": members_holder,
    "members-discipline": members_discipline,
    "achievement": achievement,
    "once": once,
    "vote": vote,
}
ALL: Mapping[str, Condition] = {**PERSON, **TEAM}
