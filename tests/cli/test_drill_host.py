"""``drill host``: a drill without a window, with seats at other machines."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from msgspec.structs import replace

from app.bootstrap import drills
from app.domain.exercise.model import DrillStatus


def test_a_hosted_drill_says_its_addresses_and_runs_to_its_end(cli, tmp_path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    ports = drills(data)
    scenario = ports.shelf().scenarios["night_flood_reservoir"]
    drill_id = asyncio.run(ports.prepare(replace(scenario, length_min=0.5), 1, None))
    said = cli("--data", str(data), "drill", "host", drill_id, "--port", "0", "--speed", "60", "--until-end", "--json")
    assert said.code == 0
    seats = {one["role"]: one for one in said.json["seats"]}
    assert "conductor" not in seats and {"duty_officer", "water", "evaluator"} <= set(seats)
    assert (said.json["bind"], said.json["drill"]) == ("127.0.0.1", drill_id)
    assert len({urlsplit(one["address"]).path for one in seats.values()}) == len(seats)
    assert [one.status for one in ports.kept()] == [DrillStatus.ENDED]
    assert cli("--data", str(data), "drill", "host", "nothing", "--json").code == 2
