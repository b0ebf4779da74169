"""A school at the doctor's: a folder with a config, and what the doctor says of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sheets_sync.setup.doctor import Diagnosis, DoctorFacts, examine, exit_code

SCHOOL = '[school]\nname = "Trường THCS Ái Mộ"\nyear = "2023-2024"\n'
WATCHED = '[alerts]\nlog = "nhat-trinh.log"\n'
IN_TERM = date(2023, 11, 20)


class Visit:
    """Everything that one visit found."""

    def __init__(self, facts: DoctorFacts) -> None:
        self.findings = list(examine(facts))

    def of(self, check: str) -> list[Diagnosis]:
        """What one check found."""
        return [finding for finding in self.findings if finding.check == check]

    def level(self, check: str) -> str:
        """The one level that a check ends in: its worst, or nothing when it found nothing to say."""
        order = ("error", "warning", "ok")
        return next((level for level in order if any(f.level == level for f in self.of(check))), "")

    def text(self, check: str) -> str:
        """All that a check says, remedies included."""
        parts = [part for finding in self.of(check) for part in (finding.message, finding.remedy) if part]
        return "\n".join(map(str, parts))

    @property
    def not_well(self) -> list[str]:
        """The checks that found an error or something doubtful."""
        return list(dict.fromkeys(finding.check for finding in self.findings if finding.level != "ok"))

    @property
    def exit_code(self) -> int:
        """What the command would end with."""
        return exit_code(self.findings)


class Clinic:
    """A folder that a config can be put into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def config(self, text: str) -> None:
        """Write config.toml: the school, then this."""
        told = "" if "[alerts]" in text else WATCHED
        (self.folder / "config.toml").write_text(SCHOOL + told + text, encoding="utf-8")

    def visit(self, today: date = IN_TERM, now: Callable[[], float] = time.time) -> Visit:
        """Let the doctor look."""
        return Visit(DoctorFacts(self.folder / "config.toml", today, now))
