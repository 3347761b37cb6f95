"""Wishes about places and stock."""

from __future__ import annotations

from app.domain.record import Command
from app.domain.resource.model import Facility, Material


class RegisterFacilities(Command, frozen=True):
    """Enter or change fixed places."""

    facilities: tuple[Facility, ...]


class RegisterMaterials(Command, frozen=True):
    """Enter or change stock."""

    materials: tuple[Material, ...]
