"""Right in the conductor's room: what everybody does, the simulated units, who sits where."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog.pinyin import search_keys
from app.ui.drill.room.presenter import ActRow, SeatRow, UnitRow
from app.ui.kit import time_text
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.theme import current_theme


class ActsView(QWidget):
    """The drill's journal as it grows, the newest on top; what the conductor's side did can be left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only = QCheckBox(self.tr("Participants only"))
        self.only.setChecked(True)
        self.table = RowsView(
            (
                Column(key="at", title=self.tr("Time"), text=lambda r: time_text.clock_seconds(r.at), width=76,
                       sort=lambda r: r.seq),
                Column(key="actor", title=self.tr("Who"), text=lambda r: r.actor, width=72, tip=lambda r: r.actor),
                Column(key="kind", title=self.tr("What"), text=lambda r: r.kind, width=92, extra=True),
                Column(key="sentence", title=self.tr("Entry"), text=lambda r: r.sentence, stretch=True,
                       tip=lambda r: r.sentence),
            ),
            lambda row: str(row.seq), title=self.tr("Actions"), initials=search_keys,
            empty=(self.tr("Nobody has done anything yet"), self.tr("What participants do appears here at once.")),
        )  # fmt: skip
        self._rows: list[ActRow] = []
        self.table.toolbar.insertWidget(1, self.only)
        _fill(self, self.table)
        self.only.toggled.connect(lambda _on: self._show())

    @property
    def last_seq(self) -> int:
        """The newest entry that is shown or left out."""
        return self._rows[-1].seq if self._rows else 0

    def add(self, rows: tuple[ActRow, ...]) -> None:
        """These came."""
        if rows:
            self._rows += rows
            self._show()

    def show_entry(self, seq: int) -> None:
        """Make this entry the current one, whatever was left out before."""
        self.table.search.clear()
        if not self.table.select(str(seq)):
            self.only.setChecked(False)
            self.table.select(str(seq))
        self.table.view.setFocus()

    def _show(self) -> None:
        only = self.only.isChecked()
        self.table.set_rows(tuple(row for row in reversed(self._rows) if row.is_participant or not only))


class UnitsView(QWidget):
    """The units as the simulation has them, and what each said last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowsView(
            (
                Column(key="status", title=self.tr("Status"), text=lambda r: r.status, tone=lambda r: r.tone,
                       badge=True, width=92),
                Column(key="name", title=self.tr("Unit"), text=lambda r: r.name, width=150, tip=lambda r: r.name),
                Column(key="kind", title=self.tr("Kind"), text=lambda r: r.kind, width=96, extra=True),
                Column(key="since", title=self.tr("Since"), width=58, sort=lambda r: str(r.since),
                       text=lambda r: time_text.clock(r.since) if r.since and r.is_out else ""),
                Column(key="incident", title=self.tr("Incident"), text=lambda r: r.incident, width=130,
                       tip=lambda r: r.incident, extra=True),
                Column(key="said", title=self.tr("Said last"), text=lambda r: r.said, stretch=True,
                       tip=lambda r: r.said),
            ),
            lambda row: row.id, title=self.tr("Units"), initials=search_keys,
            empty=(self.tr("No unit"), self.tr("The live desk has no units to practise with.")),
        )  # fmt: skip
        _fill(self, self.table)

    def show_rows(self, rows: tuple[UnitRow, ...]) -> None:
        """Show these."""
        self.table.set_rows(rows)


class SeatsView(QWidget):
    """Who plays what, and whether the way to them was tried; ``buttons`` seat somebody and note the check, ``net`` stands above
    where people may sit at other machines."""

    def __init__(self, buttons: tuple[Button, ...], net: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Text("", "caption")
        self.table = RowsView(
            (
                Column(key="title", title=self.tr("Seat"), text=lambda r: r.title, width=110, tip=lambda r: r.title),
                Column(key="kind", title=self.tr("Part"), text=lambda r: r.kind_word, width=84),
                Column(key="name", title=self.tr("Who"), text=lambda r: r.name, width=84, tip=lambda r: r.name),
                Column(key="place", title=self.tr("Where"), text=lambda r: r.place, stretch=True, tip=lambda r: r.place),
                Column(key="group", title=self.tr("Group"), text=lambda r: r.group, width=100, extra=True),
                Column(key="comms", title=self.tr("Comms"), text=lambda r: r.comms, tone=lambda r: r.tone, badge=True,
                       width=92),
                Column(key="net", title=self.tr("Network"), text=lambda r: r.net, tone=lambda r: r.net_tone, badge=True, width=92,
                       extra=True),
            ),
            lambda row: row.role, title=self.tr("Seats"), initials=search_keys,
            empty=(self.tr("No seat"), self.tr("The scenario names nobody who takes part.")),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(current_theme().length("s"))
        row.addWidget(self._count, 1)
        for button in buttons:
            row.addWidget(button)
        column = _fill(self, self.table)
        column.addLayout(row)
        column.insertWidget(0, net)

    @property
    def current(self) -> SeatRow | None:
        """The chosen seat."""
        row: SeatRow | None = self.table.current
        return row

    def show_rows(self, rows: tuple[SeatRow, ...]) -> None:
        """Show these; the first that was not tried is chosen where nothing was."""
        self.table.set_rows(rows)
        if self.table.current is None and rows:
            self.table.select(next((row for row in rows if row.tone != "ok"), rows[0]).role, scroll=False)
        heard = sum(row.tone == "ok" for row in rows)
        self._count.setText(self.tr("Comms check: {heard} of {all} heard").format(heard=heard, all=len(rows)))


def _fill(owner: QWidget, table: RowsView) -> QVBoxLayout:
    margin = current_theme().length("s")
    column = QVBoxLayout(owner)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(margin)
    column.addWidget(table, 1)
    return column
