"""gspread as its documentation shows it: each tab by its title."""

from __future__ import annotations

import time

import gspread
from job import INPUTS, OUTPUTS, asked, credentials, session, table, took

job = asked()
client = gspread.Client(auth=credentials(job), session=session(job))
began = time.perf_counter()
book = client.open_by_key(job.spreadsheet)
for title in INPUTS:
    assert book.worksheet(title).get_all_values()
for number, title in enumerate(OUTPUTS):
    sheet = book.worksheet(title)
    sheet.clear()
    sheet.update(table(job, number), "A1")
took(began)
