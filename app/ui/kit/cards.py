"""A list of cards: badge, title, subtitle, and a count at the right that runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.kernel.clock import Clock
from app.ui.kit.badge import DEFAULT_SHAPE, badge_size, paint_badge
from app.ui.kit.labels import CountdownForm, default_form, urgent_tone
from app.ui.kit.theme import Theme, Tone, current_theme
from app.ui.kit.ticker import Ticker

CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One card. At the right stands ``right`` in ``right_tone``, or, with ``due_at``, the time left until
    then, in ``due_tone`` where its urgency is known."""

    id: str
    title: str
    subtitle: str = ""
    badge: str = ""
    tone: str = Tone.NEUTRAL
    shape: str = ""
    right: str = ""
    right_tone: str = Tone.NEUTRAL
    due_at: datetime | None = None
    due_tone: str = ""
    tip: str = ""


class _CardModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.cards)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid() or index.row() >= len(self.cards):
            return None
        card = self.cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (card.badge, card.title, card.subtitle, card.right) if part)
        return (card.tip or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        if [card.id for card in cards] == [card.id for card in self.cards]:
            before, self.cards = self.cards, cards
            for place, (old, new) in enumerate(zip(before, cards, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()


class CardList(QListView):
    """Shows cards; ``selected(id)`` as the current one changes ("" for none), ``activated_card(id)`` on Enter
    or double click."""

    selected = Signal(str)
    activated_card = Signal(str)

    def __init__(
        self, clock: Clock, form: CountdownForm = default_form, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = _CardModel(self)
        self._current = ""
        self.setModel(self._model)
        self.setItemDelegate(_CardDelegate(self, clock, form))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.doubleClicked.connect(lambda index: self.activated_card.emit(index.data(CARD_ROLE).id))

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; the selected one stays selected where it still is, and the list stays where it
        was scrolled."""
        keep, scroll = self._current, self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self._model.set_cards(tuple(cards))
        place = next((place for place, card in enumerate(cards) if card.id == keep), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(scroll)
        self.viewport().update()
        self._listen()
        self._tell()

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards shown."""
        return self._model.cards

    @property
    def current_id(self) -> str:
        """The id of the current card, "" for none."""
        card = self.currentIndex().data(CARD_ROLE)
        return card.id if card is not None else ""

    def select(self, card_id: str) -> bool:
        """Make a card the current one; whether it is there."""
        place = next((place for place, card in enumerate(self.cards) if card.id == card_id), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        return place >= 0

    def refresh(self) -> None:
        """Draw the running counts again."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current card."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.activated_card.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Count while seen."""
        super().showEvent(event)
        self._listen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while hidden."""
        Ticker.shared().remove(self.refresh)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Cards grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _listen(self) -> None:
        if self.isVisible() and any(card.due_at is not None for card in self.cards):
            Ticker.shared().add(self.refresh)
        else:
            Ticker.shared().remove(self.refresh)

    def _tell(self) -> None:
        if self.current_id != self._current:
            self._current = self.current_id
            self.selected.emit(self._current)


def _above(theme: Theme) -> int:
    """The room above and below the two lines of a card."""
    return theme.px(5)


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget, clock: Clock, form: Callable[..., tuple[str, str]]) -> None:
        super().__init__(parent)
        self._clock, self._form = clock, form

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        theme = current_theme()
        lines = QFontMetrics(theme.font()).height() + QFontMetrics(theme.font("small")).height()
        return QSize(theme.px(160), max(lines + 2 * _above(theme) + 2, theme.px(48)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        card: Card = index.data(CARD_ROLE)
        theme = current_theme()
        painter.save()
        self._paint_ground(painter, option, card, theme)
        area = option.rect.adjusted(
            theme.length("m"), _above(theme), -theme.length("m"), -_above(theme)
        )
        head = QRect(area.left(), area.top(), area.width(), QFontMetrics(theme.font()).height() + 2)
        foot = QRect(area.left(), area.bottom() - QFontMetrics(theme.font("small")).height(), area.width(), 0)
        foot.setBottom(area.bottom())
        right, tone = self._right(card)
        self._paint_right(painter, foot if card.subtitle else head, right, tone, theme)
        self._paint_head(painter, head, card, theme)
        used = (
            QFontMetrics(theme.font("small", strong=True)).horizontalAdvance(right) + theme.length("s")
            if right
            else 0
        )
        painter.setPen(theme.color("ink_soft"))
        self._line(painter, foot.adjusted(0, 0, -used, 0), card.subtitle, theme, "small")
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, card: Card, theme: Theme
    ) -> None:
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), theme.color("focus"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("line"))

    def _paint_head(self, painter: QPainter, head: QRect, card: Card, theme: Theme) -> None:
        left = head.left()
        if card.badge:
            size = badge_size(card.badge, theme)
            box = QRect(left, head.center().y() - size.height() // 2, size.width(), size.height())
            paint_badge(painter, box, card.badge, card.tone, card.shape or DEFAULT_SHAPE[card.tone])
            left += size.width() + theme.length("s")
        painter.setPen(theme.color("ink"))
        self._line(
            painter,
            QRect(left, head.top(), head.right() - left, head.height()),
            card.title,
            theme,
            "body",
            strong=True,
        )

    def _paint_right(self, painter: QPainter, rect: QRect, text: str, tone: str, theme: Theme) -> None:
        painter.setPen(QColor(theme.tone(tone).ink))
        painter.setFont(theme.font("small", strong=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _line(
        self, painter: QPainter, rect: QRect, text: str, theme: Theme, size: str, *, strong: bool = False
    ) -> None:
        font = theme.font(size, strong=strong)
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _right(self, card: Card) -> tuple[str, str]:
        if card.due_at is None:
            return card.right, card.right_tone
        left = card.due_at - self._clock.now()
        text, tone = self._form(left)
        return text, urgent_tone(tone, card.due_tone, left)
