import pytest

from tests.stores.contract import ReadingContract, StoreContract
from tests.stores.memory import MemoryStore


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
