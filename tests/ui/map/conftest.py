"""One map for the module: a web engine is too dear to start for each test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from app.ui.map.scheme import register_scheme

register_scheme()  # at collection: before any test makes the QApplication
