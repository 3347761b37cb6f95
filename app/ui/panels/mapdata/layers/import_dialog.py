"""What a file is to become, and in which coordinate system its numbers are: asked beside the map on which one sees it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.desk.jobs import Progress
from app.domain.resource.model import FacilityCategory
from app.map.spatial.guess import Candidate
from app.map.spatial.model import LayerKind, Reading
from app.map.spatial.naming import frame_name, reasons
from app.ui.kit.dialogs import Answer, KitDialog
from app.ui.kit.form import Choice as FormChoice
from app.ui.kit.form import Field, FieldKind, Form
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import current_theme
from app.ui.panels.mapdata.layers.base_ground import on_base
from app.ui.panels.mapdata.layers.compare_pane import Images, images_of
from app.ui.panels.mapdata.layers.compare_view import CompareView
from app.ui.panels.mapdata.layers.ground import Ground
from app.ui.panels.mapdata.layers.survey import Choice, Pair, Survey, compare, every_frame, survey
from app.ui.problem_list import problem_view, rows_of
from app.ui.services import Services

LAYER = "layer"
"""The target that is no category of places."""


class ImportDialog(KitDialog):
    """Asks; ``values`` afterwards holds what was answered. It draws in jobs and stays answerable meanwhile."""

    def __init__(self, services: Services, parent: QWidget | None, reading: Reading, first: Survey, ground: Ground) -> None:
        title = translate("Layers", "Import {file}").format(file=reading.file)
        super().__init__(parent, title)
        self._services, self._reading, self.survey = services, reading, first
        self._asked = 0
        self.values: dict[str, Any] = {}
        self.form = Form(self._fields(), compact=True)
        self.compare = CompareView()
        self.compare.set_ground(ground)
        self._ground = ground
        self.bare = Text(translate("Layers", "No base map lies here to compare with: add one under “Base maps” first."), "caption")
        self.bare.hide()
        self.other = QComboBox()
        self.other.setAccessibleName(translate("Layers", "Compare with"))
        self.why = Text("", "caption")
        self.why.setWordWrap(True)
        self.findings = problem_view(services)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.other.currentIndexChanged.connect(lambda _at: self._redraw())
        self.add_answer(Answer("no", translate("Kit", "Cancel")))
        self._accept = self.add_answer(Answer("yes", translate("Layers", "Accept and import"), "primary"), default=True)
        self.show_survey(first)

    @property
    def chosen(self) -> Choice | None:
        """The system that stands in the form, ``None`` while none was chosen."""
        code = self.form.value("frame")
        return Choice(code, bool(self.form.value("swapped"))) if code else None

    def give(self, answer_id: str) -> None:
        """Close; "yes" only with everything that is needed."""
        if answer_id == "yes":
            if not self.form.validate():
                return
            self.values = self.form.values()
        super().give(answer_id)

    def show_survey(self, found: Survey) -> None:
        """Ask about this table."""
        self.survey = found
        say = self._services.wording.say
        columns = tuple(FormChoice(one.name, one.name) for one in found.data.columns)
        self.form.set_choices("name_column", columns)
        codes = every_frame(found.likely, found.data)
        self.form.set_choices("frame", [FormChoice(code, frame_name(code, say), code) for code in codes])
        first = found.likely[0] if found.likely else None
        names = {one.name for one in found.data.columns}
        self.form.set_values({
            "title": found.data.name, "name_column": found.data.name_column if found.data.name_column in names else None,
            "frame": first.frame if first and found.sure else None, "swapped": bool(first and first.swapped),
            "repair": bool(found.crossed),
        })
        self._refill_other()
        self.findings.set_rows(rows_of(found.findings))
        counted = translate("Layers", "Remarks ({count})").format(count=len(found.findings))
        self._tabs.setTabText(1, counted)
        self._redraw()

    def _fields(self) -> tuple[Field, ...]:
        say = self._services.wording.say
        tables = self._reading.tables
        targets = [FormChoice(LAYER, translate("Layers", "a layer of the map"))]
        places = translate("Layers", "places of the desk: {category}")
        targets += [FormChoice(one.value, places.format(category=say(f"facility_category.{one}"))) for one in FacilityCategory]
        table = Field(
            key="table", label=translate("Layers", "Table"), kind=FieldKind.CHOICE, required=True,
            choices=tuple(FormChoice(one.name, f"{one.name} ({len(one.features)})") for one in tables),
        )
        return (
            *((table,) if len(tables) > 1 else ()),
            Field(key="frame", label=translate("Layers", "Coordinate system"), kind=FieldKind.CHOICE, required=True,
                  placeholder=translate("Layers", "choose after a look at the map")),
            Field(key="swapped", label=translate("Layers", "Latitude or northing stands first"), kind=FieldKind.TOGGLE),
            Field(key="target", label=translate("Layers", "Becomes"), kind=FieldKind.CHOICE, required=True, choices=tuple(targets)),
            Field(key="kind", label=translate("Layers", "What it is"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(FormChoice(one, say(f"layer_kind.{one}")) for one in LayerKind)),
            Field(key="title", label=translate("Layers", "Name of the layer"), required=True, max_length=80),
            Field(key="name_column", label=translate("Layers", "Name from"), kind=FieldKind.CHOICE),
            Field(key="repair", label=translate("Layers", "Mend areas that cross themselves"), kind=FieldKind.TOGGLE),
            Field(key="attribution", label=translate("Layers", "Whose data"), max_length=200),
            Field(key="review_number", label=translate("Layers", "Map review number"), max_length=80),
        )

    def _on_changed(self, key: str) -> None:
        if key == "table":
            wanted = self.form.value("table")
            data = next((one for one in self._reading.tables if one.name == wanted), None)
            if data is not None and data is not self.survey.data:
                self._services.run(self._look_at(data), self)
        elif key in ("frame", "swapped"):
            self._refill_other()
            self._redraw()

    async def _look_at(self, data: Any) -> None:
        profile = self._services.state.profile
        region = profile.region if profile else None
        found = await self._services.workspace.jobs.run(lambda progress: survey(self._reading, data, region, progress))
        self.show_survey(found)

    def _refill_other(self) -> None:
        """The systems to hold against the chosen one: the likely ones that are another."""
        now = self.chosen or self._first()
        kept = self.other.currentData()
        say = self._services.wording.say
        blocked = self.other.blockSignals(True)
        self.other.clear()
        for one in self.survey.likely:
            choice = Choice(one.frame, one.swapped)
            if choice != now:
                self.other.addItem(frame_name(one.frame, say, swapped=one.swapped), choice)
        place = self.other.findData(kept) if kept is not None else -1
        self.other.setCurrentIndex(max(place, 0) if self.other.count() else -1)
        self.other.blockSignals(blocked)

    def _first(self) -> Choice | None:
        return Choice(self.survey.likely[0].frame, self.survey.likely[0].swapped) if self.survey.likely else None

    def _redraw(self) -> None:
        now = self.chosen or self._first()
        self.why.setText(self._why(now))
        if now is not None:
            self._asked += 1
            self._services.run(self._draw(now, self.other.currentData(), self._asked), self)

    async def _draw(self, now: Choice, other: Choice | None, asked: int) -> None:
        data, workspace = self.survey.data, self._services.workspace
        pair = await workspace.jobs.run(lambda _progress: compare(data, now, other))
        if asked != self._asked:
            return
        self._show_pair(now, other, pair)

        def lay_under(progress: Progress) -> tuple[Ground, Images]:
            ground = on_base(self._ground, workspace.maps, pair.chosen.box, progress)
            return ground, images_of(ground)

        ground, images = await workspace.jobs.run(lay_under)
        if asked == self._asked:
            self.compare.set_ground(ground, images)
            self.bare.setVisible(ground.is_bare)

    def _show_pair(self, now: Choice, other: Choice | None, pair: Pair) -> None:
        say = self._services.wording.say
        apart = "" if pair.apart_m is None else _length(pair.apart_m)
        arrow = (*pair.arrow, apart) if pair.arrow else None
        mark = "" if self.chosen else translate("Layers", " (not chosen yet)")
        first = frame_name(now.frame, say, swapped=now.swapped) + mark
        second = frame_name(other.frame, say, swapped=other.swapped) if other else translate("Layers", "nothing to compare with")
        if apart:
            second = translate("Layers", "{frame}: {apart} apart").format(frame=second, apart=apart)
        self.compare.show_pair(pair.chosen, pair.other, arrow, (first, second))

    def _why(self, now: Choice | None) -> str:
        if now is None:
            return translate("Layers", "No coordinate system fits these numbers; look at the file.")
        say = self._services.wording.say
        known = next((one for one in self.survey.likely if (one.frame, one.swapped) == (now.frame, now.swapped)), None)
        if isinstance(known, Candidate):
            return f"{frame_name(now.frame, say, swapped=now.swapped)}：{reasons(known, say)}"
        return translate("Layers", "Not among the likely systems: look whether it lies where it should.")

    def _lay_out(self) -> None:
        theme = current_theme()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.length("s"), 0)
        column.addWidget(self.form)
        column.addStretch(1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, theme.length("xs"), 0, 0)
        beside.setSpacing(theme.length("xs"))
        beside.addWidget(self.why)
        row = QHBoxLayout()
        row.addWidget(Text(translate("Layers", "Compare with"), "label"))
        row.addWidget(self.other, 1)
        beside.addLayout(row)
        beside.addWidget(self.bare)
        beside.addWidget(self.compare, 1)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(right, translate("Layers", "Look at the map"))
        self._tabs.addTab(self.findings, "")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._tabs)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(360), theme.px(820)])
        self.content.addWidget(split, 1)
        self.setMinimumSize(theme.px(1020), theme.px(560))
        self.resize(theme.px(1240), theme.px(640))
        self.form.set_values({"target": LAYER, "kind": LayerKind.OTHER})
        if len(self._reading.tables) > 1:
            self.form.set_values({"table": self.survey.data.name})


def _length(apart_m: float) -> str:
    """A distance in words: metres up to ten kilometres."""
    if apart_m < 10_000:
        return translate("Layers", "{count} m").format(count=f"{apart_m:.0f}")
    return translate("Layers", "{count} km").format(count=f"{apart_m / 1000:.0f}")
