"""``reports``: written reports without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Command


def fire(desk: Command) -> str:
    return str(next(one["number"] for one in desk("incident", "list").json if one["kind"] == "A-FIR"))


def test_a_first_report_is_composed_with_its_elements_figures_and_text(desk: Command, tmp_path: Path) -> None:
    number, target = fire(desk), tmp_path / "first.txt"
    made = desk(
        "reports", "compose", number, "--stage", "first", "--answer", "cause=电气线路短路", "--verifying", "loss", "-o", target
    )
    assert made.code == 0
    row = made.json
    assert row["stage"] == "first" and row["status"] == "draft" and row["incident"] == number
    standing = {one["code"]: one["standing"] for one in row["elements"]}
    assert standing["cause"] == "given" and standing["loss"] == "verifying" and standing["commander"] == "missing"
    assert {one["status"] for one in row["figures"]} <= {"reported", "verified", "corrected"} and row["figures"]
    text = target.read_text(encoding="utf-8")
    assert row["title"] in text and "起因：电气线路短路" in text


def test_composing_again_brings_the_same_report_up_to_date_and_keeps_what_was_written(desk: Command) -> None:
    number = fire(desk)
    first = desk("reports", "compose", number, "--stage", "first", "--section", "trend=火势渐小。").json
    assert desk("incident", "fact", number, "dead=1", "--source", "消防").code == 0
    again = desk("reports", "compose", number, "--stage", "first").json
    assert again["id"] == first["id"] and again["revision"] > first["revision"]
    sections = {one["code"]: one for one in again["sections"]}
    assert sections["trend"]["text"] == "火势渐小。" and sections["trend"]["edited"]
    assert "死亡1人" in sections["people"]["text"]


def test_signing_marks_what_is_missing_and_a_follow_up_tells_only_what_is_new(desk: Command, cli: Command, data: Path) -> None:
    number = fire(desk)
    first = desk("reports", "compose", number, "--stage", "first").json
    signed = desk("reports", "sign", first["id"], "--by", "王双喜", "--post", "镇长")
    assert signed.code == 0 and "正在核实" in signed.err
    assert signed.json["status"] == "signed" and signed.json["signature"]["by"] == "王双喜"
    assert not [one for one in signed.json["elements"] if one["standing"] == "missing"]
    desk("incident", "fact", number, "dead=1", "--source", "消防")
    told = cli("reports", "compose", number, "--stage", "follow_up", "--text", "--data", data)
    assert told.code == 0 and "死亡1人" in told.out and "简要经过" not in told.out
    rows = desk("reports", "list", "--incident", number).json
    assert [row["stage"] for row in rows] == ["follow_up", "first"] and rows[0]["number"] == 1


def test_a_word_by_telephone_is_recorded_and_the_officer_cannot_sign(desk: Command) -> None:
    first = desk("reports", "compose", fire(desk), "--stage", "first").json
    refused = desk("reports", "sign", first["id"], "--by", "李国栋")
    assert refused.code != 0 and refused.refused["refused"] == "report_self_signed"
    signed = desk("reports", "sign", first["id"][:20], "--by", "王双喜", "--phone", "000-8801-0002").json
    assert signed["signature"]["how"] == "phone" and signed["signature"]["phone"] == "000-8801-0002"


def test_submit_show_and_withdraw(desk: Command) -> None:
    first = desk("reports", "compose", fire(desk), "--stage", "first").json
    assert desk("reports", "submit", first["id"]).json["status"] == "submitted"
    shown: Any = desk("reports", "show", first["id"]).json
    assert shown["status"] == "submitted"
    assert desk("reports", "withdraw", first["id"], "--reason", "重复").json["status"] == "withdrawn"
    assert desk("reports", "show", "nothing").refused["refused"] == "situation_report_unknown"
    assert desk("reports", "compose", fire(desk), "--stage", "first", "--answer", "cause").refused["refused"] == "report_pair_form"


def test_the_zero_report_of_the_area(desk: Command) -> None:
    made = desk("reports", "compose", "area", "--stage", "zero").json
    assert made["incident"] == "" and made["stage"] == "zero"
    assert desk("reports", "compose", "area", "--stage", "first").refused["refused"] == "report_without_incident"
