"""A page for whoever takes over: what runs where and as whom, what is the school's own, and what to do when it breaks.

Plain Markdown, so that it can be printed, mailed and read without the program. It names no person and no secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sheets_sync import __version__
from sheets_sync.awards.law_file import law_on, stock_laws
from sheets_sync.journal.runs import OUTCOMES, RunNote, moment
from sheets_sync.language import N_, Translator
from sheets_sync.operations.alerts import host_of
from sheets_sync.operations.mail import PASSWORD
from sheets_sync.rules.rubric_file import stock_rubrics
from sheets_sync.settings.config import Config

MARK = "<!-- sheets-sync handover -->"
"""The line of a page of ours by which it is known when it is written again."""
OWN = "<!-- ghi thêm dưới dòng này -->"
"""The last line of the page; what a person has added below it stays."""


@dataclass(frozen=True)
class HandoverFacts:
    """What the page lists: the config and where it lies, the day, the account if any, the journal and its last runs.

    `program` is how the program is called on this machine, `jobs` are the lines that start it here by themselves.
    """

    config: Config
    config_path: Path
    today: date
    account: str | None
    journal: Path
    runs: Sequence[RunNote]
    program: str = "sheets-sync"
    jobs: Sequence[str] = ()


def page(facts: HandoverFacts, t: Translator, before: str = "") -> str:
    """The whole page; what somebody has added to the page before goes along."""
    school = facts.config.school
    lines = [
        t(N_("# Bàn giao sheets-sync: {school}, năm học {year}"), school=school.name, year=str(school.year)),
        "",
    ]
    lines.append(t(N_("Lập ngày {day} bằng lệnh sheets-sync handover."), day=f"{facts.today:%d/%m/%Y}"))
    for title, body in (
        (N_("Sổ của thầy cô, bảng tổng hợp, văn bản"), _places(facts, t)),
        (N_("Tài khoản"), _account(facts, t)),
        (N_("Chương trình"), _program(facts, t)),
        (N_("Việc chạy hằng đêm"), _job(facts, t)),
        (N_("Hỏng thì báo cho ai"), _alerts(facts, t)),
        (N_("Quy định riêng của trường"), _own(facts, t)),
        (N_("Mười lần chạy gần nhất"), _runs(facts, t)),
        (N_("Cần giữ những tệp nào"), _files(facts, t)),
        (N_("Khi hỏng thì làm gì"), _recovery(facts, t)),
    ):
        lines += ["", f"## {t(title)}", "", *_paragraphs(body)]
    return "\n".join([*lines, "", MARK, OWN, ""]) + added_to(before)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The lines with a blank one where a sentence follows a list, else it would be read as the end of its last item."""
    before = ""
    for line in lines:
        if before.startswith("- ") and line and not line.startswith("- "):
            yield ""
        yield line
        before = line


def added_to(text: str) -> str:
    """The text below the line that invites additions."""
    return text.partition(f"{OWN}\n")[2]


def _item(t: Translator, label: str, value: object) -> str:
    return f"- {t(label)}: {value}"


def _places(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    config = facts.config
    inputs = map(str, config.input_paths) if config.store.in_files else config.store.input
    for each in inputs:
        yield _item(t, N_("Sổ (chương trình chỉ đọc)"), _address(each, config.store.kind == "google"))
    if config.store.in_files:
        yield _item(t, N_("Bảng tổng hợp (chương trình ghi lại mỗi đêm)"), f"`{config.output_path}`")
    else:
        where = config.store.output or t(N_("ngay trong sổ đầu tiên"))
        yield _item(
            t, N_("Bảng tổng hợp (chương trình ghi lại mỗi đêm)"), _address(where, bool(config.store.output))
        )
    drive = config.reports.drive
    yield _item(t, N_("Văn bản"), _address(drive, False) if drive else f"`{config.reports_path}`")


def _address(text: str, is_spreadsheet: bool) -> str:
    """A spreadsheet's id as an address that can be clicked."""
    if text.startswith("https://"):
        return f"<{text}>"
    return f"<https://docs.google.com/spreadsheets/d/{text}>" if is_spreadsheet else f"`{text}`"


def _account(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    google = facts.config.google
    if facts.config.store.in_files and not (facts.config.reports.drive or facts.config.reports.files):
        yield t(N_("Không dùng tài khoản Google: sổ và bảng tổng hợp là tệp Excel trên máy."))
        return
    yield _item(t, N_("Tài khoản"), facts.account or t(N_("mặc định của máy (gcloud)")))
    if google.credentials:
        yield _item(t, N_("Tệp khoá"), f"`{facts.config.folder / google.credentials}` (chmod 600)")
    if google.subject:
        yield _item(t, N_("Làm việc thay mặt"), google.subject)
    yield t(
        N_(
            "Khoá mất hay lộ: vào console.cloud.google.com, mục Service Accounts, xoá khoá cũ, tạo khoá JSON mới, đặt vào "
            "chỗ tệp khoá; địa chỉ tài khoản không đổi nên không phải chia sẻ lại. Rồi chạy sheets-sync doctor."
        )
    )


def _job(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    hosts = list(dict.fromkeys(note.host for note in facts.runs if note.command == "sync"))
    yield _item(t, N_("Máy đã chạy sync gần đây"), ", ".join(hosts) or t(N_("chưa có")))
    yield _item(t, N_("Cấu hình"), f"`{facts.config_path.resolve()}`")
    for job in facts.jobs:
        yield _item(t, N_("Đặt ở máy này"), f"`{job}`")
    if not facts.jobs:
        yield t(
            N_(
                "Tìm việc ấy: crontab -l; hoặc systemctl list-timers; trên Windows: Task Scheduler, mục sheets-sync."
            )
        )
    yield t(
        N_(
            "Đặt lại ở máy mới: sheets-sync handover --unattended THƯ_MỤC ghi sẵn dòng cron, tệp systemd và việc của "
            "Task Scheduler."
        )
    )


def _program(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    yield _item(t, N_("Phiên bản"), __version__)
    yield _item(t, N_("Chạy bằng"), f"`{facts.program}`")


def _alerts(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    alerts, folder = facts.config.alerts, facts.config.folder
    if alerts.log:
        yield _item(t, N_("Nhật trình, mỗi lần chạy một dòng"), f"`{folder / alerts.log}`")
    if alerts.ping:
        yield _item(t, N_("Chạy xong thì báo cho"), host_of(alerts.ping))
    if alerts.mail_to:
        yield _item(t, N_("Hỏng thì gửi thư cho"), ", ".join(alerts.mail_to))
        yield _item(t, N_("Máy chủ thư"), f"{alerts.smtp} ({PASSWORD})")
    if not (alerts.log or alerts.ping or alerts.mail_to):
        yield t(N_("Chưa đặt [alerts]: việc chạy đêm hỏng thì không ai biết."))


def _own(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    config, rules = facts.config, facts.config.rules
    own = t(N_("của trường"))
    stock = t(N_("có sẵn"))
    yield _item(t, N_("Thang điểm"), f"{rules.rubric} ({stock if rules.rubric in stock_rubrics() else own})")
    day, found = f"{config.decision_date:%d/%m/%Y}", law_on(config.decision_date)
    law = rules.law or (found.key if found else None)
    said = f"{law} ({stock if law in stock_laws() else own}), {day}" if law else None
    yield _item(t, N_("Bộ luật"), said or t(N_("chưa có bộ luật nào cho quyết định ngày {day}"), day=day))
    for name, value in rules.overrides.items():
        yield _item(t, N_("Con số của trường"), f"`{name} = {value}`")
    if config.deadlines.calendar:
        yield _item(t, N_("Lịch của trường"), f"`{config.deadlines.calendar}`")
    for template in _templates(config):
        yield _item(t, N_("Mẫu văn bản của trường"), f"`{template}`")
    named = len(config.tabs) + len(config.columns)
    if named:
        yield _item(t, N_("Tab, cột mang tên riêng"), named)


def _templates(config: Config) -> list[str]:
    folder = config.folder / config.reports.templates if config.reports.templates else None
    if folder is None or not folder.is_dir():
        return []
    return sorted(
        path.name for path in folder.iterdir() if path.suffix == ".docx" and path.name[0] not in "~."
    )


def _runs(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    if not facts.runs:
        yield t(N_("Nhật ký chưa có lần chạy nào."))
        return
    yield (
        "| " + " | ".join((t(N_("Lúc")), t(N_("Lệnh")), t(N_("Kết quả")), t(N_("Mã")), t(N_("Máy")))) + " |"
    )
    yield "|---|---|---|---|---|"
    for note in facts.runs:
        outcome = t(OUTCOMES[note.outcome])
        yield f"| {moment(note)} | {note.command} | {outcome} | {note.id} | {note.host} |"


def _files(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    config = facts.config
    yield _item(t, N_("Cả thư mục"), f"`{config.folder}`")
    yield _item(t, N_("Nhật ký (mất cũng không mất kết quả nào)"), f"`{facts.journal}`")
    yield t(
        N_("Chép hai thứ ấy sang máy mới, cài chương trình, chạy sheets-sync doctor rồi sheets-sync plan.")
    )


def _recovery(facts: HandoverFacts, t: Translator) -> Iterator[str]:
    for trouble, remedy in (
        (N_("Không rõ hỏng gì"), N_("sheets-sync doctor nói sai ở đâu và bấm vào đâu.")),
        (N_("Sáng ra bảng tổng hợp vẫn là của hôm trước"), N_("xem dòng đầu tab Tổng hợp và sheets-sync history; chạy tay sheets-sync sync.")),
        (N_("sync từ chối (mã 5)"), N_("đọc lời nhắn: danh sách còn trống, hay có thứ sắp mất (người, dòng, cột, tháng). Sửa sổ; thật sự đúng thì mới dùng --allow-shrink.")),
        (N_("Báo tệp đang mở, hoặc mã 4"), N_("đóng tệp, xem mạng, chờ một lúc rồi chạy lại; việc chạy đêm tự thử lại.")),
        (N_("Báo lỗi cấu hình (mã 2)"), N_("lời nhắn nói dòng nào của config.toml; mọi khoá có giải thích ở tệp mẫu: sheets-sync init --example.")),
        (N_("Điểm hay hạng lạ"), N_("sheets-sync explain MÃ_CB nói từng ô; sheets-sync diff RUN nói điều gì đã đổi từ lần ấy.")),
        (N_("Bảng tổng hợp bị xoá"), N_("chạy sheets-sync sync; các tháng đã chốt lấy lại bằng sheets-sync show RUN --xlsx.")),
        (N_("Tháng đã chốt phải sửa"), N_("sheets-sync reopen THÁNG --reason “…”, sửa, rồi sheets-sync close THÁNG.")),
        (N_("Chuyển thư mục sang chỗ khác"), N_("nhật ký đi theo đường dẫn: ghi chỗ của tệp cũ vào [journal] path.")),
        (N_("Mất nhật ký"), N_("không phải làm gì: lần chạy sau lập nhật ký mới, kết quả vẫn đủ.")),
    ):  # fmt: skip
        yield f"- **{t(trouble)}**: {t(remedy)}"
    yield ""
    yield t(
        N_(
            "Đầy đủ hơn: docs/vi/it.md trong mã nguồn, phần “Khi hỏng”; SECURITY.md và docs/privacy.md nói về dữ liệu."
        )
    )
