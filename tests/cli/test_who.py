"""``route`` and ``recommend`` on the demonstration township."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def fire(desk: Command) -> str:
    return str(next(one["number"] for one in desk("incident", "list").json if one["kind"] == "A-FIR"))


def test_a_route_has_a_turn_list_and_a_line(desk: Command) -> None:
    way = desk("route", "--from", "u07", "--to", "石塘村").json
    assert way["measure"] == "road" and way["unit_kind"] == "F-FIRE"
    assert way["travel_s"] > 0 and 4000 < way["distance_m"] < 9000
    assert any("青枫线" in leg["text"] for leg in way["legs"])
    assert way["geometry"]["type"] == "LineString" and len(way["geometry"]["coordinates"]) > 10
    on_foot = desk("route", "--from", "u07", "--to", "石塘村", "--unit-kind", "foot").json
    assert on_foot["travel_s"] > 4 * way["travel_s"]


def test_places_are_coordinates_units_incidents_or_names(desk: Command) -> None:
    number = fire(desk)
    assert desk("route", "--from", "18.59, 114.48", "--to", number).json["unit_kind"] == ""
    assert desk("route", "--from", "专职消防队一号车", "--to", number).json["unit_kind"] == "F-FIRE"
    for wrong in ("xxqq", "99,200", ""):
        said = desk("route", "--from", wrong, "--to", number)
        assert said.code == 2 and said.refused["refused"] == "whereabouts_unknown"


def test_a_proposal_says_why_what_is_open_and_who_not(desk: Command) -> None:
    told = desk("recommend", fire(desk)).json
    assert told["weighed_together"] >= 3 and told["measure"] == "road" and told["best"]
    assert told["units"]
    for one in told["units"]:
        assert {"unit", "travel_s", "distance_m", "position_age_s", "because"} <= one.keys()
        assert one["because"][0]["code"] in ("nearest_of_kind", "next_of_kind") and one["because"][0]["text"]
    assert told["not_chosen"] and all(one["because"][0]["text"] for one in told["not_chosen"])


def test_all_incidents_share_the_units(desk: Command) -> None:
    told = desk("recommend", "--all").json
    proposed = [one["unit"] for each in told for one in each["units"]]
    assert len(told) >= 3 and len(proposed) == len(set(proposed)) > 3
    alone = desk("recommend", fire(desk), "--alone").json
    assert alone["weighed_together"] == 1


def test_asking_twice_gives_the_same_answer(desk: Command) -> None:
    assert desk("recommend", "--all").out == desk("recommend", "--all").out


def test_who_was_sent_is_proposed_no_more(desk: Command) -> None:
    number = fire(desk)
    unit = desk("recommend", number).json["units"][0]["unit"]
    assert desk("incident", "dispatch", number, "--unit", unit).code == 0
    assert unit not in [one["unit"] for one in desk("recommend", number).json["units"]]


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("recommend",), "incident_not_named"), (("recommend", "20200101-99"), "incident_unknown"),
        (("route", "--from", "u07", "--to", "石塘村", "--unit-kind", "F-FIER"), "unit_kind_not_known"),
    ],
)
def test_what_is_not_known_is_refused(desk: Command, words: tuple[str, ...], refused: str) -> None:
    said = desk(*words)
    assert (said.code, said.refused["refused"]) == (2, refused)


def test_people_read_lines(cli: Command, data: object, desk: Command) -> None:
    said = cli("recommend", fire(desk), "--data", data)
    assert "按路网估算" in said.out and "  + " in said.out and "  - " in said.out and "驻地" in said.out
    assert "沿" in cli("route", "--from", "u07", "--to", "石塘村", "--data", data).out


def test_what_is_proposed_is_sent_with_the_proposal_beside_it(cli: Command, data: Path) -> None:
    number = next(
        row["number"] for row in cli("incident", "list", "--data", data, "--json").json
        if row["status"] != "closed" and cli("recommend", row["number"], "--data", data, "--json").json["units"]
    )  # fmt: skip
    wished = [one["unit"] for one in cli("recommend", number, "--data", data, "--json").json["units"]]
    other = cli("incident", "dispatch", number, "--unit", wished[0], "--proposed", "--data", data)
    assert other.code == (0 if len(wished) == 1 else 2)
    sent = cli("incident", "dispatch", number, "--proposed", "--data", data, "--json")
    assert sent.code == 0, sent.err
    kinds = [one["kind"] for one in sent.json["recorded"]]
    assert kinds == ["UnitDispatched"] * len(wished) + ["ProposalAnswered"]
    assert cli("incident", "dispatch", number, "--data", data).code == 2
