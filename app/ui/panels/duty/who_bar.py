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
    """``table_wanted``: the officer wants to see everything; ``map_switched(on)``: ways and rings on the map or not."""

    table_wanted = Signal()
    map_switched = Signal(bool)

    def __init__(self, works: bool, parent: QWidget | None = None) -> None:
        """``works``: whether anybody proposes at all."""
        super().__init__(parent)
        self.line = Elided("", "caption")
        why = translate("Duty", "Who goes and who not, for all open incidents")
        ways = translate("Duty", "Ways and rings on the map")
        self.table = Button(translate("Duty", "Why"), "list", "quiet", why)
        self.on_map = Button(translate("Duty", "Ways"), "map", "quiet", ways)
        self.on_map.setCheckable(True)
        self.on_map.setChecked(True)
        self.table.clicked.connect(self.table_wanted)
        self.on_map.toggled.connect(self.map_switched)
        self.setLayout(row(self.line, self.table, self.on_map))
        self.setVisible(works)

    def show_summary(self, summary: Summary) -> None:
        """Say the proposal; all of it is in the tooltip."""
        self.line.setText(summary.line or translate("Duty", "Looking for the best units …"))
        self.line.whole = summary.tip
        self.line.setAccessibleDescription(summary.tip)
        set_tone(self.line, Tone.WATCH if summary.is_short else Tone.NEUTRAL)
        self.table.setEnabled(bool(summary.line))
