"""Small pictures in rows with a line under each; only those in sight are painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.incident.model import Photograph
from app.ui.kit.i18n import translate
from app.ui.kit.theme import current_theme
from app.ui.panels.duty.photographs_presenter import PhotographRow

_ROW = int(Qt.ItemDataRole.UserRole) + 1
_WIDE, _HIGH = 168, 126
_LINES = 2


class PhotographList(QListView):
    """``changed`` tells of another current one, ``opened`` of Enter or a double click."""

    changed = Signal()
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = current_theme()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Delegate(self))
        self.setIconSize(QSize(theme.px(_WIDE), theme.px(_HIGH)))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(False)  # the tab takes drops
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(translate("Duty", "Photos"))
        self.selectionModel().currentChanged.connect(lambda *_: self.changed.emit())
        self.activated.connect(lambda _index: self.opened.emit())

    @property
    def current(self) -> Photograph | None:
        """The current photograph."""
        one = self.currentIndex().data(_ROW)
        return one.photograph if isinstance(one, PhotographRow) else None

    @property
    def rows(self) -> tuple[PhotographRow, ...]:
        """Those shown."""
        return self._model.rows

    def show_rows(self, rows: tuple[PhotographRow, ...]) -> None:
        """Show these; the current one stays where it is among them."""
        if rows == self._model.rows:
            return
        keep = self.current
        self._model.show(rows)
        place = next((at for at, one in enumerate(rows) if keep is not None and one.photograph.id == keep.id), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        self.changed.emit()

    def select_last(self) -> None:
        """Make the newest one current."""
        if self._model.rows:
            self.setCurrentIndex(self._model.index(len(self._model.rows) - 1))

    def has_picture(self, sha256: str) -> bool:
        """Whether it was read, or tried."""
        return sha256 in self._model.pictures

    def put_picture(self, sha256: str, image: QImage) -> None:
        """The small picture of these bytes; a null one keeps an empty frame."""
        self._model.put(sha256, image, self.iconSize())


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[PhotographRow, ...] = ()
        self.pictures: dict[str, QPixmap] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == _ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return one.label
        if role == Qt.ItemDataRole.DecorationRole:
            return self.pictures.get(one.photograph.sha256)
        return None

    def show(self, rows: tuple[PhotographRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        wanted = {one.photograph.sha256 for one in rows}
        self.pictures = {sha256: picture for sha256, picture in self.pictures.items() if sha256 in wanted}
        self.endResetModel()

    def put(self, sha256: str, image: QImage, room: QSize) -> None:
        scaled = image if image.isNull() else image.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.pictures[sha256] = QPixmap.fromImage(scaled)
        self.dataChanged.emit(self.index(0), self.index(max(len(self.rows) - 1, 0)))


class _Delegate(QStyledItemDelegate):
    """The picture in its room, its words below in two lines; a frame where there is no picture."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        theme = current_theme()
        words = QFontMetrics(theme.font("small")).lineSpacing() * _LINES
        pad = theme.length("s")
        return QSize(theme.px(_WIDE) + 2 * pad, theme.px(_HIGH) + words + 3 * pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        theme = current_theme()
        one: PhotographRow = index.data(_ROW)
        pad = theme.length("s")
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection"))
        room = QRect(option.rect.topLeft() + QPoint(pad, pad), QSize(theme.px(_WIDE), theme.px(_HIGH)))
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.drawPixmap(room.center() - picture.rect().center(), picture)
        else:
            painter.setPen(theme.color("line"))
            painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.setFont(theme.font("small"))
        metrics = painter.fontMetrics()
        line = QRect(room.left(), room.bottom() + pad // 2, room.width(), metrics.lineSpacing())
        for words, ink in zip(one.label.split("\n"), ("ink", "ink_soft"), strict=False):
            painter.setPen(theme.color(ink))
            painter.drawText(line, 0, metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width()))
            line.moveTop(line.top() + line.height())
        painter.restore()
