"""Where everything stands in the replay's window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.desk.replay.tape import Known
from app.ui.kit import time_text
from app.ui.kit.badge import Badge
from app.ui.kit.bars import Banner, EmptyState
from app.ui.kit.drill_mark import hatched, with_word
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Elided, Text
from app.ui.kit.theme import current_theme
from app.ui.replay.film import FilmEdge, filmed
from app.ui.replay.panes import DuePane, DutiesPane, EntriesPane, KnownPane, ListPane, UnitsPane
from app.ui.replay.reel import ReelView
from app.ui.replay.transport import Transport
from app.ui.shell.strip import DeadlineStrip

if TYPE_CHECKING:
    from app.ui.replay.window import ReplayWindow


@dataclass
class Parts:
    """The parts of one window."""

    time: Text
    badge: Badge
    known: QComboBox
    scope: QComboBox
    banner: Banner
    facts: KnownPane
    duties: DutiesPane
    clocks: DuePane
    units: UnitsPane
    entries: EntriesPane
    upper: QTabWidget
    lower: QTabWidget
    strip: DeadlineStrip
    reel: ReelView
    transport: Transport

    def front(self, number: int) -> None:
        """Bring the list with this number to the front: facts, duties, clocks, units, entries."""
        pages: tuple[ListPane, ...] = (self.facts, self.duties, self.clocks, self.units, self.entries)
        page = pages[number]
        for tabs in (self.upper, self.lower):
            if tabs.indexOf(page) >= 0:
                tabs.setCurrentWidget(page)
        page.table.view.setFocus()

    def count_differences(self, count: int) -> None:
        """Say on its tab how much of what was known then is known otherwise at the end."""
        words = translate("Replay", "{title} · {count} otherwise at the end").format(title=self.facts.title, count=count)
        self.upper.setTabText(self.upper.indexOf(self.facts), words if count else self.facts.title)

    def count_clocks(self, overdue: int) -> None:
        """Say on its tab how many clocks were over."""
        title = f"{self.clocks.title} ({overdue})" if overdue else self.clocks.title
        self.lower.setTabText(self.lower.indexOf(self.clocks), title)


def lay_out(window: ReplayWindow, word: str) -> Parts:
    """Build the window's content."""
    opened, services, player = window.opened, window.services, window.player
    theme, memory = current_theme(), services.memory
    clock = player.clock
    reel = ReelView(lambda place: _tip(window, place))
    parts = Parts(
        time=Text("", "figure"), badge=Badge(), known=QComboBox(), scope=QComboBox(), banner=Banner(), facts=KnownPane(clock.now),
        duties=DutiesPane(clock.now), clocks=DuePane(clock.now), units=UnitsPane(clock.now),
        entries=EntriesPane(clock.now, services.wording), upper=QTabWidget(), lower=QTabWidget(),
        strip=DeadlineStrip(clock, word, looks_on=True), reel=reel,
        transport=Transport(player, reel, window.actions_, services.wording),
    )  # fmt: skip
    window.setWindowTitle(with_word(word, opened.title))
    upper = ((parts.facts, translate("Replay", "What was known")), (parts.duties, translate("Replay", "Duties to report")))
    lower = ((parts.units, translate("Replay", "Units")), (parts.clocks, translate("Replay", "Clocks")))
    for tabs, pages in ((parts.upper, upper), (parts.lower, lower)):
        tabs.setDocumentMode(True)
        for page, title in pages:
            tabs.addTab(page, title)
    right = _split(Qt.Orientation.Vertical, (parts.upper, parts.lower), (320, 200))
    view = opened.view if opened.view is not None else EmptyState(
        translate("Replay", "No map on this machine"), translate("Replay", "Everything else is played"), icon_name="map"
    )
    left = _split(Qt.Orientation.Vertical, (view, parts.entries), (300, 220))
    split = _split(Qt.Orientation.Horizontal, (left, right), (700, 640))
    if memory is not None:
        for key, one in (("replay.right", right), ("replay.left", left), ("replay", split)):
            memory.keep_splitter(key, one)
    middle = QVBoxLayout()
    middle.setContentsMargins(*(theme.length("xs"),) * 4)
    middle.addWidget(split)
    parts.banner.hide()
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(FilmEdge(24, word=word))
    column.addWidget(_head(window, parts))
    column.addWidget(parts.banner)
    column.addLayout(middle, 1)
    column.addWidget(parts.strip)
    column.addWidget(parts.transport)
    body = QWidget()
    (hatched if opened.reel.is_drill else filmed)(body, column)
    window.setCentralWidget(body)
    if memory is None or not memory.keep_window("replay", window):
        window.resize(1366, 768)
    return parts


def _head(window: ReplayWindow, parts: Parts) -> QFrame:
    services, theme = window.services, current_theme()
    words = services.wording.say
    for known in Known:
        parts.known.addItem(words(f"replay.known.{known}"), known.value)
    parts.known.setAccessibleName(translate("Replay", "Whose knowledge"))
    parts.known.setToolTip(translate("Replay", "Then: paper stands where it was typed. Since: where it happened (Ctrl+T)"))
    parts.scope.addItem(words("replay.all"), "")
    parts.scope.setAccessibleName(translate("Replay", "Incident"))
    parts.scope.setToolTip(translate("Replay", "Play one incident, or all (Ctrl+I)"))
    parts.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    parts.scope.setMinimumContentsLength(18)
    parts.scope.view().setMinimumWidth(theme.px(360))
    title = Elided(window.opened.title, "section")
    live = window.actions_.button("live_desk", "danger")
    live.setProperty("dense", "true")
    bar = QFrame()
    bar.setProperty("role", "bar")
    row = QHBoxLayout(bar)
    row.setContentsMargins(theme.length("m"), theme.length("xs"), theme.length("m"), theme.length("xs"))
    row.setSpacing(theme.length("m"))
    for widget in (parts.time, parts.badge, parts.known):
        row.addWidget(widget)
    row.addWidget(parts.scope, 2)
    row.addWidget(title, 1)
    row.addWidget(live)
    return bar


def _split(way: Qt.Orientation, widgets: tuple[QWidget, ...], sizes: tuple[int, ...]) -> QSplitter:
    split = QSplitter(way)
    for widget in widgets:
        split.addWidget(widget)
    split.setChildrenCollapsible(False)
    split.setSizes([current_theme().px(size) for size in sizes])
    for place, size in enumerate(sizes):
        split.setStretchFactor(place, size)
    return split


def _tip(window: ReplayWindow, place: int) -> str:
    line = window.opened.lines[window.player.known][place - 1]
    return f"{time_text.full(line.at)}  {line.kind}\n{line.sentence}"
