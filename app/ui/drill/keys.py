"""The keys of a drill: the way back to the real desk from everywhere, and what the participants answer what is told with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.drill.band import LIVE_KEY, ROOM_KEY
from app.ui.drill.coach.strip import END_KEY, LEAVE_KEY, SHOW_KEY, SKIP_KEY
from app.ui.drill.inbox import ALL_KEY, SEEN_KEY, TAKE_KEY
from app.ui.kit.shortcuts import ActionSpec
from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow


def drill_actions(window: MainWindow, services: Services) -> tuple[ActionSpec, ...]:
    """Those of a desk's window; a desk that no drill can be opened beside has none."""
    host, say = services.drill_host, services.wording.say
    if host is None:
        return ()
    group = say("key.group.drill")
    back = ActionSpec(id="live_desk", text=say("key.live_desk"), key=LIVE_KEY, icon="exit", group=group, handler=host.to_live)
    band = window.drill_band
    if band is None:
        to_drill = ActionSpec(
            id="drill_desk", text=say("key.drill_desk"), key=ROOM_KEY, icon="drill", group=group, handler=host.show_drill
        )
        return back, to_drill
    inbox, coach = band.inbox, band.coach
    guide = say("key.group.coach")
    guided = (
        ActionSpec(id="coach_show", text=say("key.coach_show"), key=SHOW_KEY, icon="locate", group=guide, handler=coach.show_me),
        ActionSpec(id="coach_skip", text=say("key.coach_skip"), key=SKIP_KEY, icon="forward", group=guide, handler=coach.skip),
        ActionSpec(id="coach_leave", text=say("key.coach_leave"), key=LEAVE_KEY, icon="exit", group=guide, handler=coach.leave),
        ActionSpec(id="coach_end", text=say("key.coach_end"), key=END_KEY, icon="check", group=guide, handler=coach.end),
    )
    return (
        *(guided if coach.exists else ()),
        back,
        ActionSpec(id="drill_room", text=say("key.drill_room"), key=ROOM_KEY, icon="drill", group=group, handler=host.show_room),
        ActionSpec(id="drill_take", text=say("key.drill_take"), key=TAKE_KEY, icon="call-in", group=group, handler=inbox.take_in),
        ActionSpec(id="drill_noted", text=say("key.drill_noted"), key=SEEN_KEY, icon="check", group=group, handler=inbox.note),
        ActionSpec(id="drill_told", text=say("key.drill_told"), key=ALL_KEY, icon="list", group=group, handler=inbox.show_all),
    )
