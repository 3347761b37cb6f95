"""``handover``, ``log`` and ``equipment``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Command


def test_a_shift_is_handed_over_by_the_command_line_alone(desk: Command, tmp_path: Path) -> None:
    before = desk("handover", "show").json
    assert not before["running"] and before["open"] and before["shift"]["officer"]
    handed = before["shift"]["officer"]
    assert desk("handover", "take-over", "--leader", "王", "--officer", "赵").refused["refused"] == "handover_needed"
    begun = desk("handover", "start", "--leader", "王", "--officer", "赵接班").json
    assert begun["running"] and begun["officer"] == "赵接班"
    assert desk("handover", "complete", "--handed-by", handed, "--taken-by", "赵接班").refused["refused"] == "handover_items_open"
    first = begun["open"][0]["key"]
    after = desk("handover", "accept", first, "--remark", "已电话核对").json
    assert [(one["key"], one["accepted_by"], one["remark"]) for one in after["accepted"]] == [(first, "赵接班", "已电话核对")]
    for _ in range(200):
        left = desk("handover", "show").json["open"]
        if not left:
            break
        assert desk("handover", "accept", left[0]["key"]).code == 0
    assert desk("handover", "complete", "--handed-by", "别人", "--taken-by", "赵接班").refused["refused"] == "handover_name_wrong"
    done = desk("handover", "complete", "--handed-by", handed, "--taken-by", "赵接班").json
    assert not done["running"] and done["shift"]["officer"] == "赵接班"
    sheet = tmp_path / "sheet.pdf"
    assert desk("handover", "show", "-o", str(sheet)).code == 0
    text = "".join(page.extract_text() for page in PdfReader(sheet).pages).replace("\n", "").replace(" ", "")
    assert "交接班记录" in text and "已电话核对" in text and done["head_hash"][:16] in text


def test_in_an_emergency_the_reason_stands_in_the_log(desk: Command) -> None:
    taken = desk("handover", "take-over", "--leader", "王", "--officer", "赵", "--reason", "值班员突发疾病").json
    assert taken["shift"]["officer"] == "赵"
    log = desk("log", "show").json
    assert any("值班员突发疾病" in one["text"] for one in log["lines"])
    assert desk("log", "show", "--shift", "9").refused["refused"] == "log_shift_unknown"


def test_the_log_is_written_put_right_found_and_printed(desk: Command, tmp_path: Path) -> None:
    made = desk("log", "write", "县气象台电话：夜间有大雨", "--category", "weather").json
    assert desk("log", "correct", made["id"], "县气象台电话：夜间有暴雨", "--reason", "听错").json["before"] == [made["text"]]
    found = desk("log", "show", "--find", "暴雨").json["lines"]
    (line,) = [one for one in found if one["id"] == made["id"]]
    assert line["free"] and line["section"] == "weather" and [one["text"] for one in line["struck"]] == [made["text"]]
    assert desk("log", "show", "--find", "xqxtdh").json["lines"], "found by its initials"
    sheet = tmp_path / "log.pdf"
    assert desk("log", "show", "-o", str(sheet)).code == 0
    text = "".join(page.extract_text() for page in PdfReader(sheet).pages).replace("\n", "").replace(" ", "")
    assert "夜间有暴雨" in text and "原记：县气象台电话：夜间有大雨" in text


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday"])
def test_a_day_that_is_none_is_refused(desk: Command, day: str) -> None:
    assert desk("log", "show", "--day", day).code == 2


def test_equipment_is_listed_tested_and_changed(desk: Command) -> None:
    rows = {one["id"]: one for one in desk("equipment", "list").json}
    assert rows["satellite_phone"]["condition"] is None and rows["satellite_phone"]["status"] == "suggested"
    assert desk("equipment", "check", "fax", "faulty").refused["refused"] == "field_empty"
    rows = {one["id"]: one for one in desk("equipment", "check", "fax", "faulty", "--remark", "卡纸").json}
    assert rows["fax"]["condition"] == "faulty" and not rows["fax"]["overdue"]
    assert any(one["kind"] == "equipment" and "卡纸" in one["text"] for one in desk("handover", "show").json["open"])
    rows = {one["id"]: one for one in desk("equipment", "set", "fax", "--every-h", "12").json}
    assert rows["fax"]["every_h"] == 12 and rows["fax"]["name"] == "传真机"
    assert "fax" not in {one["id"] for one in desk("equipment", "set", "fax", "--unused").json}
    rows = {one["id"]: one for one in desk("equipment", "set", "horn", "--name", "手摇报警器", "--every-h", "168").json}
    assert rows["horn"]["due_at"] is not None
    assert desk("equipment", "check", "nothing", "works").refused["refused"] == "equipment_unknown"
