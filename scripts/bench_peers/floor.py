"""The floor: one read of all tabs and one write of four, bare, with nothing but values."""

from __future__ import annotations

import time

from job import INPUTS, OUTPUTS, asked, session, table, took

job = asked()
google = session(job)
began = time.perf_counter()
address = f"https://sheets.googleapis.com/v4/spreadsheets/{job.spreadsheet}"
params = {"ranges": list(INPUTS), "valueRenderOption": "UNFORMATTED_VALUE"}
read = google.get(f"{address}/values:batchGet", params=params)
read.raise_for_status()
assert len(read.json()["valueRanges"]) == len(INPUTS)
data = [{"range": f"'{title}'!A1", "values": table(job, number)} for number, title in enumerate(OUTPUTS)]
body = {"valueInputOption": "RAW", "data": data}
google.post(f"{address}/values:batchUpdate", json=body).raise_for_status()
took(began)
