"""PDF/A-2b (ISO 19005-2) as far as a test can tell from the file, and what else is asked of the file itself."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from defusedxml import ElementTree
from PIL import ImageCms
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from app.reports.kit import (
    DENSE,
    Contents,
    DrawnPage,
    FontLibrary,
    Meta,
    PageNumbers,
    PageSetup,
    Picture,
    Prose,
    Rendered,
    render,
)  # fmt: skip
from app.reports.kit.archive import to_unicode
from app.reports.kit.single import render_single
from tests.reports.kit import specimen
from tests.reports.kit.pages import said, walk

META = Meta(title="试 <b>&", author="青石镇", subject="首报\x07", keywords="火灾", created_at_epoch_s=1_784_314_662)
_JAVA = Path("/usr/share/java")
_PREFLIGHT = [
    _JAVA / f"{name}.jar"
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
]


@pytest.fixture(scope="module")
def papers(fonts: FontLibrary) -> dict[str, Rendered]:
    dossier = [Contents("目录", DENSE), *specimen.dense(30), Picture(specimen.photograph(), DENSE.caption)]
    return {
        "letter": render(specimen.official(), PageSetup(), fonts, META),
        "dossier": render(dossier, PageSetup(numbers=PageNumbers.OF_TOTAL), fonts, META),
        "drill": render(dossier, PageSetup(watermark="演练"), fonts, META),
        "sheet": render_single((420, 297), lambda canvas, press: canvas.rect(9, 9, 9, 9), fonts, META),
    }


def objects(reader: PdfReader) -> list[Any]:
    return [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]


def test_every_face_is_an_embedded_subset_with_widths_and_a_way_to_unicode(papers: dict[str, Rendered], tmp_path: Path) -> None:
    for name, paper in papers.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(paper.pdf)
        listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
        assert listed or name == "sheet"
        for line in listed:
            assert re.match(r"[A-Z]{6}\+\S+ +TrueType +\w+ +yes yes yes ", line), (name, line)
        for font in (one for one in objects(PdfReader(path)) if isinstance(one, dict) and one.get("/Type") == "/Font"):
            assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1
            assert int(font["/FontDescriptor"]["/Flags"]) & 0b100100 == 0b100


def test_the_file_is_what_the_archive_wants(papers: dict[str, Rendered]) -> None:
    for paper in papers.values():
        assert re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", paper.pdf) and paper.pdf.endswith(b"%%EOF\n")
        assert len(re.findall(rb"[^\n]endstream", paper.pdf)) == 0
        reader = PdfReader(io.BytesIO(paper.pdf), strict=True)
        root = reader.trailer["/Root"]
        assert "/Encrypt" not in reader.trailer and len(reader.trailer["/ID"]) == 2
        assert not {"/AA", "/OpenAction", "/OCProperties", "/AcroForm", "/Names"} & set(root)
        for one in objects(reader):
            _allowed(one)


def _allowed(one: Any) -> None:
    if isinstance(one, StreamObject):
        filters = one.get("/Filter", ArrayObject())
        assert not {"/LZWDecode", "/Crypt"} & {*(filters if isinstance(filters, ArrayObject) else [filters])}
        assert not {"/F", "/FFilter", "/OPI", "/Ref", "/PS"} & set(one)
        assert one.get("/Interpolate", False) in {False, "false"}
    if not isinstance(one, DictionaryObject):
        return
    if one.get("/Subtype") == "/Link":
        assert int(one["/F"]) == 4 and "/A" not in one
    if "/ca" in one or "/CA" in one:
        assert one.get("/BM", "/Normal") in {"/Normal", "/Compatible"} and not {"/TR", "/HTP"} & set(one)
    assert one.get("/ColorSpace", "/DeviceRGB") in {"/DeviceRGB", "/DeviceGray"}
    for value in one.values():
        _allowed(value)


def test_colours_mean_srgb_and_the_profile_is_always_the_same(papers: dict[str, Rendered]) -> None:
    found = set()
    for paper in papers.values():
        (intent,) = PdfReader(io.BytesIO(paper.pdf)).trailer["/Root"]["/OutputIntents"]
        assert (intent["/S"], intent["/DestOutputProfile"]["/N"]) == ("/GTS_PDFA1", 3)
        found.add(intent["/DestOutputProfile"].get_data())
    (profile,) = found
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    assert opened.profile.xcolor_space.strip() == "RGB" and profile[12:16] == b"mntr" and profile[8] < 5
    assert "sRGB" in opened.profile.profile_description


def test_metadata_say_the_same_twice_and_claim_the_archive(papers: dict[str, Rendered]) -> None:
    for paper in papers.values():
        reader = PdfReader(io.BytesIO(paper.pdf))
        stream = reader.trailer["/Root"]["/Metadata"]
        assert "/Filter" not in stream
        tree = ElementTree.fromstring(stream.get_data().decode().split("?>", 1)[1].rsplit("<?xpacket", 1)[0])
        told = {one.tag.split("}")[1]: "".join(one.itertext()) for one in tree.iter()}
        info = reader.metadata
        assert info is not None
        assert told["title"] == info.title == META.title and told["creator"] == info.author == META.author
        assert told["description"] == info.subject == "首报〔U+0007〕" and told["Keywords"] == info["/Keywords"] == META.keywords
        assert told["Producer"] == info.producer and told["CreatorTool"] == info.creator
        assert told["CreateDate"] == told["ModifyDate"] == "2026-07-17T18:57:42+00:00"
        assert info.creation_date is not None and int(info.creation_date.timestamp()) == META.created_at_epoch_s
        assert (told["part"], told["conformance"]) == ("2", "B")


def test_a_page_that_draws_with_a_face_that_is_not_embedded_takes_the_claim_away(fonts: FontLibrary) -> None:
    def draw(canvas: Any, _press: Any) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(9, 9, "x")

    made = render([Prose("值", DENSE.body), DrawnPage(draw)], PageSetup(), fonts, META)
    assert b"pdfaid:part" not in made.pdf and b"GTS_PDFA1" in made.pdf


def test_a_rare_name_beyond_the_basic_plane_is_copied_as_itself(fonts: FontLibrary) -> None:
    assert "<01> <D842DFB7>" in to_unicode("X", [0, 0x20BB7]) and "<00>" not in to_unicode("X", [0, 65]).split("bfchar")[1]
    rare = next((c for c in map(chr, (0x20BB7, 0x2A7DD, 0x2B5AF, 0x20000)) if not fonts.missing_characters(c)), "䶮")
    made = render([Prose(f"王{rare}到岗", DENSE.body)], PageSetup(numbers=PageNumbers.NONE), fonts, META)
    assert [said(row) for row in walk(PdfReader(io.BytesIO(made.pdf)).pages[0]).rows()] == [f"王{rare}到岗"]


@pytest.mark.skipif(not which("java") or not all(jar.is_file() for jar in _PREFLIGHT), reason="no Java or no libpdfbox2-java")
def test_apache_preflight_finds_nothing(papers: dict[str, Rendered], tmp_path: Path) -> None:
    """The older standard (PDF/A-1b) on the same file: it knows only version 2 of colour profiles, and no part 2."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(papers["dossier"].pdf.replace(b"<pdfaid:part>2<", b"<pdfaid:part>1<"))
    jars = ":".join(map(str, _PREFLIGHT))
    run = ["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    told = subprocess.run(run, capture_output=True, text=True, check=False, timeout=60).stdout.strip().splitlines()
    assert [line for line in told[1:] if not line.startswith("2.1.6 ")] == []
    assert "is not a valid PDF/A-1b file" in told[0]
