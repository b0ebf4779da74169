"""Problem codes of who is meant: ids, names and teams."""

from __future__ import annotations

from collections.abc import Mapping

from sheets_sync.language import N_
from sheets_sync.rules.problem_codes.problem_code import ProblemCode, ProblemTexts

PEOPLE_CODES: Mapping[str, ProblemCode] = {
    "staff-unknown": ProblemCode(
        "error",
        N_("Không có trong Danh sách"),
        {
            "": ProblemTexts(
                N_("không có mã “{value}” trong Danh sách."),
                N_("Xem lại mã ở cột Mã CB của tab Danh sách, hoặc thêm người này vào Danh sách."),
            ),
            "likely": ProblemTexts(
                N_("không có mã “{value}” trong Danh sách."),
                N_("Có lẽ là {likely} ({name}); sửa lại mã nếu đúng."),
            ),
            "name": ProblemTexts(
                N_("không có ai tên “{value}” trong Danh sách."),
                N_("Xem lại họ tên, hoặc thêm người này vào Danh sách."),
            ),
            "name-likely": ProblemTexts(
                N_("không có ai tên “{value}” trong Danh sách."),
                N_("Có lẽ là “{likely}”; sửa lại họ tên nếu đúng."),
            ),
            "several": ProblemTexts(
                N_("không rõ “{value}” là mã nào trong các mã {ids}."),
                N_("Đổi định dạng ô thành Văn bản rồi gõ lại mã, đủ cả các số 0 ở đầu."),
            ),
            "commas": ProblemTexts(
                N_("không có “{value}” trong Danh sách."), N_("Các mã cách nhau bằng dấu chấm phẩy: {ids}.")
            ),
            "team": ProblemTexts(
                N_("không có ai tên “{value}” ở tổ ghi trong dòng; trong Danh sách có {who}."),
                N_("Sửa Tổ hoặc họ tên cho khớp với Danh sách."),
            ),
        },
    ),
    "staff-duplicate": ProblemCode(
        "error",
        N_("Trùng mã cán bộ"),
        {
            "": ProblemTexts(
                N_("mã “{value}” đã có ở dòng {first} của Danh sách."),
                N_("Mỗi người một mã: sửa mã ở dòng này, hoặc xoá dòng trùng."),
            ),
        },
    ),
    "name-mismatch": ProblemCode(
        "warning",
        N_("Họ tên khác Danh sách"),
        {
            "": ProblemTexts(
                N_("họ tên “{value}” khác với Danh sách: {staff_id} là “{name}”."),
                N_("Sửa họ tên, hoặc sửa mã nếu ghi nhầm người."),
            ),
        },
    ),
    "name-ambiguous": ProblemCode(
        "error",
        N_("Nhiều người cùng tên"),
        {
            "": ProblemTexts(
                N_("có nhiều người tên “{value}”: {who}."),
                N_("Ghi thêm Tổ, hoặc thêm cột Mã CB, để biết là ai."),
            ),
            "one-team": ProblemTexts(
                N_("có nhiều người tên “{value}” trong một tổ: {who}."),
                N_("Thêm cột Mã CB vào Danh sách và vào tab này để biết là ai."),
            ),
        },
    ),
    "team-unknown": ProblemCode(
        "error",
        N_("Không có tổ này"),
        {
            "": ProblemTexts(
                N_("không có tổ “{value}” trong Danh sách."), N_("Ghi tên tổ đúng như ở tab Danh sách.")
            ),
            "likely": ProblemTexts(N_("không có tổ “{value}” trong Danh sách."), N_("Có phải “{likely}”?")),
            "not-listed": ProblemTexts(
                N_("tổ “{value}” không có trong các tổ ghi ở config.toml."),
                N_("Ghi một trong: {teams}; hoặc thêm tổ này vào [school] teams trong config.toml."),
            ),
        },
    ),
    "subject-unclear": ProblemCode(
        "error",
        N_("Chưa rõ của cá nhân hay tổ"),
        {
            "neither": ProblemTexts(
                N_("dòng này chưa ghi là của ai."), N_("Điền {person} nếu là cá nhân, Tổ nếu là tập thể.")
            ),
            "likely": ProblemTexts(
                N_("dòng này chưa ghi là của ai."),
                N_(
                    "Theo họ tên trong dòng thì có lẽ là {likely}; điền mã ấy nếu đúng, hoặc điền Tổ nếu là tập thể."
                ),
            ),
            "both": ProblemTexts(
                N_("dòng này có cả {person} và Tổ."),
                N_("Để lại một: {person} nếu là cá nhân, Tổ nếu là tập thể."),
            ),
        },
    ),
}
