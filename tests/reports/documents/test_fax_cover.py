"""The cover of a report that goes out by fax: one page, whatever the words, with its key and room for the receipt."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from app.catalog.wording import Wording
from app.desk.jobs import Progress
from app.domain.sending.model import SendChannel, Transmission
from app.reports.documents import PaperFormat, make
from app.reports.documents.fax_cover import CoverInput
from tests.reports.documents.scenario import NOW, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts


def cover(lang: str = "zh", drill: bool = False, **more: Any) -> tuple[str, int]:
    said: dict[str, Any] = {
        "id": "t", "key": "ab" * 16, "channel": SendChannel.FAX, "to_role": "county_duty_room", "recipient": "县政府总值班室",
        "title": "青石村火灾", "queued_at": NOW, "queued_by": "李国栋", "address": "000-8801-0002", "text": "火已扑灭。", **more,
    }
    given = CoverInput(
        transmission=Transmission(**said), report="续报一", wording=Wording(words(), lang, reference), lang=lang, now=NOW,
        actor="李国栋", place="青石镇", own_phone="000-8801-0001", pages=2, fonts=fonts(), drill=drill,
    )
    made = make("fax_cover", given, PaperFormat.PDF, Progress(lambda *_: None))
    pages = PdfReader(io.BytesIO(made.data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", ""), made.pages


def test_it_says_to_whom_from_whom_what_and_how_many_pages() -> None:
    text, pages = cover()
    assert pages == 1
    for said in ("县政府总值班室", "000-8801-0002", "续报一", "共3页", "ab" * 16, "签收人", "火已扑灭"):
        assert said in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_endless_and_hostile_words_stay_on_one_page(lang: str) -> None:
    long = HOSTILE * 200
    assert cover(lang, recipient=long, title=long, text=long, address=long)[1] == 1


def test_a_drill_is_marked() -> None:
    assert "演练" in cover(drill=True)[0]
