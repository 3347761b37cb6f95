"""No byte of a drill reaches the live desk: its folder is the same before and after, and nothing of a drill leaves the machine."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from app.bootstrap import drills, make_demo, open_workspace
from app.desk.drills import DrillWish
from app.domain.duty.commands import ChangeProfile, FoundDesk
from app.domain.duty.model import DeskProfile, Tier
from app.domain.record import Context
from app.domain.reporting.model import Stage
from app.domain.sending.commands import QueueTransmission
from app.domain.sending.model import SendChannel, SendState
from app.kernel.errors import Refusal
from app.kernel.text import Text
from app.storage.data_dir import DataDir


def sums(folder: Path, but: Path | None = None) -> dict[str, str]:
    """The hash of every file below a folder, except below one place."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*")) if one.is_file() and (but is None or but not in one.parents)
    }


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory) -> Path:
    """A desk in use, as far as its doors know: the demonstration's mark is taken off."""
    folder = tmp_path_factory.mktemp("desk")

    async def make() -> None:
        await make_demo(folder)
        async with open_workspace(folder) as workspace:
            profile = replace(workspace.desk.state.profile, demo=False)
            await workspace.desk.execute(ChangeProfile(profile=profile), Context("officer"))
            workspace.settings.save(replace(workspace.settings.current, outbox_http_on=True, outbox_http_url="http://127.0.0.1:9/"))

    asyncio.run(make())
    return folder


def test_a_run_leaves_every_byte_of_the_live_desk_as_it_was(desk_folder, flood) -> None:
    before = sums(desk_folder)
    outcome = asyncio.run(drills(desk_folder).run(DrillWish(replace(flood, length_min=20.0), seed=1)))
    assert len(outcome.records) > 50
    assert sums(desk_folder) == before  # not even a folder for the drill
    kept = DrillWish(replace(flood, length_min=1.0), keep="first")
    asyncio.run(drills(desk_folder).run(kept))
    assert sums(desk_folder, DataDir(desk_folder).drills) == before
    assert (DataDir(desk_folder).drills / "first" / "journal.sqlite").is_file()
    for name, code in (("first", "drill_exists"), ("../out", "drill_name_wrong")):
        with pytest.raises(Refusal, match=code):
            asyncio.run(drills(desk_folder).run(replace(kept, keep=name)))


def test_a_drill_with_a_window_has_everything_of_its_own_and_sends_nothing(desk_folder, flood) -> None:
    place = DataDir(desk_folder)
    before = sums(desk_folder, place.drills)

    async def story() -> None:
        ports = drills(desk_folder)
        drill_id = await ports.prepare(flood, 1)
        async with ports.open(drill_id) as room:
            assert room.workspace.data_dir == place.drills / drill_id
            await room.conductor.start()
            await room.conductor.advance(flood.starts_at + timedelta(minutes=5))
            desk = room.workspace.desk
            await desk.execute(
                QueueTransmission(
                    channel=SendChannel.HTTP, to_role="county_duty_room", recipient="county", title="drill", text="drill",
                    stage=Stage.FIRST,
                ),
                Context("officer"),
            )
            door = room.workspace.outbox.door(SendChannel.HTTP)
            assert door.simulated
            await room.workspace.outbox.work()
            assert next(iter(desk.state.transmissions.values())).state is SendState.SIGNED_FOR
            hall = room.hall()
            port = await hall.open("127.0.0.1", 0)
            async with ClientSession(base_url=f"http://127.0.0.1:{port}") as client:  # somebody at another machine
                path = urlsplit(hall.link("water")).path
                for form in ({"act": "join", "name": "老周"}, {"act": "report", "text": "渗水"}, {"act": "say", "text": "收到"}):
                    async with client.post(f"{path}/act", data=form) as answer:
                        assert answer.status == 200
            assert any(one.by == "老周" for one in desk.state.log_notes.values())
            document = room.workspace.archive.store("x", b"paper")
            assert room.workspace.archive.read("x", document) == b"paper"
        assert drill_id in [one.id for one in ports.kept()]

    asyncio.run(story())
    assert sums(desk_folder, place.drills) == before


def test_the_live_desk_knows_nothing_of_the_drill(desk_folder) -> None:
    async def look() -> None:
        async with open_workspace(desk_folder) as workspace:
            assert workspace.desk.state.drill is None
            kinds = {line.kind for line in await workspace.desk.lines()}
            assert not {kind for kind in kinds if kind.startswith(("Drill", "Inject"))}

    asyncio.run(look())


def test_a_desk_that_knows_nobody_yet_practises_in_the_fictional_township(tmp_path) -> None:
    async def practise() -> None:
        async with open_workspace(tmp_path) as workspace:
            profile = DeskProfile(
                name=Text("新镇"), tier=Tier.TOWNSHIP, superior=Text("县总值班室"), rulebook_id="township-default"
            )
            await workspace.desk.execute(FoundDesk(profile=profile), Context("officer"))
            ports = workspace.drills
            scenario = ports.shelf().scenarios["five_minutes"]
            before = workspace.desk.state
            async with ports.open(await ports.prepare(scenario, 0, None)) as room:
                assert room.workspace.desk.state.units and room.workspace.desk.state.profile.demo
            assert workspace.desk.state is before and not before.units

    asyncio.run(practise())
