from __future__ import annotations

from pathlib import Path

import pytest

from app.reports.kit import FontLibrary


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontLibrary:
    """The faces of this machine without any converted one: the least that must work."""
    return FontLibrary([], tmp_path_factory.mktemp("faces"))


@pytest.fixture
def no_fonts(tmp_path: Path) -> FontLibrary:
    return FontLibrary([tmp_path], tmp_path / "cache", system=False)
