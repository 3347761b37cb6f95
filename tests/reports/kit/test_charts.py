"""Charts, codes and pictures in a row: what is drawn is where the figures say, and reads without colour."""

from __future__ import annotations

import io
from typing import Any

import segno
from PIL import Image
from pypdf import PdfReader

from app.reports.kit import (
    DENSE,
    Bar,
    FontLibrary,
    Meta,
    PageSetup,
    PictureRow,
    Series,
    Shown,
    bar_chart,
    column_chart,
    line_chart,
    render,
    square_code,
)
from app.reports.kit.plain import write_plain

STYLE = DENSE.caption


class Paper:
    """Remembers what a drawing's pen was asked for."""

    width_pt = 400.0

    def __init__(self) -> None:
        self.boxes: list[tuple[float, ...]] = []
        self.texts: list[str] = []
        self.lines = 0

    def text(self, x: float, baseline: float, text: Any, align: Any = None, size_pt: float = 0) -> None:
        self.texts.append(str(text))

    def line(self, *_: float) -> None:
        self.lines += 1

    def box(self, x: float, y: float, width: float, height: float, grey: float | None = None) -> None:
        self.boxes.append((x, y, width, height, -1.0 if grey is None else grey))


def drawn(drawing: Any) -> Paper:
    paper = Paper()
    drawing.paint(paper)
    return paper


def test_bars_are_as_long_as_their_figures_hatched_and_named() -> None:
    rows = [Bar("河街社区", 4, "4"), Bar("很长很长很长很长很长很长很长的村名", 1, "1"), Bar("无", 0, "0")]
    paper = drawn(bar_chart(rows, STYLE, ""))
    frames = [box for box in paper.boxes if box[4] == -1]
    assert [round(one[2] / frames[1][2]) for one in frames] == [4, 1]
    assert {"河街社区", "4", "1", "0"} <= set(paper.texts) and any(text.endswith("…") for text in paper.texts)
    assert paper.lines > 20
    assert drawn(bar_chart([], STYLE, "")).boxes == []


def test_columns_and_lines_stand_at_their_values_and_gaps_stay_gaps() -> None:
    columns = drawn(column_chart([Bar(f"{n:02d}", n % 3, str(n % 3)) for n in range(24)], STYLE, ""))
    assert sum(1 for box in columns.boxes if box[4] == -1) == 16
    series = (Series("起数", [1, None, 3]), Series("人数", [0, 2, 2]))
    marks = drawn(line_chart(["1", "2", "3"], series, STYLE, "")).boxes
    assert sum(1 for box in marks if box[4] == 0) == 2 + 1 and sum(1 for box in marks if box[4] == 1) == 3 + 1  # and the legend's


def test_the_square_code_is_the_one_that_the_standard_asks_for() -> None:
    text = "ZHISHOU1 20260618-04 234 " + "ab" * 32
    paper = drawn(square_code(text, STYLE, "", size_mm=40))
    matrix = segno.make(text, error="q", micro=False, boost_error=False).matrix
    module = 40 * 72 / 25.4 / (len(matrix) + 8)
    found = [[0] * len(matrix) for _ in matrix]
    for x, y, width, _height, grey in paper.boxes:
        assert grey == 0
        row, first = len(matrix) + 3 - round(y / module), round(x / module) - 4
        for column in range(first, first + round(width / module)):
            found[row][column] = 1
    assert found == [list(row) for row in matrix]


def test_pictures_in_a_row_share_its_width_and_a_broken_one_costs_nothing(fonts: FontLibrary) -> None:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (120, 30, 30)).save(out, "JPEG")
    row = PictureRow([Shown(out.getvalue(), "院子"), Shown(b"", "第二张，字很长" + "很长" * 20)], STYLE, columns=3)
    page = PdfReader(io.BytesIO(render([row], PageSetup(), fonts, Meta("t")).pdf)).pages[0]
    text = "".join(page.extract_text().split())
    assert len(page.images) == 1 and "院子" in text and "图片无法读取" in text
    assert write_plain([row]).text.count("〔") == 2
