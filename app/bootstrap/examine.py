"""What ``doctor`` looks at outside of the desk."""

from __future__ import annotations

import sys

from app.cli.doors import Need
from app.kernel.errors import Fault


def examine_qt() -> tuple[Need, ...]:
    """Whether Qt and the engine of its map load on this machine."""
    try:
        import PySide6  # noqa: PLC0415 - looked at, not used
        from PySide6.QtCore import qVersion  # noqa: PLC0415
    except ImportError as error:
        return (Need("qt", "broken", "missing", detail=str(error)),)
    facts = {"qt": qVersion(), "pyside": PySide6.__version__}
    aborts = sys.version_info[:2] == (3, 11) and PySide6.__version_info__[:2] >= (6, 12)
    qt = Need("qt", "broken" if aborts else "ok", "aborts" if aborts else "ok", facts=facts)
    try:
        import PySide6.QtWebEngineWidgets  # noqa: PLC0415
    except ImportError as error:
        return qt, Need("web_engine", "lacking", "missing", detail=str(error))
    return qt, Need("web_engine", "ok", "ok")


def examine_fonts(prepare: bool) -> tuple[Need, ...]:
    """Which face plays the body text of papers; with ``prepare`` faces that want it are converted first."""
    try:
        from app.reports.documents.press import default_fonts  # noqa: PLC0415
        from app.reports.kit.convert import convert_missing  # noqa: PLC0415 - reportlab takes a while to load
        from app.reports.kit.faces import FaceRole  # noqa: PLC0415
    except ImportError as error:
        return (Need("fonts", "lacking", "missing", detail=str(error)),)
    library = default_fonts()
    try:
        if prepare:
            convert_missing(library)
        survey = library.survey()
    except Fault as fault:
        return (Need("fonts", "lacking", fault.code, facts={n: str(v) for n, v in fault.facts.items()}),)
    body = next(one for one in survey if one.role is FaceRole.FANGSONG)
    waiting = any(one.convertible for one in survey)
    facts = {"family": body.family}
    return (Need("fonts", "lacking" if waiting else "ok", "waiting" if waiting else "ok", facts=facts),)
