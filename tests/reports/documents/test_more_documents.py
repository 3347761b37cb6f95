"""Bulletin, evacuation list, call-down and instruction sheets, statistics, and what dossier and brief say of them: the contents."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from app.domain.state import State
from app.kernel.errors import Refusal
from app.reports.documents.call_down_sheet.content import content as call_down_sheet
from app.reports.documents.daily_bulletin.content import content as daily_bulletin
from app.reports.documents.evacuation_list.content import BLANK_MOST
from app.reports.documents.evacuation_list.content import content as evacuation_list
from app.reports.documents.incident_report.content import content as incident_report
from app.reports.documents.instruction_sheet.content import content as instruction_sheet
from app.reports.documents.leader_brief.content import content as leader_brief
from app.reports.documents.leader_brief.content import versions
from app.reports.documents.masking import OPEN
from app.reports.documents.statistics.content import content as statistics
from tests.reports.documents.busy import CAPTIONS, PERSONS, busy
from tests.reports.documents.scenario import NOW, demo_day, given


def bare(lang: str = "zh") -> Any:
    """A desk on which nothing ever happened."""
    source = given(demo_day(), next(iter(demo_day().state.incidents)), lang)
    return type(source)(**{**source.__dict__, "state": State(), "incident_id": "", "records": (), "place": "", "actor": ""})


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [daily_bulletin, call_down_sheet, instruction_sheet, statistics, evacuation_list])
def test_no_gap_stays_open_on_a_busy_and_on_an_empty_desk(make: Any, lang: str) -> None:
    papers = [make(busy().given(lang)), *([make(bare(lang))] if make is not evacuation_list else [])]
    for paper in papers:
        text = msgspec.json.encode(paper).decode()
        assert "{" + "place" not in text and "paper." not in text and "None" not in text


def test_the_bulletin_counts_the_day_and_names_what_is_open_and_late() -> None:
    paper = daily_bulletin(busy().given())
    assert paper.counts.rows[-1][-1] == "4"  # the demo's day: four incidents, by class and grade
    assert [row[-1] for row in paper.counts.rows] == ["1", "2", "—", "1", "4"]
    assert len(paper.cases) == 4 and len(paper.open_incidents.rows) == 3
    assert any("批示" in row[0] and "陈建国" in row[1] for row in paper.matters.rows)
    assert any("办理时限" in row[0] and row[3] == "5 分" for row in paper.overdue.rows)
    assert "暴雨橙色" in paper.lead[1]
    assert any("排班" in line for line in paper.tomorrow)
    quiet = daily_bulletin(busy().given(subject="2026-06-16"))
    assert "零报告" in quiet.lead[2] and not quiet.cases
    for wrong in ("2026-06-19", "18.06.2026"):
        with pytest.raises(Refusal):
            daily_bulletin(busy().given(subject=wrong))


def test_the_evacuation_list_names_groups_inside_persons_called_and_room_to_write() -> None:
    paper = evacuation_list(busy().given())
    (village,) = paper.villages
    assert village.heading.startswith("青石村") and "魏" in village.responsible and "公里" in village.shelters
    assert "转移区 1 处（火场下风向）" in paper.basis
    persons = [one for one in village.rows if one.number and not one.is_place]
    assert [one.place for one in persons] == [one.about for one in PERSONS]
    assert persons[0].reached.startswith("√") and persons[1].reached.startswith("□") and persons[3].reached == ""
    places = [at for at, one in enumerate(village.rows) if one.is_place]
    assert [village.rows[at].place for at in places] == ["青石村一组", "青石村三组", "青石村六组", "青石村四组"]
    assert all(one == type(one)() for one in village.rows[places[0] + 1 : places[0] + 1 + BLANK_MOST])
    undrawn = msgspec.structs.replace(busy().printed.state, drawings=type(busy().printed.state.drawings)())
    assert "没有画转移区" in evacuation_list(busy().given(state=undrawn)).basis


def test_the_call_down_sheet_lists_whom_to_call_next_and_whom_no_more() -> None:
    paper = call_down_sheet(busy().given(subject=busy().call_down, veil=OPEN))  # it stays in the room: the press masks nothing
    assert [one.name for one in paper.waiting] == ["武志强", "陆惠民", "高惠民"]
    assert "共 2 次" in paper.waiting[1].last and "妻子" in paper.waiting[2].last
    assert [(one.number, one.phone) for one in paper.reached] == [("1", PERSONS[0].phone)]
    with pytest.raises(Refusal):
        call_down_sheet(busy().given(subject="nothing"))


def test_the_instruction_sheet_has_the_words_in_full_and_both_limits() -> None:
    paper = instruction_sheet(busy().given(subject=busy().instruction))
    assert paper.masthead == "领导批示件" and paper.words == "请全力搜救被困人员，尽快核清人数和起因。"
    limits = {one.label: one.value for one in paper.handling}
    assert "已超 5 分" in limits["办理时限"] and limits["反馈时限"].endswith("前")
    assert paper.steps[0].text == "已转告现场指挥。" and "青石村三组" in paper.summary


def test_statistics_add_up_and_leave_no_month_out() -> None:
    state = busy().printed.state
    one = state.incident(busy().fire)
    earlier = msgspec.structs.replace(one, id="old", aware_at=one.aware_at - timedelta(days=95))
    paper = statistics(busy().given(state=msgspec.structs.replace(state, incidents=state.incidents.set("old", earlier))))
    months = paper.parts[0]
    assert [one.label for one in months.groups] == ["2026-03", "2026-04", "2026-05", "2026-06"] and months.chart == "line"
    assert [one.incidents for one in months.groups] == [1, 0, 0, 4]
    assert {part.rows[-1][1] for part in paper.parts} == {"5"}
    assert len(paper.parts[-1].groups) == 24 and sum(one.incidents for one in paper.parts[-1].groups) == 5
    assert not statistics(busy().given(subject="2025-01/2025-12")).parts
    for wrong in ("2026", "2026-13/", "2026-06/2026-05"):
        with pytest.raises(Refusal):
            statistics(busy().given(subject=wrong))


def test_the_dossier_has_instructions_photographs_and_the_code_of_the_seal() -> None:
    report = incident_report(busy().given(head_hash="ab" * 32))
    assert report.instructions[0].text.startswith("请全力") and "已超 5 分" in report.instructions[0].handling
    assert [one.caption.split("（")[0] for one in report.photographs] == [f"{n}. {words}" for n, words in enumerate(CAPTIONS, 1)]
    assert "附）" in report.photographs[0].caption and "摄）" in report.photographs[1].caption
    assert report.code.split()[:4] == ["ZHISHOU1", "20260618-04", str(busy().printed.state.seq), "ab" * 32]
    assert incident_report(busy().given(head_hash="")).code == ""


def test_the_brief_shows_the_newest_photographs_that_can_be_read_and_gives_them_up_before_its_core() -> None:
    brief = leader_brief(busy().given(map_png=b"map"))
    assert [one.caption for one in brief.pictures] == list(CAPTIONS[:2]) and brief.has_map
    assert brief.to.startswith("报：") and brief.copies.startswith("送：")
    shorter = list(versions(brief, "……"))
    bare_of_pictures = next(one for one in shorter if not one.pictures)
    assert not bare_of_pictures.has_map
    assert any(sentence.rank == 1 for part in bare_of_pictures.paragraphs for sentence in part.sentences)
    assert all(len(one.pictures) in (0, 2) for one in shorter)


def test_the_bulletin_of_a_day_is_dated_by_it() -> None:
    assert daily_bulletin(busy().given(subject=date(2026, 6, 18).isoformat())).date == "2026年6月18日"
    assert daily_bulletin(busy().given(now=NOW + timedelta(hours=3))).date == "2026年6月19日"
