"""``incident attach`` and ``incident photographs``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.test_incidents import opened
from tests.storage.test_photographs import SECRET, camera


def test_a_photograph_goes_in_clean_and_is_taken_back_with_a_reason(desk: Command, tmp_path: Path) -> None:
    number = opened(desk)
    picture = tmp_path / "院子.jpg"
    picture.write_bytes(camera(taken="2001:02:03 04:05:06"))
    said = desk("incident", "attach", number, str(picture), "--caption", "北侧院子")
    assert said.code == 0, said.err
    assert (said.json["name"], said.json["caption"], said.json["taken_at"][:16]) == ("院子.jpg", "北侧院子", "2001-02-03T04:05")
    assert desk("incident", "attach", number, str(picture)).refused["refused"] == "photograph_known"
    picture.write_bytes(b"nothing")
    assert desk("incident", "attach", number, str(picture)).code != 0
    assert desk("incident", "attach", number, str(tmp_path / "none.jpg")).code != 0
    rows = desk("incident", "photographs", number, "--withdraw", said.json["id"], "--reason", "拍错了").json
    assert [(row["sha256"], row["withdrawn"]) for row in rows] == [(said.json["sha256"], "拍错了")]
    kept = next(tmp_path.rglob(f"{said.json['sha256']}.jpeg")).read_bytes()
    assert SECRET not in kept
