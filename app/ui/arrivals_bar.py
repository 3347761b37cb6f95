"""What positions suggest ("arrived", "left", "back"), each to be confirmed or put aside; hidden while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.domain.tracking.rules import Suggestion
from app.kernel.errors import Fault, Refusal
from app.ui.kit import time_text
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.kit.labels import Elided
from app.ui.kit.theme import Tone, current_theme
from app.ui.services import Services

MOST_SHOWN = 4
"""Lines at once; the rest is counted, and comes up as these are answered."""

CONFIRM_KEY = "F4"


class ArrivalsBar(QFrame):
    """One line a suggestion. ``incident_id`` keeps to one incident; "" shows all."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", str(Tone.INFO))
        self._services = services
        self._incident_id: str | None = ""
        self.shown: tuple[Suggestion, ...] = ()
        self._column = QVBoxLayout(self)
        theme = current_theme()
        self._column.setContentsMargins(theme.length("s"), theme.length("xs"), theme.length("xs"), theme.length("xs"))
        self._column.setSpacing(theme.length("xs"))
        services.bridge.arrivals_changed.connect(lambda _suggestions: self.refresh())
        self.refresh()

    def keep_to(self, incident_id: str) -> None:
        """Show only suggestions about units of this incident."""
        self._incident_id = incident_id
        self.refresh()

    def refresh(self) -> None:
        """Show what is suggested now."""
        tracking = self._services.workspace.tracking
        found = tracking.arrivals.current if tracking is not None else ()
        wanted = tuple(one for one in found if self._incident_id in ("", one.incident_id))
        self.setVisible(bool(wanted))
        if wanted == self.shown:
            return
        self.shown = wanted
        while self._column.count():
            old = self._column.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, one in enumerate(wanted[:MOST_SHOWN]):
            self._column.addWidget(self._line(one, first=place == 0))
        if len(wanted) > MOST_SHOWN:
            more = translate("Arrivals", "and {count} more").format(count=len(wanted) - MOST_SHOWN)
            self._column.addWidget(Elided(more, "caption"))

    def _line(self, one: Suggestion, *, first: bool) -> QWidget:
        services, say = self._services, self._services.wording.say
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().length("s"))
        side = current_theme().length("icon")
        mark = QLabel()
        mark.setPixmap(icon("locate", str(Tone.INFO)).pixmap(side, side))
        words = Elided(sentence(one, services))
        answer = say(f"tracking.answer.{one.status}")
        confirm = Button(f"{answer} ({CONFIRM_KEY})" if first else answer, "check", "primary")
        confirm.setAccessibleName(f"{words.text()} {answer}")
        confirm.clicked.connect(lambda: services.run(confirm_arrival(services, one.key), self))
        aside = Button(translate("Arrivals", "No"), "close", "quiet", translate("Arrivals", "Not so: do not suggest it again"))
        aside.clicked.connect(lambda: dismiss_arrival(services, one.key))
        row.addWidget(mark)
        row.addWidget(words, 1)
        row.addWidget(confirm)
        row.addWidget(aside)
        return line


def sentence(one: Suggestion, services: Services) -> str:
    """What is suggested and on what ground."""
    say = services.wording.say
    describer = Describer(services.workspace.desk.reference, services.wording)
    unit = describer.unit_name(one.unit_id, services.state)
    now = services.workspace.desk.clock.now()
    since = say("tracking.suggest.since", at=time_text.day_clock(one.at, now), count=one.positions)
    distance = max(10, round(one.distance_m / 10) * 10)
    return f"{say(f'tracking.suggest.{one.status}', unit=unit, distance=distance)}  {since}"


async def confirm_arrival(services: Services, key: str) -> None:
    """Set the status that was suggested; what the desk says against it is said in the status bar."""
    tracking = services.workspace.tracking
    if tracking is None:
        return
    try:
        records = await tracking.arrivals.confirm(key, services.workspace.context())
    except (Refusal, Fault) as no:
        services.navigator.say(services.explain(no), "alarm")
        return
    describer = Describer(services.workspace.desk.reference, services.wording)
    for record in records:
        services.navigator.say(describer.record(record, services.state), "ok")


async def confirm_first(services: Services) -> None:
    """Confirm the oldest suggestion (F4); with none, that is said."""
    tracking = services.workspace.tracking
    first = next(iter(tracking.arrivals.current), None) if tracking is not None else None
    if first is None:
        services.navigator.say(translate("Arrivals", "No position suggests anything now"), "neutral")
        return
    await confirm_arrival(services, first.key)


def dismiss_arrival(services: Services, key: str) -> None:
    """Put a suggestion aside for as long as the dispatch lasts."""
    if services.workspace.tracking is not None:
        services.workspace.tracking.arrivals.dismiss(key)


def new_ones(before: Sequence[Suggestion], after: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """The suggestions that have just come."""
    known = {one.key for one in before}
    return tuple(one for one in after if one.key not in known)
