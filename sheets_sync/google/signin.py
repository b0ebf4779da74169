"""Who the program is to Google: a service account, one that acts for somebody, a person, or the machine's default.

With an `endpoint`, what proves it goes there alone and is worth nothing elsewhere: a service account signs for the
endpoint's own token address, and a person's sign-in is used nowhere but where it was obtained (`token_uri`).
"""

from __future__ import annotations

import json
import os
import shlex
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

import google.auth
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request
from google.oauth2 import credentials as person
from google.oauth2 import service_account

from sheets_sync.call_limits import limit_calls
from sheets_sync.errors import ConfigError
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import GoogleSettings

_AUTH = "https://www.googleapis.com/auth/"
SERVICE_SCOPES = (f"{_AUTH}spreadsheets", f"{_AUTH}drive")  # it sees only what is shared with it
PERSON_SCOPES = (f"{_AUTH}spreadsheets", f"{_AUTH}drive.file")  # of Drive only the files it makes itself

GOOGLE_TOKENS = "https://oauth2.googleapis.com/token"
_GOOGLE_HOSTS = ("oauth2.googleapis.com", "accounts.google.com", "www.googleapis.com")
TOKEN_SECONDS, TOKEN_BYTES = 20.0, 2**20  # a token is a matter of a second and of some kilobytes

SignInKind = Literal["service", "delegated", "person", "default"]


class SignIn(NamedTuple):
    """Credentials, what kind they are, and the e-mail address they act as where that is known."""

    credentials: Credentials
    kind: SignInKind
    account: str | None = None

    @property
    def owns_storage(self) -> bool:
        """Whether files of its own have a place: a service account has none."""
        return self.kind != "service"


class _ServiceAccount(service_account.Credentials):
    """Without the call to iamcredentials.googleapis.com that google-auth makes: always in 2.55, later where configured."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def sign_in(google: GoogleSettings, folder: Path) -> SignIn:
    """The sign-in of a config; raises ConfigError for a file that cannot be used."""
    if google.credentials is None:
        return _default(google)
    path = folder / google.credentials
    return of_key(read_key(path), google, path)


def of_key(key: Mapping[str, Any], google: GoogleSettings, path: Path) -> SignIn:
    """The sign-in of a key file's contents; raises ConfigError."""
    if key.get("type") == "service_account":
        return _service(key, google, path)
    if key.get("type") == "authorized_user":
        return _person(key, google, path)
    if "installed" in key or "web" in key:
        text = N_(
            '{path} là tệp ứng dụng OAuth, không phải lần đăng nhập. Ghi [google] client = "{path}", '
            "rồi chạy sheets-sync login."
        )
        raise ConfigError(Message(text, {"path": path}))
    raise _unusable(path, "type")


def read_key(path: Path) -> dict[str, Any]:
    """What a key file or a stored sign-in holds; raises ConfigError, also for a file that others can read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        key = json.loads(text)
    except FileNotFoundError:
        missing = N_(
            "Không thấy tệp khoá {path}. Tải ở console.cloud.google.com: IAM và quản trị → Tài khoản dịch vụ → tài khoản "
            "ấy → Khoá → Thêm khoá → JSON, rồi đặt vào đó; hoặc xem lại [google] credentials trong config.toml."
        )
        raise ConfigError(Message(missing, {"path": path})) from None
    except OSError as error:
        unread = N_("Không đọc được tệp khoá {path}: {error}. Xem lại quyền đọc.")
        raise ConfigError(Message(unread, {"path": path, "error": error.strerror or error})) from error
    except UnicodeDecodeError:
        raise _unusable(path, "JSON") from None
    except ValueError:
        raise _unusable(path, _what_it_is(text)) from None
    if not isinstance(key, dict):
        raise _unusable(path, "JSON")
    _refuse_open_to_others(path)
    return key


def _refuse_open_to_others(path: Path) -> None:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        text = N_("Người khác trên máy này đọc được tệp khoá {path}. Chạy: chmod 600 {quoted}")
        raise ConfigError(Message(text, {"path": path, "quoted": shlex.quote(str(path))}))


def _what_it_is(text: str) -> Message:
    """What somebody saved in the place of a key; never a piece of it."""
    if text.lstrip().startswith("<"):
        return Message(N_("là một trang web, không phải khoá"))
    if text.lstrip().startswith("{"):
        return Message(N_("JSON dở dang, tệp tải về chưa đủ"))
    return Message(N_("không phải JSON"))


def _unusable(path: Path, what: str | Message) -> ConfigError:
    text = N_(
        "Tệp khoá {path} không dùng được ({what}). Tải lại khoá JSON từ Google Cloud, hoặc chạy sheets-sync login."
    )
    return ConfigError(Message(text, {"path": path, "what": what}))


# --- the kinds ------------------------------------------------------------------------------------------------


def _service(key: Mapping[str, Any], google: GoogleSettings, path: Path) -> SignIn:
    if not google.endpoint:
        _refuse_elsewhere(key, google, path)
    audience = token_address(google.endpoint)
    # Of a key of another universe google-auth sends no assertion, but signs tokens that name no audience.
    info = {**key, "universe_domain": "googleapis.com"}
    if google.endpoint or "token_uri" in key:
        info["token_uri"] = audience
    try:
        found = _ServiceAccount.from_service_account_info(  # type: ignore[no-untyped-call]
            info, scopes=SERVICE_SCOPES, additional_claims={"aud": audience}
        )
    except (ValueError, GoogleAuthError) as error:
        raise _unusable(path, str(error).split(":")[0][:60]) from error  # never a piece of the key
    if google.subject:
        return SignIn(found.with_subject(google.subject), "delegated", google.subject)
    return SignIn(found, "service", str(key.get("client_email") or "") or None)


def _person(key: Mapping[str, Any], google: GoogleSettings, path: Path) -> SignIn:
    _refuse_elsewhere(key, google, path)
    try:
        found = person.Credentials.from_authorized_user_info(dict(key), scopes=PERSON_SCOPES)  # type: ignore[no-untyped-call]
    except (ValueError, GoogleAuthError):
        raise _unusable(path, "refresh_token, client_id, client_secret") from None
    found = found.with_token_uri(token_address(google.endpoint))  # the loader above always takes Google's own
    return SignIn(found, "person", key.get("account"))


def _refuse_elsewhere(key: Mapping[str, Any], google: GoogleSettings, path: Path) -> None:
    """Raise ConfigError for a key or a sign-in that was obtained somewhere else than the calls go to."""
    obtained, wanted = str(key.get("token_uri") or GOOGLE_TOKENS), token_address(google.endpoint)
    if obtained == wanted or (not google.endpoint and _is_googles(obtained)):
        return
    text = N_(
        "{path} là khoá hoặc lần đăng nhập lấy ở {obtained}, không gửi tới {wanted}. Xem lại [google] endpoint, "
        "hoặc chạy sheets-sync login để đăng nhập ở nơi mới."
    )
    places = {"obtained": _origin(obtained), "wanted": _origin(wanted)}
    raise ConfigError(Message(text, {"path": path, **places}))


def _is_googles(address: str) -> bool:
    """Whether a token address is Google's, which has had several."""
    return _origin(address) in (f"https://{host}" for host in _GOOGLE_HOSTS)


def _origin(address: str) -> str:
    return "/".join(address.split("/")[:3])


def _default(google: GoogleSettings) -> SignIn:
    """Application default credentials: the environment's, gcloud's, or the machine's."""
    named = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    try:
        with _no_metadata_server(bool(google.endpoint)):
            found, _ = google_default(scopes=SERVICE_SCOPES)
    except (GoogleAuthError, AttributeError, TypeError, ValueError):  # the latter for a file of another shape
        raise _no_default(named) from None
    if isinstance(found, service_account.Credentials) and named:
        return _service(read_key(Path(named)), google, Path(named))
    if google.endpoint:  # of all others only a sign-in says where it was obtained
        if not (isinstance(found, person.Credentials) and named):
            raise _no_default_for(google.endpoint)
        return _person(read_key(Path(named)), google, Path(named))._replace(kind="default")
    account = getattr(found, "service_account_email", None) or getattr(found, "account", None)
    return SignIn(found, "default", account or None)


def _no_default(named: str | None) -> ConfigError:
    if named:
        text = N_(
            "Tệp {path} mà biến GOOGLE_APPLICATION_CREDENTIALS chỉ tới không dùng được. Sửa biến ấy, "
            "hoặc ghi [google] credentials trong config.toml."
        )
        return ConfigError(Message(text, {"path": named}))
    text = N_(
        'Chưa có cách đăng nhập Google. Ghi [google] credentials = "key.json" (khoá của tài khoản dịch vụ), '
        "hoặc chạy sheets-sync login."
    )
    return ConfigError(Message(text))


def _no_default_for(endpoint: str) -> ConfigError:
    text = N_(
        "Thông tin đăng nhập mặc định của máy là của Google, không gửi tới {endpoint}. "
        "Ghi [google] credentials của nơi ấy, hoặc xoá [google] endpoint, trong config.toml."
    )
    return ConfigError(Message(text, {"endpoint": endpoint}))


def google_default(scopes: tuple[str, ...]) -> tuple[Any, Any]:
    """google-auth's own search for default credentials."""
    return google.auth.default(scopes=scopes)


@contextmanager
def _no_metadata_server(wanted: bool) -> Iterator[None]:
    """With another base address the cloud's metadata server may not be called either."""
    from google.auth.compute_engine import _metadata

    before = _metadata._NO_GCE_CHECK
    _metadata._NO_GCE_CHECK = before or wanted
    try:
        yield
    finally:
        _metadata._NO_GCE_CHECK = before


class TokenCalls(Request):
    """google-auth's calls for tokens; `status` is that of the last answer, which its errors do not."""

    def __init__(self, endpoint: str | None, seconds: float = TOKEN_SECONDS) -> None:
        self._seconds = seconds
        session = requests.Session()
        session.trust_env = not endpoint  # no proxy of the environment in between
        limit_calls(session, seconds, TOKEN_BYTES)
        super().__init__(session)
        self.status = 0

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """One call."""
        self.status = 0
        kwargs["timeout"] = (10, self._seconds)
        response = super().__call__(*args, allow_redirects=False, **kwargs)  # type: ignore[no-untyped-call]
        self.status = response.status
        if _is_odd(response):  # google-auth would stumble over it
            raise TransportError("no token in the answer")  # type: ignore[no-untyped-call]
        return response


def _is_odd(response: Any) -> bool:
    """Whether an answer is neither an object nor, in trouble, a page."""
    try:
        return not isinstance(json.loads(response.data), dict)
    except ValueError:
        return bool(response.status < 400)


def token_address(endpoint: str | None) -> str:
    """Google's token endpoint, or that below another base address."""
    return f"{endpoint.rstrip('/')}/token" if endpoint else GOOGLE_TOKENS
