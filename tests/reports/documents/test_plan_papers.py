"""The port by which the window and the command line get papers about a plan."""

from __future__ import annotations

import os
from typing import Any

import pytest

from app.bootstrap import papers as bootstrapped
from app.desk.jobs import Progress
from app.domain.incident.model import PaperFormat
from tests.reports.documents.plan_scenario import given, make
from tests.reports.documents.scenario import golden

QUIET = Progress(lambda share, words: None)


def fields(**more: Any) -> dict[str, Any]:
    return {**given().__dict__, **more}


def test_the_port_names_papers_formats_and_roles() -> None:
    papers = bootstrapped()
    kind = papers.documents["plan_book"]
    assert (kind.title.zh, kind.about, kind.formats) == ("预案文本", "plan", tuple(PaperFormat))
    roles = papers.roles(fields())
    assert roles[0] == "medical" and {"duty_officer", "police", "volunteer"} <= set(roles)
    for role in (*roles, "", papers.every_role):
        assert papers.make("action_card", fields(role=role), PaperFormat.TXT, QUIET).data


@pytest.mark.parametrize("wanted", ["pdf", "docx", "txt"])
def test_make_gives_the_bytes_of_the_paper(wanted: str) -> None:
    papers = bootstrapped()
    paper = papers.make("plan_book", fields(), PaperFormat(wanted), QUIET)
    assert paper == make("plan_book", given(), wanted)
    assert paper.data[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}.get(wanted, paper.data[:4])
    assert (paper.pages > 5) is (wanted != "txt")


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[float] = []
    bootstrapped().make("action_card", fields(role="*"), PaperFormat.PDF, Progress(lambda share, words: seen.append(share)))
    assert seen == sorted(seen) and seen[0] < 0.1 and seen[-1] == 1.0 and len(seen) > 8


@pytest.mark.parametrize("document", ["plan_book", "action_card"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text_of_the_full_plan_is_as_it_was_read_and_found_good(document: str, lang: str) -> None:
    """Golden: plain text needs no face, so it is the same on every machine; tests/golden/README.md says how it is renewed."""
    kept = golden(f"{document}.{lang}.txt")
    said = make(document, given(lang=lang, role="*"), "txt").data.decode("utf-8")
    if os.environ.get("WRITE_GOLDEN"):
        kept.write_text(said, encoding="utf-8")
    assert said == kept.read_text(encoding="utf-8")
