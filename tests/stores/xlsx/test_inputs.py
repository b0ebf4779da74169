import openpyxl
import pytest

from sheets_sync.model import CellError
from sheets_sync.school.school import is_form
from sheets_sync.settings.config_file import parse_config
from sheets_sync.stores.xlsx import XlsxStore
from tests.stores.contract import ReadingContract


class TestReadingXlsx(ReadingContract):
    @pytest.fixture
    def store_with(self, tmp_path):
        def store(tabs):
            book = openpyxl.Workbook()
            book.remove(book.active)
            for tab in tabs:
                page = book.create_sheet(tab.title)
                for row in tab.rows:
                    page.append([cell.text if isinstance(cell, CellError) else cell for cell in row])
            book.save(tmp_path / "so.xlsx")
            school = {"name": "Trường THCS Thử", "year": "2023-2024"}
            config = parse_config({"school": school, "store": {"input": "so.xlsx"}}, tmp_path / "config.toml")
            return XlsxStore(config, is_form(config))

        return store
