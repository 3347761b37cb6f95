"""One demonstration desk for all scenarios of a run; each works on a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.desks import copied, demo_desk


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration township as it was just made; nobody works in this one."""
    return demo_desk(tmp_path_factory.mktemp("demonstration") / "desk")


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path) -> Path:
    """A desk of one's own."""
    return copied(demonstration, tmp_path / "desk")
