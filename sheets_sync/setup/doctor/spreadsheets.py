"""The school's spreadsheets: can they be read, can the outputs be written, is anything in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sheets_sync.language import N_
from sheets_sync.rules.output_tabs import OUTPUTS
from sheets_sync.setup.doctor.facts import DoctorFacts
from sheets_sync.setup.doctor.findings import Diagnosis, doubtful, fine, wrong
from sheets_sync.text.vietnamese import fold

if TYPE_CHECKING:
    from sheets_sync.google.errors import GoogleError
    from sheets_sync.stores.gsheets.snapshot import Snapshot, Tab

LOCALE = "vi_VN"
_SPREADSHEET = "application/vnd.google-apps.spreadsheet"


def named(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The config names a spreadsheet at all."""
    if not facts.spreadsheets:
        remedy = N_('Ghi [store] input = "<địa chỉ trang tính>", hoặc chạy sheets-sync init.')
        yield wrong(N_("Cấu hình chưa ghi trang tính nào."), remedy)


def output_readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The spreadsheet of the outputs, which may be the staff's own."""
    yield _readable(facts.output, facts)


def others_readable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Every other spreadsheet that the config names."""
    yield from (_readable(each, facts) for each in facts.spreadsheets if each != facts.output)


def _readable(spreadsheet: str, facts: DoctorFacts) -> Diagnosis:
    from sheets_sync.google.errors import GoogleError

    try:
        book = facts.book(spreadsheet)
    except GoogleError as error:
        return _unreadable(error, spreadsheet, facts)
    text = N_("Đọc được trang tính “{title}”: {count} tab.")
    return fine(text, title=book.title, count=len(book.tabs))


def _unreadable(error: GoogleError, spreadsheet: str, facts: DoctorFacts) -> Diagnosis:
    if error.status not in (400, 404) or _is_spreadsheet(
        spreadsheet, facts, unless_known=error.status == 404
    ):
        return Diagnosis("error", error.messages[0])
    return wrong(
        N_("{id} không phải là Google Trang tính; có lẽ là tệp Excel tải lên Drive."),
        N_(
            "Mở tệp ấy, chọn Tệp → Lưu dưới dạng Google Trang tính, rồi ghi địa chỉ của bản mới vào [store] input."
        ),
        id=spreadsheet,
    )


def _is_spreadsheet(file: str, facts: DoctorFacts, unless_known: bool) -> bool:
    from sheets_sync.google.errors import GoogleError

    try:
        return bool(facts.file(file).get("mimeType") == _SPREADSHEET)
    except GoogleError:
        return unless_known


def writable(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """The spreadsheet of the outputs may be edited."""
    from sheets_sync.google.errors import GoogleError

    book = facts.book(facts.output)
    try:
        may: bool | None = bool(facts.file(facts.output).get("capabilities", {}).get("canEdit"))
    except GoogleError:  # Drive shows a person's sign-in only the files that the program made
        may = _may_edit(book)
    if may:
        yield fine(N_("Được sửa trang tính “{title}”."), title=book.title)
    elif may is None:
        text = N_(
            "Chưa biết {account} có được sửa trang tính “{title}” không: lần đăng nhập này không xem được quyền."
        )
        yield doubtful(text, _SHARE, title=book.title, account=facts.account)
    else:
        text = N_("{account} chỉ được xem trang tính “{title}”, không được sửa.")
        yield wrong(text, _SHARE, title=book.title, account=facts.account)


_SHARE = N_("Mở trang tính ấy, bấm Chia sẻ, thêm {account} với quyền Người chỉnh sửa.")


def _may_edit(book: Snapshot) -> bool | None:
    """Only a protected range that we may edit says so."""
    ranges = [each for sheet in book.data.get("sheets", ()) for each in sheet.get("protectedRanges", ())]
    return True if any(each.get("requestingUserCanEdit") for each in ranges) else None


def locale(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """In an English spreadsheet `8,5` is a text, and 5/9 is the ninth of May."""
    for spreadsheet in facts.inputs:
        book = facts.books.get(spreadsheet)
        found = str(book.data.get("properties", {}).get("locale", "")) if book else LOCALE
        if book and found not in (LOCALE, "vi"):
            yield doubtful(
                N_(
                    "Trang tính “{title}” để ngôn ngữ {locale}: gõ 8,5 có thể thành chữ, ngày và tháng có thể đổi chỗ."
                ),
                N_("Mở Tệp → Cài đặt → Ngôn ngữ, chọn Việt Nam."),
                title=book.title,
                locale=found,
            )


# --- the output tabs ------------------------------------------------------------------------------------------


def titles_free(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """A tab of somebody's own that bears the name of an output tab is never written over."""
    wanted = {fold(facts.config.store.titles.get(stock, stock)) for stock in OUTPUTS}
    book = facts.book(facts.output)
    for title in (tab.title for tab in book.others if fold(tab.title) in wanted):
        text = N_("Tab “{tab}” của “{title}” không do chương trình tạo ra; sync sẽ không ghi đè.")
        remedy = N_("Đổi tên tab ấy, hoặc đặt tên khác cho tab kết quả trong [store.titles].")
        yield wrong(text, remedy, tab=title, title=book.title)


def protection_in_the_way(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """Somebody protected one of our output tabs and left us out."""
    book = facts.book(facts.output)
    for name, tab in book.ours.items():
        if any(_shuts_out(each) for each in tab.data.get("protectedRanges", ())):
            yield wrong(
                N_("Tab “{tab}” của “{title}” có vùng bảo vệ mà {account} không được sửa."),
                N_(
                    "Mở Dữ liệu → Trang tính và dải ô được bảo vệ, chọn vùng ấy, thêm {account} hoặc xoá vùng ấy."
                ),
                tab=tab.title or name,
                title=book.title,
                account=facts.account,
            )


def _shuts_out(protected: dict[str, object]) -> bool:
    return not (protected.get("warningOnly") or protected.get("requestingUserCanEdit"))


# --- the staff's tabs -----------------------------------------------------------------------------------------


def approvals_protected(facts: DoctorFacts) -> Iterator[Diagnosis]:
    """`Tổ chấm` and `Hiệu trưởng duyệt` are open to everybody who may type, and why `init --protect` left them so."""
    from sheets_sync.setup.provision.protection import open_columns

    books = [facts.books[each] for each in facts.inputs if each in facts.books]
    open_by_book = {book.title: open_columns(book, facts.config, facts.rubric) for book in books}
    for title, tabs in open_by_book.items():
        for columns in dict.fromkeys(tabs.values()):
            yield doubtful(
                N_("“{title}”: cột {columns} chưa được bảo vệ ở {tabs}; ai cũng sửa được."),
                N_("Chạy sheets-sync init --protect."),
                title=title,
                columns=", ".join(columns),
                tabs=", ".join(tab for tab, those in tabs.items() if those == columns),
            )
    if any(open_by_book.values()):
        yield from _nobody_to_protect_for(facts, books)


def _nobody_to_protect_for(facts: DoctorFacts, books: list[Snapshot]) -> Iterator[Diagnosis]:
    """Leaders whom the roster does not name, or not with an address; nothing is protected for nobody."""
    from sheets_sync.setup.provision.protecting import Posts, read_school

    posts = Posts(read_school(books, facts.config, facts.rubric).roster)
    remedy = N_("Ghi Chức vụ và Email ở tab Danh sách, rồi chạy sheets-sync init --protect.")
    if not posts.principals:
        yield doubtful(
            N_("Danh sách chưa có Hiệu trưởng có Email, nên “Hiệu trưởng duyệt” chưa bảo vệ được."), remedy
        )
    without = [name for team, name in posts.roster.teams.items() if team not in posts.leaders]
    if without:
        yield doubtful(
            N_("Chưa có Tổ trưởng có Email, nên “Tổ chấm” chưa bảo vệ được: tổ {teams}."),
            remedy,
            teams=", ".join(without),
        )


def titled(book: Snapshot, folded: set[str]) -> list[Tab]:
    """The tabs that are not ours and bear one of these folded titles."""
    return [tab for tab in book.others if fold(tab.title) in folded]
