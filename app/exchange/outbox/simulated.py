"""A superior that exists on this machine only: for demonstrations and drills, whose reports must not leave the room."""

from __future__ import annotations

from app.desk.outbox import Delivery, Parcel
from app.domain.sending.model import AttemptResult


class SimulatedSender:
    """Takes everything, signs for it under the name that it was given, and sends nothing."""

    simulated = True

    def __init__(self, name: str) -> None:
        self._name = name

    async def send(self, parcel: Parcel) -> Delivery:
        """Sign for it."""
        number = parcel.transmission.key[:8]
        return Delivery(AttemptResult.SENT, receipt_by=self._name, receipt_number=number, receipt_at=parcel.now)
