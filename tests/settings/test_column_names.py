"""The school's own names for columns: given to a column that there is, or refused."""

from __future__ import annotations

from datetime import date

import pytest

from sheets_sync import pipeline
from sheets_sync.errors import ConfigError
from tests.made_up import made_up_config

BOARD = {"rubric": "lop-tuan", "names": ["6A"], "first_week": date(2023, 9, 4), "weeks": 2}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hiệu trưởng duyêt", "có phải là “Hiệu trưởng duyệt”?"),
        ("Kết quả nhiêm vụ", "có phải là “Kết quả nhiệm vụ”?"),
        ("zzz", "Ghi tên cột gốc, hoặc xoá dòng ấy."),
    ],
    ids=["of a form", "of the rubric", "like none"],
)
def test_a_name_for_no_column_is_refused_with_the_nearest(name, told):
    with pytest.raises(ConfigError, match=f"“{name}”") as refused:
        pipeline.load_rubrics(made_up_config(columns={name: ["Tên khác"]}))
    assert told in str(refused.value)


def test_every_wrong_name_is_told_at_once():
    with pytest.raises(ConfigError) as refused:
        pipeline.load_rubrics(made_up_config(columns={"zzz": ["a"], "Mã CB": ["b"], "yyy": ["c"]}))
    assert [message.params["name"] for message in refused.value.messages] == ["zzz", "yyy"]


@pytest.mark.parametrize("name", ["Mã CB", "mã  CB", "Điểm thưởng", "Lớp"])
def test_names_are_compared_as_headers_are_and_those_of_classes_count(name):
    pipeline.load_rubrics(made_up_config(columns={name: ["Tên khác"]}, classes=BOARD))
