"""A school that has its own words for tabs and columns, drawn as text."""

from __future__ import annotations

ROSTER = """
== DS CBGVNV
TRƯỜNG THCS NGỌC LÂM
DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN

TT | Mã GV | Họ tên        | Giới tính | Ngày tháng năm sinh | Tổ CM | Loại CB | Tình trạng    | SĐT
1  | NL01  | Nguyễn Văn An | Nam       | @1980-01-05         | Toán  | GV      | Đang làm việc | 0912
2  | NL02  | Trần Thị Bình | Nữ        | @1981-02-06         | Văn   | GV      | Đang làm việc | 0913
3  | NL03  | Lê Thu Hà     | Nữ        | @1982-03-07         | Toán  | CBQL    | Đang làm việc | 0914
"""
MONTH = """
== {title}
BẢNG CHẤM THI ĐUA
TT | Mã GV | Họ tên        | Ý thức kỷ luật, đạo đức (20đ) | KQ nhiệm vụ | Điểm cộng | Tự đánh giá | BGH duyệt | XL
1  | NL01  | Nguyễn Văn An | 18                            | 65          | 5         | 88          | 90        | A
2  | NL02  | Trần Thị Bình | 17                            | 60          | 0         | 77          | 77        | B
3  | NL03  | Lê Thu Hà     | 20                            | 70          | 2         | 92          | 92        | A
"""
