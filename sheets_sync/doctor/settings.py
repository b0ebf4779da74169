"""The config and what it names: things that a run takes in silence, or that would stop it."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.column_names import require_known
from sheets_sync.doctor.facts import Facts
from sheets_sync.doctor.findings import Finding, doubtful, fine
from sheets_sync.language import N_


def readable(facts: Facts) -> Iterator[Finding]:
    """The config can be read."""
    school = facts.config.school
    text = N_("Cấu hình {path} đọc được: {school}, năm học {year}.")
    yield fine(text, path=facts.path, school=school.name, year=str(school.year))


def year_is_now(facts: Facts) -> Iterator[Finding]:
    """A config that was forgotten in August."""
    year = facts.config.year
    if not year.first <= facts.today <= year.last:
        yield doubtful(
            N_("Hôm nay ({day}) nằm ngoài năm học {year}."),
            N_("Sang năm học mới thì sửa [school] year trong config.toml và làm sổ mới (sheets-sync init)."),
            day=f"{facts.today:%d/%m/%Y}",
            year=str(year),
        )


def rubrics(facts: Facts) -> Iterator[Finding]:
    """The rubrics that the config names."""
    for rubric in (facts.rubric, facts.class_rubric):
        if rubric:
            yield fine(N_("Thang điểm {name} dùng được."), name=rubric.name)


def names_known(facts: Facts) -> Iterator[Finding]:
    """Names that the config gives to columns that do not exist."""
    require_known(facts.config, facts.rubric, facts.class_rubric)
    return iter(())
