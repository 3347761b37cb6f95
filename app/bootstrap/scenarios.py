"""The scenarios that a desk writes: its own folder, the workbook, a draft from a plan."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from app.catalog.cases import plan_cases
from app.catalog.locations import Locations
from app.catalog.own_scenarios import (
    Opened,
    delete_scenario,
    drop_draft,
    free_id,
    keep_draft,
    listed,
    open_folder,
    open_scenario,
    rename_scenario,
    save_scenario,
)
from app.catalog.wording import Wording
from app.desk.plan_scenario import Drafted, DraftWish, draft_scenario
from app.desk.scenario_desk import ReadBook, ScenarioDesk
from app.domain.exercise.scenario import Scenario
from app.domain.reference import Reference
from app.domain.state import State
from app.drill.ports import LiveDesk
from app.kernel.clock import SHANGHAI, Clock, WallClock
from app.kernel.errors import Fault
from app.storage.data_dir import DataDir

STARTS = time(9, 0)
"""When a drill begins of which nobody said so: at nine in the morning of the next day."""


class ScenarioFiles:
    """Fills ``ScenarioDesk``; ``live`` is the desk that drills are held for."""

    def __init__(
        self, place: DataDir, files: Locations, reference: Callable[[], Reference], words: Callable[[str], Wording],
        live: Callable[[], Awaitable[LiveDesk]], clock: Clock | None = None,
    ) -> None:
        self._place, self._files, self._reference, self._words, self._live = place, files, reference, words, live
        self._clock = clock or WallClock()

    def ports(self) -> ScenarioDesk:
        """The ports of the faces."""
        own, shipped = self._place.scenarios, self._files.resources / "scenarios"

        def opened(scenario_id: str) -> Opened:
            return open_scenario(scenario_id, own, shipped)

        def save(scenario: Scenario, briefing: str, stamp: str) -> Scenario:
            return save_scenario(scenario, briefing, own, self._reference(), stamp)

        return ScenarioDesk(
            listed=lambda: listed(own), open=opened, save=save,
            keep=lambda scenario, briefing, stamp: keep_draft(scenario, briefing, own, stamp),
            give_up=lambda one: drop_draft(one, own), rename=lambda one, new: rename_scenario(one, new, own, shipped),
            delete=lambda one: delete_scenario(one, own), free=lambda one: free_id(one, own, shipped), draft=self.draft,
            write_book=self.write_book, read_book=self.read_book, open_folder=open_folder, state=self.state,
            reference=self._reference, folder=own, starts=lambda: starts_next(self._clock.now()),
            put=lambda base, scenario, briefing: save_scenario(scenario, briefing, base, self._reference()),
            put_draft=lambda base, scenario, briefing: keep_draft(scenario, briefing, base),
        )

    async def draft(self, wish: DraftWish) -> Drafted:
        """A scenario from a plan."""
        reference = self._reference()
        cases = plan_cases(self._files.plans, wish.plan) if wish.plan in reference.shipped or wish.plan in reference.plans else ()
        return draft_scenario(wish, cases, reference, self._words)

    async def state(self) -> State:
        """The desk that drills are held for, as it stands."""
        return (await self._live()).state

    def write_book(self, path: Path, scenario: Scenario, briefing: str) -> None:
        """A workbook; headings are Chinese whatever the language of the window."""
        try:
            from app.exchange.scenario_book import write_scenario_book  # noqa: PLC0415 - openpyxl takes a while to load
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        write_scenario_book(path, scenario, briefing, self._words("zh"), self._reference())

    def read_book(self, path: Path) -> ReadBook:
        """A workbook; ``BadFile`` with every cell that cannot be read."""
        try:
            from app.exchange.scenario_book import read_scenario_book  # noqa: PLC0415 - openpyxl takes a while to load
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        return read_scenario_book(path, self._words("zh"), self._reference(), starts_next(self._clock.now()))


def starts_next(now: datetime) -> datetime:
    """When a drill begins of which nobody said so."""
    return datetime.combine(now.astimezone(SHANGHAI).date() + timedelta(days=1), STARTS, SHANGHAI)
