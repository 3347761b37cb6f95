"""The condition builder: rows and groups as an indented list, the chosen one in a strip under it, the whole as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.catalog.condition_text import condition_sentence, leaf_words
from app.catalog.wording import Wording
from app.domain.conditions import Condition
from app.domain.incident.model import FactDef
from app.ui.kit.flow import FlowLayout
from app.ui.kit.form_editors import Editor
from app.ui.kit.form_fields import Field
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.kit.widgets import Button, Text
from app.ui.panels.plans.editor.condition_row import RowStrip
from app.ui.panels.plans.editor.condition_tree import (
    Group,
    Node,
    Place,
    Row,
    add,
    at,
    condition_of,
    first_row,
    moved,
    nodes,
    put,
    tree_of,
    without,
)

MOST_SEEN, MOST_SEEN_TALL = 6, 12
"""So many rows are in sight before the list scrolls; more in a tall window."""

TALL_PX = 800

_PLACE = Qt.ItemDataRole.UserRole


class ConditionEditor(Editor):
    """Builds a condition. Keys in the list: Enter to the strip, Insert a row, Shift+Insert a group, Delete takes out,
    Alt+Up and Alt+Down move. ``words_wanted`` asks to put the suggested words into the plan."""

    words_wanted = Signal()

    def __init__(
        self, field: Field, facts: Mapping[str, FactDef], wording: Wording, wanted: Callable[[], tuple[str, ...]],
        *, suggests: bool,
    ) -> None:
        """``wanted`` names the facts that are asked for the plan's kinds: a new row begins with one of them."""
        holder = QWidget()
        super().__init__(field, holder)
        self._facts, self._wording, self._wanted = facts, wording, wanted
        self._tree = Group()
        self._place: Place = ()
        self._filling = False
        self.list = QTreeWidget()
        self.strip = RowStrip(facts, wording, holder)
        self.sentence = Text("")
        self._buttons: dict[str, Button] = {}
        self._lay_out(holder, suggests)
        self.list.currentItemChanged.connect(lambda *_: self._on_current())
        self.list.installEventFilter(self)
        self.strip.changed.connect(self._on_node)
        self._fill()

    @property
    def focus_widget(self) -> QWidget:
        """The list of rows."""
        return self.list

    def read(self) -> Condition:
        """The condition as it stands."""
        return condition_of(self._tree)

    def write(self, value: Any) -> None:
        """Show this condition; where it differs, the place in the list stays as near as it can."""
        tree = tree_of(value or Condition())
        if tree == self._tree and self.list.topLevelItemCount():
            return
        self._tree = tree
        if at(tree, self._place) is None:
            self._place = ()
        self._fill()

    def takes_enter(self) -> bool:
        """Enter goes down to the strip."""
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the list."""
        pressed = watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        return (pressed and self._on_key(event)) or super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: Mapping[tuple[int, bool], Callable[[], None]] = {
            (Qt.Key.Key_Return, False): self.strip.focus, (Qt.Key.Key_Enter, False): self.strip.focus,
            (Qt.Key.Key_Delete, False): self.remove, (Qt.Key.Key_Up, True): lambda: self.move(-1),
            (Qt.Key.Key_Down, True): lambda: self.move(1),
            (Qt.Key.Key_Insert, False): self.add_group if shift else self.add_row,
        }
        act = acts.get((event.key(), alt))
        if act is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        act()
        return True

    def add_row(self) -> None:
        """A row more, behind the current one or into the current group."""
        self._take(*add(self._tree, self._place, first_row(self._facts, self._wanted(), self._tree)))

    def add_group(self) -> None:
        """A group more, with a row in it: an empty one would always hold."""
        row = first_row(self._facts, self._wanted(), self._tree)
        here = at(self._tree, self._place)
        inside = here if isinstance(here, Group) else at(self._tree, self._place[:-1])
        join = "all" if isinstance(inside, Group) and inside.join == "any" else "any"
        self._take(*add(self._tree, self._place, Group(join, (row,))))

    def remove(self) -> None:
        """The current row or group goes; at the top, everything does."""
        self._take(*without(self._tree, self._place))

    def move(self, step: int) -> None:
        """The current row or group one place on (or back) in its group."""
        self._take(*moved(self._tree, self._place, step))

    def select(self, place: Place) -> None:
        """Make a row or group the current one."""
        self._place = place if at(self._tree, place) is not None else ()
        self._fill()

    def _on_node(self, node: Node) -> None:
        self._take(put(self._tree, self._place, node), self._place)

    def _take(self, tree: Group, place: Place) -> None:
        changed = tree != self._tree
        self._tree, self._place = tree, place
        self._fill()
        if changed:
            self.changed.emit()

    def _on_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and not self._filling:
            self._place = tuple(item.data(0, _PLACE))
            self._show_current()

    def _fill(self) -> None:
        """The list anew: it is short."""
        self._filling = True
        focused = self.list.hasFocus()
        self.list.clear()
        items: dict[Place, QTreeWidgetItem] = {}
        height = current_theme().px(26)
        for place, node in nodes(self._tree):
            item = QTreeWidgetItem([self._words(node, place)])
            item.setData(0, _PLACE, list(place))
            item.setSizeHint(0, QSize(0, height))
            if isinstance(node, Group):
                font = item.font(0)
                font.setBold(True)
                item.setFont(0, font)
            if place:
                items[place[:-1]].addChild(item)
            else:
                self.list.addTopLevelItem(item)
            items[place] = item
        self.list.expandAll()
        current = items.get(self._place) or items[()]
        self._place = tuple(current.data(0, _PLACE))
        self.list.setCurrentItem(current)
        self.list.scrollToItem(current)
        most = MOST_SEEN_TALL if self.list.window().height() >= current_theme().px(TALL_PX) else MOST_SEEN
        self.list.setFixedHeight(height * min(most, max(2, len(items))) + current_theme().length("s"))
        if focused:
            self.list.setFocus()
        self._filling = False
        self.sentence.setText(condition_sentence(condition_of(self._tree), self._wording))
        self._show_current()

    def _show_current(self) -> None:
        node = at(self._tree, self._place)
        self.strip.show(node)
        parent = at(self._tree, self._place[:-1]) if self._place else None
        count = len(parent.parts) if isinstance(parent, Group) else 0
        self._buttons["up"].setEnabled(bool(self._place) and self._place[-1] > 0)
        self._buttons["down"].setEnabled(bool(self._place) and self._place[-1] < count - 1)
        self._buttons["remove"].setEnabled(bool(self._place) or bool(self._tree.parts))

    def _words(self, node: Node, place: Place) -> str:
        if isinstance(node, Row):
            return "".join(leaf_words(condition_of(node), self._wording)) or node.fact
        if not node.parts:
            return self._wording.say("condition.always")
        return self._wording.say(f"condition_join.{node.join}")

    def _lay_out(self, holder: QWidget, suggests: bool) -> None:
        theme = current_theme()
        self.list.setProperty("role", "flat")
        self.list.setHeaderHidden(True)
        self.list.setItemsExpandable(False)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(theme.px(22))
        self.list.setAccessibleName(self.field.label)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(theme.px(220))
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        bar = QWidget()
        flow = FlowLayout(bar, theme.length("xs"), theme.length("xs"))
        self._buttons = {
            "row": Button(translate("PlanEditor", "Row"), "add", "quiet", translate("PlanEditor", "Add a row (Insert)")),
            "group": Button(
                translate("PlanEditor", "Group"), "add", "quiet", translate("PlanEditor", "Add a group (Shift+Insert)")
            ),
            "up": Button("", "up", "quiet", translate("PlanEditor", "Move up (Alt+Up)")),
            "down": Button("", "down", "quiet", translate("PlanEditor", "Move down (Alt+Down)")),
            "remove": Button("", "close", "quiet", translate("PlanEditor", "Take out (Delete)")),
        }
        acts = {
            "row": self.add_row, "group": self.add_group, "up": lambda: self.move(-1), "down": lambda: self.move(1),
            "remove": self.remove,
        }
        for name, button in self._buttons.items():
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(lambda _checked=False, name=name: acts[name]())
            flow.addWidget(button)
        told = QHBoxLayout()
        told.setSpacing(theme.length("s"))
        told.addWidget(self.sentence, 1)
        if suggests:
            suggest = Button(
                translate("PlanEditor", "Use as words"), "edit", "plain",
                translate("PlanEditor", "Write the condition in words from these rows, in both languages"),
            )
            suggest.clicked.connect(self.words_wanted)
            told.addWidget(suggest, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("xs"))
        column.addWidget(self.list)
        column.addWidget(self.strip.widget)
        column.addWidget(bar)
        column.addLayout(told)
