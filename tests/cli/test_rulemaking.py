"""``rules``: the county's own file comes in, is approved, comes into force, and the deadlines follow it."""

from __future__ import annotations

from pathlib import Path

from app.catalog.yaml_source import read_source
from tests.cli.conftest import Command


def test_the_countys_own_file_is_entered_and_the_deadlines_follow_it(desk: Command, tmp_path: Path) -> None:
    opened = desk("incident", "open", "--kind", "A-FIR", "--place", "青石村三组").json
    incident = opened["number"]

    def owed() -> dict[str, dict[str, object]]:
        rows = desk("obligations", "--kind", "A-FIR", "--aware-at", "2026-07-18T03:00:00+08:00").json
        rows = rows["obligations"] if isinstance(rows, dict) else rows
        return {f"{row['stage']}:{row['channel']}": row for row in rows}

    def due_here() -> list[object]:
        return [one["due_at"] for one in desk("incident", "show", incident).json["deadlines"] if "书面首报" in one["text"]]

    open_before = due_here()
    before = owed()
    assert before["first:written"]["rulebook"] == "township-default"
    begun = desk("rules", "draft", "our-county", "--from", "township-default", "--title", "本县信息报送规则")
    assert begun.json["status"] == "draft"
    key = next(row["key"] for row in desk("rules", "versions").json if row["id"] == "our-county")
    path = tmp_path / "county.yaml"
    assert desk("rules", "export", key, "-o", path).json["rules"] == 13
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("limit_min: 40", "limit_min: 0", 1), encoding="utf-8")
    said = desk("rules", "edit", key, "--file", path).json
    assert said["to_mend"] and "county.yaml" in said["to_mend"][0]
    assert desk("rules", "review", key, "--by", "王某").refused["refused"] == "rulebook_unsound"
    path.write_text(text.replace("limit_min: 40", "limit_min: 20", 1), encoding="utf-8")
    assert desk("rules", "edit", key, "--file", path).json["to_mend"] == []
    assert desk("rules", "approve", key, "--by", "赵某").refused["refused"] == "rulebook_version_not_ready"
    assert desk("rules", "review", key, "--by", "王某").code == 0
    assert desk("rules", "return", key, "--reason", "再核一遍").json["status"] == "draft"
    assert desk("rules", "review", key, "--by", "王某").code == 0
    assert desk("rules", "approve", key, "--by", "赵某", "--number", "县办〔2026〕1号").json["status"] == "approved"
    assert owed()["first:written"]["due_at"] == before["first:written"]["due_at"]
    assert desk("rules", "enforce", key, "--use").json["status"] == "in_force"
    after = owed()
    assert after["first:written"]["rulebook"] == "our-county"
    assert after["first:written"]["due_at"] < before["first:written"]["due_at"]
    assert open_before and due_here()[0] < open_before[0]  # the incident that was open before follows it as well
    assert desk("rules", "list", "--rulebook", "our-county").json[0]["approval"]["document"] == "县办〔2026〕1号"
    changed = desk("rules", "diff", "township-default", key).json
    assert [one["id"] for one in changed["rules"]] == ["D02"]
    assert desk("rules", "discard", key, "--reason", "x").refused["refused"] == "rulebook_version_not_ready"


def test_a_workbook_comes_in_as_a_draft_and_bad_files_say_the_cell(desk: Command, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert desk("rules", "export", "county-2018", "-o", path).code == 0
    said = desk("rules", "import", path, "--id", "read-in").json
    assert (said["rulebook"], said["status"], said["to_mend"]) == ("read-in", "draft", [])
    row = next(one for one in desk("rules", "versions").json if one["id"] == "read-in")
    assert (row["status"], row["shipped"], row["revision"]) == ("draft", False, 1)
    assert desk("rules", "discard", row["key"], "--reason", "试一试").json["status"] == "discarded"
    path.write_bytes(b"nothing")
    assert desk("rules", "import", path).code == 1
    assert desk("rules", "draft", "empty-one", "--title", "空", "--jurisdiction", "某县").json["status"] == "draft"
    assert desk("rules", "draft", "No Id").refused["refused"] == "rulebook_id_shape"
    out = tmp_path / "plain.yaml"
    assert desk("rules", "export", "township-default", "-o", out).code == 0
    assert read_source(out).data["id"] == "township-default"
    assert desk("rules", "export", "township-default", "-o", tmp_path / "none" / "x.yaml").code == 1
