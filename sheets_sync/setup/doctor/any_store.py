"""A store that has no checks of its own: opened and read as a run does it, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.language import N_
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine


def inputs_readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Every staff workbook."""
    path, count = ", ".join(facts.config.store.input), len(facts.sheets)
    if count:
        yield fine(N_("Sổ {path} đọc được: {count} tab của chương trình."), path=path, count=count)
    else:
        remedy = N_("Xem tên các tab; tên khác thì ghi vào [tabs] trong config.toml, hoặc sheets-sync adopt.")
        yield doubtful(N_("Sổ {path} không có tab nào mà chương trình biết."), remedy, path=path)


def outputs_readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The current output tabs, which a sync compares with the wanted ones."""
    facts.store.current_tabs()
    config = facts.config
    path = config.output_path if config.store.in_files else config.store.output or config.store.input[0]
    yield fine(N_("Bản tổng hợp sẽ là {path}."), path=path)
