"""Tones of what stands everywhere, by name; the word beside each says the same. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.reporting.rules import Urgency

URGENCY_TONES: Mapping[Urgency, str] = MappingProxyType(
    {Urgency.OVERDUE: "alarm", Urgency.NEAR: "warn", Urgency.SOON: "watch", Urgency.CALM: "muted"}
)
"""Tone of how pressing a deadline is."""
