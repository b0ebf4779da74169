import pytest

from sheets_sync.model import Sheet
from sheets_sync.stores.memory import MemoryStore
from tests.stores.contract import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()

    @pytest.fixture
    def foreign_store(self):
        return MemoryStore(foreign={"Tổng hợp": (("của tôi",),)})


def test_reads_the_sheets_it_was_given():
    sheet = Sheet("Danh sách", [["Mã CB"]])
    assert MemoryStore([sheet]).read() == (sheet,)
