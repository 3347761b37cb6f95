"""The named places of the desk, made anew only when the register or the imported gazetteers changed."""

from __future__ import annotations

from collections.abc import Iterable

from app.catalog.gazetteer import NO_NAMES, Gazetteer, ImportedNames
from app.domain.resource.model import Facility
from app.ui.services import Services


class Places:
    """The named places of the desk, to be searched and to be recognised in a line."""

    def __init__(self, facilities: Iterable[Facility], imported: ImportedNames = NO_NAMES) -> None:
        self.gazetteer = Gazetteer.of_facilities(facilities, imported)


class KnownPlaces:
    """Gives the places as they are now."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._facilities, self._imported = services.state.facilities, services.workspace.names.current
        self._places = Places(self._facilities.values(), self._imported)

    def now(self) -> Places:
        """The places of the register and of the gazetteers as they are."""
        now = (self._services.state.facilities, self._services.workspace.names.current)
        if now[0] is not self._facilities or now[1] is not self._imported:
            self._facilities, self._imported = now
            self._places = Places(self._facilities.values(), self._imported)
        return self._places
