"""What is kept is what would be read: any change of a file is seen, a broken kept file is thrown away."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from app.catalog.kept import remembered
from app.catalog.locations import program_files
from app.catalog.reference import load_reference
from app.catalog.wording import read_words
from app.kernel.errors import BadFile

FILES = program_files()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A small copy of the program's files: one plan, all catalogues and words."""
    root = tmp_path / "files"
    for name in ("catalog", "rulebooks", "i18n"):
        shutil.copytree(FILES.resources / name, root / "resources" / name)
    shutil.copytree(FILES.plans / "snow-ice", root / "plans" / "snow-ice")
    return root


def test_a_kept_catalogue_is_the_one_that_was_read(files: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    read = load_reference(files / "plans", files / "resources", cache)
    kept = load_reference(files / "plans", files / "resources", cache)
    assert kept == read == load_reference(files / "plans", files / "resources")
    assert kept.reference.plans_for("N-SNW") and kept.reference.shipped is kept.reference.plans
    words = read_words(files / "resources" / "i18n", cache)
    assert words == read_words(files / "resources" / "i18n", cache) == read_words(files / "resources" / "i18n")
    assert len(list(cache.iterdir())) == 2


def test_a_changed_file_is_read_anew_and_the_old_one_goes(files: Path, tmp_path: Path) -> None:
    cache, plan = tmp_path / "cache", files / "plans" / "snow-ice" / "plan.yaml"
    before = load_reference(files / "plans", files / "resources", cache).reference.plans["snow-ice"]
    plan.write_text(plan.read_text("utf-8").replace('version: "2026.1"', 'version: "2030.1"'), "utf-8")
    after = load_reference(files / "plans", files / "resources", cache).reference.plans["snow-ice"]
    assert after.version == "2030.1" != before.version
    assert len(list(cache.glob("catalogue-*"))) == 1
    plan.unlink()
    assert "snow-ice" not in load_reference(files / "plans", files / "resources", cache).reference.plans


def test_problems_are_kept_with_it(files: Path, tmp_path: Path) -> None:
    (files / "plans" / "snow-ice" / "plan.yaml").write_text("id: [", "utf-8")
    read = load_reference(files / "plans", files / "resources", tmp_path / "cache")
    assert read.problems and read == load_reference(files / "plans", files / "resources", tmp_path / "cache")


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x81\xa1a", b"x" * 300])
def test_a_broken_kept_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "cache"
    assert remembered(cache, "n", dict[str, int], (tmp_path / "none",), lambda: {"a": 1}) == {"a": 1}
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert remembered(cache, "n", dict[str, int], (tmp_path / "none",), lambda: {"a": 2}) == {"a": 2}
    assert remembered(cache, "n", dict[str, int], (tmp_path / "none",), lambda: {"a": 3}) == {"a": 2}


def test_where_nothing_can_be_kept_everything_is_read(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    made = iter(range(1, 3))
    assert remembered(blocked / "cache", "n", int, (), lambda: next(made)) == 1
    assert remembered(blocked / "cache", "n", int, (), lambda: next(made)) == 2


def test_an_error_is_passed_on_and_nothing_is_kept(tmp_path: Path) -> None:
    def broken() -> int:
        raise BadFile(())

    with pytest.raises(BadFile):
        remembered(tmp_path / "cache", "n", int, (), broken)
    assert not (tmp_path / "cache").exists()


def test_nothing_of_the_catalogue_is_left_out() -> None:
    """A field that the kept form forgot would be empty, whether or not anything is kept."""
    reference = load_reference(FILES.plans, FILES.resources).reference
    assert [one.name for one in dataclasses.fields(reference) if one.init and not getattr(reference, one.name)] == []
