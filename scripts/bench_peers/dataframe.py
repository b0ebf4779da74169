"""gspread-dataframe: each tab as a DataFrame."""

from __future__ import annotations

import time

import gspread
import pandas as pd
from gspread_dataframe import get_as_dataframe, set_with_dataframe
from job import INPUTS, OUTPUTS, asked, credentials, session, table, took

job = asked()
client = gspread.Client(auth=credentials(job), session=session(job))
began = time.perf_counter()
book = client.open_by_key(job.spreadsheet)
for title in INPUTS:
    assert len(get_as_dataframe(book.worksheet(title)))
for number, title in enumerate(OUTPUTS):
    heads, *rows = table(job, number)
    set_with_dataframe(book.worksheet(title), pd.DataFrame(rows, columns=heads), resize=True)
took(began)
