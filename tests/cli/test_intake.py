"""``intake parse`` and ``calls``."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

LINE = "3:15 群众报警,青石村三组民房起火,2人被困,1人受伤"


def test_a_line_is_understood_with_its_words(desk: Command) -> None:
    found = desk("intake", "parse", LINE, "--at", "2026-07-18 03:17").json
    assert found["kind"]["code"] == "A-FIR" and found["kind"]["text"] == "民房起火"
    assert found["occurred_at"]["value"] == "2026-07-18T03:15:00+08:00" and found["occurred_at"]["text"] == "3:15"
    assert (found["place"]["value"], found["place"]["gazetteer_name"]) == ("青石村三组", "青石村三组")
    assert {name: one["value"] for name, one in found["facts"].items()} == {"trapped": 2, "minor": 1}
    assert found["source"]["value"] == "群众" and found["source"]["channel"] == "phone"
    fields = (found["kind"], found["occurred_at"], found["place"], found["source"], *found["facts"].values())
    assert all(one["text"] == LINE[one["start"] : one["end"]] and 0 < one["confidence"] <= 1 for one in fields)


def test_without_a_desk_names_are_recognised_by_how_they_are_made(cli: Command) -> None:
    said = cli("intake", "parse", LINE, "--json")
    assert said.code == 0
    assert said.json["place"]["value"] == "青石村三组" and said.json["place"]["uncertain"]
    plain = cli("intake", "parse", LINE, "--lang", "zh")
    assert "房屋火灾" in plain.out and "“2人被困”" in plain.out and "待核" in plain.out
    assert cli("intake", "parse", "无事").code == 0


@pytest.mark.parametrize("text", ["", "　", "🔥" * 50, "=cmd()"])
def test_any_text_is_answered(cli: Command, text: str) -> None:
    said = cli("intake", "parse", text, "--json")
    assert said.code == 0 and said.json["facts"] == {}
    assert said.json["kind"] is None and said.json["occurred_at"] is None


def test_a_call_is_logged_found_joined_and_moved(desk: Command, cli: Command, data: object) -> None:
    cases = [one["number"] for one in desk("incident", "list").json]
    call = desk("calls", "log", "村民李保国来电13800001111,青石村三组着火").json
    assert (call["caller"], call["phone"], call["category"], call["incident"]) == ("村民李保国", "13800001111", "incident", "")
    listed = desk("calls", "list").json
    assert [one["phone"] for one in listed if one["id"] == call["id"]] == ["138****1111"]
    assert desk("calls", "list", "--whole-numbers", "--find", "李保国").json[0]["phone"] == "13800001111"
    assert desk("calls", "list", "--find", "lbg").json and not desk("calls", "list", "--find", "zzz").json
    assert desk("calls", "join", call["id"], cases[0]).json["incident"] == cases[0]
    assert desk("calls", "join", call["id"], cases[1]).refused["refused"] == "field_empty"
    moved = desk("calls", "join", call["id"], cases[1], "--reason", "说的是另一起").json
    assert moved["incident"] == cases[1] and moved["earlier_incidents"] == [cases[0]]
    for number, word in ((cases[0], "移出"), (cases[1], "并入")):
        shown = cli("incident", "show", number, "--data", data, "--lang", "zh")
        assert word in shown.out and "李保国" in shown.out
    again = desk("calls", "log", "火更大了", "--phone", "13800001111", "--incident", cases[1]).json
    assert call["id"] in again["related_calls"]
    assert len(desk("calls", "list", "--incident", cases[1]).json) == 2
    assert desk("calls", "join", "nobody", cases[0]).refused["refused"] == "call_unknown"
    misdial = desk("calls", "log", "打错了").json
    assert misdial["category"] == "misdial"
