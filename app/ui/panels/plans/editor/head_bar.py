"""The line over the editor: back, which draft, how it stands, undo and redo, save."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import time_text
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.widgets import Badge, Button, Elided
from app.ui.panels.plans.editor.keeping import Keeper
from app.ui.panels.plans.editor.workbench import Workbench


class HeadBar(QWidget):
    """``buttons``: back, undo, redo, english, side, save."""

    def __init__(self, lang: str, *, english: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._title = Elided("", "title")
        self.state = Badge("", Tone.NEUTRAL)
        self._note = Elided("", "caption")
        self.buttons: dict[str, Button] = {}
        self._make_buttons(english)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().length("s"))
        row.addWidget(self.buttons["back"])
        row.addWidget(self._title, 3)
        row.addWidget(self.state)
        row.addWidget(self._note, 2)
        for name in ("undo", "redo", "english", "side", "save"):
            row.addWidget(self.buttons[name])

    def show_state(self, bench: Workbench, keeper: Keeper, *, locked: bool) -> None:
        """Say which draft this is, whether it is saved, and what can be done."""
        plan, history = bench.draft.plan, bench.history
        self._title.setText(plan.title.of(self._lang) or self.tr("(no name)"))
        self.state.show_as(*self._standing(bench, keeper, locked))
        notes = [self.tr("Draft {version}").format(version=plan.version)]
        if keeper.saved_at is not None:
            notes.append(self.tr("saved {time}").format(time=time_text.clock(keeper.saved_at)))
        if keeper.recovered_at is not None:
            notes.append(self.tr("recovery copy {time}").format(time=time_text.clock_seconds(keeper.recovered_at)))
        self._note.setText("  ·  ".join(notes))
        self.buttons["undo"].setEnabled(history.can_undo and not locked)
        self.buttons["redo"].setEnabled(history.can_redo and not locked)
        self.buttons["save"].setEnabled(not keeper.busy and not locked and (bench.is_changed or not bench.opened.stored))

    def _standing(self, bench: Workbench, keeper: Keeper, locked: bool) -> tuple[str, str]:
        if locked:
            return self.tr("locked"), Tone.MUTED
        if keeper.busy:
            return self.tr("saving"), Tone.INFO
        if bench.is_changed:
            return self.tr("not saved"), Tone.WATCH
        return (self.tr("saved") if bench.opened.stored else self.tr("unchanged")), Tone.NEUTRAL

    def _make_buttons(self, english: bool) -> None:
        specs = {
            "back": (self.tr("Back"), "back", "quiet", self.tr("Leave the editor (Alt+Left)")),
            "undo": ("", "undo", "quiet", self.tr("Undo (Ctrl+Z)")),
            "redo": ("", "redo", "quiet", self.tr("Redo (Ctrl+Y)")),
            "english": (self.tr("English"), "text-size", "quiet", self.tr("Show the English texts beside the Chinese ones")),
            "side": (self.tr("Problems and trial"), "list", "quiet", self.tr("Show or hide the right side (F4)")),
            "save": (self.tr("Save"), "save", "primary", self.tr("Save the draft (Ctrl+S)")),
        }
        for name, (text, icon, variant, tip) in specs.items():
            self.buttons[name] = Button(text, icon, variant, tip)
            self.buttons[name].setAccessibleName(text or tip)
        for name, on in (("english", english), ("side", True)):
            self.buttons[name].setCheckable(True)
            self.buttons[name].setChecked(on)
