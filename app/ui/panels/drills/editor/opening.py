"""What the editor opens, and what is done with whole scenarios: new, copy, from a plan, Excel, rename, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.catalog.own_scenarios import Listed, Opened
from app.desk.plan_scenario.draft import scenario_id_of
from app.desk.scenario_desk import ScenarioDesk
from app.domain.exercise.scenario import Scenario
from app.kernel.errors import BadFile, Fault, Refusal
from app.kernel.text import Text
from app.ui.command_dialog import ask_act
from app.ui.kit import dialogs
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Field
from app.ui.panels.drills.editor.blanks import blank_scenario
from app.ui.panels.drills.editor.from_plan import plan_fields, plan_values, wish_of
from app.ui.services import Services

_SHORT = 80


class Opening(QObject):
    """The steps that end in the editor (they return what it opens, ``None`` for Escape), and those with whole scenarios (they
    return whether it came about)."""

    def __init__(self, services: Services, desk: ScenarioDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._desk, self._parent = services, desk, parent

    async def new(self) -> Opened | None:
        """A blank scenario under a name of its own."""
        fields = (self._id_field(), Field(key="title", label=self.tr("Title"), required=True, max_length=_SHORT))
        made: list[Opened] = []

        async def act(values: Mapping[str, Any]) -> None:
            scenario_id = await self._free(values["id"])
            title = Text(values["title"])
            made.append(self._fresh(blank_scenario(scenario_id, title, self._area(), self._desk.starts(), self._both), ""))

        await self._ask(self.tr("New scenario"), "", fields, self.tr("Begin"), act)
        return made[0] if made else None

    async def copy(self, scenario_id: str) -> Opened | None:
        """Another scenario with everything of this one, under another name."""
        source = await self._job(lambda: self._desk.open(scenario_id))
        if source is None:
            return None
        fields = (self._id_field(), Field(key="title", label=self.tr("Title"), required=True, max_length=_SHORT))
        title = self._services.wording.text(source.scenario.title)
        made: list[Opened] = []

        async def act(values: Mapping[str, Any]) -> None:
            new_id = await self._free(values["id"])
            named = source.scenario.title if values["title"] == title else Text(values["title"])
            made.append(self._fresh(replace(source.scenario, id=new_id, version="1", title=named, hash=""), source.briefing))

        await self._ask(
            self.tr("Copy: {title}").format(title=title), "", fields, self.tr("Copy"), act,
            {"id": f"{scenario_id[:56]}_own", "title": title},
        )  # fmt: skip
        return made[0] if made else None

    async def change(self, scenario_id: str) -> Opened | None:
        """This scenario itself: its draft where there is one, else the own one, else the program's."""
        return await self._job(lambda: self._desk.open(scenario_id))

    async def pick_draft(self, listed: tuple[Listed, ...]) -> Opened | None:
        """One of the drafts that cannot be held yet."""
        finished = self.tr("the finished one can be held")
        options = [dialogs.Option(one.id, one.id, finished if one.own else "") for one in listed if one.draft]
        chosen = await dialogs.choose(self._parent, self.tr("Drafts"), options, self.tr("Go on with a draft"))
        return None if chosen is None else await self.change(chosen)

    async def generate(self) -> Opened | None:
        """A scenario that exercises every task of a plan at a level."""
        made: list[Opened] = []

        async def act(values: Mapping[str, Any]) -> None:
            scenario_id = values["id"] or await self._unused(scenario_id_of(values["plan"], values["level"]))
            drafted = await self._desk.draft(wish_of(values, await self._free(scenario_id), self._area(), self._services.state))
            made.append(self._fresh(drafted.scenario, drafted.briefing))

        await self._ask(
            self.tr("Write from a plan"),
            self.tr("An opening call whose facts reach the level, each of its tasks with its limit, the county, news, the end."),
            plan_fields(self._services, self._desk.reference()), self.tr("Write"), act, plan_values(self._desk.starts()),
        )  # fmt: skip
        return made[0] if made else None

    async def read_book(self) -> Opened | None:
        """A scenario out of a workbook; what is wrong with it is in the editor's list of problems."""
        books = [self.tr("Excel workbook (*.xlsx)")]
        path = await dialogs.open_path(self._parent, self.tr("Import a scenario"), Path.home(), books)
        if path is None:
            return None
        read = await self._job(lambda: self._desk.read_book(path))
        if read is None:
            return None
        scenario = read.scenario
        try:
            await self._free(scenario.id)
        except Refusal as no:
            if no.code == "scenario_exists":
                answer = await dialogs.ask(
                    self._parent, self.tr("There is a scenario “{id}” already").format(id=scenario.id),
                    self.tr("The workbook can replace it (its version is counted up), or come in under another name."),
                    (dialogs.Answer("own", self.tr("Another name"), "primary"), dialogs.Answer("replace", self.tr("Replace it")),
                     dialogs.Answer("no", self.tr("Cancel"))),
                )  # fmt: skip
                if answer == "replace":
                    known = await self._job(lambda: self._desk.open(scenario.id))
                    return None if known is None else self._fresh(scenario, read.briefing, known.stamp)
                if answer != "own":
                    return None
            scenario = replace(scenario, id=await self._unused(scenario.id if no.code == "scenario_exists" else "imported"))
        return self._fresh(scenario, read.briefing)

    async def write_book(self, scenario_id: str) -> bool:
        """The scenario as a workbook."""
        opened = await self._job(lambda: self._desk.open(scenario_id))
        if opened is None:
            return False
        suggested = Path.home() / f"{scenario_id}.xlsx"
        path = await dialogs.save_path(
            self._parent, self.tr("Export the scenario"), suggested, [self.tr("Excel workbook (*.xlsx)")], "xlsx"
        )
        if path is None:
            return False
        done = await self._job(lambda: (self._desk.write_book(path, opened.scenario, opened.briefing), True)[1])
        if done:
            self._services.navigator.say(self.tr("Written to {file}").format(file=path.name), "ok")
        return bool(done)

    async def rename(self, scenario_id: str) -> bool:
        """Another id: the name of its folder."""

        async def act(values: Mapping[str, Any]) -> None:
            if values["id"] != scenario_id:
                await self._services.workspace.jobs.run(lambda _progress: self._desk.rename(scenario_id, values["id"]))

        title = self.tr("Rename {id}").format(id=scenario_id)
        text = self.tr("Kept drills keep the name under which they were held.")
        return await self._ask(title, text, (self._id_field(),), self.tr("Rename"), act, {"id": scenario_id})

    async def delete(self, one: Listed, title: str) -> bool:
        """Take an own scenario away, after a question."""
        consequence = self.tr("“{title}” and its draft are deleted from this computer. Drills that were held with it stay.")
        if not await dialogs.confirm(
            self._parent, self.tr("Delete {id}").format(id=one.id), consequence.format(title=title), self.tr("Delete"), danger=True
        ):
            return False
        return bool(await self._job(lambda: (self._desk.delete(one.id), True)[1]))

    def _fresh(self, scenario: Scenario, briefing: str, stamp: str = "") -> Opened:
        return Opened(scenario, briefing, False, True, stamp)

    def _area(self) -> Text:
        profile = self._services.state.profile
        return Text("") if profile is None else profile.name

    def _both(self, code: str) -> Text:
        words = self._services.workspace.words
        return Text(words("zh").say(code), words("en").say(code))

    def _id_field(self) -> Field:
        return Field(
            key="id", label=self.tr("Id"), required=True, max_length=60,
            hint=self.tr("small letters, digits, - and _; the name of its folder"),
        )  # fmt: skip

    async def _free(self, scenario_id: str) -> str:
        """The id; a refusal is shown beside the field."""
        try:
            return await self._services.workspace.jobs.run(lambda _progress: self._desk.free(scenario_id))
        except Refusal as no:
            raise Refusal(no.code, {**no.facts, "field": "id"}) from no

    async def _unused(self, stem: str) -> str:
        """The id itself or, where it is taken, with a number behind it."""
        for number in range(1, 1000):
            name = stem if number == 1 else f"{stem[:54]}-{number}"
            try:
                return await self._free(name)
            except Refusal as no:
                if no.code != "scenario_exists":
                    raise
        raise Refusal("scenario_exists", {"scenario": stem})

    async def _job(self, work: Callable[[], Any]) -> Any:
        """What the disk gives, in a worker thread; ``None`` where it does not, which is said."""
        try:
            return await self._services.workspace.jobs.run(lambda _progress: work())
        except BadFile as bad:
            words = "\n".join(self._services.wording.problem(one) for one in bad.problems[:12])
            more = len(bad.problems) - 12
            if more > 0:
                words += "\n" + self.tr("and {count} more").format(count=more)
            await dialogs.tell(self._parent, self.tr("The file cannot be used"), words)
        except (Refusal, Fault) as no:
            self._services.navigator.say(self._services.explain(no), "alarm")
        return None

    async def _ask(
        self, title: str, text: str, fields: tuple[Field, ...], label: str, act: Any, values: Mapping[str, Any] | None = None
    ) -> bool:
        def now() -> datetime:
            return self._services.workspace.desk.clock.now()

        form = Form(fields, now=now, compact=True)
        form.set_values(values or {})
        return await ask_act(self._services, self._parent, title, text, form, label, act)
