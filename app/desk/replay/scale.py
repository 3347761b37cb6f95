"""Where moments lie on a reel: nights in which nothing happens are squeezed, so that an incident of an hour can be seen. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

LONGEST_GAP_S = 1800.0
"""A longer time without an entry takes no more room than this."""


class Scale:
    """Lays moments out from 0 to ``length`` (seconds, squeezed). ``moments`` never fall; without any the reel is empty."""

    def __init__(self, moments: Sequence[datetime]) -> None:
        self._moments: list[datetime] = []
        self._places: list[float] = []
        self.breaks: list[float] = []
        for at in moments:
            if not self._moments:
                self._moments, self._places = [at], [0.0]
                continue
            gap_s = (at - self._moments[-1]).total_seconds()
            if gap_s <= 0:
                continue
            if gap_s > LONGEST_GAP_S:
                self.breaks.append(self._places[-1] + LONGEST_GAP_S / 2)
            self._places.append(self._places[-1] + min(gap_s, LONGEST_GAP_S))
            self._moments.append(at)

    @property
    def length(self) -> float:
        """How long the reel is."""
        return self._places[-1] if self._places else 0.0

    def place_of(self, moment: datetime) -> float:
        """Where a moment lies; before the first it is 0, after the last the end."""
        if not self._moments or moment <= self._moments[0]:
            return 0.0
        if moment >= self._moments[-1]:
            return self.length
        number = bisect_right(self._moments, moment) - 1
        whole = (self._moments[number + 1] - self._moments[number]).total_seconds()
        share = (moment - self._moments[number]).total_seconds() / whole
        return self._places[number] + share * (self._places[number + 1] - self._places[number])

    def moment_at(self, place: float) -> datetime:
        """The moment at a place of the reel; ``ValueError`` for an empty one."""
        if not self._moments:
            raise ValueError("an empty reel")
        if place >= self.length:
            return self._moments[-1]
        number = max(bisect_right(self._places, place) - 1, 0)
        share = max(place - self._places[number], 0.0) / (self._places[number + 1] - self._places[number])
        return self._moments[number] + share * (self._moments[number + 1] - self._moments[number])

