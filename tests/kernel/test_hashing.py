"""The fingerprint of a file is that of its bytes, however many pieces they are read in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.kernel.hashing import sha256_of


@pytest.mark.parametrize("size", [0, 1, 1_000_003])
def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path, size: int) -> None:
    data = bytes(place % 251 for place in range(size))
    (tmp_path / "file.bin").write_bytes(data)
    assert sha256_of(tmp_path / "file.bin") == hashlib.sha256(data).hexdigest()


def test_a_file_that_is_not_there_is_the_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sha256_of(tmp_path / "none.bin")
