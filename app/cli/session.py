"""One run of one verb: the catalogue, the words, the desk and the output, each opened when it is first needed."""

from __future__ import annotations

import getpass
from argparse import Namespace
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path

from app.catalog.reference import Loaded
from app.catalog.wording import Wording
from app.cli.doors import Doors
from app.cli.output import Output
from app.cli.suggest import near_names
from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.desk.plan_library import BareShelf, PlanLibrary, Shelf
from app.desk.rulebook_library import RulebookLibrary
from app.desk.workspace import Workspace
from app.domain.planning.library import effective
from app.domain.record import Context
from app.domain.reference import Reference
from app.domain.state import State
from app.kernel.clock import Clock, WallClock
from app.kernel.errors import Refusal
from app.kernel.text import Text


class Session:
    """What every verb works with."""

    def __init__(self, doors: Doors, arguments: Namespace) -> None:
        self.doors = doors
        self.arguments = arguments
        self.out = Output(as_json=arguments.json)
        self.clock: Clock = WallClock()
        self.quiet = Progress(lambda _share, _words: None)
        self.documents: Mapping[str, Text] = {}
        self._workspace: Workspace | None = None

    @property
    def data(self) -> Path | None:
        """The data folder that was named, or ``None`` for the usual one."""
        given: Path | None = self.arguments.data
        return given

    @cached_property
    def lang(self) -> str:
        """The language asked for, else the one of the desk's settings."""
        return self.arguments.lang or self.doors.language(self.data)

    @cached_property
    def loaded(self) -> Loaded:
        """The catalogue and what is wrong with its files."""
        return self.doors.load_catalogue(self.data)

    @cached_property
    def reference(self) -> Reference:
        """The catalogue."""
        return self._workspace.desk.reference if self._workspace is not None else self.loaded.reference

    @cached_property
    def wording(self) -> Wording:
        """The words of the language."""
        if self._workspace is not None:
            return self._workspace.words(self.lang)
        return self.doors.words(self.data, self.loaded)(self.lang)

    @cached_property
    def describer(self) -> Describer:
        """Sentences in the language."""
        return Describer(self.reference, self.wording)

    @property
    def state(self) -> State | None:
        """The picture of the desk, if one was opened."""
        return None if self._workspace is None else self._workspace.desk.state

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Workspace]:
        """The desk of the data folder; ``Refusal("desk_empty")`` where none was founded there.

        Its whole chain is checked first: a verb must not write behind an entry that somebody changed (the window checks in
        the background; here nobody waits for a picture).
        """
        place = str(self.doors.data_dir(self.data))
        if not self.doors.has_journal(self.data):
            raise Refusal("desk_empty", {"path": place})
        async with self.doors.open_workspace(self.data) as workspace:
            self._workspace = workspace
            self.clock = workspace.desk.clock
            await workspace.desk.verify()
            if workspace.desk.state.profile is None and workspace.desk.damage is None:
                raise Refusal("desk_empty", {"path": place})
            yield workspace

    @property
    def workspace(self) -> Workspace:
        """The desk that was opened; asking before one was opened is a mistake of the verb."""
        if self._workspace is None:
            raise RuntimeError("no desk was opened")
        return self._workspace

    @asynccontextmanager
    async def plans(self) -> AsyncIterator[PlanLibrary]:
        """The versions of plans of the data folder's desk, or the program's own where no desk was founded there."""
        async with self._shelf() as shelf:
            yield PlanLibrary(shelf, self.doors.files.plans)

    @asynccontextmanager
    async def rulebooks(self) -> AsyncIterator[RulebookLibrary]:
        """The versions of rulebooks of the data folder's desk, or those of the files where no desk was founded there."""
        async with self._shelf() as shelf:
            yield RulebookLibrary(shelf)

    @asynccontextmanager
    async def _shelf(self) -> AsyncIterator[Shelf]:
        if not self.doors.has_journal(self.data):
            yield BareShelf(effective(self.loaded.reference, State()))
            return
        async with self.doors.open_workspace(self.data) as workspace:
            self._workspace = workspace
            self.clock = workspace.desk.clock
            yield workspace.desk

    def context(self) -> Context:
        """Who acts: ``--as``, else the officer on duty, else the user of the machine."""
        state = self.state
        on_duty = state.shift.officer if state is not None and state.shift is not None else ""
        return Context(actor=self.arguments.actor or on_duty or machine_user(), seat="cli", origin="cli")

    def near(self, refusal: Refusal) -> list[str]:
        """Known names near the unknown one of a refusal."""
        return near_names(refusal, self.reference, self.state, self.documents)


def machine_user() -> str:
    """The user of the machine; ``cli`` where the system knows none (a container without a user table)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "cli"
