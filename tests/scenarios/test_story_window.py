"""The main job from the call to the closing, played by the real window with the real map; what it left is examined."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from app import bootstrap
from app.domain.incident.entries import DocumentIssued
from app.domain.incident.model import Incident, IncidentStatus
from app.domain.record import Record
from tests.scenarios.desks import chain, program

pytestmark = pytest.mark.window

STEPS = ["desk", "intake", "activate", "tasks", "dispatch", "phone", "figures", "papers", "end", "close"]
PAPERS = ("incident_report", "leader_brief")
MAP_OF_DESK = (0.25, 0.2, 0.5, 0.8)
"""Where the map lies in the picture of the desk, as shares of its width and height: left, top, right, bottom."""


class Played:
    """A story that was played: its folder, its account, and the incident as the journal tells it."""

    def __init__(self, data: Path, out: Path) -> None:
        self.data, self.out = data, out
        self.account: dict[str, Any] = json.loads((out / "story.json").read_text(encoding="utf-8"))
        self.incident, self.records = asyncio.run(self._read())

    def pdf(self, name: str) -> Path:
        return self.out / f"{name}.pdf"

    async def _read(self) -> tuple[Incident, tuple[Record, ...]]:
        async with bootstrap.open_workspace(self.data) as workspace:
            incident_id = self.account["incident_id"]
            return workspace.desk.state.incidents[incident_id], await workspace.desk.history(incident_id)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    place = tmp_path_factory.mktemp("story")
    done = program("--data", place / "desk", "story", "--out", place / "out")
    assert done.returncode == 0, done.stderr[-6000:]
    return Played(place / "desk", place / "out")


def test_every_step_came_about(played: Played) -> None:
    assert list(played.account["steps_s"]) == STEPS
    assert not list((played.data / "logs").glob("crash-*")), "the program had to write down a bug"


def test_the_journal_tells_the_same_and_is_whole(played: Played) -> None:
    entries, damage = chain(played.data)
    assert damage is None
    assert entries >= played.account["entries"]
    of = played.incident
    assert of.status is IncidentStatus.CLOSED
    assert of.closure is not None and of.closure.cause
    assert of.reports, "the phone call upwards"
    assert of.dispatches and all(one.ended_at is not None for one in of.dispatches.values())
    assert of.activations and not any(activation.is_running for activation in of.activations)
    kinds = {type(one.entry).__name__ for one in played.records}
    assert {"IncidentOpened", "SeverityAssessed", "PlanActivated", "UnitDispatched", "DocumentIssued"} <= kinds, kinds


def colours(path: Path, area: tuple[float, float, float, float] = (0, 0, 1, 1)) -> int:
    with Image.open(path) as picture:
        width, height = picture.size
        left, top, right, bottom = area
        part = picture.convert("RGB").crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
    return len(part.getcolors(part.width * part.height) or ())


def test_the_pictures_are_not_blank(played: Played) -> None:
    pictures = sorted(played.out.glob("*.png"))
    assert len([one for one in pictures if ".dialog" not in one.name]) >= 14
    for picture in pictures:
        assert colours(picture) > 60, picture.name
    assert colours(played.out / "01-desk.png", MAP_OF_DESK) > 500, "the map was not painted"


def embedded(reader: PdfReader) -> dict[str, bool]:
    """Every font of the document, and whether its program is inside."""
    found: dict[str, bool] = {}
    for page in reader.pages:
        for named in (page["/Resources"].get("/Font") or {}).values():
            font = named.get_object()
            for one in [inner.get_object() for inner in font.get("/DescendantFonts", [])] or [font]:
                descriptor = one.get("/FontDescriptor")
                keys = () if descriptor is None else descriptor.get_object().keys()
                found[str(one["/BaseFont"])] = any(key.startswith("/FontFile") for key in keys)
    return found


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_are_readable_everywhere(played: Played, name: str) -> None:
    reader = PdfReader(played.pdf(name))
    fonts = embedded(reader)
    assert fonts and all(fonts.values()), fonts
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    assert "突发事件情况报告" in text
    assert "较大" in text
    assert "青石村三组" in text
    assert "\ufffd" not in text


def test_the_report_names_the_law_it_rests_on(played: Played) -> None:
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(played.pdf("incident_report")).pages))
    assert played.account["number"] in text
    assert "国务院令第493号" in text


def test_what_was_issued_is_what_lies_there(played: Played) -> None:
    issued = {one.entry.document: one.entry for one in played.records if isinstance(one.entry, DocumentIssued)}
    assert set(issued) == set(PAPERS)
    for name, entry in issued.items():
        paper = played.pdf(name).read_bytes()
        assert hashlib.sha256(paper).hexdigest() == entry.sha256
        assert len(PdfReader(played.pdf(name)).pages) == entry.pages
        kept = played.data / "documents" / entry.incident_id / f"{entry.sha256}.pdf"
        assert kept.read_bytes() == paper
    assert issued["leader_brief"].pages == 1


def test_the_map_asked_nobody_outside(played: Played) -> None:
    assert played.account["own_requests"] > 10
    assert played.account["blocked_requests"] == 0
