from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from app.ui.kit import dialogs, tasks
from app.ui.kit.loop import CloseRequest, main_loop


async def opened(parent: QWidget) -> dialogs.KitDialog:
    for _ in range(100):
        found = [dialog for dialog in parent.findChildren(dialogs.KitDialog) if dialog.isVisible()]
        if found:
            return found[-1]
        await asyncio.sleep(0.01)
    raise AssertionError("no dialog")


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def test_loop_returns_and_leaves_nothing(dressed: QApplication) -> None:
    before, hook = threading.active_count(), sys.excepthook
    ended = []

    async def forever() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(True)

    async def main() -> int:
        asyncio.create_task(forever(), name="forever")  # noqa: RUF006 - the loop's end must find it
        await asyncio.to_thread(lambda: None)
        await asyncio.sleep(0)
        return 7

    for _ in range(3):
        assert main_loop(dressed, main) == 7
    assert ended == [True] * 3
    assert sys.excepthook is hook
    assert threading.active_count() <= before


def test_error_of_main_reaches_the_caller(dressed: QApplication) -> None:
    async def main() -> int:
        raise LookupError("gone")

    with pytest.raises(LookupError):
        main_loop(dressed, main)


def test_every_error_reaches_the_one_sink(in_loop) -> None:
    owner = QWidget()

    async def bad() -> None:
        raise KeyError("task")

    async def body() -> None:
        tasks.run(bad(), owner, "bad")
        QTimer.singleShot(0, lambda: 1 / 0)
        thread = threading.Thread(target=[].pop)
        thread.start()
        thread.join()
        await asyncio.sleep(0.05)

    kinds = {type(problem) for problem, _where in in_loop(body)}
    assert kinds == {KeyError, ZeroDivisionError, IndexError}


def test_task_ends_with_its_owner(in_loop) -> None:
    outcome = []

    async def work() -> None:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            outcome.append("cancelled")
            raise

    async def body() -> None:
        owner = QWidget()
        task = tasks.run(work(), owner)
        await asyncio.sleep(0.01)
        owner.deleteLater()
        await asyncio.sleep(0.05)
        assert task.cancelled()
        assert not tasks.alive(owner)

    assert in_loop(body) == []
    assert outcome == ["cancelled"]


def test_close_request_waits_for_release(in_loop) -> None:
    async def body() -> None:
        window = QWidget()
        window.show()
        request = CloseRequest(window)
        window.close()
        assert window.isVisible()
        await asyncio.wait_for(request.wait(), 1)
        request.refuse()
        waiting = asyncio.ensure_future(request.wait())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        window.close()
        await waiting
        request.release()
        assert not window.isVisible()

    assert in_loop(body) == []


def test_dialog_does_not_starve_the_loop(in_loop) -> None:
    async def body() -> None:
        parent = QWidget()
        parent.show()
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.005)

        ticking = tasks.run(tick(), parent)
        asked = asyncio.ensure_future(dialogs.confirm(parent, "发送", "将向 县政府总值班室 发送", "发送"))
        dialog = await opened(parent)
        start = ticks
        await asyncio.sleep(0.15)
        assert ticks - start >= 5
        press(dialog.focusWidget(), Qt.Key.Key_Return)
        assert await asyncio.wait_for(asked, 1) is True
        ticking.cancel()

    assert in_loop(body) == []


def test_danger_needs_more_than_enter(in_loop) -> None:
    async def body() -> None:
        parent = QWidget()
        parent.show()
        asked = asyncio.ensure_future(dialogs.confirm(parent, "终止", "不可撤销", "终止", danger=True))
        press((await opened(parent)).focusWidget(), Qt.Key.Key_Return)
        assert await asyncio.wait_for(asked, 1) is False
        asked = asyncio.ensure_future(dialogs.ask(parent, "?", "<b>x</b>", [dialogs.Answer("a", "A")]))
        press(await opened(parent), Qt.Key.Key_Escape)
        assert await asyncio.wait_for(asked, 1) is None

    assert in_loop(body) == []


def test_choose_and_prompt(in_loop) -> None:
    async def body() -> None:
        parent = QWidget()
        parent.show()
        options = [dialogs.Option(n, f"第 {n} 村", find=f"code{n}") for n in range(12)]
        asked = asyncio.ensure_future(dialogs.choose(parent, "选村", options))
        dialog = await opened(parent)
        dialog.findChild(QLineEdit).setText("code7")
        assert dialog.findChild(QListWidget).currentItem().text() == "第 7 村"
        press(dialog.findChild(QLineEdit), Qt.Key.Key_Down)
        press(dialog.findChild(QListWidget), Qt.Key.Key_Return)
        assert await asyncio.wait_for(asked, 1) == 7

        def check(text: str) -> str:
            return "" if text.isdigit() else "digits"

        typed = asyncio.ensure_future(dialogs.prompt_text(parent, "原因", "原因", check=check))
        dialog = await opened(parent)
        edit = dialog.findChild(QLineEdit)
        press(edit, Qt.Key.Key_Return)
        await asyncio.sleep(0.02)
        assert not typed.done()
        edit.setText("abc")
        assert edit.property("invalid") == "true"
        edit.setText("42")
        press(edit, Qt.Key.Key_Return)
        assert await asyncio.wait_for(typed, 1) == "42"

        long = asyncio.ensure_future(
            dialogs.prompt_text(parent, "原因", "原因", multiline=True, required=False)
        )
        dialog = await opened(parent)
        dialog.findChild(QPlainTextEdit).setPlainText(" 两行\n文字 ")
        dialog.give("yes")
        assert await asyncio.wait_for(long, 1) == "两行\n文字"

    assert in_loop(body) == []


def test_dialog_goes_with_its_task_and_parent(in_loop, tmp_path: Path) -> None:
    async def body() -> None:
        parent = QWidget()
        parent.show()
        asked = asyncio.ensure_future(dialogs.tell(parent, "a", "b"))
        await opened(parent)
        asked.cancel()
        await asyncio.sleep(0.05)
        assert parent.findChildren(dialogs.KitDialog) == []
        asked = asyncio.ensure_future(dialogs.tell(parent, "a", "b"))
        await opened(parent)
        parent.deleteLater()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(asked, 1)

    assert in_loop(body) == []
