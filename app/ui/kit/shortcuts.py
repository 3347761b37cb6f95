"""Every action once: its words, key, icon and handler; buttons, menus and the keyboard map are made from
it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QMenu, QScrollArea, QWidget

from app.ui.kit import dialogs, tasks
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button, icon
from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme, host


class ActionSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One action. ``key`` as Qt writes it ("F5", "Ctrl+P"; "" for none); the handler may be a coroutine
    function.

    ``enabled`` is asked by ``Actions.refresh``; ``group`` is the heading in the keyboard map.
    """

    id: str
    text: str
    handler: Callable[[], Any]
    key: str = ""
    icon: str = ""
    tip: str = ""
    group: str = ""
    enabled: Callable[[], bool] | None = None


class Actions(QObject):
    """The actions of one window; their keys work wherever in it the focus is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        host().changed.connect(self._dress)

    def add(self, spec: ActionSpec) -> QAction:
        """Register an action; raises ``ValueError`` when its id or key is taken."""
        if spec.id in self._specs:
            raise ValueError(f"two actions named {spec.id}")
        taken = {_key(other.key): other.id for other in self._specs.values() if other.key}
        if spec.key and _key(spec.key) in taken:
            raise ValueError(f"{spec.key} belongs to {taken[_key(spec.key)]}")
        action = QAction(spec.text.replace("&", "&&"), self)
        if spec.key:
            action.setShortcut(QKeySequence(spec.key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(self._tip(spec))
        action.triggered.connect(lambda _checked=False: self._start(spec))
        self._specs[spec.id], self._actions[spec.id] = spec, action
        self._window.addAction(action)
        self._dress()
        self.refresh()
        return action

    def remove(self, action_id: str) -> None:
        """Forget an action (a panel that was closed)."""
        action = self._actions.pop(action_id)
        del self._specs[action_id]
        self._window.removeAction(action)
        action.deleteLater()

    def action(self, action_id: str) -> QAction:
        """The action of that id; raises ``KeyError`` for an unknown one."""
        return self._actions[action_id]

    def key_of(self, action_id: str) -> str:
        """The key of an action as Qt writes it; "" where it has none, or this window has no such action."""
        known = self._specs.get(action_id)
        return known.key if known is not None else ""

    def trigger(self, action_id: str) -> None:
        """Do it, if it is enabled."""
        self._actions[action_id].trigger()

    def refresh(self) -> None:
        """Ask every action again whether it is enabled."""
        for action_id, spec in self._specs.items():
            if spec.enabled is not None:
                self._actions[action_id].setEnabled(bool(spec.enabled()))

    def button(self, action_id: str, variant: str = "plain", *, show_key: bool = True) -> Button:
        """A button for an action: its words, its key after them, its tool tip; it follows the action's
        enabledness."""
        spec, action = self._specs[action_id], self._actions[action_id]
        text = f"{spec.text}  {key_text(spec.key)}" if show_key and spec.key else spec.text
        button = Button(text, spec.icon, variant, self._tip(spec))
        button.setAccessibleName(spec.text)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(lambda _checked=False: action.trigger())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def menu(self, action_ids: Sequence[str], parent: QWidget | None = None, title: str = "") -> QMenu:
        """A menu of these actions; "" makes a line. Show it with ``popup``, never ``exec``."""
        menu = QMenu(title, parent or self._window)
        menu.setToolTipsVisible(True)
        for action_id in action_ids:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()
        return menu

    def keyboard_map(self) -> tuple[tuple[str, str, str], ...]:
        """Group, words and key of every action that has a key, in the order of registration."""
        return tuple((spec.group, spec.text, key_text(spec.key)) for spec in self._specs.values() if spec.key)

    async def show_keyboard_map(self) -> None:
        """Show which key does what, until a person closes it."""
        dialog = dialogs.KitDialog(self._window, translate("Kit", "Keyboard"))
        dialog.content.addWidget(_map_view(self.keyboard_map()))
        dialog.add_answer(dialogs.Answer("ok", translate("Kit", "Close"), "primary"), default=True)
        await dialogs.show(dialog)

    def _start(self, spec: ActionSpec) -> None:
        answer = spec.handler()
        if inspect.iscoroutine(answer):
            tasks.run(answer, self._window, spec.id)

    def _tip(self, spec: ActionSpec) -> str:
        words = spec.tip or spec.text
        return f"{words} ({key_text(spec.key)})" if spec.key else words

    def _dress(self) -> None:
        for action_id, spec in self._specs.items():
            if spec.icon:
                self._actions[action_id].setIcon(icon(spec.icon))


def key_text(key: str) -> str:
    """A key as it is printed on the keyboard of this system."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def keyed(text: str, key: str) -> str:
    """Words of a button with the key behind them."""
    return f"{text}  {key_text(key)}"


def _key(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _map_view(rows: Sequence[tuple[str, str, str]]) -> QWidget:
    theme = current_theme()
    body = QWidget()
    body.setProperty("role", "scrolled")
    grid = QGridLayout(body)
    grid.setHorizontalSpacing(theme.length("xl"))
    grid.setVerticalSpacing(theme.length("s"))
    line, group = 0, None
    for own_group, text, key in sorted(rows, key=lambda row: row[0]):
        if own_group and own_group != group:
            grid.addWidget(Text(own_group, "section"), line, 0, 1, 2)
            line += 1
        group = own_group
        grid.addWidget(Text(key, "label"), line, 0)
        grid.addWidget(Text(text), line, 1)
        line += 1
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(line, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(body)
    area.setMinimumHeight(min(theme.px(480), body.sizeHint().height() + theme.length("m")))
    return area
