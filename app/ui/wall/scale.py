"""Sizes of the wall: everything follows the height of the window, so that it reads alike on a television and on a projector."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from app.ui.kit.theme import current_theme

LINES = 1080
"""The screen that the sizes below are written for."""

BODY_PX, TITLE_PX, CLOCK_PX = 36, 40, 76
MAP_ZOOM = 2.5
"""How much the map's page is enlarged on a screen of 1080 lines."""


@dataclass(frozen=True)
class Scale:
    """Lengths for a window so many pixels high. Nothing readable is smaller than ``body``: a thirtieth of the height."""

    height_px: int

    def px(self, length: float) -> int:
        """A length that is written for 1080 lines."""
        return max(1, round(length * self.height_px / LINES))

    @property
    def body(self) -> int:
        """The smallest letters."""
        return self.px(BODY_PX)

    @property
    def line(self) -> int:
        """From one line to the next."""
        return self.px(50)

    @property
    def gap(self) -> int:
        """White around things."""
        return self.px(16)

    @property
    def map_zoom(self) -> float:
        """How much the map's page is enlarged: signs and names grow with the window."""
        return max(1.0, min(5.0, MAP_ZOOM * self.height_px / LINES))

    def column_px(self, width_px: int) -> int:
        """How wide the right column is; the map keeps the larger half."""
        return min(self.px(690), width_px * 45 // 100)

    def font(self, length: float = BODY_PX, *, strong: bool = False) -> QFont:
        """The interface's font at a size that is written for 1080 lines, with tabular figures."""
        font = current_theme().font("body", strong=strong)
        font.setPixelSize(self.px(length))
        return font
