"""Who is not let in, and how Google tells them: no token, a bad one, one that may not do this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google_emulator.wire import ApiError, Call

if TYPE_CHECKING:
    from tests.google_emulator.discovery import Method

Json = dict[str, Any]

_REALM = 'Bearer realm="https://accounts.google.com/"'
_SIGN_IN = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. See "
    "https://developers.google.com/identity/sign-in/web/devconsole-project."
)
_SERVICES = {"sheets": "sheets.googleapis.com", "drive": "drive.googleapis.com"}


def unauthenticated(call: Call, is_missing: bool = False) -> ApiError:
    """The 401 for a call without a token, or with one that does not count."""
    what = (
        "is missing required authentication credential"
        if is_missing
        else "had invalid authentication credentials"
    )
    return ApiError(
        401,
        f"Request {what}. {_SIGN_IN}",
        reason="required" if is_missing else "authError",
        location="Authorization",
        details=[_error_info("CREDENTIALS_MISSING" if is_missing else "ACCESS_TOKEN_EXPIRED", call)],
        headers={"WWW-Authenticate": _REALM + ("" if is_missing else ', error="invalid_token"')},
    )


def out_of_scope(call: Call, method: Method) -> ApiError:
    """The 403 for a token whose scopes do not cover the method."""
    scopes = " ".join(sorted(method.scopes))
    return ApiError(
        403,
        "Request had insufficient authentication scopes.",
        reason="insufficientPermissions",
        details=[_error_info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", call)],
        headers={"WWW-Authenticate": f'{_REALM}, error="insufficient_scope", scope="{scopes}"'},
    )


def _error_info(reason: str, call: Call) -> Json:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": "googleapis.com",
        "metadata": {"service": _SERVICES.get(call.api, ""), "method": call.method_id},
    }
