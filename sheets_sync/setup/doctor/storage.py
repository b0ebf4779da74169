"""Where documents go in Drive: the folder, who will own them, and how much room there is."""

from __future__ import annotations

from collections.abc import Iterator

from sheets_sync.language import N_
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine, wrong

FOLDER = "application/vnd.google-apps.folder"
LITTLE = 100 * 1024 * 1024


def folder(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The Drive folder of the documents: there, a folder, and files may be added."""
    from sheets_sync.google.drive import file_id
    from sheets_sync.google.errors import GoogleError

    if not facts.config.reports.drive:
        return
    wanted = file_id(facts.config.reports.drive)
    try:
        found = facts.file(wanted)
    except GoogleError as error:
        yield Diagnosis("error", error.messages[0])
        return
    params = {"name": found.get("name", wanted), "account": facts.account}
    if found.get("mimeType") != FOLDER:
        remedy = N_("Mở thư mục ấy trong Drive, chép địa chỉ của nó vào [reports] drive.")
        yield wrong(N_("[reports] drive: “{name}” không phải là thư mục."), remedy, **params)
    elif found.get("trashed"):
        yield wrong(
            N_("Thư mục “{name}” đang ở trong thùng rác."), N_("Khôi phục, hoặc chọn thư mục khác."), **params
        )
    elif not found.get("capabilities", {}).get("canAddChildren"):
        remedy = N_(
            "Mở thư mục ấy, bấm Chia sẻ, thêm {account} với quyền Người chỉnh sửa (Người quản lý nội dung)."
        )
        yield wrong(N_("{account} không được thêm tệp vào thư mục “{name}”."), remedy, **params)
    else:
        yield fine(N_("Được thêm tệp vào thư mục “{name}”."), **params)


def ownership(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """A service account has no room of its own: a new file outside a shared drive fails."""
    from sheets_sync.google.drive import file_id

    if not facts.config.reports.drive or facts.sign_in.owns_storage:
        return
    found = facts.file(file_id(facts.config.reports.drive))
    if found.get("driveId"):
        yield fine(N_("Thư mục nằm trong bộ nhớ dùng chung: tài khoản dịch vụ tạo tệp được."))
        return
    prepared = bool(facts.config.reports.files)
    yield (doubtful if prepared else wrong)(
        N_(
            "{account} không có chỗ chứa tệp, và “{name}” không nằm trong bộ nhớ dùng chung: không tạo được tệp mới ở đó."
        ),
        N_(
            "Chọn một trong bốn cách: thư mục trong một bộ nhớ dùng chung (shared drive); uỷ quyền bằng [google] subject; "
            "sheets-sync login bằng tài khoản của một người; hoặc tạo sẵn tệp rồi ghi mã vào [reports.files]."
        ),
        account=facts.account,
        name=found.get("name", ""),
    )


def prepared_files(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The files that somebody made for the program to fill: there, and ours to edit."""
    from sheets_sync.google.drive import file_id
    from sheets_sync.google.errors import GoogleError

    for key, written in facts.config.reports.files.items():
        try:
            found = facts.file(file_id(written))
        except GoogleError as error:
            yield Diagnosis("error", error.messages[0])
            continue
        params = {"key": key, "name": found.get("name", ""), "account": facts.account}
        if found.get("trashed") or not found.get("capabilities", {}).get("canEdit"):
            remedy = N_("Mở tệp ấy, bấm Chia sẻ, thêm {account} với quyền Người chỉnh sửa.")
            yield wrong(N_("[reports.files] {key}: {account} không sửa được tệp “{name}”."), remedy, **params)
        else:
            yield fine(N_("[reports.files] {key}: ghi lại được tệp “{name}”."), **params)


def room(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """What is left of the storage of whoever owns the new files."""
    quota = facts.about.get("storageQuota", {})
    if not facts.sign_in.owns_storage or "limit" not in quota:
        return
    left = int(quota["limit"]) - int(quota.get("usage", 0))
    params = {"account": facts.account, "left": max(0, left) // (1024 * 1024)}
    remedy = N_("Dọn bớt tệp, thư, ảnh (one.google.com/storage) hoặc mua thêm chỗ.")
    if left <= 0:
        yield wrong(N_("Drive của {account} đã đầy."), remedy, **params)
    elif left < LITTLE:
        yield doubtful(N_("Drive của {account} chỉ còn {left} MB."), remedy, **params)
    else:
        yield fine(N_("Drive của {account} còn {left} MB."), **params)
