"""The buttons with which scenarios are written: new, copy, change, from a plan, drafts, Excel, rename, delete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.catalog.own_scenarios import Listed, Opened
from app.desk.scenario_desk import ScenarioDesk
from app.kernel.errors import Fault
from app.ui.kit.flow import FlowLayout
from app.ui.kit.icons import Button
from app.ui.kit.tasks import alive
from app.ui.kit.theme import current_theme
from app.ui.panels.drills.editor.editor import ScenarioEditor
from app.ui.panels.drills.editor.opening import Opening
from app.ui.services import Services

_KEYS = {"new": "Ctrl+Shift+N", "copy": "Ctrl+D", "edit": "Ctrl+E", "generate": "Ctrl+G", "import": "Ctrl+I"}

_FRESH = ("new", "copy", "generate", "import")
"""Steps that begin a scenario which lies nowhere yet."""


class ShelfBar(QWidget):
    """``opened(editor)`` when the editor is to be shown; ``changed`` when what lies on the shelf is another thing."""

    opened = Signal(object)
    changed = Signal()

    def __init__(self, services: Services, current: Callable[[], tuple[str, str]], parent: QWidget) -> None:
        """``current`` tells the id and the title of the chosen scenario ("" for none)."""
        super().__init__(parent)
        self._services, self._current, self._owner = services, current, parent
        self.listed: tuple[Listed, ...] = ()
        self.buttons: dict[str, Button] = {}
        specs = {
            "new": (self.tr("New"), "add", self.tr("Begin an empty scenario (Ctrl+Shift+N)")),
            "copy": (self.tr("Copy"), "copy", self.tr("Begin with everything of the chosen one (Ctrl+D)")),
            "edit": (self.tr("Edit"), "edit", self.tr("Open the chosen one in the editor (Ctrl+E)")),
            "generate": (self.tr("From a plan…"), "plan", self.tr("Exercise every task of a plan at a level (Ctrl+G)")),
            "drafts": (self.tr("Drafts"), "list", self.tr("Go on with one that cannot be held yet")),
            "import": (self.tr("Import…"), "import", self.tr("Take one in from an Excel workbook (Ctrl+I)")),
            "export": (self.tr("Export…"), "export", self.tr("Write the chosen one as an Excel workbook")),
            "rename": (self.tr("Rename…"), "text-size", self.tr("Give an own one another id")),
            "delete": (self.tr("Delete…"), "remove", self.tr("Take an own one away")),
        }
        flow = FlowLayout(self, current_theme().length("xs"), current_theme().length("xs"))
        for name, (text, icon, tip) in specs.items():
            self.buttons[name] = Button(text, icon, "quiet", tip, self)
            self.buttons[name].clicked.connect(lambda _checked=False, name=name: self.take(name))
            flow.addWidget(self.buttons[name])
        for name, key in _KEYS.items():
            shortcut = QShortcut(QKeySequence(key), parent)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda name=name: self.buttons[name].click() if self.isVisible() else None)
        self.offer()

    @property
    def desk(self) -> ScenarioDesk | None:
        """What scenarios are written with; ``None`` where they are not."""
        host = self._services.drill_host
        drills = host.drills if host is not None else None
        return drills.scenarios if drills is not None else None

    async def load(self) -> None:
        """Read which scenarios are the desk's own."""
        desk = self.desk
        if desk is None:
            return
        try:
            self.listed = await self._services.workspace.jobs.run(lambda _progress: desk.listed())
        except Fault as fault:
            self._services.navigator.say(self._services.explain(fault), "alarm")
        if alive(self):
            self.offer()

    def offer(self) -> None:
        """Which buttons mean something now."""
        chosen, _ = self._current()
        can = self.desk is not None and not self._services.workspace.read_only
        own = any(one.id == chosen for one in self.listed)
        drafts = sum(one.draft for one in self.listed)
        for name, button in self.buttons.items():
            wanted = {"copy": bool(chosen), "edit": bool(chosen), "export": bool(chosen), "rename": own, "delete": own}
            button.setEnabled((can or (name == "export" and self.desk is not None)) and wanted.get(name, True))
        self.buttons["drafts"].setVisible(drafts > 0)
        self.buttons["drafts"].setText(self.tr("Drafts ({count})").format(count=drafts))
        self.setVisible(self.desk is not None)

    def take(self, step: str) -> None:
        """Take one of the steps."""
        self._services.run(self._take(step), self._owner)

    async def _take(self, step: str) -> None:
        desk, (chosen, title) = self.desk, self._current()
        if desk is None or not self.buttons[step].isEnabled():
            return
        opening = Opening(self._services, desk, self._owner)
        editing: dict[str, Callable[[], Awaitable[Opened | None]]] = {
            "new": opening.new, "copy": lambda: opening.copy(chosen), "edit": lambda: opening.change(chosen),
            "generate": opening.generate, "drafts": lambda: opening.pick_draft(self.listed), "import": opening.read_book,
        }
        if step in editing:
            found = await editing[step]()
            if found is not None and alive(self):
                self.opened.emit(ScenarioEditor(self._services, desk, found, self._owner, fresh=step in _FRESH))
            return
        await self._whole(step, opening, chosen, title)

    async def _whole(self, step: str, opening: Opening, chosen: str, title: str) -> None:
        """What is done with a scenario as a whole."""
        one = next((each for each in self.listed if each.id == chosen), None)
        if step == "export":
            await opening.write_book(chosen)
            return
        done = await opening.rename(chosen) if step == "rename" else one is not None and await opening.delete(one, title)
        if done:
            self.changed.emit()


class EditorPlace:
    """Where the editor stands while it is open: over the list, in its stack. ``back`` is called with the id of what was edited."""

    def __init__(self, stack: QStackedLayout, back: Callable[[str], None]) -> None:
        self._stack, self._back = stack, back
        self.editor: ScenarioEditor | None = None

    def show(self, editor: ScenarioEditor) -> None:
        """Show the editor until somebody leaves it; one that was open is gone."""
        self._close()
        self.editor = editor
        self._stack.addWidget(editor)
        self._stack.setCurrentWidget(editor)
        editor.left.connect(self._leave)
        editor.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        edited = self.editor.bench.scenario.id if self.editor is not None else ""
        self._close()
        self._stack.setCurrentIndex(0)
        self._back(edited)

    def _close(self) -> None:
        if self.editor is not None:
            self._stack.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
