"""What the world does to a duty room's computer: broken files, a damaged journal, a disk that is full or cannot be written.

In each the window opens, says what is wrong, and does what can still be done.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from tests.scenarios.desks import chain, copied, window

pytestmark = pytest.mark.window

SMALL_DISK = "12m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is full soon; only root may make one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mount = tmp_path / "disk"
    mount.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip(f"no small disk here: {made.stderr.decode()}")
    yield mount
    subprocess.run(["umount", "-l", str(mount)], check=True)


@pytest.fixture
def sealed_desk(demonstration: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A desk in a folder that this user cannot write: by its rights, or for root by a disk that was mounted so."""
    if os.geteuid() == 0:
        disk = request.getfixturevalue("small_disk")
        place = copied(demonstration, disk / "desk")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield place
        return
    place = copied(demonstration, tmp_path / "sealed")
    parts = [place, *place.rglob("*")]
    for one in parts:
        one.chmod(stat.S_IMODE(one.stat().st_mode) & ~0o222)
    yield place
    for one in parts:
        one.chmod(one.stat().st_mode | stat.S_IWUSR)


def test_a_broken_plan_is_named_and_the_others_work(desk: Path, tmp_path: Path) -> None:
    own = program_files()
    root = tmp_path / "program"
    root.mkdir()
    (root / "resources").symlink_to(own.resources, target_is_directory=True)
    shutil.copytree(own.plans, root / "plans")
    plan = root / "plans" / "forest-fire" / "plan.yaml"
    lines = plan.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("tasks:"))
    lines.insert(at, "surprise: true")
    plan.write_text("\n".join(lines), encoding="utf-8")

    with window("looks", desk, PROGRAM_FILES=str(root)) as shown:
        seen = shown.line()
        assert shown.ends() == 0, shown.complaints
    sound = {path.parent.name for path in own.plans.glob("*/plan.yaml")}
    assert set(seen["plans"]) == sound - {"forest-fire"}
    [said] = seen["faults"]
    assert "forest-fire/plan.yaml" in said
    assert str(at + 1) in said
    assert "surprise" in said


def test_a_journal_with_a_changed_byte_is_read_only_and_says_which_entry(desk: Path) -> None:
    with closing(sqlite3.connect(desk / "journal.sqlite")) as journal:
        for (name,) in journal.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            journal.execute(f'DROP TRIGGER "{name}"')
        [(body,)] = journal.execute("SELECT body FROM entries WHERE seq = 20").fetchall()
        changed = bytearray(body)
        at = changed.rindex(b'"') - 1
        changed[at] = ord("x") if changed[at] != ord("x") else ord("y")
        journal.execute("UPDATE entries SET body = ? WHERE seq = 20", (bytes(changed),))
        journal.commit()
    assert chain(desk)[1].seq == 20

    with window("tries", desk, EXPECT_DAMAGE="1") as shown:
        seen = shown.line()
        assert shown.ends() == 0, shown.complaints
    assert seen["damage"] == 20
    assert seen["incidents"], "what can be read is shown"
    assert not seen["done"]
    assert seen["same_state"]
    assert "20" in seen["said"]
    assert any("20" in one for one in seen["faults"])


def test_a_folder_that_cannot_be_written_is_read(sealed_desk: Path) -> None:
    entries, _ = chain(sealed_desk)
    with window("tries", sealed_desk) as shown:
        seen = shown.line()
        assert shown.ends() == 0, shown.complaints
    assert seen["visible"]
    assert seen["incidents"]
    assert seen["read_only"]
    assert not seen["done"]
    assert seen["same_state"]
    assert seen["said"]
    assert len(seen["faults"]) == 1
    assert chain(sealed_desk) == (entries, None)


def test_the_map_of_a_folder_that_cannot_be_written_is_painted(sealed_desk: Path) -> None:
    with window("looks", sealed_desk) as shown:
        seen = shown.line()
        assert shown.ends() == 0, shown.complaints
    assert seen["map_painted"]


def test_a_full_disk_refuses_says_so_and_works_again(small_disk: Path, demonstration: Path) -> None:
    place = copied(demonstration, small_disk / "desk")
    with window("fills", place) as shown:
        full = shown.line()
        again = shown.line()
        assert shown.ends() == 0, shown.complaints
    assert full["first"]
    assert full["refused"]
    assert full["same_state"]
    assert full["visible"]
    assert full["said"]
    assert full["damage"] is None
    assert again["again"], "there is room again"
    assert chain(place) == (again["seq"], None)


def test_broken_settings_are_kept_aside_and_told(desk: Path) -> None:
    (desk / "settings.json").write_text('{"theme": "dar', encoding="utf-8")
    with window("tries", desk) as shown:
        seen = shown.line()
        assert shown.ends() == 0, shown.complaints
    assert seen["done"]
    assert seen["language"] == "zh"
    aside = desk / "settings.broken"
    assert aside.read_text(encoding="utf-8") == '{"theme": "dar'
    assert any(str(aside) in one for one in seen["faults"])
