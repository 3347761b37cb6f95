"""Files of unknown origin: issued here, changed since, or unknown; dropped anywhere on the window."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.desk.issued import codes_in
from app.domain.incident.commands import IssueDocument
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Fault
from app.ui.paper_check import asking, check_files
from app.ui.paper_check.asking import CheckDialog
from app.ui.paper_check.reading import read
from app.ui.paper_check.verdict import Origin, told, verdict
from app.ui.shell.drop import PaperDrop, papers_in
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_press import CODE, pdf_of


class Quiet:
    def report(self, share: float, words: str = "") -> None: ...

    def should_stop(self) -> bool:
        return False


def word(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/footer1.xml", f"<w:t>校验码 </w:t><w:t>{text}</w:t>")
        package.writestr("word/document.xml", "<w:t>x</w:t>" + " " * 9_000_000)
    return out.getvalue()


def test_a_check_code_is_found_in_every_kind_of_file(qapp: Any, tmp_path: Path) -> None:
    for name, data in (
        ("a.pdf", pdf_of([f"code {CODE}"], 1)), ("a.docx", word(CODE)), ("a.txt", f"校验码 {CODE}".encode()),
    ):  # fmt: skip
        path = tmp_path / name
        path.write_bytes(data)
        found = read(path, Quiet())  # type: ignore[arg-type]
        assert found.codes == {CODE} and found.size_bytes == len(data), name
    for name, data in (("b.pdf", b"not a pdf"), ("b.docx", b"PK\x03\x04 broken"), ("b.txt", b"\xff\xfe" + bytes(range(256)))):
        path = tmp_path / name
        path.write_bytes(data)
        assert read(path, Quiet()).codes == frozenset(), name  # type: ignore[arg-type]
    with pytest.raises(Fault):
        read(tmp_path / "none.pdf", Quiet())  # type: ignore[arg-type]
    assert codes_in("0123 4567 89AB CDEF 0 10123456789abcdef") == {CODE}


def test_the_journal_says_what_a_file_is(qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []

    async def look(dialog: Any) -> int:
        shown.append(dialog)
        return 0

    monkeypatch.setattr(asking.dialogs, "show", look)

    async def body(services: Any) -> None:
        ours, edited, foreign = tmp_path / "a.pdf", tmp_path / "b.txt", tmp_path / "c.txt"
        ours.write_bytes(pdf_of(["x"], 1))
        edited.write_text(f"改过的\n校验码 {CODE}", encoding="utf-8")
        foreign.write_text("别处的 aaaa bbbb cccc dddd", encoding="utf-8")
        incident_id = sorted(services.state.incidents)[0]
        sha256 = read(ours, Quiet()).sha256  # type: ignore[arg-type]
        await services.execute(
            IssueDocument(
                incident_id=incident_id, document="incident_report", sha256=sha256, pages=1, format=PaperFormat.PDF,
                unmasked=True, reason="家属认领", code=CODE,
            )
        )  # fmt: skip
        before = services.state.seq
        found = await check_files(services, QWidget(), (ours, edited, foreign))
        assert [one.origin for one in found] == [Origin.ISSUED, Origin.CHANGED, Origin.UNKNOWN]
        assert services.state.seq == before
        describer = asking.Describer(services.workspace.desk.reference, services.wording)
        lines = "\n".join(told(found[0], services.state, describer, services.wording))
        number = services.state.incidents[incident_id].number
        assert all(part in lines for part in (number, "家属认领", CODE, sha256, services.state.shift.officer)) and "[" not in lines
        assert "aaaa bbbb cccc dddd" in "\n".join(told(found[2], services.state, describer, services.wording))
        assert isinstance(shown[0], CheckDialog) and len(shown[0].cards) == 3
        assert verdict(services.state, found[1].file) == found[1]

    on_desk(qapp, tmp_path, body)


def test_papers_are_caught_over_any_field_and_other_files_go_where_they_went(qapp: Any, tmp_path: Path) -> None:
    window = QWidget()
    column, line = QVBoxLayout(window), QLineEdit()
    column.addWidget(line)
    dropped: list[tuple[Path, ...]] = []
    drop = PaperDrop(window, dropped.append)
    window.resize(300, 100)
    window.show()
    drop.attach()
    drop.attach()
    at = QPointF(line.geometry().center())

    def let_go(*names: str) -> bool:
        carried = QMimeData()
        carried.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
        carried.setText("file name")
        how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window.windowHandle(), QDragEnterEvent(at.toPoint(), *how))
        seen = drop._hint.isVisible()
        QApplication.sendEvent(window.windowHandle(), QDropEvent(at, *how))
        return seen

    assert let_go("a.pdf", "b.DOCX")
    assert dropped == [(tmp_path / "a.pdf", tmp_path / "b.DOCX")] and line.text() == "" and not drop._hint.isVisible()
    assert not let_go("a.pdf", "b.kml") and len(dropped) == 1
    elsewhere = QMimeData()
    elsewhere.setUrls([QUrl("https://example.org/a.pdf")])
    assert papers_in(elsewhere) == ()
    window.deleteLater()
