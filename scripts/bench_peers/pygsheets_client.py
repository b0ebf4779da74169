"""pygsheets: each tab as a DataFrame, through google-api-python-client."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import google_auth_httplib2
import httplib2
import pandas as pd
import pygsheets
from job import INPUTS, OUTPUTS, asked, credentials, table, took

job = asked()


class Elsewhere(httplib2.Http):
    """Sends the calls to Google's hosts to the endpoint instead."""

    def request(self, uri, *args, **kwargs):  # type: ignore[no-untyped-def]
        uri = urlsplit(uri)._replace(scheme="http", netloc=urlsplit(job.endpoint).netloc).geturl()
        return super().request(uri, *args, **kwargs)


assert google_auth_httplib2
client = pygsheets.authorize(custom_credentials=credentials(job), http=Elsewhere(timeout=60))
began = time.perf_counter()
book = client.open_by_key(job.spreadsheet)
for title in INPUTS:
    assert len(book.worksheet_by_title(title).get_as_df())
for number, title in enumerate(OUTPUTS):
    heads, *rows = table(job, number)
    book.worksheet_by_title(title).set_dataframe(pd.DataFrame(rows, columns=heads), "A1", fit=True)
took(began)
