"""The config and what it names: things that a run takes in silence, or that would stop it."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.doctor.facts import Facts
from sheets_sync.doctor.findings import Finding, doubtful, fine
from sheets_sync.forms import all_forms, class_form
from sheets_sync.language import N_
from sheets_sync.nearest import nearest
from sheets_sync.vietnamese import fold


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
    """Aliases of columns that do not exist: nobody else would ever tell."""
    yield from _unknown("columns", list(facts.config.columns), _headers(facts))


def _headers(facts: Facts) -> tuple[str, ...]:
    config = facts.config
    known = list(all_forms(facts.rubric, config.year))
    if config.classes and facts.class_rubric:
        known.append(class_form(facts.class_rubric, config.classes.names))
    return tuple(dict.fromkeys(column.header for form in known for column in form.columns))


def _unknown(section: str, names: list[str], known: tuple[str, ...]) -> Iterator[Finding]:
    folded = set(map(fold, known))
    for name in names:
        if fold(name) in folded:
            continue
        near = nearest(name, known)
        text = N_("[{section}] “{name}” không phải tên gốc nào, nên không có tác dụng.")
        remedy = (
            N_("Có phải “{near}”? Sửa trong config.toml.") if near else N_("Xoá dòng ấy khỏi config.toml.")
        )
        yield doubtful(text, remedy, section=section, name=name, near=near or "")
