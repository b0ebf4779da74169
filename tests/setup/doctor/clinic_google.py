"""A school in Google Sheets at the doctor's, and what people do to its spreadsheets: share and protect."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sheets_sync import pipeline
from sheets_sync.settings.config_file import load_config
from tests.google_school import google_store
from tests.setup.doctor.clinic import IN_TERM, Clinic

ROSTER = [
    ["Mã CB", "Họ và tên", "Tổ", "Nhóm", "Trạng thái"],
    ["CB001", "Nguyễn An", "Toán", "GV", "Đang làm việc"],
]
MONTH = [["Mã CB", "Họ và tên", "Tổ chấm", "Hiệu trưởng duyệt"], ["CB001", "Nguyễn An", 90, 91]]
OPEN_MONTH = [
    ["Mã CB", "Họ và tên", "Ý thức kỷ luật, đạo đức", "Kết quả nhiệm vụ"],
    ["CB001", "Nguyễn An", 20, 65],
]
TABS = {"Danh sách": ROSTER, "Tháng 9": OPEN_MONTH}


class GoogleClinic(Clinic):
    """A school whose sheets are in Google."""

    def __init__(self, folder, google) -> None:
        super().__init__(folder)
        self.google = google
        self.account: Mapping[str, str] = {"credentials": str(google.key_file), "endpoint": google.endpoint}

    def has(self, *spreadsheets: str, output: str = "", more: str = "", **account: str) -> None:
        """Write a config for these spreadsheets."""
        keys = "".join(f'{key} = "{value}"\n' for key, value in {**self.account, **account}.items() if value)
        store = f'[store]\nkind = "google"\ninput = {json.dumps(list(spreadsheets))}\n'
        store += f'output = "{output}"\n' if output else ""
        self.config(f"{store}[google]\n{keys}{more}")

    def sync(self) -> None:
        """What a night does."""
        config = load_config(self.folder / "config.toml")
        pipeline.sync(google_store(self.google, config), config, IN_TERM)

    @property
    def writes(self) -> list[str]:
        """The calls that could have changed something."""
        return [f"{call.method} {call.path}" for call in self.google.calls if call.method != "GET"]


def allow(google, file: str, **permission: str) -> None:
    """Share a file with a group, a domain or anybody."""
    google.world.files[file].permissions.append({"id": permission["type"], **permission})


def protect(google, spreadsheet: str, title: str, description: str, *editors: str, **more: bool) -> None:
    """A protected range over a whole tab, as a person makes it."""
    sheet = google.spreadsheet(spreadsheet).titled(title)
    protected = {"protectedRangeId": len(sheet.protected) + 700, "range": {"sheetId": sheet.id}}
    protected |= {"description": description, **more}
    if editors:
        protected["editors"] = {"users": list(editors)}
    sheet.protected.append(protected)
