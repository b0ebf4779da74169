"""login, doctor: the way to Google."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import click

from sheets_sync.commands.help_pages import command
from sheets_sync.commands.options import Run, shared_options
from sheets_sync.errors import UsageError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.setup.doctor import Diagnosis

_MARKS = {"ok": "✓", "warning": "!", "error": "✗"}


@command(
    help=N_("Đăng nhập Google bằng tài khoản của một người, trong trình duyệt; giữ lại cho các lần chạy sau.")
)
@click.option(
    "--client", type=click.Path(), metavar="FILE", help=N_("Tệp ứng dụng OAuth (mặc định: [google] client).")
)
@click.option("--no-browser", is_flag=True, help=N_("Chỉ in địa chỉ, không tự mở trình duyệt."))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=0,
    help=N_("Cổng trên máy này mà trình duyệt quay về (mặc định: một cổng trống)."),
)
@click.option(
    "--timeout", type=click.IntRange(1), metavar="SECONDS", default=300, help=N_("Chờ bao nhiêu giây.")
)
@shared_options
def login(run: Run, client: str | None, no_browser: bool, port: int, timeout: int) -> None:
    """Sign a person in and keep it."""
    from sheets_sync.commands.printing import print_json
    from sheets_sync.google import login as google_login

    path = google_login.kept_at(run.config)
    found = google_login.sign_in(
        google_login.read_client(_client(run, client), run.config.google),
        run.config.google,
        lambda address: _show(run, address, no_browser),
        port=port,
        seconds=timeout,
        thanks=run.t(N_("Đã đăng nhập. Có thể đóng trang này.")),
    )
    google_login.keep(path, found)
    run.say("Đã đăng nhập là {account}; giữ ở {path}.", account=found["account"], path=path)
    changed = _point_config_at(run, path)
    if run.as_json:
        print_json({"account": found["account"], "path": str(path), "config_changed": changed})


def _client(run: Run, named: str | None) -> Path:
    from pathlib import Path

    if named:
        return Path(named)
    if run.config.google.client:
        return run.config.folder / run.config.google.client
    text = N_(
        "Chưa có tệp ứng dụng OAuth. Ở Google Cloud, tạo mã ứng dụng khách OAuth loại “Ứng dụng dành cho máy tính”, "
        "tải tệp JSON về, rồi ghi [google] client, hoặc chạy lại với --client TỆP."
    )
    raise UsageError(Message(text))


def _show(run: Run, address: str, no_browser: bool) -> None:
    """Open the consent page, or say where it is."""
    if no_browser:
        _show_address(run, address)
    else:  # some browsers return only when they are closed, and the answer must be listened for
        threading.Thread(target=_open, args=(run, address), daemon=True).start()


def _open(run: Run, address: str) -> None:
    import webbrowser

    click.echo(run.t(N_("Trình duyệt đang mở trang của Google: chọn tài khoản rồi đồng ý.")), err=True)
    if not webbrowser.open(address):
        click.echo(run.t(N_("Máy này không mở được trình duyệt.")), err=True)
        _show_address(run, address)


def _show_address(run: Run, address: str) -> None:
    """On standard error, for JSON may be read from the other."""
    text = N_(
        "Mở địa chỉ này trong trình duyệt của chính máy này:\n{address}\n"
        "Trình duyệt ở máy khác thì chạy lại với --no-browser --port 8085, và trên máy kia mở trước đường hầm: "
        "ssh -L 8085:127.0.0.1:8085 MÁY-NÀY. Hoặc chạy sheets-sync login trên máy kia rồi chép tệp sang."
    )
    click.echo(run.t(text, address=address), err=True)


def _point_config_at(run: Run, path: Path) -> bool:
    """Write the sign-in's file into a config that names none."""
    from pathlib import Path

    from sheets_sync.settings.config_writing import set_values

    if run.config.google.credentials:
        return False
    set_values(Path(run.config_path), {("google", "credentials"): path.name})
    run.say(
        'Đã ghi vào {config}, mục [google]: credentials = "{name}"', config=run.config_path, name=path.name
    )
    return True


@command(
    help=N_("Xem cấu hình, đăng nhập, quyền, chỗ chứa: còn gì chưa ổn, bấm vào đâu để sửa. Không ghi gì.")
)
@shared_options
def doctor(run: Run) -> int:
    """Say what is wrong and how to mend it; exit 2 for config and sign-in, 4 for what Google or a file refuses."""
    from pathlib import Path

    from sheets_sync.commands.printing import print_json
    from sheets_sync.setup import doctor as practice

    findings = []
    for finding in practice.examine(practice.DoctorFacts(Path(run.config_path), run.day)):
        findings.append(finding)
        if not finding.waits_for:
            _print(run, finding)
    for cause, left in practice.waiting(findings).items():
        text = N_("! Chưa xem được, vì {cause} còn hỏng: {left}.")
        run.say(text, cause=run.t(cause), left=", ".join(map(run.t, left)))
    if run.as_json:
        print_json(practice.as_json(findings, run.t))
    return practice.exit_code(findings)


def _print(run: Run, finding: Diagnosis) -> None:
    texts: list[Any] = [finding.message, finding.remedy] if finding.remedy else [finding.message]
    line = " ".join([_MARKS[finding.level], *(str(run.t.say(text)) for text in texts)])
    if run.quiet and finding.level == "error" and not run.as_json:
        click.echo(line, err=True)
    else:
        run.say("{line}", line=line)
