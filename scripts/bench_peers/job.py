"""The nightly job that all clients do: read eight tabs of 300 rows, write four tabs of 300 rows.

Each client is a program of its own in this folder, run in its own virtual environment:
`python CLIENT.py ENDPOINT KEY_FILE SPREADSHEET_ID NIGHT`; it prints the seconds that reading and writing took.
"""

from __future__ import annotations

import json
import sys
import time
from typing import NamedTuple
from urllib.parse import urlsplit

INPUTS = tuple(f"Sổ {number}" for number in range(1, 9))
OUTPUTS = tuple(f"Kết quả {number}" for number in range(1, 5))
ROWS, COLUMNS = 300, 8
SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive")


class Job(NamedTuple):
    """Where the spreadsheet is, who reads it, and which night it is: every night brings other values."""

    endpoint: str
    key_file: str
    spreadsheet: str
    night: int


def asked() -> Job:
    """The job of the command line."""
    endpoint, key_file, spreadsheet, night = sys.argv[1:]
    return Job(endpoint, key_file, spreadsheet, int(night))


def table(job: Job, number: int) -> list[list[object]]:
    """What one output tab holds tonight, below its headings."""
    heads: list[object] = ["Hạng", "Mã CB", "Họ và tên", "Tổ", "Điểm", "Xếp loại", "Tự chấm", "Ghi chú"]
    rows: list[list[object]] = [heads]
    for row in range(1, ROWS):
        points = 50 + (row * 7 + number + job.night) % 50
        rows.append([row, f"CB{row:03}", f"Người số {row}", f"Tổ {row % 9}", points, "A", points - 1, ""])
    return rows


def took(began: float) -> None:
    """Say how long it took since then."""
    print(json.dumps({"seconds": time.perf_counter() - began}))


def redirect(session: object, job: Job) -> None:
    """Send a requests session's calls to Google's hosts to the endpoint instead."""
    from requests.adapters import HTTPAdapter

    class Elsewhere(HTTPAdapter):
        def send(self, request, *args, **kwargs):  # type: ignore[no-untyped-def]
            parts = urlsplit(request.url)
            request.url = parts._replace(scheme="http", netloc=urlsplit(job.endpoint).netloc).geturl()
            return super().send(request, *args, **kwargs)

    for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
        session.mount(host, Elsewhere())  # type: ignore[attr-defined]


def credentials(job: Job) -> object:
    """The service account of the key file."""
    from google.oauth2.service_account import Credentials

    class Quiet(Credentials):
        """Without google-auth's extra call to another host, which would only fail here."""

        def _is_regional_access_boundary_lookup_required(self) -> bool:
            return False

    return Quiet.from_service_account_file(job.key_file, scopes=SCOPES)


def session(job: Job) -> object:
    """A signed-in requests session that talks to the endpoint."""
    from google.auth.transport.requests import AuthorizedSession

    made = AuthorizedSession(credentials(job))
    redirect(made, job)
    return made
