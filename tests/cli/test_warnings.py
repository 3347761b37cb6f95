"""``warnings``: taken in from files, signed for, passed on, replaced, called off."""

from __future__ import annotations

from pathlib import Path

import app.network.warnings as package
from tests.cli.conftest import Command

SAMPLES = Path(package.__path__[0]) / "samples"


def sample(name: str) -> str:
    return str(SAMPLES / f"{name}.xml")


def test_a_warning_from_its_arrival_to_its_end(desk: Command) -> None:
    taken = desk("warnings", "import", sample("rainstorm-red")).json
    assert taken["left_out"] == []
    one = next(row for row in taken["warnings"] if row["identifier"].endswith("_1"))
    assert (one["kind"], one["level"], one["signed_by"], one["areas"]) == ("rainstorm", "red", "", ["青石镇、柳溪乡"])
    signed = desk("warnings", "sign", one["identifier"], "--by", "王双喜").json
    assert next(row for row in signed if row["id"] == one["id"])["signed_by"] == "王双喜"
    relayed = desk("warnings", "relay", one["id"], "--to", "青石村", "镇中心小学", "--means", "电话").json
    assert next(row for row in relayed if row["id"] == one["id"])["relayed_to"] == ["青石村", "镇中心小学"]
    desk("warnings", "import", sample("rainstorm-update"), sample("rainstorm-cancel"))
    rows = {row["identifier"]: row["standing"] for row in desk("warnings", "list", "--all").json if row["identifier"]}
    assert rows["00000041600000_20260718023000_1"] == "replaced" and rows["00000041600000_20260718053000_2"] == "lifted"


def test_what_may_not_be_taken_in_is_refused(desk: Command, tmp_path: Path) -> None:
    assert desk("warnings", "import", sample("exercise")).refused["refused"] == "warning_not_actual"
    assert desk("warnings", "import", sample("two-languages")).refused["refused"] == "warning_without_level"
    assert desk("warnings", "import", sample("two-languages"), "--level", "orange").code == 0
    bad = tmp_path / "bad.xml"
    bad.write_text("<alert/>", encoding="utf-8")
    assert desk("warnings", "import", str(bad)).code == 1
    assert desk("warnings", "import", str(tmp_path / "none.xml")).code != 0
