"""The sheet on paper: what it says, what the legend names, how it prints, what it does with bad input."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import lru_cache

import msgspec
import pytest
from PIL import Image
from pypdf import PdfReader

from app.catalog.wording import Wording
from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault
from app.kernel.geo import Point
from app.reports.documents import PaperFormat, make
from app.reports.documents.map_sheet import Extent, Format, MapSheetInput, Paper, Sheet, Shown
from app.reports.documents.map_sheet.content import content
from app.reports.documents.map_sheet.outline import Stroke, outline
from app.reports.documents.map_sheet.signs import SignBook
from tests.reports.documents.scenario import FILES, NOW, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts

SIGNS = (FILES.resources / "signs" / "signs.json").read_bytes()
LYING = Format(Paper.A4, True)
FIRE = Shown("incidents", "A-FIR", "A", "III", "responding")
PUMP = Shown("units", "F-FIRE", "", "", "on_scene", "fresh")
OLD = Shown("units", "F-GRD", "", "", "on_standby", "stale")
SHELTER = Shown("shelters", "shelter", "", "neutral")


@lru_cache(maxsize=8)
def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 220, 200)).save(out, "PNG")
    return out.getvalue()


def given(fmt: Format = LYING, lang: str = "zh", scale: int = 10_000, **more: object) -> MapSheetInput:
    sheet = Sheet(fmt, Point(18.6, 114.5), scale)
    made = MapSheetInput(
        wording=Wording(words(), lang, reference()), lang=lang, now=NOW, actor="李国栋", place="青石镇", extent=Extent.INCIDENT,
        sheet=sheet, map_png=png(*fmt.picture_px), taken_at=NOW, subject="青石村三组 房屋火灾", signs=SIGNS,
        shown=(FIRE, PUMP, OLD, SHELTER), number="20260618-02", source="某测绘单位", review="GS(2026)0001号", fonts=fonts(),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def drawn(source: MapSheetInput) -> tuple[PdfReader, tuple[str, ...]]:
    made = make("map_sheet", source, PaperFormat.PDF, Progress(lambda share, words: None))
    return PdfReader(io.BytesIO(made.data)), made.missing


def text_of(reader: PdfReader) -> str:
    return "".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("paper", list(Paper))
def test_it_prints_on_one_page_of_its_own_size(paper: Paper, landscape: bool, lang: str) -> None:
    fmt = Format(paper, landscape)
    reader, missing = drawn(given(fmt, lang))
    box = reader.pages[0].mediabox
    assert len(reader.pages) == 1 and missing == ()
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx(fmt.size_mm, abs=0.05)


def test_it_says_what_a_map_must_say() -> None:
    said = text_of(drawn(given())[0])
    for words_ in (
        "1:10000", "青石村三组房屋火灾现场态势图", "20260618-02", "CGCS2000", "GS(2026)0001号", "某测绘单位", "李国栋", "青石镇",
        "北京时间", "114°30′", "18°36′", "500米", "图例", "北", "校验码",
    ):  # fmt: skip
        assert words_ in said, words_


def test_the_legend_names_what_is_there_and_nothing_else() -> None:
    said = text_of(drawn(given())[0])
    for there in ("专职消防队", "网格员", "到场", "位置过时", "避难场所", "事故灾难", "较大", "响应中"):
        assert there in said, there
    for absent in ("公安", "医疗急救", "自然灾害", "特别重大", "学校", "警戒圈", "已结案"):
        assert absent not in said, absent


def test_what_the_page_leaves_out_at_a_small_scale_is_not_in_the_legend() -> None:
    book = SignBook(SIGNS, "zh")
    assert [group.title for group in book.groups((SHELTER, FIRE), 15.0)] == ["突发事件", "避难场所"]
    assert [group.title for group in book.groups((SHELTER, FIRE), 8.0)] == ["突发事件"]
    (_, badges) = book.groups((SHELTER, FIRE), 9.0)
    assert [(one.sign.char, one.words) for one in badges.entries] == [("避", "避难场所")], "there the page shows a badge"


def test_each_kind_of_drawing_has_its_own_line_of_the_legend() -> None:
    kinds = json.loads(SIGNS)["drawings"]
    layers = {"cordons": ("hot_zone", "warm_zone", "cold_zone", "cordon", "danger_area"), "posts": ("staging", "note", "work_area")}
    ways = {"evacuation_routes": ("evacuation_route", "access_route"), "closures": ("road_closed",)}
    layers["evacuation"] = ("evacuation_area",)
    shown = tuple(Shown(layer, symbol=kind) for layer, found in (layers | ways).items() for kind in found)
    entries = [one for group in SignBook(SIGNS, "zh").groups(shown, 15.0) for one in group.entries]
    assert {one.words for one in entries} == {kinds[one.symbol]["zh"] for one in shown}
    assert len({one.sign for one in entries}) == len(shown), "told apart without colour and without words"
    colourless = {msgspec.structs.replace(one.sign.drawn, colour="") for one in entries if one.sign.drawn is not None}
    assert len(colourless) == sum(one.sign.drawn is not None for one in entries)
    (first, *_) = SignBook(SIGNS, "zh").groups((PUMP, SHELTER, *shown[:1]), 15.0)
    assert first.entries[0].words == "热区", "what cannot be read without the legend is the last to find no room in it"
    said = text_of(drawn(given(shown=shown))[0])
    assert all(kinds[one.symbol]["zh"] in said for one in shown)


def test_a_demo_and_a_drill_are_marked_and_a_live_desk_is_not() -> None:
    assert "演示" not in text_of(drawn(given())[0])
    demo = text_of(drawn(given(demo=True, notice="虚构"))[0])
    assert "演示" in demo and "虚构" in demo
    assert "演练" in text_of(drawn(given(drill=True))[0])


def test_a_map_without_review_number_says_that_it_is_internal() -> None:
    assert "不得公开" in text_of(drawn(given(review=""))[0])


def test_a_fitted_scale_says_so() -> None:
    source = given()
    fitted = replace(source, sheet=msgspec.structs.replace(source.sheet, fitted=True))
    assert content(fitted).fitted and not content(source).fitted


def test_the_bar_on_paper_is_as_long_as_its_ground() -> None:
    """The four fields of the bar, read back from the page: their length times the scale is what stands beside them."""
    for scale in (2_000, 10_000, 50_000):
        source = given(scale=scale)
        stream = drawn(source)[0].pages[0].get_contents()
        assert stream is not None
        drawn_boxes = re.findall(r"(\S+) (\S+) re\s+[Bb]", stream.get_data().decode("latin-1"))
        fields = [float(width) for width, height in drawn_boxes if abs(float(height) - 1.6 / 25.4 * 72) < 0.01]
        assert len(fields) == 4
        assert sum(fields) / 72 * 0.0254 * scale == pytest.approx(content(source).bar_m, rel=1e-4)


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (make("map_sheet", given(), PaperFormat.PDF, Progress(lambda share, words: None)).data for _ in range(2))
    assert first == second


def test_hostile_words_break_nothing() -> None:
    reader, _ = drawn(given(subject=HOSTILE, source=HOSTILE, review="", actor=HOSTILE, place=HOSTILE, notice=HOSTILE, demo=True))
    assert len(reader.pages) == 1


def test_a_picture_that_cannot_be_read_is_a_fault() -> None:
    with pytest.raises(Fault, match="map_picture"):
        drawn(given(map_png=b"no picture"))


def test_it_can_be_stopped() -> None:
    progress = Progress(lambda share, words: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        make("map_sheet", given(), PaperFormat.PDF, progress)


def test_more_kinds_than_there_is_room_for_are_counted() -> None:
    book = json.loads(SIGNS)
    every = tuple(Shown("facilities", symbol) for symbol in book["places"])
    said = text_of(drawn(given(Format(Paper.A4, True), shown=every))[0])
    assert "未列" not in said, "closer together all the kinds of a township find room"
    some = next(iter(book["places"].values()))
    book["places"].update({f"place{number}": some for number in range(60)})
    many = (*every, *(Shown("facilities", f"place{number}") for number in range(60)))
    said = text_of(drawn(given(Format(Paper.A4, True), shown=many, signs=json.dumps(book).encode()))[0])
    assert "另有" in said and "种未列" in said


def test_a_countys_own_signs_may_lack_what_ours_has() -> None:
    book = json.loads(SIGNS)
    del book["shapes"]["flame"]
    del book["styles"]["shelter"]
    assert len(drawn(given(signs=json.dumps(book).encode()))[0].pages) == 1


def test_outlines_are_read_whole_or_refused() -> None:
    assert outline("M1 2 H3 V4 Z") == (Stroke("M", (1, 2)), Stroke("L", (3, 2)), Stroke("L", (3, 4)), Stroke("Z"))
    circle = outline("M12 1.5 A10.5 10.5 0 1 1 11.99 1.5 Z")
    ends = [one.numbers[-2:] for one in circle if one.kind == "C"]
    assert all(abs(((x - 12) ** 2 + (y - 12) ** 2) ** 0.5 - 10.5) < 0.02 for x, y in ends)
    assert max(y for _, y in ends) > 22
    for bad in ("L", "M1", "5 5", "M1 2 L3"):
        with pytest.raises(ValueError, match=r".*"):
            outline(bad)


@pytest.mark.parametrize("family", ["shapes", "paths"])
def test_every_outline_of_our_own_signs_can_be_drawn(family: str) -> None:
    for name, text in json.loads(SIGNS)[family].items():
        strokes = outline(text)
        assert strokes[0].kind == "M" and len(strokes) > 2, name
