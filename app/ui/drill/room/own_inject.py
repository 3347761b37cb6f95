"""An inject of the conductor's own with everything that one of a scenario can hold, by the form of the scenario editor."""

from __future__ import annotations

import time

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.catalog.own_scenarios import Opened
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Inject
from app.ui.kit.dialogs import Answer, KitDialog, show
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.panels.drills.editor.bench import ScenarioBench
from app.ui.panels.drills.editor.forms import ScenarioForm
from app.ui.panels.drills.editor.schema import INJECTS
from app.ui.panels.plans.editor.session import Session
from app.ui.services import Services


class OwnInjectDialog(KitDialog):
    """Asks for one inject; closes only when nothing is wrong with it. ``made`` is it."""

    def __init__(self, services: Services, parent: QWidget, drill: Drill, now_min: float) -> None:
        super().__init__(
            parent, translate("OwnInject", "An inject of any kind"),
            translate(
                "OwnInject", "Sensors, positions, warnings, triggers and branches too. Its minute counts from the drill's start."
            ),
        )
        self.made: Inject | None = None
        workspace = services.workspace
        scenario = replace(drill.scenario, injects=tuple(drill.injects), hash="")
        self._bench = ScenarioBench(
            Opened(scenario, "", True, True, ""), lambda: workspace.desk.reference, lambda: workspace.desk.state, workspace.words,
            services.lang, time.monotonic,
        )
        self._session = Session(services, None, self, self._bench)
        self._row = self._bench.add(INJECTS, len(scenario.injects) - 1 if scenario.injects else None) or 0
        self._bench.shift(self._row, now_min - (self._bench.scenario.injects[self._row].at_min or 0.0))
        assert INJECTS.list is not None  # injects are a list
        self.form = ScenarioForm(self._session, INJECTS, INJECTS.list.fields, self)
        self.form.show_row(self._row)
        self.form.setMinimumSize(current_theme().px(720), current_theme().px(400))
        self.content.addWidget(self.form, 1)
        self._session.changed.connect(lambda: self.form.show_row(self._row))
        self.add_answer(Answer("no", translate("OwnInject", "Cancel")))
        self.add_answer(Answer("yes", translate("OwnInject", "Put in"), "primary"))
        self.form.form.focus_first()

    def give(self, answer_id: str) -> None:
        """Close on "no"; on "yes" only with a sound inject."""
        if answer_id == "yes":
            found = [one.what for one in self._bench.look().all if (one.place.part, one.place.row) == (INJECTS.id, self._row)]
            self.form.show_notes()
            if found or self.form.unread:
                self.show_error("\n".join(found[:3]) or ", ".join(self.form.unread))
                return
            self.made = self._bench.scenario.injects[self._row]
        super().give(answer_id)


async def ask_inject(services: Services, parent: QWidget, drill: Drill, now_min: float) -> Inject | None:
    """The inject that was written, ``None`` for Escape."""
    dialog = OwnInjectDialog(services, parent, drill, now_min)
    await show(dialog)
    return dialog.made if dialog.answer == "yes" else None


