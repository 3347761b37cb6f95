"""The new documents from the command line: about an incident, a list, an instruction, a day, a period."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.test_incidents import opened


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_an_instruction_the_day_and_the_year_go_on_paper(desk: Command, tmp_path: Path) -> None:
    number = opened(desk, "--fact", "trapped=2")
    told = ("--kind", "leader", "--from", "陈建国", "--incident", number)
    said = desk("instructions", "receive", "请全力搜救。", *told)
    assert said.code == 0, said.err
    received = said.json
    sheet = tmp_path / "批示.txt"
    made = desk("instructions", "print", "--id", received["id"], "-o", str(sheet))
    assert made.code == 0, made.err
    assert (made.json["document"], made.json["incident"]) == ("instruction_sheet", number)
    assert "领导批示件" in text(sheet) and "请全力搜救。" in text(sheet)
    assert desk("instructions", "print", "--id", "none").refused["refused"] == "instruction_unknown"
    charts = tmp_path / "统计.pdf"
    assert desk("statistics", "--class", "A", "--print", str(charts)).json["pages"] >= 1
    assert charts.read_bytes().startswith(b"%PDF-")
    bulletin = tmp_path / "要情.txt"
    assert desk("report", "--document", "daily_bulletin", "-o", str(bulletin)).code == 0
    assert "每日值班要情" in text(bulletin) and number in text(bulletin)
    assert desk("report", "--document", "daily_bulletin", "--of", "2099-01-01").refused["refused"] == "day_unknown"
    people = tmp_path / "名单.docx"
    assert desk("report", number, "--document", "evacuation_list", "-o", str(people)).code == 0
    assert people.read_bytes().startswith(b"PK")
    assert desk("documents", "verify", str(bulletin)).code == 0
