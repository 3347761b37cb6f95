"""Fills the fields of the intake from what was said, marks the words, and forgets a mark when a person says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication

from app.catalog.intake.model import Parsed, Understood
from app.catalog.intake.parse import IntakeParser
from app.ui.kit.form import Form
from app.ui.kit.i18n import translate
from app.ui.panels.duty import intake_filling as filling
from app.ui.panels.duty.intake_fields import point_text
from app.ui.panels.duty.intake_said import SaidBox
from app.ui.panels.duty.places import KnownPlaces
from app.ui.panels.duty.room import Room


class FilledForms(Protocol):
    """The forms that are filled."""

    main: Form
    specific: Form | None
    said: SaidBox

    def follow_kind(self, kind: str) -> None:
        """Ask what this kind asks."""
        ...

    def take_entry(self, entry_id: str) -> None:
        """The place is this one of the gazetteer ("" for none)."""
        ...


class Filler:
    """Reads the words and fills what nobody typed. ``parsed`` is what the words say now."""

    def __init__(self, forms: FilledForms, parser: IntakeParser, places: KnownPlaces) -> None:
        self._forms, self._parser, self._places = forms, parser, places
        self._filled: dict[str, Any] = {}
        self._accepted: set[str] = set()
        self._wishes: dict[str, filling.Wish] = {}
        self.is_filling = False
        self.parsed = Parsed("")

    def reset(self) -> None:
        """Nothing was said, nothing was filled."""
        self._filled, self._wishes, self.parsed = {}, {}, Parsed("")
        self._accepted = set()
        self._forms.said.set_text("")
        self._forms.said.show_status((), watch=False)
        for form in self._both():
            for key in form.values():
                form.set_hint(key, "")

    def read(self, text: str, at: datetime, room: Room) -> None:
        """Understand the words as said at this moment and fill what is free."""
        self.parsed = self._parser.parse(text, at, self._places.now().gazetteer)
        entry = filling.entry_of(self.parsed)
        self._wishes = filling.wishes(self.parsed, point_text(entry.point) if entry is not None else "")
        self._accepted &= {key for key in self._accepted if key in self._wishes}
        self.is_filling = True
        try:
            self._fill(self._forms.main)
            self._forms.follow_kind(self._forms.main.value("kind") or "")
            if self._forms.specific is not None:
                self._fill(self._forms.specific)
        finally:
            self.is_filling = False
        self._forms.take_entry(entry.id if entry is not None and self.stands("place") else "")
        self.show(room)

    def stands(self, key: str) -> bool:
        """Whether the field holds what was understood."""
        wish, form = self._wishes.get(key), self._form_of(key)
        return wish is not None and form is not None and filling.same(form.value(key), wish.value)

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The fields whose values came from the words and should be looked at."""
        return tuple(
            key for key, wish in self._wishes.items()
            if key != "point" and wish.words.is_uncertain and key not in self._accepted and self.stands(key)
        )  # fmt: skip

    def accept(self, key: str = "") -> None:
        """A person has looked: this field (or all of them) is right."""
        self._accepted |= {key} if key else set(self.uncertain)

    def next_reading(self, key: str) -> bool:
        """Put the next reading into a field (昨晚 or 今晚); whether there is one."""
        wish, form = self._wishes.get(key), self._form_of(key)
        if wish is None or form is None or not wish.options or not self.stands(key):
            return False
        following, *rest = wish.options
        words = Understood(following, wish.words.text, wish.words.start, wish.words.end, wish.words.confidence)
        self._wishes[key] = filling.Wish(following, words, (*rest, wish.value))
        form.set_values({key: following})
        self._filled[key] = following
        return True

    def show(self, room: Room) -> None:
        """The words beside the fields, the marks in the text, and what is to be known of the whole."""
        shown = []
        for form in self._both():
            for key in form.values():
                stands = self.stands(key)
                told = stands and key != "point"  # the point has no words of its own: it is the place's
                form.set_hint(key, filling.hint(key, self._wishes[key], room, key in self._accepted) if told else "")
                if stands:
                    shown.append(self._wishes[key].words)
        shown += [one for one in self.parsed.facts.values() if isinstance(one.value, bool)]
        self._forms.said.mark(shown)
        lines = filling.remarks(self.parsed, room)
        count = len(self.uncertain)
        if count:
            said = translate(
                "Duty", "{mark} {count} fields to be looked at: Alt+Y takes them as they are, Alt+N shows another reading"
            )
            lines = (*lines, said.format(mark=filling.MARK, count=count))
        self._forms.said.show_status(lines, watch=bool(lines))

    def _fill(self, form: Form) -> None:
        now = form.values()
        filled = {key: value for key, value in self._filled.items() if key in now}
        own = {key: wish for key, wish in self._wishes.items() if key in now}
        values: Mapping[str, Any] = filling.to_fill(own, now, filled)
        flags = [name for name, one in self.parsed.facts.items() if one.value is True]
        ticked = filling.flags_to_fill(flags, now, filled)
        form.set_values({**values, **ticked})
        self._filled.update(values)
        for key in ticked:
            shown = set(form.value(key) or ())
            self._filled[key] = tuple(name for name in flags if name in shown)

    def _both(self) -> tuple[Form, ...]:
        return tuple(form for form in (self._forms.main, self._forms.specific) if form is not None)

    def _form_of(self, key: str) -> Form | None:
        return next((form for form in self._both() if key in form.values()), None)


def key_in_focus(*forms: Form | None) -> str:
    """The field that has the keyboard, "" for none."""
    focused = QApplication.focusWidget()
    if focused is None:
        return ""
    for form in forms:
        for key in form.values() if form is not None else ():
            widget = form.widget(key) if form is not None else None
            if widget is not None and (widget is focused or widget.isAncestorOf(focused)):
                return key
    return ""
