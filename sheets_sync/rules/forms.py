"""What each staff tab looks like; reading, `init`, dropdowns and the guide all come from here.

Large because it declares every form and column, one after the other, without code to follow.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from sheets_sync import model
from sheets_sync.language import N_
from sheets_sync.model import SchoolYear
from sheets_sync.rules.rubric import LAW_LEVELS, Rubric

Type = Literal[
    "ignored",
    "text",
    "number",
    "count",
    "date",
    "month",
    "year",
    "choice",
    "titles",
    "id",
    "ids",
    "team",
    "mark",
]


class Column(NamedTuple):
    """A column: key (the record's field), header, type; `required` is the contract's star."""

    key: str
    header: str
    type: Type = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 14
    this_year: bool = False  # a date of this year's work: outside the school year it is a warning
    own_rule: bool = False  # a rule of `checks` reports a blank, instead of `value-missing`


class Form(NamedTuple):
    """A staff tab; `record` is the class its rows become, `who` and `when` are for the guide tab."""

    key: str
    title: str
    columns: tuple[Column, ...]
    record: type | None = None
    subject: bool = False  # exactly one of Mã CB and Tổ says whom a row is about
    private: bool = False  # not everybody may see or type it: the board's own workbook
    who: str = ""
    when: str = ""

    def column(self, key: str) -> Column:
        """The column of this key."""
        return next(column for column in self.columns if column.key == key)


STATUSES = ("Đang làm việc", "Nghỉ dài ngày", "Chuyển đi", "Nghỉ hưu")
AT_WORK = STATUSES[0]
GROUPS = ("CBQL", "GV", "NV")
LEAVE_KINDS = ("Thai sản", "Ốm", "Không lương", "Cử đi học", "Biệt phái")
ROUNDS = ("Đầu năm", "Bổ sung")
EARLY_ROUND = ROUNDS[0]
RESULTS = ("Công nhận", "Không công nhận", "Chờ xét")
RECOGNISED = RESULTS[0]
LEVELS = ("Trường", "Quận", "Thành phố")
ACHIEVEMENT_KINDS = ("Thường xuyên", "Chuyên đề", "Đột xuất")
MEASURES = ("Đang xem xét", "Khiển trách", "Cảnh cáo", "Cách chức", "Buộc thôi việc")
YEAR_LEVELS = (*LAW_LEVELS, "Không xếp loại")
ROLES = ("Chủ tịch", "Phó Chủ tịch", "Thư ký", "Ủy viên")

STT = Column("stt", "STT", "ignored", width=6)
ID = Column("staff_id", "Mã CB", "id", required=True, width=10)
MAYBE_ID = ID._replace(required=False)
NAME = Column("name", "Họ và tên", width=26)
TEAM = Column("team", "Tổ", "team", width=20)
NOTE = Column("note", "Ghi chú", width=26)
DECISION = Column("decision", "Số quyết định", width=18)

ROSTER = Form(
    "roster",
    "Danh sách",
    (
        STT,
        Column("staff_id", "Mã CB", "text", required=True, width=10),
        Column("name", "Họ và tên", required=True, width=26),
        Column("born", "Ngày sinh", "date", width=12),
        Column("team", "Tổ", required=True, width=20),
        Column("position", "Chức vụ", width=18),
        Column("group", "Nhóm", "choice", required=True, choices=GROUPS, width=8),
        Column("joined_sector", "Ngày vào ngành", "date", width=15),
        Column("joined_school", "Ngày vào trường", "date", width=15),
        Column("status", "Trạng thái", "choice", required=True, choices=STATUSES, width=16),
        Column("status_from", "Từ ngày", "date", width=12),
        Column("email", "Email", width=26),
    ),
    model.Person,
    who=N_("Văn thư"),
    when=N_("Đầu năm học; sửa ngay khi có người đến, đi, nghỉ"),
)

LEAVES = Form(
    "leaves",
    "Nghỉ dài ngày",
    (
        ID,
        NAME,
        Column("kind", "Loại nghỉ", "choice", required=True, choices=LEAVE_KINDS),
        Column("start", "Từ ngày", "date", required=True, width=12),
        Column("end", "Đến ngày", "date", width=12),
        NOTE,
    ),
    model.Leave,
    private=True,
    who=N_("Văn thư"),
    when=N_("Khi có quyết định nghỉ"),
)

REGISTRATIONS = Form(
    "registrations",
    "Đăng ký",
    (
        STT,
        Column("day", "Ngày đăng ký", "date", required=True, this_year=True),
        ID,
        NAME,
        Column("titles", "Danh hiệu", "titles", required=True, width=26),
        Column("award", "Hình thức khen thưởng", width=24),
        Column("initiative", "Tên sáng kiến", width=34),
        Column("round", "Đợt", "choice", required=True, choices=ROUNDS, width=10),
        NOTE,
    ),
    model.Registration,
    who=N_("Mỗi cán bộ, giáo viên, nhân viên"),
    when=N_("Tháng 10, trước hạn đăng ký; đợt bổ sung khi có hướng dẫn"),
)

TEAM_REGISTRATIONS = Form(
    "team_registrations",
    "Đăng ký tập thể",
    (
        STT,
        Column("day", "Ngày đăng ký", "date", required=True, this_year=True),
        TEAM._replace(required=True),
        Column("titles", "Danh hiệu", "titles", required=True, width=26),
        Column("round", "Đợt", "choice", required=True, choices=ROUNDS, width=10),
        NOTE,
    ),
    model.TeamRegistration,
    who=N_("Tổ trưởng"),
    when=N_("Tháng 10, trước hạn đăng ký"),
)

INITIATIVES = Form(
    "initiatives",
    "Sáng kiến",
    (
        STT,
        Column("code", "Mã SK", required=True, width=10),
        Column("name", "Tên sáng kiến", required=True, width=40),
        Column("authors", "Tác giả", "ids", required=True, width=20),
        Column("field", "Lĩnh vực", width=18),
        Column("result", "Kết quả", "choice", required=True, choices=RESULTS, width=16),
        Column("level", "Cấp công nhận", "choice", choices=LEVELS),
        DECISION,
        Column("decided_on", "Ngày quyết định", "date", width=15, this_year=True),
    ),
    model.Initiative,
    who=N_("Tác giả; Ban Thi đua - Khen thưởng ghi kết quả"),
    when=N_("Khi nộp sáng kiến và khi có quyết định"),
)

ACHIEVEMENTS = Form(
    "achievements",
    "Thành tích",
    (
        STT,
        Column("day", "Ngày", "date", required=True, width=12, this_year=True),
        MAYBE_ID,
        TEAM,
        NAME,
        Column("kind", "Loại", "choice", required=True, choices=ACHIEVEMENT_KINDS),
        Column("movement", "Phong trào", width=24),
        Column("content", "Nội dung", required=True, width=40),
        Column("level", "Cấp", width=12),
        Column("evidence", "Minh chứng", width=26),
    ),
    model.Achievement,
    subject=True,
    who=N_("Tổ trưởng"),
    when=N_("Ngay khi có thành tích"),
)

DISCIPLINES = Form(
    "disciplines",
    "Kỷ luật",
    (
        ID,
        NAME,
        Column("form", "Hình thức", "choice", required=True, choices=MEASURES, width=16),
        Column("day", "Ngày", "date", required=True, width=12),
        DECISION,
    ),
    model.Discipline,
    private=True,
    who=N_("Hiệu trưởng"),
    when=N_("Khi xem xét và khi có quyết định"),
)

VOTES = Form(
    "votes",
    "Bình xét",
    (
        MAYBE_ID,
        NAME,
        TEAM,
        Column("titles", "Danh hiệu", "titles", required=True, width=26),
        Column("members", "Tổng thành viên", "count", required=True),
        Column("present", "Có mặt", "count", required=True, width=10),
        Column("valid", "Phiếu hợp lệ", "count", required=True, width=12),
        Column("agreed", "Đồng ý", "count", required=True, width=10),
    ),
    model.Vote,
    subject=True,
    private=True,
    who=N_("Thư ký Hội đồng"),
    when=N_("Sau mỗi phiên họp Hội đồng"),
)

ENTRIES = Form(
    "entries",
    "Người tốt việc tốt",
    (
        STT,
        Column("month", "Tháng", "month", required=True, width=10),
        Column("title", "Tên bài", required=True, width=36),
        Column("staff_id", "Tác giả", "id", required=True, width=12),
        Column("example", "Gương điển hình", width=26),
        Column("sent", "Ngày gửi", "date", width=12, this_year=True),
        Column("link", "Liên kết", width=30),
    ),
    model.ContestEntry,
    who=N_("Tác giả bài dự thi"),
    when=N_("Trước ngày 15 hằng tháng, mỗi tháng 03 bài"),
)

HELD_TITLES = Form(
    "held_titles",
    "Danh hiệu đã đạt",
    (
        MAYBE_ID,
        TEAM,
        NAME,
        Column("year", "Năm học", "year", required=True, width=12),
        Column("titles", "Danh hiệu", "titles", required=True, width=26),
        DECISION,
        Column("decided_on", "Ngày quyết định", "date", width=15),
    ),
    model.HeldTitle,
    subject=True,
    who=N_("Ban Thi đua - Khen thưởng"),
    when=N_("Đầu năm học, từ hồ sơ các năm trước"),
)

OVERRIDES = Form(
    "overrides",
    "Điều chỉnh",
    (
        ID,
        NAME,
        Column("month", "Tháng", "month", required=True, width=10),
        Column("points", "Điểm", "number", required=True, width=10),
        Column("reason", "Lý do", required=True, own_rule=True, width=36),
        Column("proposed_by", "Người đề nghị", required=True, own_rule=True, width=22),
        Column("approved_by", "Người duyệt", required=True, own_rule=True, width=22),
    ),
    model.Override,
    private=True,
    who=N_("Ban Thi đua - Khen thưởng"),
    when=N_("Khi phải sửa điểm một tháng, có hai người"),
)

YEAR_RATINGS = Form(
    "year_ratings",
    "Đánh giá năm",
    (
        MAYBE_ID,
        TEAM,
        NAME,
        Column("level", "Mức", "choice", required=True, choices=YEAR_LEVELS, width=16),
        Column("day", "Ngày", "date", width=12, this_year=True),
    ),
    model.YearRating,
    subject=True,
    private=True,
    who=N_("Hiệu trưởng"),
    when=N_("Tháng 5, sau khi có kết quả đánh giá, xếp loại"),
)

COUNCIL = Form(
    "council",
    "Hội đồng",
    (
        ID,
        NAME,
        Column("role", "Vai trò", "choice", required=True, choices=ROLES),
        Column("start", "Từ ngày", "date", width=12),
        Column("end", "Đến ngày", "date", width=12),
    ),
    model.CouncilMember,
    who=N_("Ban Thi đua - Khen thưởng"),
    when=N_("Khi kiện toàn Hội đồng"),
)

PAPERS = Form(
    "papers",
    "Văn bản",
    (
        Column("kind", "Loại", required=True, width=16),
        Column("period", "Kỳ", width=12),
        Column("number", "Số", width=12),
        Column("issued", "Ngày ban hành", "date", this_year=True),
        Column("signer", "Người ký", width=24),
        Column("recipients", "Nơi nhận", width=30),
        Column("submitted", "Ngày nộp", "date", width=12, this_year=True),
    ),
    model.Paper,
    who=N_("Văn thư"),
    when=N_("Khi ban hành và khi nộp văn bản"),
)

MOVEMENTS = Form(
    "movements",
    "Phong trào",
    (
        STT,
        Column("name", "Tên phong trào", required=True, width=40),
        Column("level", "Cấp phát động", width=16),
        Column("start", "Bắt đầu", "date", required=True, width=12),
        Column("end", "Kết thúc", "date", width=12),
        Column("result", "Kết quả", width=30),
    ),
    model.Movement,
    who=N_("Ban Thi đua - Khen thưởng"),
    when=N_("Khi phát động và khi tổng kết phong trào"),
)

FORMS: tuple[Form, ...] = (
    ROSTER,
    LEAVES,
    REGISTRATIONS,
    TEAM_REGISTRATIONS,
    INITIATIVES,
    ACHIEVEMENTS,
    DISCIPLINES,
    VOTES,
    ENTRIES,
    HELD_TITLES,
    OVERRIDES,
    YEAR_RATINGS,
    COUNCIL,
    PAPERS,
    MOVEMENTS,
)

TOTALS = (
    Column("own_total", "Tự chấm", "mark", width=10),
    Column("team_total", "Tổ chấm", "mark", width=10),
    Column("approved", "Hiệu trưởng duyệt", "mark", width=12),
)


def month_title(number: int) -> str:
    """The title of a month's tab."""
    return f"Tháng {number}"


def rubric_columns(rubric: Rubric) -> tuple[Column, ...]:
    """One column per input of the rubric; one that must be there is required."""
    return tuple(
        Column(
            item.key,
            item.header,
            "choice" if item.choices else "mark",
            required=not item.blank_ok,
            choices=item.choices,
            width=14,
        )
        for item in rubric.inputs
    )


def month_form(rubric: Rubric) -> Form:
    """The form of every month tab under this rubric; its title is `month_title`."""
    return Form(
        "scores",
        "Tháng",
        (
            STT,
            ID,
            NAME,
            *rubric_columns(rubric),
            *TOTALS,
            Column("rating", "Xếp loại", "choice", choices=rubric.ratings, width=10),
            NOTE,
        ),
        who=N_("Mỗi người tự chấm; người giao việc chấm “Tổ chấm”; Hiệu trưởng duyệt"),
        when=N_("Những ngày cuối tháng"),
    )


def class_form(rubric: Rubric, classes: tuple[str, ...]) -> Form:
    """The form of the weekly tabs of a class board."""
    return Form(
        "classes",
        "Tuần",
        (
            STT,
            Column("staff_id", "Lớp", "choice", required=True, choices=classes, width=10),
            *rubric_columns(rubric),
            Column("rating", "Xếp loại", "choice", choices=rubric.ratings, width=12),
            NOTE,
        ),
        who=N_("Tổng phụ trách Đội"),
        when=N_("Cuối mỗi tuần"),
    )


def all_forms(rubric: Rubric, year: SchoolYear) -> tuple[Form, ...]:
    """Every form tab of a school year in the order in which `init` makes them."""
    months = month_form(rubric)
    scored = tuple(months._replace(title=month_title(month.number)) for month in year.months)
    return (ROSTER, LEAVES, *scored, *FORMS[2:])
