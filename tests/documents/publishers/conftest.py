"""The computers that publish on Drive, and the secretary's hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.publishers.drive_desk import Desk, Hand, new_folder, shared_desk


@pytest.fixture
def folder(google: Any) -> str:
    return new_folder(google)


@pytest.fixture
def desk(google: Any, folder: str, tmp_path: Path) -> Desk:
    """A computer whose account may own files."""
    return Desk(google, folder, tmp_path / "journal.sqlite", google.person_key_file)


@pytest.fixture
def other(google: Any, folder: str, tmp_path: Path) -> Desk:
    """Another computer with the same config."""
    return Desk(google, folder, tmp_path / "other.sqlite", google.person_key_file)


@pytest.fixture
def shared(google: Any, tmp_path: Path) -> Desk:
    """A computer with a service account that is a content manager of a shared drive."""
    return shared_desk(google, tmp_path, "fileOrganizer")


@pytest.fixture
def hand(google: Any) -> Hand:
    return Hand(google)


@pytest.fixture
def gmail(google: Any, tmp_path: Path) -> Callable[..., Desk]:
    """A school with plain Gmail: a service account, and files that the secretary has made."""

    def desk(**files: str) -> Desk:
        return Desk(google, None, tmp_path / "gmail.sqlite", google.key_file, **files)

    return desk
