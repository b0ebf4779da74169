"""What happens in the demo's school year: movements, achievements, papers, overrides, the council."""

from __future__ import annotations

from datetime import date

from sheets_sync.demo.people import LANGUAGES, MATHS, SCIENCE

DEADLINE = date(2023, 10, 31)
CANDIDATES = (
    "CB001", "CB003", "CB010", "CB012", "CB013", "CB017", "CB022", "CB024", "CB026", "CB034", "CB037", "CB042", "CB047", "CB053",
)  # fmt: skip
LDTT = ("Lao động tiên tiến", "Lao động tiên tiến", "Lao động tiên tiến", "LĐTT", "LDTT")
CSTDCS = ("Chiến sĩ thi đua cơ sở", "CSTĐCS", "LĐTT; CSTĐCS", "Chiến sỹ thi đua cơ sở")
HIGHER_TITLES = (
    ("CB003", "Chiến sĩ thi đua cấp thành phố", date(2024, 1, 10)),
    ("CB001", "Kỷ niệm chương “Vì sự nghiệp giáo dục”", date(2024, 1, 12)),
    ("CB034", "KNC VSNGD", date(2024, 1, 12)),
)
SUBJECTS = (
    "dạy học theo dự án môn Khoa học tự nhiên 8",
    "ứng dụng trò chơi số trong giờ luyện tập",
    "rèn kỹ năng giải toán bằng cách lập phương trình",
    "tổ chức hoạt động trải nghiệm cho học sinh lớp 6",
    "bồi dưỡng học sinh giỏi môn Ngữ văn 9",
    "sử dụng sơ đồ tư duy khi ôn tập chương",
    "phát triển kỹ năng nói tiếng Anh theo cặp",
    "quản lý hồ sơ chuyên môn trên nền tảng dùng chung",
    "đổi mới sinh hoạt lớp theo chủ đề",
    "giáo dục kỹ năng phòng tránh đuối nước",
    "dạy học phân hóa trong tiết luyện tập",
    "xây dựng thư viện thân thiện",
    "lồng ghép giáo dục địa phương vào môn Lịch sử",
    "rèn thể lực cho học sinh qua bài tập nhóm",
)
MOVEMENTS = (
    ("Thi đua chào mừng 70 năm Ngày Giải phóng Thủ đô", "Quận", (2023, 10, 1), (2024, 5, 31), ""),
    ("Đền ơn đáp nghĩa", "Quận", (2023, 9, 15), (2024, 5, 31), ""),
    ("Đẩy mạnh cải cách hành chính", "Quận", (2023, 9, 1), (2023, 12, 31), "Hoàn thành các chỉ tiêu đăng ký"),
    (
        "Năm hành động vì cảnh quan, môi trường, đô thị và chuyển đổi số",
        "Quận",
        (2023, 9, 1),
        (2023, 12, 31),
        "Đạt",
    ),
    (
        "Hội giảng chào mừng Ngày Nhà giáo Việt Nam 20/11",
        "Trường",
        (2023, 10, 16),
        (2023, 11, 17),
        "24 tiết, 18 tiết tốt",
    ),
    ("An toàn thực phẩm trong trường học", "Trường", (2023, 9, 5), (2024, 5, 31), ""),
)
ACHIEVEMENTS = (
    ((2023, 11, 17), "CB012", "", "Thường xuyên", "Giải Nhì hội thi giáo viên dạy giỏi cấp quận", "Quận"),
    ((2023, 11, 17), "CB037", "", "Thường xuyên", "Giải Ba hội thi giáo viên dạy giỏi cấp quận", "Quận"),
    ((2023, 11, 20), "", LANGUAGES, "Chuyên đề", "Giải Nhất văn nghệ chào mừng 20/11", "Trường"),
    ((2023, 12, 8), "CB049", "", "Đột xuất", "Trả lại tài sản nhặt được cho phụ huynh", "Trường"),
    ((2024, 1, 12), "CB022", "", "Chuyên đề", "Hướng dẫn học sinh đạt giải Nhì Văn lớp 9", "Quận"),
    ((2024, 1, 12), "CB042", "", "Chuyên đề", "Hướng dẫn học sinh đạt giải Ba Hóa học lớp 9", "Quận"),
    ((2024, 2, 23), "", SCIENCE, "Chuyên đề", "Giải Ba ngày hội STEM", "Quận"),
    ((2024, 3, 8), "CB006", "", "Đột xuất", "Sơ cứu kịp thời cho học sinh bị tai nạn", "Trường"),
    ((2024, 3, 22), "CB053", "", "Chuyên đề", "Đội tuyển điền kinh đạt 03 huy chương", "Quận"),
    ((2024, 3, 26), "", MATHS, "Thường xuyên", "Tổ có 100 % tiết dạy được xếp loại khá trở lên", "Trường"),
)
MONTHLY = "Báo cáo thi đua tháng"
PAPERS = (
    (
        "Kế hoạch thi đua, khen thưởng",
        "2023-2024",
        "15/KH-THCSSX",
        (2023, 9, 12),
        "UBND quận; Phòng GD&ĐT",
        None,
    ),
    ("Quyết định kiện toàn", "2023-2024", "21/QĐ-THCSSX", (2023, 9, 15), "Các thành viên Hội đồng", None),
    (MONTHLY, "9/2023", "26/BC-THCSSX", (2023, 10, 4), "Như trên; Các tổ chuyên môn", (2023, 10, 5)),
    ("Đăng ký thi đua", "2023-2024", "30/BC-THCSSX", (2023, 10, 27), "UBND quận", (2023, 10, 30)),
    ("Kế hoạch", "2023-2024", "32/KH-THCSSX", (2023, 10, 30), "Các tổ chuyên môn", None),
    (MONTHLY, "10/2023", "34/BC-THCSSX", (2023, 11, 3), "Như trên; Các tổ chuyên môn", (2023, 11, 3)),
    (MONTHLY, "11/2023", "41/BC-THCSSX", (2023, 12, 5), "Như trên; Các tổ chuyên môn", (2023, 12, 5)),
    (MONTHLY, "12/2023", "01/BC-THCSSX", (2024, 1, 4), "Như trên; Các tổ chuyên môn", (2024, 1, 4)),
    (MONTHLY, "1/2024", "06/BC-THCSSX", (2024, 2, 2), "Như trên; Các tổ chuyên môn", (2024, 2, 2)),
    ("Tờ trình", "2/2024", "09/TTr-THCSSX", (2024, 2, 28), "Phòng GD&ĐT", (2024, 3, 2)),
    (MONTHLY, "2/2024", "10/BC-THCSSX", (2024, 3, 5), "Như trên; Các tổ chuyên môn", (2024, 3, 5)),
    ("Tờ trình", "3/2024", "11/TTr-THCSSX", (2024, 3, 14), "Hội đồng TĐKT quận", (2024, 3, 15)),
    (MONTHLY, "3/2024", "17/BC-THCSSX", (2024, 4, 4), "Như trên; Các tổ chuyên môn", None),
)
OVERRIDES = (
    ("CB023", 12, 84, "Tổ ghi nhầm số buổi dự giờ"),
    ("CB027", 1, 85, "Cộng điểm ra đề thi học kỳ, tổ chấm sót"),
    ("CB038", 2, 83.5, "Bổ sung minh chứng sau khi nộp bảng"),
)
COUNCIL = {
    "CB001": "Chủ tịch", "CB002": "Phó Chủ tịch", "CB003": "Phó Chủ tịch", "CB005": "Thư ký", "CB010": "Ủy viên",
    "CB022": "Ủy viên", "CB034": "Ủy viên", "CB042": "Ủy viên", "CB053": "Ủy viên",
}  # fmt: skip
ENTRY_TITLES = (
    "Người gieo chữ bên sông",
    "Lớp học sáng đèn",
    "Cô giáo của những mùa thi",
    "Bếp ăn nghĩa tình",
    "Chuyến đò tri thức",
)
