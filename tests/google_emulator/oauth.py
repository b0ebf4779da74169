"""The token endpoint and the consent page: JWT bearer, refresh token, authorization code with PKCE."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.google_emulator import keys
from tests.google_emulator.wire import Reply

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from tests.google_emulator.world import World

Json = dict[str, Any]
Form = Mapping[str, str]

LIFETIME = 3599
SKEW = 300
LONGEST = 3600  # that an assertion may be valid
AUDIENCE = "https://oauth2.googleapis.com/token"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_CANNOT_DELEGATE = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of "
    "the scopes requested."
)


class OAuthError(Exception):
    """A refusal of the token endpoint."""

    def __init__(self, error: str, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.code = error, description, code

    @property
    def reply(self) -> Reply:
        """What the client gets."""
        return Reply({"error": self.error, "error_description": self.description}, self.code)


@dataclass(frozen=True)
class Grant:
    """What a token, refresh token or code stands for."""

    email: str
    client: str
    scopes: frozenset[str]
    expires: float = float("inf")
    redirect: str = ""
    challenge: str = ""
    method: str = "plain"


@dataclass(frozen=True)
class Key:
    """The public half of a service account's key, and the project that it was made in."""

    email: str
    project: str
    public: RSAPublicKey


@dataclass
class Tokens:
    """Everything that was handed out and still counts; `person` is who consents in the browser."""

    world: World
    endpoint: str
    person: str
    keys: dict[str, Key] = field(default_factory=dict)
    clients: dict[str, str] = field(default_factory=lambda: {keys.CLIENT_ID: keys.CLIENT_SECRET})
    access: dict[str, Grant] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    codes: dict[str, Grant] = field(default_factory=dict)

    def grant_of(self, token: str) -> Grant | None:
        """What an access token stands for, if it has not expired."""
        found = self.access.get(token)
        return found if found and found.expires > self.world.clock.now() else None

    def revoke(self, email: str) -> None:
        """Take every token from somebody, as he can himself in his account's settings."""
        for held in (self.access, self.refresh, self.codes):
            for token in [token for token, grant in held.items() if grant.email == email]:
                del held[token]

    def delete_keys(self, email: str) -> None:
        """Delete the keys of a service account; tokens that it has go on until they expire."""
        self.keys = {key_id: key for key_id, key in self.keys.items() if key.email != email}

    def refresh_token(self, email: str, scopes: frozenset[str]) -> str:
        """A refresh token of a person, as if he had consented."""
        token = f"1//0{secrets.token_urlsafe(40)}"
        self.refresh[token] = Grant(email, keys.CLIENT_ID, scopes)
        return token

    # --- the token endpoint -------------------------------------------------------------------------------------

    def token(self, form: Form) -> Reply:
        """The answer to a POST to /token."""
        kinds: dict[str, Callable[[Form], Json]] = {
            JWT_BEARER: self._by_assertion,
            "refresh_token": self._by_refresh_token,
            "authorization_code": self._by_code,
        }
        kind = form.get("grant_type", "")
        try:
            if kind not in kinds:
                raise OAuthError("unsupported_grant_type", f"Invalid grant_type: {kind}")
            return Reply(kinds[kind](form), headers={"Cache-Control": "no-cache, no-store, max-age=0"})
        except OAuthError as error:
            return error.reply

    def _issue(self, email: str, client: str, scopes: frozenset[str]) -> Json:
        token = f"ya29.{secrets.token_urlsafe(60)}"
        self.access[token] = Grant(email, client, scopes, self.world.clock.now() + LIFETIME)
        return {"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"}

    def _by_assertion(self, form: Form) -> Json:
        assertion = form.get("assertion", "")
        try:
            header, claims = keys.unsigned(assertion)
        except ValueError:
            raise OAuthError("invalid_grant", "Bad Request") from None
        issuer = str(claims.get("iss", ""))
        if issuer not in self.world.accounts:
            raise OAuthError("invalid_grant", "Invalid grant: account not found")
        project = self._project_of(assertion, header, issuer)
        self._check_claims(claims)
        scopes = frozenset(str(claims.get("scope", "")).split())
        if not scopes:
            raise OAuthError("invalid_scope", "Empty or missing scope not allowed.")
        email = self._subject(issuer, str(claims.get("sub") or issuer))
        return self._issue(email, project, scopes)

    def _project_of(self, assertion: str, header: Json, issuer: str) -> str:
        """The project of the key that an assertion is signed with."""
        key = self.keys.get(str(header.get("kid", "")))
        for each in [key] if key else self.keys.values():
            if (
                each.email == issuer
                and header.get("alg") == "RS256"
                and keys.is_signed(assertion, each.public)
            ):
                return each.project
        raise OAuthError("invalid_grant", "Invalid JWT Signature.")

    def _check_claims(self, claims: Json) -> None:
        if claims.get("aud") not in (AUDIENCE, f"{self.endpoint}/token"):
            raise OAuthError("invalid_grant", "Invalid JWT: Failed audience check.")
        # A clock that a test has turned does not turn the clock of the machine that the client signs on.
        clocks = (self.world.clock.now(), time.time())
        if not any(_is_timely(claims.get("iat"), claims.get("exp"), now) for now in clocks):
            raise OAuthError(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim.",
            )

    def _subject(self, issuer: str, subject: str) -> str:
        """Whom a service account acts as: itself, or somebody it was given domain-wide delegation for."""
        if subject == issuer:
            return issuer
        if subject not in self.world.accounts[issuer].acts_for:
            raise OAuthError("unauthorized_client", _CANNOT_DELEGATE, 401)
        if subject not in self.world.accounts:
            raise OAuthError("invalid_grant", "Invalid email or User ID")
        return subject

    def _by_refresh_token(self, form: Form) -> Json:
        client = self._client(form)
        grant = self.refresh.get(form.get("refresh_token", ""))
        if grant is None or grant.client != client:
            raise OAuthError("invalid_grant", "Token has been expired or revoked.")
        wanted = frozenset(form.get("scope", "").split()) or grant.scopes
        if not wanted <= grant.scopes:
            raise OAuthError("invalid_scope", "Bad Request")
        return self._issue(grant.email, client, wanted) | {"scope": " ".join(sorted(wanted))}

    def _by_code(self, form: Form) -> Json:
        client = self._client(form)
        grant = self.codes.pop(form.get("code", ""), None)
        if grant is None or grant.client != client or grant.expires < self.world.clock.now():
            raise OAuthError("invalid_grant", "Malformed auth code.")
        if grant.redirect != form.get("redirect_uri"):
            raise OAuthError("redirect_uri_mismatch", "Bad Request")
        _check_verifier(grant, form.get("code_verifier", ""))
        refresh = self.refresh_token(grant.email, grant.scopes)
        issued = self._issue(grant.email, client, grant.scopes)
        return issued | {"refresh_token": refresh, "scope": " ".join(sorted(grant.scopes))}

    def _client(self, form: Form) -> str:
        client = form.get("client_id", "")
        if client not in self.clients:
            raise OAuthError("invalid_client", "The OAuth client was not found.", 401)
        if form.get("client_secret") != self.clients[client]:
            raise OAuthError("invalid_client", "Unauthorized", 401)
        return client

    def forget(self, token: str) -> Reply:
        """The answer to a POST to /revoke."""
        grant = self.refresh.get(token) or self.access.get(token)
        if grant is None:
            return OAuthError("invalid_token", "Token expired or revoked").reply
        self.revoke(grant.email)
        return Reply({})

    # --- the consent page ---------------------------------------------------------------------------------------

    def consent(self, form: Form) -> Reply:
        """The consent page, where the person agrees at once and is sent back with a code."""
        redirect = form.get("redirect_uri", "")
        wrong = self._wrong_request(form)
        if wrong:
            return Reply(
                status=400, body=wrong.encode(), headers={"Content-Type": "text/html; charset=utf-8"}
            )
        person = form.get("login_hint") or self.person
        answer = {"state": form["state"]} if "state" in form else {}
        if person in self.world.accounts:
            answer |= {"code": self._code(person, form), "scope": form["scope"]}
        else:
            answer |= {"error": "access_denied"}
        sign = "&" if "?" in redirect else "?"
        return Reply(status=302, headers={"Location": f"{redirect}{sign}{urlencode(answer)}"})

    def _wrong_request(self, form: Form) -> str:
        if form.get("client_id") not in self.clients:
            return "Error 401: invalid_client. The OAuth client was not found."
        if not form.get("redirect_uri", "").startswith(
            ("http://localhost", "http://127.0.0.1", "http://[::1]")
        ):
            return "Error 400: redirect_uri_mismatch"
        if form.get("response_type") != "code" or not form.get("scope"):
            return "Error 400: invalid_request. Missing required parameter: response_type or scope"
        return ""

    def _code(self, email: str, form: Form) -> str:
        code = f"4/0{secrets.token_urlsafe(40)}"
        self.codes[code] = Grant(
            email,
            form["client_id"],
            frozenset(form["scope"].split()),
            self.world.clock.now() + 600,
            form["redirect_uri"],
            form.get("code_challenge", ""),
            form.get("code_challenge_method", "plain"),
        )
        return code


def _is_timely(issued: Any, expires: Any, now: float) -> bool:
    if not (isinstance(issued, int | float) and isinstance(expires, int | float)):
        return False
    return issued - SKEW <= now <= expires + SKEW and 0 < expires - issued <= LONGEST + SKEW


def _check_verifier(grant: Grant, verifier: str) -> None:
    if not grant.challenge:
        return
    if not verifier:
        raise OAuthError("invalid_grant", "Missing code verifier.")
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if grant.challenge != (digest if grant.method == "S256" else verifier):
        raise OAuthError("invalid_grant", "Invalid code verifier.")
