"""The bench of the duty panel serves the composer too: a real desk, the demo township, a story on Qt's own loop."""

from __future__ import annotations

from tests.ui.panels.duty.conftest import dressed, play

__all__ = ["dressed", "play"]
