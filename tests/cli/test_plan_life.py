"""``plans``: a document comes in, is judged, reviewed, approved and issued; a plan goes out; what is due."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import Command

PROSE = """青石镇高温中暑专项应急预案

一、总则
本预案适用于青石镇辖区内高温中暑事件的先期处置。
二、组织体系
医疗救护组：卫生院牵头，民政办、志愿者队伍参加，负责检伤分类、转运。
三、响应
出现1人以上死亡的，启动一级响应，由镇党委书记宣布。
值班员15分钟内电话报告县政府总值班室。
四、终止
伤员全部救治、预警解除后，终止响应。
"""


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = Document()
    for line in PROSE.splitlines():
        if line:
            document.add_paragraph(line)
    path = tmp_path / "高温预案.docx"
    document.save(str(path))
    return path


def test_a_document_becomes_a_draft_and_waits_for_a_person(desk: Command, word: Path) -> None:
    tried = desk("plans", "import", word, "--dry-run").json
    assert tried["kept"] is False and tried["items"] and tried["to_mend"]
    assert {"address", "paragraph", "words", "rule", "confidence", "id"} <= set(tried["items"][0])
    said = desk("plans", "import", word, "--id", "heat", "--version", "2026.1").json
    assert (said["plan"], said["version"], said["kept"]) == ("heat", "2026.1", True)
    rows = {(one["id"], one["version"]): one for one in desk("plans", "list", "--all").json}
    assert rows["heat", "2026.1"]["status"] == "draft" and rows["heat", "2026.1"]["origin"] == "imported"
    no = desk("plans", "review", "heat@2026.1", "--by", "王某")
    assert (no.code, no.refused["refused"]) == (2, "plan_items_waiting")
    first, *_ = (one["id"] for one in said["items"] if one["address"] not in ("scope", "evacuate"))
    assert desk("plans", "judge", "heat@2026.1", "--reject", first, "--accept-rest").code == 0
    no = desk("plans", "review", "heat@2026.1", "--by", "王某")
    assert (no.code, no.refused["refused"]) == (2, "plan_unsound")


def test_a_file_that_cannot_be_read_says_the_mend(desk: Command, tmp_path: Path) -> None:
    bad = tmp_path / "plan.docx"
    bad.write_bytes(b"%PDF-1.7 nothing")
    said = desk("plans", "import", bad)
    assert said.code == 1 and "PDF" in said.err
    assert desk("plans", "import", tmp_path / "none.docx").code == 1


def test_a_finding_hangs_until_it_is_answered(desk: Command) -> None:
    made = desk("plans", "finding", "forest-fire", "--cause", "drill", "--text", "集合慢").json["entries"][0]
    due = desk("plans", "due").json
    assert [(one["kind"], one["ref"]) for one in due if one["kind"] == "finding_open"] == [("finding_open", made["finding_id"])]
    assert desk("plans", "answer", made["finding_id"]).refused["refused"] == "finding_needs_answer"
    assert desk("plans", "answer", made["finding_id"], "--reason", "已改排班").code == 0
    assert all(one["kind"] != "finding_open" for one in desk("plans", "due").json)
    assert desk("plans", "drilled", "forest-fire", "--on", "2026-07-01", "--words", "桌面推演").code == 0


def test_two_plans_are_compared_part_by_part(desk: Command) -> None:
    said = desk("plans", "diff", "structure-fire", "forest-fire").json
    assert {"address", "kind", "fields"} <= set(said["changes"][0]) and said["text"]
    same = desk("plans", "diff", "structure-fire", "structure-fire").json
    assert (same["changes"], same["text"]) == ([], [])
    assert desk("plans", "show", "structure-fire@1999.1").refused["refused"] == "plan_version_unknown"


def test_a_plan_goes_out_as_the_folder_that_it_is_read_from(cli: Command, desk: Command, tmp_path: Path) -> None:
    folder = tmp_path / "structure-fire"
    assert len(desk("plans", "export", "structure-fire", "--format", "folder", "-o", folder).json["files"]) == 3
    checked = cli("plans", "check", folder, "--json")
    assert (checked.code, checked.json["plans"]) == (0, ["structure-fire"])
    again = desk("plans", "export", "structure-fire", "--format", "folder", "-o", folder)
    assert again.code == 1, "nothing is overwritten"


@pytest.mark.parametrize(("format_", "begins"), [("docx", b"PK"), ("txt", "青石镇".encode()[:3])])
def test_a_plan_goes_out_as_word_and_text(desk: Command, tmp_path: Path, format_: str, begins: bytes) -> None:
    target = tmp_path / f"plan.{format_}"
    row = desk("plans", "export", "structure-fire", "--format", format_, "-o", target).json
    assert row["document"] == "plan_book" and row["bytes"] == target.stat().st_size
    assert begins in target.read_bytes()[:600]


def test_a_card_is_made_for_a_role_and_refused_for_one_without_work(desk: Command, tmp_path: Path) -> None:
    target = tmp_path / "card.txt"
    assert desk("plans", "card", "structure-fire", "--role", "police", "--format", "txt", "-o", target).code == 0
    assert "派出所" in target.read_text(encoding="utf-8")
    assert desk("plans", "card", "structure-fire", "--role", "nobody", "--format", "txt", "-o", target).code == 2
