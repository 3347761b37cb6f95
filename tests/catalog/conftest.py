"""The shipped catalogue, read once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog.reference import Loaded, load_reference
from app.catalog.wording import Wording, read_words
from app.domain.reference import Reference

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load_reference(ROOT / "plans", ROOT / "resources")


@pytest.fixture(scope="session")
def reference(loaded: Loaded) -> Reference:
    return loaded.reference


@pytest.fixture(scope="session")
def words():
    return read_words(ROOT / "resources" / "i18n")


@pytest.fixture
def wording(words, reference: Reference) -> Wording:
    return Wording(words, "zh", reference)
