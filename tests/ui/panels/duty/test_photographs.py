"""The photographs tab: three ways in, words under a picture, a picture taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.domain.incident.photographs import standing
from tests.storage.test_photographs import camera
from tests.ui.panels.duty.duty_bench import Bench


def test_pictures_are_dropped_pasted_captioned_and_withdrawn(play, tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire()
        await bench.show()
        bench.panel.show_incident(case, "photographs")
        tab = bench.panel.detail.photographs

        def there() -> list[str]:
            return [one.caption or one.name for one in standing(bench.state.incidents[case])]

        (tmp_path / "院子.jpg").write_bytes(camera(size=(640, 480)))
        (tmp_path / "假.png").write_bytes(b"no picture")
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("院子.jpg", "假.png", "说明.pdf")])
        tab.take(dropped)
        await bench.until(lambda: there() == ["院子.jpg"] and "假.png" in tab._notice.text)
        copied = QMimeData()
        image = QImage(80, 60, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.blue)
        copied.setImageData(image)
        QApplication.clipboard().setMimeData(copied)
        tab.list.setFocus()
        QTest.keyClick(tab.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        await bench.until(lambda: len(there()) == 2)
        await bench.until(lambda: all(tab.list.has_picture(one.photograph.sha256) for one in tab.list.rows))
        tab.search.setText("院子")
        assert [one.photograph.name for one in tab.list.rows] == ["院子.jpg"]
        tab.list.setCurrentIndex(tab.list.model().index(0, 0))
        QTest.keyClick(tab.list, Qt.Key.Key_F2)
        dialog = await bench.dialog()
        dialog.findChild(QLineEdit).setText("北侧院子")
        dialog.give("yes")
        await bench.until(lambda: there()[0] == "北侧院子")
        tab.search.setText("")
        await bench.until(lambda: "北侧院子" in tab.list.rows[0].label)
        tab.list.setCurrentIndex(tab.list.model().index(1, 0))
        QTest.keyClick(tab.list, Qt.Key.Key_Delete)
        asked = await bench.dialog()
        asked.findChild(QPlainTextEdit).setPlainText("与事件无关")
        asked.give("yes")
        await bench.until(lambda: there() == ["北侧院子"])
        assert [one.withdrawn_reason for one in bench.state.incidents[case].photographs] == ["", "与事件无关"]

    play(story)
