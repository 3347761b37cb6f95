"""``replay``: what was known at a moment, from the command line, and not a byte of the folder is touched."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import bootstrap
from app.kernel.clock import to_local


def test_a_moment_of_the_demo_story_is_told_and_not_a_byte_changes(desk, data) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    records = bootstrap.replays(data).journal().records
    last = to_local(records[-1].stamp.at)
    whole = desk("replay", "--at", last.isoformat()).json
    assert whole["entries"] == whole["total"] == len(records) and whole["facts"] and whole["due"]
    assert all(one["difference"] == "same" for one in whole["facts"])
    number, title = whole["incidents"][-1]["number"], whole["incidents"][-1]["title"]
    opened = next(one for one in records if getattr(one.entry, "number", "") == number)
    early = to_local(opened.stamp.at)
    said = desk("replay", number, "--at", early.isoformat())
    value = said.json
    assert said.code == 0 and value["entries"] < whole["entries"] and [one["number"] for one in value["incidents"]] == [number]
    assert {one["incident"] for one in value["facts"]} == {title} and value["duties"]
    ends = {one["standing"] for one in value["duties"]}
    assert ends <= {"open", "met"}, "at its first second nothing is overdue"
    hour = desk("replay", number, "--at", (early + timedelta(hours=20)).isoformat(), "--known", "later").json
    assert hour["known"] == "later" and hour["entries"] >= value["entries"]
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_lines_for_people_and_what_cannot_be_played(cli, desk, data) -> None:
    end = bootstrap.replays(data).journal().records[-1].stamp.at
    said = cli("replay", "--data", str(data), "--at", f"{to_local(end):%H:%M:%S}")
    assert said.code == 0 and "【已知】" in said.out and "【时限】" in said.out and "【在外力量】" in said.out
    assert desk("replay", "--at", "2020-01-01T00:00").refused["refused"] == "replay_outside"
    assert desk("replay", "--at", "soon").refused["refused"] == "time_form"
    assert desk("replay", "nobody", "--at", end.isoformat()).refused["refused"] == "incident_unknown"
    assert desk("replay", "--drill", "none", "--at", end.isoformat()).refused["refused"] == "drill_unknown"


def test_a_kept_drill_is_played_from_its_own_journal(desk, data) -> None:
    assert desk("drill", "run", "school_food_poisoning", "--keep", "d1").code == 0
    folder = data / "drills" / "d1"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    footage = bootstrap.replays(data).drill("d1")
    begun = next(one.stamp.at for one in footage.records if type(one.entry).__name__ == "DrillStarted")
    value = desk("replay", "--drill", "d1", "--at", (begun + timedelta(minutes=40)).isoformat()).json
    assert value["drill"] == "d1" and value["incidents"] and value["units_out"]
    assert any(one["difference"] != "same" for one in value["facts"])
    assert datetime.fromisoformat(value["at"]) == begun + timedelta(minutes=40)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
