"""Addresses of the parts of a plan: what links, extracted items and differences point with. Pure.

``tasks/<id>``, ``groups/<id>``, ``measures/<id>``, ``contacts/<id>``, ``materials/<id>``, ``reporting/<id>``,
``levels/<level>``; by position where the parts have no id: ``forces/<n>``, ``notify/<n>``, ``stop/<n>``, ``triggers/<n>``,
``action_card/<n>``, ``aftermath/<n>``, ``basis/<n>``; and the single parts ``command``, ``evacuate``, ``scope``, ``review``,
``drill``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from app.domain.plan.model import Plan

NAMED = ("tasks", "groups", "measures", "contacts", "materials", "reporting")
PLACED = ("forces", "notify", "stop", "triggers", "action_card", "aftermath", "basis")
SINGLE = ("scope", "command", "evacuate")
UPKEEP = ("review", "drill")


def elements(plan: Plan) -> Iterator[tuple[str, Any]]:
    """Every part of the plan with its address, in the order of the file."""
    for field in (*SINGLE, *UPKEEP):
        if getattr(plan, field) is not None:
            yield field, getattr(plan, field)
    for entry in plan.levels:
        yield f"levels/{entry.level.value}", entry
    for field in NAMED:
        for one in getattr(plan, field):
            yield f"{field}/{one.id}", one
    for field in PLACED:
        for place, one in enumerate(getattr(plan, field)):
            yield f"{field}/{place}", one


def find(plan: Plan, address: str) -> Any | None:
    """The part at this address, or ``None``."""
    return next((one for known, one in elements(plan) if known == address), None)


def without(plan: Plan, address: str) -> Plan:
    """The plan without the part at this address; links of later parts in a placed list move up with them.

    ``KeyError`` where there is no such part, or where it is one that a plan must have (``scope``, ``evacuate``).
    """
    field = address.partition("/")[0]
    if find(plan, address) is None or field in ("scope", "evacuate"):
        raise KeyError(address)
    if field in ("command", *UPKEEP):
        return msgspec.structs.replace(plan, **{field: None}, links=_unlinked(plan, address))
    kept = [one for known, one in elements(plan) if known.startswith(f"{field}/") and known != address]
    links = {moved(known, address): keys for known, keys in _unlinked(plan, address).items()}
    return msgspec.structs.replace(plan, **{field: tuple(kept)}, links=links)


def moved(address: str, gone: str) -> str:
    """The address after the part at ``gone`` left: later places of the same placed list move up by one."""
    field, _, place = gone.partition("/")
    head, _, own = address.partition("/")
    if field not in PLACED or head != field or int(own) <= int(place):
        return address
    return f"{field}/{int(own) - 1}"


def linked_from(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The links the other way round: paragraph key to the addresses that point at it."""
    back: dict[str, list[str]] = {}
    for address, keys in plan.links.items():
        for key in keys:
            back.setdefault(key, []).append(address)
    return {key: tuple(found) for key, found in back.items()}


def _unlinked(plan: Plan, address: str) -> dict[str, tuple[str, ...]]:
    return {known: keys for known, keys in plan.links.items() if known != address}
