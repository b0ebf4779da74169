"""The district's figures → its output tabs, in their order."""

from __future__ import annotations

from sheets_sync.fleet.district.district_draft import DistrictDraft
from sheets_sync.fleet.district.proposals_tab import proposals_tab
from sheets_sync.fleet.district.registrations_tab import registrations_tab
from sheets_sync.fleet.district.same_person_tab import same_person_tab
from sheets_sync.fleet.district.schools_tab import schools_tab
from sheets_sync.tables import OutputTab


def tabs(draft: DistrictDraft) -> tuple[OutputTab, ...]:
    """Every tab that these figures give."""
    return (schools_tab(draft), proposals_tab(draft), same_person_tab(draft), registrations_tab(draft))
