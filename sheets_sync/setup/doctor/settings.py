"""The config and what it names: things that a run takes in silence, or that would stop it."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.awards.law_file import stock_law, stock_laws
from sheets_sync.awards.school_law import law_of, uncovered
from sheets_sync.language import N_, Message
from sheets_sync.operations.config_paths import require_apart
from sheets_sync.settings.column_names import require_known
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine


def readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The config can be read."""
    school = facts.config.school
    text = N_("Cấu hình {path} đọc được: {school}, năm học {year}.")
    yield fine(text, path=facts.path, school=school.name, year=str(school.year))


def files_apart(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Nothing that a run writes is another file of the config, or somebody's own."""
    require_apart(facts.config, facts.path)
    yield fine(N_("Mỗi tệp mà chương trình ghi đều là tệp riêng."))


def year_is_now(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """A config that was forgotten in August."""
    year = facts.config.year
    if not year.first <= facts.today <= year.last:
        yield doubtful(
            N_("Hôm nay ({day}) nằm ngoài năm học {year}."),
            N_(
                "Để nguyên thư mục này; năm học mới dùng thư mục mới, với cấu hình và sổ mới (sheets-sync init). "
                "Nếu chỉ ghi nhầm năm thì sửa [school] year."
            ),
            day=f"{facts.today:%d/%m/%Y}",
            year=str(year),
        )


def rubrics(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The rubrics that the config names."""
    for rubric in (facts.rubric, facts.class_rubric):
        if rubric:
            yield fine(N_("Thang điểm {name} dùng được."), name=rubric.name)


def law_of_the_day(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The law for the day of the decision; without one every title waits."""
    law, day = law_of(facts.config), f"{facts.config.decision_date:%d/%m/%Y}"
    message = uncovered(facts.config, law)
    if message:
        yield Diagnosis("warning", message, Message(N_("Các bộ luật có sẵn: {spans}."), {"spans": _spans()}))
    elif law:
        yield fine(N_("Bộ luật {name} dùng cho ngày quyết định {day}."), name=law.name, day=day)


def _spans() -> str:
    """The stock rule sets with the days of decision they are for."""
    found = map(stock_law, stock_laws())
    return ", ".join(f"{law.key} {law.valid_from:%d/%m/%Y}–{law.valid_to:%d/%m/%Y}" for law in found)


def names_known(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Names that the config gives to columns that do not exist."""
    require_known(facts.config, facts.rubric, facts.class_rubric)
    return iter(())
