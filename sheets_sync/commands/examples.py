"""What a person would type: the examples that every command's help ends with. A test runs them."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_

Example = tuple[str, str]
"""The words after `sheets-sync`, and what they are for."""

EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "": (
        ("demo thu-nghiem", N_("một trường mẫu để thử, không cần tài khoản nào")),
        ("check", N_("còn gì phải sửa trong sổ; không ghi gì")),
        ("sync", N_("kiểm tra, xếp hạng, ghi bảng tổng hợp")),
        ("report", N_("viết những văn bản đến kỳ")),
    ),
    "demo": (
        ("demo thu-nghiem", N_("sổ thi đua, bảng tổng hợp, báo cáo trong thư mục thu-nghiem")),
        ("demo --year", N_("cả năm học, từng chặng")),
    ),
    "init": (
        ("init", N_("sổ trống theo các biểu mẫu, ở nơi mà cấu hình chỉ")),
        ("init --split", N_("mỗi tổ một sổ, và một sổ riêng của Ban")),
        ("init --dry-run", N_("chỉ cho biết sẽ thêm gì")),
    ),
    "check": (
        ("check", N_("lỗi và cảnh báo, từng tab")),
        ("check --verbose", N_("cả những lưu ý")),
        ("check --json", N_("cho chương trình khác đọc")),
    ),
    "plan": (("plan", N_("tab nào sẽ được ghi, thêm bớt bao nhiêu dòng")),),
    "sync": (
        ("sync", N_("ghi bảng tổng hợp; lần hai không có gì mới thì không ghi gì")),
        ("sync --quiet", N_("cho việc chạy đêm: chỉ nói khi có chuyện")),
        ("sync --today 2024-04-10", N_("coi ngày ấy là hôm nay, để diễn tập")),
    ),
    "ranking": (
        ("ranking", N_("tháng vừa qua")),
        ("ranking --month 10", N_("tháng 10, theo người")),
        ("ranking --term 1 --by team", N_("học kỳ 1, theo tổ")),
        ("ranking --year --audience public", N_("cả năm, chỉ những gì ai cũng được xem")),
    ),
    "titles": (
        ("titles", N_("mọi danh hiệu: ai đủ, ai chưa, thiếu gì")),
        ("titles --title CSTDCS --verbose", N_("một danh hiệu, với mọi điều kiện và căn cứ")),
    ),
    "explain": (("explain CB014", N_("mọi con số của CB014, đến từng ô")),),
    "report": (
        ("report --list", N_("các loại văn bản: để làm gì, hạn nào, còn thiếu gì")),
        ("report monthly --month 10", N_("báo cáo tháng 10")),
        ("report proposal", N_("tờ trình đề nghị danh hiệu")),
        ("report monthly --month 10 --diff", N_("khác gì so với bản đã viết")),
    ),
    "due": (
        ("due", N_("việc nào xong, việc nào sắp đến, việc nào trễ")),
        ("due --ics lich.ics", N_("tệp lịch để mở trên điện thoại")),
    ),
    "close": (
        ("close 10", N_("kết quả tháng 10 từ nay giữ nguyên")),
        ('close 10 --reason "Thầy An nghỉ, chưa sửa được"', N_("chốt cả khi các ô của tháng còn lỗi")),
    ),
    "reopen": (('reopen 10 --reason "Tổ chấm sót điểm ra đề"', N_("để sửa rồi chốt lại")),),
    "remind": (
        ("remind", N_("ai sẽ được nhắc, nhắc gì; không gửi")),
        ("remind --send", N_("gửi thư thật")),
    ),
    "verify": (("verify bao-cao/thang-10.docx", N_("văn bản này có đúng là bản máy đã lập không")),),
    "history": (("history --limit 5", N_("năm lần chạy gần nhất")),),
    "show": (("show last --xlsx cu.xlsx", N_("các tab của lần chạy cuối, vào một tệp")),),
    "diff": (("diff 20231120-221503-a1b2", N_("điều gì đã đổi từ lần chạy ấy đến nay")),),
    "replay": (("replay last", N_("tính lại lần chạy cuối và so")),),
    "rules show": (
        ("rules show", N_("luật của ngày quyết định")),
        ("rules show --on 2023-05-25", N_("luật của một ngày khác")),
    ),
    "rules check": (("rules check quy-che.toml", N_("một thang điểm của trường có gì sai không")),),
    "templates check": (("templates check", N_("mẫu của trường có thẻ nào không tồn tại không")),),
    "templates fields": (("templates fields monthly", N_("những gì mẫu báo cáo tháng dùng được")),),
    "login": (("login --client oauth.json", N_("đăng nhập bằng tài khoản của mình, trong trình duyệt")),),
    "doctor": (("doctor", N_("còn gì chưa ổn, và bấm vào đâu")),),
    "adopt": (
        ("adopt so-cua-truong.xlsx --dry-run", N_("đoán tab và cột, chỉ cho xem")),
        ("adopt so-cua-truong.xlsx", N_("hỏi, rồi ghi vào cấu hình")),
    ),
    "handover": (("handover", N_("viết ban-giao.md cạnh cấu hình")),),
    "completion": (("completion bash", N_("thêm vào ~/.bashrc")),),
    "fleet check": (("fleet check --only 'thcs-*'", N_("chỉ các trường có tên khớp")),),
    "fleet sync": (
        ("fleet sync", N_("mọi trường, rồi bảng tổng hợp của đơn vị")),
        ("fleet sync --failed", N_("chạy lại những trường chưa xong")),
    ),
    "fleet report": (("fleet report monthly --month 10", N_("báo cáo tháng 10 của mọi trường")),),
    "fleet status": (("fleet status", N_("trường nào xong, trường nào chưa, vì sao")),),
    "fleet titles": (("fleet titles --title CSTDCS", N_("mọi đề nghị cho một danh hiệu")),),
}
"""By the command's words; the program itself is the empty one."""
