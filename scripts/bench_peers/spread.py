"""gspread-pandas: each tab through a Spread."""

from __future__ import annotations

import time

import pandas as pd
from gspread_pandas import Client, Spread
from job import INPUTS, OUTPUTS, asked, credentials, session, table, took

job = asked()
google = session(job)
google.credentials = credentials(job)
began = time.perf_counter()
spread = Spread(job.spreadsheet, client=Client(session=google, creds=google.credentials))
for title in INPUTS:
    assert len(spread.sheet_to_df(sheet=title, index=None))
for number, title in enumerate(OUTPUTS):
    heads, *rows = table(job, number)
    spread.df_to_sheet(pd.DataFrame(rows, columns=heads), index=False, sheet=title, replace=True)
took(began)
