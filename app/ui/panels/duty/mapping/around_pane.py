"""What is inside: groups with totals, searched, sorted, exported, printed, and called down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.calldown.commands import StartCallDown
from app.domain.drawing.model import Shape, ShapeForm
from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.map.around import Around, around
from app.map.around_rows import AroundRow, grouped, rows, summary, what
from app.map.callees import callees
from app.map.grids import read_grids
from app.ui.kit.dialogs import save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.table import Column, RowsView
from app.ui.kit.tasks import alive
from app.ui.kit.working import working
from app.ui.panels.duty.look import room_of, row
from app.ui.panels.duty.mapping.side import SidePane
from app.ui.panels.papers.issuing import let_out
from app.ui.panels.papers.make import list_paper
from app.ui.services import Services

MARGINS_M = (0, 50, 100, 200, 500, 1000, 3000, 5000)
"""How far beyond the shape one may look (facts file §5.4: 1, 3 and 5 km around a new incident)."""
POINT_MARGIN_M = 1000
LINE_MARGIN_M = 100
HEADS = ("name", "detail", "households", "people", "contact", "phone")


class AroundPane(SidePane):
    """``called(id)`` when a call-down was begun; ``shown(layer, id, point)`` when a line should be seen on the map;
    ``ring_wanted(shape, margin)`` to keep the ground asked about as a drawing."""

    called = Signal(str)
    shown = Signal(str, str, object)
    ring_wanted = Signal(object, float)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, translate("Duty", "What is here?"), parent)
        self._shape: Shape | None = None
        self._name, self._subject, self._incident = "", "", ""
        self._asked = 0
        self.answer: Around | None = None
        self.margin = QComboBox()
        self.margin.setAccessibleName(translate("Duty", "How far beyond the shape"))
        for metres in MARGINS_M:
            wider = translate("Duty", "+ {metres} m").format(metres=metres)
            self.margin.addItem(wider if metres else translate("Duty", "as drawn"), metres)
        self.keep = Button(translate("Duty", "Keep as drawing…"), "draw")
        self.call = Button(
            translate("Duty", "Call down"), "call", "primary", translate("Duty", "Begin to call everybody who is named here")
        )
        self.print = Button(translate("Duty", "PDF…"), "print", "plain", translate("Duty", "The list on paper"))
        self.subject = Text("", "label")
        self.totals = Text("")
        self.told = Text("", "caption")
        for text in (self.subject, self.totals, self.told):
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = RowsView(
            _columns(services), lambda one: f"{one.group}/{one.id}", title=services.wording.say("around.title"),
            empty=(services.wording.say("around.empty"), translate("Duty", "Look further: choose a wider margin above")),
        )
        tools = row(self.margin, self.keep, self.print, None, self.call)
        self.body.addWidget(self.subject)
        self.body.addLayout(tools)
        self.body.addWidget(self.totals)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.told)
        self.margin.currentIndexChanged.connect(lambda _place: self.refresh())
        self.list.activated.connect(self._show)
        self.list.selected.connect(self._tell)
        self.call.clicked.connect(lambda: services.run(self.call_down(), self))
        self.print.clicked.connect(lambda: services.run(self._print(), self))
        self.keep.clicked.connect(self._keep)

    def ask(self, shape: Shape, *, name: str = "", subject: str = "", incident_id: str = "") -> None:
        """Ask what lies inside this shape; ``name`` and ``subject`` are words and id of a drawing."""
        self._shape, self._name, self._subject, self._incident = shape, name, subject, incident_id
        first = {ShapeForm.POINT: POINT_MARGIN_M, ShapeForm.LINE: LINE_MARGIN_M}.get(shape.form, 0)
        blocked = self.margin.blockSignals(True)
        self.margin.setCurrentIndex(MARGINS_M.index(first))
        self.margin.blockSignals(blocked)
        self.refresh()

    @property
    def margin_m(self) -> float:
        """How far beyond the shape is looked."""
        return float(self.margin.currentData())

    def refresh(self) -> None:
        """Ask again."""
        if self._shape is not None:
            self.services.run(self._look(self._shape, self.margin_m), self)

    async def _look(self, shape: Shape, margin_m: float) -> None:
        self._asked += 1
        number = self._asked
        room = room_of(self.services)
        positions, workspace = dict(room.positions), self.services.workspace
        found = await self.services.workspace.jobs.run(
            lambda _progress: around(
                shape, room.state, margin_m=margin_m, positions=positions,
                grids=read_grids(workspace.grids_file, workspace.layers_dir),
            )
        )
        if alive(self) and number == self._asked:
            self._draw(found)

    def _draw(self, found: Around) -> None:
        self.answer = found
        room = room_of(self.services)
        lines = rows(found, room.describer, self.services.lang, room.state, room.now)
        self.subject.setText(what(found.shape, found.margin_m, room.describer, self._name))
        self.totals.setText("\n".join(summary(found, room.describer)))
        self.list.set_rows(lines)
        self.head.set_title(translate("Duty", "What is here?"), str(len(lines)))
        self.call.setEnabled(bool(callees(found, room.say, self.services.lang)))
        self.keep.setEnabled(not self._subject or found.margin_m > 0)

    async def call_down(self) -> None:
        """Begin to call everybody who is named here."""
        if self.answer is None:
            return
        room = room_of(self.services)
        command = StartCallDown(
            title=self.subject.text(), persons=callees(self.answer, room.say, self.services.lang),
            incident_id=self._incident, subject=self._subject,
        )
        if await self.services.attempt(command) and alive(self):
            lists = self.services.state.call_downs.values()
            self.called.emit(max(lists, key=lambda one: (one.started_at, one.id)).id)

    def _keep(self) -> None:
        if self._shape is not None:
            self.ring_wanted.emit(self._shape, self.margin_m)

    def _tell(self, one: AroundRow | None) -> None:
        """The line in full: of a unit also how old its position is."""
        self.told.setText(f"{one.name} · {one.detail}" if one is not None and one.detail else "")

    def _show(self, one: AroundRow) -> None:
        if one.point is not None:
            self.shown.emit(one.layer, one.mark or one.id, one.point)

    async def _print(self) -> None:
        found = self.answer
        if found is None:
            return
        room = room_of(self.services)
        title = room.say("around.title")
        suggested = self.services.workspace.data_dir / f"{title}-{to_local(room.now):%Y%m%d-%H%M}.pdf"
        path = await save_path(self, title, suggested, ("PDF (*.pdf)",))
        if path is None:
            return
        lines = grouped(rows(found, room.describer, self.services.lang, room.state, room.now), room.say)
        heads = tuple(room.say(f"around.column.{key}") for key in HEADS)
        tables = tuple((name, heads, tuple(_cells(one) for one in group)) for name, group in lines)
        make = list_paper(self.services, self.subject.text(), summary(found, room.describer), tables)
        try:
            paper: Any = await working(self.services.workspace.jobs, self, title, make)
            await let_out(self.services, "around_list", paper, path)
        except (Fault, Refusal) as no:
            await tell(self, title, self.services.explain(no))
        else:
            words = translate("Duty", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
            self.services.navigator.say(words, "ok")


def _cells(one: AroundRow) -> tuple[str, ...]:
    about = "≈" if one.is_estimate else ""
    figures = ("" if value is None else f"{about}{value}" for value in (one.households, one.people))
    return (one.name, one.detail, *figures, one.contact, one.phone)


def _columns(services: Services) -> tuple[Column, ...]:
    say = services.wording.say

    def figure(key: str) -> Column:
        def value(one: AroundRow) -> int | None:
            found: int | None = getattr(one, key)
            return found

        return Column(
            key=key, title=say(f"around.column.{key}"), align="right", width=58,
            text=lambda one: "" if value(one) is None else f"{'≈ ' if one.is_estimate else ''}{value(one)}",
            sort=lambda one: value(one) or 0, tip=lambda one: one.detail, export=value,
        )

    return (
        Column(key="group", title=say("around.column.group"), text=lambda one: say(f"around.group.{one.group}"), width=86),
        Column(
            key="name", title=say("around.column.name"), text=lambda one: one.name, stretch=True, width=130,
            tip=lambda one: one.detail,
        ),
        figure("households"),
        figure("people"),
        Column(key="contact", title=say("around.column.contact"), text=lambda one: one.contact, width=64),
        Column(key="phone", title=say("around.column.phone"), text=lambda one: one.phone, width=124),
        Column(key="detail", title=say("around.column.detail"), text=lambda one: one.detail, width=200, extra=True),
    )
