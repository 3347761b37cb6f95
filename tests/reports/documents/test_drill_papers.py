"""The papers of a drill: blank before it, filled from its journal after it, and nothing said as law that is a suggestion."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader

from app.desk.drill_papers import BEFORE, COMPARED_MOST, of_kept
from app.desk.drills import Drills, EvaluatedDrill, KeptDrill
from app.desk.jobs import Progress
from app.domain.exercise.evaluation import evaluation_of
from app.domain.exercise.kinds import DrillNotice, JudgingForm
from app.domain.exercise.model import DrillStatus
from app.domain.exercise.scoring import score
from app.kernel.errors import Refusal
from app.reports.documents import About, Paper, PaperFormat, about, make
from app.reports.documents.drill_evaluation_form.content import content as form_of
from app.reports.documents.drill_evaluation_report.content import content as report_of
from app.reports.documents.drill_pages import Bars, Boxes, DrillPages, Grid, Line, Section
from app.reports.documents.drill_plan.content import content as plan_of
from app.reports.documents.drill_script.content import content as script_of
from app.reports.kit import FontLibrary
from tests.reports.documents.held_drill import ADVICE, JUDGE, PLAYER, given, scenario, source
from tests.reports.documents.scenario import FILES, NOW

_FONTS = FontLibrary((FILES.resources / "fonts",), FILES.root / "build" / "no-such-cache")


@cache
def paper(document: str, *, held: bool, lang: str = "zh", wanted: PaperFormat = PaperFormat.PDF) -> Paper:
    """A paper of the drill."""
    return make(document, given(held=held, lang=lang, fonts=_FONTS), wanted, Progress(lambda share, words: None))


def grids(pages: DrillPages) -> list[Grid]:
    """Every table."""
    return [one for section in pages.sections for one in section.pieces if isinstance(one, Grid)]


def section(pages: DrillPages, word: str) -> Section:
    """The section whose heading has this word."""
    return next(one for one in pages.sections if word in one.heading)


def lines(pages: DrillPages) -> str:
    """Every sentence."""
    return "\n".join(one.heavy + one.text for part in pages.sections for one in part.pieces if isinstance(one, Line))


def test_every_paper_is_made_before_and_after_and_lacks_no_word_in_either_language() -> None:
    assert set(about(About.DRILL)) == {*BEFORE, "drill_evaluation_report"}
    for held, lang, mark, suggested in ((False, "zh", "【演练】", "建议值"), (True, "en", "【DRILL】", "suggest")):
        for document in about(About.DRILL) if held else BEFORE:
            input_ = given(held=held, lang=lang, fonts=_FONTS)
            said = make(document, input_, PaperFormat.TXT, Progress(lambda share, words: None)).data.decode()
            assert not input_.wording.missing, document
            assert said.startswith(mark)
            assert suggested in said
    with pytest.raises(Refusal, match="drill_not_held"):
        report_of(given(held=False))


def test_the_script_has_every_inject_with_what_is_expected_and_is_filled_from_the_journal() -> None:
    blank, filled = (grids(script_of(given(held=held)))[1] for held in (False, True))
    expected = sum(max(len(one.expect), 1) for one in scenario().injects)
    assert len(blank.rows) == len(filled.rows) == expected
    assert all(row[8:11] == ("", "", "") for row in blank.rows)
    assert blank.hand_mm > 0 == filled.hand_mm
    done = [row for row in filled.rows if "#" in row[9]]
    missed = [row for row in filled.rows if row[9] == "未做到"]
    parts = score(source().records, source().reference).parts
    lost = [part for part in parts if part.code in ("expected_missed", "instruction_missed")]
    assert len(done) > expected / 2
    assert len(missed) == len(lost) == 2
    assert [row[0] for row in filled.rows if row[0]][:3] == ["i01", "i02", "i03"]
    assert all("实际" in row[1] for row in filled.rows if row[0] and "未" not in row[11])


def test_the_script_lies_on_its_side_in_print_and_in_word() -> None:
    sheet = PdfReader(io.BytesIO(paper("drill_script", held=False).data)).pages[0].mediabox
    assert (round(float(sheet.width) / 72 * 25.4), round(float(sheet.height) / 72 * 25.4)) == (297, 210)
    word = Document(io.BytesIO(paper("drill_script", held=False, wanted=PaperFormat.DOCX).data)).sections[0]
    assert word.orientation is WD_ORIENT.LANDSCAPE
    assert word.page_width is not None
    assert round(word.page_width.mm) == 297


def test_the_form_offers_the_marks_that_were_asked_for_and_shows_what_evaluators_said() -> None:
    goals = scenario().objectives

    def marks(pages: DrillPages) -> list[str]:
        found = [one for one in pages.sections[2].pieces if isinstance(one, Grid)]
        return [row[1] for row in found[1].rows]

    assert len(marks(form_of(given(held=False)))) == len(JudgingForm)
    assert marks(form_of(given(held=False, judging="psmu")))[0].count("□") == 4
    assert "______" in marks(form_of(given(held=False, judging="points")))[0]
    filled = form_of(given())
    judged = grids(msgspec.structs.replace(filled, sections=(filled.sections[1],)))[1]
    assert judged.rows[0][:3] == (JUDGE, "42", ADVICE)
    assert not [one for one in filled.sections[1].pieces if isinstance(one, Boxes)]
    assert len(filled.sections) == len(goals) + 2
    survey = grids(msgspec.structs.replace(filled, sections=filled.sections[-1:]))[0]
    assert survey.rows[0][2] == "平均4（1份）"


def test_the_report_says_the_mark_first_and_puts_the_entries_beside_every_finding() -> None:
    pages = report_of(given())
    scored = score(source().records, source().reference)
    said = lines(pages)
    assert said.startswith("综合得分")
    assert f"规则评分{scored.points:.1f}".removesuffix(".0") in said
    assert sum(isinstance(one, Bars) for part in pages.sections for one in part.pieces) == 3
    weak = next(one for one in section(pages, "存在问题").pieces if isinstance(one, Grid))
    lost = [item for item in scored.items if any(part.share < 1 for part in item.parts)]
    assert len(weak.rows) == len(lost) + 2  # and what an evaluator marked 42, and fair
    assert any(ADVICE in row[1] for row in weak.rows)
    for name in ("原因分析", "整改建议"):
        told = next(one for one in section(pages, name).pieces if isinstance(one, Grid))
        assert [row[0] for row in told.rows] == [row[0] for row in weak.rows]
    compared = next(one for one in section(pages, "以往").pieces if isinstance(one, Grid))
    assert compared.heads[1:] == ("2026-05-09", "本次")
    assert compared.rows[-1][1] == "71.5"
    assert source().head_hash in pages.code
    assert "不代表符合" in "".join(pages.notes)
    assert PLAYER not in paper("drill_evaluation_report", held=True, wanted=PaperFormat.TXT).data.decode()


def test_the_work_plan_leaves_blank_what_nobody_said_and_keeps_a_drill_without_notice_secret() -> None:
    pages = plan_of(given(held=False))
    assert [one.heading[0] for one in pages.sections] == list("一二三四五六七八")
    seats = grids(pages)[0]
    assert len(seats.rows) == len(scenario().participants)
    assert all(row[3:] == ("", "") for row in seats.rows)
    assert "只发导调" not in lines(pages)
    quiet = msgspec.structs.replace(scenario(), notice=DrillNotice.NO_NOTICE)
    assert "只发导调" in lines(plan_of(given(held=False, scenario=quiet)))


def test_an_english_paper_counts_its_pages_in_english() -> None:
    pdf = PdfReader(io.BytesIO(paper("drill_script", held=False, lang="en").data))
    assert f"Page 1 of {len(pdf.pages)}" in pdf.pages[0].extract_text()
    word = Document(io.BytesIO(paper("drill_script", held=False, lang="en", wanted=PaperFormat.DOCX).data))
    assert "Page " in word.sections[0].footer._element.xml
    assert "第" not in word.sections[0].footer._element.xml


def test_a_drill_is_compared_with_the_latest_ones_before_it_and_no_other_is_read() -> None:
    held, read = source(), []
    state = held.state
    assert state is not None
    evaluation = evaluation_of(held.records, held.reference)

    def evaluated(drill_id: str) -> EvaluatedDrill:
        read.append(drill_id)
        return EvaluatedDrill(drill_id, NOW, held.head_hash, evaluation, held.records, state, held.reference)

    def kept(name: str, days: int, scenario_id: str = held.scenario.id, status: DrillStatus = DrillStatus.ENDED) -> KeptDrill:
        return KeptDrill(name, scenario_id, held.scenario.title, status, NOW + timedelta(days=days), 9, 3)

    def never(*_: Any) -> Any:
        raise AssertionError("nobody asks for this here")

    every = (
        kept("later", 1),
        kept("now", 0),
        kept("running", -1, status=DrillStatus.RUNNING),
        kept("other", -2, "another"),
        *(kept(f"before{at}", -2 - at) for at in range(1, COMPARED_MOST + 3)),
    )
    drills = Drills(never, never, never, never, never, never, lambda: every, never, evaluated)
    made = of_kept(drills, "now")
    assert read == ["now", *(f"before{at}" for at in range(1, COMPARED_MOST + 1))]
    assert len(made.earlier) == COMPARED_MOST
    assert made.earlier[0].points == evaluation.score.points
