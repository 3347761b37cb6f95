"""What the papers say, without a page: facts and their history, punctuality, order, what is not known."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.desk.jobs import Progress
from app.domain.incident.commands import AddNote, CloseIncident, OverrideSeverity, RecordFacts, StrikeNote
from app.domain.incident.model import Caller, Place
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.words import FactStatus, IncidentSeverity
from app.reports import documents
from app.reports.documents import DOCUMENTS, PaperFormat, make
from app.reports.documents.first_report.content import content as first_report
from app.reports.documents.incident_report.content import content as incident_report
from app.reports.documents.leader_brief.content import content as leader_brief
from app.reports.documents.leader_brief.content import versions
from app.reports.documents.phrases import check_code
from tests.reports.documents.scenario import NOW, demo_day, demo_incident, given, play, words

BARE: dict[str, Any] = {"kind": "A-FIR", "place": Place("老街"), "caller": Caller("赵小明", "000-7700-1234"), "narrative": ""}


def _only(printed: Any) -> str:
    return next(iter(printed.state.incidents))


def test_every_document_is_found_and_named_alike_in_the_words() -> None:
    assert set(DOCUMENTS) >= {
        "incident_report", "leader_brief", "first_report", "follow_up_report", "final_report", "correction_report",
        "verification_report", "daily_report", "plan_book", "action_card", "duty_log", "duty_roster", "handover_sheet",
        "around_list", "map_sheet", "fax_cover",
    }
    for code, spec in DOCUMENTS.items():
        assert spec.id == code
        assert spec.title == words()[f"document.{code}"]


def test_every_word_that_the_papers_ask_for_is_there() -> None:
    mute = []
    for path in sorted(Path(documents.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            family = {"paper": "paper.", "pair": "paper.label."}.get(getattr(node.func, "attr", ""))
            if family and f"{family}{node.args[0].value}" not in words():
                mute.append((path.name, node.args[0].value))
    assert mute == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("make", [incident_report, leader_brief, first_report])
def test_no_word_is_missing_and_no_gap_stays_open(make: Any, lang: str) -> None:
    for incident_id in demo_day().state.incidents:
        source = given(demo_day(), incident_id, lang)
        said = msgspec.json.encode(make(source)).decode()
        assert source.wording.missing == set()
        assert "{" not in said.replace('{"', "").replace("{}", "")


def test_a_superseded_value_stays_beside_the_one_that_holds() -> None:
    printed = play(
        lambda case: RecordFacts(incident_id=case, facts={"trapped": 3}, source="网格员"),
        lambda case: RecordFacts(
            incident_id=case, facts={"trapped": 1}, status=FactStatus.VERIFIED, source="消防", reason="清点"
        ),
        opening={**BARE, "facts": {"minor": 2}},
    )
    rows = {row.label: row for row in incident_report(given(printed, _only(printed))).facts}
    trapped = next(row for label, row in rows.items() if "被困" in label)
    assert (trapped.was, trapped.value, trapped.status, trapped.source) == (("3 人",), "1 人", "核实", "消防")
    assert rows["轻伤"].was == ()


def test_a_late_report_is_suspected_late_by_so_many_minutes() -> None:
    printed = play(
        lambda case: MakeReport(
            incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="值班员",
            phone="000-1", read_back=True,
        ),
        opening={**BARE, "facts": {"dead": 1}}, minutes=50,
    )
    row = incident_report(given(printed, _only(printed))).reports[0]
    made = printed.state.incidents[_only(printed)].reports[0]
    assert made.due_at is not None
    late = int((made.at - made.due_at).total_seconds() // 60)
    assert late > 0
    assert row.punctual == f"疑似迟报 {late} 分"
    assert "值班员" in row.how and "000-1" in row.how and "已复述确认" in row.how


def test_a_person_s_grading_stands_beside_the_machine_s_with_its_reason() -> None:
    printed = play(
        lambda case: OverrideSeverity(incident_id=case, severity=IncidentSeverity.II, reason="舆情重大"),
        opening={**BARE, "facts": {"dead": 3}},
    )
    report = incident_report(given(printed, _only(printed)))
    assert report.severity == "重大"
    assert "重大" in report.override and "较大" in report.override and "舆情重大" in report.override
    assert any("死亡 3 人" in one and "法定" in one for one in report.because)


def test_a_struck_note_keeps_its_text_and_says_why() -> None:
    def strike(case: str) -> Any:
        return StrikeNote(incident_id=case, note_id=note["id"], reason="记错")

    note: dict[str, str] = {}
    added = play(lambda case: AddNote(incident_id=case, text="甲"), opening=BARE)
    note["id"] = added.state.incidents[_only(added)].notes[0].id
    printed = play(lambda case: AddNote(incident_id=case, text="甲"), strike, opening=BARE)
    assert [(one.text, one.struck) for one in incident_report(given(printed, _only(printed))).notes] == [("甲", "记错")]


def test_what_nobody_said_is_being_checked_and_never_zero() -> None:
    printed = play(opening=BARE)
    brief = leader_brief(given(printed, _only(printed)))
    glance = {pair.label: pair.value for pair in brief.glance}
    assert list(glance) == ["死亡、失踪、受伤", "是否可控", "现场指挥", "需要决定", "下次报告"]
    assert glance["死亡、失踪、受伤"] == "死亡、失踪、重伤、轻伤正在核实"
    assert glance["是否可控"] == glance["现场指挥"] == "正在核实"
    assert "0人" not in msgspec.json.encode(brief).decode()
    missing = first_report(given(printed, _only(printed))).missing
    for element in ("事发时间", "坐标", "人员伤亡", "直接经济损失", "现场指挥负责人"):
        assert element in missing


def test_a_recorded_nought_is_said() -> None:
    printed = play(opening={**BARE, "facts": {"dead": 0, "missing": 0}})
    assert "未发现死亡、失踪人员" in leader_brief(given(printed, _only(printed))).paragraphs[1].text


def test_the_caller_is_masked_in_every_paper_unless_somebody_wants_it_whole() -> None:
    printed = play(opening={**BARE, "narrative": "赵小明称邻居家起火，回电000-7700-1234"})
    source = given(printed, _only(printed))
    for document in ("leader_brief", "first_report", "incident_report"):
        said = make(document, source, PaperFormat.TXT, Progress(lambda *_: None)).data.decode("utf-8")
        assert "赵小明" not in said and "7700" not in said
    assert "赵某" in msgspec.json.encode(first_report(source)).decode()
    whole = replace(source, unmasked=True)
    full = make("incident_report", whole, PaperFormat.TXT, Progress(lambda *_: None)).data.decode("utf-8")
    assert "赵小明" in full and "000-7700-1234" in full


def test_the_title_says_place_kind_casualties_and_progress() -> None:
    title = leader_brief(given(demo_day(), demo_incident("A-FIR"))).title
    assert title == "青石镇青石村三组发生房屋火灾　2人被困1人轻伤　正在全力处置"


def test_the_leader_is_asked_to_activate_what_the_plan_recommends() -> None:
    printed = play(opening={**BARE, "facts": {"trapped": 2}})
    glance = {pair.label: pair.value for pair in leader_brief(given(printed, _only(printed))).glance}
    assert glance["需要决定"].startswith("是否启动《青石镇房屋火灾专项应急预案》一级响应")


def test_a_closed_incident_shows_the_legal_fields_and_the_window() -> None:
    printed = play(
        lambda case: CloseIncident(
            incident_id=case, cause="电线短路", outcome="扑灭", losses="两间", lessons="查线路", measures="扑救",
            approved_by="王双喜",
        ),
        opening=BARE,
    )
    report = incident_report(given(printed, _only(printed)))
    assert {pair.label: pair.value for pair in report.closure}["起因"] == "电线短路"
    assert "7 日" in report.window
    assert "处置结果：扑灭。" in leader_brief(given(printed, _only(printed))).paragraphs[1].text


def test_shorter_versions_are_shorter_and_keep_what_a_leader_asks_first() -> None:
    brief = leader_brief(given(demo_day(), demo_incident("A-FIR")))
    lengths = [sum(len(p.text) for p in one.paragraphs) for one in versions(brief, "……")]
    assert lengths == sorted(lengths, reverse=True)
    *_, shortest = versions(brief, "……")
    assert "被困2人" in shortest.paragraphs[1].text
    assert shortest.left_out > 0


def test_the_check_code_follows_the_content() -> None:
    source = given(demo_day(), demo_incident("A-FIR"))
    code = check_code("leader_brief", leader_brief(source))
    assert code == check_code("leader_brief", leader_brief(source))
    assert code != check_code("first_report", leader_brief(source))
    later = given(demo_day(), demo_incident("A-FIR"), now=NOW + timedelta(minutes=1))
    assert code != check_code("leader_brief", leader_brief(later))


def test_the_report_names_the_journal_it_was_made_from() -> None:
    report = incident_report(given(demo_day(), demo_incident("A-FIR")))
    seal = {pair.label: pair.value for pair in report.seal}
    assert seal["日志校验值"] == demo_day().head
    assert str(demo_day().state.seq) in seal["日志条目"]
    assert len(report.timeline) == len(demo_day().records[demo_incident("A-FIR")])
