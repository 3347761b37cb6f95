"""A file is there whole or not at all: after an error, a crash, a refusal of the disk, and with two writers at once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.kernel import whole_file as module
from app.kernel.whole_file import whole_file, write_atomically

ODD_NAMES = ("值班表 (副本).json", "a'b\"c.txt", " a blank at both ends .txt", "-rf", "%s{0}.csv", ".hidden", "字" * 84)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A file that somebody needs."""
    path = tmp_path / "kept.json"
    path.write_bytes(b"old")
    return path


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    for data in (b"first", b"", b"\0" * 100_000):
        write_atomically(path, data)
        assert path.read_bytes() == data
    assert _names(tmp_path) == ["a.bin"]


def test_an_error_in_the_middle_leaves_the_old_file_and_no_remains(kept: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole_file(kept) as draft:
        draft.write_bytes(b"half of the n")
        raise ZeroDivisionError
    assert kept.read_bytes() == b"old"
    assert _names(kept.parent) == ["kept.json"]


def test_the_new_file_is_not_seen_before_it_is_whole(kept: Path) -> None:
    with whole_file(kept) as draft:
        draft.write_bytes(b"new")
        assert draft.parent == kept.parent
        assert (draft.name[0], draft.suffix) == (".", ".tmp")
        assert kept.read_bytes() == b"old"
    assert kept.read_bytes() == b"new"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_is_said_and_leaves_the_old_file(kept: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, call, refuse)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(kept, b"new")
    assert kept.read_bytes() == b"old"
    assert _names(kept.parent) == ["kept.json"]


def test_the_draft_is_durable_before_it_takes_the_name(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(module.os, "fsync", lambda descriptor: (done.append("sync"), sync(descriptor))[1])
    monkeypatch.setattr(module.os, "replace", lambda a, b: (done.append("replace"), replace(a, b))[1])
    write_atomically(kept, b"new")
    assert done == (["sync", "replace"] if os.name == "nt" else ["sync", "replace", "sync"])


def test_a_program_that_is_killed_in_the_middle_leaves_the_old_file(kept: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from app.kernel.whole_file import whole_file\n"
        "with whole_file(Path(sys.argv[1])) as draft:\n    draft.write_bytes(b'half'); os._exit(9)"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(kept)], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == 9
    assert kept.read_bytes() == b"old"
    write_atomically(kept, b"new")
    assert kept.read_bytes() == b"new"


def test_a_folder_that_is_absent_or_a_name_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "absent" / "a", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", b"x")
    assert _names(tmp_path) == ["folder"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_without_the_right_to_write_is_refused(kept: Path) -> None:
    kept.parent.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            write_atomically(kept, b"new")
    finally:
        kept.parent.chmod(0o700)
    assert kept.read_bytes() == b"old"


def test_a_refused_draft_is_said_before_anything_is_made(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(module.os, "open", refuse)
    with pytest.raises(PermissionError), whole_file(kept):
        pytest.fail("there is nowhere to write")
    assert kept.read_bytes() == b"old"


def test_of_many_writers_at_once_one_wins_with_a_whole_file(kept: Path) -> None:
    def write(letter: bytes) -> None:
        for _ in range(8):
            write_atomically(kept, letter * 50_000)

    writers = [threading.Thread(target=write, args=(letter,)) for letter in (b"a", b"b", b"c", b"d")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    found = kept.read_bytes()
    assert len(found) == 50_000
    assert len(set(found)) == 1
    assert _names(kept.parent) == ["kept.json"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_that_the_disk_takes_can_be_written(tmp_path: Path, name: str) -> None:
    write_atomically(tmp_path / name, b"x")
    assert _names(tmp_path) == [name]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_private_file_is_for_this_user_alone_and_others_are_as_the_system_is_set(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "open", b"x")
        write_atomically(tmp_path / "secret", b"x", private=True)
    finally:
        os.umask(before)
    rights = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("open", "secret")]
    assert rights == [0o644, 0o600]
