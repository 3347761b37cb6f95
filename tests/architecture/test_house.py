"""The shape of the house: floors, charters, size of files, what lies at the top."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import PurePosixPath

import pytest

from tests.architecture.tree import ROOT, sources, text_of, tracked

LONGEST = 500
TOP = {
    "app", "resources", "plans", "tests", "pyproject.toml", "build.spec", "Makefile", "constraints.txt",
    "README.md", "README.zh-CN.md", ".ci", "LICENSE", "CHANGELOG.md", ".gitignore", ".gitattributes", ".editorconfig",
}  # fmt: skip
CHARTER = ("may import", "must not", "invariant", "decision")


def test_only_what_belongs_there_lies_at_the_top() -> None:
    assert {name.split("/")[0] for name in tracked()} <= TOP


def test_ci_runs_one_script() -> None:
    assert [name for name in tracked() if name.startswith(".ci/")] == [".ci/run"]


def test_no_file_is_too_long_to_read() -> None:
    code = [n for n in tracked() if n.endswith((".py", ".js", ".css", ".sh", ".spec")) or n == "Makefile"]
    lengths = {name: len((text_of(name) or "").splitlines()) for name in code}
    assert not {name: length for name, length in lengths.items() if length > LONGEST}


def packages() -> list[str]:
    return sorted({str(PurePosixPath(name).parent) for name in sources("app")})


@pytest.mark.parametrize("package", packages())
def test_every_package_says_what_it_is_for(package: str) -> None:
    door = ROOT / package / "__init__.py"
    assert door.is_file(), f"{package} has no __init__.py"
    charter = ast.get_docstring(ast.parse(door.read_text(encoding="utf-8"))) or ""
    assert charter, f"{package}/__init__.py has no charter"
    if package.count("/") == 1:
        said = charter.lower()
        assert not [word for word in CHARTER if word not in said], f"{package}: the charter is incomplete"


def _contracts() -> list[dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["tool"]["importlinter"]["contracts"]


def test_every_part_of_the_program_stands_on_a_floor() -> None:
    layers = next(contract for contract in _contracts() if contract["type"] == "layers")["layers"]
    assert isinstance(layers, list)
    known = {name.strip(" ()") for layer in layers for name in layer.replace(":", "|").split("|")}
    parts = {PurePosixPath(name).parts[1].removesuffix(".py") for name in sources("app")} - {"__init__"}
    assert parts <= known


def test_the_floors_keep_their_contracts() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
