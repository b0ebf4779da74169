"""`doctor`: goes through everything a run depends on, says what is wrong and what to click; writes nothing anywhere.

A check is a function from the facts to findings; to add one, write it and add it to CHECKS after those it needs.
A store without a check of its own is looked at by those of ANY_OTHER.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import N_, Message, Translator
from sheets_sync.setup.doctor import (
    any_store,
    contents,
    settings,
    sharing,
    signing,
    spreadsheets,
    storage,
    watching,
    workbooks,
)
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import ANY_OTHER, CONFIG, OUTSIDE, Diagnosis, DoctorCheck

__all__ = ["CHECKS", "Diagnosis", "DoctorFacts", "as_json", "examine", "exit_code", "waiting"]

# fmt: off
CHECKS: tuple[DoctorCheck, ...] = (
    DoctorCheck("config", N_("cấu hình"), settings.readable, exit_code=CONFIG),
    DoctorCheck("endpoint", N_("nơi nhận lệnh gọi Google"), signing.endpoint, ["config"]),
    DoctorCheck("paths", N_("các tệp để ghi"), settings.files_apart, ["config"], exit_code=CONFIG),
    DoctorCheck("year", N_("năm học"), settings.year_is_now, ["config"], exit_code=CONFIG),
    DoctorCheck("rubric", N_("thang điểm"), settings.rubrics, ["config"], exit_code=CONFIG),
    DoctorCheck("law", N_("bộ luật"), settings.law_of_the_day, ["config"], exit_code=CONFIG),
    DoctorCheck("names", N_("tên tab, tên cột"), settings.names_known, ["rubric"], exit_code=CONFIG),
    DoctorCheck("alerts", N_("báo khi hỏng"), watching.alerts, ["paths"]),
    DoctorCheck("store", N_("các sổ"), any_store.inputs_readable, ["config"], ANY_OTHER),
    DoctorCheck("store-forms", N_("tab, cột của sổ"), contents.forms_found, ["store"], ANY_OTHER),
    DoctorCheck("store-output", N_("bản tổng hợp"), any_store.outputs_readable, ["paths", "store"], ANY_OTHER),
    DoctorCheck("store-reports", N_("thư mục báo cáo"), workbooks.reports_writable, ["config"], ANY_OTHER),
    DoctorCheck("inputs", N_("các sổ"), workbooks.inputs_readable, ["config"], "xlsx"),
    DoctorCheck("forms", N_("tab, cột của sổ"), contents.forms_found, ["inputs"], "xlsx"),
    DoctorCheck("output", N_("bản tổng hợp"), workbooks.output_writable, ["paths"], "xlsx"),
    DoctorCheck("reports", N_("thư mục báo cáo"), workbooks.reports_writable, ["config"], "xlsx"),
    DoctorCheck("libreoffice", N_("LibreOffice"), workbooks.libreoffice, ["config"], "xlsx"),
    DoctorCheck("key", N_("khoá đăng nhập"), signing.key, ["config"], "google", exit_code=CONFIG),
    DoctorCheck("clock", N_("mạng và đồng hồ"), signing.clock, ["key"], "google"),
    DoctorCheck("token", N_("lần đăng nhập"), signing.token, ["clock"], "google"),
    DoctorCheck("account", N_("tài khoản"), signing.account, ["token"], "google"),
    DoctorCheck("named", N_("mã của trang tính"), spreadsheets.named, ["config"], "google", exit_code=CONFIG),
    DoctorCheck("spreadsheet", N_("trang tính của bản tổng hợp"), spreadsheets.output_readable, ["token", "named"], "google"),
    DoctorCheck("spreadsheets", N_("các trang tính khác"), spreadsheets.others_readable, ["token", "named"], "google"),
    DoctorCheck("filled", N_("tab, cột của sổ"), contents.forms_found, ["spreadsheet", "spreadsheets"], "google"),
    DoctorCheck("locale", N_("ngôn ngữ của trang tính"), spreadsheets.locale, ["token"], "google"),
    DoctorCheck("writable", N_("quyền sửa"), spreadsheets.writable, ["spreadsheet"], "google"),
    DoctorCheck("titles", N_("tên các tab kết quả"), spreadsheets.titles_free, ["spreadsheet"], "google"),
    DoctorCheck("protection", N_("vùng được bảo vệ"), spreadsheets.protection_in_the_way, ["spreadsheet"], "google"),
    DoctorCheck("approvals", N_("cột Tổ chấm, Hiệu trưởng duyệt"), spreadsheets.approvals_protected, ["token"], "google"),
    DoctorCheck("public", N_("chia sẻ công khai"), sharing.public, ["token"], "google"),
    DoctorCheck("unseen", N_("ai xem được"), sharing.unseen, ["token"], "google"),
    DoctorCheck("private", N_("tab riêng của Ban"), sharing.private_forms, ["token"], "google"),
    DoctorCheck("evidence", N_("căn cứ trong bảng tổng hợp"), sharing.private_evidence, ["spreadsheet"], "google"),
    DoctorCheck("folder", N_("thư mục Drive"), storage.folder, ["account"], "google"),
    DoctorCheck("ownership", N_("chỗ của tệp mới"), storage.ownership, ["folder"], "google"),
    DoctorCheck("files", N_("tệp làm sẵn"), storage.prepared_files, ["account"], "google"),
    DoctorCheck("room", N_("chỗ trống trên Drive"), storage.room, ["account"], "google"),
)
# fmt: on


def examine(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Every finding, as soon as it is made; what depends on a failed check is passed over, with a finding that says so."""
    failed: dict[str, str] = {}
    store = None
    for check in CHECKS:
        if check.store not in (None, store):
            continue
        blocking = next((name for name in check.needs if name in failed), None)
        findings = [_passed_over(check, failed[blocking])] if blocking else list(_looked(check, facts))
        if blocking or any(finding.level == "error" for finding in findings):
            failed[check.name] = failed[blocking] if blocking else check.about
        elif check.name == "config":
            store = _store_of(facts.config.store.kind)
        yield from (finding._replace(check=check.name) for finding in findings)


def _store_of(kind: str) -> str:
    """What the checks of a kind of store are marked with."""
    return kind if any(check.store == kind for check in CHECKS) else ANY_OTHER


def _looked(check: DoctorCheck, facts: DoctorFacts) -> Iterator[Diagnosis]:
    """What a check finds; an error of ours that it runs into is a finding too."""
    try:
        yield from check.look(facts)
    except SheetsSyncError as error:
        yield from (Diagnosis("error", message) for message in error.messages)


def _passed_over(check: DoctorCheck, cause: str) -> Diagnosis:
    text = N_("Chưa xem được {about}, vì {cause} còn hỏng.")
    message = Message(text, {"about": Message(check.about), "cause": Message(cause)})
    return Diagnosis("warning", message, waits_for=cause)


def waiting(findings: Iterable[Diagnosis]) -> dict[str, list[str]]:
    """What could not be looked at, by what must be mended first."""
    abouts = {check.name: check.about for check in CHECKS}
    left: dict[str, list[str]] = {}
    for finding in findings:
        if finding.waits_for:
            left.setdefault(finding.waits_for, []).append(abouts[finding.check])
    return left


def exit_code(findings: Iterable[Diagnosis]) -> int:
    """0 without errors; else that of the config and the sign-in files before that of what lies outside."""
    codes = {check.name: check.exit_code for check in CHECKS}
    found = {codes[finding.check] for finding in findings if finding.level == "error"}
    return CONFIG if CONFIG in found else OUTSIDE if found else 0


def as_json(findings: Iterable[Diagnosis], t: Translator) -> dict[str, Any]:
    """The findings as the values of a JSON document."""
    found = [
        {
            "check": finding.check,
            "level": finding.level,
            "message": t.say(finding.message),
            "remedy": t.say(finding.remedy) if finding.remedy else None,
        }
        for finding in findings
    ]
    return {"findings": found, "ok": all(each["level"] != "error" for each in found)}
