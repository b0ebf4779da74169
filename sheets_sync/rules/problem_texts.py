"""What every problem code says, and what to do; in Vietnamese here, in English in the catalogue.

A text may have variants (a likely id is known, or none is). Every text may use {column}, {value} and what the
rule that found the problem put into its params.
"""

from __future__ import annotations

from sheets_sync.language import N_

IN_CLOSED_MONTH = N_(
    "Tháng {month} đã chốt, kết quả giữ nguyên, nên chưa sửa ô này; cần sửa thì báo Ban Thi đua mở lại tháng "
    "(sheets-sync reopen {number} --reason …), sửa, rồi chốt lại."
)
"""What to do about any problem in the cells of a closed month."""

TEXTS: dict[tuple[str, str], tuple[str, str]] = {
    ("tab-missing", ""): (
        N_("không có tab “{tab}”."),
        N_(
            "Tạo tab “{tab}” (lệnh init làm sẵn mẫu), hoặc ghi tên tab của trường vào [tabs] trong config.toml."
        ),
    ),
    ("tab-duplicate", ""): (
        N_("có hai tab cùng tên “{tab}”; chỉ tab đứng trước được đọc."),
        N_("Gộp hai tab làm một, hoặc đổi tên tab cũ."),
    ),
    ("column-missing", ""): (
        N_("không có cột “{column}”."),
        N_(
            "Trả lại tên cột “{column}” nếu đã bị đổi, hoặc thêm cột ấy; trường gọi tên khác thì ghi vào "
            "[columns] trong config.toml."
        ),
    ),
    ("column-missing", "near"): (
        N_("không có cột “{column}”; có cột “{near}”."),
        N_("Trả lại tên cột “{column}”, hoặc ghi “{near}” vào [columns] trong config.toml."),
    ),
    ("column-missing", "header"): (
        N_("không tìm thấy hàng tiêu đề trong 15 hàng đầu."),
        N_("Đặt một hàng tiêu đề có các cột: {columns}."),
    ),
    ("column-duplicate", ""): (
        N_("có hai cột “{column}”; chỉ cột đứng trước được đọc."),
        N_("Xoá hoặc đổi tên một trong hai cột."),
    ),
    ("value-missing", ""): (N_("ô “{column}” còn trống."), N_("Điền “{column}”.")),
    ("value-missing", "nobody"): (
        N_("“{tab}” chưa có ai."),
        N_("Điền mỗi người một dòng ở tab “{tab}”; chưa có người thì chưa kiểm tra được các tab khác."),
    ),
    ("value-missing", "ditto"): (
        N_("“{value}” ở “{column}” không cho biết giá trị nào."),
        N_("Ghi đủ nội dung, không dùng dấu “như trên”."),
    ),
    ("value-missing", "id"): (
        N_("ô “{column}” còn trống."),
        N_("Theo họ tên trong dòng thì có lẽ là {likely}; điền mã ấy nếu đúng."),
    ),
    ("not-a-number", ""): (
        N_("“{value}” ở “{column}” không phải là số."),
        N_("Gõ lại bằng chữ số, ví dụ 8,5."),
    ),
    ("not-a-number", "ditto"): (
        N_("“{value}” ở “{column}” không phải là số."),
        N_("Gõ lại con số, không dùng dấu “như trên”."),
    ),
    ("not-a-number", "meant"): (
        N_("“{value}” ở “{column}” không phải là số."),
        N_("Gõ lại bằng chữ số: {meant}."),
    ),
    ("not-a-number", "serial"): (
        N_("ô “{column}” đang định dạng là ngày giờ, không phải là số."),
        N_("Đổi định dạng ô thành Số rồi gõ lại; có lẽ định gõ {typed}."),
    ),
    ("not-a-number", "whole"): (
        N_("“{value}” ở “{column}” không phải là số nguyên."),
        N_("Gõ lại một số nguyên."),
    ),
    ("not-a-number", "date"): (
        N_("ô “{column}” đang là ngày {value}, không phải là số."),
        N_("Đổi định dạng ô thành Số rồi gõ lại; có lẽ định gõ {typed}."),
    ),
    ("not-a-number", "thousands"): (
        N_("không rõ “{value}” ở “{column}” là {whole} hay {decimal}."),
        N_("Gõ lại với một hoặc hai chữ số sau dấu phẩy."),
    ),
    ("not-a-date", ""): (
        N_("“{value}” ở “{column}” không phải là ngày."),
        N_("Gõ lại ngày/tháng/năm, ví dụ 05/9/2023."),
    ),
    ("not-a-date", "number"): (
        N_("“{value}” ở “{column}” là một con số, không phải là ngày."),
        N_("Gõ lại ngày/tháng/năm, ví dụ 05/9/2023, trong ô định dạng Ngày."),
    ),
    ("not-a-date", "no-such-day"): (
        N_("không có ngày “{value}” (ô “{column}”)."),
        N_("Xem lại ngày và tháng; gõ ngày trước, tháng sau, ví dụ 05/9/2023."),
    ),
    ("not-a-date", "school-year"): (
        N_("“{value}” ở “{column}” không phải là năm học."),
        N_("Gõ hai năm liền nhau, ví dụ 2022-2023."),
    ),
    ("not-a-month", ""): (
        N_("“{value}” ở “{column}” không phải là tháng."),
        N_("Gõ lại, ví dụ 10 hoặc 10/2023."),
    ),
    ("not-in-list", ""): (
        N_("“{value}” không có trong danh sách của “{column}”."),
        N_("Chọn một trong: {choices}."),
    ),
    ("not-in-list", "near"): (
        N_("“{value}” không có trong danh sách của “{column}”."),
        N_("Có phải “{near}”? Chọn một trong: {choices}."),
    ),
    ("out-of-range", "high"): (
        N_("điểm {value} vượt mức tối đa {high} của “{column}”."),
        N_("Sửa lại từ {low} đến {high}."),
    ),
    ("out-of-range", "low"): (
        N_("điểm {value} thấp hơn mức tối thiểu {low} của “{column}”."),
        N_("Sửa lại từ {low} đến {high}."),
    ),
    ("formula-error", ""): (
        N_("công thức ở “{column}” báo lỗi {value}."),
        N_("Sửa công thức, hoặc gõ thẳng giá trị vào ô."),
    ),
    ("formula-uncached", ""): (
        N_("tệp không giữ kết quả của công thức ở “{column}”."),
        N_("Mở tệp bằng Excel hoặc LibreOffice, lưu lại một lần; hoặc gõ thẳng giá trị vào ô."),
    ),
    ("legacy-encoding", ""): (
        N_("“{value}” được gõ bằng phông chữ cũ (TCVN3 hoặc VNI)."),
        N_("Gõ lại bằng Unicode: “{unicode}”."),
    ),
    ("staff-unknown", ""): (
        N_("không có mã “{value}” trong Danh sách."),
        N_("Xem lại mã ở cột Mã CB của tab Danh sách, hoặc thêm người này vào Danh sách."),
    ),
    ("staff-unknown", "likely"): (
        N_("không có mã “{value}” trong Danh sách."),
        N_("Có lẽ là {likely} ({name}); sửa lại mã nếu đúng."),
    ),
    ("staff-unknown", "name"): (
        N_("không có ai tên “{value}” trong Danh sách."),
        N_("Xem lại họ tên, hoặc thêm người này vào Danh sách."),
    ),
    ("staff-unknown", "name-likely"): (
        N_("không có ai tên “{value}” trong Danh sách."),
        N_("Có lẽ là “{likely}”; sửa lại họ tên nếu đúng."),
    ),
    ("staff-unknown", "several"): (
        N_("không rõ “{value}” là mã nào trong các mã {ids}."),
        N_("Đổi định dạng ô thành Văn bản rồi gõ lại mã, đủ cả các số 0 ở đầu."),
    ),
    ("staff-unknown", "commas"): (
        N_("không có “{value}” trong Danh sách."),
        N_("Các mã cách nhau bằng dấu chấm phẩy: {ids}."),
    ),
    ("staff-unknown", "team"): (
        N_("không có ai tên “{value}” ở tổ ghi trong dòng; trong Danh sách có {who}."),
        N_("Sửa Tổ hoặc họ tên cho khớp với Danh sách."),
    ),
    ("staff-duplicate", ""): (
        N_("mã “{value}” đã có ở dòng {first} của Danh sách."),
        N_("Mỗi người một mã: sửa mã ở dòng này, hoặc xoá dòng trùng."),
    ),
    ("name-mismatch", ""): (
        N_("họ tên “{value}” khác với Danh sách: {staff_id} là “{name}”."),
        N_("Sửa họ tên, hoặc sửa mã nếu ghi nhầm người."),
    ),
    ("name-ambiguous", ""): (
        N_("có nhiều người tên “{value}”: {who}."),
        N_("Ghi thêm Tổ, hoặc thêm cột Mã CB, để biết là ai."),
    ),
    ("name-ambiguous", "one-team"): (
        N_("có nhiều người tên “{value}” trong một tổ: {who}."),
        N_("Thêm cột Mã CB vào Danh sách và vào tab này để biết là ai."),
    ),
    ("team-unknown", ""): (
        N_("không có tổ “{value}” trong Danh sách."),
        N_("Ghi tên tổ đúng như ở tab Danh sách."),
    ),
    ("team-unknown", "likely"): (N_("không có tổ “{value}” trong Danh sách."), N_("Có phải “{likely}”?")),
    ("team-unknown", "not-listed"): (
        N_("tổ “{value}” không có trong các tổ ghi ở config.toml."),
        N_("Ghi một trong: {teams}; hoặc thêm tổ này vào [school] teams trong config.toml."),
    ),
    ("score-duplicate", ""): (
        N_("{staff_id} có {count} dòng trong tháng này (các dòng {rows})."),
        N_("Giữ một dòng, xoá dòng thừa. Cho tới lúc ấy tháng này chưa xếp hạng người này."),
    ),
    ("score-duplicate", "other-name"): (
        N_("{staff_id} có {count} dòng trong tháng này (các dòng {rows})."),
        N_(
            "Dòng {row} ghi tên {name} ({other}): sửa mã ở {cell}. Cho tới lúc ấy tháng này chưa xếp hạng {staff_id}."
        ),
    ),
    ("score-missing", ""): (
        N_("{name} ({staff_id}, {team}) chưa có điểm tháng này."),
        N_("Điền điểm vào tab “{tab}”; nếu nghỉ cả tháng, ghi vào tab Nghỉ dài ngày."),
    ),
    ("score-missing", "class"): (
        N_("lớp {class} chưa có điểm tuần này, nên xếp sau các lớp đủ tuần."),
        N_("Điền điểm lớp {class} vào tab “{tab}”."),
    ),
    ("month-not-begun", ""): (
        N_("tháng {month} chưa bắt đầu (từ {first}) mà tab này đã có điểm."),
        N_(
            "Điểm của tháng khác thì chuyển sang tab của tháng ấy; sổ năm học trước thì để nguyên trong thư mục cũ: "
            "năm học mới dùng thư mục mới."
        ),
    ),
    ("total-mismatch", ""): (
        N_("tự chấm {value} khác với tổng các tiêu chí là {sum}."),
        N_("Xem lại các điểm tiêu chí, hoặc sửa Tự chấm thành {sum}."),
    ),
    ("rating-mismatch", ""): (
        N_("xếp loại “{value}” không khớp với {points} điểm, là loại {rating}."),
        N_("Sửa Xếp loại thành {rating}, hoặc xem lại điểm."),
    ),
    ("not-approved", ""): (
        N_("Hiệu trưởng chưa duyệt điểm của {staff_id}."),
        N_("Hiệu trưởng điền cột “{column}”."),
    ),
    ("quota-exceeded", ""): (
        N_("{part}/{rated} người đạt loại {rating}, quá {percent} % (nhiều nhất {most} người)."),
        N_("Hội đồng xem lại từ người thấp điểm nhất: {who}."),
    ),
    ("quota-exceeded", "title"): (
        N_(
            "{count} người đủ điều kiện “{title}”, quá {percent} % của {base} người đạt {of} (nhiều nhất {most})."
        ),
        N_("Hội đồng xem lại những người xếp cuối: {who}."),
    ),
    ("registration-missing", ""): (
        N_("{name} ({staff_id}, {team}) chưa đăng ký danh hiệu thi đua; hạn là {deadline}."),
        N_("Thêm dòng đăng ký ở tab “{tab}”, hoặc sửa dòng của người này nếu còn lỗi."),
    ),
    ("registration-late", ""): (
        N_("đăng ký “{round}” ngày {value}, sau hạn {deadline}."),
        N_("Xem lại ngày, hoặc chuyển sang đợt Bổ sung."),
    ),
    ("registration-duplicate", ""): (
        N_("{staff_id} đã đăng ký “{title}” ở dòng {first}."),
        N_("Xoá một trong hai dòng."),
    ),
    ("title-ambiguous", ""): (
        N_("chưa rõ “{value}” là danh hiệu nào."),
        N_("Ghi rõ một trong: {could_be}."),
    ),
    ("decision-missing", ""): (
        N_("sáng kiến {code} được công nhận nhưng ô “{column}” còn trống."),
        N_("Điền số và ngày của quyết định công nhận."),
    ),
    ("votes-inconsistent", ""): (
        N_("“{column}” là {value}, nhiều hơn “{other}” là {limit}."),
        N_("Kiểm lại biên bản kiểm phiếu: Đồng ý ≤ Phiếu hợp lệ ≤ Có mặt ≤ Tổng thành viên."),
    ),
    ("votes-inconsistent", "negative"): (
        N_("“{column}” là {value}, nhỏ hơn 0."),
        N_("Kiểm lại biên bản kiểm phiếu."),
    ),
    ("dates-reversed", ""): (
        N_("“{column}” {end} trước ngày bắt đầu {start}."),
        N_("Xem lại hai ngày; gõ ngày trước, tháng sau."),
    ),
    ("leave-overlap", ""): (
        N_("đợt nghỉ này trùng ngày với đợt nghỉ ở dòng {first} của cùng {staff_id}."),
        N_("Sửa ngày, hoặc gộp hai đợt làm một."),
    ),
    ("date-outside-year", ""): (
        N_("{value} ở “{column}” nằm ngoài năm học {year} (01/8 đến 31/7)."),
        N_("Xem lại năm."),
    ),
    ("date-outside-year", "swapped"): (
        N_("{value} ở “{column}” nằm ngoài năm học {year} (01/8 đến 31/7)."),
        N_("Có phải {swapped}? Gõ ngày trước, tháng sau; nếu không phải thì xem lại năm."),
    ),
    ("entries-short", ""): (
        N_("tháng {month} mới có {count}/{wanted} bài dự thi."),
        N_("Gửi đủ {wanted} bài và ghi vào tab “{tab}”."),
    ),
    ("override-invalid", "reason"): (
        N_("điều chỉnh điểm mà không có lý do."),
        N_("Ghi lý do; cho tới lúc ấy điều chỉnh này không được tính."),
    ),
    ("override-invalid", "names"): (
        N_("điều chỉnh phải có cả người đề nghị và người duyệt."),
        N_("Điền “{column}”; cho tới lúc ấy điều chỉnh này không được tính."),
    ),
    ("override-invalid", "same"): (
        N_("người đề nghị và người duyệt là một: “{value}”."),
        N_("Phải là hai người khác nhau; cho tới lúc ấy điều chỉnh này không được tính."),
    ),
    ("closed-month-changed", ""): (
        N_("tháng {month} đã chốt mà “{column}” bị sửa: {before} → {after}."),
        N_(
            "Kết quả đã chốt vẫn giữ nguyên. Trả ô về {before}; cần sửa thật thì báo Ban Thi đua: mở lại tháng "
            "(sheets-sync reopen {number} --reason …), sửa, rồi chốt lại."
        ),
    ),
    ("closed-month-changed", "row-new"): (
        N_("tháng {month} đã chốt mà nay có thêm dòng của {value}."),
        N_("Kết quả đã chốt vẫn giữ nguyên. Bỏ dòng ấy, hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."),
    ),
    ("closed-month-changed", "row-gone"): (
        N_("tháng {month} đã chốt mà dòng của {staff_id} ({name}) không còn."),
        N_(
            "Kết quả đã chốt vẫn giữ nguyên. Ghi lại dòng ấy (các điểm đã chốt ở tab “Chốt tháng”), hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."
        ),
    ),
    ("closed-month-changed", "tab-gone"): (
        N_("tháng {month} đã chốt mà tab không còn dòng nào."),
        N_(
            "Kết quả đã chốt vẫn giữ nguyên. Lấy lại tab ấy (các điểm đã chốt ở tab “Chốt tháng”), hoặc báo Ban Thi đua mở lại tháng rồi chốt lại."
        ),
    ),
    ("closed-month-changed", "rubric"): (
        N_("thang điểm đã đổi, nên các ô của tháng {month} không còn cho đúng kết quả đã chốt."),
        N_("Kết quả đã chốt vẫn giữ nguyên; muốn tính theo thang điểm mới thì mở lại tháng rồi chốt lại."),
    ),
    ("closed-month-changed", "by-hand"): (
        N_("phần của tháng {month} ở đây bị sửa bằng tay: dấu không còn khớp."),
        N_(
            "Kết quả đã chốt vẫn tính từ các ô của tháng. Chạy sheets-sync close {number} để ghi lại cho đúng."
        ),
    ),
    ("closed-month-changed", "by-hand-lost"): (
        N_("phần của tháng {month} ở đây bị sửa bằng tay: dấu không còn khớp."),
        N_("Lấy lại tab này (Lịch sử phiên bản), hoặc mở lại tháng rồi chốt lại."),
    ),
    ("row-duplicate", ""): (
        N_("“{value}” đã có ở dòng {first}."),
        N_("Giữ một dòng, xoá hoặc sửa dòng kia."),
    ),
    ("subject-unclear", "neither"): (
        N_("dòng này chưa ghi là của ai."),
        N_("Điền {person} nếu là cá nhân, Tổ nếu là tập thể."),
    ),
    ("subject-unclear", "likely"): (
        N_("dòng này chưa ghi là của ai."),
        N_("Theo họ tên trong dòng thì có lẽ là {likely}; điền mã ấy nếu đúng, hoặc điền Tổ nếu là tập thể."),
    ),
    ("subject-unclear", "both"): (
        N_("dòng này có cả {person} và Tổ."),
        N_("Để lại một: {person} nếu là cá nhân, Tổ nếu là tập thể."),
    ),
}
