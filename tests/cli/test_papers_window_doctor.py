"""``report``, ``documents``, ``demo``, ``story``, ``doctor``: what lies behind the doors."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import bootstrap
from app.cli.doors import Doors, Need, PaperKind, Papers
from app.cli.main import run
from app.cli.parser import parse
from app.domain.duty.commands import ChangeProfile
from app.domain.incident.model import PaperFormat
from app.kernel.text import Text
from tests.cli.conftest import Command
from tests.storage.test_photographs import camera

PDF = b"%PDF-1.7 words"


@dataclass(frozen=True)
class Sheet:
    data: bytes = PDF
    pages: int = 2
    missing: tuple[str, ...] = ()
    format: PaperFormat = PaperFormat.PDF
    code: str = "0123 4567 89ab cdef"


@pytest.fixture
def asked() -> list[Mapping[str, Any]]:
    return []


@pytest.fixture
def printing(doors: Doors, asked: list[Mapping[str, Any]]) -> Doors:
    def make(name: str, fields: Mapping[str, Any], wanted: PaperFormat, progress: Any) -> Sheet:
        progress.report(0.5)
        asked.append(fields)
        return Sheet(missing=("𬱖",) if fields["lang"] == "zh" else ())

    return replace(doors, papers=lambda: Papers({"leader_brief": PaperKind(Text("领导专报", "Leader's brief"))}, make))


def test_a_paper_is_written_archived_and_recorded(
    cli: Command, data: Path, tmp_path: Path, printing: Doors, asked: list[Mapping[str, Any]]
) -> None:
    number = cli("incident", "list", "--data", data, "--json").json[0]["number"]
    target = tmp_path / "brief.pdf"
    said = cli("report", number, "--document", "leader_brief", "-o", target, "--data", data, "--json", doors=printing)
    assert said.code == 0, said.err
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert said.json == {**said.json, "pages": 2, "sha256": sha256, "missing": ["𬱖"], "bytes": len(PDF), "format": "pdf"}
    assert "U+2CC56" in said.err
    assert target.read_bytes() == PDF
    shown = cli("incident", "show", number, "--data", data, "--json").json
    assert shown["documents"][-1]["sha256"] == sha256
    assert (data / "documents" / shown["id"] / f"{sha256}.pdf").read_bytes() == PDF
    assert asked[0]["incident_id"] == shown["id"]
    assert asked[0]["records"]
    assert asked[0]["head_hash"]


def test_a_paper_that_is_queued_carries_the_photographs_and_is_recorded(
    cli: Command, data: Path, tmp_path: Path, printing: Doors, asked: list[Mapping[str, Any]]
) -> None:
    number = cli("incident", "list", "--data", data, "--json").json[0]["number"]
    picture = tmp_path / "yard.jpg"
    picture.write_bytes(camera())
    kept = cli("incident", "attach", number, picture, "--data", data, "--json").json
    sending = ("reports", "send", number, "--channel", "fax", "--text", "t", "--document", "leader_brief", "--queue-only")
    sent = cli(*sending, "--data", data, "--json", doors=printing)
    assert sent.code == 0, sent.err
    assert kept["sha256"] in asked[0]["pictures"]
    shown = cli("incident", "show", number, "--data", data, "--json").json["documents"][-1]
    assert shown["sha256"] == sent.json["document_sha256"] == hashlib.sha256(PDF).hexdigest()
    assert (shown["format"], shown["unmasked"], shown["pages"]) == ("pdf", False, 2)


def test_a_paper_that_cannot_be_written_is_not_recorded(
    cli: Command, data: Path, tmp_path: Path, printing: Doors
) -> None:
    number = cli("incident", "list", "--data", data, "--json").json[0]["number"]
    before = cli("journal", "verify", "--data", data, "--json").json
    lost = ("report", number, "--document", "leader_brief", "-o", tmp_path / "no" / "x.pdf", "--data", data)
    said = cli(*lost, "--json", doors=printing)
    assert (said.code, said.refused["fault"]) == (1, "document_not_written")
    assert cli("journal", "verify", "--data", data, "--json").json == before
    no = cli("report", number, "--document", "leader_breif", "--data", data, "--json", doors=printing)
    assert (no.code, no.refused["near"]) == (2, ["leader_brief"])


def test_the_real_papers_in_the_format_of_their_file_and_proven_later(cli: Command, data: Path, tmp_path: Path) -> None:
    number = cli("incident", "list", "--data", data, "--json").json[0]["number"]
    rows = cli("documents", "list", "--json").json
    assert {"incident", "area", "plan", "list", "map", "sending"} <= {row["about"] for row in rows}
    first = next(row for row in rows if row["id"] == "first_report")
    assert first == {
        "id": "first_report", "title": "突发事件信息首报", "zh": "突发事件信息首报", "en": "First written report",
        "about": "incident", "formats": ["pdf", "docx", "txt"],
    }  # fmt: skip
    names = [row["id"] for row in rows if row["about"] in ("incident", "area")]
    begins = {"pdf": b"%PDF-", "docx": b"PK", "txt": b""}
    for place, name in enumerate(names):
        ending = list(begins)[place % 3]
        file = tmp_path / f"{name}.{ending}"
        said = cli("report", number, "--document", name, "-o", file, "--data", data, "--json")
        assert (said.code, said.json["format"]) == (0, ending), said.err
        assert file.read_bytes().startswith(begins[ending])
    issued = cli("incident", "show", number, "--data", data, "--json").json["documents"]
    assert [one["document"] for one in issued][-len(names) :] == names
    proven = cli("documents", "verify", file, "--data", data, "--json")
    assert (proven.code, proven.json["document"], proven.json["incident"]) == (0, names[-1], number)
    assert (proven.json["masked"], proven.json["kept"], proven.json["issued"]) == (True, "valid", True)
    file.write_bytes(file.read_bytes() + b" ")
    changed = cli("documents", "verify", file, "--data", data)
    assert changed.code == 1 and "改动" in changed.out
    assert cli("documents", "verify", tmp_path / "nothing", "--data", data, "--json").refused["fault"] == "file_unreadable"


def test_names_in_full_need_a_reason_which_is_kept(cli: Command, data: Path, tmp_path: Path) -> None:
    number = cli("incident", "list", "--data", data, "--json").json[0]["number"]
    caller = cli("incident", "show", number, "--data", data, "--json").json["caller"]
    ask = ("report", number, "--document", "incident_report", "--data", data, "--json", "-o")
    hidden, whole = tmp_path / "hidden.txt", tmp_path / "whole.txt"
    assert cli(*ask, hidden).code == 0
    no = cli(*ask, whole, "--unmasked", "--reason", " ")
    assert (no.code, no.refused["refused"], whole.exists()) == (2, "unmasked_reason_missing", False)
    assert cli(*ask, whole, "--unmasked", "--reason", "纪委核查").json["unmasked"] is True
    assert caller["name"] not in hidden.read_text("utf-8") and caller["phone"] not in hidden.read_text("utf-8")
    assert caller["name"] in whole.read_text("utf-8") and caller["phone"] in whole.read_text("utf-8")
    proven = cli("documents", "verify", whole, "--data", data, "--json").json
    assert (proven["masked"], proven["reason"], proven["format"]) == (False, "纪委核查", "txt")


def test_a_report_about_the_area_needs_no_incident_and_others_say_what_they_need(
    cli: Command, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "day.docx"
    said = cli("report", "--document", "daily_report", "-o", file, "--data", data, "--json")
    assert (said.code, said.json["incident"]) == (0, None), said.err
    assert cli("documents", "verify", file, "--data", data, "--json").json["kept"] == "valid"
    for document, code in (("first_report", "document_without_incident"), ("duty_log", "document_other_verb")):
        no = cli("report", "--document", document, "--data", data, "--json")
        assert (no.code, no.refused["refused"]) == (2, code)


def test_documents_are_listed(cli: Command, printing: Doors) -> None:
    rows = cli("documents", "list", "--json", doors=printing).json
    assert rows == [
        {
            "id": "leader_brief", "title": "领导专报", "zh": "领导专报", "en": "Leader's brief", "about": "incident",
            "formats": ["pdf", "docx", "txt"],
        }
    ]  # fmt: skip


def test_demo_without_a_window(cli: Command, tmp_path: Path) -> None:
    place = tmp_path / "new"
    first = cli("demo", "--no-gui", "--data", place, "--json")
    assert first.code == 0
    assert first.json["entries"] > 100
    again = cli("demo", "--no-gui", "--data", place, "--json")
    assert (again.code, again.refused["refused"]) == (2, "demo_not_empty")
    assert cli("demo", "--no-gui", "--reset", "--data", place).code == 0
    assert list(place.glob("journal.sqlite.2*"))


def test_verbs_with_a_window(cli: Command, doors: Doors, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    opened: list[tuple[Any, ...]] = []

    def door(*where: Any) -> int:
        opened.append(where)
        return 0

    faked = replace(doors, run_window=door, run_story=door, run_screenshots=door)
    out = tmp_path / "out"
    assert cli("--data", data, doors=faked).code == 0
    assert cli("demo", "--data", data, doors=faked).code == 0
    assert cli("story", "--out", out, "--data", data, doors=faked).code == 0
    assert cli("screenshots", "--out", out, "--data", data, doors=faked).code == 0
    assert opened == [(data,), (data,), (data, out), (data, out)]


def test_the_story_keeps_off_a_desk_in_use(
    cli: Command, doors: Doors, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    played: list[Path] = []

    def door(place: Path, out: Path) -> int:
        assert place.is_dir()
        played.append(place)
        return 0

    asyncio.run(change_profile(data))
    said = cli("story", "--out", tmp_path, "--data", data, "--json", doors=replace(doors, run_story=door))
    assert (said.code, said.refused["refused"], played) == (2, "desk_not_demo", [])
    arguments = parse(["story", "--out", str(tmp_path)])
    assert run(arguments, replace(doors, run_story=door)) == 0
    assert not played[0].exists()


async def change_profile(data: Path) -> None:
    """Make the demonstration look like a desk in use."""
    async with bootstrap.open_workspace(data) as workspace:
        profile = workspace.desk.state.profile
        assert profile is not None
        command = ChangeProfile(profile=msgspec.structs.replace(profile, demo=False))
        await workspace.desk.execute(command, workspace.context())


def test_without_a_screen_it_says_so(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.screen.sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    said = cli("--json")
    assert (said.code, said.refused["fault"]) == (1, "no_screen")


@pytest.fixture
def healthy(doors: Doors) -> Doors:
    """Doors of a machine whose Qt and fonts are well, whatever this one has."""
    return replace(doors, examine_qt=lambda: (Need("web_engine", "ok", "ok"),), examine_fonts=lambda prepare: ())


def test_doctor(cli: Command, data: Path, healthy: Doors) -> None:
    said = cli("doctor", "--data", data, "--json", doors=healthy)
    assert said.code == 0
    assert said.json["ok"] is True
    states = {one["name"]: one["state"] for one in said.json["checks"]}
    assert states["journal"] == states["folder"] == states["catalogue"] == states["python"] == "ok"
    assert states["map_page"] == "lacking"
    assert not [one for one in said.json["checks"] if set("[{") & set(one["text"])]


def test_prepare_makes_the_map_page(cli: Command, data: Path, healthy: Doors) -> None:
    said = cli("doctor", "--prepare", "--data", data, "--json", doors=healthy)
    assert said.code == 0
    assert next(one for one in said.json["checks"] if one["name"] == "map_page")["state"] == "ok"
    assert list((data / "cache" / "map").glob("*/index.html"))


def test_what_is_broken_makes_the_doctor_fail(cli: Command, healthy: Doors, tmp_path: Path) -> None:
    qt = replace(healthy, examine_qt=lambda: (Need("qt", "broken", "missing", detail="no library"),))
    said = cli("doctor", doors=qt)
    assert said.code == 1
    assert "no library" in said.out
    file = tmp_path / "file"
    file.write_text("x")
    assert cli("doctor", "--data", file, doors=healthy).code == 1
    assert cli("doctor", "--data", tmp_path / "new", doors=healthy).code == 0
    assert not (tmp_path / "new").exists()


def test_a_desk_is_backed_up_and_restored(cli: Command, data: Path, tmp_path: Path) -> None:
    made = cli("backup", tmp_path / "copy", "--data", data, "--json")
    assert made.code == 0, made.err
    again = tmp_path / "again"
    back = cli("restore", tmp_path / "copy", "--data", again, "--json")
    assert back.code == 0 and back.json["entries"] == made.json["entries"] > 100
    rows = [cli("incident", "list", "--data", folder, "--json").json for folder in (data, again)]
    listed = [[(row["id"], row["number"], row["status"]) for row in each] for each in rows]
    assert listed[0] == listed[1] and listed[0]
    assert cli("restore", tmp_path / "copy", "--data", again).code == 1
    assert cli("backup", tmp_path / "nothing-here").code == 2
