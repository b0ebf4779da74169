"""What in [alerts] would keep a mail from leaving, or let a secret out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.files.toml_reading import Table
from sheets_sync.language import N_

if TYPE_CHECKING:
    from sheets_sync.settings.config import AlertSettings


def check_mail(alerts: AlertSettings, table: Table | None) -> None:
    """A mail to the administrator that could never leave, and a password in a file that anybody may read."""
    if table and "@" in (alerts.smtp or ""):
        said = N_(
            "“smtp” chỉ ghi máy chủ:cổng; tài khoản ghi ở “smtp_user”, mật khẩu để ở biến SHEETS_SYNC_SMTP_PASSWORD"
        )
        table.wrong("smtp", said)
    if not (table and alerts.mail_to):
        return
    if not alerts.smtp:
        said = N_("có “mail_to” mà thiếu “smtp”, nên thư không gửi được; hãy ghi smtp = “máy chủ:cổng”")
        table.wrong("mail_to", said)
    if not (alerts.mail_from or alerts.smtp_user):
        said = N_("có “mail_to” mà thiếu “mail_from”; hãy ghi địa chỉ gửi thư đi")
        table.wrong("mail_to", said)
