"""``map sheet`` and ``report --map``: drawn by another process, archived and recorded like every paper."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from app.cli.doors import Doors
from app.desk.sheets import SheetWish
from app.kernel.clock import WallClock
from app.kernel.errors import Fault
from app.kernel.geo import Region
from app.reports.documents.map_sheet import SheetPicture, sheet_of
from tests.cli.conftest import Command

GROUND = Region(18.60, 114.46, 18.61, 114.48)


@pytest.fixture
def wishes() -> list[SheetWish]:
    return []


@pytest.fixture
def drawing(doors: Doors, wishes: list[SheetWish]) -> Doors:
    """Doors behind which a flat picture is drawn."""

    def draw(_data: Any, _incident_id: str, wish: SheetWish, _lang: str, _progress: Any) -> SheetPicture:
        wishes.append(wish)
        sheet, out = sheet_of(wish, GROUND), io.BytesIO()
        Image.new("RGB", sheet.format.picture_px, "white").save(out, "PNG")
        return SheetPicture(wish, sheet, out.getvalue(), WallClock().now(), source="国家基础地理信息", review="GS(2026)0001号")

    return replace(doors, draw_map=draw)


def first(cli: Command, data: Path) -> str:
    return str(cli("incident", "list", "--data", data, "--json").json[0]["number"])


def text_of(path: Path, page: int) -> str:
    return "".join(PdfReader(path).pages[page].extract_text().split())


def test_a_sheet_is_made_archived_and_recorded(
    cli: Command, data: Path, tmp_path: Path, drawing: Doors, wishes: list[SheetWish]
) -> None:
    number, target = first(cli, data), tmp_path / "sheet.pdf"
    said = cli("map", "sheet", number, "--scale", "1:5000", "-o", target, "--data", data, "--json", doors=drawing)
    assert said.code == 0, said.err
    assert wishes == [SheetWish("incident", 5_000, "A4", True)]
    assert said.json == {**said.json, "scale": 5_000, "pages": 1, "sha256": hashlib.sha256(target.read_bytes()).hexdigest()}
    words = text_of(target, 0)
    assert "1:5000" in words and "国家基础地理信息" in words and "GS(2026)0001号" in words
    shown = cli("incident", "show", number, "--data", data, "--json").json
    assert (shown["documents"][-1]["document"], shown["documents"][-1]["sha256"]) == ("map_sheet", said.json["sha256"])


def test_without_an_incident_it_is_the_whole_area_and_can_be_proven_later(
    cli: Command, data: Path, tmp_path: Path, drawing: Doors, wishes: list[SheetWish]
) -> None:
    said = cli("map", "sheet", "-o", tmp_path / "area.pdf", "--paper", "A3", "--portrait", "--data", data, doors=drawing)
    assert said.code == 0, said.err
    assert wishes == [SheetWish("area", 0, "A3", False)] and (tmp_path / "area.pdf").read_bytes().startswith(b"%PDF")
    proven = cli("documents", "verify", tmp_path / "area.pdf", "--data", data, "--json").json
    assert (proven["document"], proven["incident"], proven["kept"]) == ("map_sheet", None, "valid")


def test_the_report_has_the_sheet_as_its_last_page_or_says_that_it_has_none(
    cli: Command, data: Path, tmp_path: Path, drawing: Doors
) -> None:
    number, bare, whole = first(cli, data), tmp_path / "bare.pdf", tmp_path / "whole.pdf"
    plain = cli("report", number, "--document", "incident_report", "-o", bare, "--data", data, doors=drawing)
    mapped = cli("report", number, "--document", "incident_report", "--map", "-o", whole, "--data", data, doors=drawing)
    assert (plain.code, mapped.code) == (0, 0), mapped.err
    assert "--map" in plain.err and "--map" not in mapped.err
    pages = len(PdfReader(whole).pages)
    assert pages == len(PdfReader(bare).pages) + 1
    last = text_of(whole, pages - 1)
    assert "现场态势图" in last and "GS(2026)0001号" in last and f"第{pages}页共{pages}页" in last
    assert any("地图见末页" in text_of(whole, page) for page in range(pages - 1))


def test_a_machine_that_cannot_draw_says_so(cli: Command, data: Path, tmp_path: Path, doors: Doors) -> None:
    def fail(*_: object) -> Any:
        raise Fault("map_child_died", {"why": "no library"})

    cannot, number = replace(doors, draw_map=fail), first(cli, data)
    said = cli("map", "sheet", number, "-o", tmp_path / "a.pdf", "--data", data, doors=cannot)
    assert said.code == 1 and "no library" in said.err and not (tmp_path / "a.pdf").exists()
    report = cli("report", number, "--document", "incident_report", "--map", "-o", tmp_path / "r.pdf", "--data", data, doors=cannot)
    assert report.code == 0 and "no library" in report.err and (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize("words", ["1:7", "1:99000000", "large"])
def test_a_scale_that_shows_nothing_is_refused(cli: Command, data: Path, words: str) -> None:
    assert cli("map", "sheet", "--scale", words, "--data", data).code == 2


def test_the_child_draws_a_real_map(cli: Command, data: Path, tmp_path: Path, doors: Doors) -> None:
    pytest.importorskip("PySide6.QtWebEngineWidgets")
    target = tmp_path / "real.pdf"
    said = cli("map", "sheet", first(cli, data), "-o", target, "--data", data, "--json", doors=doors)
    assert said.code == 0, said.err
    pictures = [image for image in PdfReader(target).pages[0].images]
    colours = pictures[0].image.convert("RGB").getcolors(1 << 24)
    assert colours is not None and len(colours) > 50
