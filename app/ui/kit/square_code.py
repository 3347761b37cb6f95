"""A square code (QR) on the screen."""

from __future__ import annotations

import io

import segno
from PySide6.QtGui import QPixmap


def qr_pixmap(text: str, side_px: int) -> QPixmap:
    """A QR code of this text, black on white whatever the theme (cameras want it so), at most so many pixels wide.

    Nothing on a screen is torn or stained: least correction, so that its squares are as large as can be.
    """
    code = segno.make(text, error="l", micro=False)
    border = 4
    scale = max(1, side_px // code.symbol_size(border=border)[0])
    stream = io.BytesIO()
    code.save(stream, kind="png", scale=scale, border=border)
    made = QPixmap()
    made.loadFromData(stream.getvalue(), "PNG")
    return made
