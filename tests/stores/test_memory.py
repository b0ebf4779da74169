import pytest

from sheets_sync.stores.memory import MemoryStore
from tests.stores.contract import ReadingContract, StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()

    @pytest.fixture
    def foreign_store(self):
        return MemoryStore(foreign={"Tổng hợp": (("của tôi",),)})


class TestReadingMemory(ReadingContract):
    @pytest.fixture
    def store_with(self):
        return MemoryStore
