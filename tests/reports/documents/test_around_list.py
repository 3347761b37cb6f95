"""The list of what is inside: empty, full and hostile lists print; nothing is left out in silence."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from app.catalog.wording import Wording
from app.desk.jobs import Cancelled, Progress
from app.reports.documents import DOCUMENTS, ListGroup, ListPaperInput, PaperFormat
from app.reports.documents import make as pressed
from app.reports.documents.around_list.content import content
from tests.reports.documents.scenario import NOW, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts

HEADS = ("名称", "情况", "户", "人", "联系人", "电话")
ROW = ("松岭村后山滑坡", "铜锣三长声", "14", "48", "杨满仓", "000-8804-0001")
SPEC = DOCUMENTS["around_list"]


def given(*groups: ListGroup, lang: str = "zh", **more: Any) -> ListPaperInput:
    fields: dict[str, Any] = {
        "subject": "以 18.61, 114.45 为中心 500 米", "totals": ("约 139 户 471 人（网格按面积估算）",), "groups": groups,
        "wording": Wording(words(), lang, reference), "lang": lang, "now": NOW, "actor": "李国栋", "place": "青石镇",
        "fonts": fonts(), **more,
    }
    return ListPaperInput(**fields)


def printed(paper: ListPaperInput) -> tuple[str, int]:
    made = pressed(SPEC.id, paper, PaperFormat.PDF, Progress(lambda *_: None))
    pages = PdfReader(io.BytesIO(made.data)).pages
    assert len(pages) == made.pages
    return "".join(page.extract_text() for page in pages).replace("\n", ""), made.pages


def test_a_list_says_the_ground_the_moment_the_sums_and_every_row() -> None:
    text, pages = printed(given(ListGroup("风险点", HEADS, (ROW,))))
    assert pages == 1
    for said in ("范围内情况清单", "500 米", "471 人", "风险点（1）", "杨满仓", "14", "48", "2026-06-18 22:00"):
        assert said.replace(" ", "") in text.replace(" ", "")


def test_an_empty_list_says_so() -> None:
    text, _ = printed(given())
    assert "没有登记" in text


def test_a_long_list_goes_over_pages_and_says_what_it_leaves_out() -> None:
    paper = content(given(ListGroup("网格", HEADS, (ROW,) * 1_600)))
    assert len(paper.groups[0].rows) == 1_500 and "100" in paper.groups[0].left_out
    assert "1600" in paper.groups[0].heading
    _, pages = printed(given(ListGroup("网格", HEADS, (ROW,) * 200)))
    assert pages > 2


def test_hostile_words_are_only_words() -> None:
    text, _ = printed(given(ListGroup(HOSTILE, HEADS, ((HOSTILE,) * 6,)), subject=HOSTILE, totals=(HOSTILE,)))
    assert "file:///etc/passwd" in text.replace(" ", "")


def test_the_same_list_gives_the_same_bytes_and_can_be_stopped() -> None:
    paper = given(ListGroup("风险点", HEADS, (ROW,)))
    progress = Progress(lambda *_: None)
    assert pressed(SPEC.id, paper, PaperFormat.PDF, progress) == pressed(SPEC.id, paper, PaperFormat.PDF, progress)
    progress.cancel()
    with pytest.raises(Cancelled):
        pressed(SPEC.id, paper, PaperFormat.PDF, progress)
