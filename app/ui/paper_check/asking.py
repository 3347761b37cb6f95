"""The question and its answer: files in, one calm dialog out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.desk.describe import Describer
from app.desk.jobs import Cancelled, Progress
from app.kernel.errors import Fault
from app.ui.kit import dialogs
from app.ui.kit.badge import Badge
from app.ui.kit.dialogs import Answer, KitDialog
from app.ui.kit.i18n import translate
from app.ui.kit.labels import Text
from app.ui.kit.theme import Tone, current_theme
from app.ui.kit.working import working
from app.ui.paper_check.reading import SUFFIXES, FileRead, read
from app.ui.paper_check.verdict import Origin, Verdict, told, verdict
from app.ui.services import Services

_TONES = {Origin.ISSUED: Tone.OK, Origin.CHANGED: Tone.ALARM, Origin.UNKNOWN: Tone.WARN}
_MOST_FILES = 20


async def ask_and_check(services: Services, parent: QWidget) -> None:
    """Let a person choose a file, and say whether it was issued here."""
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    filters = (translate("PaperCheck", "Papers ({kinds})").format(kinds=kinds), translate("PaperCheck", "All files (*)"))
    path = await dialogs.open_path(parent, translate("PaperCheck", "Check a file"), Path.home(), filters)
    if path is not None:
        await check_files(services, parent, (path,))


async def check_files(services: Services, parent: QWidget, paths: Sequence[Path]) -> tuple[Verdict, ...]:
    """Say of each file whether it was issued here; none is changed. What was found, in order; nothing where it was stopped."""
    some = tuple(paths)[:_MOST_FILES]

    def work(progress: Progress) -> tuple[FileRead, ...]:
        return tuple(read(path, progress) for path in some)

    try:
        files = await working(services.workspace.jobs, parent, translate("PaperCheck", "Reading the file"), work)
    except (Cancelled, asyncio.CancelledError):
        return ()
    except Fault as fault:
        await dialogs.tell(parent, translate("PaperCheck", "The file cannot be read"), services.explain(fault))
        return ()
    found = tuple(verdict(services.state, file) for file in files)
    await dialogs.show(CheckDialog(services, parent, found))
    return found


class CheckDialog(KitDialog):
    """One card for each file: the word, then the sentences."""

    def __init__(self, services: Services, parent: QWidget | None, found: Sequence[Verdict]) -> None:
        super().__init__(parent, translate("PaperCheck", "Check of papers"))
        theme = current_theme()
        self.setMinimumWidth(theme.px(640))
        describer = Describer(services.workspace.desk.reference, services.wording)
        self.cards = [self._card(services, one, told(one, services.state, describer, services.wording)) for one in found]
        pile = QWidget()
        column = QVBoxLayout(pile)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.length("m"))
        for card in self.cards:
            column.addWidget(card)
        column.addStretch(1)
        if len(found) > 1:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setMinimumHeight(theme.px(360))
            scroll.setWidget(pile)
            self.content.addWidget(scroll)
        else:
            self.content.addWidget(pile)
        self.add_answer(Answer("ok", translate("Kit", "Close"), "primary"), default=True).setFocus()

    @staticmethod
    def _card(services: Services, found: Verdict, lines: Sequence[str]) -> QWidget:
        theme = current_theme()
        card = QFrame()
        card.setProperty("role", "panel")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.length("m"), theme.length("s"), theme.length("m"), theme.length("m"))
        column.setSpacing(theme.length("s"))
        head = QHBoxLayout()
        head.setSpacing(theme.length("s"))
        head.addWidget(Badge(services.wording.say(f"papers.origin.{found.origin}"), _TONES[found.origin]))
        name = Text(found.file.name, "label")
        name.setWordWrap(True)
        head.addWidget(name, 1)
        column.addLayout(head)
        for place, line in enumerate(lines):
            text = Text(line, "caption" if place == len(lines) - 1 else "")
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        return card
