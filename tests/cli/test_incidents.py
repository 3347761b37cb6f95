"""``incident``: the whole life of one, by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog.gazetteer import GazetteerEntry
from app.catalog.gazetteer_file import GazetteerFile, GazetteerRow, encode_gazetteer
from app.kernel.geo import Point
from app.kernel.text import Text
from tests.cli.conftest import Command

CLOSING = ("--cause", "a", "--outcome", "b", "--losses", "c", "--lessons", "d", "--measures", "e", "--approved-by", "f")


def opened(desk: Command, *words: str) -> str:
    said = desk("incident", "open", "--kind", "A-FIR", "--place", "qsc", "--aware-at", "now", *words)
    assert said.code == 0, said.err
    return str(said.json["number"])


def test_without_a_desk_it_says_what_to_do(cli: Command, tmp_path: Path) -> None:
    for words in (("incident", "list"), ("units", "list"), ("journal", "verify"), ("incident", "show", "x")):
        said = cli(*words)
        assert said.code == 2
        assert "zhishou demo --no-gui" in said.err
    assert not (tmp_path / "nothing").exists()


def test_opening_grades_and_recommends(desk: Command) -> None:
    said = desk("incident", "open", "--kind", "A-FIR", "--place", "qsc", "--aware-at", "now", "--fact", "dead=3", "trapped=2")
    assert said.code == 0
    row = said.json
    assert set(row) >= {"id", "number", "severity", "because", "recommendation", "deadlines"}
    assert row["severity"] == "III"
    assert row["place"]["words"] == "青石村"
    assert row["place"]["lat"]
    assert row["recommendation"]["plan"] == "structure-fire"
    assert row["deadlines"] == sorted(row["deadlines"], key=lambda one: one["due_at"])
    assert row["deadlines"][0]["text"]


def test_the_whole_story(desk: Command) -> None:
    number = opened(desk, "--fact", "dead=3", "--caller", "王某", "--phone", "000-1", "--occurred-at", "2026-01-01 00:00")
    assert desk("incident", "fact", number, "dead=4", "--status", "verified", "--source", "卫生院").code == 0
    active = desk(
        "incident", "activate", number, "--plan", "structure-fire", "--level", "2", "--item", "火灾扑救", "--hours", "6",
        "--plan-measures", "--approved-by", "张某",
    )  # fmt: skip
    assert active.code == 0, active.err
    near = desk("units", "list", "--near", number, "--available").json
    assert near[0]["distance_m"] <= near[1]["distance_m"]
    unit = near[0]["id"]
    assert desk("incident", "dispatch", number, "--unit", near[0]["name"]).code == 0
    again = desk("incident", "dispatch", number, "--unit", unit)
    assert (again.code, again.refused["refused"]) == (2, "unit_not_available")
    assert desk("units", "status", unit, "on_scene", "--source", "radio").json["status"] == "on_scene"
    assert desk("incident", "level", number, "I", "--reason", "蔓延", "--approved-by", "张某").code == 0
    call = desk("incident", "report", number, "--stage", "first", "--channel", "phone", "--whom", "李某", "--read-back")
    assert call.code == 0, call.err
    assert desk("incident", "note", number, "一行").code == 0
    shown = desk("incident", "show", number).json
    task = shown["activations"][0]["tasks"][0]["id"]
    assert desk("incident", "task", number, task, "--done", "--remark", "好").code == 0
    assert desk("incident", "task", number, task, "--reopen", "误点").code == 0
    assert desk("incident", "task", number, task, "--skip", "不涉及").code == 0
    assert desk("incident", "close", number, *CLOSING).refused["refused"] == "response_running"
    assert desk("incident", "terminate", number, "--reason", "已灭", "--approved-by", "张某", "--met", "1").code == 0
    assert desk("incident", "close", number, *CLOSING).refused["refused"] == "units_still_out"
    assert desk("units", "status", unit, "on_standby").code == 0
    assert desk("incident", "close", number, *CLOSING).json["status"] == "closed"
    whole = desk("incident", "show", number).json
    assert whole["facts"]["dead"] == {**whole["facts"]["dead"], "value": 4, "status": "verified", "source": "卫生院"}
    assert whole["reports"][0]["to"] == "county_duty_room"
    assert whole["reports"][0]["read_back"] is True
    assert whole["closure"]["approved_by"] == "f"
    assert [line["seq"] for line in whole["timeline"]] == sorted(line["seq"] for line in whole["timeline"])
    assert {line["kind"] for line in whole["timeline"]} >= {"IncidentOpened", "PlanActivated", "UnitDispatched", "IncidentClosed"}
    assert number not in {row["number"] for row in desk("incident", "list").json}
    assert number in {row["number"] for row in desk("incident", "list", "--all").json}


def test_by_id_as_well_as_by_number(desk: Command) -> None:
    row = desk("incident", "list").json[0]
    assert desk("incident", "show", row["id"]).json["number"] == row["number"]
    assert desk("incident", "show", "nope").refused["refused"] == "incident_unknown"


def test_the_law_wants_four_things_of_an_activation(desk: Command) -> None:
    number = opened(desk)
    base = ["incident", "activate", number, "--plan", "structure-fire", "--level", "III"]
    assert desk(*base).refused["refused"] == "duration_missing"
    assert desk(*base, "--hours", "4").refused["refused"] == "measures_missing"
    assert desk(*base, "--hours", "4", "--measure", "警戒").refused["facts"]["field"] == "item"
    assert desk(*base, "--hours", "4", "--measure", "警戒", "--item", "x").refused["facts"]["field"] == "approved_by"
    for hours in ("nan", "inf", "-1", "1e300"):
        assert desk(*base, "--hours", hours, "--measure", "警戒", "--item", "x", "--approved-by", "y").code == 2
    assert desk("incident", "show", number).json["activations"] == []


def test_who_acted(desk: Command) -> None:
    number = opened(desk)
    row = desk("incident", "note", number, "x", "--as", "赵某").json
    assert row["recorded"][0]["actor"] == "赵某"
    on_duty = desk("incident", "note", number, "y").json["recorded"][0]["actor"]
    assert on_duty
    assert on_duty != "赵某"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--lat", "18.6"], "point_half"),
        (["--lat", "114.48", "--lon", "18.6"], "point_swapped"),
        (["--lat", "39.9", "--lon", "116.4"], "point_outside_region"),
        (["--aware-at", "2099-01-01 00:00"], "time_in_future"),
        (["--occurred-at", "2099-01-01 00:00"], "time_in_future"),
        (["--fact", "dead=-1"], "fact_too_small"),
    ],
)
def test_wrong_intake_is_refused_and_nothing_is_written(desk: Command, words: list[str], code: str) -> None:
    before = desk("journal", "verify").json["entries"]
    said = desk("incident", "open", "--kind", "A-FIR", "--place", "x", *words)
    assert (said.code, said.refused["refused"]) == (2, code)
    assert desk("journal", "verify").json["entries"] == before


def test_places(desk: Command) -> None:
    far = ["incident", "open", "--kind", "A-FIR", "--place", "外地", "--lat", "39.9", "--lon", "116.4", "--outside-region"]
    assert desk(*far).json["place"]["lat"] == 39.9
    phone = desk("incident", "open", "--kind", "A-FIR", "--place", "x", "--lat", "18.6", "--lon", "114.48", "--crs", "gcj02")
    assert phone.json["place"]["lat"] != 18.6
    assert phone.json["place"]["crs"] == "WGS-84"
    words = desk("incident", "open", "--kind", "A-FIR", "--place", "某处没有名字的坡上")
    assert (words.code, words.json["place"]["lat"]) == (0, None)
    assert "某处" in words.err


def test_a_report_needs_one_recipient(desk: Command) -> None:
    number = opened(desk)
    said = desk("incident", "report", number, "--stage", "verification", "--channel", "written", "--means", "fax")
    assert said.refused["refused"] == "recipient_missing"
    no = desk("incident", "report", number, "--stage", "first", "--channel", "phone", "--to", "county_duty", "--whom", "x")
    assert (no.refused["refused"], no.refused["near"][0]) == ("role_unknown", "county_duty_room")
    assert desk("incident", "terminate", number, "--reason", "x", "--approved-by", "y").refused["refused"] == "activation_unknown"


def test_lines_for_people(cli: Command, data: Path) -> None:
    listed = cli("incident", "list", "--data", data)
    number = listed.out.split()[0]
    shown = cli("incident", "show", number, "--data", data)
    assert number in shown.out
    assert "[" not in shown.out
    assert cli("incident", "note", number, "一行", "--data", data).out.startswith(number)
    assert "[" not in cli("incident", "show", number, "--lang", "en", "--data", data).out


def test_an_imported_place_name_gives_the_point(desk: Command, data: Path) -> None:
    folder = data / "gazetteer"
    folder.mkdir()
    row = GazetteerRow.of(GazetteerEntry("osm:w7", Text("桃花源路"), Point(0.01, 0.01), "road", "桃花村"))
    (folder / "x.json").write_bytes(encode_gazetteer(GazetteerFile(1, "x", "©", (row,))))
    said = desk("incident", "open", "--kind", "A-FIR", "--place", "桃花源路", "--aware-at", "now", "--outside-region")
    assert said.code == 0, said.err
    assert (said.json["place"]["gazetteer_id"], said.json["place"]["village"]) == ("osm:w7", "桃花村")
