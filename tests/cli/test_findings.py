"""``findings`` and ``drill-calendar``: the whole loop without a window, and what comes from a drill's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

SOURCE = {"kind": "drill", "ref": "drill-7", "title": "夜间汛情", "on": "2026-07-10", "scenario_id": "night-flood",
          "journal_hash": "ab" * 32}  # fmt: skip


def write(path: Path, *findings: dict[str, object], **source: object) -> Path:
    path.write_text(json.dumps({"source": {**SOURCE, **source}, "findings": list(findings)}), encoding="utf-8")
    return path


def test_a_drills_findings_go_all_the_way(desk: Command, tmp_path: Path) -> None:
    late = {"description": "首报电话晚了 6 分钟", "gravity": "major", "item": "phone_report", "evidence": ["#12"],
            "plan_ids": ["flood-typhoon"]}  # fmt: skip
    file = write(tmp_path / "f.json", late, {"description": "叫应很快", "nature": "strength"})
    number = desk("findings", "import", str(file)).json[0]["number"]
    assert desk("findings", "import", str(file)).refused["refused"] == "findings_known"
    given = ("--measure", "加一部电话", "--organisation", "党政办", "--owner", "李国栋")
    assert desk("findings", "assign", number, *given).refused["refused"] == "finding_cause_missing"
    assert desk("findings", "assign", number, *given, "--cause", "people").json["standing"] == "in_progress"
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(b"bill")
    shown = desk("findings", "evidence", number, "--words", "已装", "--file", str(bill)).json
    assert shown["standing"] == "to_review" and shown["actions"][0]["evidence"][0]["file_name"] == "bill.pdf"
    assert desk("findings", "close", number, "--by", "李国栋").refused["refused"] == "review_own_work"
    assert desk("findings", "review", number, "--by", "王建国", "--back", "--words", "没有登记").json["standing"] == "in_progress"
    desk("findings", "evidence", number, "--words", "已登记")
    assert desk("findings", "close", number, "--by", "王建国").json["standing"] == "closed"
    needs = desk("findings", "retests", "flood-typhoon", "--item", "phone_report").json
    assert [(one["number"], one["exercised"]) for one in needs] == [(number, True)]
    again = ("--drill", "drill-8", "--on", "2026-07-11", "--failed", "--words", "又晚了")
    assert desk("findings", "retest", number, *again).json["standing"] in ("to_assign", "overdue")
    assert {one["number"] for one in desk("findings", "list", "--plan", "flood-typhoon").json} == {number}


@pytest.mark.parametrize(
    ("body", "field"), [(b"[", ""), (b'{"source":{"kind":"rumour"}}', "source.kind"), (b'{"findings":[]}', "")]
)
def test_a_file_that_is_none_is_refused_whole(desk: Command, tmp_path: Path, body: bytes, field: str) -> None:
    file = tmp_path / "f.json"
    file.write_bytes(body)
    said = desk("findings", "import", str(file))
    assert said.code and "f.json" in said.err and field in said.err
    assert desk("findings", "list").json == []


def test_the_calendar_names_its_sources_and_a_held_drill_moves_the_day(desk: Command, tmp_path: Path) -> None:
    said = desk("drill-calendar", "list", "--kind", "plan").json
    before = {one["id"]: one for one in said["subjects"]}["flood-typhoon"]
    assert all(duty["status"] != "statutory" or duty["checked"] == "verified" for duty in before["duties"])
    added = desk("drill-calendar", "add", "汛前演练", "--on", "2026-06-01", "--plan", "flood-typhoon", "--score", "91.5").json
    after = {one["id"]: one for one in desk("drill-calendar", "list").json["subjects"]}["flood-typhoon"]
    assert after["last_on"] == "2026-06-01" and after["due_on"] == "2027-06-01"
    number = desk("findings", "add", "--drill", added[0]["id"], "--text", "没有备用电源", "--plan", "flood-typhoon").json[0]
    assert "汛前演练" in number["source"]
    for target, head in ((tmp_path / "plan.docx", b"PK"), (tmp_path / "year.pdf", b"%PDF")):
        verb = ("findings", "list") if target.stem == "plan" else ("drill-calendar", "list")
        assert desk(*verb, "-o", str(target)).code == 0
        assert target.read_bytes().startswith(head)
    assert desk("drill-calendar", "strike", added[0]["id"], "--reason", "记重了").code == 0
    back = {one["id"]: one for one in desk("drill-calendar", "list").json["subjects"]}["flood-typhoon"]
    assert back["due_on"] == before["due_on"]
