"""Whether a window could be shown here: without a screen Qt would abort the whole program."""

from __future__ import annotations

import os
import sys


def has_screen() -> bool:
    """Whether this machine seems to have a screen, or was told what to use instead of one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
