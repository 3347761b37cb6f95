"""Every key of the window, in one table; buttons and the keyboard map are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.calldown.model import CallResult
from app.ui.arrivals_bar import CONFIRM_KEY, confirm_first
from app.ui.drill.coach.offer import FIVE_KEY
from app.ui.drill.keys import drill_actions
from app.ui.kit.shortcuts import Actions, ActionSpec
from app.ui.panels.base import PanelSpec
from app.ui.replay.keys import REPLAY_KEY
from app.ui.services import Services
from app.ui.shell.alarm_bars import ANSWERED_KEY, NO_ANSWER_KEY

if TYPE_CHECKING:
    from app.ui.shell.main_window import MainWindow


def add_actions(window: MainWindow, services: Services, specs: tuple[PanelSpec, ...], actions: Actions) -> None:
    """Give the window its keys: the main path first, then one key a screen, then help."""
    say = services.wording.say
    duty, incident, screens, help_group = (
        say("key.group.duty"),
        say("key.group.incident"),
        say("key.group.screens"),
        say("key.group.help"),
    )
    navigator = services.navigator

    def on_duty(method: str) -> None:
        navigator.show_panel("duty")
        getattr(window.panel("duty"), method)()

    def paper() -> None:
        incident_id = window.panel("duty").current_incident_id
        if incident_id:
            navigator.print_incident(incident_id)
        else:
            window.say(say("key.choose_first"), "watch")

    table = (
        ActionSpec(
            id="intake",
            text=say("key.intake"),
            key="Ctrl+N",
            icon="call-in",
            group=duty,
            handler=lambda: navigator.begin_intake(""),
        ),
        ActionSpec(id="line", text=say("key.line"), key="F2", icon="call-in", group=duty, handler=window.focus_intake_line),
        ActionSpec(id="answer", text=say("key.answer"), key="F9", icon="check", group=duty, handler=window.pick_first_deadline),
        ActionSpec(id="acknowledge", text=say("key.acknowledge"), key="F10", icon="bell", group=duty, handler=window.acknowledge),
        ActionSpec(id="alarms", text=say("key.alarms"), key="F12", icon="list", group=duty, handler=window.show_alarms),
        ActionSpec(
            id="leader_answered", text=say("key.leader_answered"), key=ANSWERED_KEY, icon="check", group=duty,
            handler=lambda: window.alarm_bars.escalation.record(CallResult.ANSWERED),
        ),
        ActionSpec(
            id="leader_silent", text=say("key.leader_silent"), key=NO_ANSWER_KEY, icon="close", group=duty,
            handler=lambda: window.alarm_bars.escalation.record(CallResult.NO_ANSWER),
        ),
        ActionSpec(
            id="survival_pack", text=say("key.survival_pack"), key="Ctrl+Shift+E", icon="paper", group=duty,
            handler=window.make_survival_pack,
        ),
        ActionSpec(
            id="blank_forms", text=say("key.blank_forms"), key="Ctrl+Shift+B", icon="paper", group=duty, handler=window.print_forms
        ),
        ActionSpec(
            id="replay", text=say("key.replay"), key=REPLAY_KEY, icon="history", group=duty, handler=window.replay
        ),
        ActionSpec(id="find", text=say("key.find"), key="Ctrl+K", icon="search", group=duty, handler=window.find),
        ActionSpec(id="mute", text=say("key.mute"), key="Ctrl+M", icon="mute", group=duty, handler=window.mute),
        ActionSpec(
            id="respond", text=say("key.respond"), key="F5", icon="respond", group=incident, handler=lambda: on_duty("respond")
        ),
        ActionSpec(
            id="dispatch", text=say("key.dispatch"), key="F6", icon="dispatch", group=incident, handler=lambda: on_duty("dispatch")
        ),
        ActionSpec(
            id="arrival", text=say("key.arrival"), key=CONFIRM_KEY, icon="locate", group=incident,
            handler=lambda: services.run(confirm_first(services), window),
        ),
        ActionSpec(id="report", text=say("key.report"), key="F7", icon="report", group=incident, handler=lambda: on_duty("report")),
        ActionSpec(
            id="call_down", text=say("key.call_down"), key="F8", icon="call", group=incident, handler=lambda: on_duty("call_down")
        ),
        ActionSpec(id="paper", text=say("key.paper"), key="Ctrl+P", icon="print", group=incident, handler=paper),
        ActionSpec(
            id="wall", text=say("key.wall"), key="F11", icon="wall", group=say("key.group.wall"), handler=window.wall.toggle
        ),
        ActionSpec(
            id="wall_lock", text=say("key.wall_lock"), key="Ctrl+F11", icon="lock", group=say("key.group.wall"),
            handler=window.wall.toggle_lock,
        ),
        ActionSpec(
            id="keys", text=say("key.keys"), key="Ctrl+/", icon="keyboard", group=help_group, handler=actions.show_keyboard_map
        ),
        ActionSpec(id="help", text=say("key.help"), key="F1", icon="help", group=help_group, handler=window.help),
    )
    if window.drill_band is None:
        table += (
            ActionSpec(
                id="five_minutes", text=say("key.five_minutes"), key=FIVE_KEY, icon="drill", group=help_group,
                handler=window.offer.begin,
            ),
        )
    for spec in table:
        actions.add(spec)
    for spec in drill_actions(window, services):
        actions.add(spec)
    for panel in specs:
        if panel.shortcut:
            actions.add(
                ActionSpec(
                    id=f"screen.{panel.id}",
                    text=services.wording.say(f"panel.{panel.id}"),
                    key=panel.shortcut,
                    icon=panel.icon,
                    group=screens,
                    handler=lambda panel_id=panel.id: window.show_panel(panel_id),
                )
            )
