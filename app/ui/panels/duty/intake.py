"""The intake page: a report becomes an incident, by keyboard alone; the grade and the clocks show while one types."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from app.catalog.gazetteer import GazetteerEntry
from app.catalog.intake.parse import IntakeParser
from app.domain.calls.rules import related
from app.domain.incident.entries import IncidentOpened
from app.kernel.errors import Fault, Refusal
from app.kernel.geo import Point
from app.ui.kit.dialogs import confirm
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.places import name_place
from app.ui.kit.theme import Tone, current_theme
from app.ui.panels.duty import intake_presenter
from app.ui.panels.duty.intake_calls import CallDoor
from app.ui.panels.duty.intake_fields import (
    caller_of,
    common_fields,
    facts_of,
    kind_fields,
    main_fields,
    point_of,
    point_text,
)
from app.ui.panels.duty.intake_filler import Filler, key_in_focus
from app.ui.panels.duty.intake_presenter import Draft
from app.ui.panels.duty.intake_preview import IntakePreview
from app.ui.panels.duty.intake_related import RelatedBox
from app.ui.panels.duty.intake_said import SaidBox
from app.ui.panels.duty.look import as_pane, column, room_of, row
from app.ui.panels.duty.place_line import PlaceLine
from app.ui.panels.duty.places import KnownPlaces
from app.ui.services import Services


class Intake(QWidget):
    """Asks what is known and opens the incident, or logs the call alone.

    Keys: Enter moves on, Ctrl+Enter saves, Alt+M picks on the map, Alt+Y takes what is marked as it is, Alt+N shows another
    reading of the field, Alt+J joins the call to the incident that is shown first, Alt+L logs the call without an incident.
    """

    saved = Signal(str)
    """The id of the new incident."""

    left = Signal()
    """The officer gave up."""

    pick_wanted = Signal()
    """A point of the map is wanted; ``take_point`` brings it."""

    def __init__(self, services: Services, parser: IntakeParser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_pane(self)
        self._services = services
        self._places = KnownPlaces(services)
        self._entry_id = ""
        self._kind = ""
        self._busy = False
        room = room_of(services)
        asked = [one for one in main_fields(room, parser.lexicon, self._now) if one.key != "narrative"]
        self.main = Form((*asked, *common_fields(room)), now=self._now, columns=2)
        self.said = SaidBox()
        self.related = RelatedBox()
        self.filler = Filler(self, parser, self._places)
        self.specific: Form | None = None
        self.preview = IntakePreview()
        name_place(self.preview, "intake.preview")
        self._error = Text("", tone=Tone.ALARM)
        self._error.setWordWrap(True)
        self._error.hide()
        self._line = PlaceLine(self.main.widget("place"), self._places.now, lambda: self.main.widget("occurred_at").setFocus())
        self.calls = CallDoor(services, self.draft, self)
        self._lay_out()
        self._line.found.connect(self._on_place)
        self._line.pick_wanted.connect(self.pick_wanted)
        self.main.changed.connect(self._on_changed)
        self.main.submitted.connect(self._on_main_done)
        self.said.said.connect(self._on_said)
        self.related.join_wanted.connect(self.calls.join)
        self.calls.said_no.connect(self._show_error)
        self.calls.words_missing.connect(self.said.edit.setFocus)
        QApplication.instance().focusChanged.connect(self._follow)
        keyed = (
            ("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Esc", self.left.emit), ("Alt+Y", self.accept),
            ("Alt+N", self.next_reading), ("Alt+J", self.related.join_first), ("Alt+L", self.calls.show_menu),
        )
        for keys, action in keyed:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def begin(self, words: str = "", point: Point | None = None) -> None:
        """An empty form; one line of words is understood as far as it goes and becomes the narrative."""
        self.main.clear()
        self._entry_id = ""
        self._build_specific("")
        self.filler.reset()
        self._show_error("")
        self.main.set_values({"aware_at": self._now(), "channel": "phone"})
        if point is not None:
            self.take_point(point)
        if words.strip():
            self.said.set_text(words.strip())
            self._on_said(words)
        self._on_changed("")

    def take_point(self, point: Point | None) -> None:
        """A point that was picked on the map; words stay, or name the nearest place where there are none."""
        if point is None:
            self.main.widget("place").setFocus()
            return
        self.main.set_values({"point": point_text(point)})
        self._preview()
        self.main.widget("place").setFocus()

    @property
    def is_begun(self) -> bool:
        """Whether something was typed that would be lost."""
        draft = self.draft()
        return bool(draft.kind or draft.place.words or draft.narrative or draft.facts)

    @property
    def wanted_width(self) -> int:
        """The width at which nothing is cut."""
        margins = self.layout().contentsMargins()
        bar = self._area.verticalScrollBar().sizeHint().width()
        return self.main.sizeHint().width() + margins.left() + margins.right() + bar + 8

    def focus_form(self) -> None:
        """Put the keyboard where a person is needed: into the first field that is to be looked at, else where words were
        read to the words, else into the first empty field."""
        if not self.said.text:
            self.main.focus_first()
            return
        for key in self.filler.uncertain:
            for form in (self.main, self.specific):
                if form is not None and key in form.values():
                    form.widget(key).setFocus(Qt.FocusReason.TabFocusReason)
                    return
        self.said.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.said.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def draft(self) -> Draft:
        """What was typed so far."""
        values = self.values()
        place = intake_presenter.placed(
            values.get("place") or "", point_of(values.get("point")), self._entry_id, self._places.now().gazetteer
        )
        return Draft(
            kind=values.get("kind") or "",
            place=place,
            occurred_at=values.get("occurred_at"),
            aware_at=values.get("aware_at"),
            caller=caller_of(values),
            narrative=self.said.text.strip(),
            facts=facts_of(values),
        )

    def values(self) -> dict[str, Any]:
        """The values of both forms."""
        specific = self.specific.values() if self.specific is not None else {}
        return {**self.main.values(), **specific}

    def save(self) -> None:
        """Open the incident, if nothing is wrong; else the first wrong field has the keyboard."""
        self._line.resolve()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()  # lets a choice settle on what was typed
        if self._busy or not self.main.validate() or (self.specific is not None and not self.specific.validate()):
            return
        self._busy = True
        self._services.run(self._save(), self)

    async def _save(self, confirmed: tuple[str, ...] = ()) -> None:
        self._show_error("")
        try:
            command = intake_presenter.command(self.draft(), self._now(), confirmed)
            records = await self._services.execute(command)
        except Refusal as no:
            if no.code == "point_outside_region" and not confirmed:
                await self._ask_outside(no)
            else:
                self._refused(no)
            return
        except Fault as fault:
            self._show_error(self._services.explain(fault))
            return
        finally:
            self._busy = False
        opened = next(one.entry for one in records if isinstance(one.entry, IncidentOpened))
        self.saved.emit(opened.incident_id)

    async def _ask_outside(self, no: Refusal) -> None:
        agreed = await confirm(
            self, translate("Duty", "Outside our area"),
            translate("Duty", "{lat:.5f}, {lon:.5f} is outside the area of this desk. Take it in all the same?").format(**no.facts),
            translate("Duty", "Take it in"),
        )
        if agreed:
            await self._save(("outside_region",))
        else:
            self._refused(no)

    def _refused(self, no: Refusal) -> None:
        words, key = self._services.explain(no), intake_presenter.field_of(no)
        for form in (self.main, self.specific):
            if form is not None and key in form.values():
                form.set_error(key, words)
                form.widget(key).setFocus()
                return
        self._show_error(words)

    def accept(self) -> None:
        """A person has looked at what is marked: the field with the keyboard, else all of them."""
        key = key_in_focus(self.main, self.specific)
        self.filler.accept(key if key in self.filler.uncertain else "")
        self.filler.show(room_of(self._services))

    def next_reading(self) -> None:
        """Show another reading of the field with the keyboard."""
        if self.filler.next_reading(key_in_focus(self.main, self.specific)):
            self.filler.show(room_of(self._services))
            self._preview()

    def _on_said(self, text: str) -> None:
        """Relative words count from the moment at which the call became known."""
        at = self.main.value("aware_at") or self._now()
        self.filler.read(text, min(at, self._now()), room_of(self._services))
        self._preview()

    def follow_kind(self, kind: str) -> None:
        """Ask what this kind asks."""
        if kind and kind != self._kind:
            self._build_specific(kind)

    def take_entry(self, entry_id: str) -> None:
        """The place is this one of the gazetteer; a place that a person chose stays where the words name none."""
        if entry_id or self.filler.stands("place"):
            self._entry_id = entry_id

    def _set_facts(self, facts: dict[str, Any]) -> None:
        for form in (self.main, self.specific):
            if form is None:
                continue
            values = form.values()
            form.set_values({f"fact.{name}": value for name, value in facts.items() if f"fact.{name}" in values})
            for key in (key for key in values if key.startswith("flags.")):
                form.set_values({key: tuple(name for name, value in facts.items() if value is True)})

    def _build_specific(self, kind: str) -> None:
        kept = facts_of(self.specific.values()) if self.specific is not None and self._kind else {}
        self._kind = kind
        if self.specific is not None:
            self.specific.hide()
            self.specific.deleteLater()
            self.specific = None
        if not kind:
            return
        form = Form(kind_fields(kind, room_of(self._services)), now=self._now, columns=2)
        form.changed.connect(self._on_changed)
        form.submitted.connect(self.save)
        self._forms.insertWidget(3, form)
        self.specific = form
        self._set_facts(kept)

    def _on_changed(self, key: str) -> None:
        if self.filler.is_filling:
            return
        kind = self.main.values().get("kind") or ""
        if key == "kind" and kind and kind != self._kind:
            self._build_specific(kind)
        if key == "place" and self._entry_id:
            entry = self._places.now().gazetteer.entry(self._entry_id)
            if entry is None or entry.name.zh not in (self.main.values().get("place") or ""):
                self._forget_place(entry)
        if key:
            self.filler.show(room_of(self._services))
        self._preview()

    def _forget_place(self, entry: GazetteerEntry | None) -> None:
        self._entry_id = ""
        if entry is not None and self.main.values().get("point") == point_text(entry.point):
            self.main.set_values({"point": None})

    def _on_place(self, entry: GazetteerEntry) -> None:
        if entry.id == self._entry_id:
            return  # it was taken before; the point may have been put right since
        self._entry_id = entry.id
        self.main.set_values({"point": point_text(entry.point)})
        self._preview()

    def _on_main_done(self) -> None:
        if self.specific is not None:
            self.specific.focus_first()
        else:
            self.save()

    def _preview(self) -> None:
        draft, room = self.draft(), room_of(self._services)
        self.preview.show_preview(intake_presenter.preview(draft, room))
        self.related.show_related(related(room.state, draft.caller.phone, draft.place, room.now), room)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.widget().isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, 24)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _now(self) -> Any:
        return self._services.workspace.desk.clock.now()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "scrolled")
        self._forms = QVBoxLayout(body)
        self._forms.setContentsMargins(0, 0, 0, 0)
        self._forms.addWidget(self.said)
        self._forms.addWidget(self.related)
        self._forms.addWidget(self.main)
        self._forms.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        leave = Button(translate("Duty", "Cancel (Esc)"), "close", "quiet")
        leave.clicked.connect(self.left)
        self.save_button = Button(translate("Duty", "Save (Ctrl+Enter)"), "save", "primary")
        self.save_button.clicked.connect(self.save)
        layout = column(self, "s")
        layout.setSpacing(current_theme().length("xs"))
        layout.addWidget(Text(translate("Duty", "New incident"), "title"))
        layout.addWidget(area, 1)
        layout.addWidget(self.preview)
        layout.addWidget(self._error)
        layout.addLayout(row(leave, None, self.calls.button, self.save_button))
