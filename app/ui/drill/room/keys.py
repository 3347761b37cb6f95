"""The keys of the conductor's room; buttons and the keyboard map are made from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.domain.exercise.model import DrillStatus
from app.ui.drill.band import LIVE_KEY, ROOM_KEY
from app.ui.drill.room.net_steps import show_all, show_code
from app.ui.kit.i18n import translate
from app.ui.kit.shortcuts import ActionSpec

if TYPE_CHECKING:
    from app.ui.drill.room.window import ConductorRoom

ROOM_HELP = "conductor"
"""The help page of the room."""


def room_actions(room: ConductorRoom) -> tuple[ActionSpec, ...]:
    """Everything that can be done in the room; for those who look on only what changes nothing."""
    clock, timeline, seats, windows = (
        translate("DrillRoom", "Clock"), translate("DrillRoom", "Timeline"), translate("DrillRoom", "Seats and comms"),
        translate("DrillRoom", "Windows"),
    )
    driver, steps = room.driver, room.steps

    def status(*wanted: DrillStatus) -> Callable[[], bool]:
        return lambda: driver.drill.status in wanted

    def one(
        action_id: str, text: str, key: str, icon: str, group: str, handler: Callable[[], Any],
        enabled: Callable[[], bool] | None = None,
    ) -> ActionSpec:
        return ActionSpec(id=action_id, text=text, key=key, icon=icon, group=group, handler=handler, enabled=enabled)

    def chosen() -> bool:
        row = room.timeline.current if hasattr(room, "timeline") else None
        return row is not None and row.is_open and driver.drill.status is not DrillStatus.ENDED

    def can_fire() -> bool:
        return chosen() and driver.drill.is_running

    def has_net() -> bool:
        return room.opened.room.hall is not None

    def net_open() -> bool:
        return hasattr(room, "net") and bool(room.net.is_open)

    def toggle_net() -> None:
        room.tabs.setCurrentWidget(room.seats)
        room.net.on.toggle()

    prepared, running, open_ = (
        status(DrillStatus.PREPARED), status(DrillStatus.RUNNING, DrillStatus.PARKED),
        status(DrillStatus.PREPARED, DrillStatus.RUNNING, DrillStatus.PARKED),
    )
    pages = [translate("DrillRoom", "Actions"), translate("DrillRoom", "Units"), seats, translate("DrillRoom", "Score")]
    if not room.looks_on:
        pages.append(translate("DrillRoom", "Evaluation"))
    common = (
        one("live_desk", translate("DrillRoom", "Real desk"), LIVE_KEY, "exit", windows, room.host.to_live),
        one("drill_desk", translate("DrillRoom", "Drill's desk"), ROOM_KEY, "drill", windows, room.host.show_drill),
        *(
            one(f"tab{place}", words, f"Ctrl+{place}", "", windows, lambda place=place: room.tabs.setCurrentIndex(place - 1))
            for place, words in enumerate(pages, start=1)
        ),
        one("keys", translate("DrillRoom", "Keyboard"), "Ctrl+/", "keyboard", windows, room.actions_.show_keyboard_map),
        one("help", translate("DrillRoom", "Help"), "F1", "help", windows, room.help),
    )
    if room.looks_on:
        return common
    return (
        one("begin", translate("DrillRoom", "Begin"), "F4", "play", clock,
            lambda: room.do(driver.begin(driver.usual_speed)), prepared),
        one("toggle", translate("DrillRoom", "Pause / go on"), "F8", "pause", clock, lambda: room.do(driver.toggle()), running),
        one("next", translate("DrillRoom", "To the next"), "F9", "forward", clock, lambda: room.do(driver.jump_to_next()),
            lambda: driver.drill.is_running),
        one("jump", translate("DrillRoom", "Jump…"), "Ctrl+J", "clock", clock, steps.jump, lambda: driver.drill.is_running),
        one("slower", translate("DrillRoom", "Slower"), "Ctrl+Down", "down", clock, lambda: room.faster(-1), open_),
        one("faster", translate("DrillRoom", "Faster"), "Ctrl+Up", "up", clock, lambda: room.faster(1), open_),
        one("end", translate("DrillRoom", "End…"), "Ctrl+E", "stop", clock, steps.end, running),
        one("fire", translate("DrillRoom", "Fire now"), "F5", "send", timeline,
            room.with_inject(lambda row: driver.do(lambda: driver.conductor.fire(row.id))), can_fire),
        one("skip", translate("DrillRoom", "Leave out…"), "Del", "remove", timeline, room.with_inject(steps.skip), chosen),
        one("delay", translate("DrillRoom", "Delay…"), "F6", "clock", timeline, room.with_inject(steps.delay), can_fire),
        one("edit", translate("DrillRoom", "Reword…"), "F2", "edit", timeline, room.with_inject(steps.edit), chosen),
        one("put_in", translate("DrillRoom", "Own inject…"), "Ctrl+N", "add", timeline, steps.put_in,
            lambda: driver.drill.is_running),
        one("put_in_any", translate("DrillRoom", "Any kind of inject…"), "Ctrl+I", "add", timeline, steps.put_in_any,
            lambda: driver.drill.is_running),
        one("tell", translate("DrillRoom", "Message…"), "Ctrl+M", "message", timeline, steps.tell, open_),
        one("seat", translate("DrillRoom", "Seat…"), "Ctrl+T", "person", seats, room.with_seat(steps.seat), open_),
        one("heard", translate("DrillRoom", "Heard"), "F11", "check", seats,
            room.with_seat(lambda row: steps.comms(row, heard=True)), open_),
        one("not_heard", translate("DrillRoom", "Not heard"), "F12", "close", seats,
            room.with_seat(lambda row: steps.comms(row, heard=False)), open_),
        one("new_seat", translate("DrillRoom", "New seat…"), "Ctrl+Shift+T", "add", seats, lambda: steps.seat(None), open_),
        one("papers", translate("DrillRoom", "Papers…"), "Ctrl+P", "print", windows, room.papers),
        one("net_seats", translate("DrillRoom", "Seats on the network"), "Ctrl+Shift+N", "network", seats, toggle_net, has_net),
        one("seat_code", translate("DrillRoom", "Code…"), "Ctrl+K", "network", seats,
            room.with_seat(lambda row: show_code(room, room.net.hall, row)), net_open),
        one("all_codes", translate("DrillRoom", "All codes…"), "Ctrl+Shift+K", "list", seats,
            lambda: room.do(show_all(room.services, room, room.net.hall)), net_open),
        one("observer", translate("DrillRoom", "Window for observers"), "Ctrl+Shift+O", "eye", windows, room.host.show_observer),
        *common,
    )  # fmt: skip
