"""``drawings`` and ``around`` on the demonstration township."""

from __future__ import annotations

from tests.cli.conftest import Command

CENTRE = "18.6166,114.456"


def test_a_drawing_is_added_listed_and_removed(desk: Command) -> None:
    made = desk("drawings", "add", "cordon", "--at", CENTRE, "--radius", "300", "--title", "里圈").json
    assert (made["form"], made["radius_m"], made["stands"]) == ("circle", 300, True)
    assert [row["id"] for row in desk("drawings", "list", "--kind", "cordon").json] == [made["id"]]
    assert desk("drawings", "remove", made["id"], "--reason", "解除").json["removed_because"] == "解除"
    assert desk("drawings", "list").json == []
    assert desk("drawings", "remove", made["id"], "--reason", "again").refused["refused"] == "drawing_unknown"


def test_the_form_follows_from_the_points_or_is_asked_for(desk: Command) -> None:
    three = ("--at", "18.61,114.45", "--at", "18.62,114.45", "--at", "18.62,114.46")
    assert desk("drawings", "add", "evacuation_route", *three).json["form"] == "line"
    assert desk("drawings", "add", "cordon", *three).refused["refused"] == "drawing_form_unclear"
    assert desk("drawings", "add", "cordon", *three, "--form", "area").json["form"] == "area"
    assert desk("drawings", "add", "hot_zone", "--at", CENTRE).refused["refused"] == "points_too_few"


def test_around_names_what_lies_inside_with_its_sums(desk: Command) -> None:
    found = desk("around", "--at", CENTRE, "--radius", "1500").json
    groups = {row["group"] for row in found["rows"]}
    assert {"hazards", "settlements", "grids", "shelters"} <= groups
    assert found["totals"]["threatened_households"] == sum(r["households"] for r in found["rows"] if r["group"] == "hazards")
    assert any(row["is_estimate"] for row in found["rows"] if row["group"] == "grids")
    assert desk("around", "--at", CENTRE).refused["refused"] == "radius_missing"


def test_around_a_drawing_and_beyond_it(desk: Command) -> None:
    made = desk("drawings", "add", "evacuation_area", "--at", CENTRE, "--radius", "500").json
    inner = desk("around", "--drawing", made["id"]).json
    wider = desk("around", "--drawing", made["id"], "--radius", "2000").json
    assert inner["area_km2"] < wider["area_km2"] and len(inner["rows"]) < len(wider["rows"])
    assert "疏散转移区" in inner["subject"]


def test_a_place_that_is_none_is_named(cli: Command) -> None:
    said = cli("around", "--at", "north", "--radius", "10")
    assert said.code == 2 and "north" in said.err
