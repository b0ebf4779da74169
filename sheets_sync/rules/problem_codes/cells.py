"""Problem codes of one cell, whatever tab it is in."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

CELL_CODES: Mapping[str, ProblemCode] = {
    "value-missing": ProblemCode(
        "error",
        N_("Ô bắt buộc còn trống"),
        {
            "": ProblemTexts(N_("ô “{column}” còn trống."), N_("Điền “{column}”.")),
            "nobody": ProblemTexts(
                N_("“{tab}” chưa có ai."),
                N_(
                    "Điền mỗi người một dòng ở tab “{tab}”; chưa có người thì chưa kiểm tra được các tab khác."
                ),
            ),
            "ditto": ProblemTexts(
                N_("“{value}” ở “{column}” không cho biết giá trị nào."),
                N_("Ghi đủ nội dung, không dùng dấu “như trên”."),
            ),
            "id": ProblemTexts(
                N_("ô “{column}” còn trống."),
                N_("Theo họ tên trong dòng thì có lẽ là {likely}; điền mã ấy nếu đúng."),
            ),
        },
    ),
    "not-a-number": ProblemCode(
        "error",
        N_("Không phải là số"),
        {
            "": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là số."), N_("Gõ lại bằng chữ số, ví dụ 8,5.")
            ),
            "ditto": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là số."),
                N_("Gõ lại con số, không dùng dấu “như trên”."),
            ),
            "meant": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là số."), N_("Gõ lại bằng chữ số: {meant}.")
            ),
            "serial": ProblemTexts(
                N_("ô “{column}” đang định dạng là ngày giờ, không phải là số."),
                N_("Đổi định dạng ô thành Số rồi gõ lại; có lẽ định gõ {typed}."),
            ),
            "whole": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là số nguyên."), N_("Gõ lại một số nguyên.")
            ),
            "date": ProblemTexts(
                N_("ô “{column}” đang là ngày {value}, không phải là số."),
                N_("Đổi định dạng ô thành Số rồi gõ lại; có lẽ định gõ {typed}."),
            ),
            "thousands": ProblemTexts(
                N_("không rõ “{value}” ở “{column}” là {whole} hay {decimal}."),
                N_("Gõ lại với một hoặc hai chữ số sau dấu phẩy."),
            ),
        },
    ),
    "not-a-date": ProblemCode(
        "error",
        N_("Không phải là ngày"),
        {
            "": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là ngày."),
                N_("Gõ lại ngày/tháng/năm, ví dụ 05/9/2023."),
            ),
            "number": ProblemTexts(
                N_("“{value}” ở “{column}” là một con số, không phải là ngày."),
                N_("Gõ lại ngày/tháng/năm, ví dụ 05/9/2023, trong ô định dạng Ngày."),
            ),
            "no-such-day": ProblemTexts(
                N_("không có ngày “{value}” (ô “{column}”)."),
                N_("Xem lại ngày và tháng; gõ ngày trước, tháng sau, ví dụ 05/9/2023."),
            ),
            "school-year": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là năm học."),
                N_("Gõ hai năm liền nhau, ví dụ 2022-2023."),
            ),
        },
    ),
    "not-a-month": ProblemCode(
        "error",
        N_("Không phải là tháng"),
        {
            "": ProblemTexts(
                N_("“{value}” ở “{column}” không phải là tháng."), N_("Gõ lại, ví dụ 10 hoặc 10/2023.")
            ),
        },
    ),
    "not-in-list": ProblemCode(
        "error",
        N_("Không có trong danh sách chọn"),
        {
            "": ProblemTexts(
                N_("“{value}” không có trong danh sách của “{column}”."), N_("Chọn một trong: {choices}.")
            ),
            "near": ProblemTexts(
                N_("“{value}” không có trong danh sách của “{column}”."),
                N_("Có phải “{near}”? Chọn một trong: {choices}."),
            ),
        },
    ),
    "out-of-range": ProblemCode(
        "error",
        N_("Điểm ngoài mức quy định"),
        {
            "high": ProblemTexts(
                N_("điểm {value} vượt mức tối đa {high} của “{column}”."), N_("Sửa lại từ {low} đến {high}.")
            ),
            "low": ProblemTexts(
                N_("điểm {value} thấp hơn mức tối thiểu {low} của “{column}”."),
                N_("Sửa lại từ {low} đến {high}."),
            ),
        },
    ),
    "formula-error": ProblemCode(
        "error",
        N_("Công thức báo lỗi"),
        {
            "": ProblemTexts(
                N_("công thức ở “{column}” báo lỗi {value}."),
                N_("Sửa công thức, hoặc gõ thẳng giá trị vào ô."),
            ),
        },
    ),
    "formula-uncached": ProblemCode(
        "error",
        N_("Công thức chưa có kết quả"),
        {
            "": ProblemTexts(
                N_("tệp không giữ kết quả của công thức ở “{column}”."),
                N_("Mở tệp bằng Excel hoặc LibreOffice, lưu lại một lần; hoặc gõ thẳng giá trị vào ô."),
            ),
        },
    ),
    "legacy-encoding": ProblemCode(
        "error",
        N_("Gõ bằng phông chữ cũ"),
        {
            "": ProblemTexts(
                N_("“{value}” được gõ bằng phông chữ cũ (TCVN3 hoặc VNI)."),
                N_("Gõ lại bằng Unicode: “{unicode}”."),
            ),
        },
    ),
}
