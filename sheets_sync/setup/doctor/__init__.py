"""`doctor`: goes through everything a run depends on, says what is wrong and what to click; writes nothing anywhere.

A check is a function from the facts to findings; to add one, write it and add it to CHECKS after those it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sheets_sync.errors import SheetsSyncError
from sheets_sync.language import N_, Message, Translator
from sheets_sync.setup.doctor import (
    contents,
    settings,
    sharing,
    signing,
    spreadsheets,
    storage,
    watching,
    workbooks,
)
from sheets_sync.setup.doctor.facts import Facts
from sheets_sync.setup.doctor.findings import CONFIG, OUTSIDE, Check, Finding

__all__ = ["CHECKS", "Facts", "Finding", "as_json", "examine", "exit_code", "waiting"]

# fmt: off
CHECKS: tuple[Check, ...] = (
    Check("config", N_("cấu hình"), settings.readable, exit_code=CONFIG),
    Check("endpoint", N_("nơi nhận lệnh gọi Google"), signing.endpoint, ["config"]),
    Check("paths", N_("các tệp để ghi"), settings.files_apart, ["config"], exit_code=CONFIG),
    Check("year", N_("năm học"), settings.year_is_now, ["config"], exit_code=CONFIG),
    Check("rubric", N_("thang điểm"), settings.rubrics, ["config"], exit_code=CONFIG),
    Check("law", N_("bộ luật"), settings.law_of_the_day, ["config"], exit_code=CONFIG),
    Check("names", N_("tên tab, tên cột"), settings.names_known, ["rubric"], exit_code=CONFIG),
    Check("alerts", N_("báo khi hỏng"), watching.alerts, ["paths"]),
    Check("inputs", N_("các sổ"), workbooks.inputs_readable, ["config"], "xlsx"),
    Check("forms", N_("tab, cột của sổ"), contents.forms_found, ["inputs"], "xlsx"),
    Check("output", N_("bản tổng hợp"), workbooks.output_writable, ["paths"], "xlsx"),
    Check("reports", N_("thư mục báo cáo"), workbooks.reports_writable, ["config"], "xlsx"),
    Check("libreoffice", N_("LibreOffice"), workbooks.libreoffice, ["config"], "xlsx"),
    Check("key", N_("khoá đăng nhập"), signing.key, ["config"], "google", exit_code=CONFIG),
    Check("clock", N_("mạng và đồng hồ"), signing.clock, ["key"], "google"),
    Check("token", N_("lần đăng nhập"), signing.token, ["clock"], "google"),
    Check("account", N_("tài khoản"), signing.account, ["token"], "google"),
    Check("named", N_("mã của trang tính"), spreadsheets.named, ["config"], "google", exit_code=CONFIG),
    Check("spreadsheet", N_("trang tính của bản tổng hợp"), spreadsheets.output_readable, ["token", "named"], "google"),
    Check("spreadsheets", N_("các trang tính khác"), spreadsheets.others_readable, ["token", "named"], "google"),
    Check("filled", N_("tab, cột của sổ"), contents.forms_found, ["spreadsheet", "spreadsheets"], "google"),
    Check("locale", N_("ngôn ngữ của trang tính"), spreadsheets.locale, ["token"], "google"),
    Check("writable", N_("quyền sửa"), spreadsheets.writable, ["spreadsheet"], "google"),
    Check("titles", N_("tên các tab kết quả"), spreadsheets.titles_free, ["spreadsheet"], "google"),
    Check("protection", N_("vùng được bảo vệ"), spreadsheets.protection_in_the_way, ["spreadsheet"], "google"),
    Check("approvals", N_("cột Tổ chấm, Hiệu trưởng duyệt"), spreadsheets.approvals_protected, ["token"], "google"),
    Check("public", N_("chia sẻ công khai"), sharing.public, ["token"], "google"),
    Check("unseen", N_("ai xem được"), sharing.unseen, ["token"], "google"),
    Check("private", N_("tab riêng của Ban"), sharing.private_forms, ["token"], "google"),
    Check("evidence", N_("căn cứ trong bảng tổng hợp"), sharing.private_evidence, ["spreadsheet"], "google"),
    Check("folder", N_("thư mục Drive"), storage.folder, ["account"], "google"),
    Check("ownership", N_("chỗ của tệp mới"), storage.ownership, ["folder"], "google"),
    Check("files", N_("tệp làm sẵn"), storage.prepared_files, ["account"], "google"),
    Check("room", N_("chỗ trống trên Drive"), storage.room, ["account"], "google"),
)
# fmt: on


def examine(facts: Facts) -> Iterator[Finding]:
    """Every finding, as soon as it is made; what depends on a failed check is passed over, and that is said."""
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
            store = facts.config.store.kind
        yield from (finding._replace(check=check.name) for finding in findings)


def _looked(check: Check, facts: Facts) -> Iterator[Finding]:
    """What a check finds; an error of ours that it runs into is a finding too."""
    try:
        yield from check.look(facts)
    except SheetsSyncError as error:
        yield from (Finding("error", message) for message in error.messages)


def _passed_over(check: Check, cause: str) -> Finding:
    text = N_("Chưa xem được {about}, vì {cause} còn hỏng.")
    message = Message(text, {"about": Message(check.about), "cause": Message(cause)})
    return Finding("warning", message, waits_for=cause)


def waiting(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """What could not be looked at, by what must be mended first."""
    abouts = {check.name: check.about for check in CHECKS}
    left: dict[str, list[str]] = {}
    for finding in findings:
        if finding.waits_for:
            left.setdefault(finding.waits_for, []).append(abouts[finding.check])
    return left


def exit_code(findings: Iterable[Finding]) -> int:
    """0 without errors; else that of the config and the sign-in files before that of what lies outside."""
    codes = {check.name: check.exit_code for check in CHECKS}
    found = {codes[finding.check] for finding in findings if finding.level == "error"}
    return CONFIG if CONFIG in found else OUTSIDE if found else 0


def as_json(findings: Iterable[Finding], t: Translator) -> dict[str, Any]:
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
