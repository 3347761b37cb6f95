"""Two panes over the same ground: the data in the system that was chosen, and in another one to hold against it.

Both panes move and zoom together. In each the other placing is drawn thin and dotted, with an arrow from one to the other
and its length, so that a shift of half a kilometre is seen without reading.
"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.i18n import translate
from app.ui.kit.icons import Button
from app.ui.kit.labels import Elided
from app.ui.kit.theme import current_theme
from app.ui.panels.mapdata.layers.compare_pane import Images, Pane, Place, Window
from app.ui.panels.mapdata.layers.ground import Drawn, Ground


class CompareView(QWidget):
    """The two panes with a line of words above each, and the buttons that both obey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.window_ = Window()
        self.panes = (Pane(self.window_, translate("Layers", "As chosen")), Pane(self.window_, translate("Layers", "To compare")))
        self.heads = (Elided("", "label"), Elided("", "label"))
        self._boxes: list[tuple[float, float, float, float]] = []
        self._arrow: tuple[Place, Place, str] | None = None
        self._fitted = False
        self._lay_out()

    def set_ground(self, ground: Ground, images: Images = ()) -> None:
        """Draw over this base map; ``images`` are its unpacked pictures."""
        for pane in self.panes:
            pane.set_ground(ground, images)

    def show_pair(self, chosen: Drawn, other: Drawn | None, arrow: tuple[Place, Place, str] | None, heads: tuple[str, str]) -> None:
        """Show two placings of the same data; the first time the panes go to where it lies."""
        back = (arrow[1], arrow[0], arrow[2]) if arrow else None
        self.panes[0].set_data(chosen, other, arrow)
        self.panes[1].set_data(other, chosen, back)
        self._boxes = [one.box for one in (chosen, other) if one is not None and one.box is not None]
        self._arrow = arrow
        for head, words in zip(self.heads, heads, strict=True):
            head.setText(words)
        if not self._fitted and self._boxes:
            self._fitted = True
            self.fit()

    def fit(self) -> None:
        """All of the data in the system that was chosen; a shift that would not be seen there is gone to."""
        if self._boxes:
            pane = self.panes[0]
            self.window_.fit(self._boxes[0], max(pane.width(), 240), max(pane.height(), 190))
            self._repaint()

    def to_shift(self) -> None:
        """So near that the shift is seen."""
        self.fit()
        if self._arrow is not None:
            self.window_.show_shift(self._arrow[0], self._arrow[1])
        self._repaint()

    def _repaint(self) -> None:
        for pane in self.panes:
            pane.update()

    def _lay_out(self) -> None:
        theme = current_theme()
        row = QHBoxLayout()
        row.setSpacing(theme.length("s"))
        for pane, head in zip(self.panes, self.heads, strict=True):
            pane.moved.connect(self._repaint)
            column = QVBoxLayout()
            column.setSpacing(theme.length("xs"))
            column.addWidget(head)
            column.addWidget(pane, 1)
            row.addLayout(column, 1)
        buttons = QHBoxLayout()
        for text, icon, work in (
            (translate("Layers", "All of it"), "home", self.fit),
            (translate("Layers", "To the shift"), "compare", self.to_shift),
            (translate("Layers", "Nearer"), "add", lambda: self._zoom(1.6)),
            (translate("Layers", "Farther"), "remove", lambda: self._zoom(0.625)),
        ):
            button = Button(text, icon, "quiet")
            button.clicked.connect(work)
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.length("xs"))
        whole.addLayout(row, 1)
        whole.addLayout(buttons)

    def _zoom(self, by: float) -> None:
        self.window_.zoom(by)
        self._repaint()
