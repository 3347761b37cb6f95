"""One click: the pack of this moment is made, kept and offered; forms get numbers; a cancelled one leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.desk.jobs import Progress
from app.desk.pack_keeper import PackKeeper, kept_packs
from app.desk.survival import ByHand
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Fault
from app.storage.archive import Archive
from app.ui import paper_out, survival
from app.ui.panels.settings import survival as card_module
from app.ui.panels.settings.choices import Choices
from app.ui.panels.settings.survival import SurvivalCard
from tests.ui.panels.boards import Board


class Made:
    """A paper of three pages."""

    data, pages, missing, format, code = b"%PDF-made", 3, (), PaperFormat.PDF, "7QK2-M4XA"


@pytest.fixture
def board(tmp_path: Path, qtbot: QtBot) -> Iterator[Board]:
    made = Board(tmp_path)
    made.asked = []  # type: ignore[attr-defined]

    def make(fields: Mapping[str, Any], _progress: Progress) -> Made:
        made.asked.append(fields)  # type: ignore[attr-defined]
        return Made()

    workspace = made.workspace
    keeper = PackKeeper(
        made.desk, lambda: workspace.settings.current, workspace.jobs, make, tmp_path / "survival", lambda: workspace.wording
    )
    workspace.pack_keeper, workspace.by_hand = keeper, ByHand(make, make, keeper)
    yield made
    made.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


async def _nothing(*_given: Any, **_more: Any) -> None:
    return None


def test_the_pack_is_kept_even_if_nobody_prints_it(
    board: Board, parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(survival, "ask", _nothing)
    assert board.run(survival.make_pack(board.services, parent))
    kept = kept_packs(tmp_path / "survival")
    assert [path.read_bytes() for _, path in kept] == [Made.data]
    fields = board.asked[0]  # type: ignore[attr-defined]
    assert fields["state"] is board.desk.state and fields["slips"][0].first == 1 and fields["actor"]
    board.workspace.read_only = True
    assert board.run(survival.make_pack(board.services, parent))
    assert board.asked[1]["slips"] == (), "a journal that cannot be written gives no numbers, and the pack comes out"  # type: ignore[attr-defined]


def test_a_saved_pack_is_entered_with_its_own_check_code_and_comes_out_of_a_desk_that_cannot_write(
    board: Board, parent: QWidget, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def save(*_given: Any) -> str:
        return "save"

    async def path(*_given: Any) -> Path:
        return tmp_path / "pack.pdf"

    monkeypatch.setattr(survival, "ask", save)
    monkeypatch.setattr(paper_out, "save_path", path)
    board.workspace.archive = Archive(tmp_path / "archive")
    assert board.run(survival.make_pack(board.services, parent))
    issued = board.desk.state.documents
    paper = issued[-1]
    assert (paper.document, paper.code, paper.format) == ("survival_pack", Made.code, PaperFormat.PDF)
    board.workspace.read_only = True
    (tmp_path / "pack.pdf").unlink()
    assert board.run(survival.make_pack(board.services, parent))
    assert (tmp_path / "pack.pdf").read_bytes() == Made.data and board.desk.state.documents == issued


def test_what_goes_wrong_is_told_and_forms_without_numbers_are_not_printed(
    board: Board, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    async def tell(_parent: Any, _title: str, text: str) -> None:
        told.append(text)

    async def two(*_given: Any) -> tuple[tuple[str, int], ...]:
        return (("call_log", 2),)

    def broken(_fields: Mapping[str, Any], _progress: Progress) -> Made:
        raise Fault("no_chinese_font")

    monkeypatch.setattr(survival, "tell", tell)
    monkeypatch.setattr(survival, "ask", _nothing)
    monkeypatch.setattr(survival, "_ask_counts", two)
    assert board.run(survival.print_forms(board.services, parent))
    assert [(run.form, run.count) for run in board.desk.state.slip_runs] == [("call_log", 2)]
    by_hand = board.workspace.by_hand
    assert by_hand is not None
    board.workspace.by_hand = ByHand(broken, broken, by_hand.keeper)
    assert not board.run(survival.make_pack(board.services, parent)) and len(told) == 1
    board.workspace.read_only = True
    assert not board.run(survival.print_forms(board.services, parent)) and len(told) == 2
    board.workspace.by_hand = None
    assert not board.run(survival.make_pack(board.services, parent)) and len(told) == 3


def test_the_settings_card_keeps_its_choices_and_says_how_it_stands(
    board: Board, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = SurvivalCard(board.services, Choices(board.workspace.settings))
    qtbot.addWidget(card)
    card.show()
    card.on.setChecked(True)
    card.keep.setCurrentIndex(card.keep.place_of(3))
    card.folder.setText(str(tmp_path / "stick"))
    card.folder.editingFinished.emit()
    chosen = board.workspace.settings.current
    assert (chosen.survival_on, chosen.survival_keep, chosen.survival_dir) == (True, 3, str(tmp_path / "stick"))
    keeper = board.workspace.pack_keeper
    assert keeper is not None and keeper.is_due()
    board.run(card.make_now())
    assert len(kept_packs(tmp_path / "stick")) == len(kept_packs(keeper.folder)) == 1
    assert not keeper.is_due() and "1" in card.state.text()
    assert card.show_folder.isEnabled()
    looked: list[Path] = []

    def listed(folder: Path) -> tuple[Any, ...]:
        looked.append(folder)
        return kept_packs(folder)

    monkeypatch.setattr(card_module, "kept_packs", listed)
    card._tick()
    card._tick()
    assert not looked, "the disk is not listed at every beat"
    board.clock.advance(timedelta(minutes=1))
    keeper.put(b"%PDF-made")
    card._tick()
    assert looked == [keeper.folder] and "2" in card.state.text().rpartition("：")[2].rpartition("；")[2]
