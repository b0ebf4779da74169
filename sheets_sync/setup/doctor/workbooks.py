"""A school that keeps its sheets as .xlsx files: can they be read, and can the summary be written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.errors import RefusedError, UnavailableError
from sheets_sync.language import N_
from sheets_sync.school.school import is_form
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine, wrong


def inputs_readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Every staff workbook."""
    from sheets_sync.stores.xlsx.inputs import read_workbook

    for path in facts.config.input_paths:
        try:
            found = list(read_workbook(path, None, is_form(facts.config)))
        except UnavailableError as error:
            yield from (Diagnosis("error", message) for message in error.messages)
            continue
        if found:
            yield fine(N_("Sổ {path} đọc được: {count} tab của chương trình."), path=path, count=len(found))
        else:
            remedy = N_(
                "Xem tên các tab; tên khác thì ghi vào [tabs] trong config.toml, hoặc sheets-sync adopt."
            )
            yield doubtful(N_("Sổ {path} không có tab nào mà chương trình biết."), remedy, path=path)


def output_writable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The summary workbook: nobody else's, not open in Excel, and in a folder that can be written to."""
    from sheets_sync.files.atomic_file import lock_beside
    from sheets_sync.stores.xlsx.outputs import OutputWorkbook

    path = facts.config.output_path
    try:
        OutputWorkbook(path, {str(each): each for each in facts.config.input_paths}).current_tabs()
    except (UnavailableError, RefusedError) as error:
        yield from (Diagnosis("error", message) for message in error.messages)
        return
    lock = lock_beside(path)
    if lock:
        remedy = N_("Đóng tệp ấy; nếu không ai mở, xoá tệp {lock} còn sót lại.")
        yield wrong(N_("{path} đang mở trong Excel hoặc LibreOffice."), remedy, path=path, lock=lock)
    elif not may_write(path):
        remedy = N_("Xem [store] output trong config.toml và quyền ghi của thư mục.")
        yield wrong(N_("Không ghi được {path}."), remedy, path=path)
    else:
        text = N_("Bản tổng hợp {path} ghi lại được.") if path.exists() else N_("Bản tổng hợp sẽ là {path}.")
        yield fine(text, path=path)


def reports_writable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The folder of the documents."""
    path = facts.config.reports_path
    if may_write(path / "x"):
        yield fine(N_("Báo cáo sẽ vào thư mục {path}."), path=path)
    else:
        remedy = N_("Xem [reports] output trong config.toml và quyền ghi của thư mục.")
        yield wrong(N_("Không ghi được vào thư mục báo cáo {path}."), remedy, path=path)


def may_write(path: Path) -> bool:
    """Whether a file could be put there, its missing folders made on the way."""
    if path.exists() and not os.access(path, os.W_OK):
        return False
    nearest = next(folder for folder in path.absolute().parents if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def libreoffice(_: DoctorFacts) -> Iterator[Diagnosis]:
    """Only needed for PDF."""
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield fine(N_("Có LibreOffice: xuất được PDF."))
    else:
        yield fine(N_("Không có LibreOffice: mọi việc vẫn chạy, chỉ không xuất được PDF."))
