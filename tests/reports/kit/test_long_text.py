"""The rules of Chinese lines on long mixed text (Chinese, Latin, numbers, dates, units): laid in many widths, and on the PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pytest
from pypdf import PdfReader

from app.reports.kit import OFFICIAL, FaceRole, FontLibrary, Meta, PageNumbers, PageSetup, Prose, render
from app.reports.kit.paint import Laid
from app.reports.kit.style import Style
from tests.reports.kit.pages import said, walk
from tests.reports.kit.specimen import BODY

MM = 72 / 25.4
NEVER_FIRST = "，。；：！？、）》〉」』】〕”’％‰℃…—·,.;:!?)]%㎡々"
NEVER_LAST = "（《〈「『【〔“‘￥№([$"
WHOLE = (
    "2026年7月18日", "2026年7月", "7月18日", "3时05分", "3时42分", "120㎡", "3.5km", "36.8℃", "2车", "57岁", "12.6万元", "1,280人",
    "25 m/s", "3.4 km", "PM2.5", "Leaflet", "0592-1234567", "〔2026〕7号", "第493号", "98.5%", "110kV", "QR-Code", "2亿元",
    "15公里", "6小时", "300毫米", "02:55", "10.5 MPa", "WGS-84", "3级", "https://a.example/b?c=d", "40余户", "7座",
)  # fmt: skip
TEXT = BODY + (
    "据《青石镇突发事件总体应急预案》（青政报〔2026〕7号）第493号令规定：“（一）死亡3人以上……（二）直接经济损失12.6万元以上的”，"
    "应当上报；截至2026年7月18日3时42分，过去6小时累计雨量300毫米，风速25 m/s，已转移1,280人、40余户，受损桥梁7座（含“青石桥”）。"
    "值班电话0592-1234567；110kV线路（距现场3.4 km）已停电，压力10.5 MPa、PM2.5正常，恢复率98.5%，需资金2亿元。"
    "地图由Leaflet绘制，坐标系WGS-84，见QR-Code或https://a.example/b?c=d——“请核对！”“已核对？”“是。”（完）"
    "7月18日02:55启动3级响应，距县城15公里；李镕、王㛃（2026年7月到岗）等2人负责。"
)


def torn(text: str, ends: Iterable[int]) -> Iterator[str]:
    breaks = set(ends)
    for token in WHOLE:
        at = text.find(token)
        while at >= 0:
            if breaks & set(range(at + 1, at + len(token))):
                yield token
            at = text.find(token, at + 1)


@pytest.mark.parametrize("role", [FaceRole.FANGSONG, FaceRole.HEITI])
def test_no_rule_is_broken_in_any_of_many_widths(fonts: FontLibrary, role: FaceRole) -> None:
    lines = squeezed = 0
    wrong: list[str] = []
    for chars in range(16, 40):
        style = OFFICIAL.body.but(role=role)
        laid = Laid(TEXT, style, chars * style.em_pt, fonts)
        shaped = laid.shaped.text
        wrong += [f"{chars}: {token}" for token in torn(shaped, (line.end for line in laid.lines))]
        for number, line in enumerate(laid.lines):
            first, last = shaped[line.start], shaped[line.visible_end - 1]
            room = (chars - (0 if number else 2)) * style.em_pt
            wrong += [f"{chars}: {first} first"] if first in NEVER_FIRST else []
            wrong += [f"{chars}: {last} last"] if last in NEVER_LAST else []
            wrong += [f"{chars}: too wide"] if line.width > room + 1e-6 else []
            lines, squeezed = lines + 1, squeezed + line.squeezed
    assert wrong == []
    assert lines > 450 and squeezed > 5


def test_white_between_marks_is_cut_once_and_only_where_the_face_leaves_it(fonts: FontLibrary) -> None:
    style = Style(size_pt=10, leading_pt=12)
    face = fonts.chain(style.role).first
    for pair, saved in (("。》", 5), ("》（", 5), ("（《", 5), ("》甲", 0), ("甲（", 0), ("……", 0), ("——", 0), ("）甲（", 0)):
        natural = sum(face.widths[ord(char)] / 100 for char in pair)
        assert {*pair} - face.halves - {*"甲…—"} == set()
        assert Laid(pair, style, 1000, fonts).natural_width_pt() == pytest.approx(natural - saved), pair
    centred = fonts.chain(FaceRole.HEITI).first
    if "）" not in centred.halves:  # a face that sets its brackets in the middle of the square
        heavy = style.but(role=FaceRole.HEITI)
        assert Laid("））", heavy, 1000, fonts).natural_width_pt() == pytest.approx(20)


def test_the_lines_of_the_pdf_keep_the_rules_and_end_at_the_margin(fonts: FontLibrary) -> None:
    setup = PageSetup(numbers=PageNumbers.NONE)
    made = render([Prose(TEXT, OFFICIAL.body), Prose(TEXT, OFFICIAL.plain)], setup, fonts, Meta(title="试"))
    rows = [row for page in PdfReader(io.BytesIO(made.pdf)).pages for row in walk(page).rows()]
    text, ends = "", []
    for row in rows:
        text += "".join(one.text for one in row)
        ends.append(len(text))
    assert "".join(text.split()) == "".join((TEXT + TEXT).split())
    lasts = {n for n, row in enumerate(rows) if said(row).endswith("人负责。")}
    assert len(lasts) == 2
    assert list(torn(text, ends)) == []
    for number, row in enumerate(rows):
        assert row[0].text not in NEVER_FIRST and row[-1].text not in NEVER_LAST
        indent = 2 * 156 / 28 if number == 0 else 0
        assert row[0].x / MM == pytest.approx(28 + indent, abs=0.1), said(row)
        hangs = row[-1].size / 2 / MM  # the white half of a closing mark
        if number not in lasts:
            assert min(abs(row[-1].right / MM - 184 - over) for over in (0, hangs)) < 0.1, said(row)
