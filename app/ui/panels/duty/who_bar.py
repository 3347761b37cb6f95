"""The line above the available units: the proposal in a sentence, the whole of it in a table, ways and rings on the map."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided
from app.ui.kit.theme import Tone, set_tone
from app.ui.panels.duty.look import row
from app.ui.panels.duty.who_presenter import Summary


class ProposalBar(QWidget):
    """``table_wanted``: the officer wants to see everything; ``ways_switched(on)``, ``rings_switched(on)``: on the map or not."""

    table_wanted = Signal()
    ways_switched = Signal(bool)
    rings_switched = Signal(bool)

    def __init__(self, works: bool, parent: QWidget | None = None) -> None:
        """``works``: whether anybody proposes at all."""
        super().__init__(parent)
        self.line = Elided("", "caption")
        why = translate("Duty", "Who goes and who not, for all open incidents")
        self.table = Button(translate("Duty", "Why"), "list", "quiet", why)
        self.ways = _switch(translate("Duty", "Ways"), "map", translate("Duty", "Ways of the units on the map, with their arrival"))
        rings = translate("Duty", "From where the scene is reached in 5, 10 and 15 minutes, on the map")
        self.rings = _switch(translate("Duty", "Rings"), "rings", rings)
        self.table.clicked.connect(self.table_wanted)
        self.ways.toggled.connect(self.ways_switched)
        self.rings.toggled.connect(self.rings_switched)
        self.show_switches(ways=True, rings=False)
        self.setLayout(row(self.line, self.table, self.ways, self.rings))
        self.setVisible(works)

    def show_summary(self, summary: Summary) -> None:
        """Say the proposal; all of it is in the tooltip."""
        self.line.setText(summary.line or translate("Duty", "Looking for the best units …"))
        self.line.whole = summary.tip
        self.line.setAccessibleDescription(summary.tip)
        set_tone(self.line, Tone.WATCH if summary.is_short else Tone.NEUTRAL)
        self.table.setEnabled(bool(summary.line))

    def show_switches(self, *, ways: bool, rings: bool) -> None:
        """What is on the map now."""
        for button, on in ((self.ways, ways), (self.rings, rings)):
            if button.isChecked() is not on:
                button.setChecked(on)


def _switch(text: str, icon_name: str, tip: str) -> Button:
    button = Button(text, icon_name, "quiet", tip)
    button.setCheckable(True)
    return button
