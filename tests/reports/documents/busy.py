"""The demo township's night made busy: people to be moved and called, words from above, photographs."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from PIL import Image

from app.bootstrap import DEFAULT_RULEBOOK
from app.catalog.demo import read_demo
from app.desk.demo import build_demo
from app.desk.desk import Desk
from app.domain.calldown.commands import RecordCall, StartCallDown
from app.domain.calldown.model import CallPerson, CallResult
from app.domain.drawing.commands import Draw
from app.domain.drawing.model import DrawingKind, Shape, ShapeForm
from app.domain.incident.commands import AttachPhotograph, WithdrawPhotograph
from app.domain.incident.model import PictureKind
from app.domain.instruction.commands import ReceiveInstruction, RecordProgress
from app.domain.instruction.model import InstructionKind
from app.journal.port import MemoryJournal
from app.kernel.clock import FixedClock
from app.kernel.ids import CountedIds
from tests.reports.documents.scenario import FILES, NOW, OFFICER, Printed, given, reference

PERSONS = (
    CallPerson("head", "魏有粮", "000-8806-0001", "青石村村主任"),
    CallPerson("gas", "陆惠民", "000-8806-0002", "青石液化气供应站", 22, 75),
    CallPerson("grid", "高惠民", "000-8806-0003", "青石村三组 网格员", 67, 248),
    CallPerson("alone", "武志强", "000-8806-0004", "青石村六组 独居", 1, 1),
)
CAPTIONS = ("北侧院子，二层窗口有烟", "消防一号车出水", "下风向村民转移")


@dataclass(frozen=True)
class Busy:
    """The night, and the ids of what is printed of it. ``pictures`` are what paper shows, by hash; the last has none."""

    printed: Printed
    fire: str
    call_down: str
    instruction: str
    pictures: dict[str, bytes]

    def given(self, lang: str = "zh", **more: Any) -> Any:
        """What a document about the fire is made from."""
        return given(self.printed, self.fire, lang, **{"pictures": self.pictures, **more})


def picture(shade: int) -> bytes:
    """A photograph as paper shows it."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (shade, 90, 60)).save(out, "JPEG")
    return out.getvalue()


@lru_cache(maxsize=1)
def busy() -> Busy:
    """The night, once."""

    async def play() -> Busy:
        journal, ids = MemoryJournal(), CountedIds()
        await build_demo(journal, reference(), read_demo(FILES.demo, DEFAULT_RULEBOOK), NOW, ids)
        desk = Desk(journal, reference(), FixedClock(NOW), ids)
        await desk.start()
        fire = next(one for one in desk.state.incidents.values() if one.kind == "A-FIR")

        async def do(command: Any) -> str:
            return (await desk.execute(command, OFFICER))[0].stamp.command_id

        assert fire.place.point is not None
        ring = Shape(ShapeForm.CIRCLE, (fire.place.point,), 900.0)
        await do(Draw(kind=DrawingKind.EVACUATION_AREA, shape=ring, title="火场下风向", incident_id=fire.id))
        called = await do(StartCallDown(title="下风向叫应", persons=PERSONS, incident_id=fire.id))
        for person, result in (("head", "answered"), ("gas", "no_answer"), ("gas", "no_answer"), ("grid", "passed_on")):
            passed = "高惠民妻子" if result == "passed_on" else ""
            await do(RecordCall(calldown_id=called, person_id=person, result=CallResult(result), passed_to=passed))
        words = ReceiveInstruction(
            kind=InstructionKind.LEADER, from_name="陈建国", from_post="副县长", from_desk="望洲县人民政府",
            text="请全力搜救被困人员，尽快核清人数和起因。", incident_id=fire.id, responsible="镇消防队",
            handle_due_at=NOW - timedelta(minutes=5), feedback_due_at=NOW + timedelta(hours=2),
            received_at=NOW - timedelta(minutes=40),
        )
        instruction = await do(words)
        await do(RecordProgress(instruction_id=instruction, text="已转告现场指挥。"))
        pictures: dict[str, bytes] = {}
        for number, caption in enumerate((*CAPTIONS, "拍错的")):
            sha256 = f"{number:x}" * 64
            pictures[sha256] = picture(number * 60)
            last = await do(AttachPhotograph(
                incident_id=fire.id, sha256=sha256, name=f"{number}.jpg", kind=PictureKind.JPEG, bytes_count=9, caption=caption,
                taken_at=NOW - timedelta(minutes=9) if number else None,
            ))  # fmt: skip
        await do(WithdrawPhotograph(incident_id=fire.id, photograph_id=last, reason="与事件无关"))
        del pictures["2" * 64]
        records = {one: await desk.history(one) for one in desk.state.incidents}
        return Busy(Printed(desk.state, records, desk.head_hash.hex()), fire.id, called, instruction, pictures)

    return asyncio.run(play())
