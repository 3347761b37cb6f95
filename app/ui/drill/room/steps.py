"""What the conductor does by dialogs: each asks for what it needs and stays open on a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.exercise.commands import CheckComms, SeatParticipant
from app.domain.exercise.kinds import InjectChannel, SeatKind
from app.domain.exercise.scenario import Asked, Inject
from app.kernel.text import Text
from app.ui.command_dialog import ask_act
from app.ui.drill.driver import Driver
from app.ui.drill.room.own_inject import ask_inject
from app.ui.drill.room.presenter import InjectRow, SeatRow
from app.ui.kit.form import Form
from app.ui.kit.form_fields import Choice, Field, FieldKind
from app.ui.services import Services

LONGEST = 5_000
_SHORT = 80
DELAYS_MIN = (1, 2, 5, 10, 30)

FREE = (InjectChannel.CALL, InjectChannel.WRITTEN, InjectChannel.NOTE, InjectChannel.QUERY)
"""Ways in that need nothing but words; sensors, positions and warnings come from the scenario."""


class Steps(QObject):
    """The steps of one room."""

    def __init__(self, services: Services, driver: Driver, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._driver, self._parent = services, driver, parent

    async def skip(self, row: InjectRow) -> bool:
        """Leave it out, with a reason."""
        return await self._ask(
            self.tr("Leave out {inject}").format(inject=row.id), row.text, (_words("reason", self.tr("Reason")),),
            self.tr("Leave out"),
            lambda values: self._driver.do(lambda: self._driver.conductor.skip(row.id, values["reason"] or "")),
        )

    async def delay(self, row: InjectRow) -> bool:
        """Let it come so many minutes later."""
        minutes = Field(
            key="minutes", label=self.tr("Later by"), kind=FieldKind.DECIMAL, required=True, unit=self.tr("min"), minimum=0.1,
            maximum=1440,
        )
        return await self._ask(
            self.tr("Delay {inject}").format(inject=row.id), row.text, (minutes,), self.tr("Delay"),
            lambda values: self._driver.do(lambda: self._driver.conductor.delay(row.id, float(values["minutes"]))),
            {"minutes": DELAYS_MIN[2]},
        )

    async def edit(self, row: InjectRow) -> bool:
        """Let it say something else, in both languages alike."""
        return await self._ask(
            self.tr("Reword {inject}").format(inject=row.id),
            self.tr("What is expected stays as it is."), (_words("text", self.tr("Words"), lines=6),),
            self.tr("Save"),
            lambda values: self._driver.do(
                lambda: self._driver.conductor.edit(row.id, Text(values["text"] or "", values["text"] or ""))
            ),
            {"text": row.text},
        )

    async def put_in(self) -> bool:
        """An inject of one's own: at once, or at a minute of the drill."""
        services, drill = self._services, self._driver.drill
        say, text = services.wording.say, services.wording.text
        players = tuple(
            Choice(one.role, text(one.title)) for one in drill.scenario.participants if one.kind is SeatKind.PLAYER
        )
        known = {own: ref for ref, own in self._driver.conductor.observed.incidents.items()}
        about = tuple(
            Choice(known[key], of.number) for key, of in services.state.incidents.items() if key in known
        )
        fields = [
            Field(key="channel", label=self.tr("How"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one.value, say(f"drill.channel.{one}")) for one in FREE)),
            Field(key="sender", label=self.tr("From"), required=True, max_length=_SHORT),
            Field(key="to", label=self.tr("To"), kind=FieldKind.CHOICE, choices=players, required=True),
            _words("text", self.tr("Words"), lines=5),
            Field(key="minute", label=self.tr("At minute"), kind=FieldKind.DECIMAL, unit=self.tr("min"), minimum=0, maximum=100_000,
                  hint=self.tr("empty: at once")),
            Field(key="answer_min", label=self.tr("Answer within"), kind=FieldKind.DECIMAL, unit=self.tr("min"), minimum=1,
                  maximum=1440, hint=self.tr("for a query only")),
        ]  # fmt: skip
        if about:
            fields.insert(5, Field(key="of", label=self.tr("About"), kind=FieldKind.CHOICE, choices=about))
        taken = {one.id for one in drill.injects}
        number = next(n for n in range(1, len(taken) + 2) if f"free{n:02d}" not in taken)

        def made(values: Mapping[str, Any]) -> Inject:
            channel, words, minute = InjectChannel(values["channel"]), values["text"] or "", values["minute"]
            asks = None
            if channel is InjectChannel.QUERY:
                within = values["answer_min"]
                asks = Asked(of=values.get("of") or "", answer_within_min=None if within is None else float(within))
            return Inject(
                id=f"free{number:02d}", channel=channel, from_=Text(values["sender"], values["sender"]), to=values["to"],
                text=Text(words, words), at_min=None if minute is None else float(minute), asks=asks,
            )

        return await self._ask(
            self.tr("An inject of your own"), "", tuple(fields), self.tr("Put in"),
            lambda values: self._driver.do(lambda: self._driver.conductor.put_in(made(values))),
            {"channel": FREE[0].value, "to": players[0].value if players else None},
        )

    async def put_in_any(self) -> bool:
        """An inject of one's own of any kind, by the form of the scenario editor."""
        drill = self._driver.drill
        begun = drill.started_at or self._driver.now
        now_min = max(0.0, (self._driver.now - begun).total_seconds() / 60)
        made = await ask_inject(self._services, self._parent, drill, now_min)
        if made is None:
            return False
        await self._driver.do(lambda: self._driver.conductor.put_in(made))
        return True

    async def jump(self) -> bool:
        """Go to a moment ahead."""
        field = Field(
            key="to", label=self.tr("To"), kind=FieldKind.DATETIME, required=True, lean="future",
            hint=self.tr("such as 23:15 or +20"),
        )
        return await self._ask(
            self.tr("Jump ahead"), self.tr("What is due until then happens on the way."), (field,),
            self.tr("Jump"), lambda values: self._driver.jump(values["to"]),
            {"to": self._driver.now + timedelta(minutes=10)},
        )

    async def tell(self, kind: SeatKind = SeatKind.EVALUATOR) -> bool:
        """Say something to everybody of a kind."""
        say = self._services.wording.say
        fields = (
            Field(key="to", label=self.tr("To"), kind=FieldKind.CHOICE, required=True,
                  choices=tuple(Choice(one.value, say(f"drill.seat.{one}")) for one in SeatKind)),
            _words("text", self.tr("Words"), lines=4),
        )  # fmt: skip
        return await self._ask(
            self.tr("Message"), self.tr("Participants see it in the drill's window, the others here."),
            fields, self.tr("Send"),
            lambda values: self._driver.do(lambda: self._driver.conductor.tell(SeatKind(values["to"]), values["text"] or "")),
            {"to": kind.value},
        )

    async def end(self) -> bool:
        """End the drill, before its time for a reason."""
        return await self._ask(
            self.tr("End the drill"), self.tr("Nothing happens in it any more; its journal and score stay."),
            (Field(key="reason", label=self.tr("Reason"), max_length=_SHORT),), self.tr("End"),
            lambda values: self._driver.end(values["reason"] or ""),
        )

    async def seat(self, row: SeatRow | None) -> bool:
        """Say who plays a seat; without one, a new seat."""
        say = self._services.wording.say
        fields = [
            Field(key="name", label=self.tr("Who"), required=True, max_length=_SHORT),
            Field(key="place", label=self.tr("Where, by which phone"), max_length=_SHORT),
        ]
        if row is None:
            fields.insert(0, Field(key="role", label=self.tr("Seat"), required=True, max_length=_SHORT))
            fields.insert(1, Field(key="kind", label=self.tr("Part"), kind=FieldKind.CHOICE, required=True,
                                   choices=tuple(Choice(one.value, say(f"drill.seat.{one}")) for one in SeatKind)))  # fmt: skip
        start = {"kind": SeatKind.OBSERVER.value} if row is None else {"name": row.name or None, "place": row.place or None}

        def made(values: Mapping[str, Any]) -> SeatParticipant:
            return SeatParticipant(
                role=row.role if row is not None else values["role"] or "", name=values["name"] or "",
                kind=row.kind if row is not None else SeatKind(values["kind"]), place=values["place"] or "",
            )

        title = self.tr("Who plays: {seat}").format(seat=row.title) if row is not None else self.tr("New seat")
        return await self._ask(
            title, "", tuple(fields), self.tr("Save"), lambda values: self._driver.execute(made(values)), start
        )

    async def comms(self, row: SeatRow, *, heard: bool) -> None:
        """The way to the seat was tried. ``Refusal`` where nobody sits there."""
        await self._driver.execute(CheckComms(role=row.role, heard=heard))

    async def _ask(
        self, title: str, text: str, fields: tuple[Field, ...], label: str, act: Any, values: Mapping[str, Any] | None = None
    ) -> bool:
        def now() -> datetime:
            return self._driver.now

        form = Form(fields, now=now, compact=True)
        form.set_values(values or {})
        return await ask_act(self._services, self._parent, title, text, form, label, act)


def _words(key: str, label: str, lines: int = 3) -> Field:
    return Field(key=key, label=label, kind=FieldKind.MULTILINE, required=True, max_length=LONGEST, lines=lines)
