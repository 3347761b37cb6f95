"""Papers about something inside the desk: the paper that was asked for is the one on show, not the newest of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.instruction.commands import ReceiveInstruction
from app.domain.instruction.model import InstructionKind
from app.ui.panels.papers.panel import PapersPanel
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import until


def test_the_instruction_that_was_asked_for_is_the_one_on_show(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        for words in ("先来的批示", "后来的批示"):
            await services.execute(ReceiveInstruction(kind=InstructionKind.LEADER, from_name="陈某", text=words))
        first, _ = sorted(services.state.instructions)
        panel = PapersPanel(services)
        panel.show()
        panel.show_document("", "instruction_sheet", first)
        await until(lambda: panel.paper is not None, 20)
        text = panel.preview.document.getAllText(0).text()
        assert "先来的批示" in text.replace("\n", "") and "后来的" not in text
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
