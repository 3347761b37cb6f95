"""What every document keeps to, in all three formats: the same words, masked, and marked throughout as a drill's.

One paper of each document is made for the whole file: a drill's, of a busy night; those about a drill of one that was held.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from functools import cache

import pytest
from docx import Document
from pypdf import PdfReader

from app.desk.jobs import Progress
from app.kernel.errors import Refusal
from app.reports.documents import DOCUMENTS, About, Paper, PaperFormat, about, make
from app.reports.kit import FontLibrary
from tests.reports.documents.busy import PERSONS, busy
from tests.reports.documents.held_drill import PLAYER
from tests.reports.documents.held_drill import given as held_drill
from tests.reports.documents.scenario import FILES

IDS = sorted(about(About.INCIDENT, About.AREA, About.DRILL))
OUTSIDE = [one for one in IDS if not DOCUMENTS[one].inside]
MARK = "演练"
_FONTS = FontLibrary((FILES.resources / "fonts",), FILES.root / "build" / "no-such-cache")
_FURNITURE = rf"【{MARK}】|[|：〔〕_]"
"""What plain text has in place of rules and boxes: bars and colons between cells, brackets round captions, lines to sign on."""
_FURNISHED = 120
"""More than the characters of the mark, the page number and the foot."""
_NUMBERS = tuple(one.phone for one in PERSONS)
_NAMES = (*(one.name for one in PERSONS), PLAYER)


@cache
def paper(document: str, wanted: PaperFormat) -> Paper:
    """The document of the busy night, as a drill's; skipped where the night has nothing to print."""
    is_drill = DOCUMENTS[document].about is About.DRILL
    source = held_drill(fonts=_FONTS) if is_drill else busy().given(drill=True, fonts=_FONTS)
    try:
        return make(document, source, wanted, Progress(lambda share, words: None))
    except Refusal as no:
        pytest.skip(f"{document}: {no.code}")


def text(document: str, wanted: PaperFormat) -> str:
    """Everything that can be read in the paper, blanks left out."""
    data = paper(document, wanted).data
    if wanted is PaperFormat.TXT:
        found = data.decode()
    elif wanted is PaperFormat.PDF:
        found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = [name for name in parts.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)]
            found = "".join("".join(re.findall(r"<w:t[^>]*>([^<]*)", parts.read(name).decode())) for name in names)
    return "".join(found.split())


@pytest.mark.parametrize("document", IDS)
def test_what_stands_in_the_text_stands_on_the_paper(document: str) -> None:
    lost = Counter(re.sub(_FURNITURE, "", text(document, PaperFormat.TXT)))
    lost -= Counter(text(document, PaperFormat.PDF))
    assert not lost


@pytest.mark.parametrize("wanted", list(PaperFormat))
@pytest.mark.parametrize("document", OUTSIDE)
def test_nobody_is_named_in_full_in_what_leaves_the_room(document: str, wanted: PaperFormat) -> None:
    said = text(document, wanted)
    assert not [one for one in _NAMES if one in said]
    assert not [number for number in _NUMBERS if number in said]


@pytest.mark.parametrize("document", IDS)
def test_a_drills_paper_says_so_on_every_page_and_at_every_heading(document: str) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper(document, PaperFormat.PDF).data)).pages]
    assert all(MARK in page for page in pages)
    if DOCUMENTS[document].about is About.DRILL:  # forms to write on are not full either, but no page stands empty
        assert min(map(len, pages)) > _FURNISHED

    word = Document(io.BytesIO(paper(document, PaperFormat.DOCX).data))
    for section in word.sections:
        heads = [section.header] + ([section.first_page_header] if section.different_first_page_header_footer else [])
        assert all(MARK in head._element.xml for head in heads)
    named = [one for one in word.paragraphs if one.style is not None and one._element.xpath("./w:pPr/w:outlineLvl")]
    assert all(one.text.startswith(f"【{MARK}】") for one in named)

    lines = paper(document, PaperFormat.TXT).data.decode().splitlines()
    assert lines[0] == f"【{MARK}】"
    assert sum(line.startswith(f"【{MARK}】") for line in lines) >= 1 + min(len(named), 1)
