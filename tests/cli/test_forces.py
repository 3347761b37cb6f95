"""``units show|rest|export|import``, ``people``, ``materials``, ``shelters`` and ``patrols``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_a_unit_rests_and_is_ready_again(desk: Command) -> None:
    free = next(row["id"] for row in desk("units", "list", "--available").json if not row["members"])
    assert desk("units", "rest", free).refused["refused"] == "rest_time_missing"
    said = desk("units", "rest", free, "--hours", "6", "--reason", "night").json
    assert said["resting"] and said["standing"] == "resting" and not said["available"]
    assert free in {row["id"] for row in desk("units", "list", "--resting").json}
    assert free not in {row["id"] for row in desk("units", "list", "--available").json}
    shown = desk("units", "show", free).json
    assert shown["history"][-1]["change"] == "rest" and shown["history"][-1]["words"] == "night"
    assert not desk("units", "rest", free, "--end").json["resting"]


def test_what_is_exported_changes_nothing_when_it_is_taken_in(desk: Command, tmp_path: Path) -> None:
    target = tmp_path / "forces.xlsx"
    assert desk("units", "export", target).json["count"] > 100
    tried = desk("units", "import", target, "--dry-run").json
    assert (tried["new"], tried["changed"], tried["absent"]) == (0, 0, 0) and tried["unchanged"] > 100
    before = desk("journal", "verify").json["entries"]
    done = desk("units", "import", target).json
    assert done["units"] == len(desk("units", "list").json)
    assert desk("journal", "verify").json["entries"] == before


def test_people_go_in_and_out(desk: Command) -> None:
    number = next(row["number"] for row in desk("incident", "list").json if row["status"] != "closed")
    before = desk("people", "list", number).json["inside"]
    said = desk("people", "in", number, "某甲", "某乙", "--organisation", "消防队", "--minutes", "30").json
    assert said["inside"] == before + 2
    assert {"某甲", "某乙"} <= {row["name"] for row in said["people"]}
    assert desk("people", "in", number, "某甲", "--organisation", "消防队").refused["refused"] == "already_inside"
    assert desk("people", "out", number, "某甲", "某乙").json["inside"] == before
    assert desk("people", "out", number, "某甲").refused["refused"] == "presence_unknown"
    every = desk("people", "list", number, "--all").json["people"]
    assert [row["inside"] for row in every if row["name"] == "某甲"] == [False]


def test_stock_moves_and_requests_are_fulfilled(desk: Command) -> None:
    stock = next(row for row in desk("materials", "list").json if row["quantity"] >= 10)
    after = desk("materials", "move", stock["id"], "issued", "4").json
    assert (after["quantity"], after["issued"]) == (stock["quantity"] - 4, stock["issued"] + 4)
    no = desk("materials", "move", stock["id"], "issued", "100000000")
    assert no.refused["refused"] == "stock_too_little"
    assert desk("materials", "move", "nothing", "issued", "1").refused["refused"] == "material_unknown"
    asked = desk("materials", "request", stock["name"], "6", stock["unit"], "--place", "河街").json
    assert asked["status"] == "requested"
    step = ("materials", "fulfil", asked["id"])
    assert desk(*step, "refuse", "--source", "商店", "--reason", "缺货").json["steps"][-1]["reason"] == "缺货"
    assert desk(*step, "promise", "6", "--material", stock["id"]).json["promised"] == 6
    assert desk(*step, "issue", "6", "--material", stock["id"]).json["status"] == "under_way"
    assert desk(*step, "arrive", "6").json["status"] == "fulfilled"
    assert asked["id"] in {row["id"] for row in desk("materials", "list", "--requests").json}


def test_a_shelter_is_opened_filled_emptied_and_closed(desk: Command) -> None:
    place = next(row for row in desk("shelters", "list").json if not row["open"])
    shelter = place["id"]
    assert desk("shelters", "admit", shelter, "3").refused["refused"] == "shelter_closed"
    assert desk("shelters", "open", shelter).json["open"]
    filled = desk("shelters", "admit", shelter, "3", "--needs", "某丙:mobility").json
    assert (filled["occupied"], filled["needing"][0]["need"]) == (3, "mobility")
    over = str(place["capacity"])
    assert desk("shelters", "admit", shelter, over).refused["refused"] == "shelter_full"
    assert desk("shelters", "admit", shelter, "1", "--needs", "x:wings").refused["refused"] == "need_unknown"
    assert desk("shelters", "admit", shelter, over, "--over-capacity").json["state"] == "over"
    assert desk("shelters", "close", shelter, "--reason", "x").refused["refused"] == "shelter_occupied"
    assert desk("shelters", "leave", shelter, str(place["capacity"] + 3)).json["occupied"] == 0
    assert not desk("shelters", "close", shelter, "--reason", "返家").json["open"]


def test_patrols_are_listed_and_unknown_ones_refused(desk: Command) -> None:
    assert desk("patrols", "list").code == 0
    assert desk("patrols", "check", "nothing").refused["refused"] == "patrol_unknown"
