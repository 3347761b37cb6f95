"""Every key of the replay's window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.drill.band import LIVE_KEY
from app.ui.kit.i18n import translate
from app.ui.kit.shortcuts import ActionSpec

if TYPE_CHECKING:
    from app.ui.replay.window import ReplayWindow

REPLAY_KEY = "Ctrl+Shift+R"
"""Opens the replay from the desk."""

HELP_PAGE = "replay"


def replay_actions(window: ReplayWindow) -> tuple[ActionSpec, ...]:
    """Those of a replay's window."""
    play, show, more = (translate("Replay", "Playing"), translate("Replay", "What is shown"), translate("Replay", "Window"))
    table = (
        ("toggle", translate("Replay", "Play or stop"), "Space", "play", play, window.toggle),
        ("next_entry", translate("Replay", "Next entry"), "Right", "step-forward", play, lambda: window.step(1)),
        ("last_entry", translate("Replay", "Entry before"), "Left", "step-back", play, lambda: window.step(-1)),
        ("next_mark", translate("Replay", "Next mark"), "Ctrl+Right", "mark-forward", play, lambda: window.step(1, marked=True)),
        ("last_mark", translate("Replay", "Mark before"), "Ctrl+Left", "mark-back", play, lambda: window.step(-1, marked=True)),
        ("first", translate("Replay", "To the beginning"), "Ctrl+Home", "first", play, window.to_first),
        ("end", translate("Replay", "To the end"), "Ctrl+End", "last", play, window.to_end),
        ("faster", translate("Replay", "Faster"), "Ctrl+Up", "up", play, lambda: window.faster(1)),
        ("slower", translate("Replay", "Slower"), "Ctrl+Down", "down", play, lambda: window.faster(-1)),
        ("skip", translate("Replay", "Pass over idle time"), "Ctrl+B", "fast", play, window.toggle_skips),
        ("jump", translate("Replay", "Go to a time…"), "Ctrl+G", "clock", play, window.jump),
        ("known", translate("Replay", "Known then / known since"), "Ctrl+T", "eye", show, window.toggle_known),
        ("scope", translate("Replay", "Choose an incident"), "Ctrl+I", "incident", show, window.choose_incident),
        ("facts", translate("Replay", "What was known"), "Ctrl+1", "list", show, lambda: window.front(0)),
        ("duties", translate("Replay", "Duties to report"), "Ctrl+2", "report", show, lambda: window.front(1)),
        ("clocks", translate("Replay", "Clocks"), "Ctrl+3", "clock", show, lambda: window.front(2)),
        ("units", translate("Replay", "Units"), "Ctrl+4", "unit", show, lambda: window.front(3)),
        ("entries", translate("Replay", "Timeline"), "Ctrl+5", "timeline", show, lambda: window.front(4)),
        ("live_desk", translate("Replay", "To the real desk"), LIVE_KEY, "exit", more, window.to_live),
        ("keys", translate("Replay", "Keyboard"), "Ctrl+/", "keyboard", more, window.actions_.show_keyboard_map),
        ("help", translate("Replay", "Help"), "F1", "help", more, window.help),
        ("close", translate("Replay", "Close the replay"), "Ctrl+W", "close", more, window.close),
    )
    return tuple(
        ActionSpec(id=code, text=text, key=key, icon=icon, group=group, handler=handler)
        for code, text, key, icon, group, handler in table
    )
