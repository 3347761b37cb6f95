"""The dialog of the map import: what, where, which products; then progress with a way to stop; then what was made."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.desk.jobs import Cancelled, Jobs, Progress
from app.desk.osm_words import result_lines, size_text
from app.kernel.errors import BadFile, Fault, Refusal
from app.map.osm.child import import_in_child
from app.map.osm.order import ImportOrder, ImportResult, Product, seconds_left
from app.ui.kit import tasks, time_text
from app.ui.kit.bars import ProgressStrip
from app.ui.kit.dialogs import Answer, KitDialog, confirm, open_path, show, tell
from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme, set_tone
from app.ui.osm_import import presenter
from app.ui.osm_import.presenter import Look
from app.ui.services import Services

_FILTERS = ("OpenStreetMap (*.osm.pbf *.pbf *.osm)",)

Work = Callable[[ImportOrder, Progress], ImportResult]


async def open_osm_import(services: Services, parent: QWidget, path: Path | None = None) -> ImportResult | None:
    """Let a person choose an extract and make of it what they want; what was made, ``None`` where nothing was.

    Imported names are loaded into the desk's gazetteer before this returns; showing a new base map and reading a new road
    graph is the caller's.
    """
    chosen = path or await open_path(parent, services.wording.say("osm.title"), Path.home(), _FILTERS)
    if chosen is None:
        return None
    jobs = Jobs()  # minutes of work: the desk's own lane is for papers and imports that somebody waits for
    try:
        look = await jobs.run(lambda _progress: presenter.look_at(chosen))
        dialog = OsmDialog(services, parent, chosen, look, jobs)
        await show(dialog)
        return dialog.made
    except BadFile as bad:
        said = "\n".join(services.wording.problem(one) for one in bad.problems)
        await tell(parent, translate("OsmImport", "This file cannot be imported"), said)
    except Fault as fault:
        await tell(parent, translate("OsmImport", "This file cannot be imported"), services.explain(fault))
    finally:
        await asyncio.get_running_loop().run_in_executor(None, jobs.close)  # a child that is told to stop takes a moment
    return None


class OsmDialog(KitDialog):
    """Three states: asking, working, done. ``made`` is the result."""

    def __init__(
        self, services: Services, parent: QWidget | None, path: Path, look: Look, jobs: Jobs, work: Work = import_in_child
    ) -> None:
        super().__init__(parent, services.wording.say("osm.title"))
        self._services, self._path, self._look, self._jobs, self._work = services, path, look, jobs, work
        self.made: ImportResult | None = None
        self._task: asyncio.Task[None] | None = None
        self._started = 0.0
        self.setMinimumWidth(current_theme().px(640))
        self._put_together()
        self._say_coverage()

    # asking

    def _put_together(self) -> None:
        profile, say = self._services.state.profile, self._services.wording.say
        self.region = QLineEdit(presenter.first_region(profile.region if profile else None, self._look))
        self.name = QLineEdit(presenter.first_name(self._path))
        self.products = {one: QCheckBox(say(f"osm.product.{one.value}")) for one in Product}
        self._coverage = Text("")
        self._coverage.setWordWrap(True)
        self._whole = Button(translate("OsmImport", "All of the file"))
        self._whole.setEnabled(self._look.box is not None)
        self._whole.clicked.connect(lambda: self.region.setText(presenter.first_region(None, self._look)))
        self.region.textChanged.connect(self._say_coverage)
        self._form = QWidget()
        self._form.setLayout(self._grid())
        self.content.addWidget(self._form)
        self.summary = Text("")
        self.summary.setWordWrap(True)
        self.summary.hide()
        self.content.addWidget(self.summary)
        licence = Text(say("osm.licence"), "caption")
        licence.setWordWrap(True)
        self.content.addWidget(licence)
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.reject)
        self.strip.hide()
        self.content.addWidget(self.strip)
        self._close = self.add_answer(Answer("close", translate("Kit", "Close")))
        self.go = Button(translate("OsmImport", "Make them"), variant="primary")
        self.go.setMinimumWidth(current_theme().px(88))
        self.go.setDefault(True)
        self.go.clicked.connect(self._begin)
        self._buttons.addWidget(self.go)
        self.region.setFocus()

    def _grid(self) -> QGridLayout:
        """The form, line by line."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(current_theme().length("m"))
        grid.setVerticalSpacing(current_theme().length("s"))
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        file_words = Text(f"{self._path.name}    {size_text(self._look.size_bytes)}")
        file_words.setToolTip(str(self._path))
        self._row(grid, 0, translate("OsmImport", "File"), file_words)
        self._row(grid, 1, translate("OsmImport", "Region: south, west, north, east (degrees)"), self.region)
        grid.addWidget(self._whole, 1, 2)
        grid.addWidget(self._coverage, 2, 1, 1, 2)
        self._row(grid, 3, translate("OsmImport", "Name of the results"), self.name)
        boxes = QWidget()
        ticks = QGridLayout(boxes)
        ticks.setContentsMargins(0, 0, 0, 0)
        for column, box in enumerate(self.products.values()):
            box.setChecked(True)
            ticks.addWidget(box, 0, column)
        ticks.setColumnStretch(len(self.products), 1)
        self._row(grid, 4, translate("OsmImport", "Make"), boxes)
        return grid

    def _row(self, grid: QGridLayout, line: int, words: str, widget: QWidget) -> None:
        label = Text(words, "label")
        label.setBuddy(widget)
        widget.setAccessibleName(words)
        grid.addWidget(label, line, 0)
        grid.addWidget(widget, line, 1)

    def _say_coverage(self) -> None:
        """How much of the region lies inside the file; said at every key."""
        share = presenter.covered(self.region.text(), self._look)
        if self._look.box is None:
            words, tone = translate("OsmImport", "The file does not say which region it covers"), Tone.MUTED
        elif share is None:
            words, tone = translate("OsmImport", "Type four numbers, for example 30.1,110.2,30.4,110.6"), Tone.MUTED
        elif share <= 0:
            words, tone = translate("OsmImport", "The file covers another part of the world: nothing would be made"), Tone.ALARM
        else:
            words = translate("OsmImport", "The file covers {share} of this region").format(share=f"{share:.0%}")
            tone = Tone.OK if share > 0.999 else Tone.WARN
        self._coverage.setText(words)
        set_tone(self._coverage, tone)

    def order(self, *, replace: bool = False) -> ImportOrder:
        """The order as it stands; ``Refusal`` where it makes no sense."""
        wanted = [product for product, box in self.products.items() if box.isChecked()]
        data_dir = self._services.workspace.data_dir
        return presenter.order_of(self._path, data_dir, self.region.text(), self.name.text(), wanted, replace=replace)

    # working

    def _begin(self) -> None:
        if self._task is None:
            self._task = tasks.run(self._run(), self, "osm-import")
            self._task.add_done_callback(lambda _task: setattr(self, "_task", None))

    async def _run(self) -> None:
        self.show_error("")
        try:
            order = await self._agreed()
            if order is None:
                return
            self._show_working(True)
            result = await self._jobs.run(lambda progress: self._work(order, progress), self._on_progress)
            await self._jobs.run(lambda _progress: self._services.workspace.names.load())
        except (Refusal, Fault) as no:
            self._fail(self._services.explain(no))
        except BadFile as bad:
            self._fail("\n".join(self._services.wording.problem(one) for one in bad.problems))
        except (Cancelled, asyncio.CancelledError):
            if tasks.alive(self):
                self._fail(translate("OsmImport", "Stopped; nothing was changed"))
        else:
            self._show_result(result)

    async def _agreed(self) -> ImportOrder | None:
        """The order, after a person agreed to replace what has this name already."""
        order = self.order(replace=True)
        if not order.taken:
            return self.order()
        files = "\n".join(str(one) for one in order.taken)
        said = translate("OsmImport", "These files are made anew and the old ones are lost:\n{files}").format(files=files)
        agreed = await confirm(
            self, translate("OsmImport", "The name is taken"), said, translate("OsmImport", "Replace"), danger=True
        )
        return order if agreed else None

    def _on_progress(self, share: float, words: str) -> None:
        if not tasks.alive(self):
            return
        left = seconds_left(time.monotonic() - self._started, share)
        span = None if left is None else timedelta(seconds=round(left))
        self.strip.show_progress(self._services.wording.say(words), share, span)

    def _show_working(self, working: bool) -> None:
        self._started = time.monotonic()
        self.strip.setVisible(working)
        self._form.setEnabled(not working)
        self.go.setEnabled(not working)
        self._close.setEnabled(not working)
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown needs: what comes and goes must not squeeze the rest."""
        layout = self.layout()
        layout.activate()
        self.resize(self.width(), max(self.minimumSizeHint().height(), layout.totalHeightForWidth(self.width())))

    def reject(self) -> None:
        """Escape stops the work first; a second one closes the dialog."""
        if self._task is not None:
            self._task.cancel()
            return
        super().reject()

    def _fail(self, said: str) -> None:
        self._show_working(False)
        self.show_error(said)
        self._fit()

    # done

    def _show_result(self, result: ImportResult) -> None:
        self.made = result
        self._show_working(False)
        lines = result_lines(msgspec.to_builtins(result), self._services.wording)
        took = time_text.duration(timedelta(seconds=result.seconds))
        lines.append(self._services.wording.say("osm.result.time", time=took))
        self.summary.setText("\n".join(lines))
        self.summary.show()
        self._form.hide()
        self.go.hide()
        self._close.setDefault(True)
        self._close.setFocus()
        self._fit()
