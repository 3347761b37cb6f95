"""The drills panel: every module of ``tabs`` that defines a ``TAB`` is a page of it."""

from __future__ import annotations

from app.domain.improvement.frequency import due_soon
from app.domain.improvement.model import Standing
from app.domain.improvement.rules import stage, standing
from app.kernel.clock import to_local
from app.ui.panels.base import PanelSpec
from app.ui.panels.drills import tabs
from app.ui.panels.tabs import TabbedPanel, found_tabs
from app.ui.services import Services


class DrillsPanel(TabbedPanel):
    """What drills showed, and who has to drill when."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, found_tabs(tabs))


def waiting(services: Services) -> int:
    """Findings that are overdue or wait for a review, and drills whose last day has passed."""
    desk = services.workspace.desk
    today = to_local(desk.clock.now()).date()
    found = sum(
        standing(one, today) is Standing.OVERDUE or stage(one) is Standing.TO_REVIEW for one in desk.state.findings.values()
    )
    return found + sum(one.is_overdue(today) for one in due_soon(desk.state, desk.reference, today))


SPEC = PanelSpec("drills", "drill", 48, DrillsPanel, shortcut="Ctrl+0", help="drills", waiting=waiting)
