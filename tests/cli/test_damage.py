"""A verb never writes behind an entry that somebody changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main


def test_a_changed_byte_stops_every_writing_verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(tmp_path)]
    assert main(["demo", "--no-gui", *data]) == 0
    assert main(["incident", "open", "--kind", "A-FIR", "--place", "qsc", "--aware-at", "2026-01-02 03:04", *data]) == 0
    journal = tmp_path / "journal.sqlite"
    content = bytearray(journal.read_bytes())
    place = content.find("青石大桥".encode())
    content[place] ^= 1
    journal.write_bytes(content)
    capsys.readouterr()
    assert main(["incident", "open", "--kind", "A-FIR", "--place", "qsc", "--aware-at", "2026-01-02 03:04", *data]) == 1
    assert "损坏" in capsys.readouterr().err
    assert main(["journal", "verify", *data]) == 1
