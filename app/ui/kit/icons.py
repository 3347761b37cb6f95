"""Interface icons by meaning: one family (Material Design Icons, carried by qtawesome), coloured by the
theme."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import qtawesome
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.kit.theme import Theme, current_theme, set_look

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "add": "plus",
        "remove": "minus",
        "close": "close",
        "check": "check",
        "edit": "pencil-outline",
        "undo": "undo",
        "redo": "redo",
        "search": "magnify",
        "filter": "filter-outline",
        "sort": "sort",
        "export": "tray-arrow-down",
        "import": "tray-arrow-up",
        "print": "printer-outline",
        "paper": "file-document-outline",
        "save": "content-save-outline",
        "open": "folder-open-outline",
        "copy": "content-copy",
        "compare": "compare-horizontal",
        "attach": "paperclip",
        "link": "link-variant",
        "more": "dots-horizontal",
        "menu": "menu",
        "settings": "cog-outline",
        "help": "help-circle-outline",
        "keyboard": "keyboard-outline",
        "back": "arrow-left",
        "forward": "arrow-right",
        "up": "chevron-up",
        "down": "chevron-down",
        "left": "chevron-left",
        "right": "chevron-right",
        "refresh": "refresh",
        "home": "home-outline",
        "list": "format-list-bulleted",
        "table": "table",
        "timeline": "timeline-text-outline",
        "map": "map-outline",
        "rings": "circle-double",
        "place": "map-marker-outline",
        "layers": "layers-outline",
        "locate": "crosshairs-gps",
        "ruler": "ruler",
        "route": "routes",
        "draw": "vector-polygon",
        "area": "vector-polyline",
        "call": "phone-outline",
        "call-in": "phone-incoming-outline",
        "call-out": "phone-outgoing-outline",
        "send": "send-outline",
        "inbox": "inbox-arrow-down-outline",
        "outbox": "inbox-arrow-up-outline",
        "receipt": "email-check-outline",
        "message": "message-text-outline",
        "broadcast": "bullhorn-outline",
        "bell": "bell-outline",
        "mute": "bell-off-outline",
        "sound": "volume-high",
        "clock": "clock-outline",
        "calendar": "calendar-month-outline",
        "history": "history",
        "play": "play",
        "pause": "pause",
        "stop": "stop",
        "first": "skip-backward",
        "last": "skip-forward",
        "mark-back": "skip-previous",
        "mark-forward": "skip-next",
        "step-back": "step-backward",
        "step-forward": "step-forward",
        "fast": "fast-forward-outline",
        "incident": "alert-outline",
        "plan": "clipboard-list-outline",
        "unit": "account-hard-hat-outline",
        "dispatch": "truck-fast-outline",
        "respond": "flag-outline",
        "report": "file-send-outline",
        "duty": "account-clock-outline",
        "person": "account-outline",
        "people": "account-group-outline",
        "contact": "card-account-phone-outline",
        "handover": "account-switch-outline",
        "drill": "school-outline",
        "shelter": "home-group",
        "hazard": "triangle-outline",
        "resource": "package-variant-closed",
        "law": "scale-balance",
        "dispute": "handshake-outline",
        "chart": "chart-bar",
        "weather": "weather-pouring",
        "water": "waves",
        "fire": "fire",
        "camera": "camera-outline",
        "wall": "monitor-dashboard",
        "lock": "lock-outline",
        "shield": "shield-outline",
        "network": "lan-connect",
        "offline": "lan-disconnect",
        "database": "database-outline",
        "backup": "backup-restore",
        "fault": "wrench-outline",
        "info": "information-outline",
        "empty": "tray",
        "theme": "theme-light-dark",
        "text-size": "format-size",
        "eye": "eye-outline",
        "exit": "logout",
        "verified": "check-decagram-outline",
        "reported": "comment-alert-outline",
    }
)
"""Every icon that the interface may show, by what it means."""


class Icons(QObject):
    """The icons of the applied theme, each made once. Another theme empties the box at the first question: the style sheet
    tells the buttons of its change before the theme's own signal does."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._made: dict[tuple[str, str], QIcon] = {}
        self._made_for = current_theme()

    def get(self, name: str, tone: str = "") -> QIcon:
        """The icon of that meaning; ``tone`` "" takes the ink of ordinary text. Unknown names raise
        ``KeyError``."""
        theme, key = current_theme(), (name, tone)
        if theme is not self._made_for:
            self._made.clear()
            self._made_for = theme
        if key not in self._made:
            self._made[key] = self._make(name, tone, theme)
        return self._made[key]

    def _make(self, name: str, tone: str, theme: Theme) -> QIcon:
        color = theme.colors["primary_ink"] if tone == "on-primary" else theme.tone(tone).ink if tone else theme.colors["ink_soft"]
        return qtawesome.icon(f"mdi6.{NAMES[name]}", color=color, color_disabled=theme.colors["ink_faint"])


def icon(name: str, tone: str = "") -> QIcon:
    """The themed icon of that meaning (see ``Icons.get``)."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("no QApplication")
    found = app.findChild(Icons, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return (found if found is not None else Icons(app)).get(name, tone)


class Button(QPushButton):
    """A push button of a variant (``primary plain danger quiet``) whose icon follows the theme.

    Text comes from a person or a translator, so an ampersand is shown as it is, never taken for a mnemonic.
    """

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        variant: str = "plain",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._icon_name = icon_name
        self.setProperty("variant", variant)
        self.setAutoDefault(False)
        if tip:
            self.setToolTip(tip)
            self.setAccessibleDescription(tip)
        self._dress()

    def show_as(self, variant: str) -> None:
        """Be a button of another variant from now on, icon and all."""
        if self.property("variant") != variant:
            set_look(self, "variant", variant)
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Take the icon of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        if not self._icon_name:
            return
        tones = {"primary": "on-primary", "danger": "alarm"}
        self.setIcon(icon(self._icon_name, tones.get(str(self.property("variant")), "")))
        side = current_theme().length("icon")
        self.setIconSize(QSize(side, side))
