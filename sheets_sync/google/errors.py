"""What Google or the network says when a call fails → one of our errors, by HTTP status and reason alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import requests
from google.auth.exceptions import GoogleAuthError, TransportError

from sheets_sync.call_limits import AnswerTooLong
from sheets_sync.errors import UnavailableError
from sheets_sync.language import N_, Message

if TYPE_CHECKING:
    from sheets_sync.google.signin import SignIn

_RATE = ("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED")
_PASSING = (408, 429, 500, 502, 503, 504)

TEXTS: Mapping[str, str] = {
    "busy": N_("Google đang giới hạn số lệnh của tài khoản này. Chạy lại sau vài phút."),
    "down": N_("Google đang trục trặc (mã {status}). Chạy lại sau ít phút."),
    "offline": N_("Không nối được với Google ({error}). Xem lại mạng rồi chạy lại."),
    "slow": N_("Google không trả lời kịp. Chạy lại sau ít phút."),
    "sign-in": N_("Google không nhận lần đăng nhập này. Chạy sheets-sync doctor để xem vì sao."),
    "revoked": N_(
        "Google không còn nhận khoá hoặc lần đăng nhập của {account} (đã thu hồi, hết hạn, hoặc đồng hồ máy sai). "
        "Tạo khoá mới, hoặc chạy sheets-sync login; sheets-sync doctor nói rõ hơn."
    ),
    "delegation": N_(
        "{account} chưa được uỷ quyền trong miền, hoặc thiếu phạm vi. Người quản trị miền mở Bảng điều khiển → "
        "Bảo mật → Uỷ quyền trên toàn miền, thêm mã của tài khoản dịch vụ với các phạm vi ghi trong README."
    ),
    "scopes": N_(
        "Lần đăng nhập của {account} thiếu quyền truy cập cần thiết. Chạy sheets-sync login lại và đồng ý đủ các quyền."
    ),
    "disabled": N_(
        "Dự án Google chưa bật API cần dùng: {message} Mở đường dẫn ấy, bấm Bật (Enable), chờ vài phút rồi chạy lại."
    ),
    "forbidden": N_(
        "{account} không có quyền với {about}. Mở tệp ấy, bấm Chia sẻ, thêm địa chỉ này với quyền Người chỉnh sửa."
    ),
    "missing": N_(
        "Không thấy {about}, hoặc chưa chia sẻ cho {account}. Xem lại mã trong config.toml; "
        "mở tệp ấy, bấm Chia sẻ, thêm địa chỉ này với quyền Người chỉnh sửa."
    ),
    "storage": N_(
        "{account} không có chỗ chứa tệp trên Drive. Dùng một bộ nhớ dùng chung (shared drive), hoặc uỷ quyền bằng "
        "[google] subject, hoặc sheets-sync login, hoặc tạo sẵn tệp rồi ghi mã vào [reports.files]."
    ),
    "full": N_("Drive của {account} đã đầy. Dọn bớt tệp hoặc mua thêm chỗ rồi chạy lại."),
    "protected": N_(
        "{about} có vùng được bảo vệ mà {account} không được sửa. Mở Dữ liệu → Trang tính và dải ô được bảo vệ, "
        "thêm địa chỉ này vào danh sách được sửa."
    ),
    "refused": N_("Google từ chối lệnh với {about} (mã {status}): {message}"),
    "too-long": N_(
        "Câu trả lời từ địa chỉ của Google quá dài, không đọc tiếp. Xem lại mạng; nếu bảng tính hay tệp trên Drive "
        "thật sự lớn như vậy, xoá bớt trang, dòng trống hoặc ảnh rồi chạy lại."
    ),
    "unreadable": N_(
        "Câu trả lời từ địa chỉ của Google không đọc được. Xem lại mạng (trang đăng nhập wifi?) rồi chạy lại."
    ),
}


class GoogleError(UnavailableError):
    """A call to Google that failed.

    `status` is the HTTP status (0 without an answer), `reason` Google's own word; `passing` says that it may work
    later, `unheard` that Google surely did nothing, `retry_after` how many seconds Google asks to wait.
    """

    def __init__(
        self,
        kind: str,
        status: int = 0,
        reason: str = "",
        retry_after: float | None = None,
        unheard: bool = False,
        **params: object,
    ) -> None:
        super().__init__(Message(TEXTS[kind], {"status": status, **params}))
        self.kind, self.status, self.reason = kind, status, reason
        self.retry_after, self.unheard = retry_after, unheard
        self.passing = kind in ("busy", "down", "offline", "slow", "unreadable")

    @property
    def uncertain(self) -> bool:
        """Whether a change may have been made although no answer confirmed it."""
        return (self.passing or self.kind == "too-long") and not self.unheard


def from_network(error: Exception, method: str) -> GoogleError:
    """No answer, or none that can be read."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return GoogleError("offline", unheard=True, error=type(error).__name__)
    if isinstance(error, AnswerTooLong):
        return GoogleError("too-long", unheard=method == "GET")
    if isinstance(error, requests.Timeout):
        return GoogleError("slow", unheard=method == "GET")
    if isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
        return GoogleError("offline", unheard=method == "GET", error=type(error).__name__)
    return GoogleError("unreadable", unheard=method == "GET")


def from_sign_in(error: GoogleAuthError, sign_in: SignIn, status: int) -> GoogleError:
    """The token endpoint said no, was in trouble, or could not be reached; the call itself was never made."""
    account = sign_in.account or "?"
    if isinstance(error, TransportError):
        kind = "slow" if isinstance(error.__cause__, requests.Timeout) else "offline"
        return GoogleError(kind, reason="no-token", unheard=True, error="TransportError")
    if status in _PASSING or getattr(error, "retryable", False):
        return GoogleError("down", status, "token", unheard=True)
    said = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    reason = str(said.get("error", ""))
    kind = {"unauthorized_client": "delegation", "invalid_scope": "scopes"}.get(reason, "revoked")
    return GoogleError(kind, status, reason, unheard=True, account=account)


def from_reply(response: requests.Response, about: str, account: str) -> GoogleError:
    """An answer that is no success; judged by its status, since the body may be anything."""
    status = response.status_code
    if status < 400:  # Google leads nobody elsewhere; a proxy or a hotspot may
        return GoogleError("unreadable", status, unheard=response.request.method == "GET")
    message, reasons = _said(response)
    reason = next(iter(reasons), "")
    details: dict[str, Any] = {"about": about, "account": account or "?", "message": message}
    if status == 429 or (status == 403 and any(each in _RATE for each in reasons)):
        return GoogleError("busy", status, reason, _retry_after(response), unheard=True)
    if status in _PASSING:
        return GoogleError("down", status, reason, _retry_after(response))
    return GoogleError(_kind(status, reasons, message), status, reason, unheard=True, **details)


def _kind(status: int, reasons: tuple[str, ...], message: str) -> str:
    by_reason = {
        "storageQuotaExceeded": "full" if "Service Accounts" not in message else "storage",
        "ACCESS_TOKEN_SCOPE_INSUFFICIENT": "scopes",
        "insufficientScopes": "scopes",
        "SERVICE_DISABLED": "disabled",
        "accessNotConfigured": "disabled",
    }
    for reason in reasons:
        if reason in by_reason:
            return by_reason[reason]
    if status == 400 and "protected" in message:
        return "protected"
    if status == 403 and "insufficient authentication scopes" in message:
        return "scopes"
    return {401: "sign-in", 403: "forbidden", 404: "missing"}.get(status, "refused")


def _said(response: requests.Response) -> tuple[str, tuple[str, ...]]:
    """Google's message and its reasons, in the form of Sheets, of Drive, or none that is known."""
    try:
        error: Any = json.loads(response.content)["error"]
        found = [each.get("reason") for key in ("details", "errors") for each in error.get(key, ())]
        return str(error.get("message", "")), tuple(str(each) for each in found if each)
    except (ValueError, KeyError, TypeError, AttributeError):
        return response.reason or "", ()


def _retry_after(response: requests.Response) -> float | None:
    """The seconds to wait, from Retry-After, which may also name a moment."""
    wait = response.headers.get("Retry-After", "")
    if wait.isdecimal():
        return float(wait)
    try:
        moment = parsedate_to_datetime(wait)
        return max(0.0, (moment - parsedate_to_datetime(response.headers["Date"])).total_seconds())
    except (ValueError, TypeError, KeyError):
        return None
