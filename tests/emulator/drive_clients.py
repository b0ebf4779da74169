"""Google's own Python client, pointed at the emulator's Drive, for several accounts."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient.discovery_cache
import pytest
from google.auth.crypt import RSASigner
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

DRIVE = "https://www.googleapis.com/auth/drive"
DRIVE_FILE = f"{DRIVE}.file"


class Credentials(service_account.Credentials):
    """Credentials that ask nobody else where they may be used."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


def credentials(key_file: Path, scopes: Sequence[str] = (DRIVE,)) -> Credentials:
    """Credentials of a key file of the emulator."""
    key = json.loads(key_file.read_text("utf-8"))
    return Credentials(
        _signer(key["private_key"], key["private_key_id"]),
        key["client_email"],
        key["token_uri"],
        scopes=list(scopes),
    )


@cache
def _signer(private_key: str, key_id: str) -> RSASigner:
    """A signer that is made once, since checking the key takes long."""
    return RSASigner.from_string(private_key, key_id)


def drive(google: Any, key_file: Path, scopes: Sequence[str] = (DRIVE,)) -> Any:
    """A client of the emulator's Drive."""
    return build_from_document(_document(google.endpoint), credentials=credentials(key_file, scopes))


def session(key_file: Path, scopes: Sequence[str] = (DRIVE,)) -> AuthorizedSession:
    """Plain HTTP with a token, for what the client hides."""
    return AuthorizedSession(credentials(key_file, scopes))


@cache
def _document(endpoint: str) -> str:
    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    document = json.loads((folder / "drive.v3.json").read_text("utf-8"))
    address = endpoint.rstrip("/")
    return json.dumps(document | {"rootUrl": f"{address}/", "baseUrl": f"{address}/drive/v3/"})


def media(content: bytes, kind: str, **more: Any) -> MediaIoBaseUpload:
    """Bytes to upload."""
    return MediaIoBaseUpload(io.BytesIO(content), mimetype=kind, **more)


def refusal(request: Any) -> tuple[int, str, str]:
    """Status, reason and message of the error that a request ends in."""
    with pytest.raises(HttpError) as caught:
        request.execute()
    error = json.loads(caught.value.content)["error"]
    return caught.value.resp.status, error["errors"][0]["reason"], error["message"]
