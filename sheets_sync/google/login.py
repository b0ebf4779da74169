"""A person's sign-in in the browser: ask for consent, learn who it is, keep it in a file that only they can read."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError  # type: ignore[import-untyped]
from oauthlib.oauth2.rfc6749.errors import AccessDeniedError, OAuth2Error  # type: ignore[import-untyped]

from sheets_sync.call_limits import limit_calls
from sheets_sync.errors import ConfigError, RefusedError, UnavailableError
from sheets_sync.google.drive import Drive
from sheets_sync.google.errors import from_network
from sheets_sync.google.session import Session
from sheets_sync.google.signin import PERSON_SCOPES, TOKEN_BYTES, TOKEN_SECONDS, SignIn, token_address
from sheets_sync.language import N_, Message
from sheets_sync.settings.config import Config, GoogleSettings
from sheets_sync.settings.config_readers import is_this_machine

KEPT_IN = "dang-nhap-google.json"


# --- where it is kept -----------------------------------------------------------------------------------------


def kept_at(config: Config) -> Path:
    """The file that the sign-in goes to; raises RefusedError for a file that holds something else, such as a key."""
    path = config.folder / (config.google.credentials or KEPT_IN)
    if path.exists() and not _is_sign_in(path):
        text = N_(
            "{path} đang giữ thứ khác (khoá của tài khoản dịch vụ?), không ghi đè. "
            'Ghi [google] credentials = "{name}" trong config.toml rồi chạy lại.'
        )
        raise RefusedError(Message(text, {"path": path, "name": KEPT_IN}))
    return path


def _is_sign_in(path: Path) -> bool:
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return False
    return isinstance(held, dict) and held.get("type") == "authorized_user"


def keep(path: Path, sign_in: Mapping[str, Any]) -> None:
    """Write a sign-in, whole or not at all, and at no instant readable by others; raises UnavailableError."""
    path = path.resolve()  # a link stays a link
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(sign_in, file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        text = N_("Không ghi được {path}: {error}. Xem quyền ghi và chỗ trống trên đĩa, rồi chạy lại.")
        raise UnavailableError(Message(text, {"path": path, "error": error.strerror or error})) from error
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


# --- the client -----------------------------------------------------------------------------------------------


def read_client(path: Path, google: GoogleSettings) -> dict[str, Any]:
    """The OAuth client of a desktop app, sent to the config's endpoint; raises ConfigError."""
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
        client = dict(held["installed"])
        client["client_id"], client["client_secret"]
    except FileNotFoundError:
        text = N_(
            "Không thấy tệp ứng dụng OAuth {path}. Mở Google Cloud → API và dịch vụ → Thông tin xác thực → Tạo mã ứng dụng khách "
            "OAuth → Ứng dụng dành cho máy tính, tải tệp JSON về, rồi ghi [google] client hoặc --client."
        )
        raise ConfigError(Message(text, {"path": path})) from None
    except OSError as error:
        text = N_("Không đọc được tệp ứng dụng OAuth {path}: {error}.")
        raise ConfigError(Message(text, {"path": path, "error": error.strerror or error})) from error
    except (ValueError, KeyError, TypeError):
        text = N_(
            "{path} không phải là tệp ứng dụng OAuth loại “Ứng dụng dành cho máy tính” (Desktop app). "
            "Tạo mã ứng dụng khách loại ấy ở Google Cloud rồi tải tệp JSON về."
        )
        raise ConfigError(Message(text, {"path": path})) from None
    if google.endpoint:
        client["auth_uri"] = f"{google.endpoint.rstrip('/')}/o/oauth2/auth"
        client["token_uri"] = token_address(google.endpoint)
    return {"installed": client}


# --- the consent ----------------------------------------------------------------------------------------------


class _Flow(InstalledAppFlow):  # type: ignore[misc]
    """Reports the address to open instead of printing it, and does not wait for the token without end."""

    show: Callable[[str], None]
    seconds: float

    def authorization_url(self, **kwargs: Any) -> tuple[str, str]:
        """The address of the consent page, shown to the person who opens it."""
        address, state = super().authorization_url(**kwargs)
        self.show(address)
        return address, state

    def fetch_token(self, **kwargs: Any) -> Any:
        """The token for the code that the browser brought."""
        return super().fetch_token(timeout=self.seconds, **kwargs)


def sign_in(
    client: Mapping[str, Any],
    google: GoogleSettings,
    show: Callable[[str], None],
    *,
    port: int = 0,
    seconds: int = 300,
    thanks: str = "OK",
    token_seconds: float = TOKEN_SECONDS,
) -> dict[str, Any]:
    """What to keep of a person's sign-in, their address in it; raises UnavailableError.

    `show` is given the address that the person's browser must open; it leads back to a port of this machine.
    """
    flow = _Flow.from_client_config(client, scopes=list(PERSON_SCOPES))
    flow.show, flow.seconds = show, token_seconds
    flow.oauth2session.trust_env = not google.endpoint
    flow.oauth2session.max_redirects = 0  # the code and the client's secret go to nobody else
    limit_calls(flow.oauth2session, token_seconds, TOKEN_BYTES)
    with _oauthlib_settings(google.endpoint):
        found = _consented(flow, port, seconds, thanks)
    missing = set(PERSON_SCOPES) - set(found.granted_scopes or PERSON_SCOPES)
    if missing or not found.refresh_token:
        raise _refused()
    return _kept(found, _account(found, google))


def _consented(flow: _Flow, port: int, seconds: int, thanks: str) -> Credentials:
    """The credentials that the consent gives; every way in which it can fail becomes one of our errors."""
    try:
        found: Credentials = flow.run_local_server(
            host="127.0.0.1",
            port=port,
            open_browser=False,
            authorization_prompt_message=None,
            success_message=thanks,
            timeout_seconds=seconds,
            prompt="consent",
        )
    except WSGITimeoutError:
        text = N_("Sau {seconds} giây vẫn chưa ai đồng ý trong trình duyệt. Chạy lại sheets-sync login.")
        raise UnavailableError(Message(text, {"seconds": seconds})) from None
    except AccessDeniedError:
        raise _refused() from None
    except OAuth2Error as error:
        text = N_(
            "Google không nhận lần đăng nhập này ({error}). Chạy lại; nếu vẫn vậy, tạo lại mã ứng dụng khách OAuth."
        )
        said = error.error if isinstance(error.error, str) else "?"  # never the code or a token
        raise UnavailableError(Message(text, {"error": said})) from None
    except requests.RequestException as error:
        raise from_network(error, "POST") from error
    except OSError as error:
        text = N_("Không mở được cổng {port} trên máy này ({error}). Chọn cổng khác bằng --port.")
        raise UnavailableError(Message(text, {"port": port, "error": error.strerror or error})) from error
    return found


def _refused() -> UnavailableError:
    text = N_(
        "Chưa được đồng ý đủ các quyền. Chạy lại, đánh dấu vào mọi ô trên trang của Google, bấm Tiếp tục."
    )
    return UnavailableError(Message(text))


@contextmanager
def _oauthlib_settings(endpoint: str | None) -> Iterator[None]:
    """Settings that oauthlib takes only from the environment: plain http to this machine, and fewer scopes than requested."""
    wanted = {"OAUTHLIB_RELAX_TOKEN_SCOPE": "1"}
    parts = urlsplit(endpoint or "")
    if parts.scheme == "http" and is_this_machine(parts.hostname or ""):
        wanted["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ.update({name: value} if value is not None else {})


def _account(found: Credentials, google: GoogleSettings) -> str:
    session = Session(SignIn(found, "person"), google.endpoint)
    return str(Drive(session).about("user/emailAddress")["user"]["emailAddress"])


def _kept(found: Credentials, account: str) -> dict[str, Any]:
    """Without the access token, which dies within the hour."""
    return {
        "type": "authorized_user",
        "account": account,
        "token_uri": found.token_uri,
        "client_id": found.client_id,
        "client_secret": found.client_secret,
        "refresh_token": found.refresh_token,
        "scopes": list(PERSON_SCOPES),
    }
