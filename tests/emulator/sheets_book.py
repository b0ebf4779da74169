"""A spreadsheet on the emulator, driven by google-api-python-client as a stranger's program would."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import google_auth_httplib2
import httplib2
import pytest
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import Resource, build_from_document
from googleapiclient.errors import HttpError

from tests.google_emulator import schemas

Json = dict[str, Any]

_SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"]
_NOWHERE = "http://sheets.invalid/"


@cache
def sheets_api() -> Resource:
    """The client's `spreadsheets` resource, built once: it takes long, and every test has its own server."""
    document = copy.deepcopy(schemas.document("sheets"))  # the client adds to it
    document |= {"rootUrl": _NOWHERE, "baseUrl": _NOWHERE}
    return build_from_document(document, http=httplib2.Http()).spreadsheets()


class _Credentials(service_account.Credentials):
    """Service account credentials that ask nobody but the token endpoint."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


@cache
def _read(key_file: Path) -> _Credentials:
    """A key file's credentials; reading its key takes long."""
    return _Credentials.from_service_account_file(str(key_file))


class Caller:
    """Somebody who sends the client's requests to the emulator: the owner of a key file, unless told otherwise."""

    def __init__(self, google: Any, key_file: Path, credentials: Credentials | None = None) -> None:
        self.endpoint = google.endpoint.rstrip("/") + "/"
        credentials = credentials or _read(key_file).with_scopes(_SCOPES)  # a copy that has no token yet
        self.http = google_auth_httplib2.AuthorizedHttp(credentials, http=httplib2.Http())

    def send(self, request: Any) -> Json:
        """The reply to a request of the client."""
        request.uri = request.uri.replace(_NOWHERE, self.endpoint)
        return request.execute(http=self.http)

    def create(self, **body: Any) -> Json:
        """The reply to spreadsheets.create."""
        return self.send(sheets_api().create(body=body))


class Book:
    """One spreadsheet as one account sees it."""

    def __init__(self, google: Any, spreadsheet_id: str, caller: Caller) -> None:
        self.google, self.id, self.caller = google, spreadsheet_id, caller
        self.send = caller.send

    def signed_in(self, email: str) -> Book:
        """The same spreadsheet with the credentials of somebody who has signed in to an OAuth client."""
        file = self.google.signed_in_file(email, *_SCOPES)
        kept = json.loads(file.read_text("utf-8"))
        names = ("refresh_token", "token_uri", "client_id", "client_secret")
        credentials = Credentials(None, **{name: kept[name] for name in names})
        return Book(self.google, self.id, Caller(self.google, file, credentials))

    def seen_by(self, key_file: Path) -> Book:
        """The same spreadsheet with another account's credentials."""
        return Book(self.google, self.id, Caller(self.google, key_file))

    def batch(self, *requests: Json, fields: str | None = None, **more: Any) -> Json:
        """The reply to one batchUpdate."""
        body = {"requests": list(requests), **more}
        return self.send(sheets_api().batchUpdate(spreadsheetId=self.id, body=body, fields=fields))

    def do(self, *requests: Json) -> list[Json]:
        """The replies to the requests of one batchUpdate."""
        return self.batch(*requests)["replies"]

    def refused(self, *requests: Json) -> str:
        """The message of the 400 that a batchUpdate gets."""
        with pytest.raises(HttpError) as caught:
            self.batch(*requests)
        assert caught.value.status_code == 400
        return str(caught.value.reason)

    def get(self, fields: str | None = None, **query: Any) -> Json:
        """The spreadsheet, as far as the mask wants it."""
        return self.send(sheets_api().get(spreadsheetId=self.id, fields=fields, **query))

    def get_by(self, *filters: Json, fields: str) -> Json:
        """The spreadsheet, restricted to what data filters select."""
        body = {"dataFilters": list(filters)}
        return self.send(sheets_api().getByDataFilter(spreadsheetId=self.id, body=body, fields=fields))

    def search(self, *filters: Json) -> list[Json]:
        """The developer metadata that data filters select."""
        body = {"dataFilters": list(filters)}
        request = sheets_api().developerMetadata().search(spreadsheetId=self.id, body=body)
        matched = self.send(request).get("matchedDeveloperMetadata", [])
        return [match["developerMetadata"] for match in matched]

    def sheet(self, fields: str, title: str = "Sheet1") -> Json:
        """One tab, as far as the mask (of a Sheet) wants it."""
        sheets = self.get(f"sheets(properties(title),{fields})")["sheets"]
        return next(sheet for sheet in sheets if sheet["properties"]["title"] == title)

    def cells(self, a1: str, fields: str = "userEnteredValue") -> list[list[Json]]:
        """The CellData of a range, row by row."""
        shown = self.get(f"sheets.data.rowData.values({fields})", ranges=a1)
        rows = shown["sheets"][0]["data"][0].get("rowData", [])
        return [row.get("values", []) for row in rows]

    def texts(self, a1: str) -> list[list[Any]]:
        """The plain values of a range, row by row."""
        return [
            [next(iter(cell.get("userEnteredValue", {}).values()), None) for cell in row]
            for row in self.cells(a1)
        ]


def grid(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> Json:
    """A GridRange."""
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def rows(*lines: list[Any]) -> list[Json]:
    """RowData with these values: texts, numbers, formulas (a text that begins with `=`), nothing."""
    return [{"values": [_cell(value) for value in line]} for line in lines]


def _cell(value: Any) -> Json:
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, str):
        kind = "formulaValue" if value.startswith("=") else "stringValue"
        return {"userEnteredValue": {kind: value}}
    return {"userEnteredValue": {"numberValue": value}}


def write(*lines: list[Any], at: tuple[int, int] = (0, 0), sheet: int = 0) -> Json:
    """The request that writes these values from a corner on."""
    start = {"sheetId": sheet, "rowIndex": at[0], "columnIndex": at[1]}
    return {"updateCells": {"start": start, "rows": rows(*lines), "fields": "userEnteredValue"}}
