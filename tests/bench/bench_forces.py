"""The forces board with many units: ``python -m tests.bench.bench_forces [10000]``.

Each deed of a person is compared with what the board did before rows were kept and pinyin was made by and by: every row made anew,
and pinyin for the whole table at the first letter. The limit of the desk is 100 ms in the thread of the window. Times are of the
processor (``thread_time``), so that a busy machine is told apart from a slow board. Never fails on a time: figures are for people.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from app.catalog.pinyin import search_keys
from app.desk.describe import Describer
from app.domain.presence.model import Presence
from app.domain.resource.model import Material
from app.domain.unit.model import CrewMember, Position, Qualification, Unit
from app.kernel.geo import Point
from app.kernel.text import Text
from app.ui.kit.theme import Theme
from app.ui.panels.units.panel import UnitsPanel
from app.ui.panels.units.presenter import UnitsPresenter
from tests.ui.panels.boards import NOW, Board

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
PEOPLE, STOCK = COUNT // 2, COUNT // 5


def filled(board: Board) -> None:
    """So many units, people on scene and lines of stock beside the demo."""
    state = board.desk.state
    kinds = sorted(board.reference.unit_kinds)
    scene = next(one.id for one in state.incidents.values() if one.is_open)
    units = {
        f"x{n}": Unit(
            f"x{n}", kinds[n % len(kinds)], Text(f"第{n}应急小队"), f"单位{n % 120}", f"X{n}", "张三", "000", 5, 1, ("rescue",),
            Point(18.6 + n * 1e-6, 114.5),
            crew_members=(CrewMember(f"王{n}", "", "", (Qualification("证", NOW.date() + timedelta(days=n % 300)),)),),
        )
        for n in range(COUNT)
    }
    people = {
        f"p{n}": Presence(f"p{n}", scene, f"李{n}", NOW, "单位", "x1", "二层", NOW + timedelta(minutes=n % 240))
        for n in range(PEOPLE)
    }
    stock = {f"m{n}": Material(f"m{n}", Text(f"沙袋{n}"), "rescue", "只", float(n), "仓库", minimum=5.0) for n in range(STOCK)}
    board.desk._state = replace(
        state, units=state.units.update(units), presences=state.presences.update(people), materials=state.materials.update(stock)
    )
    board.desk.telemetry.report(Position(one.id, one.home, NOW, "gps") for one in units.values() if one.home is not None)


def spent(work: Callable[[], Any]) -> float:
    """Milliseconds of the processor that a deed takes until the window is drawn."""
    begun = time.thread_time()
    work()
    QApplication.processEvents()
    return (time.thread_time() - begun) * 1000


def main() -> None:
    """Do what a person does, and print the figures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    Theme.load(name="light", scale=1.0).apply(app)
    board = Board(Path(tempfile.mkdtemp()))
    filled(board)
    services = board.services
    describer = Describer(board.reference, services.wording)
    naive_rows = spent(lambda: UnitsPresenter(describer, services.wording).rows(services.state, now=NOW))
    panel = UnitsPanel(services)
    panel.resize(1300, 700)
    table = panel.board.table
    deeds: list[tuple[str, Callable[[], Any]]] = [
        ("open the board", panel.show),
        ("the same again", lambda: panel.board.render_units(services.state)),
        ("find by a number", lambda: table.search.setText("9999")),
        ("all again", lambda: table.search.setText("")),
        ("sort by people", lambda: table.sort_by("crew")),
        ("sort by age", lambda: table.sort_by("age")),
        ("choose a unit", lambda: table.select("x50")),
        ("choose another", lambda: table.select("x51")),
        ("filter by kind", lambda: panel.board.set_filters(kind=sorted(board.reference.unit_kinds)[0])),
        ("no filter", panel.board.set_filters),
        ("5,000 people", lambda: panel.show_page("people")),
        ("find one of them", lambda: panel.page("people").table.search.setText("李49")),
        ("2,000 lines of stock", lambda: panel.show_page("stock")),
        ("find one of them", lambda: panel.page("stock").table.search.setText("沙袋199")),
    ]
    figures = [(name, spent(deed)) for name, deed in deeds]
    cells = ["".join(column.text(row) for column in table.model.columns) for row in table.model.rows[:200]]
    naive_search = spent(lambda: [search_keys(cell + " ") for cell in cells]) * COUNT / 200
    print(f"{COUNT:,} units, {PEOPLE:,} people, {STOCK:,} lines of stock; processor time in the window's thread")
    for name, ms in figures:
        print(f"{name:24} {ms:8.0f} ms")
    again, found = figures[1][1], figures[2][1]
    print(f"every row anew           {naive_rows:8.0f} ms, ratio {naive_rows / max(again, 0.1):.1f}")
    print(f"pinyin at the first key  {naive_search:8.0f} ms, ratio {naive_search / max(found, 0.1):.1f}")
    panel.close()
    board.close()


if __name__ == "__main__":
    main()
