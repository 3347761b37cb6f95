"""What happened to slips. What was caught up is told by the entries of the acts themselves."""

from __future__ import annotations

from app.domain.paper.model import SlipRun
from app.domain.record import Entry


class SlipsIssued(Entry, frozen=True):
    """Numbers were given to forms; none of them is ever given again."""

    runs: tuple[SlipRun, ...]
    purpose: str = "forms"
