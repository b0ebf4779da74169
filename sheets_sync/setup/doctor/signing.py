"""Who the program is to Google: the key file, the clock, the token, the scopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sheets_sync.language import N_
from sheets_sync.settings.config_readers import is_this_machine
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine, wrong

if TYPE_CHECKING:
    from sheets_sync.google.errors import GoogleError

MOST_AHEAD = 300  # seconds; Google refuses keys whose signatures are dated further off

_KINDS = {
    "service": N_(
        "Đăng nhập bằng khoá của tài khoản dịch vụ {account}: chỉ thấy những tệp chia sẻ cho địa chỉ ấy."
    ),
    "delegated": N_("Tài khoản dịch vụ làm việc thay mặt {account}."),
    "person": N_("Đăng nhập bằng tài khoản của một người: {account}."),
    "default": N_("Đăng nhập bằng thông tin mặc định của máy: {account}."),
}
_REVOKED = {
    "service": (
        N_("Google không còn nhận khoá của {account}: khoá đã bị xoá, hoặc tài khoản dịch vụ đã tắt."),
        N_(
            "Mở Google Cloud → IAM và quản trị → Tài khoản dịch vụ → {account} → Khoá → Thêm khoá → JSON, "
            "chép tệp mới vào chỗ khoá cũ, chmod 600."
        ),
    ),
    "delegated": (
        N_(
            "Google không cho làm việc thay mặt {account}: địa chỉ sai, không thuộc miền, hoặc khoá đã bị xoá."
        ),
        N_("Xem [google] subject trong config.toml; khoá thì xem ở Google Cloud → Tài khoản dịch vụ → Khoá."),
    ),
    "person": (
        N_("Lần đăng nhập của {account} đã hết hạn hoặc bị thu hồi."),
        N_(
            "Chạy sheets-sync login. Nếu cứ 7 ngày lại hết hạn: mở Google Cloud → Nền tảng xác thực → Đối tượng, "
            "bấm Xuất bản ứng dụng."
        ),
    ),
    "default": (
        N_("Thông tin đăng nhập mặc định của máy không còn dùng được."),
        N_("Chạy gcloud auth application-default login, hoặc ghi [google] credentials vào config.toml."),
    ),
}


def endpoint(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Another address in Google's place, which gets all data and decides who may read it."""
    address = facts.config.google.endpoint
    if not address:
        return
    text = N_("Mọi lệnh gọi Google và mọi lần đăng nhập đi tới {address}, không tới Google.")
    if is_this_machine(urlsplit(address).hostname or ""):
        yield fine(text, address=address)
    else:
        remedy = N_("Nếu không cố ý, xoá [google] endpoint trong {file}.")
        yield doubtful(text, remedy, address=address, file=facts.path.name)


def key(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The key file, or the stored sign-in: there, readable by us alone, of the right kind."""
    found = facts.sign_in
    yield fine(_KINDS[found.kind], account=found.account or "?")


def clock(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """A network, and a clock that Google agrees with: keys sign the time of day."""
    ahead = facts.ahead()
    if abs(ahead) <= MOST_AHEAD:
        yield fine(N_("Nối được với Google; đồng hồ máy đúng."))
        return
    signs = facts.sign_in.kind in ("service", "delegated")
    text = N_("Đồng hồ máy nhanh {minutes} phút.") if ahead > 0 else N_("Đồng hồ máy chậm {minutes} phút.")
    remedy = N_(
        "Bật tự chỉnh giờ theo mạng (Linux: timedatectl set-ntp true; Windows: Cài đặt → Giờ và ngôn ngữ)."
    )
    yield (wrong if signs else doubtful)(text, remedy, minutes=round(abs(ahead) / 60))


def token(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """An access token can be had."""
    from sheets_sync.google.errors import GoogleError

    try:
        facts.fetch_token()
    except GoogleError as error:
        yield _no_token(error, facts)
    else:
        yield fine(N_("Google nhận lần đăng nhập này."))


def _no_token(error: GoogleError, facts: DoctorFacts) -> Diagnosis:
    if error.kind != "revoked":
        return Diagnosis("error", error.messages[0])
    text, remedy = _REVOKED[facts.sign_in.kind]
    return wrong(text, remedy, account=facts.sign_in.account or "?")


def account(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Who Drive takes us for; without Drive the sheets can still be read and written."""
    from sheets_sync.google.errors import GoogleError

    try:
        address = facts.about.get("user", {}).get("emailAddress", "?")
    except GoogleError as error:
        yield Diagnosis("error" if facts.config.reports.drive else "warning", error.messages[0])
        return
    yield fine(
        N_("Với Google, chương trình là {account}; chia sẻ các trang tính cho địa chỉ này."), account=address
    )
