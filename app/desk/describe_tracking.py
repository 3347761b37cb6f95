"""Sentences about terminals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.domain.record import Entry
from app.domain.state import State
from app.domain.tracking import entries as tracking

if TYPE_CHECKING:
    from app.desk.describe import Describer


def device_name(d: Describer, device_id: str, state: State) -> str:
    """What people call a terminal, with its id."""
    known = state.devices.get(device_id)
    return f"{known.name} {device_id}" if known else device_id


MAKERS: Mapping[type[Entry], Callable[..., dict[str, Any]]] = MappingProxyType(
    {
        tracking.DeviceEnrolled: lambda d, e, s: {
            "device": f"{e.name} {e.device_id}", "unit": d.unit_name(e.unit_id, s), "app": d.say(f"tracking.app.{e.app}"),
        },
        tracking.DeviceRenewed: lambda d, e, s: {"device": device_name(d, e.device_id, s)},
        tracking.DeviceRevoked: lambda d, e, s: {"device": device_name(d, e.device_id, s), "reason": e.reason},
    }
)
"""The facts that each entry's sentence needs."""
