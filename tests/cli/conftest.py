"""A command line on a copy of one demonstration township, without a window."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app import bootstrap
from app.cli.doors import Doors
from app.cli.main import run
from app.cli.parser import parse


@dataclass(frozen=True)
class Said:
    """What a verb answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def refused(self) -> dict[str, Any]:
        """Standard error as JSON."""
        found: dict[str, Any] = json.loads(self.err)
        return found


Command = Callable[..., Said]


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "desk"
    asyncio.run(bootstrap.make_demo(folder))
    return folder


@pytest.fixture
def data(demo_folder: Path, tmp_path: Path) -> Path:
    """A desk of its own for one test."""
    return Path(shutil.copytree(demo_folder, tmp_path / "desk"))


@pytest.fixture
def doors() -> Doors:
    """The real doors, except those that lead to a window."""

    def closed(*_: object) -> int:
        raise AssertionError("a window was asked for")

    return replace(bootstrap.doors(), run_window=closed, run_story=closed, run_screenshots=closed)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], tmp_path: Path, doors: Doors) -> Command:
    """Runs a command line; the data folder is an empty one unless ``--data`` names another."""

    def call(*words: object, doors: Doors = doors) -> Said:
        given = [str(word) for word in words]
        if "--data" not in given:
            given += ["--data", str(tmp_path / "nothing")]
        capsys.readouterr()
        try:
            code = run(parse(given), doors)
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def desk(cli: Command, data: Path) -> Command:
    """Runs a command line on the demonstration desk, with JSON out."""
    return lambda *words: cli(*words, "--data", data, "--json")
