"""The monthly sheet: one page a month, days told by word and shape, phones masked unless they are wanted whole."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from immutables import Map
from msgspec.structs import replace as changed
from pypdf import PdfReader

from app.catalog.wording import Wording
from app.catalog.work_calendar import read_work_calendar
from app.desk.describe import Describer
from app.desk.jobs import Cancelled, Progress
from app.desk.roster_paper import sheet_fields
from app.domain.duty.model import Contact
from app.domain.roster.model import DutySlot, Post, Publication, Roster, RotationPerson, SlotChange, SlotRef, Swap, SwapState
from app.domain.roster.planning import planned
from app.domain.roster.rules import days_of
from app.domain.state import State
from app.kernel.errors import Refusal
from app.reports.documents import DOCUMENTS, ListGroup, ListPaperInput, PaperFormat
from app.reports.documents import make as pressed
from app.reports.documents.duty_roster.content import content
from tests.reports.documents.scenario import NOW, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts

REFERENCE = replace(reference(), calendar=read_work_calendar())
PATTERN = REFERENCE.duty_pattern
SPEC = DOCUMENTS["duty_roster"]
CONTACT = Contact("c1", "李国栋", "duty_officer", "13800001234", title="干事")


def state_of(month: str) -> State:
    people = [RotationPerson(name, (Post.MAIN, Post.SECOND)) for name in ("张三", "赵四", "王五", "孙六")]
    people += [RotationPerson("李国栋", (Post.MAIN, Post.SECOND), "c1")]
    people += [RotationPerson(name, (Post.LEADER,)) for name in ("镇长", "书记")]
    slots = planned(days_of(month), PATTERN, REFERENCE.calendar, people, {})
    return State(contacts=Map({"c1": CONTACT}), roster=Roster(slots=Map({one.ref.key: one for one in slots})))


def paper(state: State, month: str, lang: str = "zh", **more: Any) -> ListPaperInput:
    wording = Wording(words(), lang, lambda: REFERENCE)
    fields = sheet_fields(state, Describer(REFERENCE, wording), wording, lang, NOW, "李国栋", month, **more)
    groups = tuple(ListGroup(*group) for group in fields["groups"])
    return ListPaperInput(**{**fields, "groups": groups, "fonts": fonts()})


def printed(given: ListPaperInput) -> list[str]:
    made = pressed(SPEC.id, given, PaperFormat.PDF, Progress(lambda *_: None))
    return [page.extract_text() for page in PdfReader(io.BytesIO(made.data)).pages]


@pytest.mark.parametrize("month", ["2026-10", "2026-02", "2027-01"])
def test_a_month_stands_on_one_page(month: str) -> None:
    first = printed(paper(state_of(month), month))[0]
    assert all(f"{day:%m-%d}" in first for day in days_of(month))


def test_days_are_told_by_word_and_shape_and_changes_are_marked() -> None:
    state = state_of("2026-10")
    ref = SlotRef(date(2026, 10, 12), "day", Post.MAIN)
    slot = DutySlot(ref, "新人", changes=(SlotChange("张三", "x", NOW, "病"),))
    swap = Swap("s", ref, "张三", "新人", "病假", state=SwapState.APPROVED)
    roster = changed(
        state.roster, slots=state.roster.slots.set(ref.key, slot), swaps=Map({"s": swap}),
        published=Map({"2026-10": Publication("2026-10", "李国栋", NOW)}),
    )  # fmt: skip
    sheet = content(paper(changed(state, roster=roster), "2026-10"))
    rows = {row[0]: row for row in sheet.sections[0].rows}
    assert rows["10-01"][2] == "●国庆节" and rows["10-17"][2] == "○周末" and "调休上班" in rows["10-10"][2]
    assert rows["10-12"][4] == "新人△" and rows["10-12"][5] == "—"
    assert [one.heading for one in sheet.sections] == ["值班表", "值班人员电话", "值班次数", "换班备案"]
    assert any("公布" in line for line in sheet.remarks)


def test_phones_are_masked_unless_they_are_wanted_whole() -> None:
    state = state_of("2026-10")
    assert any("138****1234" in row for row in content(paper(state, "2026-10")).sections[1].rows)
    whole = content(paper(state, "2026-10", whole_numbers=True)).sections[1].rows
    assert any("13800001234" in row for row in whole)


def test_an_empty_a_foreign_and_a_hostile_month_print() -> None:
    assert "空缺" in printed(paper(State(), "2027-01"))[0]
    assert "leader" in printed(paper(state_of("2026-10"), "2026-10", lang="en"))[0]
    hostile = paper(State(), "2026-10")
    group = ListGroup(HOSTILE, ("a",) * 3, ((HOSTILE,) * 3,))
    assert printed(replace(hostile, subject=HOSTILE, totals=(HOSTILE,), groups=(group,)))
    with pytest.raises(Refusal):
        paper(State(), "2026-13")


def test_it_can_be_stopped() -> None:
    progress = Progress(lambda *_: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        pressed(SPEC.id, paper(state_of("2026-10"), "2026-10"), PaperFormat.PDF, progress)
