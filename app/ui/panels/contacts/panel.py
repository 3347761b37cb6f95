"""The duty room: every module of ``tabs`` that defines a ``TAB`` is a page of it."""

from __future__ import annotations

from app.ui.panels.base import PanelSpec
from app.ui.panels.contacts import tabs
from app.ui.panels.tabs import TabbedPanel, found_tabs
from app.ui.services import Services


class DutyRoomPanel(TabbedPanel):
    """Who is on duty, whom to call, and what the shift keeps and hands over."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, found_tabs(tabs))


SPEC = PanelSpec("contacts", "duty", 50, DutyRoomPanel, shortcut="Ctrl+5", help="contacts")
