"""How a call is answered: found, let in, counted, checked, handled, cut to the mask, checked again."""

from __future__ import annotations

import base64
import traceback
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from tests.google_emulator import (
    batching,
    bodies,
    calls,
    discovery,
    envelopes,
    faults,
    masks,
    refusals,
    schemas,
)
from tests.google_emulator.discovery import Method
from tests.google_emulator.faults import Fault
from tests.google_emulator.wire import ApiError, Call, Handler, Reply

if TYPE_CHECKING:
    from tests.google_emulator.server import Emulator

Json = dict[str, Any]

TOKEN = ("/token", "/o/oauth2/token", "/oauth2/v4/token")
CONSENT = ("/o/oauth2/auth", "/o/oauth2/v2/auth")
_DRIVE_V2 = ("/drive/v2/", "/upload/drive/v2/")
_FILE = "kind,id,name,mimeType"
_PERMISSION = "kind,id,type,role"
_REVISION = "kind,id,mimeType,modifiedTime"
_CHANGE = f"kind,type,changeType,removed,time,fileId,driveId,file({_FILE}),drive(kind,id,name)"
# What Drive shows by itself, by the schema of the reply.
_DEFAULT_FIELDS = {
    "File": _FILE,
    "FileList": f"kind,nextPageToken,incompleteSearch,files({_FILE})",
    "Permission": _PERMISSION,
    "PermissionList": f"kind,nextPageToken,permissions({_PERMISSION})",
    "Drive": "kind,id,name",
    "DriveList": "kind,nextPageToken,drives(kind,id,name)",
    "Revision": _REVISION,
    "RevisionList": f"kind,nextPageToken,revisions({_REVISION})",
    "ChangeList": f"kind,nextPageToken,newStartPageToken,changes({_CHANGE})",
}


def handlers() -> Mapping[str, Handler]:
    """Every handler by the id of its method."""
    found: dict[str, Handler] = {}
    for api in schemas.DOCUMENTS:
        found |= getattr(import_module(f"tests.google_emulator.{api}"), "HANDLERS", {})
    return found


def resumes(call: Call) -> bool:
    """Whether a call goes on with a resumable upload, at the address of its session."""
    return discovery.is_upload(call.path) and "upload_id" in call.query


class Desk:
    """Answers calls on one emulator."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.handlers = dict(handlers())

    def find(self, call: Call) -> None:
        """Note which method a call is of, if any."""
        ways = ("POST", "PATCH") if resumes(call) else (call.method,)
        for way in ways:
            found = discovery.route(way, call.path)
            if found:
                call.method_id, call.params = found[0].id, found[1]
                return

    def reply(self, call: Call, fault: Fault | None = None) -> Reply:
        """The reply to a call, unless a fault replies in its stead; errors in the API's own form."""
        try:
            if fault and fault.kind in faults.REPLIES:
                return faults.REPLIES[fault.kind](fault, call)
            if call.api == "oauth":
                return self._signed_in(call)
            if call.path in batching.PATHS and call.method == "POST":
                return batching.answer(call, self._one_of_many)
            if call.method_id:
                return self._answered(call, discovery.methods()[call.method_id])
            if call.path.startswith(_DRIVE_V2):
                raise ApiError(501, "The emulator does not know Drive v2.", reason="notImplemented")
            return envelopes.not_found(call.path)
        except ApiError as error:
            return envelopes.error(call.api, error)
        except Exception:
            return self._broken(call, traceback.format_exc())

    def _one_of_many(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The reply to a call within a batch."""
        call = calls.read(method, target, headers, body)
        self.find(call)
        return self.reply(call)

    def _signed_in(self, call: Call) -> Reply:
        """A call to the token endpoint or the consent page."""
        tokens = self.emulator.tokens
        asked = {name: values[0] for name, values in call.query.items()}
        form = asked | {
            name: values[0] for name, values in parse_qs(call.body.decode("utf-8", "replace")).items()
        }
        if call.method == "POST" and call.path in TOKEN:
            return tokens.token(form | _basic(call.headers.get("authorization", "")))
        if call.method == "POST" and call.path == "/revoke":
            return tokens.forget(form.get("token", ""))
        if call.method == "GET" and call.path in CONSENT:
            return tokens.consent(asked)
        return envelopes.not_found(call.path)

    def _broken(self, call: Call, what: str) -> Reply:
        """The emulator itself is wrong: say so loudly, and remember it."""
        text = f"BUG OF THE EMULATOR in {call.method_id} {call.path}: {what}"
        self.emulator.violations.append(text)
        return envelopes.error(call.api, ApiError(500, text))

    def _answered(self, call: Call, method: Method) -> Reply:
        self._let_in(call, method)
        self.emulator.quotas.take(call, method)
        call.query = discovery.check_query(method, call.query)
        if not discovery.is_upload(call.path) and method.request:
            call.json = discovery.check_body(method.request, bodies.parse(call.body), method.api)
        mask = _mask(call, method)
        handler = self._handler(call, method)
        world = self.emulator.world
        with world.lock:
            found = handler(world, call)
            reply = found if isinstance(found, Reply) else Reply(found)
            # Written out at once: it may share parts with the world, which goes on changing.
            return envelopes.encoded(self._checked(call, method, mask, reply), call)

    def _handler(self, call: Call, method: Method) -> Handler:
        if resumes(call):
            return import_module("tests.google_emulator.drive").UPLOADS
        if method.id not in self.handlers:
            raise ApiError(501, f"The emulator does not know {method.id}.", status="UNIMPLEMENTED")
        return self.handlers[method.id]

    def _checked(self, call: Call, method: Method, mask: masks.Mask | None, reply: Reply) -> Reply:
        """A reply with what its mask keeps, unless it is not what discovery says."""
        if reply.json is None or reply.status != 200:
            return reply
        wrong = discovery.violation(method, reply.json)
        if wrong:
            return self._broken(call, f"invalid reply: {wrong}")
        if not method.response:
            return Reply(status=204, headers=reply.headers)
        shown = mask.keep(reply.json) if mask else reply.json
        return Reply(shown, reply.status, headers=reply.headers)

    # --- who calls ----------------------------------------------------------------------------------------------

    def _let_in(self, call: Call, method: Method) -> None:
        if resumes(call) and "authorization" not in call.headers:
            return  # whoever knows the address of an upload session may use it
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        token = token.strip() or call.first("access_token")
        if not token or (scheme and scheme.lower() != "bearer"):
            raise refusals.unauthenticated(call, is_missing=True)
        grant = self.emulator.tokens.grant_of(token)
        account = self.emulator.world.accounts.get(grant.email) if grant else None
        if grant is None or account is None:
            raise refusals.unauthenticated(call)
        if not grant.scopes & method.scopes:
            raise refusals.out_of_scope(call, method)
        call.account, call.client, call.scopes = account, grant.client, grant.scopes


# --- masks -----------------------------------------------------------------------------------------------------


def _mask(call: Call, method: Method) -> masks.Mask | None:
    """The mask of a reply: what the caller wants, or what Drive shows of files by itself."""
    text = call.first("fields")
    if method.api == "drive":
        text = text.replace(" ", "")
        text = text or _DEFAULT_FIELDS.get(method.response, "")
    if not text or not method.response:
        return None
    mask = masks.parse(text)
    unknown = mask.unknown(method.api, method.response)
    if unknown and method.api == "drive":
        name = unknown.rpartition(".")[2]
        raise ApiError(400, f"Invalid field selection {name}", reason="invalidParameter", location="fields")
    if unknown:
        raise masks.invalid(text, f"Cannot find matching fields for path '{unknown}'.")
    return mask


def _basic(header: str) -> dict[str, str]:
    """A client's id and secret, which may come by HTTP Basic instead of in the form."""
    scheme, _, coded = header.partition(" ")
    if scheme.lower() != "basic":
        return {}
    client, _, secret = base64.b64decode(coded).decode().partition(":")
    return {"client_id": unquote(client), "client_secret": unquote(secret)}
