"""A request for materials and what became of it. Amounts are in the unit of the request (piece, box, metre …)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class SupplyStepKind(StrEnum):
    """What may happen to a request after it was made."""

    PROMISED = "promised"
    REFUSED = "refused"
    ISSUED = "issued"
    ARRIVED = "arrived"
    CLOSED = "closed"


class SupplyStatus(StrEnum):
    """Where a request stands, derived from its steps; ``PARTLY`` has arrived in part."""

    REQUESTED = "requested"
    PROMISED = "promised"
    UNDER_WAY = "under_way"
    PARTLY = "partly"
    FULFILLED = "fulfilled"
    CLOSED = "closed"


class SupplyStep(msgspec.Struct, frozen=True):
    """One step: how much, by or from whom (``material_id`` where it is a store of ours), and the reason of a refusal."""

    step: SupplyStepKind
    at: datetime
    by: str
    quantity: float = 0.0
    source: str = ""
    material_id: str = ""
    expected_at: datetime | None = None
    reason: str = ""


class SupplyRequest(msgspec.Struct, frozen=True):
    """Somebody needs so much of something, there, by then."""

    id: str
    incident_id: str
    what: str
    quantity: float
    unit: str
    place: str
    asked_by: str
    asked_at: datetime
    due_at: datetime | None = None
    note: str = ""
    steps: tuple[SupplyStep, ...] = ()

    def total(self, step: SupplyStepKind) -> float:
        """How much was promised, issued, or arrived in all."""
        return sum(one.quantity for one in self.steps if one.step is step)

    @property
    def promised(self) -> float:
        """How much was promised."""
        return self.total(SupplyStepKind.PROMISED)

    @property
    def issued(self) -> float:
        """How much was sent on its way."""
        return self.total(SupplyStepKind.ISSUED)

    @property
    def arrived(self) -> float:
        """How much has arrived."""
        return self.total(SupplyStepKind.ARRIVED)

    @property
    def status(self) -> SupplyStatus:
        """Where it stands."""
        if any(one.step is SupplyStepKind.CLOSED for one in self.steps):
            return SupplyStatus.CLOSED
        if self.arrived >= self.quantity:
            return SupplyStatus.FULFILLED
        if self.arrived > 0:
            return SupplyStatus.PARTLY
        if self.issued > 0:
            return SupplyStatus.UNDER_WAY
        return SupplyStatus.PROMISED if self.promised > 0 else SupplyStatus.REQUESTED

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.status not in (SupplyStatus.FULFILLED, SupplyStatus.CLOSED)
