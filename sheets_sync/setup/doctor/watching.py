"""Who is notified when the nightly run fails: the log, the ping, the mail of [alerts]."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sheets_sync.language import N_
from sheets_sync.operations.alerts import host_of
from sheets_sync.operations.mail import PASSWORD, is_address
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine, wrong
from sheets_sync.setup.doctor.workbooks import may_write


def alerts(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """A nightly run that dies must be noticed by somebody."""
    settings = facts.config.alerts
    if not (settings.log or settings.ping or settings.mail_to):
        yield doubtful(
            N_("Chưa đặt [alerts]: việc chạy đêm hỏng thì không ai biết."),
            N_("Ghi log, ping hoặc mail_to vào [alerts] trong config.toml."),
        )
    if settings.log:
        yield _log(facts)
    if settings.ping:
        yield fine(N_("Mỗi đêm xong sẽ báo cho {host}."), host=host_of(settings.ping))
    if settings.mail_to:
        yield _mail(facts)


def _log(facts: DoctorFacts) -> Diagnosis:
    path = facts.config.folder / str(facts.config.alerts.log)
    if may_write(path) and not path.is_dir():
        return fine(N_("Nhật trình {path} ghi được."), path=path)
    remedy = N_("Xem [alerts] log trong config.toml và quyền ghi của thư mục.")
    return wrong(N_("Không ghi được nhật trình {path}."), remedy, path=path)


def _mail(facts: DoctorFacts) -> Diagnosis:
    settings = facts.config.alerts
    params = {"to": ", ".join(settings.mail_to), "password": PASSWORD}
    bad = [each for each in (*settings.mail_to, settings.mail_from) if each and not is_address(each)]
    if bad:
        text = N_("{bad} không phải là địa chỉ thư.")
        return wrong(text, N_("Sửa [alerts] trong config.toml."), bad=", ".join(bad))
    if settings.smtp_user and not os.environ.get(PASSWORD):
        return doubtful(
            N_("Hỏng thì gửi thư cho {to}; ở đây chưa có mật khẩu ({password})."),
            N_("Việc chạy đêm phải có biến ấy: ghi vào tệp .env (chmod 600) mà việc ấy đọc."),
            **params,
        )
    return fine(N_("Hỏng thì gửi thư cho {to}."), **params)
