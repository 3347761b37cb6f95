"""The log sheet and the handover sheet: empty, full and hostile ones print; no matter is left out; both can sign."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from app.catalog.wording import Wording
from app.desk.jobs import Cancelled, Progress
from app.reports.documents import ListGroup, ListPaperInput, PaperFormat
from app.reports.documents import make as pressed
from app.reports.documents.duty_log.content import content as log_content
from app.reports.documents.handover_sheet.content import content as handover_content
from tests.reports.documents.scenario import NOW, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts

LOG_HEADS = ("时间", "事件", "内容", "记录人")
LOG_ROW = ("07-18 02:37", "20260718-01", "县气象台来电：未来三小时镇域西部有大到暴雨", "李国栋")
MATTER_HEADS = ("事项", "事件", "时限", "接收", "备注")
MATTER = (
    "书面首报 → 县政府总值班室", "20260718-02 青石村三组 房屋火灾", "剩 0 小时 10 分（07-18 03:27）", "赵小雨 03:20", "已电话确认",
)  # fmt: skip
SEAL = "f3" * 32
BOTH = ("duty_log", "handover_sheet")


def given(*groups: ListGroup, lang: str = "zh", **more: Any) -> ListPaperInput:
    fields: dict[str, Any] = {
        "subject": "李国栋 交 赵小雨（2026-07-18 08:00）", "totals": (f"日志链第 812 条，校验值 {SEAL}",), "groups": groups,
        "wording": Wording(words(), lang, reference), "lang": lang, "now": NOW, "actor": "李国栋", "place": "青石镇",
        "fonts": fonts(), **more,
    }
    return ListPaperInput(**fields)


def printed(document: str, paper: ListPaperInput) -> tuple[str, int]:
    made = pressed(document, paper, PaperFormat.PDF, Progress(lambda *_: None))
    pages = PdfReader(io.BytesIO(made.data)).pages
    assert len(pages) == made.pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", ""), made.pages


def test_the_log_tells_every_line_and_even_that_a_part_is_empty() -> None:
    text, pages = printed("duty_log", given(ListGroup("天气与预警", LOG_HEADS, (LOG_ROW,)), ListGroup("来电来文", LOG_HEADS, ())))
    assert pages == 1
    signed = ("值班员", "带班领导", "接班人")
    for said in ("值班日志", "天气与预警", "未来三小时镇域西部有大到暴雨", "07-1802:37", "来电来文", "无", *signed, SEAL[:20]):
        assert said in text


def test_the_handover_sheet_tells_matters_seal_and_who_signs() -> None:
    text, pages = printed("handover_sheet", given(ListGroup("运行中的时限", MATTER_HEADS, (MATTER,))))
    assert pages == 1
    for said in ("交接班记录", "运行中的时限", "书面首报", "已电话确认", "第812条", SEAL[:20], "交班人", "接班人", "带班领导"):
        assert said in text


def test_an_empty_handover_says_that_nothing_was_open() -> None:
    text, _ = printed("handover_sheet", given())
    assert "无未办事项" in text


def test_no_matter_of_a_long_handover_is_left_out() -> None:
    rows = tuple((f"任务 {number}", *MATTER[1:]) for number in range(300))
    assert sum(len(part.rows) for part in handover_content(given(ListGroup("未办任务", MATTER_HEADS, rows))).parts) == 300
    text, pages = printed("handover_sheet", given(ListGroup("未办任务", MATTER_HEADS, rows)))
    assert pages > 3
    assert all(f"任务{number}" in text for number in (0, 150, 299))


def test_a_very_long_log_says_what_it_leaves_out() -> None:
    paper = log_content(given(ListGroup("事件与报送", LOG_HEADS, (LOG_ROW,) * 2_100)))
    assert len(paper.parts[0].rows) == 2_000
    assert "100" in paper.parts[0].left_out


@pytest.mark.parametrize("document", BOTH)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_words_are_only_words_and_a_drill_is_marked(document: str, lang: str) -> None:
    paper = given(ListGroup(HOSTILE, LOG_HEADS, ((HOSTILE,) * 4,)), subject=HOSTILE, totals=(HOSTILE,), lang=lang, drill=True)
    text, _ = printed(document, paper)
    assert "file:///etc/passwd" in text


@pytest.mark.parametrize("document", BOTH)
def test_the_same_sheet_gives_the_same_bytes_and_can_be_stopped(document: str) -> None:
    paper, progress = given(ListGroup("x", LOG_HEADS, (LOG_ROW,))), Progress(lambda *_: None)
    assert pressed(document, paper, PaperFormat.PDF, progress) == pressed(document, paper, PaperFormat.PDF, progress)
    progress.cancel()
    with pytest.raises(Cancelled):
        pressed(document, paper, PaperFormat.PDF, progress)
