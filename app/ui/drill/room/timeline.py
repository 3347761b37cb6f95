"""Left in the conductor's room: what came and what is to come, as a ribbon and as a list; below, the chosen inject whole."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.ui.drill.room.presenter import InjectRow
from app.ui.drill.room.ribbon import Ribbon
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.flow import FlowLayout
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme


class TimelineView(QWidget):
    """``buttons`` are what can be done with the chosen inject; the room joins them with its keys. ``above`` stands over all."""

    chosen = Signal(object)

    def __init__(self, buttons: tuple[Button, ...], above: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ribbon = Ribbon()
        self.table = RowsView(
            self._columns(), lambda row: row.id, title=self.tr("Timeline"), initials=search_keys,
            empty=(self.tr("No inject"), self.tr("Put one in with Ctrl+N.")),
        )
        self._standing = Badge()
        self._head = Text("", "section")
        self._text = Text()
        self._more = Text("", "caption")
        for label in (self._head, self._text, self._more):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out(buttons, above)
        self.table.selected.connect(self._on_selected)
        self.ribbon.chosen.connect(self.table.select)
        self._rows: tuple[InjectRow, ...] = ()
        self._length_min = self._now_min = 0.0

    @property
    def current(self) -> InjectRow | None:
        """The chosen inject."""
        row: InjectRow | None = self.table.current
        return row

    def show_rows(self, rows: tuple[InjectRow, ...], length_min: float, now_min: float) -> None:
        """Show the timeline; the first that is to come is chosen where nothing was."""
        self._rows, self._length_min, self._now_min = rows, length_min, now_min
        if rows != tuple(self.table.model.rows):
            self.table.set_rows(rows)
        if self.table.current is None and rows:
            first = min(rows, key=lambda row: (not row.is_open, row.at is None, str(row.at)))
            self.table.select(first.id)
        self._show(self.current)

    def _on_selected(self, row: InjectRow | None) -> None:
        self._show(row)
        self.chosen.emit(row)

    def _show(self, row: InjectRow | None) -> None:
        self.ribbon.show_rows(self._rows, self._length_min, self._now_min, row.id if row is not None else "")
        for widget in (self._standing, self._head, self._text, self._more):
            widget.setVisible(row is not None)
        if row is None:
            return
        self._standing.show_as(row.word, row.tone, row.shape)
        self._head.setText(f"{row.id}  {row.channel}  {row.sender} → {row.to}")
        self._text.setText(row.text)
        waits = self.tr("Waits for: {what}").format(what=row.waits_for) if row.waits_for else ""
        note = self.tr("For the conductor: {note}").format(note=row.note) if row.note else ""
        self._more.setText("\n".join(filter(None, (waits, note))))
        self._more.setVisible(bool(waits or note))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(key="standing", title=self.tr("Standing"), text=lambda r: r.word, tone=lambda r: r.tone, badge=True,
                   width=96),
            Column(key="at", title=self.tr("Time"), text=lambda r: time_text.clock(r.at) if r.at else "—", width=58,
                   sort=lambda r: (r.at is None, str(r.at))),
            Column(key="minute", title=self.tr("Min"), text=lambda r: "" if r.minute is None else f"{r.minute:.0f}",
                   width=46, align="right", sort=lambda r: (r.minute is None, r.minute or 0.0), extra=True),
            Column(key="channel", title=self.tr("How"), text=lambda r: r.channel, width=92, tip=lambda r: r.channel,
                   extra=True),
            Column(key="sender", title=self.tr("From"), text=lambda r: r.sender, width=120, tip=lambda r: r.sender,
                   extra=True),
            Column(key="text", title=self.tr("Inject"), text=lambda r: f"{r.id} {r.text}", stretch=True,
                   tip=lambda r: r.text, export=lambda r: r.text),
            Column(key="expected", title=self.tr("Done"), text=lambda r: r.expected, width=56,
                   tone=lambda r: "alarm" if r.is_late else "neutral",
                   tip=lambda r: self.tr("Expected actions that were done")),
        )  # fmt: skip

    def _lay_out(self, buttons: tuple[Button, ...], above: QWidget) -> None:
        theme = current_theme()
        gap = theme.length("s")
        below = QWidget()
        detail = QVBoxLayout(below)
        detail.setContentsMargins(0, 0, 0, 0)
        detail.setSpacing(theme.length("xs"))
        detail.addWidget(self._standing)
        for label in (self._head, self._text, self._more):
            detail.addWidget(label)
        detail.addStretch(1)
        bag = QWidget()
        flow = FlowLayout(bag, gap, gap)
        for button in buttons:
            flow.addWidget(button)
        detail.addWidget(bag)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(400), theme.px(180)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(above)
        column.addWidget(self.ribbon)
        column.addWidget(split, 1)
