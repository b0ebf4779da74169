"""sheets-sync's own store: the same tabs read and written, with its looks, links, marks and protection."""

from __future__ import annotations

import gc
import time
from pathlib import Path

from job import INPUTS, OUTPUTS, asked, table, took

from sheets_sync.google.session import Session
from sheets_sync.google.signin import sign_in
from sheets_sync.settings.config_file import parse_config
from sheets_sync.stores.gsheets import GoogleStore
from sheets_sync.tables import Cell, OutputTab

gc.disable()  # as every command does
job = asked()
config = parse_config(
    {
        "school": {"name": "Trường", "year": "2023-2024"},
        "store": {"kind": "google", "input": job.spreadsheet},
        "google": {"credentials": job.key_file, "endpoint": job.endpoint},
    },
    Path("config.toml"),
)
session = Session(sign_in(config.google, Path()), job.endpoint)
store = GoogleStore(config, lambda title: title in INPUTS, session)
began = time.perf_counter()
assert len(store.read()) == len(INPUTS)
styles = ("integer", "center", "text", "text", "points", "rating-1", "points", "wrap")
tabs = [
    OutputTab(
        f"{title} (sheets-sync)",
        tuple(tuple(map(Cell, row, styles)) for row in table(job, number)),
        widths=(6, 10, 26, 16, 10, 10, 10, 26),
        heading_row=1,
        frozen_rows=1,
        filtered=True,
    )
    for number, title in enumerate(OUTPUTS)
]
store.current_tabs()
store.write(tabs, {"night": str(job.night)})
took(began)
