"""Key files as Google Cloud hands them out: of service accounts, and of an OAuth client."""

from __future__ import annotations

import base64
import json
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

Json = dict[str, Any]

PROJECT = "sheets-sync-test"
PERSON_PROJECT = "so-thi-dua-test"  # programs of another project do not see what this one keeps
CLIENT_ID = "415926535897-thidua.apps.googleusercontent.com"
CLIENT_SECRET = "GOCSPX-not-secret-at-all"
_CERTIFICATES = "https://www.googleapis.com/oauth2/v1/certs"


@cache
def key_pair(number: int) -> rsa.RSAPrivateKey:
    """A key pair that is made once in a process; short, because every sign-in of every test proves it anew."""
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def service_key(email: str, project: str, key_id: str, key: rsa.RSAPrivateKey, endpoint: str) -> Json:
    """What stands in the key file of a service account."""
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "type": "service_account",
        "project_id": project,
        "private_key_id": key_id,
        "private_key": private.decode(),
        "client_email": email,
        "client_id": str(int(key_id[:12], 16)).zfill(21),
        "auth_uri": f"{endpoint}/o/oauth2/auth",
        "token_uri": f"{endpoint}/token",
        "auth_provider_x509_cert_url": _CERTIFICATES,
        "client_x509_cert_url": f"https://www.googleapis.com/robot/v1/metadata/x509/{email}",
        "universe_domain": "googleapis.com",
    }


def client_secrets(endpoint: str) -> Json:
    """What stands in the file of an installed application."""
    return {
        "installed": {
            "client_id": CLIENT_ID,
            "project_id": PROJECT,
            "auth_uri": f"{endpoint}/o/oauth2/auth",
            "token_uri": f"{endpoint}/token",
            "auth_provider_x509_cert_url": _CERTIFICATES,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": ["http://localhost"],
        }
    }


# --- signed assertions --------------------------------------------------------------------------------------


def unsigned(token: str) -> tuple[Json, Json]:
    """Header and claims of a JWT, not yet believed; raises ValueError."""
    pieces = token.split(".")
    if len(pieces) != 3:
        raise ValueError(token)
    header, claims = (json.loads(_decoded(piece)) for piece in pieces[:2])
    if not (isinstance(header, dict) and isinstance(claims, dict)):
        raise ValueError(token)
    return header, claims


def is_signed(token: str, key: rsa.RSAPublicKey) -> bool:
    """Whether a JWT carries this key's RS256 signature."""
    signed, _, signature = token.rpartition(".")
    try:
        key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(piece: str) -> bytes:
    return base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
