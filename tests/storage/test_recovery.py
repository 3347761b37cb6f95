"""Recovery files: what was not saved is there after a crash, and gone when it is not wanted any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.planning.model import ExtractedItem, Extraction
from app.kernel.errors import Fault
from app.storage import recovery
from app.storage.recovery import RecoveryFiles, Unsaved
from tests.world import NOON, content

EXTRACTION = Extraction("p.docx", "0" * 64, (ExtractedItem("i", "tasks/call", "1.1", "w", "r", 0.5),), ())


def unsaved(key="mill@2", at=NOON, **more):
    return Unsaved(key, at, content(), extraction=EXTRACTION, **more)


def test_what_was_written_is_read_again_and_dropped(tmp_path: Path) -> None:
    files = RecoveryFiles(tmp_path / "recovery")
    assert files.all() == () and files.read("mill@2") is None
    files.drop("mill@2")
    files.write(unsaved(based_on="1", stored=True))
    assert files.read("mill@2") == unsaved(based_on="1", stored=True)
    files.write(replace(unsaved(), at=NOON + timedelta(seconds=5)))
    files.write(unsaved("../../etc/passwd@1"))
    assert [one.key for one in files.all()] == ["mill@2", "../../etc/passwd@1"]
    assert {path.parent for path in (tmp_path / "recovery").iterdir()} == {tmp_path / "recovery"}
    files.drop("mill@2")
    files.drop("../../etc/passwd@1")
    assert files.all() == () and list((tmp_path / "recovery").iterdir()) == []


def test_the_name_now_may_differ_from_that_it_was_opened_under() -> None:
    assert unsaved("new@1").target == "mill@2"


@pytest.mark.parametrize("body", [b"", b"{", b'{"key": "x"}', b"\xff\xfe"])
def test_a_broken_file_is_moved_aside_and_stops_nothing(tmp_path: Path, body: bytes) -> None:
    files = RecoveryFiles(tmp_path)
    files.write(unsaved())
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(body)
    assert files.all() == () and [one.suffix for one in tmp_path.iterdir()] == [".broken"]
    files.write(unsaved())
    assert files.read("mill@2") is not None


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = RecoveryFiles(tmp_path)
    files.write(unsaved())
    monkeypatch.setattr(recovery, "LARGEST_BYTES", 10)
    assert files.read("mill@2") is None


def test_a_disk_that_refuses_is_a_fault_and_the_last_state_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = RecoveryFiles(tmp_path)
    files.write(unsaved())

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recovery, "write_atomically", full)
    with pytest.raises(Fault) as caught:
        files.write(unsaved(stored=True))
    assert caught.value.code == "recovery_not_written" and files.read("mill@2") == unsaved()
