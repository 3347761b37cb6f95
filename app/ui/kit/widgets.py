"""The small widgets, in one place to import from."""

from app.ui.kit.badge import Badge, badge_size, paint_badge, paint_shape
from app.ui.kit.bars import Banner, EmptyState, FaultBar, FaultNote, ProgressStrip, SearchBox
from app.ui.kit.flow import FlowLayout
from app.ui.kit.icons import Button
from app.ui.kit.labels import Countdown, CountdownForm, Elided, SectionHeader, Text, default_form, urgency
from app.ui.kit.ticker import Ticker

__all__ = [
    "Badge",
    "Banner",
    "Button",
    "Countdown",
    "CountdownForm",
    "Elided",
    "EmptyState",
    "FaultBar",
    "FaultNote",
    "FlowLayout",
    "ProgressStrip",
    "SearchBox",
    "SectionHeader",
    "Text",
    "Ticker",
    "badge_size",
    "default_form",
    "paint_badge",
    "paint_shape",
    "urgency",
]
