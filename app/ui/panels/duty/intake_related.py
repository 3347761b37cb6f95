"""What the call may belong to: open incidents and earlier calls, each joined with one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.calls.rules import Related, RelatedCall, RelatedIncident, Tie
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.look import row
from app.ui.panels.duty.room import Room

SHOWN = 3
"""Lines of each: more would push the form away; the call log has them all."""


class RelatedBox(QFrame):
    """``join_wanted(incident id)``; hidden while nothing is related. The first incident is joined with Alt+J."""

    join_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._layout = QVBoxLayout(self)
        margin = current_theme().length("s")
        self._layout.setContentsMargins(margin, margin, margin, margin)
        self._layout.setSpacing(current_theme().length("xs"))
        self._parts: list[QWidget] = []
        self._shown: Related | None = None
        self.incident_ids: tuple[str, ...] = ()
        self.hide()

    @property
    def text(self) -> str:
        """Everything that it says."""
        return "\n".join(label.text() for part in self._parts for label in part.findChildren(Text))

    def show_related(self, found: Related, room: Room) -> None:
        """Show this; nothing hides the box."""
        if found == self._shown:
            return
        self._shown = found
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        self.incident_ids = tuple(one.incident.id for one in found.incidents[:SHOWN])
        if found.incidents:
            self._add(_line(Text(translate("Duty", "Perhaps the same incident:"), "label")))
        for place, one in enumerate(found.incidents[:SHOWN]):
            self._add(self._incident(place, one, room))
        if found.calls:
            self._add(_line(Text(translate("Duty", "Earlier calls:"), "label")))
        for call in found.calls[:SHOWN]:
            self._add(_line(_told(_call_line(call, room), call.call.words.text)))
        self.setVisible(not found.is_empty)

    def join_first(self) -> None:
        """Join the likeliest incident, if there is one."""
        if self.incident_ids:
            self.join_wanted.emit(self.incident_ids[0])

    def _incident(self, place: int, one: RelatedIncident, room: Room) -> QWidget:
        words = room.say(
            "intake.related.incident", number=one.incident.number, title=room.describer.incident_title(one.incident),
            tie=_tie(one.tie, one.distance_m, room), at=room.clock(one.incident.aware_at),
        )
        label = translate("Duty", "Join (Alt+J)") if place == 0 else translate("Duty", "Join")
        tip = translate("Duty", "Log this call with the incident instead of opening a new one")
        button = Button(label, "call-in", "quiet", tip)
        button.setAccessibleName(f"{label} {one.incident.number}")
        button.clicked.connect(lambda: self.join_wanted.emit(one.incident.id))
        return _line(_told(words, one.incident.narrative), button)

    def _add(self, part: QWidget) -> None:
        self._layout.addWidget(part)
        self._parts.append(part)


def _line(label: QWidget, *more: QWidget) -> QWidget:
    part = QWidget()
    layout = row(label, *more)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setStretch(0, 1)
    part.setLayout(layout)
    part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
    return part


def _told(words: str, whole: str) -> Elided:
    label = Elided(words)
    label.whole = f"{words}\n{whole}" if whole else words
    return label


def _call_line(one: RelatedCall, room: Room) -> str:
    words = one.call.words
    who = " ".join(part for part in (words.organisation, words.caller, words.phone) if part) or room.say(f"caller.{words.channel}")
    text = " ".join(words.text.split())
    return room.say(
        "intake.related.call", at=room.clock(one.call.at), who=who, tie=_tie(one.tie, one.distance_m, room), text=text
    )


def _tie(tie: Tie, apart: float | None, room: Room) -> str:
    return room.say(f"call_tie.{tie}", distance=round(apart or 0.0))
